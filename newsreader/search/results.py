"""What is done with all rows of a result at once, fast enough for hundreds of thousands."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def without_other_versions(rowids: array[int], stories: Mapping[int, int]) -> array[int]:
    """The places of the rows that stay when of each story only the first does.

    ``stories`` says of which story an article is; others are stories of their own, by their own number.
    """
    rows = _numbers(rowids)
    related = np.array([*stories.keys(), *stories.values()], np.int64)
    kept = np.ones(len(rows), bool)
    seen: set[int] = set()
    for place in np.flatnonzero(np.isin(rows, related)).tolist():
        story = stories.get(rowids[place], rowids[place])
        kept[place] = story not in seen
        seen.add(story)
    return _array(np.flatnonzero(kept))


def chosen(values: array[Any], places: array[int]) -> array[Any]:
    """The values at some places."""
    return _array(_numbers(values)[_numbers(places)])


def runs(keys: array[int]) -> list[tuple[int, int]]:
    """How often each key comes until the next one does."""
    numbers = _numbers(keys)
    first = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]])) if len(numbers) else numbers
    amounts = np.diff(np.append(first, len(numbers)))
    return list(zip(numbers[first].tolist(), amounts.tolist(), strict=True))


def ascending(values: array[int]) -> array[int]:
    """The values in order."""
    return _array(np.sort(_numbers(values)))


def floored(keys: array[int], length: int, margin: int, lowest: int) -> array[int]:
    """Numbers made multiples of ``length``, but those less than ``margin`` below one, and those that are not
    above ``lowest``, left as they are."""
    numbers = _numbers(keys)
    into = numbers % length
    return _array(np.where((into >= length - margin) | (numbers <= lowest), numbers, numbers - into))


def _numbers(values: array[Any]) -> NDArray[Any]:
    return np.frombuffer(values, np.float64 if values.typecode == "d" else np.int64) if values else _NONE


def _array(numbers: NDArray[Any]) -> array[Any]:
    made = array("d" if numbers.dtype.kind == "f" else "q")
    made.frombytes(numbers.tobytes())
    return made


_NONE = np.empty(0, np.int64)
