"""Queries that name many values: some hundreds at a time, each by a question mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

_AT_ONCE = 400

Value = TypeVar("Value")


def marks(values: Collection[object]) -> str:
    """A question mark for each of the values."""
    return ",".join("?" * len(values))


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in their order, as many at a time as a query may name."""
    remaining = iter(values)
    while chunk := list(islice(remaining, _AT_ONCE)):
        yield chunk
