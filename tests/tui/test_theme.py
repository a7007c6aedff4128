"""How things look."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

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


def test_every_role_can_be_read_without_colour() -> None:
    plain = look("terminal", has_colour=False, colours=16, is_ascii=False)
    for role in ("hit", "hit_here", "error", "accent", "cursor"):
        style = plain.styles[role]
        assert style.bold or style.reverse or style.underline or style.strike, role


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
def test_themes_have_contrast_enough(theme: ThemeName) -> None:
    chosen = look(theme, has_colour=True, colours=1 << 24, is_ascii=False)
    least = 7.0 if theme == "high-contrast" else 4.0
    for role, style in chosen.styles.items():
        shown = (chosen.base or Style()) + style
        if not (style.dim or role == "error"):
            assert contrast(shown) >= least, role


def contrast(style: Style) -> float:
    """The ratio of luminances as WCAG 2 has it."""
    assert style.color is not None and style.bgcolor is not None
    light, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
