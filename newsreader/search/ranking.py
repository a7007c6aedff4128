"""The first of many by several keys, without sorting all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Key = Callable[[NDArray[np.intp]], NDArray[Any]]
"""Gives the values of some candidates, by number."""


def leading(amount: int, keys: Sequence[Key], limit: int | None) -> NDArray[np.intp]:
    """The order of so many candidates by the first key, ties by the next and so on; smallest first, at most
    ``limit`` of them."""
    wanted = amount if limit is None else max(limit, 0)
    decided: list[NDArray[np.intp]] = []
    tied: NDArray[np.intp] = np.arange(amount)
    rest = wanted
    for key in keys:
        if not 0 < rest < len(tied):
            break
        values = key(tied)
        edge = np.partition(values, rest - 1)[rest - 1]
        decided.append(tied[values < edge])
        rest -= len(decided[-1])
        tied = tied[values == edge]
    chosen = np.concatenate([*decided, tied if rest else tied[:0]])
    return chosen[np.lexsort([key(chosen) for key in reversed(keys)])][:wanted]
