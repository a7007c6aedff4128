"""The zones of a text: where each begins, what a word in it weighs, and each as a field of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.segments.dictionary import Dictionary
from newsreader.search.segments.field import Field
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import Postings, counted


def zone_starts(lengths: Mapping[str, NDArray[Any]]) -> list[NDArray[np.int32]]:
    """For each zone the position at which it begins in each document, given its lengths in positions."""
    start = np.zeros(len(lengths[schema.SEARCHED[0]]), np.int32)
    starts = []
    for zone in schema.SEARCHED:
        starts.append(start)
        if lengths[zone].any():
            start = start + lengths[zone].astype(np.int32)
            start[lengths[zone] > 0] += schema.ZONE_GAP
    return starts


class Zones:
    """The zones of the documents of one segment."""

    def __init__(self, column: Callable[[str], NDArray[Any]]) -> None:
        """``column`` gives columns by name."""
        self._lengths = {zone: column(schema.length_field(zone)) for zone in schema.SEARCHED}
        self._starts = dict(zip(schema.SEARCHED, zone_starts(self._lengths), strict=True))

    def are_in(self, zone: str, documents: Numbers, places: NDArray[Any]) -> NDArray[np.bool_]:
        """Which occurrences, each with its document and place, are in a zone."""
        start = self._starts[zone][documents]
        is_in: NDArray[np.bool_] = places < start + self._lengths[zone][documents]
        if zone != schema.SEARCHED[0]:
            is_in &= places >= start
        return is_in

    def weights(self, documents: Numbers, places: NDArray[Any]) -> Numbers:
        """What occurrences weigh, in units."""
        *others, last = schema.SEARCHED
        weights = np.full(len(places), schema.UNITS[-1], np.int64)
        # Most are in the last zone, the body.
        rest = np.flatnonzero(places < self._starts[last][documents])
        documents, places = documents[rest], places[rest]
        for zone, unit in zip(others, schema.UNITS, strict=False):
            weights[rest[places >= self._starts[zone][documents]]] = unit
        return weights


class ZoneField:
    """A zone, asked like a field; its words are found among those of the whole text.

    Terms of other zones are in its dictionary too, without postings. An occurrence weighs one.
    """

    def __init__(self, name: str, text: Field, zones: Zones) -> None:
        self._name = name
        self._text = text
        self._zones = zones

    def dictionary(self, *, as_written: bool) -> Dictionary:
        """The stems, or the words, of the whole text."""
        return self._text.dictionary(as_written=as_written)

    def frequency(self, term: bytes, *, as_written: bool = False) -> int:
        """How many documents have a term."""
        return len(self.postings(term, as_written=as_written) or ())

    def postings(self, term: bytes, *, as_written: bool = False) -> Postings | None:
        """The postings of a term, None without it."""
        whole = self._text.postings(term, as_written=as_written)
        return self._within([whole]) if whole is not None else None

    def any_of(self, terms: Sequence[int], *, as_written: bool = False) -> tuple[Numbers, Numbers]:
        """Documents that have any of the terms with these ascending numbers, some more than once, and how
        often each has it."""
        found = self._within(self._text.each_of(terms, as_written=as_written))
        return (found.documents, found.counts.astype(np.int64)) if found else (_NONE, _NONE)

    def _within(self, whole: Sequence[Postings]) -> Postings | None:
        """What of these is in the zone."""
        owners = _joined([np.repeat(each.documents, each.counts) for each in whole])
        places = _joined([each.places() for each in whole])
        is_in = self._zones.are_in(self._name, owners, places)
        if not is_in.any():
            return None
        return counted(owners[is_in], places[is_in], self._text.document_count)


_NONE = np.empty(0, np.int64)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return parts[0] if len(parts) == 1 else np.concatenate([_NONE, *parts])
