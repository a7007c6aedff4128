"""How bundles come into the library and go, and how its index is kept in step with its store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import SearchIndexError
from newsreader.paths import Paths
from newsreader.store import Store

if TYPE_CHECKING:
    from newsreader.ingest.background import BackgroundAdd
    from newsreader.ingest.progress import AddReport, OnProgress
    from newsreader.search import SearchIndex

WAIT_FOR_OTHERS_S = 3600
"""How long an add waits for another process that is adding to the same library."""


class BundleAccess:
    """The part of a library's door that is used to fill it and to keep it sound."""

    paths: Paths

    def _store(self) -> Store:
        raise NotImplementedError

    def _index(self) -> SearchIndex:
        raise NotImplementedError

    def add(
        self,
        paths: Sequence[Path],
        *,
        name: str | None = None,
        on_progress: OnProgress | None = None,
        on_wait: Callable[[], None] | None = None,
    ) -> AddReport:
        """Add bundles, or look again at known ones, and whatever an earlier run left unfinished; then index.

        A folder that holds several bundles adds each. Waits for another process that is adding
        (``on_wait`` is called if it comes to that). Raises BundleError for a path that is no bundle,
        before anything is read.
        """
        from newsreader.ingest.run import add

        with self._adding(on_wait):
            return add(
                self._store(), self._index, paths, name=name, on_progress=on_progress, rule=self._rule()
            )

    def refresh(
        self,
        names: Sequence[str] = (),
        *,
        on_progress: OnProgress | None = None,
        on_wait: Callable[[], None] | None = None,
    ) -> AddReport:
        """Look again at bundles by name, or at all of them; those that are not there now are passed over
        unless they were named."""
        from newsreader.ingest.run import refresh

        with self._adding(on_wait):
            return refresh(self._store(), self._index, names, on_progress=on_progress, rule=self._rule())

    def add_in_background(self, paths: Sequence[Path]) -> BackgroundAdd:
        """Add in a child process; with no paths, finish what was interrupted."""
        from newsreader.ingest.background import BackgroundAdd

        return BackgroundAdd(self.paths, paths)

    def has_unfinished_work(self) -> bool:
        """Whether an add was interrupted, articles wait to be indexed or compared with others, bundles to be
        dated anew, or teasers to be led to their articles."""
        store = self._store()
        counts = store.counts()
        is_settled = store.teasers.is_settled() and store.grouping.is_settled()
        return counts.indexed < counts.articles or not is_settled or bool(store.unfinished_bundles())

    def remove(self, name: str) -> int:
        """Forget a bundle; returns how many articles went. Its files and the read-state stay."""
        from newsreader.ingest.grouping import group
        from newsreader.ingest.linking import link

        rule = self._rule()
        with self._adding():
            store = self._store()
            record = store.bundle_named(name)
            store.remove_bundle(record.id)
            self._index_pending()
            group(store, rule)
            link(store)
        return record.articles

    # Health

    def check(self, *, repair: bool = False) -> list[str]:
        """What is wrong with the store and the index, a line each; repaired afterwards if asked to."""
        store = self._store()
        faults = store.health.verify()
        try:
            documents = self._index().verify().documents
            indexed = store.counts().indexed
            if documents != indexed:
                faults.append(f"the index holds {documents} articles, the store says {indexed}")
        except SearchIndexError as error:
            faults.append(str(error))
        if repair:
            with self._adding():
                store.health.repair()
            if faults:
                self.reindex()
        return faults

    def reindex(self, *, on_progress: OnProgress | None = None) -> int:
        """Build the index anew from the store; returns the number of articles in it."""
        with self._adding():
            self.rebuild_index()
            return self._index_pending(on_progress)

    def rebuild_index(self) -> None:
        """Throw the index away and mark every article to be indexed; quick. The indexing itself is done by
        ``reindex``, ``add`` or ``add_in_background``."""
        self._index().clear()
        self._store().mark_all_unindexed()

    def _rule(self) -> str:
        """Which version is to stand for its story, as the configuration has it."""
        from newsreader.config import load

        return load(self.paths.config).representative

    def _index_pending(self, on_progress: OnProgress | None = None) -> int:
        from newsreader.ingest.indexing import index_pending

        return index_pending(self._store(), self._index(), on_progress=on_progress)

    def _adding(self, on_wait: Callable[[], None] | None = None) -> AbstractContextManager[None]:
        from newsreader.ingest.lock import ingest_lock

        return ingest_lock(self.paths.ingest_lock, wait_s=WAIT_FOR_OTHERS_S, on_wait=on_wait)
