"""From a view to its rows: browsed in the store, or found by the index and put in the list's order."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newsreader.listing import ASKS_FOR_DISMISSED, Listing, Match, View, day_counts
from newsreader.store import DayCount, Scope, Store
from newsreader.teasing import merged, teasers_for

if TYPE_CHECKING:
    from newsreader.search import Diagnosis, Found, SearchIndex, Sort

_ORDERS_OF_THE_INDEX: dict[str, Sort] = {"best": "best", "newest": "newest", "oldest": "oldest"}
"""The other orders are the store's."""


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
    limit: int | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Listing:
    """The rows that answer a view's query; with a ``limit`` perhaps only the first so many, which is faster.
    Raises SearchIndexError when the index is damaged."""
    started = time.perf_counter()
    store = store_of_thread()
    stories = {} if view.scope.all_versions else store.folded()
    # Which rows are first, or how many there are, is only known when all are.
    is_limited = not stories and view.order in _ORDERS_OF_THE_INDEX
    found = _search(view, store, index, limit if is_limited else None, should_stop)
    rowids, sort_keys = _rows(view, found, store, stories)
    teasers = teasers_for(view, store)
    if teasers:
        rowids, sort_keys = merged(rowids, sort_keys, teasers, view.order)
    return Listing(
        view,
        store_of_thread,
        total=found.total + len(teasers) if is_limited else len(rowids),
        matches=found.total + len(teasers),
        days=day_counts(sort_keys) if view.order in ("newest", "oldest") else (),
        rowids=rowids,
        sort_keys=sort_keys,
        found=found,
        match=Match(
            interpreted=found.interpreted,
            highlights=found.highlights,
            notes=found.notes,
            partial=found.partial,
        ),
        is_cancelled=found.is_cancelled,
        took_ms=_ms_since(started),
    )


def _search(
    view: View, store: Store, index: SearchIndex, limit: int | None, should_stop: Callable[[], bool] | None
) -> Found:
    return index.search(
        view.query,
        state=State(store, index),
        limit=limit,
        sort=_ORDERS_OF_THE_INDEX.get(view.order, "newest"),
        within=_within(view.scope, store),
        without=_unwanted(view, store),
        words=view.words,
        should_stop=should_stop,
    )


def _rows(
    view: View, found: Found, store: Store, stories: Mapping[int, int]
) -> tuple[array[int], array[int]]:
    """The rowids and sort keys of what was found: in the list's order, one row for each of ``stories``."""
    from newsreader.search import results

    rowids, sort_keys = found.rowids, found.sort_keys
    if view.order == "title" or view.order == "score":
        key_of = dict(zip(rowids, sort_keys, strict=True))
        rowids = array("q", store.sort_rowids(rowids, view.order))
        sort_keys = array("q", map(key_of.__getitem__, rowids))
    if stories:
        kept = results.without_other_versions(rowids, stories)
        rowids, sort_keys = results.chosen(rowids, kept), results.chosen(sort_keys, kept)
    return rowids, sort_keys


def diagnose(
    view: View, store: Store, index: SearchIndex, *, should_stop: Callable[[], bool] | None = None
) -> Diagnosis:
    """Why a view's query finds little."""
    # Folding takes nothing from a search but the rows of other versions.
    within = _within(view.scope._replace(all_versions=True), store)
    without = _unwanted(view, store)
    return index.diagnose(
        view.query, state=State(store, index), within=within, without=without, should_stop=should_stop
    )


def _within(scope: Scope, store: Store) -> list[int] | None:
    """The articles among which a query is asked; None for all."""
    is_whole = scope._replace(all_versions=False, dismissed="out") == Scope() and scope.dismissed != "only"
    return None if is_whole else store.rowids(scope)


def _unwanted(view: View, store: Store) -> Collection[int]:
    """What the reader has dismissed is found only where the query or the view asks for it."""
    dismissed = store.state_rowids("is", "dismissed") if view.scope.dismissed == "out" else ()
    if dismissed:
        from newsreader.search import parse, render

        return () if ASKS_FOR_DISMISSED in render(parse(view.query).node) else dismissed
    return ()


class State:
    """Answers the query language's ``is:``, ``has:``, ``tag:`` and ``thread:`` out of the store, and what is
    about the same out of the index."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def rowids(self, field: str, value: str) -> Collection[int]:
        if (field, value) == ("has", "related"):
            return self._index.kindred(self._store.folded())
        if field == "thread":
            from newsreader.relating import thread

            return thread(self._store, self._index, value)
        return self._store.state_rowids(field, value)


def _days_of(store: Store, rowids: Sequence[int]) -> list[DayCount]:
    return [DayCount(day, sum(1 for _ in group)) for day, group in groupby(store.days_of(rowids))]


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
