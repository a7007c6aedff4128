"""Evaluate a Whoosh query over one segment, with arrays.

Whoosh's matchers step through postings one by one; here a query becomes a tree of matches that know their
documents as arrays. First it is found out which documents match, then those alone are scored. What is
computed is BM25F as ``whoosh.scoring`` defines it, but for two things: the weight of a term in a document is
that of its occurrences in each zone of the text, and how rare it is follows ``Commit.idf``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from newsreader.search import schema
from newsreader.search.documents import distinct
from newsreader.search.matches import NOTHING, Both, Either, Listed, Match, Scored, Scoring, Without
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.field import Field
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import Postings
from newsreader.search.segments.segment import OpenSegment
from newsreader.search.segments.zones import ZoneField


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The search is no longer wanted."""


class Statistics:
    """Where terms are in each segment, and how rare in the whole index."""

    def __init__(self, commit: Commit) -> None:
        self.commit = commit
        self._found: dict[tuple[str, bytes], tuple[int, list[Postings | None]]] = {}

    def postings(self, name: str, term: bytes) -> tuple[int, list[Postings | None]]:
        """In how many documents a term stands, and its postings in each segment, deleted ones included."""
        key = (name, term)
        known = self._found.get(key)
        if known is None:
            each = [_postings(segment, name, term) for segment in self.commit.segments]
            known = self._found[key] = sum(len(part) for part in each if part is not None), each
        return known

    def frequency(self, name: str, term: bytes) -> int:
        """In how many documents a term stands."""
        return self.postings(name, term)[0]

    def idf(self, name: str, term: bytes) -> float:
        """How rare a term is in the whole index."""
        return self.commit.idf(self.frequency(name, term))


def _postings(segment: OpenSegment, name: str, term: bytes) -> Postings | None:
    field, as_written = segment.data.field_of(name)
    return field.postings(term, as_written=as_written) if field else None


@dataclass(slots=True)
class Segment:
    """One segment while a query is evaluated over it."""

    opened: OpenSegment
    number: int
    statistics: Statistics
    should_stop: Callable[[], bool] | None = None

    @property
    def documents(self) -> int:
        return self.opened.data.documents

    def check(self) -> None:
        """Raises Cancelled once the search is no longer wanted."""
        if self.should_stop and self.should_stop():
            raise Cancelled

    def column(self, name: str) -> Numbers:
        return self.opened.data.column(name)

    def field(self, name: str) -> tuple[Field | ZoneField | None, bool]:
        """A field, and whether its words as written are meant."""
        return self.opened.data.field_of(name)

    def postings(self, name: str, term: bytes) -> Postings | None:
        """The postings of a term, deleted documents included."""
        return self.statistics.postings(name, term)[1][self.number]

    def scoring(self, name: str, idf: float, boost: float) -> Scoring:
        """How occurrences in a field are scored."""
        norms = self.opened.derived.get(name)
        if norms is None:
            lengths = self.opened.data.stored_column(schema.length_field(name)).astype(np.float64)
            average = self.statistics.commit.average_length(name)
            unit = schema.UNIT if name.removesuffix("_words") == schema.TEXT else 1
            norms = schema.K1 * ((1 - schema.B) + schema.B * lengths / average) * unit
            self.opened.derived[name] = norms
        return Scoring(boost * idf * (schema.K1 + 1), norms)

    def weights(self, name: str, documents: Numbers, places: Numbers) -> Numbers | None:
        """What occurrences weigh, where it is not one."""
        if name.removesuffix("_words") != schema.TEXT:
            return None
        return self.opened.data.zones.weights(documents, places)

    def unique(self, documents: Numbers) -> Numbers:
        """Documents, ascending, each once."""
        return distinct(documents, self.documents)


def segments_of(commit: Commit, should_stop: Callable[[], bool] | None = None) -> list[Segment]:
    """The segments of a commit, to be evaluated over together."""
    statistics = Statistics(commit)
    return [Segment(opened, number, statistics, should_stop) for number, opened in enumerate(commit.segments)]


def evaluate(query: Any, segment: Segment) -> Match:
    """What matches a query, deleted documents included."""
    segment.check()
    match query:
        case wq.Term():
            return _term(query, segment)
        case wq.And():
            return _both([evaluate(part, segment) for part in query.subqueries], segment)
        case wq.Or() if not query.minmatch:
            return either([evaluate(part, segment) for part in query.subqueries], segment)
        case wq.AndNot():
            kept = evaluate(query.a, segment)
            return Without(kept, evaluate(query.b, segment)) if kept else NOTHING
        case _ if hasattr(query, "matches"):
            match: Match = query.matches(segment)
            return match
        case _:
            return _stepped(query, segment)


def _term(query: Any, segment: Segment) -> Match:
    name, text = query.fieldname, query.text
    term = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    frequency, each = segment.statistics.postings(name, term)
    postings = each[segment.number]
    if postings is None:
        return NOTHING
    idf = segment.statistics.commit.idf(frequency)
    return Scored(postings, segment.scoring(name, idf, query.boost))


def either(parts: Sequence[Match], segment: Segment) -> Match:
    """What matches any part."""
    parts = [part for part in parts if part]
    if len(parts) <= 1:
        return parts[0] if parts else NOTHING
    return Either(parts, segment.documents)


def _both(parts: Sequence[Match], segment: Segment) -> Match:
    if not all(parts):
        return NOTHING
    return parts[0] if len(parts) == 1 else Both(parts)


def _stepped(query: Any, segment: Segment) -> Match:
    """Any other Whoosh query, by its own matcher."""
    searcher = segment.statistics.commit.searcher()
    leaf = searcher if searcher.is_atomic() else searcher.leaf_searchers()[segment.number][0]
    matcher = query.matcher(leaf, searcher.boolean_context() if query.is_leaf() else None)
    return _listed(matcher, segment)


def _listed(matcher: Any, segment: Segment) -> Match:
    documents: list[int] = []
    scores: list[float] = []
    while matcher.is_active():
        if not len(documents) % 256:
            segment.check()
        documents.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Listed(np.array(documents, np.int64), np.array(scores, np.float64))


def living(match: Match, segment: Segment) -> Numbers:
    """The documents of a match that are not deleted."""
    documents: NDArray[np.int64] = match.documents
    deleted = segment.opened.deleted
    return documents if deleted is None else documents[~deleted[documents]]
