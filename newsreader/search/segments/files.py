"""One file of named arrays: written once, then mapped into memory.

Layout: magic, the arrays one after the other (little-endian, each at a multiple of 8 bytes), a footer in
JSON with the place, type and CRC-32 of each, and a trailer with the place and CRC-32 of the footer. Opening
reads trailer and footer only.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from newsreader.errors import SearchIndexError

REBUILD = "it can be rebuilt: newsreader reindex"
Numbers = NDArray[np.int64]
_MAGIC = b"NRSEG\x00\x01\n"
_TRAILER = struct.Struct("<QII8s")
_KINDS = {"u1", "<u2", "<u4", "<u8", "<i8"}
_IN_MEMORY_BYTES = 1 << 22
PART = ".part"
"""How the names of files begin that are there only while a segment is written."""
_BLOCK_BYTES = 1 << 20


def damaged(reason: str) -> SearchIndexError:
    """The error for an index that is not what was written."""
    return SearchIndexError(f"the search index is damaged: {reason}", hint=REBUILD)


def smallest(largest: int) -> np.dtype[Any]:
    """The narrowest unsigned type that holds numbers up to ``largest``."""
    for kind in ("u1", "<u2", "<u4"):
        if largest <= np.iinfo(kind).max:
            return np.dtype(kind)
    return np.dtype("<u8")


class _Section:
    """An array that grows; on disk once it is large."""

    def __init__(self, kind: np.dtype[Any], directory: Path) -> None:
        self.kind = kind
        self.checksum = 0
        self.length = 0
        self._file = tempfile.SpooledTemporaryFile[bytes](_IN_MEMORY_BYTES, dir=str(directory), prefix=PART)

    def append(self, array: NDArray[Any]) -> None:
        data = np.ascontiguousarray(array, self.kind).tobytes()
        self.checksum = zlib.crc32(data, self.checksum)
        self.length += len(data)
        self._file.write(data)

    def copy_to(self, target: IO[bytes]) -> None:
        self._file.seek(0)
        while block := self._file.read(_BLOCK_BYTES):
            target.write(block)

    def close(self) -> None:
        self._file.close()


class ArrayWriter:
    """Collects named arrays, whole or piece by piece, and writes the file; to be used as a context."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sections: dict[str, _Section] = {}

    def __enter__(self) -> ArrayWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for section in self._sections.values():
            section.close()
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def append(self, name: str, array: NDArray[Any], kind: np.dtype[Any]) -> None:
        """Add to the end of an array; ``kind`` must be the same each time."""
        section = self._sections.get(name)
        if section is None:
            section = self._sections[name] = _Section(kind, self._path.parent)
        section.append(array)

    def put(self, name: str, array: NDArray[Any]) -> None:
        """A whole array of non-negative numbers, in the narrowest type."""
        largest = int(array.max()) if len(array) else 0
        self.append(name, array, smallest(largest))

    def put_bytes(self, name: str, data: bytes) -> None:
        self.append(name, np.frombuffer(data, np.uint8), np.dtype("u1"))

    def finish(self, facts: dict[str, Any]) -> int:
        """Write everything, and ``facts`` for whoever reads it; returns the file's size in bytes."""
        places: dict[str, list[Any]] = {}
        with self._path.open("xb") as file:
            file.write(_MAGIC)
            for name, section in self._sections.items():
                file.write(bytes(-file.tell() % 8))
                kind = section.kind.str.removeprefix("|")
                places[name] = [kind, file.tell(), section.length, section.checksum]
                section.copy_to(file)
            start = file.tell()
            footer = json.dumps({"facts": facts, "sections": places}, separators=(",", ":")).encode()
            file.write(footer)
            file.write(_TRAILER.pack(start, len(footer), zlib.crc32(footer), _MAGIC))
            file.flush()
            os.fsync(file.fileno())
            return file.tell()


class ArrayFile:
    """The arrays of a file. Reading one takes constant time; the pages come as they are used.

    May be used from several threads.
    """

    def __init__(self, path: Path, size_bytes: int) -> None:
        """Raises SearchIndexError for a file that is damaged or has another size, FileNotFoundError."""
        self._name = path.name
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size != size_bytes or size < len(_MAGIC) + _TRAILER.size:
                raise damaged(f"{path.name} has {size} bytes instead of {size_bytes}")
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._arrays: dict[str, NDArray[Any]] = {}
        footer = self._footer(size)
        self.facts: dict[str, Any] = footer["facts"]
        self._sections: dict[str, list[Any]] = footer["sections"]

    def _footer(self, size: int) -> dict[str, Any]:
        start, length, checksum, magic = _TRAILER.unpack(self.data[size - _TRAILER.size :])
        if magic != _MAGIC or self.data[: len(_MAGIC)] != _MAGIC or start + length + _TRAILER.size != size:
            raise damaged(f"{self._name} is not a segment")
        footer = self.data[start : start + length]
        if zlib.crc32(footer) != checksum:
            raise damaged(f"{self._name} has another footer than was written")
        return dict(json.loads(footer))

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def array(self, name: str) -> NDArray[Any]:
        """An array by name, not to be written to. Raises SearchIndexError where there is none."""
        known = self._arrays.get(name)
        if known is not None:
            return known
        try:
            kind, start, length, _ = self._sections[name]
        except KeyError as error:
            raise damaged(f"{self._name} lacks {name}") from error
        if kind not in _KINDS or start + length > len(self.data):
            raise damaged(f"{self._name} has no place for {name}")
        width = np.dtype(kind).itemsize
        array: NDArray[Any] = np.frombuffer(self.data, kind, length // width, start)
        return self._arrays.setdefault(name, array)

    def extent(self, name: str) -> tuple[int, int]:
        """Where the bytes of an array begin and end in ``data``."""
        array = self.array(name)
        start = int(self._sections[name][1])
        return start, start + array.nbytes

    def let_go(self) -> None:
        """Give back the memory of the pages that were read; they come again as they are used, from the
        system's cache where they are still there."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.data.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Read everything; raises SearchIndexError for what is not as it was written."""
        view = memoryview(self.data)
        end = len(_MAGIC)
        for name, (_, start, length, checksum) in self._sections.items():
            if any(view[end:start]) or zlib.crc32(view[start : start + length]) != checksum:
                raise damaged(f"{name} in {self._name} has changed")
            end = start + length
