"""The first of many by several keys, without sorting all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Key = Callable[[NDArray[np.intp]], NDArray[Any]]
"""Gives the values of some candidates, by number."""
_FEW = 200
"""So many are put in order whole."""
_MANY = 1000
_BLOCKS = 4
"""So many blocks for each candidate that is wanted, each at least as long, are asked for their best."""


def leading(values: NDArray[Any], ties: Sequence[Key], limit: int | None) -> NDArray[np.intp]:
    """The order of candidates by their values, largest first; of those with one value by the next key,
    smallest first, and so on; at most ``limit`` of them."""
    wanted = len(values) if limit is None else min(max(limit, 0), len(values))
    if wanted < len(values) and len(values) > _FEW:
        chosen = _best(values, ties, wanted) if wanted else np.empty(0, np.intp)
        values = values[chosen]
    else:
        chosen = np.arange(len(values))
    if len(chosen) < _MANY:
        return chosen[np.lexsort([*(key(chosen) for key in reversed(ties)), -values])[:wanted]]
    order = np.argsort(-values)
    chosen, values = chosen[order], values[order]
    is_tied = np.zeros(len(chosen), bool)
    is_tied[1:] = values[1:] == values[:-1]
    is_tied[:-1] |= is_tied[1:]
    tied = chosen[is_tied]
    if len(tied):
        keys = [*(key(tied) for key in reversed(ties)), -values[is_tied]]
        chosen[is_tied] = tied[np.lexsort(keys)]
    return chosen


def _best(values: NDArray[Any], ties: Sequence[Key], wanted: int) -> NDArray[np.intp]:
    """The candidates that come first, in any order."""
    tied = np.flatnonzero(values >= _bound(values, wanted))
    values = values[tied]
    decided: list[NDArray[np.intp]] = []
    for key in (*ties, None):
        place = len(values) - wanted
        if place <= 0:
            break
        edge = np.partition(values, place)[place]
        decided.append(tied[values > edge])
        wanted -= len(decided[-1])
        tied = tied[values == edge]
        if key is None or wanted >= len(tied):
            break
        values = -key(tied)
    return np.concatenate([*decided, tied[:wanted]])


def _bound(values: NDArray[Any], wanted: int) -> Any:
    """A value that at least so many reach, and few more unless there are many alike.

    The best of some blocks are as many different candidates.
    """
    blocks = _BLOCKS * wanted
    length = len(values) // blocks
    if length < _BLOCKS:
        return np.partition(values, len(values) - wanted)[len(values) - wanted]
    best = values[: length * blocks].reshape(length, blocks).max(axis=0)
    return np.partition(best, blocks - wanted)[blocks - wanted]
