"""Does one word match another: by wildcards, by a few wrong letters."""

from __future__ import annotations

import re
from functools import lru_cache


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
    """Can one be made the other by at most so many letters inserted, dropped, changed or swapped?"""
    return edit_distance(word, other, distance) <= distance


def edit_distance(word: str, other: str, limit: int) -> int:
    """Letters to insert, drop, change or swap with a neighbour; ``limit + 1`` for anything above it."""
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, above, row = row, before, [i]
        for j, other_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == other_letter:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
