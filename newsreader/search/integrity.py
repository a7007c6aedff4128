"""Is the index on disk the one that was written: its version, and a checksum of each file.

Whoosh unpickles what it reads, so a damaged file could yield anything, a wrong answer included. Every file
is therefore compared with its checksum before it is read for the first time.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from newsreader.errors import SearchIndexError

_RECORD = "checksums.json"
_BLOCK_BYTES = 1 << 20
REBUILD = "it can be rebuilt: newsreader reindex"


class Checksums:
    """The record of one index folder. Files already found sound are not read again."""

    def __init__(self, directory: Path, version: int) -> None:
        self._path = directory / _RECORD
        self._directory = directory
        self._version = version
        self._sound: set[tuple[str, int, int]] = set()

    def exists(self) -> bool:
        """Has an index been begun here?"""
        return self._path.exists()

    def read(self) -> dict[str, list[int]]:
        """Size and CRC-32 by file name; raises SearchIndexError for a damaged record or another version."""
        try:
            record = json.loads(self._path.read_bytes())
            version, files = record["version"], dict(record["files"])
        except FileNotFoundError as error:
            raise SearchIndexError("the search index has no record of its files", hint=REBUILD) from error
        except (ValueError, TypeError, KeyError) as error:
            raise SearchIndexError("the search index is damaged", hint=REBUILD) from error
        if version != self._version:
            raise SearchIndexError("the search index was made by another version of newsreader", hint=REBUILD)
        return files

    def write(self, names: Iterable[str]) -> None:
        """Record these files, and no others; those recorded before are taken to be unchanged."""
        known = self.read() if self.exists() else {}
        files = {name: known.get(name) or list(_measure(self._directory / name)) for name in sorted(names)}
        record = json.dumps({"version": self._version, "files": files})
        temporary = self._path.with_suffix(".new")
        temporary.write_text(record, encoding="ascii")
        temporary.replace(self._path)

    def check(self, names: Iterable[str], *, again: bool = False) -> None:
        """Raises SearchIndexError for a file that is not what was written, FileNotFoundError for one that
        is gone. A file without a record passes: its writer was killed before it could record it."""
        files = self.read()
        for name in names:
            status = (self._directory / name).stat()
            key = (name, status.st_size, status.st_mtime_ns)
            if name not in files or (key in self._sound and not again):
                continue
            if status.st_size != files[name][0] or list(_measure(self._directory / name)) != files[name]:
                raise SearchIndexError(f"the search index is damaged: {name} has changed", hint=REBUILD)
            self._sound.add(key)


def _measure(path: Path) -> tuple[int, int]:
    checksum = size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            checksum = zlib.crc32(block, checksum)
            size += len(block)
    return size, checksum
