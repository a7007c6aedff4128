"""The rows of a list: headlines, the headings of their days, and the space between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.widgets.rows import Entry, Heading, Rows, Space, day_title

DAYS = st.lists(st.tuples(st.just("2021-12-09"), st.integers(0, 5)), max_size=8)


def test_days_read_as_one_says_them() -> None:
    assert day_title("2021-12-09") == "9 December 2021"
    assert day_title("2021-12") == "December 2021"
    assert day_title("2021") == "2021"
    assert day_title(None) == "Undated"


def test_a_day_has_a_heading_and_space_above_all_but_the_first() -> None:
    rows = Rows(3, [("2021-12-09", 2), (None, 1)])
    assert [rows.at(row) for row in range(rows.height)] == [
        Heading("9 December 2021", 2),
        Entry(0),
        Entry(1),
        Space(),
        Heading("Undated", 1),
        Entry(2),
    ]
    assert rows.at(rows.height) is None


def test_hits_with_most_of_the_words_stand_under_a_heading_of_their_own() -> None:
    rows = Rows(3, partial=1)
    assert [rows.at(row) for row in range(rows.height)] == [
        Entry(0),
        Entry(1),
        Space(),
        Heading("Most of the words", 1),
        Entry(2),
    ]
    assert [rows.row_of(index) for index in range(3)] == [0, 1, 4]
    assert Rows(2, partial=2).at(0) == Heading("Most of the words", 2)


@given(DAYS, st.integers(0, 4), st.integers(1, 2))
def test_every_headline_has_its_rows_and_no_other(
    days: list[tuple[str | None, int]], more: int, lines: int
) -> None:
    total = sum(count for _, count in days) + more
    rows = Rows(total, days, lines)
    entries = [row for row in map(rows.at, range(rows.height)) if isinstance(row, Entry)]
    assert entries == [Entry(index, line) for index in range(total) for line in range(lines)]
    for index in range(total):
        assert rows.at(rows.row_of(index)) == Entry(index)


@given(DAYS, st.integers(-3, 60), st.sampled_from([1, -1]))
def test_there_is_a_headline_near_every_row(days: list[tuple[str | None, int]], row: int, step: int) -> None:
    rows = Rows(sum(count for _, count in days), days)
    assert 0 <= rows.index_near(row, step) < max(1, rows.total)
