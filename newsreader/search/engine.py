"""Answer queries from the index: understand, evaluate over every segment, put in order, explain."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from newsreader.search.compilation import Compiler
from newsreader.search.doctor.counting import Counting
from newsreader.search.doctor.diagnosis import diagnose
from newsreader.search.doctor.why import explain, judge_of
from newsreader.search.evaluation import Cancelled, Segment, evaluate, segments_of
from newsreader.search.highlights import Highlights
from newsreader.search.matches import Match
from newsreader.search.nodes import Rowids
from newsreader.search.nouns import ArticleText, Diagnosis, Found, Sort, StateLookup, Why, Words
from newsreader.search.query import Query, parse, render
from newsreader.search.query.syntax import Node
from newsreader.search.questions import FEW, followed, loosened, reads_as_question
from newsreader.search.ranking import Key, leading
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.dictionary import encode
from newsreader.search.segments.files import Numbers, damaged

ShouldStop = Callable[[], bool]


class Request(NamedTuple):
    """A query and what is asked with it: see ``SearchIndex.search``."""

    text: str
    state: StateLookup
    limit: int | None = None
    sort: Sort = "best"
    within: Collection[int] | None = None
    without: Collection[int] = ()
    words: Words = "all"


@dataclass(frozen=True, slots=True)
class _Hits:
    """What a query finds in one segment."""

    segment: Segment
    match: Match
    is_living: NDArray[np.bool_] | None
    """Which of the documents are not deleted; None if all."""

    def __len__(self) -> int:
        if self.is_living is None:
            return len(self.match.documents)
        return int(np.count_nonzero(self.is_living))

    def documents(self) -> Numbers:
        """Numbers within the commit."""
        documents, base = self.match.documents, self.segment.opened.base
        if self.is_living is not None:
            documents = documents[self.is_living]
        return documents + base if base else documents

    def scores(self) -> NDArray[np.float64]:
        # Those of deleted documents too: what was found out while matching need not be looked up.
        scores = self.match.scores(self.match.documents)
        return scores if self.is_living is None else scores[self.is_living]


class Search:
    """Queries against one commit of the index."""

    def __init__(self, commit: Commit, should_stop: ShouldStop | None) -> None:
        self._commit = commit
        self._segments = segments_of(commit, should_stop)

    def run(self, request: Request) -> Found:
        """The answer to a query, of which not every word may have to be there."""
        query, words = parse(request.text), request.words
        found = self._exact(query, request)
        if found.is_cancelled or words == "all":
            return found
        is_question = found.total < FEW and reads_as_question(request.text, query.node, self.languages)
        loose = replace(query, node=loosened(query.node, self.languages))
        if loose == query or (words == "enough" and not is_question):
            return found
        unlimited = request._replace(limit=None)
        full, loosely = self._exact(query, unlimited), self._exact(loose, unlimited)
        return followed(full, loosely, request.limit, by_score=request.sort == "best")

    def _exact(self, query: Query, request: Request) -> Found:
        highlights = Highlights.of(query.node)
        interpreted = render(query.node)
        try:
            found = self._found(query.node, request)
            total = sum(map(len, found))
            columns = self._in_order(found, request.sort, request.limit)
            return Found(*columns, total, interpreted, highlights, query.notes)
        except Cancelled:
            return Found.nothing(interpreted, highlights, query.notes, is_cancelled=True)

    def diagnose(
        self, text: str, state: StateLookup, within: Collection[int] | None, without: Collection[int]
    ) -> Diagnosis:
        """Why a query finds little."""
        return diagnose(parse(text), Counting(self._segments, self, state, within, without))

    def why(self, text: str, article: ArticleText, state: StateLookup) -> Why:
        """How one article stands to a query."""
        return explain(parse(text), article, judge_of(article.rowid, self._segments, self, state))

    def _found(self, node: Node, request: Request) -> list[_Hits]:
        query = Compiler(self, request.state).compile(node)
        if request.within is not None:
            query = wq.And([query, Rowids(np.fromiter(request.within, np.int64, len(request.within)))])
        if request.without:
            query = wq.AndNot(query, Rowids(np.fromiter(request.without, np.int64, len(request.without))))
        found = []
        for segment in self._segments:
            match = evaluate(query, segment)
            if match:
                deleted = segment.opened.deleted
                is_living = None if deleted is None else ~deleted[match.documents]
                found.append(_Hits(segment, match, is_living))
        return found

    def _in_order(
        self, found: list[_Hits], sort: Sort, limit: int | None
    ) -> tuple[array[int], array[float], array[int]]:
        """Best, newest or oldest first; undated last by date; ties by newest, then as the store has them."""
        documents = _joined([hits.documents() for hits in found], np.int64)
        rowids, newest = self._commit.column("rowid"), self._commit.newest
        by_rowid: Key = lambda chosen: rowids[documents[chosen]]  # noqa: E731
        if sort != "best":
            keys = newest if sort == "newest" else self._commit.oldest
            order = leading(keys[documents], [by_rowid], limit)
            return self._rows(documents[order], np.zeros(len(order)))
        scores = _joined([hits.scores() for hits in found], np.float64)
        by_date: Key = lambda chosen: -newest[documents[chosen]]  # noqa: E731
        order = leading(scores, [by_date, by_rowid], limit)
        return self._rows(documents[order], scores[order])

    def _rows(
        self, documents: Numbers, scores: NDArray[np.float64]
    ) -> tuple[array[int], array[float], array[int]]:
        columns = array("q"), array("d"), array("q")
        columns[0].frombytes(self._commit.column("rowid")[documents].tobytes())
        columns[1].frombytes(scores.tobytes())
        columns[2].frombytes(self._commit.column("sort_key")[documents].tobytes())
        return columns

    # What the compiler asks of the index

    @property
    def segments(self) -> Sequence[Segment]:
        """Where the documents are."""
        return self._segments

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents."""
        return self._commit.languages

    def with_prefix(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so, ascending."""
        terms: set[str] = set()
        for segment in self._segments:
            segment.check()
            of_segment, as_written = segment.field(field)
            if of_segment:
                dictionary = of_segment.dictionary(as_written=as_written)
                terms.update(dictionary.between(*dictionary.with_prefix(encode(prefix))))
        return sorted(terms)

    def newest_day(self) -> datetime.date | None:
        """The day of the newest dated document."""
        newest = max((int(segment.column("date").max(initial=0)) for segment in self._segments), default=0)
        try:
            return datetime.date.fromisoformat(str(newest)) if newest else None
        except ValueError as error:
            raise damaged(f"{newest} is not a day") from error

    def is_known(self, field: str, term: bytes) -> bool:
        """Has any document the term?"""
        return self._segments[0].statistics.frequency(field, term) > 0


def _joined(parts: list[NDArray[Any]], kind: type) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, kind), *parts])
