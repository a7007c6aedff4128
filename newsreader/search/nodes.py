"""Query nodes that Whoosh does not have: filters by rowid and number, words together, many terms at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from whoosh import query as wq

from newsreader.search.documents import Numbers
from newsreader.search.evaluation import NOTHING, Hits, Segment


class Node(wq.Query):  # type: ignore[misc]
    """A leaf that is evaluated to arrays."""

    boost = 1.0

    def hits(self, segment: Segment) -> Hits:
        """Documents of the segment, ascending, with scores; deleted ones may be among them."""
        raise NotImplementedError

    def is_leaf(self) -> bool:
        return True


@dataclass(eq=False)
class All(Node):
    """Every document."""

    def hits(self, segment: Segment) -> Hits:
        return _unscored(np.arange(segment.reader.doc_count_all()))


@dataclass(eq=False)
class Rowids(Node):
    """The documents with these rowids: what the store answered."""

    rowids: Numbers

    def hits(self, segment: Segment) -> Hits:
        return _unscored(segment.numbers.documents_of(segment.reader, self.rowids))


@dataclass(eq=False)
class NumberRange(Node):
    """Documents whose number in a column lies between two bounds, both included."""

    column: str
    low: int
    high: int

    def hits(self, segment: Segment) -> Hits:
        numbers = segment.column(self.column)
        return _unscored(np.flatnonzero((numbers >= self.low) & (numbers <= self.high)))


@dataclass(eq=False)
class Flag(Node):
    """Documents that have a flag."""

    flag: int

    def hits(self, segment: Segment) -> Hits:
        return _unscored(np.flatnonzero(segment.column("flags") & self.flag))


@dataclass(eq=False)
class AnyTerm(Node):
    """Documents that have any of these terms of a field, all scored alike: a prefix tells no rarity."""

    field_name: str
    terms: tuple[bytes, ...]
    boost: float = 1.0

    def hits(self, segment: Segment) -> Hits:
        found = [segment.postings(self.field_name, term).documents for term in self.terms]
        if not found:
            return NOTHING
        documents = np.unique(np.concatenate(found))
        return Hits(documents, np.full(len(documents), self.boost))


Slot = tuple[int, tuple[bytes, ...]]
"""A place in a phrase, counted from its first word, and the terms that may stand there."""


@dataclass(eq=False)
class Together(Node):
    """Documents in which words of one field stand together.

    Without ``window`` each at its place in the phrase; with it in any order, the whole group at most so
    many positions wide. Scored as one word as rare as the rarest of them.
    """

    field_name: str
    slots: tuple[Slot, ...]
    window: int | None = None
    boost: float = 1.0

    def hits(self, segment: Segment) -> Hits:
        postings = [self._slot(segment, terms) for _, terms in self.slots]
        shared = set(postings[0]).intersection(*postings[1:])
        documents: list[int] = []
        counts: list[int] = []
        for done, document in enumerate(sorted(shared)):
            if not done % 256:
                segment.check()
            places = [slot[document] for slot in postings]
            count = self._in_order(places) if self.window is None else self._in_window(places)
            if count:
                documents.append(document)
                counts.append(count)
        found = Hits(np.array(documents, np.int64), np.array(counts, np.float64))
        return segment.score(self.field_name, self._idf(segment), found, self.boost)

    def _slot(self, segment: Segment, terms: tuple[bytes, ...]) -> dict[int, list[int]]:
        """Positions of any of the terms, by document."""
        found: dict[int, list[int]] = {}
        for term in terms:
            matcher = segment.matcher(self.field_name, term)
            if matcher is None:
                continue
            for document, positions in matcher.items_as("positions"):
                if document in found:
                    found[document] = sorted({*found[document], *positions})
                else:
                    found[document] = positions
        return found

    def _in_order(self, places: list[list[int]]) -> int:
        first = self.slots[0][0]
        starts = set(places[0])
        for (offset, _), positions in zip(self.slots[1:], places[1:], strict=True):
            starts &= {position - (offset - first) for position in positions}
            if not starts:
                return 0
        return len(starts)

    def _in_window(self, places: list[list[int]]) -> int:
        """1 if one position of each slot, all different, can be chosen within the window."""
        window = self.window or 0
        marks = sorted((position, slot) for slot, positions in enumerate(places) for position in positions)
        last: dict[int, int] = {}
        for position, slot in marks:
            last[slot] = position
            # Different positions: one word cannot stand for two.
            if len(set(last.values())) == len(places) and position - min(last.values()) <= window:
                return 1
        return 0

    def _idf(self, segment: Segment) -> float:
        idfs = [
            min((segment.statistics.idf(self.field_name, term) for term in terms), default=0.0)
            for _, terms in self.slots
        ]
        return max(idfs)


def _unscored(documents: Numbers) -> Hits:
    return Hits(documents.astype(np.int64), np.zeros(len(documents)))
