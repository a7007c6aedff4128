"""How things look: styles for each role of text, and the marks of the list, in full and in plain ASCII."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.tui.terminal import printable

ThemeName = Literal["terminal", "dark", "light", "high-contrast"]

Role = Literal[
    "text",
    "strong",
    "quiet",
    "accent",
    "cursor",
    "bar",
    "hit",
    "hit_here",
    "error",
    "removed",
    "quoted",
    "added",
    "taken",
]


class Marks(NamedTuple):
    """The signs beside a headline and around the text; each takes exactly one cell."""

    unread: str = "●"
    starred: str = "★"
    versions: str = "×"
    stub: str = "◌"
    inferred: str = "≈"
    updated: str = "+"
    cursor: str = "▌"
    rule: str = "│"
    ellipsis: str = "…"
    bullet: str = "•"
    quote: str = "▏"
    dot: str = "·"
    arrow: str = "→"
    done: str = "━"
    left: str = "─"
    selected: str = "✓"
    removed: str = "×"
    code: str = "┊"
    dismissed: str = "-"
    nested: str = "└"
    opened: str = "▾"
    closed: str = "▸"


ASCII_MARKS = Marks(
    "*", "!", "x", "o", "~", "+", ">", "|", ".", "-", "|", "-", ">", "#", "-", "#", "x", ":",
    nested="`", opened="v", closed=">",
)  # fmt: skip


_LINEAR = {
    "cursor": " ",
    "rule": " ",
    "quote": ">",
    "bullet": "-",
    "arrow": "-",
    "done": "#",
    "left": "-",
    "code": ":",
    "nested": "-",
}
"""Marks that a screen reader need not spell out."""


class Look(NamedTuple):
    """Everything a widget must know to draw: a style for each role, the marks, what lies under it all.

    ``is_linear``: it is heard rather than seen; words stand for marks, and the cursor is the terminal's own.
    """

    styles: dict[str, Style]
    marks: Marks
    is_ascii: bool
    base: Style | None = None
    is_linear: bool = False

    def style(self, role: Role) -> Style:
        """The style of a role of text."""
        return self.styles[role]

    def strip(self, segments: Iterable[Segment], width: int) -> Strip:
        """A row of exactly ``width`` cells, with nothing in it that the terminal cannot or must not show."""
        safe = [
            Segment(printable(text, is_ascii=self.is_ascii), style, control)
            for text, style, control in segments
        ]
        strip = Strip(safe).adjust_cell_length(width)
        return strip if self.base is None else strip.apply_style(self.base)


_WEIGHTS = {
    "text": Style(),
    "strong": Style(bold=True),
    "removed": Style(dim=True),
    "quoted": Style(reverse=True),
    "added": Style(bold=True, underline=True),
    "taken": Style(dim=True, strike=True),
}


def linear(look: Look) -> Look:
    """The same look for somebody who hears it."""
    flat = look.styles | {"cursor": look.styles["text"], "bar": look.styles["text"]}
    return look._replace(styles=flat, marks=look.marks._replace(**_LINEAR), is_linear=True)


def look(theme: ThemeName, *, has_colour: bool, colours: int, is_ascii: bool) -> Look:
    """The look for a terminal: ``terminal`` leaves background and text as the reader's own palette has them.

    The cursor row sets both its colours, so that it can be read whichever way round the palette is.
    """
    marks = ASCII_MARKS if is_ascii else Marks()
    if not has_colour:
        return Look(_monochrome(), marks, is_ascii)
    if theme == "dark":
        styles = _styled("#8fbcd4", cursor="#e6e6e6 on #303438", quiet="#8a8f94", hit="#1b1d1f on #d8b45a")
        return Look(styles, marks, is_ascii, Style.parse("#d8dadc on #1b1d1f"))
    if theme == "light":
        styles = _styled("#1f5f8b", cursor="#1b1d1f on #e3e6e8", quiet="#6c7176", hit="#1b1d1f on #f2d479")
        return Look(styles, marks, is_ascii, Style.parse("#26292b on #fbfbf9"))
    if theme == "high-contrast":
        styles = _styled(
            "bold #ffff5f", cursor="bold #000000 on #ffffff", quiet="#ffffff", hit="#000000 on #ffff5f"
        )
        return Look(styles, marks, is_ascii, Style.parse("#ffffff on #000000"))
    cursor = "color(254) on color(237)" if colours >= 256 else "black on white"
    return Look(_styled("cyan", cursor=cursor, quiet="dim", hit="black on yellow"), marks, is_ascii)


def _styled(accent: str, *, cursor: str, quiet: str, hit: str) -> dict[str, Style]:
    return _WEIGHTS | {
        "quiet": Style.parse(quiet),
        "accent": Style.parse(accent),
        "cursor": Style.parse(cursor),
        "bar": Style.parse(accent),
        "hit": Style.parse(hit),
        "hit_here": Style.parse(f"{hit} bold underline"),
        "error": Style.parse("bold red"),
    }


def _monochrome() -> dict[str, Style]:
    return _WEIGHTS | {
        "quiet": Style(dim=True),
        "accent": Style(bold=True),
        "cursor": Style(bold=True),
        "bar": Style(bold=True),
        "hit": Style(reverse=True),
        "hit_here": Style(reverse=True, bold=True, underline=True),
        "error": Style(bold=True),
    }
