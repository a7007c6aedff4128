"""Answer queries from the index: understand, evaluate over every segment, put in order, explain."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermNotFound

from newsreader.search.compilation import Compiler
from newsreader.search.doctor import clauses_of, suggest
from newsreader.search.documents import Numbers, NumbersCache
from newsreader.search.evaluation import Cancelled, Segment, Statistics, evaluate
from newsreader.search.highlights import Highlights
from newsreader.search.nouns import Clause, Found, Sort, StateLookup
from newsreader.search.query import parse, render
from newsreader.search.query.syntax import Node
from newsreader.search.storage import leaves

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Matches:
    """What a query finds in all segments together."""

    rowids: Numbers
    sort_keys: Numbers
    dates: Numbers
    scores: NDArray[np.float64]

    def in_order(self, sort: Sort) -> NDArray[np.intp]:
        """Best, newest or oldest first; undated last by date; ties by newest, then as the store has them."""
        if sort == "best":
            return np.lexsort((self.rowids, -self.sort_keys, -self.scores))
        keys = self.sort_keys if sort == "oldest" else -self.sort_keys
        return np.lexsort((self.rowids, keys, self.dates == 0))


class Search:
    """Queries against one commit of the index."""

    def __init__(self, searcher: Any, numbers: NumbersCache, should_stop: ShouldStop | None) -> None:
        columns = [(reader, numbers.of(reader)) for reader, _ in leaves(searcher.reader())]
        self._statistics = Statistics(searcher, columns)
        self._segments = [
            Segment(reader, of_segment, self._statistics, should_stop) for reader, of_segment in columns
        ]

    def run(self, text: str, state: StateLookup, limit: int | None, sort: Sort) -> Found:
        """The answer to a query."""
        query = parse(text)
        compiler = Compiler(self, state)
        highlights = Highlights.of(query.node)
        try:
            matches = self._matches(compiler, query.node)
            total = len(matches.rowids)
            order = matches.in_order(sort)[:limit]
            scores = matches.scores[order] if sort == "best" else np.zeros(len(order))
            return Found(
                rowids=matches.rowids[order].tolist(),
                scores=scores.tolist(),
                total=total,
                interpreted=render(query.node),
                highlights=highlights,
                notes=query.notes,
                clauses=() if total else self._count(compiler, query.node),
                suggestions=() if total else suggest(highlights, self),
            )
        except Cancelled:
            return Found((), (), 0, render(query.node), highlights, query.notes, is_cancelled=True)

    def _matches(self, compiler: Compiler, node: Node) -> _Matches:
        query = compiler.compile(node)
        columns: list[tuple[NDArray[Any], ...]] = []
        for segment in self._segments:
            hits = evaluate(query, segment)
            where = hits.documents
            columns.append(
                (*(segment.column(name)[where] for name in ("rowid", "sort_key", "date")), hits.scores)
            )
        return _Matches(*(np.concatenate(column) for column in zip(*columns, strict=True)))

    def _count(self, compiler: Compiler, node: Node) -> tuple[Clause, ...]:
        return tuple(
            Clause(render(clause), len(self._matches(compiler, clause).rowids)) for clause in clauses_of(node)
        )

    # What the compiler and the doctor ask of the index

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents."""
        return tuple(self.with_prefix("language", ""))

    def with_prefix(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so, ascending."""
        terms: set[bytes] = set()
        for segment in self._segments:
            segment.check()
            try:
                terms.update(segment.reader.expand_prefix(field, prefix.encode("utf-8", "surrogatepass")))
            except TermNotFound:
                continue
        return [term.decode("utf-8", "surrogatepass") for term in sorted(terms)]

    def newest_day(self) -> datetime.date | None:
        """The day of the newest dated document."""
        newest = max((int(segment.column("date").max(initial=0)) for segment in self._segments), default=0)
        return datetime.date.fromisoformat(str(newest)) if newest else None

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""
        return self._statistics.frequency(field, term.encode("utf-8", "surrogatepass"))
