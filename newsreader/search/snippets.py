"""The best passages of a text for a query: where most of its words stand closest together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.search.highlights import Highlights, Speech
from newsreader.search.seekers import Mark

_ELLIPSIS = "…"
_BETWEEN = " … "
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile("[.!?؟۔…][\"”’»“')]*\\s+|[。！？][”」』]*|\n+")
_PAUSE = re.compile("[，、；：,;:]\\s*|\\s+")
_LEAD = 3
"""A passage begins so many times closer to its first hit than it ends after its last."""
MAX_FRAGMENTS = 3
_NEAR = 40
"""Fragments with fewer characters between them are one."""
MAX_CHARACTERS = 200_000
"""Of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Passages on one line; ``spans`` are the hits in it."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


Stretch = tuple[int, int]


def snippet(
    text: str, language: str, highlights: Highlights, *, width: int = 200, speech: Speech = ()
) -> Snippet:
    """About ``width`` characters of the text around its best hits, in one fragment or, where the clauses of
    the query are far apart, in several; the beginning of the text where there are no hits."""
    text = text[:MAX_CHARACTERS]
    marks = highlights.marks(text, language, speech)
    cores = _cores(marks, width)
    share = width // len(cores)
    fragments = [_widened(text, core, max(share - (core[1] - core[0]), 0)) for core in cores]
    return _put_together(text, _united(fragments), marks)


def _cores(marks: Sequence[Mark], width: int) -> list[Stretch]:
    """The stretches from a first to a last hit to be shown, by place: the best one and, for clauses that it
    does not answer, others that do."""
    if not marks:
        return [(0, 0)]
    wanted = {mark.clause for mark in marks}
    core, answered = _best(marks, wanted, width)
    if answered == wanted:
        return [core]
    share = width // min(len(wanted), MAX_FRAGMENTS)
    cores: list[Stretch] = []
    while wanted and len(cores) < MAX_FRAGMENTS:
        core, answered = _best(marks, wanted, share)
        cores.append(core)
        wanted = wanted - answered
    return sorted(cores)


def _best(marks: Sequence[Mark], wanted: set[int], width: int) -> tuple[Stretch, set[int]]:
    """The stretch that answers most of the wanted clauses, then has most hits; and which it answers."""
    best, best_worth, answered = (marks[0].start, marks[0].end), (0, 0), set[int]()
    inside: Counter[int] = Counter()
    left = 0
    useful = [mark for mark in marks if mark.clause in wanted]
    for right, mark in enumerate(useful):
        inside[mark.clause] += 1
        while left < right and mark.end - useful[left].start > width:
            inside[useful[left].clause] -= 1
            if not inside[useful[left].clause]:
                del inside[useful[left].clause]
            left += 1
        worth = (len(inside), right - left)
        if worth > best_worth:
            begin = useful[left].start
            best, best_worth, answered = (begin, min(mark.end, begin + width)), worth, set(inside)
    return best, answered


def _widened(text: str, core: Stretch, spare: int) -> Stretch:
    """The stretch with the spare room around it: from the beginning of a sentence, if one is near, else of
    a word, to the end of a word."""
    start, end = core
    first = max(start - spare // _LEAD, 0)
    last = min(end + spare - (start - first), len(text))
    first = max(min(first, start, last - (end - start) - spare), 0)
    if first > 0:
        begun = [
            match.end() for match in _SENTENCE_END.finditer(text, first - 1, start) if match.end() >= first
        ]
        paused = begun or [match.end() for match in _PAUSE.finditer(text, first - 1, start)]
        # Of a script without spaces any character may be the first.
        first = paused[-1 if begun else 0] if paused else first
        last = min(max(last, first + (end - start) + spare), len(text))
    if last < len(text) and not text[last].isspace():
        gaps = [match.start() for match in _PAUSE.finditer(text, end, last)]
        last = gaps[-1] if gaps else last
    return first, last


def _united(fragments: Sequence[Stretch]) -> list[Stretch]:
    """Fragments, by place, of which those that meet or nearly do are one."""
    united: list[Stretch] = []
    for first, last in sorted(fragments):
        if united and first - united[-1][1] < _NEAR:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united


def _merged(marks: Sequence[Mark], first: int, last: int) -> list[Stretch]:
    spans: list[Stretch] = []
    for mark in marks:
        start, end = max(mark.start, first), min(mark.end, last)
        if start >= end:
            continue
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _put_together(text: str, fragments: Sequence[Stretch], marks: Sequence[Mark]) -> Snippet:
    """The fragments on one line, with the hits where they then stand; white space becomes single blanks."""
    line = _Line()
    for number, (first, last) in enumerate(fragments):
        if number:
            line.add(_BETWEEN)
        elif text[:first].strip():
            line.add(_ELLIPSIS)
        place = first
        for start, end in _merged(marks, first, last):
            line.add(_SPACE.sub(" ", text[place:start]))
            line.add(_SPACE.sub(" ", text[start:end]), is_hit=True)
            place = end
        line.add(_SPACE.sub(" ", text[place:last]))
    if text[fragments[-1][1] :].strip():
        line.add(_ELLIPSIS)
    return Snippet("".join(line.pieces), tuple(line.spans))


class _Line:
    """A line in the making."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.spans: list[Stretch] = []
        self._length = 0

    def add(self, piece: str, *, is_hit: bool = False) -> None:
        if is_hit and piece:
            self.spans.append((self._length, self._length + len(piece)))
        self.pieces.append(piece)
        self._length += len(piece)
