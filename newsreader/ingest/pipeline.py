"""Read, clean and store the documents of bundles, in batches that survive being killed at any point."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article import Problem, RawDocument
from newsreader.bundles import SourceFile, read_source, scan
from newsreader.ingest.batches import CleanedBatch, Outcome, clean_batch
from newsreader.ingest.context import context_of
from newsreader.ingest.dating import date_by_siblings
from newsreader.ingest.grouping import Grouper
from newsreader.ingest.indexing import index_pending
from newsreader.ingest.pending import Pending, placed
from newsreader.ingest.pool import CleaningPool
from newsreader.ingest.progress import BundleReport, OnProgress, Progress
from newsreader.store import BundleRecord, CleanedDocument, Fingerprint, Store
from newsreader.store import Outcome as Written
from newsreader.store.grouping import Ungrouped, ungrouped
from newsreader.store.preparation import PreparedArticle

if TYPE_CHECKING:
    from newsreader.search import SearchIndex

FIRST_BATCH = 20
BATCH = 400
BATCH_CHARACTERS = 2_000_000
INLINE_S = 0.4
"""Seconds of cleaning in this process before worker processes are worth their start."""
MUCH_BYTES = 2_000_000
"""Of a bundle, on disk, that are worth it for certain: workers get all, or all but the first batch."""
LAST_BATCHES = 10
"""So many before the end what waits is indexed: that takes as long as the workers take for these."""
INDEX_EVERY = 5000
"""Documents rewritten between two visits to the index, which has to read them from the store."""


@dataclass(slots=True)
class _Batch:
    """Documents on their way to the store; once they are there, the sources in ``finished`` are done.

    With each goes the set of its documents, where the store held some of it before; None where not.
    """

    limit: int = BATCH
    documents: list[RawDocument] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    problems: list[CleanedDocument] = field(default_factory=list)
    finished: list[tuple[SourceFile, frozenset[str] | None]] = field(default_factory=list)
    unchanged: int = 0
    characters: int = 0
    bytes_done: int = 0
    to_come: int | None = None
    """How many follow it, if that is known."""

    def take(self, source: str, document: RawDocument) -> None:
        self.documents.append(document)
        self.sources.append(source)
        self.characters += len(document.body)

    @property
    def is_full(self) -> bool:
        is_large = (
            len(self.documents) + len(self.problems) >= self.limit or self.characters >= BATCH_CHARACTERS
        )
        return is_large or len(self.finished) >= self.limit or self.unchanged >= 50 * self.limit


class Ingest:
    """Adds bundles to one library; made for one run, in the process that holds the ingest lock."""

    def __init__(
        self,
        store: Store,
        index: Callable[[], SearchIndex],
        grouper: Grouper,
        pool: CleaningPool,
        on_progress: OnProgress | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._on_progress = on_progress
        self._grouper = grouper
        self._pool = pool
        self._pending = Pending()
        self._rewritten = 0
        self._indexed = 0

    def add(self, bundle: BundleRecord, *, is_last: bool = True) -> BundleReport:
        """Bring the library up to what the bundle on disk holds now; unchanged sources are not opened.

        ``is_last``: no other bundle follows. Raises BundleError when the bundle as a whole cannot be read.
        """
        root = Path(bundle.path)
        found = scan(root)
        known = self._store.sources(bundle.id)
        rules = self._store.rules.of(bundle.name)
        is_recleaned = not self._store.rules.are_applied(bundle.name)
        stale = _stale(found.sources, known, is_recleaned)
        self._store.set_bundle_complete(bundle.id, False, found.junk)
        documents_before = self._record(bundle.id).documents
        gone = known.keys() - {source.path for source in found.sources}
        changing = sum(len(self._store.document_hashes(bundle.id, path)) for path in gone)
        for path in gone:
            self._store.forget_source(bundle.id, path)
        run = _Run(self._store, bundle.id, is_recleaned=is_recleaned)
        run.store(_Batch(problems=[_problem("", problem) for problem in found.problems]), [])
        for batch, cleaned in self._cleaned(bundle, root, stale, run):
            written = run.store(batch, cleaned.outcomes)
            articles = placed(cleaned, written)
            self._pending.take(cleaned, articles, bundle.name)
            self._grouper.take(_fresh(cleaned, articles))
            self._rewritten += written.updated
            self._report_reading(bundle.name, run, batch.bytes_done, stale)
            if is_last and batch.to_come == LAST_BATCHES:
                self._pending.end_is_near()
            if self._pending.is_due or self._rewritten >= INDEX_EVERY:
                self.finish(bundle.name, is_last=False)
        if stale or gone:
            date_by_siblings(self._store, bundle.id)
        self._store.set_bundle_complete(bundle.id, True, found.junk)
        if is_recleaned:
            self._store.rules.set_applied(bundle.name, rules)
        record = self._record(bundle.id)
        unopened = max(0, documents_before - changing - run.known_before)
        return BundleReport(
            record.name,
            str(record.path),
            documents=record.documents,
            articles=record.articles,
            new=run.new,
            updated=run.updated,
            unchanged=run.unchanged + unopened,
            problems=record.problems,
        )

    def begin_to_finish(self) -> None:
        """All bundles are stored: has a worker build what is missing in the index, while something else is
        done."""
        self._pending.build_aside(self._pool, self._index())

    def finish(self, bundle: str = "", *, is_last: bool = True) -> None:
        """Index what has been stored and not yet been indexed."""
        self._indexed += index_pending(
            self._store,
            self._index(),
            pending=self._pending,
            bundle=bundle,
            is_last=is_last,
            before=self._indexed,
            on_progress=self._on_progress,
        )
        self._rewritten = 0

    def _record(self, bundle_id: int) -> BundleRecord:
        return next(record for record in self._store.bundles() if record.id == bundle_id)

    def _cleaned(
        self, bundle: BundleRecord, root: Path, stale: Sequence[SourceFile], run: _Run
    ) -> Iterator[tuple[_Batch, CleanedBatch]]:
        if not stale:
            return
        inline_s = 0.0 if self._pool.is_running else INLINE_S
        if sum(source.size_bytes for source in stale) >= MUCH_BYTES:
            self._pool.start()
            inline_s = 0
        context = context_of(root, stale, self._store.rules.of(bundle.name))
        batches = self._batches(bundle, root, stale, run)
        deadline = time.monotonic() + inline_s
        for batch in batches if not self._pool.is_loaded else ():
            yield batch, clean_batch(batch.documents, context)
            if time.monotonic() > deadline:
                break
        for cleaned, batch in self._pool.clean(((batch.documents, batch) for batch in batches), context):
            batch.to_come = self._pool.to_come
            yield batch, cleaned

    def _batches(
        self, bundle: BundleRecord, root: Path, stale: Sequence[SourceFile], run: _Run
    ) -> Iterator[_Batch]:
        batch = _Batch(limit=FIRST_BATCH)
        bytes_before = 0
        position = 0

        def on_bytes(consumed: int) -> None:
            nonlocal position
            position = consumed

        for source in stale:
            position = 0
            stored = run.hashes_of(source.path)
            paths: set[str] = set()
            for document in read_source(root, source, on_bytes=on_bytes):
                paths.add(document.path)
                if isinstance(document, Problem):
                    batch.problems.append(_problem(source.path, document))
                elif stored.get(document.path) == document.sha256 and not run.is_recleaned:
                    batch.unchanged += 1
                else:
                    batch.take(source.path, document)
                if batch.is_full:
                    batch.bytes_done = bytes_before + min(position, source.size_bytes)
                    yield batch
                    batch = _Batch()
            bytes_before += source.size_bytes
            batch.finished.append((source, frozenset(paths) if stored else None))
            batch.bytes_done = bytes_before
        yield batch

    def _report_reading(self, name: str, run: _Run, done: int, stale: Sequence[SourceFile]) -> None:
        if self._on_progress:
            total = sum(source.size_bytes for source in stale)
            elapsed_s = time.monotonic() - run.started
            self._on_progress(Progress(name, "reading", run.documents, done, total, elapsed_s))


class _Run:
    """One bundle's way through the pipeline: what has been written, and what it came to."""

    def __init__(self, store: Store, bundle_id: int, *, is_recleaned: bool) -> None:
        self.is_recleaned = is_recleaned
        self._store = store
        self._bundle_id = bundle_id
        self._unavailable = {
            record.id for record in store.bundles() if record.id != bundle_id and not record.available
        }
        self.started = time.monotonic()
        self.new = self.updated = self.unchanged = self.documents = self.known_before = 0

    def hashes_of(self, source: str) -> dict[str, str]:
        hashes = self._store.document_hashes(self._bundle_id, source)
        self.known_before += len(hashes)
        return hashes

    def store(self, batch: _Batch, outcomes: Sequence[Outcome]) -> Written:
        """Write a batch; what came of its documents, in their order."""
        cleaned = [
            CleanedDocument(source, document.path, document.sha256, outcome.articles, outcome.problem)
            for source, document, outcome in zip(batch.sources, batch.documents, outcomes, strict=True)
        ]
        written = self._store.write(
            self._bundle_id,
            [*cleaned, *batch.problems],
            unavailable=self._unavailable,
            is_recleaned=self.is_recleaned,
        )
        for source, paths in batch.finished:
            if paths is not None:
                self._store.forget_documents(self._bundle_id, source.path, keep=paths)
        if finished := [(source.path, _fingerprint(source)) for source, _ in batch.finished]:
            self._store.finish_sources(self._bundle_id, finished)
        self.new += written.new
        self.updated += written.updated
        self.unchanged += written.unchanged + batch.unchanged
        self.documents += len(cleaned) + len(batch.problems) + batch.unchanged
        return written


def _fresh(cleaned: CleanedBatch, articles: Sequence[tuple[PreparedArticle, int]]) -> Iterator[Ungrouped]:
    """The articles of a batch that were not there before."""
    for (article, rowid), text in zip(articles, cleaned.texts, strict=True):
        if rowid:
            yield ungrouped(rowid, article.title, text, article.day_key)


def _stale(
    sources: Sequence[SourceFile], known: Mapping[str, Fingerprint], is_recleaned: bool
) -> list[SourceFile]:
    """The files that are to be read: those that have changed, or all when all is cleaned anew."""
    return [source for source in sources if is_recleaned or known.get(source.path) != _fingerprint(source)]


def _fingerprint(source: SourceFile) -> Fingerprint:
    return Fingerprint(source.size_bytes, source.mtime_ns)


def _problem(source: str, problem: Problem) -> CleanedDocument:
    return CleanedDocument(source, problem.path, "", (), problem.reason)
