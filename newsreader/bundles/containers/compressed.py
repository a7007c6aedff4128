"""Files compressed as a whole: gzip, bzip2, xz and zstd."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterator
from typing import IO, Protocol, cast

from newsreader.article import Problem
from newsreader.bundles.containers.container import Container
from newsreader.bundles.content import Content
from newsreader.errors import DocumentError

_MEMORY_LIMIT_BYTES = 256 * 1024 * 1024
_ZSTD_WINDOW_LOG = 27
_INPUT_BYTES = 64 * 1024
_SUFFIXES = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd", ".z")
_ARCHIVE_SUFFIXES = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar"}


class Decompressor(Protocol):
    """What bz2, lzma and zstd agree on."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Unpacked(io.RawIOBase):
    """The bytes of one or several compressed streams on end."""

    def __init__(self, source: IO[bytes], make: Callable[[], Decompressor], damage: type[Exception]) -> None:
        self._source = source
        self._make = make
        self._damage = damage
        self._decompressor = make()
        self._pending = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, none only at the end; raises OSError or EOFError where damage begins."""
        size = _INPUT_BYTES if size < 0 else size
        try:
            while True:
                if self._decompressor.eof:
                    self._pending = self._decompressor.unused_data or self._source.read(_INPUT_BYTES)
                    if not self._pending.strip(b"\0"):
                        return b""
                    self._decompressor = self._make()
                elif self._decompressor.needs_input:
                    self._pending = self._source.read(_INPUT_BYTES)
                    if not self._pending:
                        raise EOFError("the compressed data ends too early")
                data = self._decompressor.decompress(self._pending, size)
                self._pending = b""
                if data:
                    return data
        except self._damage as error:
            raise OSError(str(error)) from error


def _open_gzip(source: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=source, mode="rb"))


def _open_bz2(source: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], Unpacked(source, bz2.BZ2Decompressor, OSError))


def _open_xz(source: IO[bytes]) -> IO[bytes]:
    def make() -> Decompressor:
        return lzma.LZMADecompressor(memlimit=_MEMORY_LIMIT_BYTES)

    return cast(IO[bytes], Unpacked(source, make, lzma.LZMAError))


def _open_zstd(source: IO[bytes]) -> IO[bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    def make() -> Decompressor:
        options = {int(zstd.DecompressionParameter.window_log_max): _ZSTD_WINDOW_LOG}
        return cast(Decompressor, zstd.ZstdDecompressor(options=options))

    return cast(IO[bytes], Unpacked(source, make, zstd.ZstdError))


_OPENERS: tuple[tuple[bytes, Callable[[IO[bytes]], IO[bytes]]], ...] = (
    (b"\x1f\x8b", _open_gzip),
    (b"BZh", _open_bz2),
    (b"\xfd7zXZ\0", _open_xz),
    (b"\x28\xb5\x2f\xfd", _open_zstd),
)


def _opener(content: Content) -> Callable[[IO[bytes]], IO[bytes]] | None:
    return next((opener for magic, opener in _OPENERS if content.head.startswith(magic)), None)


def _recognises(content: Content) -> bool:
    if content.head.startswith(b"BZh"):
        # Text may begin so; the block or end mark of bzip2 follows.
        return content.head[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
    return _opener(content) is not None


def _members(content: Content, wanted: str = "") -> Iterator[Content | Problem]:
    """The one document inside; it keeps the compressed file's path, so that a line is ``dump.jsonl.gz:7``."""
    opener = _opener(content)
    if opener is None:
        return
    if content.is_peeled:
        raise DocumentError("compressed more than once")
    source = cast("IO[bytes]", content.from_start())
    yield Content(
        content.path,
        _inner_name(content.name),
        opener(source),
        content.budget,
        archives=content.archives,
        is_peeled=True,
    )


def _inner_name(name: str) -> str:
    lowered = name.lower()
    for suffix, inner in _ARCHIVE_SUFFIXES.items():
        if lowered.endswith(suffix):
            return name[: -len(suffix)] + inner
    suffix = next((suffix for suffix in _SUFFIXES if lowered.endswith(suffix)), "")
    return name[: len(name) - len(suffix)]


COMPRESSED = Container("compressed file", is_archive=False, recognises=_recognises, members=_members)
