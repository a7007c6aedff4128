"""A row of the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.article import Published
from newsreader.tui.messages import Passage
from newsreader.tui.theme import look
from newsreader.tui.widgets.headline_row import Drawing, RowState, heading_row, headline_row, passage_row
from tests.tui.news import headline

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)
ASCII = look("terminal", has_colour=False, colours=16, is_ascii=True)


def _text(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def _row(width: int = 60, *, is_cursor: bool = False, **changes: object) -> str:
    drawing = Drawing(width, LOOK)
    return _text(headline_row(headline(**changes), drawing, (), RowState(is_cursor)))


def test_an_unread_headline_has_its_time_and_its_dot() -> None:
    assert _row(is_cursor=True).startswith("▌14:05 ●    Ferries for the outer isles")


def test_marks_stand_in_columns_of_their_own() -> None:
    assert _row(is_starred=True, is_read=True).startswith(" 14:05  ★   Ferries")
    assert _row(versions=3).startswith(" 14:05 ● ×3 Ferries")
    assert _row(versions=30).startswith(" 14:05 ● ×+ Ferries")
    assert _row(is_stub=True).startswith(" 14:05 ◌    Ferries")
    assert _row(is_read=True, is_updated=True).startswith(" 14:05 +    Ferries")
    assert _row(published=Published("2021-12-09", None, None, "day", "text", True)).startswith(
        "      ≈●    Fer"
    )


def test_the_subtitle_follows_where_there_is_room() -> None:
    assert "Harbour office: nothing to worry about" in _row(120)
    assert "Harbour office" not in _row(64)


def test_a_title_is_cut_with_an_ellipsis() -> None:
    assert _row(30).rstrip().endswith("…")


def test_without_utf8_marks_are_ascii() -> None:
    drawing = Drawing(60, ASCII)
    row = _text(headline_row(headline(title="“Là”"), drawing, (), RowState(is_cursor=True)))
    assert row.startswith('>14:05 *    "La"')
    assert row.isascii()


@given(st.text(max_size=40), st.text(max_size=40), st.integers(20, 90), st.booleans())
def test_a_row_is_exactly_as_wide_as_the_list(title: str, subtitle: str, width: int, has_dates: bool) -> None:
    drawing = Drawing(width, LOOK, has_dates)
    row = headline_row(headline(title=title, subtitle=subtitle), drawing, (), RowState())
    assert cell_len(_text(row)) == width


def test_hits_are_set_off() -> None:
    row = headline_row(headline(), Drawing(80, LOOK), [(0, 7)], RowState())
    assert [segment.text for segment in row if segment.style == LOOK.style("hit")] == ["Ferries"]


def test_the_hit_of_a_long_passage_is_in_sight() -> None:
    text = "word " * 30 + "strait and so on"
    passage = Passage(text, ((150, 156),))
    row = passage_row(passage, Drawing(50, LOOK), is_cursor=False)
    assert "strait" in _text(row)
    assert [segment.text for segment in row if segment.style == LOOK.style("quiet") + LOOK.style("hit")] == [
        "strait"
    ]
    assert cell_len(_text(row)) == 50


def test_the_count_of_a_day_stands_at_the_right() -> None:
    row = _text(heading_row("9 December 2021", 12, Drawing(40, LOOK)))
    assert row.startswith(" 9 December 2021 ") and row.endswith(" 12 ") and len(row) == 40
