"""A segment: its fields and columns, and what has been deleted from it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.segments.field import Field
from newsreader.search.segments.files import ArrayFile, Numbers, damaged
from newsreader.search.segments.zones import ZoneField, Zones

INDEX_NAME = "MAIN"
SUFFIX = ".arrays"
_WORDS = "_words"


@dataclass(frozen=True, slots=True)
class SegmentDescription:
    """A segment as the table of contents names it."""

    name: str
    documents: int
    size_bytes: int
    deletions: str = ""
    """The file that says which documents are deleted; none if empty."""
    deleted: int = 0
    checksum: int = 0
    """CRC-32 of that file."""


class SegmentData:
    """The arrays of a segment, which never change. May be used from several threads."""

    def __init__(self, directory: Path, description: SegmentDescription) -> None:
        """Raises SearchIndexError for a damaged file, FileNotFoundError."""
        self.file = ArrayFile(directory / f"{description.name}{SUFFIX}", description.size_bytes)
        self.documents = description.documents
        if self.file.facts.get("documents") != self.documents:
            raise damaged(f"{description.name} has another number of documents")
        self._fields: dict[str, Field | None] = {}
        self._answering: dict[str, tuple[Field | ZoneField | None, bool]] = {}
        self._columns: dict[str, Numbers] = {}

    def field(self, name: str) -> Field | None:
        """A field that has postings of its own; None where no document has it."""
        if name not in self._fields:
            is_there = f"{name}.heads" in self.file
            weigh = self._weights if name == schema.TEXT else None
            self._fields[name] = Field(self.file, name, self.documents, weigh) if is_there else None
        return self._fields[name]

    def _weights(self, documents: Numbers, places: NDArray[Any]) -> Numbers:
        return self.zones.weights(documents, places)

    @cached_property
    def zones(self) -> Zones:
        """Where the zones of each document are."""
        return Zones(self.stored_column)

    def field_of(self, name: str) -> tuple[Field | ZoneField | None, bool]:
        """What answers for a field of the schema, and whether it is asked for words as written."""
        if name not in self._answering:
            self._answering[name] = self._found(name)
        return self._answering[name]

    def _found(self, name: str) -> tuple[Field | ZoneField | None, bool]:
        stemmed = name.removesuffix(_WORDS)
        if stemmed not in schema.SEARCHED:
            return self.field(stemmed), stemmed != name
        text = self.field(schema.TEXT)
        as_written = stemmed != name or stemmed not in schema.STEMMED
        return (ZoneField(stemmed, text, self.zones) if text else None), as_written

    def fields(self) -> list[str]:
        """The names of the fields and zones that are there."""
        zones = schema.SEARCHED if self.field(schema.TEXT) else ()
        return [*zones, *(name for name in self.file.facts["fields"] if self.field(name))]

    def stored_column(self, name: str) -> NDArray[Any]:
        """A number for each document, in the type in which it is on disk; 0 where none was given."""
        if f"column.{name}" not in self.file:
            return np.zeros(self.documents, np.uint8)
        column = self.file.array(f"column.{name}")
        if len(column) != self.documents:
            raise damaged(f"the column {name} has another number of documents")
        return column

    def column(self, name: str) -> Numbers:
        """A number for each document; 0 where none was given."""
        if name not in self._columns:
            self._columns[name] = self.stored_column(name).astype(np.int64, copy=False)
        return self._columns[name]

    def total(self, name: str) -> int:
        """The sum of a column of lengths."""
        return int(self.file.facts["totals"].get(name, 0))

    @cached_property
    def _by_rowid(self) -> tuple[Numbers, Numbers]:
        order = self.file.array("by_rowid").astype(np.int64)
        if len(order) != self.documents or order.max(initial=0) >= max(self.documents, 1):
            raise damaged("documents do not add up")
        return self.column("rowid")[order], order

    def documents_of(self, rowids: Numbers) -> Numbers:
        """The numbers, ascending, of the documents with these rowids, deleted ones too."""
        known, order = self._by_rowid
        # A segment that was merged never has a rowid twice, nor has one that was written in one commit.
        where = np.minimum(np.searchsorted(known, rowids), max(len(known) - 1, 0))
        found: Numbers = order[where[known[where] == rowids]] if len(known) else order
        return np.sort(found)


@dataclass(slots=True)
class OpenSegment:
    """A segment in one commit."""

    description: SegmentDescription
    data: SegmentData
    deleted: NDArray[np.bool_] | None = None
    """For each document whether it is; None if none is."""
    base: int = 0
    """How many documents the segments before it in the commit have."""
    derived: dict[Any, Any] = field(default_factory=dict)
    """What searches of this commit have computed from the arrays."""

    @property
    def living(self) -> int:
        return self.description.documents - self.description.deleted


def read_deletions(directory: Path, description: SegmentDescription) -> NDArray[np.bool_] | None:
    """For each document of a segment whether it is deleted; None if none is."""
    if not description.deletions:
        return None
    data = (directory / description.deletions).read_bytes()
    if zlib.crc32(data) != description.checksum or len(data) != (description.documents + 7) // 8:
        raise damaged(f"{description.deletions} has changed")
    return np.unpackbits(np.frombuffer(data, np.uint8), count=description.documents).astype(bool)
