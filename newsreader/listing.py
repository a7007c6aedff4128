"""What a list shows: the view that was asked for and the rows that answer it, fetched by window."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsreader.article import Headline
from newsreader.store import DayCount, Scope, Store

if TYPE_CHECKING:
    from newsreader.search import Diagnosis, Highlights, SearchIndex, Snippet

Sort = Literal["newest", "oldest", "best", "title", "score"]
SNIPPET_CHARACTERS = 200
ASKS_FOR_DISMISSED = "is:dismissed"


class View(NamedTuple):
    """A place in the library, a query within it, and an order.

    ``sort`` None means newest first without a query, best first with one.
    """

    scope: Scope = Scope()
    query: str = ""
    sort: Sort | None = None

    @property
    def order(self) -> Sort:
        """The order that is meant; without a query nothing is better than anything, so newest."""
        if self.sort is None or (self.sort == "best" and not self.query.strip()):
            return "best" if self.query.strip() else "newest"
        return self.sort


class Match(NamedTuple):
    """What a query came to, beside its rows.

    ``interpreted`` is the query as it was understood, ``notes`` what in it was not.
    """

    interpreted: str = ""
    highlights: Highlights | None = None
    notes: tuple[str, ...] = ()


class Listing:
    """The rows of a view as the library was when asked; cheap to keep, usable from any thread.

    ``total`` counts rows, ``matches`` articles: they differ by the versions that are folded into one row.
    ``days`` are the groups in row order, empty where the order is not by date. A listing that
    ``is_cancelled`` answers nothing: its search was told to stop.
    """

    def __init__(
        self,
        view: View,
        store: Callable[[], Store],
        *,
        total: int,
        matches: int,
        days: Sequence[DayCount] = (),
        rowids: array[int] | None = None,
        scores: dict[int, float] | None = None,
        match: Match | None = None,
        took_ms: float = 0.0,
        is_cancelled: bool = False,
    ) -> None:
        self.view = view
        self.total = total
        self.matches = matches
        self.days = tuple(days)
        self.match = match or Match()
        self.took_ms = took_ms
        self.is_cancelled = is_cancelled
        self._store = store
        self._rowids = rowids
        self._scores = scores or {}

    @property
    def interpreted(self) -> str:
        """The query as it was understood; empty without one."""
        return self.match.interpreted

    @property
    def highlights(self) -> Highlights | None:
        """Finds the hits in a text; None without a query."""
        return self.match.highlights

    @property
    def shows_dismissed(self) -> bool:
        """Whether articles that the reader has dismissed stand in it."""
        return self.view.scope.dismissed != "out" or ASKS_FOR_DISMISSED in self.interpreted

    @property
    def nested(self) -> frozenset[int]:
        """The places of rows that stand below the row of their story."""
        return frozenset()

    def window(self, start: int, stop: int) -> list[Headline]:
        """The rows from ``start`` up to, not including, ``stop``; fewer at the end of the list, or where an
        article has gone since the list was made."""
        start, stop = max(0, start), min(self.total, stop)
        if self._rowids is None:
            return self._store().window(self.view.scope, start, stop, self.days)
        return self._store().headlines(self._rowids[start:stop])

    def position_of(self, rowid: int) -> int | None:
        """The row an article stands in, if it is in the list under its own name."""
        if self._rowids is None:
            return self._store().position_of(self.view.scope, rowid)
        try:
            return self._rowids.index(rowid)
        except ValueError:
            return None

    def rowids(self) -> list[int]:
        """Every row's article, in order."""
        if self._rowids is None:
            return self._store().rowids(self.view.scope)
        return list(self._rowids)

    def score(self, rowid: int) -> float | None:
        """How well an article answers the query; None without one."""
        return self._scores.get(rowid)

    def snippet(self, headline: Headline) -> Snippet | None:
        """The best passage of an article for the query; None without a query or without text."""
        if self.highlights is None:
            return None
        from newsreader.search.snippets import snippet

        text = self._store().article(headline.rowid).article.text
        return snippet(text, headline.language, self.highlights, width=SNIPPET_CHARACTERS) if text else None


def browse(view: View, store_of_thread: Callable[[], Store]) -> Listing:
    """The rows of a view without a query: straight from the store, whether indexed or not."""
    started = time.perf_counter()
    store = store_of_thread()
    days = store.days(view.scope)
    total = sum(day.count for day in days)
    rowids = None
    order = view.order
    if order in ("oldest", "title", "score"):
        rowids = array("q", store.sort_rowids(store.rowids(view.scope), order))
        days = _days_of(store, rowids) if view.order == "oldest" else []
    return Listing(
        view,
        store_of_thread,
        total=total,
        matches=sum(day.count for day in store.days(view.scope._replace(all_versions=True))),
        days=days,
        rowids=rowids,
        took_ms=_ms_since(started),
    )


def find(
    view: View,
    store_of_thread: Callable[[], Store],
    index: SearchIndex,
    *,
    should_stop: Callable[[], bool] | None = None,
) -> Listing:
    """The rows that answer a view's query. Raises SearchIndexError when the index is damaged."""
    started = time.perf_counter()
    store = store_of_thread()
    order = view.order
    found = index.search(
        view.query,
        state=_State(store),
        limit=None,
        sort="newest" if order == "title" or order == "score" else order,
        should_stop=should_stop,
    )
    rowids: Sequence[int] = found.rowids
    if view.scope._replace(all_versions=False, dismissed="out") != Scope():
        within = set(store.rowids(view.scope))
        rowids = [rowid for rowid in rowids if rowid in within]
    rowids = _without_dismissed(rowids, view, store, found.interpreted)
    matches = len(rowids)
    if order in ("title", "score"):
        rowids = store.sort_rowids(rowids, order)
    if not view.scope.all_versions:
        rowids = _fold(rowids, store.folded())
    rows = array("q", rowids)
    return Listing(
        view,
        store_of_thread,
        total=len(rows),
        matches=matches,
        days=_days_of(store, rows) if order in ("newest", "oldest") else (),
        rowids=rows,
        scores=dict(zip(found.rowids, found.scores, strict=False)),
        match=Match(
            interpreted=found.interpreted,
            highlights=found.highlights,
            notes=found.notes,
        ),
        is_cancelled=found.is_cancelled,
        took_ms=_ms_since(started),
    )


def diagnose(
    view: View, store: Store, index: SearchIndex, *, should_stop: Callable[[], bool] | None = None
) -> Diagnosis:
    """Why a view's query finds little."""
    is_whole = view.scope._replace(all_versions=False, dismissed="out") == Scope()
    # Folding takes nothing from a search but the rows of other versions.
    within = None if is_whole else store.rowids(view.scope._replace(all_versions=True))
    return index.diagnose(view.query, state=_State(store), within=within, should_stop=should_stop)


def _without_dismissed(rowids: Sequence[int], view: View, store: Store, interpreted: str) -> Sequence[int]:
    """What the reader has dismissed is found only where the query or the view asks for it."""
    if view.scope.dismissed != "out" or ASKS_FOR_DISMISSED in interpreted:
        return rowids
    dismissed = store.state_rowids("is", "dismissed")
    return [rowid for rowid in rowids if rowid not in dismissed] if dismissed else rowids


class _State:
    """Answers the query language's ``is:``, ``has:`` and ``tag:`` out of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rowids(self, field: str, value: str) -> Collection[int]:
        return self._store.state_rowids(field, value)


def _fold(rowids: Sequence[int], folded: dict[int, int]) -> list[int]:
    """Keep the first row of each story: the version that answers best, or stands first."""
    if not folded:
        return list(rowids)
    seen: set[int] = set()
    kept = []
    for rowid in rowids:
        story = folded.get(rowid, rowid)
        if story not in seen:
            seen.add(story)
            kept.append(rowid)
    return kept


def _days_of(store: Store, rowids: Sequence[int]) -> list[DayCount]:
    return [DayCount(day, sum(1 for _ in group)) for day, group in groupby(store.days_of(rowids))]


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
