"""The best passage of a text for a query: where most of its words stand closest together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from newsreader.search.highlights import Highlights, Mark

_ELLIPSIS = "…"
_SPACE = re.compile(r"\s+")
_LEAD = 3
"""A passage begins so many times closer to its first hit than it ends after its last."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage on one line; ``spans`` are the hits in it."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def snippet(text: str, language: str, highlights: Highlights, *, width: int = 200) -> Snippet:
    """About ``width`` characters of the text around its best hits; its beginning where there are none."""
    marks = highlights.marks(text, language)
    start, end = _best(marks, width) if marks else (0, 0)
    spare = max(width - (end - start), 0)
    first, last = _window(text, start, end, spare)
    return _cut_out(text, first, last, _merged(marks, first, last))


def _best(marks: list[Mark], width: int) -> tuple[int, int]:
    """From the first to the last hit of the stretch that answers most clauses, then has most hits."""
    best, best_worth = (marks[0].start, marks[0].end), (0, 0)
    inside: Counter[int] = Counter()
    left = 0
    for right, mark in enumerate(marks):
        inside[mark.clause] += 1
        while left < right and mark.end - marks[left].start > width:
            inside[marks[left].clause] -= 1
            if not inside[marks[left].clause]:
                del inside[marks[left].clause]
            left += 1
        worth = (len(inside), right - left)
        if worth > best_worth:
            best, best_worth = (marks[left].start, mark.end), worth
    return best


def _window(text: str, start: int, end: int, spare: int) -> tuple[int, int]:
    """The stretch widened by the spare room and cut where words end."""
    first = max(start - spare // _LEAD, 0)
    last = min(end + spare - (start - first), len(text))
    first = max(min(first, start, last - (end - start) - spare), 0)
    if first > 0 and not text[first - 1].isspace():
        gap = _SPACE.search(text, first, start)
        first = gap.end() if gap else first
    if last < len(text) and not text[last].isspace():
        gap_start = max(text.rfind(" ", end, last), text.rfind("\n", end, last))
        last = gap_start if gap_start > end else last
    return first, last


def _merged(marks: list[Mark], first: int, last: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for mark in marks:
        start, end = max(mark.start, first), min(mark.end, last)
        if start >= end:
            continue
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _cut_out(text: str, first: int, last: int, spans: list[tuple[int, int]]) -> Snippet:
    """The stretch on one line, with marks moved along; white space becomes single blanks."""
    pieces: list[str] = [_ELLIPSIS if text[:first].strip() else ""]
    length = len(pieces[0])
    moved: list[tuple[int, int]] = []
    place = first
    for start, end in [*spans, (last, last)]:
        for stretch, is_hit in ((text[place:start], False), (text[start:end], True)):
            flat = _SPACE.sub(" ", stretch)
            if is_hit and flat:
                moved.append((length, length + len(flat)))
            pieces.append(flat)
            length += len(flat)
        place = end
    tail = _ELLIPSIS if text[last:].strip() else ""
    return Snippet("".join(pieces) + tail, tuple(moved))
