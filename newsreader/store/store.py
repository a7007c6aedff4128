"""The library's database: the one thing of this package that others use."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from newsreader.article import Headline, StoredArticle
from newsreader.errors import StoreError
from newsreader.store.connection import Database
from newsreader.store.headlines import Headlines, SortOrder
from newsreader.store.overview import Overview
from newsreader.store.parts import StoreParts
from newsreader.store.records import (
    BundleProblem,
    BundleRecord,
    CleanedDocument,
    Counts,
    DayCount,
    Fingerprint,
    Mark,
    MergeOutcome,
    Origin,
    Outcome,
    Scope,
    Unindexed,
)


class Store(StoreParts):
    """One library's truth, for the thread that opened it; each thread opens its own.

    Every method raises StoreError when the database cannot be read or written. The methods promise what
    the parts they name promise.
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        super().__init__(database, now)
        self._headlines = Headlines(database)
        self._overview = Overview(database)

    @property
    def device_id(self) -> str:
        """Random, made once with the database; signs its journal."""
        return self._journal.device_id

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], float] = time.time) -> Store:
        """The store at this path; it and its folder are created when absent. Raises StoreError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot create the folder {path.parent}: {error.strerror}",
                hint="name a folder you may write to with --data-dir",
            ) from error
        return cls(Database(path), now)

    def close(self) -> None:
        self._database.close()

    # Bundles and what they are made of.

    def add_bundle(self, name: str, path: Path, kind: str) -> int:
        return self._holdings.add_bundle(name, path, kind)

    def bundles(self) -> list[BundleRecord]:
        return self._holdings.bundles()

    def bundle_named(self, name: str) -> BundleRecord:
        return self._holdings.bundle_named(name)

    def rebind_bundle(self, bundle_id: int, path: Path) -> None:
        self._holdings.rebind_bundle(bundle_id, path)

    def unfinished_bundles(self) -> list[int]:
        """The bundles that are to be read to their end, or once more as they are dated otherwise now."""
        return [
            bundle.id
            for bundle in self.bundles()
            if not bundle.is_complete or not self.rules.dates_are_applied(bundle.name)
        ]

    def set_bundle_complete(self, bundle_id: int, complete: bool, junk: int) -> None:
        self._holdings.set_bundle_complete(bundle_id, complete, junk)

    def remove_bundle(self, bundle_id: int) -> None:
        self._holdings.remove_bundle(bundle_id)

    def sources(self, bundle_id: int) -> dict[str, Fingerprint]:
        return self._holdings.sources(bundle_id)

    def finish_source(self, bundle_id: int, path: str, fingerprint: Fingerprint) -> None:
        self._holdings.finish_sources(bundle_id, [(path, fingerprint)])

    def finish_sources(self, bundle_id: int, finished: Sequence[tuple[str, Fingerprint]]) -> None:
        """As ``finish_source``, for many files at once."""
        self._holdings.finish_sources(bundle_id, finished)

    def document_hashes(self, bundle_id: int, source: str) -> dict[str, str]:
        return self._holdings.document_hashes(bundle_id, source)

    def origin(self, rowid: int) -> Origin:
        return self._holdings.origin(rowid)

    def forget_source(self, bundle_id: int, source: str) -> None:
        self._holdings.forget_source(bundle_id, source)

    def forget_documents(self, bundle_id: int, source: str, keep: Collection[str]) -> int:
        return self._holdings.forget_documents(bundle_id, source, keep)

    def problems(self, bundle: str | None = None) -> list[BundleProblem]:
        return self._holdings.problems(bundle)

    def write(
        self,
        bundle_id: int,
        documents: Sequence[CleanedDocument],
        *,
        unavailable: Collection[int] = (),
        is_recleaned: bool = False,
    ) -> Outcome:
        """Keeps documents of a bundle, all or none of them; those it has already are passed over, unless
        they were cleaned anew.

        ``unavailable`` are bundles whose path is gone from disk: what they hold and these documents hold
        too is taken to have moved, and keeps its id, row and state.
        """
        from newsreader.store.ingest import Batch

        with self._database.writing():
            return Batch(self._database, self._journal, bundle_id, unavailable).write(
                documents, is_recleaned=is_recleaned
            )

    # Reading.

    def counts(self) -> Counts:
        return self._overview.counts()

    def sections(self, bundle: str | None = None) -> list[tuple[str, int, int]]:
        return self._overview.sections(bundle)

    def tags(self) -> list[tuple[str, int]]:
        return self._overview.tags()

    def sections_by_bundle(self) -> list[tuple[str, str, int]]:
        return self._overview.sections_by_bundle()

    def starred_unread(self) -> int:
        return self._overview.starred_unread()

    def tags_unread(self) -> list[tuple[str, int]]:
        return self._overview.tags_unread()

    def values(self, column: str) -> list[tuple[str, int]]:
        return self._overview.values(column)

    def state_rowids(self, field: str, value: str) -> frozenset[int]:
        return self._overview.state_rowids(field, value)

    def folded(self) -> dict[int, int]:
        return self._overview.folded()

    def days(self, scope: Scope) -> list[DayCount]:
        return self._headlines.days(scope)

    def window(
        self, scope: Scope, start: int, stop: int, days: Sequence[DayCount] | None = None
    ) -> list[Headline]:
        return self._headlines.window(scope, start, stop, days)

    def rowids(self, scope: Scope) -> list[int]:
        return self._headlines.rowids(scope)

    def headlines(self, rowids: Sequence[int]) -> list[Headline]:
        if any(rowid < 0 for rowid in rowids):
            return self.unmet.headlines_among(rowids, self._headlines.headlines)
        return self._headlines.headlines(rowids)

    def ids_beginning(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        return self._headlines.ids_beginning(prefix, limit)

    def find(self, id_prefix: str) -> StoredArticle:
        unmet = self.unmet.with_key(id_prefix)
        if unmet is not None:
            return unmet
        found = self._headlines.find(id_prefix)
        return self.teasers.linked(found, self._headlines.versions(found.headline.rowid))

    def article(self, rowid: int) -> StoredArticle:
        if rowid < 0:
            return self.unmet.as_article(rowid)
        return self.teasers.linked(self._headlines.article(rowid), self._headlines.versions(rowid))

    def versions(self, rowid: int) -> list[int]:
        return self._headlines.versions(rowid)

    def sort_rowids(self, rowids: Iterable[int], sort: SortOrder) -> list[int]:
        return self._headlines.sort_rowids(rowids, sort)

    def days_of(self, rowids: Sequence[int]) -> list[str | None]:
        return self._headlines.days_of(rowids)

    def position_of(self, scope: Scope, rowid: int) -> int | None:
        return self._headlines.position_of(scope, rowid)

    # The index's bookkeeping.

    def unindexed(self, limit: int) -> list[Unindexed]:
        return self._indexing.unindexed(limit)

    def index_deletions(self, limit: int) -> list[int]:
        return self._indexing.index_deletions(limit)

    def mark_indexed(self, rowids: Sequence[int], deleted_rowids: Sequence[int] = ()) -> None:
        self._indexing.mark_indexed(rowids, deleted_rowids)

    def mark_all_unindexed(self) -> None:
        self._indexing.mark_all_unindexed()

    # Marks.

    def mark(self, marks: Sequence[Mark], label: str) -> int:
        return self._journal.mark(marks, label)

    def change_scores(self, rowids: Sequence[int], step: int, label: str) -> int:
        return self._journal.change_scores(rowids, step, label)

    def undo(self) -> str | None:
        return self._journal.undo()

    def redo(self) -> str | None:
        return self._journal.redo()

    def export_journal(self) -> Iterator[str]:
        return self._journal.export()

    def merge_journal(self, lines: Iterable[str]) -> MergeOutcome:
        return self._journal.merge(lines)

    # What others do.

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        version: int = self._database.value("PRAGMA data_version")
        return version

    def stamp(self) -> tuple[int, int]:
        """What changes when this or another connection has written."""
        return self.data_version(), self._database.value("SELECT total_changes()")
