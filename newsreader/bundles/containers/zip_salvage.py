"""What can be had of a zip archive that lost its table of contents: members found by their own headers."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_SIGNATURE = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_SIZE_FOLLOWS = 0x8
_WINDOW_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class LostMember:
    """A member as its local header names it; ``start`` is where its data begins in the archive."""

    name: str
    flags: int
    method: int
    checksum: int
    packed_bytes: int
    start: int

    @property
    def is_readable(self) -> bool:
        """Whether the end of its data can be told without the table of contents."""
        return self.method == _DEFLATED or (self.method == _STORED and not self.flags & _SIZE_FOLLOWS)


def lost_members(archive: IO[bytes]) -> Iterator[LostMember]:
    """Every local header of an archive, in order."""
    position = 0
    while (found := _next_signature(archive, position)) is not None:
        archive.seek(found)
        raw = archive.read(_HEADER.size)
        if len(raw) < _HEADER.size:
            return
        _, _, flags, method, _, _, checksum, packed, _, name_bytes, extra_bytes = _HEADER.unpack(raw)
        name = archive.read(name_bytes).decode("utf-8", "replace")
        start = found + _HEADER.size + name_bytes + extra_bytes
        yield LostMember(name, flags, method, checksum, packed, start)
        size_known = not flags & _SIZE_FOLLOWS and packed != 0xFFFFFFFF
        position = start + (packed if size_known else 0)


def _next_signature(archive: IO[bytes], position: int) -> int | None:
    overlap = b""
    archive.seek(position)
    while window := archive.read(_WINDOW_BYTES):
        found = (overlap + window).find(_SIGNATURE)
        if found >= 0:
            return position - len(overlap) + found
        position += len(window)
        overlap = window[-3:]
    return None


class LostData(io.RawIOBase):
    """The unpacked data of a lost member. Raises EOFError where the archive ends before the member."""

    def __init__(self, archive: IO[bytes], member: LostMember) -> None:
        self._archive = archive
        self._member = member
        self._position = member.start
        self._left = member.packed_bytes
        self._checksum = 0
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if member.method == _DEFLATED else None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, none only at the end; raises OSError when the checksum is wrong."""
        size = _WINDOW_BYTES if size <= 0 else size
        data = self._stored(size) if self._inflater is None else self._inflated(self._inflater, size)
        self._checksum = zlib.crc32(data, self._checksum)
        if not data and not self._member.flags & _SIZE_FOLLOWS and self._checksum != self._member.checksum:
            raise OSError("its checksum is wrong")
        return data

    def _stored(self, size: int) -> bytes:
        data = self._packed(min(size, self._left)) if self._left else b""
        self._left -= len(data)
        return data

    def _inflated(self, inflater: zlib._Decompress, size: int) -> bytes:
        while not inflater.eof:
            packed = inflater.unconsumed_tail or self._packed(min(size, 64 * 1024))
            if data := inflater.decompress(packed, size):
                return data
        return b""

    def _packed(self, size: int) -> bytes:
        self._archive.seek(self._position)
        data = self._archive.read(size)
        if not data:
            raise EOFError("the archive ends in the middle of it")
        self._position += len(data)
        return data
