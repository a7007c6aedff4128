"""Which row of the list shows what: day headings, the space above them, headlines of one line or two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

UNDATED = "Undated"
MOST = "Most of the words"
"""Stands over the hits that do not have all words of the query."""


class Space(NamedTuple):
    """An empty row."""


class Heading(NamedTuple):
    """A day, or another group, and how many articles it has."""

    title: str
    articles: int


class Entry(NamedTuple):
    """Line ``line`` of the headline at place ``place``."""

    place: int
    line: int = 0


Row = Space | Heading | Entry


def day_title(day: str | None) -> str:
    """A day as its heading reads: ``9 December 2021``, ``December 2021``, ``2021``, ``Undated``."""
    if day is None:
        return UNDATED
    year, *rest = day.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


class Rows:
    """The rows of a list of ``total`` headlines, grouped by days where it has any; no row is ever built.


    The last ``partial`` headlines of a list without days stand in a group of their own; those above them
    have no heading.
    """

    def __init__(
        self,
        total: int,
        days: Sequence[tuple[str | None, int]] = (),
        lines: int = 1,
        nested: frozenset[int] = frozenset(),
        *,
        partial: int = 0,
    ) -> None:
        self.total = total
        self.nested = nested
        self.lines = lines
        self.days = tuple((day, count) for day, count in days if count)
        groups = [(day_title(day), count) for day, count in self.days]
        if partial and not groups:
            groups = [(title, count) for title, count in (("", total - partial), (MOST, partial)) if count]
        self._groups = tuple(groups)
        self._first_index: list[int] = []
        self._first_row: list[int] = []
        index = row = 0
        for position, (title, count) in enumerate(groups):
            self._first_index.append(index)
            row += 1 if position else 0
            self._first_row.append(row)
            index += count
            row += (1 if title else 0) + count * lines
        # Headlines that no day claims (the library grew in between) follow without a heading.
        self._grouped = min(index, total)
        self._grouped_rows = row
        self.height = row + max(0, total - index) * lines

    def at(self, row: int) -> Row | None:
        """What stands in a row; None below the last."""
        if not 0 <= row < self.height:
            return None
        if row >= self._grouped_rows:
            return self._entry(self._grouped, row - self._grouped_rows)
        group = bisect_right(self._first_row, row) - 1
        if row + 1 in self._first_row[group + 1 : group + 2]:
            return Space()
        title, count = self._groups[group]
        first = self._first_index[group]
        offset = row - self._first_row[group]
        if title and not offset:
            # Versions in rows of their own are no more articles of that day.
            return Heading(title, count - sum(place in range(first, first + count) for place in self.nested))
        return self._entry(first, offset - (1 if title else 0))

    def _entry(self, first: int, offset: int) -> Entry:
        return Entry(first + offset // self.lines, offset % self.lines)

    def row_of(self, index: int) -> int:
        """The (first) row of a headline."""
        if index >= self._grouped or not self._groups:
            return self._grouped_rows + (index - self._grouped) * self.lines
        group = bisect_right(self._first_index, index) - 1
        heading = 1 if self._groups[group][0] else 0
        return self._first_row[group] + heading + (index - self._first_index[group]) * self.lines

    def top_of(self, index: int) -> int:
        """The first row to show with a headline: with the heading above it, where it is the day's first."""
        row = self.row_of(index)
        if row and isinstance(self.at(row - 1), Heading):
            row -= 1
        return row

    def index_near(self, row: int, step: int = 1) -> int:
        """The headline in a row, or the nearest one in the direction of ``step``."""
        row = max(0, min(row, self.height - 1))
        while not isinstance(found := self.at(row), Entry):
            if found is None:
                return 0
            row += step
            if not 0 <= row < self.height:
                return 0 if step < 0 else max(0, self.total - 1)
        return found.place
