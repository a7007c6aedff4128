"""A list in which some stories are unfolded: the rows of their other versions follow the row of the story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from newsreader.article import Headline
from newsreader.listing import Listing
from newsreader.store import DayCount


class Unfolded(Listing):
    """The rows of ``base`` with others put in: ``versions`` says which articles follow which of its rows."""

    def __init__(self, base: Listing, versions: Mapping[int, Sequence[int]]) -> None:
        self.base = base
        self._parents = sorted(place for place, rowids in versions.items() if rowids)
        self._versions = [list(versions[place]) for place in self._parents]
        # Where, in the numbering of this list, the row of each unfolded story stands.
        self._starts: list[int] = []
        before = 0
        for place, rowids in zip(self._parents, self._versions, strict=True):
            self._starts.append(place + before)
            before += len(rowids)
        super().__init__(
            base.view,
            base._store,
            total=base.total + before,
            matches=base.matches,
            days=self._days(base.days),
            found=base._found,
            sort_keys=base._sort_keys,
            match=base.match,
            took_ms=base.took_ms,
            is_cancelled=base.is_cancelled,
        )

    @property
    def nested(self) -> frozenset[int]:
        """The places of the rows that were put in."""
        return frozenset(
            start + step
            for start, rowids in zip(self._starts, self._versions, strict=True)
            for step in range(1, len(rowids) + 1)
        )

    def story_at(self, place: int) -> range | None:
        """The rows of the unfolded story that a row belongs to; None where it belongs to none."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return None
        rows = range(self._starts[index], self._starts[index] + len(self._versions[index]) + 1)
        return rows if place in rows else None

    def window(self, start: int, stop: int) -> list[Headline]:
        """The rows from ``start`` up to, not including, ``stop``."""
        start, stop = max(0, start), min(self.total, stop)
        if stop <= start:
            return []
        rows = self._rows(start, stop)
        base_places = [place for place in rows if isinstance(place, int)]
        found = iter(self.base.window(base_places[0], base_places[-1] + 1) if base_places else ())
        inserted = [rowid for row in rows if isinstance(row, tuple) for rowid in row]
        by_rowid = {headline.rowid: headline for headline in self._store().headlines(inserted)}
        shown = (next(found, None) if isinstance(row, int) else by_rowid.get(row[0]) for row in rows)
        return [headline for headline in shown if headline is not None]

    def _rows(self, start: int, stop: int) -> list[int | tuple[int]]:
        """What stands in these rows: the place of a row of ``base``, or in a tuple the article put in."""
        rows: list[int | tuple[int]] = []
        for place in range(start, stop):
            index = bisect_right(self._starts, place) - 1
            if index < 0:
                rows.append(place)
                continue
            step = place - self._starts[index]
            versions = self._versions[index]
            if 0 < step <= len(versions):
                rows.append((versions[step - 1],))
            else:
                rows.append(self._parents[index] + (step - len(versions) if step else 0))
        return rows

    def position_of(self, rowid: int) -> int | None:
        """The row an article stands in."""
        for start, rowids in zip(self._starts, self._versions, strict=True):
            if rowid in rowids:
                return start + 1 + rowids.index(rowid)
        place = self.base.position_of(rowid)
        return None if place is None else self._shifted(place)

    def _shifted(self, place: int) -> int:
        above = bisect_right(self._parents, place - 1)
        return place + sum(len(rowids) for rowids in self._versions[:above])

    def rowids(self) -> list[int]:
        """Every row's article, in order."""
        rowids = self.base.rowids()
        for parent, versions in zip(reversed(self._parents), reversed(self._versions), strict=True):
            rowids[parent + 1 : parent + 1] = versions
        return rowids

    def _days(self, days: Sequence[DayCount]) -> list[DayCount]:
        counted, first = [], 0
        for day in days:
            rows = range(first, first + day.count)
            pairs = zip(self._parents, self._versions, strict=True)
            more = sum(len(rowids) for parent, rowids in pairs if parent in rows)
            counted.append(DayCount(day.day, day.count + more))
            first += day.count
        return counted
