"""Query nodes that Whoosh does not have: filters by rowid and number, many terms at once, words together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import query as wq

from newsreader.search.documents import added_up, is_among
from newsreader.search.evaluation import Segment
from newsreader.search.matches import NOTHING, Alike, All, Match, Scored
from newsreader.search.proximity import Places, in_order, in_window, of_keys
from newsreader.search.segments.field import Field
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import Postings, counted


class Node(wq.Query):  # type: ignore[misc]
    """A leaf that is evaluated to arrays."""

    boost = 1.0

    def matches(self, segment: Segment) -> Match:
        """Documents of the segment, with scores; deleted ones may be among them."""
        raise NotImplementedError

    def is_leaf(self) -> bool:
        return True


@dataclass(eq=False)
class Every(Node):
    """Every document."""

    def matches(self, segment: Segment) -> Match:
        return All(segment.documents)


@dataclass(eq=False)
class Rowids(Node):
    """The documents with these rowids: what the store answered."""

    rowids: Numbers

    def matches(self, segment: Segment) -> Match:
        return Alike(segment.opened.data.documents_of(self.rowids))


@dataclass(eq=False)
class NumberRange(Node):
    """Documents whose number in a column lies between two bounds, both included."""

    column: str
    low: int
    high: int

    def matches(self, segment: Segment) -> Match:
        numbers = segment.column(self.column)
        return Alike(np.flatnonzero((numbers >= self.low) & (numbers <= self.high)))


@dataclass(eq=False)
class Flag(Node):
    """Documents that have a flag."""

    flag: int

    def matches(self, segment: Segment) -> Match:
        return Alike(np.flatnonzero(segment.column("flags") & self.flag))


@dataclass(eq=False)
class AnyTerm(Node):
    """Documents that have any of these terms of a field, all scored alike."""

    field_name: str
    terms: tuple[bytes, ...]
    boost: float = 1.0

    def matches(self, segment: Segment) -> Match:
        found = [segment.postings(self.field_name, term) for term in self.terms]
        documents = [postings.documents for postings in found if postings]
        if len(documents) <= 1:
            return Alike(documents[0], self.boost) if documents else NOTHING
        return Alike(segment.unique(np.concatenate(documents)), self.boost)


@dataclass(eq=False)
class AnyLike(Node):
    """Documents that have any term of a field that begins so, of which ``fitting`` may choose by number.

    Scored as if all were one term of which nobody knows how rare it is.
    """

    field_name: str
    prefix: bytes
    fitting: Callable[[list[str]], list[int]] | None = None
    boost: float = 1.0

    def matches(self, segment: Segment) -> Match:
        segment.check()
        field, as_written = segment.field(self.field_name)
        if field is None:
            return NOTHING
        documents, weights = field.any_of(self._wanted(segment), as_written=as_written)
        if not len(documents):
            return NOTHING
        documents, weights = added_up(documents, weights, segment.documents)
        found = Postings(documents, weights, _NO_PLACES, segment.documents)
        return Scored(found, segment.scoring(self.field_name, 1.0, self.boost))

    def postings(self, segment: Segment) -> list[Postings]:
        """Where such terms stand, in some parts; of the whole text only, not of one zone."""
        field, as_written = segment.field(self.field_name)
        return field.each_of(self._wanted(segment), as_written=as_written) if isinstance(field, Field) else []

    def _wanted(self, segment: Segment) -> Sequence[int]:
        """The numbers of the terms."""
        field, as_written = segment.field(self.field_name)
        if field is None:
            return ()
        dictionary = field.dictionary(as_written=as_written)
        first, last = dictionary.with_prefix(self.prefix)
        if self.fitting is None:
            return range(first, last)
        return [first + number for number in self.fitting(dictionary.between(first, last))]


_NO_PLACES = np.empty(0, np.int64)
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

    def matches(self, segment: Segment) -> Match:
        keys = self.keys(segment)
        if not len(keys):
            return NOTHING
        scoring = segment.scoring(self.field_name, self._idf(segment), self.boost)
        return Scored(self._found(segment, keys), scoring)

    @property
    def width(self) -> int:
        """Positions from the first word to the last."""
        return self.slots[-1][0] - self.slots[0][0] + 1

    def keys(self, segment: Segment, documents: Numbers | None = None) -> Numbers:
        """Where they do, document and place in one number; in some documents only if they are given."""
        slots = [[segment.postings(self.field_name, term) for term in terms] for _, terms in self.slots]
        known = [[postings for postings in slot if postings] for slot in slots]
        if not all(known):
            return _NO_PLACES
        segment.check()
        shared = self._shared(segment, known)
        if documents is not None:
            shared = shared[is_among(shared, documents)]
        if not len(shared):
            return _NO_PLACES
        places = [Places.of(slot, shared) for slot in known]
        segment.check()
        if self.window is None:
            return in_order(places, [offset for offset, _ in self.slots])
        return in_window(places, self.window, segment.check)

    def _found(self, segment: Segment, keys: Numbers) -> Postings:
        documents, places = of_keys(keys)
        found = counted(documents, places, segment.documents)
        weights = segment.weights(self.field_name, documents, places)
        if weights is None:
            return found
        first = np.cumsum(found.counts) - found.counts
        return Postings(
            found.stored, found.counts, places, segment.documents, np.add.reduceat(weights, first)
        )

    def _shared(self, segment: Segment, slots: list[list[Postings]]) -> Numbers:
        """The documents that have a term of each slot."""
        each = []
        for postings in slots:
            found = [part.documents for part in postings]
            each.append(found[0] if len(found) == 1 else segment.unique(np.concatenate(found)))
        each.sort(key=len)
        shared = each[0]
        for documents in each[1:]:
            shared = shared[is_among(shared, documents)]
        return shared

    def _idf(self, segment: Segment) -> float:
        idfs = [
            min((segment.statistics.idf(self.field_name, term) for term in terms), default=0.0)
            for _, terms in self.slots
        ]
        return max(idfs)


@dataclass(eq=False)
class Close(Node):
    """Documents in which words and phrases of one field stand, in any order, in a stretch that is at most so
    many positions longer than they are."""

    parts: tuple[Together, ...]
    distance: int

    def matches(self, segment: Segment) -> Match:
        each = [part.keys(segment) for part in self.parts]
        if not all(map(len, each)):
            return NOTHING
        segment.check()
        widths = [part.width for part in self.parts]
        # Which of them is the last is not known: the shortest lets the first words be furthest apart.
        window = self.distance + sum(widths) - min(widths)
        keys = in_window([Places(keys) for keys in each], window, segment.check)
        return Alike(of_keys(keys)[0], max(part.boost for part in self.parts)) if len(keys) else NOTHING
