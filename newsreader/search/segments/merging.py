"""Make one segment out of several: their arrays are joined and put in order, no text is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from newsreader.search import schema
from newsreader.search.segments.building import facts, new_name, write_columns
from newsreader.search.segments.field import Field
from newsreader.search.segments.fields import FieldWriter, Forms, Limits, Piece
from newsreader.search.segments.files import ArrayWriter, Numbers
from newsreader.search.segments.postings import gather
from newsreader.search.segments.segment import SUFFIX, OpenSegment, SegmentDescription

_OCCURRENCES = 1 << 20
"""Occurrences that are in memory at once, more only for a term that alone has more."""


class MergeStopped(Exception):  # noqa: N818 - nothing went wrong
    """The merge was told to stop; nothing has changed."""


def merge_segments(
    segments: Sequence[OpenSegment], directory: Path, should_stop: Callable[[], bool] | None = None
) -> SegmentDescription:
    """Write a segment of the living documents of these, in their order. Raises MergeStopped."""
    name = new_name()
    moved, amount = _moved(segments)
    names = (*schema.NUMBERS, *schema.length_columns())
    columns = {column: _joined(segments, moved, column) for column in names}
    totals = {column: int(columns[column].sum()) for column in schema.length_columns()}
    with ArrayWriter(directory / f"{name}{SUFFIX}") as out:
        for field in (*schema.INVERTED, *schema.LABELS):
            sources = [
                (source, numbers)
                for segment, numbers in zip(segments, moved, strict=True)
                if (source := segment.data.field(field)) is not None
            ]
            if sources:
                _FieldMerge(sources, amount).run(out, field, should_stop)
        write_columns(out, columns)
        return SegmentDescription(name, amount, out.finish(facts(amount, totals)))


def _moved(segments: Sequence[OpenSegment]) -> tuple[list[Numbers], int]:
    """For each segment the new number of each document, -1 for deleted ones; and how many there are."""
    moved: list[Numbers] = []
    amount = 0
    for segment in segments:
        deleted = segment.deleted if segment.deleted is not None else np.zeros(segment.data.documents, bool)
        numbers = amount + np.cumsum(~deleted) - 1
        amount += int((~deleted).sum())
        moved.append(np.where(deleted, -1, numbers))
    return moved, amount


def _joined(segments: Sequence[OpenSegment], moved: list[Numbers], column: str) -> Numbers:
    return np.concatenate(
        [segment.data.column(column)[numbers >= 0] for segment, numbers in zip(segments, moved, strict=True)]
    )


@dataclass(slots=True)
class _Source:
    """A field of one segment, and how its numbers become those of the merged field."""

    field: Field
    documents: Numbers
    terms: Numbers
    forms: Numbers


class _FieldMerge:
    """Joins one field of several segments."""

    def __init__(self, sources: Sequence[tuple[Field, Numbers]], documents: int) -> None:
        known = [source.forms() for source, _ in sources]
        pairs = sorted(set().union(*known)) if len(known) > 1 else known[0]
        number_of = {pair: number for number, pair in enumerate(pairs)}
        self._forms = Forms([stem for stem, _ in pairs], [word for _, word in pairs])
        self._sources: list[_Source] = []
        self._documents = documents
        for (field, moved), its_pairs in zip(sources, known, strict=True):
            forms = np.fromiter((number_of[pair] for pair in its_pairs), np.int64, len(its_pairs))
            terms = np.unique(self._forms.stem_of[forms])
            self._sources.append(_Source(field, moved, terms, forms))

    def run(self, out: ArrayWriter, name: str, should_stop: Callable[[], bool] | None) -> None:
        """Write the joined field."""
        limits = Limits(
            self._documents,
            max(source.field.largest("counts") for source in self._sources),
            max(source.field.largest("places") for source in self._sources),
            max(source.field.largest("weights") for source in self._sources),
        )
        writer = FieldWriter(out, name, self._forms, limits)
        for first, last in self._pieces():
            if should_stop and should_stop():
                raise MergeStopped
            writer.add(self._piece(first, last))
        writer.finish()

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Ranges of terms that are small enough."""
        occurrences = np.zeros(len(self._forms.stems), np.int64)
        for source in self._sources:
            occurrences[source.terms] += source.field.occurrences()
        numbers = np.cumsum(occurrences) // _OCCURRENCES
        edges = np.concatenate([[0], np.flatnonzero(np.diff(numbers)) + 1, [len(self._forms.stems)]]).tolist()
        yield from pairwise(edges)

    def _piece(self, first: int, last: int) -> Piece:
        """The postings of a range of terms, of all sources, in order."""
        parts: list[Piece] = []
        for source in self._sources:
            begin, end = np.searchsorted(source.terms, (first, last)).tolist()
            extent = source.field.extent(begin, end)
            documents = source.documents[extent.documents]
            is_living = documents >= 0
            places, forms = extent.places, source.forms[extent.forms]
            if not is_living.all():
                kept = np.repeat(is_living, extent.counts)
                places, forms = places[kept], forms[kept]
            parts.append(
                Piece(
                    source.terms[extent.terms[is_living]],
                    documents[is_living],
                    extent.counts[is_living],
                    places,
                    forms,
                    None if extent.weights is None else extent.weights[is_living],
                )
            )
        return _sorted(_concatenated(parts))


def _concatenated(parts: list[Piece]) -> Piece:
    names = ["terms", "documents", "counts", "places", "forms"]
    if all(part.weights is not None for part in parts):
        names.append("weights")
    return Piece(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _sorted(piece: Piece) -> Piece:
    """By term; the documents of each later source have higher numbers anyway."""
    keys = (piece.terms << 32) | np.arange(len(piece.terms))
    keys.sort()
    order = keys & 0xFFFFFFFF
    return Piece(
        piece.terms[order],
        piece.documents[order],
        piece.counts[order],
        gather(piece.places, piece.counts, order),
        gather(piece.forms, piece.counts, order),
        None if piece.weights is None else piece.weights[order],
    )
