"""A Whoosh column of 64-bit numbers that can be read as one array."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns


class NumberColumn(columns.Column):  # type: ignore[misc]
    """One number for each document, 0 where none was given; ``kind`` is the NumPy type on disk."""

    def __init__(self, kind: str = ">i8") -> None:
        self.kind = kind

    def writer(self, dbfile: Any) -> NumberWriter:
        return NumberWriter(dbfile, np.dtype(self.kind))

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> NumberReader:
        return NumberReader(dbfile, basepos, np.dtype(self.kind), doccount)

    def default_value(self, reverse: bool = False) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NumberColumn) and self.kind == other.kind

    def __hash__(self) -> int:
        return hash(self.kind)


class NumberWriter(columns.ColumnWriter):  # type: ignore[misc]
    """Collects a column and writes it when the segment ends."""

    def __init__(self, dbfile: Any, kind: np.dtype[Any]) -> None:
        self._dbfile = dbfile
        self._kind = kind
        self._values: list[int] = []

    def add(self, docnum: int, value: int) -> None:
        """Numbers too large for the column become the largest that fits."""
        self._values.extend([0] * (docnum - len(self._values)))
        bounds = np.iinfo(self._kind)
        self._values.append(min(max(int(value), int(bounds.min)), int(bounds.max)))

    def finish(self, doccount: int) -> None:
        self._values.extend([0] * (doccount - len(self._values)))
        self._dbfile.write(np.array(self._values, self._kind).tobytes())


class NumberReader(columns.ColumnReader):  # type: ignore[misc]
    """Reads single values, as Whoosh asks for them, or all."""

    def __init__(self, dbfile: Any, basepos: int, kind: np.dtype[Any], doccount: int) -> None:
        self._dbfile = dbfile
        self._basepos = basepos
        self._kind = kind
        self._doccount = doccount

    def __len__(self) -> int:
        return self._doccount

    def __getitem__(self, docnum: int) -> int:
        width = self._kind.itemsize
        data = self._dbfile.get(self._basepos + docnum * width, width)
        return int(np.frombuffer(data, self._kind)[0])

    def array(self) -> NDArray[np.int64]:
        """The whole column."""
        data = self._dbfile.get(self._basepos, self._doccount * self._kind.itemsize)
        return np.frombuffer(data, self._kind).astype(np.int64)
