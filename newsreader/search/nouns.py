"""What goes into the index, what is asked of the rest of the library, and what a search answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from newsreader.search.highlights import Highlights

Sort = Literal["best", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as the index sees it. ``rowid`` is the store's key; the index knows articles by it alone."""

    rowid: int
    title: str
    lede: str
    body: str
    byline: str
    place: str
    agency: str
    section: str
    url: str
    date: str | None
    """ISO date, or None for undated."""
    sort_key: int
    """Newest is largest."""
    language: str
    bundle: str
    words: int
    is_stub: bool
    tags: tuple[str, ...]
    path: str
    is_inferred: bool
    story: int
    """Number of the story: the rowid of its representative."""


class StateLookup(Protocol):
    """What a reader's own marks are; the library answers out of the store."""

    def rowids(self, field: str, value: str) -> Collection[int]:
        """Rowids of the articles of which this holds: ``("is", "unread")``, ``("tag", "x")``,
        ``("has", "versions")``. Nothing for a value that is not known."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the clauses that a query joins with AND, and how many articles it finds alone."""

    text: str
    hits: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of the query that the index does not have, and the nearest ones that it has, best first."""

    word: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query.

    ``rowids`` and ``scores`` are in the order asked for, at most ``limit`` of them; ``total`` is exact.
    ``scores`` are 0.0 when the order is by date. ``interpreted`` is the query as it was understood, in
    the query language; it is empty when the query asks for everything. ``notes`` says what was not
    understood. ``clauses`` and ``suggestions`` are only filled when nothing was found.
    """

    rowids: Sequence[int]
    scores: Sequence[float]
    total: int
    interpreted: str
    highlights: Highlights
    notes: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    is_cancelled: bool = False
    """The search was stopped before it ended: nothing else here means anything."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a sound index holds."""

    documents: int
    segments: int
    size_bytes: int
