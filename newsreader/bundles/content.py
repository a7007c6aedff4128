"""One file or archive member as its reader meets it: a first look, the whole, or line by line; bounded."""

from __future__ import annotations

import codecs
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from newsreader.bundles import decoding
from newsreader.errors import DocumentError

HEAD_BYTES = 64 * 1024
MAX_DOCUMENT_BYTES = 256 * 1024 * 1024
MAX_LINE_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_SPOOL_IN_MEMORY_BYTES = 32 * 1024 * 1024

DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)
"""What reading a damaged file or archive raises in the standard library."""


class LimitError(DocumentError):
    """A container unpacks to more than any honest one would: the rest of it is left alone."""


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one file on disk: protection against archives built to burst.

    Deflate reaches 1:1000 on zeros; news text stays below 1:20.
    """

    on_disk_bytes: int
    free_bytes: int = 64 * 1024 * 1024
    max_ratio: int = 200
    members_left: int = 1_000_000
    unpacked_bytes: int = 0

    @property
    def left_bytes(self) -> int:
        """How much may still be unpacked."""
        return self.free_bytes + self.max_ratio * self.on_disk_bytes - self.unpacked_bytes

    def spend(self, size_bytes: int) -> None:
        """Account for unpacked bytes; raises LimitError when the archive bursts."""
        self.unpacked_bytes += size_bytes
        if self.left_bytes < 0:
            raise LimitError(f"unpacks to more than {self.max_ratio} times its size; the rest was not read")

    def spend_member(self) -> None:
        """Account for one member; raises LimitError when there are too many."""
        self.members_left -= 1
        if self.members_left < 0:
            raise LimitError("holds more than 1,000,000 files; the rest was not read")


class Content:
    """Bytes with a place. ``path`` is the place in the bundle, ``name`` the file name formats look at,
    ``suffix`` its last part (``.jsonl`` of ``Dump.JSONL``).

    ``archives`` counts the archives around it, ``is_peeled`` says that a compression was taken off.
    """

    def __init__(
        self,
        path: str,
        name: str,
        stream: IO[bytes],
        budget: Budget,
        *,
        archives: int = 0,
        is_peeled: bool = False,
        is_on_disk: bool = False,
    ) -> None:
        self.path = path
        self.name = name
        self.suffix = _suffix(name)
        self.stream = stream
        self.budget = budget
        self.archives = archives
        self.is_peeled = is_peeled
        self.is_on_disk = is_on_disk
        self._read_some: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._error: DocumentError | None = None
        self._data: bytes | None = None
        self._opening: str | None = None
        self.head = self._first_bytes()

    @property
    def opening(self) -> str:
        """The head as text, without a byte order mark and leading blanks: what formats are sniffed from."""
        if self._opening is None:
            encoding, start = decoding.bom(self.head)
            text = self.head[start:].decode(encoding or "utf-8", "replace")
            self._opening = text.lstrip("\ufeff \t\r\n\x0b\x0c")
        return self._opening

    @property
    def is_empty(self) -> bool:
        return not self.head and self._error is None

    def read(self) -> bytes:
        """Everything. Raises DocumentError when it is damaged or larger than a document may be."""
        if self._data is None:
            chunks, size_bytes = [], 0
            for chunk in self.chunks():
                chunks.append(chunk)
                size_bytes += len(chunk)
                if size_bytes > MAX_DOCUMENT_BYTES:
                    raise DocumentError(f"larger than {MAX_DOCUMENT_BYTES // 2**20} MiB")
            self._data = b"".join(chunks)
        return self._data

    def text(self) -> str:
        """Everything, decoded. Raises DocumentError."""
        return decoding.decode(self.read(), decoding.declared_in(self.head))

    def chunks(self) -> Iterator[bytes]:
        """Everything in pieces, once; again only after ``read``. Raises DocumentError where damage begins."""
        if self._data is not None:
            yield self._data
            return
        if self.head:
            yield self.head
        while True:
            if self._error is not None:
                raise self._error
            chunk = self._next(_CHUNK_BYTES)
            if not chunk:
                return
            yield chunk

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Line numbers from 1 and lines, without holding more than one; None for one that is too long.

        Long stretches of blank lines are counted and left out.
        UTF-16 and UTF-32 are turned into UTF-8.
        """
        number, parts, size_bytes = 0, [], 0
        for chunk in self._utf8_chunks():
            if size_bytes == 0 and chunk.isspace():
                # Millions of blank lines would take minutes one at a time.
                number += chunk.count(b"\n")
                continue
            first, *others = chunk.split(b"\n")
            if size_bytes <= MAX_LINE_BYTES:
                parts.append(first)
            size_bytes += len(first)
            if not others:
                continue
            number += 1
            yield number, b"".join(parts) if size_bytes <= MAX_LINE_BYTES else None
            *whole, last = others
            for line in whole:
                number += 1
                yield number, line
            parts, size_bytes = [last], len(last)
        if size_bytes:
            yield number + 1, b"".join(parts) if size_bytes <= MAX_LINE_BYTES else None

    @contextmanager
    def random_access(self) -> Iterator[IO[bytes]]:
        """The same bytes as a file to seek in, from its start. Raises DocumentError."""
        if self.is_on_disk:
            self.stream.seek(0)
            yield self.stream
            return
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY_BYTES) as spool:
            for chunk in self.chunks():
                spool.write(chunk)
            spool.seek(0)
            yield spool

    def from_start(self) -> Replayed:
        """The same bytes as a file to read once, for libraries that take one."""
        return Replayed(self.chunks())

    def _utf8_chunks(self) -> Iterator[bytes]:
        encoding, start = decoding.bom(self.head)
        chunks = self.chunks()
        if encoding in ("", "utf-8"):
            for index, chunk in enumerate(chunks):
                yield chunk if index else chunk[start:]
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for index, chunk in enumerate(chunks):
            yield decoder.decode(chunk if index else chunk[start:]).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")

    def _first_bytes(self) -> bytes:
        chunks, missing = [], HEAD_BYTES
        try:
            while missing > 0 and (chunk := self._next(missing)):
                chunks.append(chunk)
                missing -= len(chunk)
        except DocumentError as error:
            # What came before the damage can still be read; the error is raised when that is used up.
            self._error = error
        return b"".join(chunks)

    def _next(self, size_bytes: int) -> bytes:
        try:
            chunk = self._read_some(size_bytes)
        except DAMAGE as error:
            raise DocumentError(f"damaged: {reason(error)}") from error
        if self.archives or self.is_peeled:
            self.budget.spend(len(chunk))
        return chunk


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


class Replayed:
    """Chunks as the ``read`` of a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size_bytes: int = -1) -> bytes:
        """At most ``size_bytes``, fewer only at the end."""
        parts, missing = [self._rest], size_bytes - len(self._rest)
        while size_bytes < 0 or missing > 0:
            chunk = next(self._chunks, b"")
            if not chunk:
                break
            parts.append(chunk)
            missing -= len(chunk)
        data = b"".join(parts)
        if size_bytes < 0:
            self._rest = b""
            return data
        data, self._rest = data[:size_bytes], data[size_bytes:]
        return data


def reason(error: BaseException) -> str:
    """What an exception of the standard library says, in one line fit for a person."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return " ".join(str(error).split()) or type(error).__name__
