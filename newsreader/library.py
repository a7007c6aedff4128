"""Library: the one door from the faces (command line, screen) to the core."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader import session
from newsreader.article import Headline, StoredArticle
from newsreader.article_access import ArticleAccess
from newsreader.bundle_access import BundleAccess
from newsreader.history import History
from newsreader.listing import Listing, Sort, View
from newsreader.paths import Paths
from newsreader.query_access import QueryAccess
from newsreader.retrieval import browse, find
from newsreader.store import BundleProblem, BundleRecord, Counts, Mark, MergeOutcome, SavedSearch, Store
from newsreader.version_access import VersionAccess

if TYPE_CHECKING:
    from newsreader.search import SearchIndex


class Stats(NamedTuple):
    """The library in numbers; sizes on disk in bytes."""

    counts: Counts
    index_bytes: int
    store_bytes: int


class Library(BundleAccess, ArticleAccess, QueryAccess, VersionAccess):
    """A library in its data directory. May be used from any thread: each gets connections of its own."""

    def __init__(self, paths: Paths, *, now: Callable[[], float] = time.time) -> None:
        self.paths = paths
        self.history = History(paths.searches)
        self._now = now
        self._local = threading.local()
        self._stores: list[Store] = []
        self._search_index: SearchIndex | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close this thread's connection and the index; other threads' connections end with them."""
        store: Store | None = getattr(self._local, "store", None)
        if store is not None:
            store.close()
            self._local.store = None
        if self._search_index is not None:
            self._search_index.close()

    # Reading

    def counts(self) -> Counts:
        """How many bundles, articles, stories; how many unread, starred, indexed."""
        return self._store().counts()

    def stats(self) -> Stats:
        """The counts, and what the library takes on disk."""
        return Stats(self.counts(), self._index().size_bytes(), self._store().health.size_bytes())

    def listing(
        self,
        view: View | None = None,
        *,
        limit: int | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Listing:
        """The rows of a view; with a ``limit`` perhaps only the first so many, though ``total`` is exact. A
        search that ``should_stop`` ends early gives what it has.

        Raises SearchIndexError for a query when the index is damaged: see ``rebuild_index``.
        """
        view = view or View()
        if view.query.strip():
            return find(view, self._store, self._index(), limit=limit, should_stop=should_stop)
        return browse(view, self._store)

    def unfolded(self, listing: Listing, stories: Collection[int]) -> Listing:
        """The same list with the versions of some stories, named by articles that stand in it, in rows of
        their own below."""
        from newsreader.unfolding import Unfolded

        base = listing.base if isinstance(listing, Unfolded) else listing
        store = self._store()
        places = {rowid: base.position_of(rowid) for rowid in stories}
        versions = {place: store.versions(rowid) for rowid, place in places.items() if place is not None}
        return Unfolded(base, versions) if any(versions.values()) else base

    def article(self, rowid: int) -> StoredArticle:
        """An article with its text; NotFoundError when it has gone from the library."""
        return self._store().article(rowid)

    def find(self, id_prefix: str) -> StoredArticle:
        """The article whose id begins so; NotFoundError where there is none, or more than one."""
        return self._store().find(id_prefix)

    def headlines(self, rowids: Sequence[int]) -> list[Headline]:
        """Rows by their keys, in the order asked; those that have gone are left out."""
        return self._store().headlines(rowids)

    def bundles(self) -> list[BundleRecord]:
        """Every bundle, in the order they were added."""
        return self._store().bundles()

    def bundle(self, name: str) -> BundleRecord:
        """One bundle by its name; NotFoundError when there is none."""
        return self._store().bundle_named(name)

    def sections(self, bundle: str | None = None) -> list[tuple[str, int, int]]:
        """The sections of a bundle, or of the library: name, articles, unread."""
        return self._store().sections(bundle)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag with the number of articles that carry it."""
        return self._store().tags()

    def sections_by_bundle(self) -> list[tuple[str, str, int]]:
        """Every section of every bundle with the number of its unread articles."""
        return self._store().sections_by_bundle()

    def tags_unread(self) -> list[tuple[str, int]]:
        """Every tag with the number of its unread articles."""
        return self._store().tags_unread()

    def starred_unread(self) -> int:
        """How many starred articles are unread."""
        return self._store().starred_unread()

    def saved_searches(self) -> list[SavedSearch]:
        """The searches that are kept under a name."""
        return self._store().saved_searches.all()

    def saved_search(self, name: str) -> SavedSearch:
        """The search of that name; NotFoundError when there is none."""
        return self._store().saved_searches.named(name)

    def save_search(self, name: str, query: str, sort: Sort) -> bool:
        """Keep a query with its order under a name; whether another had that name before."""
        return self._store().saved_searches.save(name, query, sort)

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""
        self._store().saved_searches.delete(name)

    def rename_search(self, name: str, new_name: str) -> None:
        """Keep a saved search under another name."""
        self._store().saved_searches.rename(name, new_name)

    def problems(self) -> list[BundleProblem]:
        """Every document that could not be read, with its reason."""
        return self._store().problems()

    def has_changed(self) -> bool:
        """Whether anybody else has written to the library since this thread last asked."""
        version = self._store().data_version()
        before = getattr(self._local, "version", version)
        self._local.version = version
        return version != before

    # Marks

    def mark(self, rowids: Sequence[int], field: str, value: bool) -> int:
        """Set ``read``, ``starred``, ``dismissed`` or ``tag:NAME`` on articles, as one action that ``undo``
        takes back. Returns how many articles it changed.
        """
        verb = {
            "read": ("read", "unread"),
            "starred": ("starred", "not starred"),
            "dismissed": ("dismissed", "not dismissed"),
        }.get(field)
        word = (verb[0] if value else verb[1]) if verb else f"{field if value else 'un' + field}"
        marks = [Mark(rowid, field, value) for rowid in rowids]
        return self._store().mark(marks, f"mark {_articles(len(rowids))} {word}")

    def tag(self, rowids: Sequence[int], tags: Mapping[str, bool]) -> int:
        """Give articles these tags, or take them away where the value is False, as one action."""
        marks = [Mark(rowid, f"tag:{name}", value) for name, value in tags.items() for rowid in rowids]
        words = " and ".join(name if value else f"not {name}" for name, value in tags.items())
        return self._store().mark(marks, f"tag {_articles(len(rowids))} {words}")

    def change_scores(self, rowids: Sequence[int], step: int) -> int:
        """Raise (or lower) the scores of articles, which go from -9 to 9, as one action."""
        return self._store().change_scores(rowids, step, f"score {_articles(len(rowids))} {step:+d}")

    def export_state(self) -> Iterator[str]:
        """All that was marked, a JSON line each, oldest first."""
        return self._store().export_journal()

    def merge_state(self, lines: Iterable[str]) -> MergeOutcome:
        """Take in what another library exported; the later mark of two holds."""
        return self._store().merge_journal(lines)

    def undo(self) -> str | None:
        """Take back the last action; what it was, in words, or None when there is none."""
        return self._store().undo()

    def redo(self) -> str | None:
        """Do again what was last taken back; what it was, or None."""
        return self._store().redo()

    # Where the reader was left

    def load_session(self) -> dict[str, object]:
        """What ``save_session`` kept; empty when there is nothing, or nothing that can be read."""
        return session.load(self.paths.session)

    def save_session(self, kept: dict[str, object]) -> None:
        """Keep a small dictionary of JSON values for the next start; a full disk only loses the place."""
        session.save(self.paths.session, kept)

    # Inside

    def _store(self) -> Store:
        store: Store | None = getattr(self._local, "store", None)
        if store is None:
            store = self._local.store = Store.open(self.paths.store, now=self._now)
        return store

    def _index(self) -> SearchIndex:
        with self._lock:
            if self._search_index is None:
                from newsreader.search import SearchIndex

                self._search_index = SearchIndex(self.paths.index)
            return self._search_index


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"
