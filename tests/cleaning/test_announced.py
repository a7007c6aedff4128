"""Teasers date the articles they announce: by the day they state, else by the page they stand on."""

from __future__ import annotations

from newsreader.cleaning.announced import Announcement, date


def test_a_day_that_a_teaser_states_counts_before_the_pages() -> None:
    label = Announcement("Thursday, 9 December 2021", "", "Isles", "2022-01-01")
    found = date([Announcement("", "", "Older", "2020-01-01"), label])
    assert found is not None and (found.date, found.precision, found.is_inferred) == (
        "2021-12-09",
        "day",
        True,
    )
    summary = date([Announcement("News", "9 December 2021 – The ferry sails.", "Isles", "")])
    assert summary is not None and summary.date == "2021-12-09"


def test_of_pages_the_earliest_gives_its_month() -> None:
    found = date(
        [
            Announcement("News", "The ferry sails.", name, day)
            for name, day in (("Late", "2022-02-01"), ("Early", "2021-12-09"), ("Undated", ""))
        ]
    )
    assert found is not None and (found.date, found.precision) == ("2021-12-01", "month")
    assert found.evidence == "announced on “Early”, of 2021-12-09"


def test_without_any_day_nothing_is_said() -> None:
    assert date([Announcement("News", "The ferry of 9 December 2021 sails.", "Isles", "")]) is None
    assert date([]) is None
