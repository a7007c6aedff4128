"""The segments as Whoosh sees them: a codec, so that any Whoosh query and searcher works on our arrays.

Reading only. Segments are written by ``building`` and ``merging``, from arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields, formats
from whoosh.codec import base
from whoosh.reading import MultiReader, SegmentReader, TermInfo, TermNotFound

from newsreader.search import schema
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.matcher import ArrayMatcher
from newsreader.search.segments.postings import Postings
from newsreader.search.segments.segment import INDEX_NAME, OpenSegment


def make_schema() -> Any:
    """The schema of the index, for Whoosh."""
    whole = fields.Schema()
    names = (*schema.INVERTED, *schema.SEARCHED)
    for name in dict.fromkeys((*names, *map(schema.words_field, names))):
        whole.add(name, fields.FieldType(formats.Positions(), analysis.IDAnalyzer(), scorable=True))
    for name in schema.LABELS:
        whole.add(name, fields.ID())
    return whole


def whoosh_reader(segments: list[OpenSegment], generation: int) -> Any:
    """A Whoosh reader of the segments of one commit."""
    whole = make_schema()
    readers = [SegmentReader(None, whole, ArraySegment(segment), generation) for segment in segments]
    return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Reads segments of arrays."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        return ArrayTerms(segment.opened)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocuments:
        return ArrayDocuments(segment.opened)


class ArraySegment(base.Segment):  # type: ignore[misc]
    """A segment of one commit."""

    def __init__(self, opened: OpenSegment) -> None:
        self.opened = opened
        self.indexname = INDEX_NAME
        self.segid = opened.description.name.partition("_")[2]
        self.compound = False

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def doc_count_all(self) -> int:
        return self.opened.description.documents

    def deleted_count(self) -> int:
        return self.opened.description.deleted

    def deleted_docs(self) -> Iterator[int]:
        deleted = self.opened.deleted
        return iter(deleted.nonzero()[0].tolist() if deleted is not None else ())

    def is_deleted(self, docnum: int) -> bool:
        return self.opened.deleted is not None and bool(self.opened.deleted[docnum])


class ArrayTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, as_written = self._segment.data.field_of(term[0])
        return field is not None and field.frequency(term[1], as_written=as_written) > 0

    def _postings(self, fieldname: str, text: bytes) -> Postings:
        field, as_written = self._segment.data.field_of(fieldname)
        postings = field.postings(text, as_written=as_written) if field else None
        if postings is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings

    def indexed_field_names(self) -> list[str]:
        names = self._segment.data.fields()
        return sorted({*names, *map(schema.words_field, names)})

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self, fieldname)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            yield from ((name, term) for term in self.of_field(name, b""))

    def of_field(self, fieldname: str, start: bytes) -> Iterator[bytes]:
        """The different terms of a field, from one on."""
        field, as_written = self._segment.data.field_of(fieldname)
        if field is None:
            return
        dictionary = field.dictionary(as_written=as_written)
        before = None
        for number in range(dictionary.first_from(start), len(dictionary)):
            term = dictionary[number]
            if term != before and field.frequency(term, as_written=as_written):
                yield term
            before = term

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        names = self.indexed_field_names()
        for name in names[names.index(fieldname) if fieldname in names else len(names) :]:
            yield from ((name, term) for term in self.of_field(name, prefix if name == fieldname else b""))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings = self._postings(fieldname, text)
        name = schema.length_field(fieldname)
        lengths = self._segment.data.column(name)[postings.documents] if postings.documents.size else None
        if lengths is None:
            return TermInfo()
        unit = _unit(fieldname)
        return TermInfo(
            weight=float(postings.weights.sum()) / unit,
            df=len(postings.documents),
            minlength=float(lengths.min()) / unit,
            maxlength=float(lengths.max()) / unit,
            maxweight=float(postings.weights.max()) / unit,
            minid=int(postings.documents[0]),
            maxid=int(postings.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        field, as_written = self._segment.data.field_of(fieldname)
        return field.frequency(text, as_written=as_written) if field else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        postings = self._postings(fieldname, text)
        info = self.term_info(fieldname, text)
        return ArrayMatcher(postings, (fieldname, text), format_, scorer, info, _unit(fieldname))


def _unit(fieldname: str) -> int:
    """The unit of weights and lengths of a field."""
    return schema.UNIT if fieldname.removesuffix("_words") == schema.TEXT else 1


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Steps through the terms of a field."""

    def __init__(self, terms: ArrayTerms, fieldname: str) -> None:
        self._reader = terms
        self._fieldname = fieldname
        self._current: bytes | None = None
        self._rest: Iterator[bytes] = iter(())
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, string: str | bytes) -> str | None:
        text = string if isinstance(string, bytes) else string.encode("utf-8", "surrogatepass")
        self._rest = self._reader.of_field(self._fieldname, text)
        return self.next()

    def next(self) -> str | None:
        self._current = next(self._rest, None)
        return self.text()

    def text(self) -> str | None:
        """The term under the cursor; None past the last."""
        return None if self._current is None else self._current.decode("utf-8", "surrogatepass")

    def term_info(self) -> TermInfo:
        return self._reader.term_info(self._fieldname, self._current or b"")

    def is_valid(self) -> bool:
        return self._current is not None


class ArrayDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment: how many, how long, which deleted. Their text is the store's."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.living

    def doc_count_all(self) -> int:
        return self._segment.description.documents

    def has_deletions(self) -> bool:
        return self._segment.deleted is not None

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.deleted is not None and bool(self._segment.deleted[docnum])

    def deleted_docs(self) -> Iterator[int]:
        deleted = self._segment.deleted
        return iter(deleted.nonzero()[0].tolist() if deleted is not None else ())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> float:
        return float(self._lengths(fieldname)[docnum]) / _unit(fieldname) or default

    def field_length(self, fieldname: str) -> float:
        return self._segment.data.total(schema.length_field(fieldname)) / _unit(fieldname)

    def min_field_length(self, fieldname: str) -> float:
        return float(self._lengths(fieldname).min(initial=0)) / _unit(fieldname)

    def max_field_length(self, fieldname: str) -> float:
        return float(self._lengths(fieldname).max(initial=0)) / _unit(fieldname)

    def _lengths(self, fieldname: str) -> Numbers:
        return self._segment.data.column(schema.length_field(fieldname))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}
