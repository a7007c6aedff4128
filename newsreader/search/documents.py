"""Arithmetic on the numbers of documents: ascending, each once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import is_new

FEW = 8
"""Looking up documents one by one is cheaper than going through all, when there are so many times fewer."""


def distinct(documents: Numbers, amount: int) -> Numbers:
    """Documents of a segment that has so many, ascending, each once."""
    if len(documents) * FEW < amount:
        ordered = np.sort(documents)
        return ordered[is_new(ordered)]
    mask = np.zeros(amount, bool)
    mask[documents] = True
    return np.flatnonzero(mask)


def places_of(wanted: Numbers, known: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where ascending numbers stand among others, and whether they do."""
    where = known.searchsorted(wanted.astype(known.dtype))
    # Behind the last of them nothing stands; and a number too large for their type is not what it became.
    found: NDArray[np.bool_] = known.take(where, mode="clip") == wanted
    return where, found


def is_among(wanted: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Which of some ascending numbers are among others."""
    if not len(known) or not len(wanted):
        return np.zeros(len(wanted), bool)
    if len(wanted) * FEW < len(known):
        return places_of(wanted, known)[1]
    mask = np.zeros(int(max(wanted.max(), known.max())) + 1, bool)
    mask[known] = True
    return mask[wanted]


def look_up(wanted: Numbers, known: Numbers, values: NDArray[Any]) -> NDArray[Any]:
    """For some ascending numbers the values that belong to them; 0 where they are not known."""
    if not len(known) or not len(wanted):
        return np.zeros(len(wanted), values.dtype)
    if len(wanted) * FEW < len(known):
        where, found = places_of(wanted, known)
        return values.take(where, mode="clip") * found
    table = np.zeros(int(max(wanted.max(), known.max())) + 1, values.dtype)
    table[known] = values
    return table[wanted]


def added_up(documents: Numbers, weights: NDArray[Any], amount: int) -> tuple[Numbers, NDArray[Any]]:
    """Documents of a segment that has so many, in any order, now ascending and each once; and for each the
    sum of its weights."""
    if len(documents) * FEW < amount:
        order = np.argsort(documents, kind="stable")
        documents = documents[order]
        first = np.flatnonzero(is_new(documents))
        return documents[first], np.add.reduceat(weights[order], first, dtype=np.float64)
    totals = np.bincount(documents, weights, amount)
    found = np.flatnonzero(totals)
    return found, totals[found]
