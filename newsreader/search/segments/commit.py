"""One commit, opened: its segments, and the figures that scores depend on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import Any

import numpy as np

from newsreader.search import schema
from newsreader.search.segments.contents import Contents
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.segment import OpenSegment

_UNDATED = -(2**63) + 1
"""Less than any key of order; its negative is a number too."""


class Commit:
    """The segments of one commit. May be used from several threads."""

    def __init__(self, contents: Contents, segments: Sequence[OpenSegment]) -> None:
        self.contents = contents
        self.segments = list(segments)
        self.documents = sum(segment.description.documents for segment in segments)
        """Deleted ones too: as in Whoosh, they count for how rare words are until they are merged away."""
        self.living = sum(segment.living for segment in segments)
        self._averages: dict[str, float] = {}
        self._columns: dict[str, Numbers] = {}

    def column(self, name: str) -> Numbers:
        """A number for each document of all segments."""
        if name not in self._columns:
            columns = [segment.data.column(name) for segment in self.segments]
            self._columns[name] = columns[0] if len(columns) == 1 else np.concatenate(columns)
        return self._columns[name]

    @cached_property
    def newest(self) -> Numbers:
        """A number for each document, larger for newer ones; smallest for those without a date."""
        return np.where(self.column("date") == 0, _UNDATED, self.column("sort_key"))

    @cached_property
    def oldest(self) -> Numbers:
        """A number for each document, larger for older ones; smallest for those without a date."""
        return np.where(self.column("date") == 0, _UNDATED, -self.column("sort_key"))

    def average_length(self, field: str) -> float:
        """Terms of a field in a document, on average."""
        name = schema.length_field(field)
        if name not in self._averages:
            total = sum(segment.data.total(name) for segment in self.segments)
            self._averages[name] = total / self.documents or 1.0
        return self._averages[name]

    def idf(self, frequency: int) -> float:
        """How rare a term is that so many documents have: Robertson's and Sparck Jones's weight, sharpened.

        What is in half of them or more says next to nothing.
        """
        weight = log((self.documents - frequency + 0.5) / (frequency + 0.5))
        return float(max(weight, schema.LEAST_RARITY) ** schema.SHARPNESS)

    def searcher(self) -> Any:
        """A Whoosh searcher, for one thread."""
        from whoosh.searching import Searcher

        from newsreader.search.segments.codec import whoosh_reader
        from newsreader.search.segments.weighting import Weighting

        return Searcher(whoosh_reader(self.segments, self.contents.generation), weighting=Weighting(self.idf))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents."""
        found: set[str] = set()
        for segment in self.segments:
            field = segment.data.field("language")
            found.update(field.terms.between(0, len(field.terms)) if field else ())
        return tuple(sorted(found))
