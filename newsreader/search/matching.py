"""Does one word match another: by wildcards, by a few wrong letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=256)
def wildcard_regex(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression for ``fullmatch``; ``*`` any characters, ``?`` one.

    Each ``*`` takes as little as the piece after it allows and never gives back (an atomic group), so that
    no pattern takes more than quadratic time.
    """
    first, *rest = [re.escape(piece).replace(r"\?", ".") for piece in pattern.split("*")]
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    tail = f".*{rest[-1]}" if rest else ""
    return re.compile(first + middle + tail, re.DOTALL)


def is_within(word: str, other: str, distance: int) -> bool:
    """Can one be made the other by at most so many letters inserted, dropped, changed, or swapped with a
    neighbour? (Optimal string alignment: no letter is touched twice.)"""
    return distance_within(word, other, distance) <= distance


def distance_within(word: str, other: str, limit: int) -> int:
    """How many letters must be so changed; ``limit + 1`` for anything above it."""
    return int(_alignment().distance(word, other, score_cutoff=limit))


def resembling(word: str, others: Sequence[str], distance: int) -> list[int]:
    """The numbers, ascending, of those that are so near."""
    from rapidfuzz import process

    found = process.extract(word, others, scorer=_alignment().distance, score_cutoff=distance, limit=None)
    return sorted(number for _, _, number in found)


@cache
def _alignment() -> Any:
    """Compiled code that takes some milliseconds to load."""
    from rapidfuzz.distance import OSA

    return OSA
