"""How things look."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.tui.theme import ASCII_MARKS, Marks, ThemeName, look


def test_every_mark_takes_one_cell() -> None:
    assert all(cell_len(mark) == 1 for mark in (*Marks(), *ASCII_MARKS))
    assert all(mark.isascii() for mark in ASCII_MARKS)


def test_the_terminals_own_palette_is_left_alone() -> None:
    plain = look("terminal", has_colour=True, colours=256, is_ascii=False)
    assert plain.base is None
    assert list(plain.strip([Segment("News")], 6)) == [Segment("News"), Segment("  ")]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_theme_colours_every_cell(theme: ThemeName) -> None:
    strip = look(theme, has_colour=True, colours=256, is_ascii=False).strip([Segment("News")], 6)
    assert strip.cell_length == 6
    assert all(segment.style and segment.style.bgcolor and segment.style.color for segment in strip)


def test_without_colour_no_style_has_any() -> None:
    plain = look("dark", has_colour=False, colours=256, is_ascii=False)
    assert plain.base is None
    assert all(style.color is None and style.bgcolor is None for style in plain.styles.values())
