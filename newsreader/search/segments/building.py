"""Make a segment out of documents. Needs no index: worker processes may do it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.analysis import Analyser, Batch
from newsreader.search.languages import primary
from newsreader.search.nouns import IndexDocument, IndexFacts, IndexText
from newsreader.search.segments.fields import write_tokens
from newsreader.search.segments.files import ArrayWriter, Numbers, smallest
from newsreader.search.segments.lexicon import Lexicon
from newsreader.search.segments.segment import INDEX_NAME, SUFFIX, SegmentDescription
from newsreader.search.segments.words import Tokens, Words
from newsreader.search.segments.zones import zone_starts

_Value = TypeVar("_Value")
_Result = TypeVar("_Result")
_local = threading.local()
_zones_of = attrgetter(*schema.SEARCHED)
MAX_CHARACTERS = 6_000_000
"""Text in one segment when it is built, in which a token takes about 50 bytes of memory for a moment."""


class SegmentBuilder:
    """Builds segments one after the other, remembering the words of earlier ones. For one thread."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def build(self, batches: Sequence[Batch], directory: Path) -> SegmentDescription:
        """Write a segment of these articles into an existing folder.

        It becomes part of an index when a commit names it.
        """
        if self._lexicon.is_full:
            self._lexicon = Lexicon()
        name = new_name()
        documents = [facts for batch in batches for facts in batch.facts if facts is not None]
        is_kept = np.array([facts is not None for batch in batches for facts in batch.facts], bool)
        with ArrayWriter(directory / f"{name}{SUFFIX}") as out:
            totals = self._write_texts(out, Words([batch.words for batch in batches], self._lexicon), is_kept)
            for field, values in _labels(documents).items():
                self._write_labels(out, field, values)
            columns = _numbers(documents)
            write_columns(out, {name: np.array(column, np.int64) for name, column in columns.items()})
            size = out.finish(facts(len(documents), totals))
        return SegmentDescription(name, len(documents), size)

    def _write_texts(self, out: ArrayWriter, words: Words, is_kept: NDArray[np.bool_]) -> dict[str, int]:
        """Write text and urls; returns the sum of each column of lengths."""
        text, widths = words.text()
        lengths: dict[str, NDArray[Any]] = dict(zip(schema.SEARCHED, widths.T, strict=True))
        self._write(out, schema.TEXT, _only(_placed(text, lengths), is_kept), is_stemmed=True)
        self._write(out, schema.SAID, _only(words.speech(lengths), is_kept), is_stemmed=True)
        lengths[schema.TEXT] = widths @ np.array(schema.UNITS)
        urls, lengths["url"] = words.urls()
        self._write(out, "url", _only(urls, is_kept), is_stemmed=False)
        columns = {schema.length_field(field): column[is_kept] for field, column in lengths.items()}
        columns = {name: column for name, column in columns.items() if column.any()}
        for name, column in columns.items():
            out.put(f"column.{name}", column)
        return {name: int(column.sum()) for name, column in columns.items()}

    def _write(self, out: ArrayWriter, field: str, tokens: Tokens, *, is_stemmed: bool) -> None:
        if len(tokens.forms):
            write_tokens(out, field, tokens, self._lexicon, is_stemmed=is_stemmed)

    def _write_labels(self, out: ArrayWriter, field: str, values: list[str]) -> None:
        labels = _each(schema.label, values)
        forms = np.array(_each(lambda label: self._lexicon.form(label, label), labels), np.int64)
        documents = np.arange(len(values))
        tokens = Tokens(forms, documents, np.zeros_like(documents))
        self._write(out, field, tokens, is_stemmed=False)


def _placed(tokens: Tokens, lengths: dict[str, NDArray[Any]]) -> Tokens:
    """The tokens of zones, of which each document has all, as those of the documents' texts."""
    zones = len(schema.SEARCHED)
    starts = np.column_stack(zone_starts(lengths)).ravel()
    # There are far fewer zones than tokens: what is the same for all of a zone is reckoned once.
    document, zone = np.divmod(np.arange(len(starts), dtype=np.int32), np.int32(zones))
    weights = np.array(schema.UNITS, np.int32)[zone].take(tokens.documents)
    places = tokens.places + starts.take(tokens.documents)
    return Tokens(tokens.forms, document.take(tokens.documents), places, weights)


def _only(tokens: Tokens, is_kept: NDArray[np.bool_]) -> Tokens:
    """The tokens of some of the documents, which are counted anew."""
    if is_kept.all():
        return tokens
    kept = is_kept[tokens.documents]
    numbers = np.cumsum(is_kept) - 1
    weights = None if tokens.weights is None else tokens.weights[kept]
    return Tokens(tokens.forms[kept], numbers[tokens.documents[kept]], tokens.places[kept], weights)


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
    analyser: Analyser | None = getattr(_local, "analyser", None)
    if analyser is None:
        analyser = _local.analyser = Analyser()
    latest = list({document.rowid: document for document in documents}.values())
    batches = (
        Batch(analyser.analyse(map(_text, part)), list(map(_facts, part))) for part in portions(latest)
    )
    return [build_analysed([batch], directory) for batch in batches]


def build_analysed(batches: Sequence[Batch], directory: Path) -> SegmentDescription:
    """A segment of articles that have been analysed, in a folder that exists."""
    builder: SegmentBuilder | None = getattr(_local, "builder", None)
    if builder is None:
        builder = _local.builder = SegmentBuilder()
    return builder.build(batches, directory)


def _text(document: IndexDocument) -> IndexText:
    return IndexText(_zones_of(document), document.url, document.language, document.quotations)


def _facts(document: IndexDocument) -> IndexFacts:
    return IndexFacts(
        document.rowid,
        document.date,
        document.sort_key,
        document.language,
        document.bundle,
        document.words,
        document.is_stub,
        document.is_inferred,
    )


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


def _labels(documents: Iterable[IndexFacts]) -> dict[str, list[str]]:
    # An empty language is a term too: its documents were not stemmed, and queries must know.
    return {
        "language": _each(primary, [document.language for document in documents]),
        "bundle": [document.bundle for document in documents],
    }


def _numbers(documents: Iterable[IndexFacts]) -> dict[str, list[int]]:
    return {
        "rowid": [document.rowid for document in documents],
        "sort_key": [document.sort_key for document in documents],
        "date": _each(schema.day_number, [document.date for document in documents]),
        "words": [document.words for document in documents],
        "flags": [_flags(document) for document in documents],
    }


def _each(function: Callable[[_Value], _Result], values: Sequence[_Value]) -> list[_Result]:
    """What a function makes of values, of which few are different."""
    results = {value: function(value) for value in set(values)}
    return list(map(results.__getitem__, values))


def _flags(document: IndexFacts) -> int:
    return schema.IS_STUB * document.is_stub + schema.IS_INFERRED * document.is_inferred
