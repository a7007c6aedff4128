"""The terms of a field in order of their bytes, found by binary search.

On disk: the terms, each with a line end after it; where each begins; and the first eight bytes of each as a
number, which one call to NumPy searches without touching the terms themselves.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments.files import ArrayFile, ArrayWriter, damaged

_HEAD = 8


def encode(term: str) -> bytes:
    """The bytes of a term. Terms hold neither line ends nor NUL."""
    return term.encode("utf-8", "surrogatepass")


def write(out: ArrayWriter, name: str, terms: Sequence[bytes]) -> None:
    """Write terms, which must be sorted and different, as the dictionary ``name``."""
    out.put_bytes(f"{name}.terms", b"\n".join([*terms, b""]))
    lengths = np.fromiter(map(len, terms), np.int64, len(terms)) + 1
    out.put(f"{name}.begins", np.concatenate([[0], np.cumsum(lengths)]))
    heads = np.array(terms, f"S{_HEAD}").view(">u8").astype("<u8")
    out.append(f"{name}.heads", heads, np.dtype("<u8"))


def single(array: NDArray[Any]) -> Sequence[int]:
    """The same numbers, single ones of which are read several times faster."""
    is_native = sys.byteorder == "little" and len(array)
    return array.data if is_native else array.tolist()


class Dictionary:
    """A dictionary on disk: terms by number and numbers by term."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._begins = single(file.array(f"{name}.begins"))
        self._heads = single(file.array(f"{name}.heads"))
        self._data = file.data
        self._start, self._end = file.extent(f"{name}.terms")
        self._name = name
        self._amount = len(self._heads)
        if len(self._begins) != self._amount + 1:
            raise damaged(f"the terms of {name} do not add up")

    def __len__(self) -> int:
        return self._amount

    def __getitem__(self, number: int) -> bytes:
        begin, end = self._start + self._begins[number], self._start + self._begins[number + 1]
        if not self._start <= begin < end <= self._end:
            raise damaged(f"the terms of {self._name} do not add up")
        return self._data[begin : end - 1]

    def find(self, term: bytes) -> int:
        """The number of a term, -1 without it."""
        number = self.first_from(term)
        return number if number < self._amount and self[number] == term else -1

    def first_from(self, term: bytes) -> int:
        """The number of the first term that does not sort before this one; ``len`` if all do."""
        head = int.from_bytes(term[:_HEAD].ljust(_HEAD, b"\0"), "big")
        first = bisect_left(self._heads, head)
        if len(term) <= _HEAD:
            return first
        last = bisect_right(self._heads, head, first)
        return first if first == last else bisect_left(self, term, first, last)

    def with_prefix(self, prefix: bytes) -> tuple[int, int]:
        """First and last but one of the terms that begin so."""
        if not prefix:
            return 0, len(self)
        # No byte of UTF-8 is 255, so adding one never overflows.
        return self.first_from(prefix), self.first_from(prefix[:-1] + bytes([min(prefix[-1] + 1, 255)]))

    def between(self, first: int, last: int) -> list[str]:
        """The terms from one number up to, not including, another."""
        if first >= last:
            return []
        begin, end = self._start + self._begins[first], self._start + self._begins[last]
        data = self._data[begin : end - 1] if begin < end <= self._end else b""
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise damaged(f"the terms of {self._name} are not text") from error
        terms = text.split("\n")
        if len(terms) != last - first:
            raise damaged(f"the terms of {self._name} do not add up")
        return terms

    def all_bytes(self) -> list[bytes]:
        """Every term, in order."""
        terms = self._data[self._start : self._end].split(b"\n")
        if len(terms) != len(self) + 1:
            raise damaged(f"the terms of {self._name} do not add up")
        return terms[:-1]
