"""Evaluate a Whoosh query over one segment, to arrays of documents and scores.

Whoosh's own matchers step through postings one by one; here each term's postings are read as arrays and
the query tree combines arrays. What is computed is the same: BM25F as ``whoosh.scoring`` defines it, terms
of several fields added up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.reading import TermNotFound

from newsreader.search.documents import Numbers, SegmentNumbers
from newsreader.search.schema import length_field

B, K1 = 0.75, 1.2
_EMPTY = np.empty(0, np.int64)


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The search is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Document numbers of one segment, ascending, and a score for each."""

    documents: Numbers
    scores: NDArray[np.float64]


NOTHING = Hits(_EMPTY, np.empty(0, np.float64))


class Statistics:
    """What scores depend on beside the document: figures of the whole index, not of a segment."""

    def __init__(self, searcher: Any, columns: list[tuple[Any, SegmentNumbers]]) -> None:
        self._searcher = searcher
        self._columns = columns
        self._averages: dict[str, float] = {}

    def average_length(self, name: str) -> float:
        """Terms of a field in a document, on average; at least 1."""
        column = length_field(name)
        if column not in self._averages:
            total = sum(int(numbers.column(reader, column).sum()) for reader, numbers in self._columns)
            self._averages[column] = max(total / self._searcher.doc_count_all(), 1.0)
        return self._averages[column]

    def idf(self, name: str, term: bytes) -> float:
        """How rare a term is, as Whoosh has it."""
        return log(self._searcher.doc_count_all() / (self.frequency(name, term) + 1)) + 1

    def frequency(self, name: str, term: bytes) -> int:
        """In how many documents a term stands."""
        return int(self._searcher.doc_frequency(name, term))


@dataclass(slots=True)
class Segment:
    """One segment while a query is evaluated over it."""

    reader: Any
    numbers: SegmentNumbers
    statistics: Statistics
    should_stop: Callable[[], bool] | None = None
    _deleted: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self._deleted = np.array(sorted(self.reader.deleted_docs_set), np.int64)

    def check(self) -> None:
        """Raises Cancelled once the search is no longer wanted."""
        if self.should_stop and self.should_stop():
            raise Cancelled

    def column(self, name: str) -> Numbers:
        return self.numbers.column(self.reader, name)

    def living(self, documents: Numbers) -> Numbers:
        """The documents that are not deleted."""
        return documents[~np.isin(documents, self._deleted)] if len(self._deleted) else documents

    def postings(self, name: str, term: bytes) -> Hits:
        """Documents that have a term, deleted ones too, with the term's frequency in each as score."""
        matcher = self.matcher(name, term)
        if matcher is None:
            return NOTHING
        documents: list[int] = []
        frequencies: list[float] = []
        while matcher.is_active():
            # Whole blocks at once: stepping posting by posting is what makes stock Whoosh slow.
            matcher.id(), matcher.weight()
            documents.extend(matcher._ids)
            frequencies.extend(matcher._weights)
            matcher._next_block()
        return Hits(np.array(documents, np.int64), np.array(frequencies, np.float64))

    def matcher(self, name: str, term: bytes) -> Any | None:
        """Whoosh's matcher of a term, deleted documents included, or None without such a term."""
        self.check()
        try:
            matcher = self.reader.postings(name, term)
        except TermNotFound:
            return None
        return matcher.child if len(self._deleted) else matcher

    def score(self, name: str, idf: float, hits: Hits, boost: float = 1.0) -> Hits:
        """Frequencies made scores."""
        lengths = self.column(length_field(name))[hits.documents]
        average = self.statistics.average_length(name)
        norm = K1 * ((1 - B) + B * lengths / average)
        return Hits(hits.documents, boost * idf * hits.scores * (K1 + 1) / (hits.scores + norm))


def evaluate(query: Any, segment: Segment) -> Hits:
    """The living documents of the segment that the query finds, and their scores."""
    match query:
        case wq.Term():
            hits = segment.postings(query.fieldname, query.text)
            if not len(hits.documents):
                return NOTHING
            scored = segment.score(
                query.fieldname, segment.statistics.idf(query.fieldname, query.text), hits, query.boost
            )
            return _living(scored, segment)
        case wq.And():
            return _intersection([evaluate(part, segment) for part in query.subqueries])
        case wq.Or():
            return union([evaluate(part, segment) for part in query.subqueries])
        case wq.AndNot():
            kept, dropped = evaluate(query.a, segment), evaluate(query.b, segment)
            return _only(kept, ~np.isin(kept.documents, dropped.documents))
        case _:
            hits = query.hits(segment)
            return _living(hits, segment)


def union(parts: list[Hits]) -> Hits:
    """Documents of any part, scores added."""
    parts = [part for part in parts if len(part.documents)]
    if len(parts) <= 1:
        return parts[0] if parts else NOTHING
    documents, inverse = np.unique(np.concatenate([part.documents for part in parts]), return_inverse=True)
    scores = np.bincount(inverse, np.concatenate([part.scores for part in parts]), len(documents))
    return Hits(documents, scores.astype(np.float64))


def _intersection(parts: list[Hits]) -> Hits:
    parts = sorted(parts, key=lambda part: len(part.documents))
    result = parts[0]
    for part in parts[1:]:
        if not len(result.documents):
            return NOTHING
        _, left, right = np.intersect1d(
            result.documents, part.documents, assume_unique=True, return_indices=True
        )
        result = Hits(result.documents[left], result.scores[left] + part.scores[right])
    return result


def _only(hits: Hits, mask: NDArray[np.bool_]) -> Hits:
    return Hits(hits.documents[mask], hits.scores[mask])


def _living(hits: Hits, segment: Segment) -> Hits:
    alive = segment.living(hits.documents)
    return hits if len(alive) == len(hits.documents) else _only(hits, np.isin(hits.documents, alive))
