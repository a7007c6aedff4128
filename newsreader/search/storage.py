"""The index folder: reading the latest commit, and writing the next.

What Whoosh or the file system raise becomes SearchIndexError.
"""

from __future__ import annotations

import shutil
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, LockError
from whoosh.util.filelock import try_for

from newsreader.errors import SearchIndexError
from newsreader.search.nouns import IndexDocument
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.contents import (
    LOCK,
    Contents,
    changed_ns,
    clean,
    is_begun,
    latest_generation,
    settled_ns,
    write_durably,
)
from newsreader.search.segments.files import REBUILD, Numbers, damaged
from newsreader.search.segments.policy import to_merge, unless_one
from newsreader.search.segments.segment import (
    INDEX_NAME,
    SUFFIX,
    OpenSegment,
    SegmentData,
    SegmentDescription,
    read_deletions,
)

if TYPE_CHECKING:
    from newsreader.search.analysis import Batch

_LOCK_TIMEOUT_S = 10.0
_ATTEMPTS = 20
_PAUSE_S = 0.05


class IndexFolder:
    """An index in a folder of its own. Safe to use from several threads and processes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.RLock()
        self._commit: Commit | None = None
        self._identity: tuple[int, ...] = ()
        self._changed_ns: int | None = None
        """When the folder had last changed before the commit was looked for, if later changes will show."""
        self._data: dict[SegmentDescription, SegmentData] = {}

    # Reading

    def commit(self) -> Commit | None:
        """The latest commit; None for an index without documents."""
        with self._lock:
            if self._changed_ns is not None and self._changed_ns == changed_ns(self._directory):
                return self._commit
        with self._damage_named(), self._lock:
            settled = settled_ns(self._directory)
            identity = self._latest()
            if identity != self._identity or identity[0] < 0:
                # Known before it is opened: a commit that comes meanwhile is seen by the next search.
                self._commit = self._opened()
                self._identity = identity
            self._changed_ns = settled
            return self._commit

    def _latest(self) -> tuple[int, ...]:
        """What tells the latest commit from any other, also of an index that was deleted and begun anew."""
        generation = latest_generation(self._directory)
        try:
            status = (self._directory / TOC._filename(INDEX_NAME, generation)).stat()
        except (FileNotFoundError, NotADirectoryError):
            return (generation,)
        return generation, status.st_ino, status.st_mtime_ns, status.st_size

    def _opened(self) -> Commit | None:
        """The latest commit; another may come, and files go, while it opens."""
        for _ in range(_ATTEMPTS):
            generation = latest_generation(self._directory)
            if generation < 0:
                self._expect_nothing()
                return None
            try:
                contents = Contents.read(self._directory, generation)
                return self._open_segments(contents) if contents.segments else None
            except FileNotFoundError:
                if generation == latest_generation(self._directory):
                    raise
                time.sleep(_PAUSE_S)
        raise SearchIndexError("the search index changes faster than it can be read")

    def _open_segments(self, contents: Contents) -> Commit:
        segments: list[OpenSegment] = []
        base = 0
        known: dict[SegmentDescription, SegmentData] = {}
        for description in contents.segments:
            written = replace(description, deletions="", deleted=0, checksum=0)
            known[written] = self._data.get(written) or SegmentData(self._directory, description)
            deleted = read_deletions(self._directory, description)
            segments.append(OpenSegment(description, known[written], deleted, base))
            base += description.documents
        self._data = known
        return Commit(contents, segments)

    def _expect_nothing(self) -> None:
        """An index that was begun has a table of contents."""
        if self._directory.is_dir() and is_begun(self._directory):
            raise SearchIndexError("the search index has lost its table of contents", hint=REBUILD)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._commit, self._identity, self._changed_ns, self._data = None, (), None, {}

    def verify(self) -> tuple[int, int]:
        """Documents and segments of the latest commit, after reading and comparing everything."""
        self.close()
        commit = self.commit()
        if commit is None:
            return 0, 0
        with self._damage_named():
            for segment in commit.segments:
                segment.data.file.verify()
        return commit.living, len(commit.segments)

    # Writing

    def write(self, documents: Sequence[IndexDocument], deleted_rowids: Sequence[int]) -> None:
        """One commit: these documents in, their older versions and the deleted ones out."""
        with self._writing() as commit:
            built = self._built(documents)
            rowids = np.array([*(document.rowid for document in documents), *deleted_rowids], np.int64)
            self._extend(commit, built, rowids)

    def write_analysed(self, batches: Sequence[Batch], deleted_rowids: Sequence[int]) -> None:
        """As ``write``, for articles that have been analysed."""
        from newsreader.search.segments.building import build_analysed

        with self._writing() as commit:
            rowids = [facts.rowid for batch in batches for facts in batch.facts if facts is not None]
            built = [build_analysed(batches, self._directory)] if rowids else []
            self._extend(commit, built, np.array([*rowids, *deleted_rowids], np.int64))

    def take(
        self, built: Sequence[SegmentDescription], directory: Path, deleted_rowids: Sequence[int]
    ) -> None:
        """One commit: segments that were built in another folder in, older versions and deleted documents
        out."""
        with self._writing() as commit:
            for description in built:
                name = f"{description.name}{SUFFIX}"
                shutil.move(directory / name, self._directory / name)
            opened = [OpenSegment(each, SegmentData(self._directory, each)) for each in built]
            gone = np.array(deleted_rowids, np.int64)
            kept: list[SegmentDescription] = []
            # Of two versions among what is new the later one stays.
            newer = np.empty(0, np.int64)
            for segment in reversed(opened):
                kept.append(self._without(segment, newer, commit.contents.generation + 1))
                newer = np.concatenate([newer, segment.data.column("rowid")])
            self._extend(commit, kept[::-1], np.concatenate([newer, gone]))

    def _extend(self, commit: Commit, built: Sequence[SegmentDescription], rowids: Numbers) -> None:
        """The next commit: without these documents, but with what was built."""
        generation = commit.contents.generation + 1
        segments = [self._without(segment, rowids, generation) for segment in commit.segments]
        segments.extend(built)
        self._record([segment for segment in segments if segment.documents > segment.deleted], generation)

    def _built(self, documents: Sequence[IndexDocument]) -> list[SegmentDescription]:
        # A search does without what builds and merges.
        from newsreader.search.segments.building import build_segments

        return build_segments(documents, self._directory)

    def merge(self, should_stop: Callable[[], bool] | None = None, *, is_at_rest: bool = False) -> bool:
        """Merge segments if there are many; False if nothing is left to merge or it was stopped."""
        return self._merge(partial(to_merge, is_at_rest=is_at_rest), should_stop)

    def optimize(self) -> None:
        """Make it one segment, without deleted documents."""
        self._merge(unless_one)

    def _merge(
        self,
        policy: Callable[[Sequence[OpenSegment]], list[OpenSegment]],
        should_stop: Callable[[], bool] | None = None,
    ) -> bool:
        from newsreader.search.segments.merging import MergeStopped, merge_segments

        if self.commit() is None:
            return False
        with self._writing() as commit:
            merged = policy(commit.segments) if commit.segments else []
            if not merged:
                return False
            try:
                made = merge_segments(merged, self._directory, should_stop)
            except MergeStopped:
                return False
            kept = [segment.description for segment in commit.segments if segment not in merged]
            self._record([*kept, made] if made.documents else kept, commit.contents.generation + 1)
            return True

    @contextmanager
    def _writing(self) -> Iterator[Commit]:
        """The latest commit, while nobody else may write."""
        with self._damage_named():
            self._directory.mkdir(parents=True, exist_ok=True)
            lock = FileStorage(str(self._directory)).lock(LOCK)
            if not try_for(lock.acquire, timeout=_LOCK_TIMEOUT_S, delay=_PAUSE_S):
                raise LockError
            try:
                yield self._base()
            finally:
                lock.release()

    def _base(self) -> Commit:
        """What the next commit is built upon."""
        commit = self.commit()
        if commit is not None:
            return commit
        generation = latest_generation(self._directory)
        return Commit(Contents(generation), [])

    def _without(self, segment: OpenSegment, rowids: Numbers, generation: int) -> SegmentDescription:
        """The segment with these documents deleted too."""
        gone = segment.data.documents_of(rowids)
        if segment.deleted is not None:
            gone = gone[~segment.deleted[gone]]
        if not len(gone):
            return segment.description
        deleted = np.zeros(segment.data.documents, bool)
        if segment.deleted is not None:
            deleted |= segment.deleted
        deleted[gone] = True
        data = np.packbits(deleted).tobytes()
        name = f"{segment.description.name}.{generation}.deleted"
        write_durably(self._directory / name, data)
        return replace(
            segment.description,
            deletions=name,
            deleted=int(np.count_nonzero(deleted)),
            checksum=zlib.crc32(data),
        )

    def _record(self, segments: Sequence[SegmentDescription], generation: int) -> None:
        contents = Contents(generation, tuple(segments))
        contents.write(self._directory)
        clean(self._directory, contents.files())

    def clear(self) -> None:
        """Delete the index; the next write begins a new one."""
        self.close()
        with self._damage_named():
            for path in sorted(self._directory.rglob("*"), reverse=True) if self._directory.is_dir() else ():
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except LockError as error:
            raise SearchIndexError("another newsreader is writing to the search index") from error
        except FileNotFoundError as error:
            raise damaged(f"{error.filename} is gone") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise SearchIndexError(f"the search index in {self._directory}: {reason}") from error
