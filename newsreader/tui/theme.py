"""How things look: styles for each role of text, and the marks of the list, in full and in plain ASCII."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rich.style import Style

ThemeName = Literal["terminal", "dark", "light"]

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


ASCII_MARKS = Marks("*", "!", "x", "o", "~", "+", ">", "|", ".", "-", "|", "-", ">", "#", "-")


class Look(NamedTuple):
    """Everything a widget must know to draw: a style for each role, and the marks."""

    styles: dict[str, Style]
    marks: Marks
    is_ascii: bool
    background: str = "ansi_default"

    def style(self, role: Role) -> Style:
        """The style of a role of text."""
        return self.styles[role]

    def on_cursor(self, role: Role) -> Style:
        """The style of a role in the row under the cursor."""
        return self.styles["cursor"] + self.styles[role] if role != "text" else self.styles["cursor"]


_WEIGHTS = {"text": Style(), "strong": Style(bold=True), "removed": Style(dim=True, strike=True)}


def look(theme: ThemeName, *, has_colour: bool, colours: int, is_ascii: bool) -> Look:
    """The look for a terminal: ``terminal`` leaves background and text as the reader's own palette has them.

    The cursor row sets both its colours, so that it can be read whichever way round the palette is.
    """
    if not has_colour:
        styles = _monochrome()
    elif theme == "dark":
        styles = _styled("#8fbcd4", cursor="#e6e6e6 on #303438", quiet="#8a8f94", hit="#1b1d1f on #d8b45a")
    elif theme == "light":
        styles = _styled("#1f5f8b", cursor="#1b1d1f on #e3e6e8", quiet="#6c7176", hit="#1b1d1f on #f2d479")
    else:
        cursor = "color(254) on color(237)" if colours >= 256 else "black on white"
        styles = _styled("cyan", cursor=cursor, quiet="dim", hit="black on yellow")
    background = (
        {"dark": "#1b1d1f", "light": "#fbfbf9"}.get(theme, "ansi_default") if has_colour else "ansi_default"
    )
    if background != "ansi_default":
        styles["text"] = Style.parse("#d8dadc" if theme == "dark" else "#26292b")
    return Look(styles, ASCII_MARKS if is_ascii else Marks(), is_ascii, background)


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
