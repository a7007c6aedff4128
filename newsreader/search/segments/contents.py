"""The table of contents: which segments make up a commit.

As in Whoosh, each commit is a file named for its generation and the highest one counts; here it is JSON with
a checksum, where Whoosh pickles. It comes into being complete, by renaming.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.index import TOC

from newsreader.errors import SearchIndexError
from newsreader.search import schema
from newsreader.search.segments.files import PART, REBUILD, damaged
from newsreader.search.segments.segment import INDEX_NAME, SUFFIX, SegmentDescription

_GENERATION = TOC._pattern(INDEX_NAME)
LOCK = f"{INDEX_NAME}_WRITELOCK"
"""What Whoosh calls the lock of an index."""
_NEW = ".new"
_TICK_NS = 3_000_000_000
"""Longer than the ticks of any clock of a file system."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One commit."""

    generation: int
    segments: tuple[SegmentDescription, ...] = ()

    @classmethod
    def read(cls, directory: Path, generation: int) -> Contents:
        """Raises SearchIndexError for a damaged one or one of another version, FileNotFoundError."""
        data = (directory / TOC._filename(INDEX_NAME, generation)).read_bytes()
        checksum, _, text = data.partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(text):
            raise damaged("its table of contents has changed")
        record = json.loads(text)
        if record["version"] != schema.VERSION:
            raise SearchIndexError("the search index was made by another version of newsreader", hint=REBUILD)
        return cls(generation, tuple(SegmentDescription(**segment) for segment in record["segments"]))

    def write(self, directory: Path) -> None:
        """Make this the latest commit, all at once."""
        record = {"version": schema.VERSION, "segments": [asdict(segment) for segment in self.segments]}
        text = json.dumps(record, indent=1).encode()
        path = directory / TOC._filename(INDEX_NAME, self.generation)
        temporary = path.with_name(path.name + _NEW)
        write_durably(temporary, b"%08x\n" % zlib.crc32(text) + text)
        temporary.replace(path)
        _sync_folder(directory)

    def files(self) -> set[str]:
        """The names of the files that belong to it."""
        names = {TOC._filename(INDEX_NAME, self.generation)}
        names.update(f"{segment.name}{SUFFIX}" for segment in self.segments)
        return names | {segment.deletions for segment in self.segments if segment.deletions}


def latest_generation(directory: Path) -> int:
    """The generation of the latest commit; -1 without any."""
    try:
        names = os.listdir(directory)  # noqa: PTH208 - asked before each search
    except (FileNotFoundError, NotADirectoryError):
        return -1
    return max((int(match.group(1)) for name in names if (match := _GENERATION.match(name))), default=-1)


def is_begun(directory: Path) -> bool:
    """Are there segments, whether or not a table of contents names them?"""
    return any(directory.glob(f"{INDEX_NAME}_*{SUFFIX}"))


def clean(directory: Path, kept: Iterable[str]) -> None:
    """Delete what earlier commits had, and what killed writers left. For the one writer."""
    kept = set(kept)
    for path in directory.iterdir():
        is_ours = path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_", PART))
        if is_ours and path.name not in kept and path.name != LOCK:
            try:
                path.unlink(missing_ok=True)
            except PermissionError:
                # Windows does not delete what a reader has open; the next writer will.
                continue


def write_durably(path: Path, data: bytes) -> None:
    """Write a file so that it survives a power failure."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(directory: Path) -> None:
    if os.name != "posix":
        return
    folder = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def changed_ns(directory: Path) -> int | None:
    """When a file last came into a folder or went from it; None where the folder cannot be looked at."""
    try:
        return os.stat(directory).st_mtime_ns  # noqa: PTH116 - asked before each search
    except OSError:
        return None


def settled_ns(directory: Path) -> int | None:
    """The same, but None if that is just now: another change in the same tick of the clock would not show."""
    changed = changed_ns(directory)
    is_settled = changed is not None and time.time_ns() - changed > _TICK_NS
    return changed if is_settled else None
