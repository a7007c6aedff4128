"""The columns of the list: which there are, in which order, and how wide each is in the width there is."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsreader.article import Headline

TIME_CELLS, DATE_CELLS = 5, 10
MARKS_CELLS = 6
WORDS_CELLS = 6
TITLE_AT_LEAST = 24
"""Other columns give way, the last first, so that titles keep this much."""

DEFAULT = ("time", "marks", "title", "subtitle")


class Column(NamedTuple):
    """A column of fixed width; the blank after it, or before it where it follows the title, is in it."""

    name: str
    cells: int


class Columns(NamedTuple):
    """The columns before and after the title, where the title begins and what it and a subtitle have."""

    before: tuple[Column, ...]
    after: tuple[Column, ...]
    title_at: int
    title_cells: int
    has_subtitle: bool

    @property
    def has_marks(self) -> bool:
        """Whether the marks have a column."""
        return any(column.name == "marks" for column in (*self.before, *self.after))


@lru_cache(maxsize=16)
def arranged(names: tuple[str, ...], width: int, has_dates: bool) -> Columns:
    """The columns in a list of ``width`` cells, as many of them as leave room for titles."""
    middle = names.index("title")
    wanted = [name for name in names if name not in ("title", "subtitle")]
    others = [name for name in wanted if name not in ("time", "marks")]
    while others and _room(wanted, width, has_dates) < TITLE_AT_LEAST:
        wanted.remove(others.pop())
    first = [name for name in names[:middle] if name in wanted]
    before = tuple(
        # Marks follow the time at once: their first cell is blank but for a date that is inferred.
        Column(name, _cells(name, width, has_dates) + (name == "time" and following != "marks"))
        for name, following in zip(first, [*first, "title"][1:], strict=True)
    )
    after = tuple(
        Column(name, _cells(name, width, has_dates) + (name in ("time", "marks")))
        for name in names[middle:]
        if name in wanted
    )
    title_at = 1 + sum(column.cells for column in before)
    room = max(0, width - title_at - sum(column.cells for column in after))
    return Columns(before, after, title_at, room, "subtitle" in names)


def _room(names: list[str], width: int, has_dates: bool) -> int:
    return width - 3 - sum(_cells(name, width, has_dates) for name in names)


def _cells(name: str, width: int, has_dates: bool) -> int:
    fixed = {"time": DATE_CELLS if has_dates else TIME_CELLS, "marks": MARKS_CELLS, "words": WORDS_CELLS}
    return fixed.get(name) or max(9, min(21, width // 7))


def value(name: str, headline: Headline) -> str:
    """What stands in a column of text."""
    if name == "words":
        return str(headline.words)
    text: str = {"section": headline.section, "bundle": headline.bundle, "byline": headline.byline}[name]
    return text
