"""Which words of a text are hits of a query, and where; knows nothing of the index."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.search.query.syntax import (
    And,
    Exact,
    Fuzzy,
    In,
    Most,
    Near,
    Nearby,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Said,
    Wildcard,
    Word,
)
from newsreader.search.seekers import Mark, seeker, surfaces_known, wanted_tokens
from newsreader.search.tokens import query_tokens, surface_matches

Speech = Sequence[tuple[str, str]]
"""Speakers with what they say, its parts on lines of their own."""
_MOST_ROWS = 64
"""Words and phrases after one of them among which the others are looked for."""
_MARKED_FIELDS = ("title", "lede", "body")


@dataclass(frozen=True, slots=True)
class Highlights:
    """The words that a query looks for. Frozen and small: it may travel between threads and processes."""

    clauses: tuple[Node, ...] = ()
    """Word, phrase, prefix ... clauses, in the order of the query; what is negated is not among them."""

    @classmethod
    def of(cls, node: Node) -> Highlights:
        """What to mark for a query. Names of fields are taken loosely: what is asked of the title is also
        marked in the text; what is asked of the byline or the place is not."""
        return cls(tuple(dict.fromkeys(_wanted(node))))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def spans(self, text: str, language: str, speech: Speech = ()) -> list[tuple[int, int]]:
        """Places of the hits in a text, ascending, without overlaps."""
        merged: list[tuple[int, int]] = []
        for mark in self.marks(text, language, speech):
            if merged and mark.start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], mark.end))
            else:
                merged.append((mark.start, mark.end))
        return merged

    def marks(self, text: str, language: str, speech: Speech = ()) -> list[Mark]:
        """The hits of each clause, by place; those of different clauses may overlap. ``speech`` is who says
        what in the article: without it, words that somebody is to have said are hits wherever they stand."""
        marks: list[Mark] = []
        seekers = []
        for number, clause in enumerate(self.clauses):
            if isinstance(clause, Nearby):
                marks.extend(_nearby(clause, number, text, language))
            elif isinstance(clause, Said):
                marks.extend(_spoken(clause, number, text, language, speech))
            else:
                seekers.append(seeker(clause, number, language))
        if seekers:
            known = surfaces_known(self.clauses, language)
            for token, root in wanted_tokens(text, language, seekers, known):
                for each in seekers:
                    marks.extend(each.see(token, root))
        return sorted(marks, key=_place)


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, mark.end, mark.clause


def _nearby(clause: Nearby, number: int, text: str, language: str) -> Iterator[Mark]:
    """Words and phrases where all of them stand with few others between them."""
    rows: list[tuple[int, int, int, Sequence[Mark]]] = []
    for operand, wanted in enumerate(clause.operands):
        marks = Highlights((wanted,)).marks(text, language)
        size = len(query_tokens(wanted.text)) if isinstance(wanted, Phrase) else 1
        each = [marks[start : start + size] for start in range(0, len(marks), size)]
        rows.extend((row[0].start, row[-1].end, operand, row) for row in each)
    rows.sort(key=lambda row: row[:3])
    words = [match.start() for match in surface_matches(text)] if rows else []
    marked: set[Mark] = set()
    for first, (_, end, operand, row) in enumerate(rows):
        between, operands, group = 0, {operand}, list(row)
        for start, stop, other, others in rows[first + 1 : first + 1 + _MOST_ROWS]:
            between += bisect_left(words, start) - bisect_left(words, end)
            if between > sum(clause.distances) or len(operands) == len(clause.operands):
                break
            end = max(end, stop)
            operands.add(other)
            group.extend(others)
        if len(operands) == len(clause.operands):
            marked.update(group)
    yield from (Mark(mark.start, mark.end, number) for mark in marked)


def _spoken(clause: Said, number: int, text: str, language: str, speech: Speech) -> Iterator[Mark]:
    """The words that somebody is to have said, where he says them all; the name where there are no words."""
    words = Highlights.of(clause.words)
    if not words:
        for mark in Highlights.of(clause.speaker).marks(text, language):
            yield Mark(mark.start, mark.end, number)
        return
    stretches = [(0, len(text))]
    if speech:
        stretches = [
            (place, place + len(piece))
            for speaker, said in speech
            if _holds(clause.speaker, speaker, language) and _holds(clause.words, said, language)
            for piece in said.split("\n")
            if piece and (place := text.find(piece)) >= 0
        ]
    for mark in words.marks(text, language) if stretches else ():
        if any(start <= mark.start and mark.end <= end for start, end in stretches):
            yield Mark(mark.start, mark.end, number)


def _holds(node: Node, text: str, language: str) -> bool:
    """Does a text have these plain words?"""
    match node:
        case And(clauses):
            return all(_holds(clause, text, language) for clause in clauses)
        case Or(clauses):
            return any(_holds(clause, text, language) for clause in clauses)
        case _:
            return bool(Highlights((node,)).marks(text, language))


def _wanted(node: Node) -> Iterator[Node]:
    match node:
        case And(clauses) | Or(clauses) | Most(clauses):
            for clause in clauses:
                yield from _wanted(clause)
        case In(name, clause):
            if name in _MARKED_FIELDS:
                yield from _wanted(clause)
        case Said() | Nearby() | Word() | Phrase() | Exact() | Prefix() | Near() | Wildcard() | Fuzzy():
            yield node
        case Not() | _:
            return
