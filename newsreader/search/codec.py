"""Whoosh's own segment format, written a term at a time instead of a posting at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from pickle import dumps
from typing import Any

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
from whoosh.system import pack_ushort
from whoosh.writing import PostingPool

BLOCK = 1024
"""Postings in a block. Whoosh has 128, to skip in finer steps; here postings are read whole."""
POSTINGS_IN_MEMORY = 1_000_000
"""About 200 MB; a commit with more sorts on disk."""
_PROTOCOL = 2
_COMPRESSION = 1
_MIN_COMPRESSED_BYTES = 80
_field, _term = itemgetter(0), itemgetter(1)


class BulkCodec(W3Codec):  # type: ignore[misc]
    """Reads and writes what W3Codec does."""

    def field_writer(self, storage: Any, segment: Any) -> BulkFieldWriter:
        return BulkFieldWriter(self, storage, segment)


class BulkFieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the postings of each term in one go. Field lengths are columns of ours, not Whoosh's."""

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[Any, ...]]) -> None:
        """``items``: field name, term, document, weight, value; sorted by the first three."""
        for name, of_field in groupby(items, _field):
            self.start_field(name, schema[name])
            has_values = self._format.fixed_value_size() != 0
            for term, postings in groupby(of_field, _term):
                self._add_term(term, list(postings), has_values=has_values)
            self.finish_field()

    def _add_term(self, term: bytes, postings: list[tuple[Any, ...]], *, has_values: bool) -> None:
        info = W3TermInfo()
        start = self._postfile.tell()
        self._postfile.write(WHOOSH3_HEADER_MAGIC)
        for first in range(0, len(postings), BLOCK):
            _, _, documents, weights, values = zip(*postings[first : first + BLOCK], strict=True)
            block = _Block(documents, weights, values if has_values else None)
            info.add_block(block)
            self._write_block(block, is_last=first + BLOCK >= len(postings))
        info.set_extent(start, self._postfile.tell() - start)
        self._tindex.add(pack_ushort(self._fieldid) + term, info.to_bytes())

    def _write_block(self, block: _Block, *, is_last: bool) -> None:
        data = dumps(block.packed(), _PROTOCOL)
        compression = _COMPRESSION if len(data) >= _MIN_COMPRESSED_BYTES else 0
        if compression:
            data = zlib.compress(data, compression)
        info = dumps((len(block), block.max_id(), block.max_weight(), compression, 0, 0), _PROTOCOL)
        length = len(info) + len(data)
        # A negative length says that no block follows.
        self._postfile.write_int(-length if is_last else length)
        self._postfile.write(info)
        self._postfile.write(data)


class BulkPool(PostingPool):  # type: ignore[misc]
    """Holds postings until they are sorted; counts them, where Whoosh weighs each."""

    def add(self, item: tuple[Any, ...]) -> None:
        self.current.append(item)
        if len(self.current) >= POSTINGS_IN_MEMORY:
            self.save()


@dataclass(slots=True)
class _Block:
    """Some postings of a term, with what W3TermInfo asks of a block."""

    _documents: Sequence[int]
    _weights: Sequence[float]
    _values: Sequence[bytes] | None

    def packed(self) -> tuple[Any, Any, Any]:
        """Documents as differences; weights as None if all are 1, as one number if all are equal."""
        gaps = (self._documents[0], *(after - before for before, after in pairwise(self._documents)))
        weights: Any = self._weights
        if min(weights) == max(weights):
            weights = None if weights[0] == 1.0 else weights[0]
        return gaps, weights, self._values

    def __len__(self) -> int:
        return len(self._documents)

    def min_id(self) -> int:
        return self._documents[0]

    def max_id(self) -> int:
        return self._documents[-1]

    def max_weight(self) -> float:
        return max(self._weights)

    def min_length(self) -> int:
        return 0

    def max_length(self) -> int:
        return 0
