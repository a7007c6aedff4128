"""The index folder: opening it, writing to it, and one searcher for each thread.

The only module that opens Whoosh indexes; what Whoosh or the file system raise becomes SearchIndexError.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError

from newsreader.errors import SearchIndexError
from newsreader.search import schema
from newsreader.search.codec import BulkCodec, BulkPool
from newsreader.search.documents import NumbersCache
from newsreader.search.integrity import REBUILD, Checksums
from newsreader.search.merging import merge_all, merge_in_tiers
from newsreader.search.nouns import IndexDocument

_NAME = "MAIN"
_LOCK_TIMEOUT_S = 10.0
_ATTEMPTS = 20
_PAUSE_S = 0.05


class IndexFolder:
    """A Whoosh index in a folder of its own. Safe to use from several threads and processes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._checksums = Checksums(directory, schema.VERSION)
        self._local = threading.local()
        self._open: list[Any] = []
        self._open_lock = threading.Lock()
        self.numbers = NumbersCache()

    # Reading

    def searcher(self) -> Any | None:
        """This thread's searcher over the latest commit; None for an index without documents."""
        with self._damage_named():
            current = getattr(self._local, "searcher", None)
            if current is not None and self._local.commit == self._commit_identity():
                return current
            self._close(current)
            # Asked before opening: a commit that comes meanwhile is seen by the next search at the latest.
            self._local.commit = self._commit_identity()
            self._local.searcher = self._opened()
            return self._local.searcher

    def _commit_identity(self) -> tuple[int, ...]:
        """What tells the latest commit from any other, also of an index that was deleted and begun anew."""
        generation = self._generation()
        if generation < 0:
            return (generation,)
        try:
            status = (self._directory / TOC._filename(_NAME, generation)).stat()
        except FileNotFoundError:
            return (generation,)
        return generation, status.st_ino, status.st_mtime_ns, status.st_size

    def _generation(self) -> int:
        if not self._directory.is_dir():
            return -1
        return int(TOC._latest_generation(FileStorage(str(self._directory)), _NAME))

    def _opened(self) -> Any | None:
        """A searcher over the latest commit; another commit may come, and files go, while it opens."""
        for _ in range(_ATTEMPTS):
            generation = self._generation()
            if generation < 0:
                self._expect_nothing()
                return None
            try:
                _, segments = self._checked(generation)
                if not segments:
                    return None
                reader = FileIndex(FileStorage(str(self._directory)), indexname=_NAME).reader()
            except FileNotFoundError:
                if generation == self._generation():
                    raise
                time.sleep(_PAUSE_S)
                continue
            if reader.generation() == generation:
                return self._register(reader, segments)
            reader.close()
        raise SearchIndexError("the search index changes faster than it can be read")

    def _checked(self, generation: int) -> tuple[list[str], list[Any]]:
        """The files and segments of a commit, found sound."""
        toc_name = TOC._filename(_NAME, generation)
        self._checksums.check([toc_name])
        segments = TOC.read(FileStorage(str(self._directory)), _NAME, gen=generation).segments
        names = _files(self._directory, segments)
        present = {name.partition(".")[0] for name in names}
        if any(segment.segment_id() not in present for segment in segments):
            raise FileNotFoundError("a segment of the search index is gone")
        self._checksums.check(names)
        return [toc_name, *names], segments

    def _expect_nothing(self) -> None:
        """An index that was begun has a table of contents."""
        if self._checksums.exists() or any(self._directory.glob(f"{_NAME}_*.seg")):
            raise SearchIndexError("the search index has lost its table of contents", hint=REBUILD)

    def _register(self, reader: Any, segments: list[Any]) -> Any:
        from whoosh.searching import Searcher

        searcher = Searcher(reader)
        self.numbers.keep_only({segment.segment_id() for segment in segments})
        with self._open_lock:
            self._open.append(searcher)
        return searcher

    def _close(self, searcher: Any | None) -> None:
        if searcher is None:
            return
        with self._open_lock:
            if searcher in self._open:
                self._open.remove(searcher)
                searcher.close()

    def close(self) -> None:
        """Close every thread's searcher; none may be searching."""
        with self._open_lock:
            for searcher in self._open:
                searcher.close()
            self._open.clear()
        self._local = threading.local()

    def verify(self) -> tuple[int, int]:
        """Documents and segments of the latest commit, after reading and comparing every file."""
        with self._damage_named():
            generation = self._generation()
            if generation < 0:
                self._expect_nothing()
                return 0, 0
            names, segments = self._checked(generation)
            self._checksums.check(names, again=True)
            return sum(segment.doc_count() for segment in segments), len(segments)

    # Writing

    def write(self, documents: Sequence[IndexDocument], deleted_rowids: Sequence[int]) -> None:
        """One commit: these documents in, their older versions and the deleted ones out."""
        latest = {document.rowid: document for document in documents}
        values = schema.Writer()

        def change(writer: Any) -> None:
            self._delete(writer, [*latest, *deleted_rowids])
            for document in latest.values():
                writer.add_document(**values.values(document))

        self._commit(change, merge_in_tiers)

    def optimize(self) -> None:
        """Make it one segment, without deleted documents."""
        if self.searcher() is not None:
            self._commit(lambda writer: None, merge_all)

    def clear(self) -> None:
        """Delete the index; the next write begins a new one. Other threads may be searching the old one:
        each lets go of it when it searches next."""
        self._close(getattr(self._local, "searcher", None))
        self._local.searcher = None
        self._checksums = Checksums(self._directory, schema.VERSION)
        self.numbers = NumbersCache()
        with self._damage_named():
            # Whoosh keeps a folder of temporary files inside.
            for path in sorted(self._directory.rglob("*"), reverse=True) if self._directory.is_dir() else ():
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)

    def _commit(self, change: Callable[[Any], None], policy: Callable[[Any, list[Any]], list[Any]]) -> None:
        with self._damage_named():
            index = self._index()
            writer = index.writer(timeout=_LOCK_TIMEOUT_S, codec=BulkCodec())
            writer.pool = BulkPool(writer.temp_storage(), writer.newsegment)
            try:
                change(writer)
            except BaseException:
                writer.cancel()
                raise
            writer.commit(mergetype=policy)
            self._record(index)

    def _index(self) -> Any:
        """The index, made if there is none."""
        generation = self._generation()
        if generation >= 0:
            self._checked(generation)
            return FileIndex(FileStorage(str(self._directory)), indexname=_NAME)
        self._expect_nothing()
        self._directory.mkdir(parents=True, exist_ok=True)
        index = FileIndex.create(FileStorage(str(self._directory)), schema.make_schema(), _NAME)
        self._record(index)
        return index

    def _record(self, index: Any) -> None:
        toc = TOC.read(index.storage, _NAME)
        self._checksums.write([TOC._filename(_NAME, toc.generation), *_files(self._directory, toc.segments)])

    def _delete(self, writer: Any, rowids: list[int]) -> None:
        if not writer.segments:
            return
        wanted = np.array(rowids, np.int64)
        reader = writer.reader()
        try:
            for leaf, offset in leaves(reader):
                for document in self.numbers.of(leaf).documents_of(leaf, wanted).tolist():
                    if not leaf.is_deleted(document):
                        writer.delete_document(offset + document)
        finally:
            reader.close()

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except LockError as error:
            raise SearchIndexError("another newsreader is writing to the search index") from error
        except (WhooshIndexError, EmptyIndexError, CorruptIndexError, FileNotFoundError) as error:
            raise SearchIndexError(f"the search index is damaged: {error}", hint=REBUILD) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise SearchIndexError(f"the search index in {self._directory}: {reason}") from error


def leaves(reader: Any) -> list[tuple[Any, int]]:
    """The readers of the segments, each with the number of its first document."""
    return [(reader, 0)] if reader.is_atomic() else list(reader.leaf_readers())


def _files(directory: Path, segments: Sequence[Any]) -> list[str]:
    prefixes = tuple(f"{segment.segment_id()}." for segment in segments)
    return sorted(path.name for path in directory.iterdir() if prefixes and path.name.startswith(prefixes))
