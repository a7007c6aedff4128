"""Make a segment out of documents. Needs no index: worker processes may do it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from newsreader.search import schema
from newsreader.search.languages import primary
from newsreader.search.nouns import IndexDocument
from newsreader.search.segments.fields import write_tokens
from newsreader.search.segments.files import ArrayWriter, Numbers, smallest
from newsreader.search.segments.lexicon import Lexicon, TextStream, Tokens
from newsreader.search.segments.segment import INDEX_NAME, SUFFIX, SegmentDescription
from newsreader.search.segments.speech import Speech
from newsreader.search.segments.zones import zone_starts

_local = threading.local()
_zones_of = attrgetter(*schema.SEARCHED)
_UNITS = tuple(zip(schema.SEARCHED, schema.UNITS, strict=True))
MAX_CHARACTERS = 6_000_000
"""Text in one segment when it is built, in which a token takes about 100 bytes of memory for a moment."""


class SegmentBuilder:
    """Builds segments one after the other, remembering the words of earlier ones. For one thread."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def build(self, documents: Sequence[IndexDocument], directory: Path) -> SegmentDescription:
        """Write a segment of these documents, of which no two have the same rowid, into an existing folder.

        It becomes part of an index when a commit names it.
        """
        if self._lexicon.is_full:
            self._lexicon = Lexicon()
        name = new_name()
        with ArrayWriter(directory / f"{name}{SUFFIX}") as out:
            totals = self._write_texts(out, documents)
            for field, values in _labels(documents).items():
                self._write_labels(out, field, values)
            columns = _numbers(documents)
            write_columns(out, {name: np.array(column, np.int64) for name, column in columns.items()})
            size = out.finish(facts(len(documents), totals))
        return SegmentDescription(name, len(documents), size)

    def _write_texts(self, out: ArrayWriter, documents: Sequence[IndexDocument]) -> dict[str, int]:
        """Write text and urls; returns the sum of each column of lengths."""
        surfaces = [self._lexicon.of(primary(document.language)) for document in documents]
        text, urls = TextStream(), TextStream()
        speech = Speech(self._lexicon)
        for number, (document, known) in enumerate(zip(documents, surfaces, strict=True)):
            cuts = speech.cuts(number, document) if document.quotations else {}
            for name, zone in zip(schema.SEARCHED, _zones_of(document), strict=True):
                text.add(zone, known, cuts.get(name, ()))
            urls.add(document.url, known)
        tokens, widths = text.tokens(self._lexicon)
        lengths = dict(zip(schema.SEARCHED, widths.reshape(len(documents), -1).T, strict=True))
        self._write(out, schema.TEXT, _placed(tokens, lengths), is_stemmed=True)
        self._write(out, schema.SAID, speech.tokens(text.cut_places, lengths), is_stemmed=True)
        lengths[schema.TEXT] = np.sum([lengths[zone] * unit for zone, unit in _UNITS], axis=0)
        tokens, lengths["url"] = urls.tokens(self._lexicon)
        self._write(out, "url", tokens, is_stemmed=False)
        columns = {schema.length_field(field): column for field, column in lengths.items() if column.any()}
        for name, column in columns.items():
            out.put(f"column.{name}", column)
        return {name: int(column.sum()) for name, column in columns.items()}

    def _write(self, out: ArrayWriter, field: str, tokens: Tokens, *, is_stemmed: bool) -> None:
        if len(tokens.forms):
            write_tokens(out, field, tokens, self._lexicon, is_stemmed=is_stemmed)

    def _write_labels(self, out: ArrayWriter, field: str, values: list[str]) -> None:
        forms = np.fromiter((self._lexicon.form(value, value) for value in values), np.int64, len(values))
        documents = np.arange(len(values))
        tokens = Tokens(forms, documents, np.zeros_like(documents))
        self._write(out, field, tokens, is_stemmed=False)


def _placed(tokens: Tokens, lengths: dict[str, Numbers]) -> Tokens:
    """The tokens of zones, of which each document has all, as those of the documents' texts."""
    zones = len(schema.SEARCHED)
    starts = np.column_stack(zone_starts(lengths)).ravel()
    weights = np.array(schema.UNITS, np.int64)[tokens.documents % zones]
    return Tokens(tokens.forms, tokens.documents // zones, tokens.places + starts[tokens.documents], weights)


def portions(documents: Sequence[IndexDocument]) -> Iterator[Sequence[IndexDocument]]:
    """The documents in parts of so little text that building a segment of each takes little memory."""
    start = characters = 0
    for number, document in enumerate(documents):
        characters += len(document.body)
        if characters > MAX_CHARACTERS and number > start:
            yield documents[start:number]
            start, characters = number, len(document.body)
    if documents[start:]:
        yield documents[start:]


def build_segments(documents: Sequence[IndexDocument], directory: Path) -> list[SegmentDescription]:
    """Segments of these documents, in a folder that exists; of two with one rowid the later counts."""
    builder: SegmentBuilder | None = getattr(_local, "builder", None)
    if builder is None:
        builder = _local.builder = SegmentBuilder()
    latest = list({document.rowid: document for document in documents}.values())
    return [builder.build(part, directory) for part in portions(latest)]


def new_name() -> str:
    """A name for a segment, as Whoosh names them."""
    return f"{INDEX_NAME}_{secrets.token_hex(8)}"


def facts(documents: int, totals: dict[str, int]) -> dict[str, Any]:
    """What a segment's file says of itself."""
    return {
        "documents": documents,
        "totals": totals,
        "fields": [*schema.INVERTED, *schema.LABELS],
    }


def write_columns(out: ArrayWriter, columns: dict[str, Numbers]) -> None:
    """Write columns, and the order of the documents by rowid."""
    for name, values in columns.items():
        known = schema.NUMBERS.get(name)
        kind = np.dtype(known) if known else smallest(int(values.max(initial=0)))
        bounds = np.iinfo(kind)
        low, high = max(int(bounds.min), -(2**63)), min(int(bounds.max), 2**63 - 1)
        out.append(f"column.{name}", np.clip(values, low, high), kind)
    out.put("by_rowid", np.argsort(columns["rowid"], kind="stable"))


def _labels(documents: Iterable[IndexDocument]) -> dict[str, list[str]]:
    # An empty language is a term too: its documents were not stemmed, and queries must know.
    return {
        "language": [schema.label(primary(document.language)) for document in documents],
        "bundle": [schema.label(document.bundle) for document in documents],
    }


def _numbers(documents: Iterable[IndexDocument]) -> dict[str, list[int]]:
    return {
        "rowid": [document.rowid for document in documents],
        "sort_key": [document.sort_key for document in documents],
        "date": [schema.day_number(document.date) for document in documents],
        "words": [document.words for document in documents],
        "flags": [_flags(document) for document in documents],
    }


def _flags(document: IndexDocument) -> int:
    return schema.IS_STUB * document.is_stub + schema.IS_INFERRED * document.is_inferred
