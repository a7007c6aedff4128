"""Bytes made small: by zstd, which takes a quarter of zlib's time for as small a result."""

from __future__ import annotations

import sys
import zlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdCompressor
    else:
        from backports.zstd import ZstdCompressor

_LEVEL = 1
"""Articles are short: a higher level takes twice the time and saves one byte in fifty."""
_MAGIC = b"\x28\xb5\x2f\xfd"


def compressed(data: bytes) -> bytes:
    """The bytes, smaller, with a checksum."""
    compressor = _compressor()
    return compressor.compress(data, compressor.FLUSH_FRAME)


@cache
def _compressor() -> ZstdCompressor:
    """One for all: to make one takes as long as to compress an article."""
    if sys.version_info >= (3, 14):
        from compression.zstd import CompressionParameter, ZstdCompressor
    else:
        from backports.zstd import CompressionParameter, ZstdCompressor

    parameters = CompressionParameter
    return ZstdCompressor(options={parameters.compression_level: _LEVEL, parameters.checksum_flag: 1})


def decompressed(data: bytes) -> bytes:
    """What was compressed, by zlib in libraries of old. Raises ValueError when the bytes are damaged."""
    if not data.startswith(_MAGIC):
        try:
            return zlib.decompress(data)
        except zlib.error as error:
            raise ValueError(str(error)) from error
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdError, decompress
    else:
        from backports.zstd import ZstdError, decompress
    try:
        return decompress(data)
    except ZstdError as error:
        raise ValueError(str(error)) from error
