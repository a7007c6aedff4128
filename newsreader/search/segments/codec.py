"""The segments as Whoosh sees them: a codec, so that any Whoosh query and searcher works on our arrays.

Reading only. Segments are written by ``building`` and ``merging``, from arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields, formats
from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import MultiReader, SegmentReader, TermInfo, TermNotFound

from newsreader.search import schema
from newsreader.search.segments.postings import Postings
from newsreader.search.segments.segment import INDEX_NAME, OpenSegment


def make_schema() -> Any:
    """The schema of the index, for Whoosh."""
    whole = fields.Schema()
    for name in (*schema.STEMMED, *schema.PLAIN, *map(schema.words_field, schema.STEMMED)):
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
        return field is not None and field.dictionary(as_written=as_written).find(term[1]) >= 0

    def _postings(self, fieldname: str, text: bytes) -> Postings:
        field, as_written = self._segment.data.field_of(fieldname)
        postings = field.postings(text, as_written=as_written) if field else None
        if postings is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return postings

    def indexed_field_names(self) -> list[str]:
        names = self._segment.data.fields()
        return sorted([*names, *(schema.words_field(name) for name in names if name in schema.STEMMED)])

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
            if term != before:
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
        return TermInfo(
            weight=float(postings.counts.sum()),
            df=len(postings.documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(postings.counts.max()),
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
        return ArrayMatcher(postings, (fieldname, text), format_, scorer, self.term_info(fieldname, text))


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


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Whoosh's matcher of one term: all postings are one block."""

    def __init__(
        self, postings: Postings, term: tuple[str, bytes], format_: Any, scorer: Any, info: TermInfo
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._info = info
        self._postings = postings
        self._ids: list[int] = postings.documents.tolist()
        self._counts: list[int] = postings.counts.tolist()
        self._places: list[int] | None = None
        self._ends: list[int] = []
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> ArrayMatcher:
        other = ArrayMatcher(self._postings, self._term, self.format, self.scorer, self._info)
        other._at = self._at
        return other

    def id(self) -> int:
        return self._ids[self._at]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        found = int(self._postings.documents[self._at :].searchsorted(targetid))
        self._at += found

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def weight(self) -> float:
        return float(self._counts[self._at])

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids[self._at :])

    def supports(self, astype: str) -> bool:
        return astype in ("positions", "frequency", "weight")

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return self._positions()
        return self._counts[self._at] if astype == "frequency" else self.weight()

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def _positions(self) -> list[int]:
        if self._places is None:
            self._places = self._postings.places().tolist()
            self._ends = self._postings.counts.cumsum().tolist()
        end = self._ends[self._at]
        return self._places[end - self._counts[self._at] : end]

    def block_min_length(self) -> int:
        return self._info.min_length() or 0

    def block_max_length(self) -> int:
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        return float(self._info.max_weight())


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

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._segment.data.column(schema.length_field(fieldname))[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        return self._segment.data.total(schema.length_field(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._segment.data.column(schema.length_field(fieldname)).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._segment.data.column(schema.length_field(fieldname)).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}
