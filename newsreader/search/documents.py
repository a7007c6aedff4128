"""The numbers of the documents of each segment, as arrays: rowids, dates, sort keys, lengths."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class SegmentNumbers:
    """The columns of one segment. A segment never changes: each is read once, when first asked for."""

    def __init__(self) -> None:
        self._columns: dict[str, Numbers] = {}
        self._by_rowid: tuple[Numbers, Numbers] | None = None

    def column(self, reader: Any, name: str) -> Numbers:
        """A column by its field's name."""
        if name not in self._columns:
            if reader.has_column(name):
                self._columns[name] = reader.column_reader(name, translate=False).array()
            else:
                self._columns[name] = np.zeros(reader.doc_count_all(), np.int64)
        return self._columns[name]

    def documents_of(self, reader: Any, rowids: Collection[int] | Numbers) -> Numbers:
        """The numbers, ascending, of the documents that have these rowids; deleted ones too."""
        wanted = rowids if isinstance(rowids, np.ndarray) else np.fromiter(rowids, np.int64, len(rowids))
        if self._by_rowid is None:
            column = self.column(reader, "rowid")
            order = np.argsort(column, kind="stable")
            self._by_rowid = (column[order], order)
        known, order = self._by_rowid
        # A rowid can stand in a segment twice while its older document is deleted.
        first, last = np.searchsorted(known, wanted, "left"), np.searchsorted(known, wanted, "right")
        found = [order[first[first < last]]]
        repeats = last - first
        for extra in range(1, int(repeats.max(initial=0))):
            found.append(order[first[repeats > extra] + extra])
        return np.unique(np.concatenate(found))


class NumbersCache:
    """The columns of the segments that are in use, by the segment's name."""

    def __init__(self) -> None:
        self._segments: dict[str, SegmentNumbers] = {}

    def of(self, reader: Any) -> SegmentNumbers:
        """The columns of one segment reader."""
        return self._segments.setdefault(reader.segment().segment_id(), SegmentNumbers())

    def keep_only(self, names: Collection[str]) -> None:
        """Forget segments that were merged away."""
        self._segments = {name: numbers for name, numbers in self._segments.items() if name in names}
