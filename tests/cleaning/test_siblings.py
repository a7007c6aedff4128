"""Undated documents take the date of those beside them, where these leave no doubt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.cleaning.siblings import Sibling, dates


def folder(*days: str, name: str = "isles/{}.txt") -> list[Sibling]:
    return [Sibling(name.format(number), day, bool(day)) for number, day in enumerate(days, 1)]


def test_a_folder_of_one_day_gives_it_to_the_undated() -> None:
    found = dates(folder("2021-12-09", "2021-12-09", "", *["2021-12-09"] * 3))
    assert found.keys() == {2}
    assert (found[2].date, found[2].precision, found[2].is_inferred) == ("2021-12-09", "day", True)
    assert found[2].evidence == "the 5 dated documents beside it in “isles” are of 2021-12-09"


def test_four_dated_documents_are_not_enough_nor_are_five_of_many() -> None:
    assert dates(folder("", *["2021-12-09"] * 4)) == {}
    assert dates(folder(*["2021-12-09"] * 5, *[""] * 6)) == {}


def test_a_folder_of_one_month_gives_no_more_than_that_and_one_of_a_year_nothing() -> None:
    month = dates(folder("2021-12-09", "", "2021-12-01", *["2021-12-24", "2021-12-02"] * 5))[1]
    assert (month.date, month.precision) == ("2021-12-01", "month")
    assert dates(folder("2021-12-09", "", "2021-12-01", *["2021-11-24", "2021-12-02"] * 5)) == {}


def test_between_neighbours_of_one_day_a_document_is_of_that_day() -> None:
    days = ["2021-12-08", "2021-12-09", "", "2021-12-09", "2021-12-10", "2022-01-02", "", "2022-02-07"]
    found = dates(folder(*days, name="dump.jsonl:{}"))
    assert (found[2].date, found[2].precision) == ("2021-12-09", "day")
    assert found[2].evidence == "stands between “dump.jsonl:2” and “dump.jsonl:4”, of 2021-12-09"
    assert found.keys() == {2}


def test_numbers_in_names_count_as_numbers() -> None:
    named = {8: "2021-12-08", 9: "2021-12-09", 10: "", 11: "2021-12-09", 12: "2021-12-10", 1: "2021-11-30"}
    siblings = [Sibling(f"isles/page{number}.txt", day, bool(day)) for number, day in named.items()]
    assert [found.date for found in dates(siblings).values()] == ["2021-12-09"]


def test_neighbours_say_nothing_where_documents_do_not_stand_in_the_order_of_their_dates() -> None:
    days = ["2020-12-08", "2019-12-09", "2021-03-01", "", "2021-03-01", "2018-12-10", "2022-01-02"]
    assert dates(folder(*days)) == {}


def test_what_is_known_to_the_month_is_left_as_it_is_and_dates_no_others() -> None:
    siblings = [*folder(*["2021-12-09"] * 5, ""), Sibling("isles/7.txt", "", True)]
    assert dates(siblings).keys() == {5}


def test_other_folders_have_no_say() -> None:
    siblings = [*folder(*["2021-12-09"] * 9), Sibling("mainland/1.txt", "", False)]
    assert dates(siblings) == {}
    feeds = folder(*["2021-12-09"] * 9, name="isles/a.rss#{}")
    assert dates([*feeds, Sibling("isles/b.rss#1", "", False)]) == {}


@given(st.lists(st.sampled_from(["", "2021-12-09", "2021-12-10", "2021-06-01", "2020-01-01"]), max_size=30))
def test_only_the_undated_are_dated_and_never_outside_what_is_known(days: list[str]) -> None:
    found = dates(folder(*days))
    assert all(not days[position] for position in found)
    known = sorted(filter(None, days))
    for published in found.values():
        assert published.date is not None and published.is_inferred
        assert known[0][:4] <= published.date[:4] <= known[-1][:4]
