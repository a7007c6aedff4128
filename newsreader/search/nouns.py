"""What goes into the index, what is asked of the rest of the library, and what a search answers."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from newsreader.search.highlights import Highlights

Sort = Literal["best", "newest", "oldest"]
Words = Literal["all", "enough", "most"]
"""Whether an article must have all words of a query; or most, where the query reads like a question and few
have all; or most in any case."""


class IndexText(NamedTuple):
    """What is searched of an article."""

    zones: tuple[str, ...]
    """Title, lede, byline and so on: ``schema.SEARCHED``."""
    url: str
    language: str
    quotations: tuple[tuple[str, str], ...] = ()
    """Who says what, in the order of title, lede and body; parts that do not follow one another on lines of
    their own."""


class IndexFacts(NamedTuple):
    """What is asked of an article besides its words. ``rowid`` is the store's key; the index knows articles
    by it alone."""

    rowid: int
    date: str | None
    """ISO date, or None for undated."""
    sort_key: int
    """Newest is largest."""
    language: str
    bundle: str
    words: int
    is_stub: bool
    is_inferred: bool


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
    quotations: tuple[tuple[str, str], ...] = ()
    """Who says what, in the order of title, lede and body; parts that do not follow one another on lines of
    their own."""


class StateLookup(Protocol):
    """What a reader's own marks are; the library answers out of the store."""

    def rowids(self, field: str, value: str) -> Collection[int]:
        """Rowids of the articles of which this holds: ``("is", "unread")``, ``("tag", "x")``,
        ``("has", "versions")``. Nothing for a value that is not known."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the clauses that must all hold: how many articles it finds alone, whether it is the one (or one
    of those) without which there would be a result, and how many there would be then."""

    text: str
    hits: int
    empties: bool = False
    without: int | None = None
    """None for the only clause."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that hardly any article has, and what is likely to have been meant, best first."""

    word: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Another query, and how many articles it finds."""

    query: str
    total: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why a query finds little, and what would find more, best first."""

    interpreted: str = ""
    total: int = 0
    clauses: tuple[Clause, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    notes: tuple[str, ...] = ()
    is_cancelled: bool = False

    @property
    def advice(self) -> str:
        """What is to be said of it, in one line."""
        spelling = (f"no “{each.word}”: {' or '.join(each.instead)}?" for each in self.suggestions)
        hits = " · ".join(f"{clause.text} {clause.hits}" for clause in self.clauses)
        return " · ".join([*spelling, *([hits] if hits else []), *self.notes])


class Kin(NamedTuple):
    """An article about the same as another, how near it is, and the telling words they share, the rarest
    first."""

    rowid: int
    nearness: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it is looked at to explain a query: its fields by the names that queries have for them,
    and what is to be said of it where a query asks for a property (``is:read``, ``date``, ``bundle`` ...)."""

    rowid: int
    language: str
    fields: Mapping[str, str]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A field in which words of a clause stand: as they are written there, and how often in all."""

    field: str
    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ClauseReason:
    """Whether a clause holds of an article, where its words stand, what else is to be said, and its score."""

    text: str
    holds: bool
    where: tuple[Standing, ...] = ()
    reason: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Why:
    """How one article stands to a query. ``score`` is None for what is no hit."""

    interpreted: str
    is_hit: bool
    clauses: tuple[ClauseReason, ...] = ()
    score: float | None = None
    is_indexed: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query.

    ``rowids``, ``scores`` and ``sort_keys`` are in the order asked for, at most ``limit`` of them; ``total``
    is exact. ``scores`` are 0.0 when the order is by date. ``interpreted`` is the query as it was
    understood, in the query language; it is empty when the query asks for everything. ``notes`` says what
    was not understood. ``partial``: of all that was found, the rowids of what has only most of the
    words.
    """

    rowids: array[int]
    scores: array[float]
    sort_keys: array[int]
    total: int
    interpreted: str
    highlights: Highlights
    notes: tuple[str, ...] = ()
    partial: frozenset[int] = frozenset()
    is_cancelled: bool = False
    """The search was stopped before it ended: nothing else here means anything."""

    @classmethod
    def nothing(
        cls, interpreted: str, highlights: Highlights, notes: tuple[str, ...], *, is_cancelled: bool = False
    ) -> Found:
        """No hits."""
        none = array("q"), array("d"), array("q")
        return cls(*none, 0, interpreted, highlights, notes, is_cancelled=is_cancelled)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a sound index holds."""

    documents: int
    segments: int
    size_bytes: int
