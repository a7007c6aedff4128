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


class Space(NamedTuple):
    """An empty row."""


class Heading(NamedTuple):
    """A day and how many articles it has."""

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
    """The rows of a list of ``total`` headlines, grouped by days where it has any; no row is ever built."""

    def __init__(
        self,
        total: int,
        days: Sequence[tuple[str | None, int]] = (),
        lines: int = 1,
        nested: frozenset[int] = frozenset(),
    ) -> None:
        self.total = total
        self.nested = nested
        self.lines = lines
        self.days = tuple((day, count) for day, count in days if count)
        self._first_index: list[int] = []
        self._first_row: list[int] = []
        index = row = 0
        for position, (_, count) in enumerate(self.days):
            self._first_index.append(index)
            self._first_row.append(row)
            index += count
            row += (1 if position == 0 else 2) + count * lines
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
        day = bisect_right(self._first_row, row) - 1
        offset = row - self._first_row[day] - (1 if day else 0)
        if offset < 0:
            return Space()
        if offset == 0:
            name, count = self.days[day]
            first = self._first_index[day]
            # Versions in rows of their own are no more articles of that day.
            return Heading(
                day_title(name), count - sum(place in range(first, first + count) for place in self.nested)
            )
        return self._entry(self._first_index[day], offset - 1)

    def _entry(self, first: int, offset: int) -> Entry:
        return Entry(first + offset // self.lines, offset % self.lines)

    def row_of(self, index: int) -> int:
        """The (first) row of a headline."""
        if index >= self._grouped or not self.days:
            return self._grouped_rows + (index - self._grouped) * self.lines
        day = bisect_right(self._first_index, index) - 1
        return self._first_row[day] + (2 if day else 1) + (index - self._first_index[day]) * self.lines

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
