"""Words inside quotations of a speaker: arithmetic on where speech begins and ends, and where words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh import query as wq

from newsreader.search import schema
from newsreader.search.evaluation import Segment
from newsreader.search.matches import NOTHING, Alike, Match
from newsreader.search.nodes import AnyLike, AnyTerm, Node, Together
from newsreader.search.proximity import of_keys, places_in
from newsreader.search.segments.files import Numbers, damaged
from newsreader.search.segments.postings import Postings

Name = tuple[tuple[bytes, ...], ...]
"""The words of a name; of each the terms of which any will do."""
_NONE = np.empty(0, np.int64)


@dataclass(eq=False)
class InSpeech(Node):
    """Documents in which somebody says some words, all in one quotation.

    ``names`` are alternatives. Each of ``words`` is a list of queries of which any will do. All documents
    are scored alike.
    """

    names: tuple[Name, ...]
    words: Sequence[Sequence[Any]] = ()

    def matches(self, segment: Segment) -> Match:
        pieces = [_pieces_of(name, segment) for name in self.names]
        starts, ends = _united(pieces)
        if not len(starts):
            return NOTHING
        if not self.words:
            return Alike(segment.unique(of_keys(starts)[0]))
        opening = segment.postings(schema.SAID, schema.OPENING.encode())
        if opening is None:
            raise damaged("quotations have no beginnings")
        openings = places_in(opening)
        quotation = openings.searchsorted(starts, "right") - 1
        documents = segment.unique(of_keys(starts)[0])
        found = np.unique(quotation)
        for queries in self.words:
            segment.check()
            inside = [_inside(query, segment, documents, starts, ends) for query in queries]
            found = np.intersect1d(found, quotation[np.concatenate([_NONE, *inside])])
            if not len(found):
                return NOTHING
        return Alike(segment.unique(of_keys(openings[found])[0]))


def _pieces_of(name: Name, segment: Segment) -> tuple[Numbers, Numbers]:
    """Where those speak whose name has all these words, and where they end."""
    common: tuple[Numbers, Numbers] | None = None
    for terms in name:
        found = [segment.postings(schema.SAID, term) for term in terms]
        starts, ends = _united([_pairs(places_in(postings)) for postings in found if postings])
        if common is not None:
            kept = np.isin(starts, common[0], assume_unique=True)
            starts, ends = starts[kept], ends[kept]
        common = starts, ends
    return common or (_NONE, _NONE)


def _pairs(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Beginnings and ends, which alternate."""
    if len(keys) % 2:
        raise damaged("a quotation does not end")
    return keys[::2], keys[1::2]


def _united(pieces: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Pieces of several, ascending, each once."""
    if len(pieces) == 1:
        return pieces[0]
    starts, first = np.unique(np.concatenate([_NONE, *(starts for starts, _ in pieces)]), return_index=True)
    return starts, np.concatenate([_NONE, *(ends for _, ends in pieces)])[first]


def _inside(query: Any, segment: Segment, documents: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """The numbers of the pieces in which a word or phrase stands."""
    keys, width = _occurrences(query, segment, documents)
    piece = starts.searchsorted(keys, "right") - 1
    is_inside = (piece >= 0) & (keys + width < ends[piece])
    return piece[is_inside]


def _occurrences(query: Any, segment: Segment, documents: Numbers) -> tuple[Numbers, int]:
    """Where a word or phrase begins in some documents, and how far its last word is from its first."""
    match query:
        case wq.Term():
            return _joined([segment.postings(query.fieldname, query.text)], documents), 0
        case AnyTerm():
            return _joined([segment.postings(query.field_name, term) for term in query.terms], documents), 0
        case AnyLike():
            return _joined(query.postings(segment), documents), 0
        case Together():
            offsets = [offset for offset, _ in query.slots]
            return query.keys(segment, documents), max(offsets) - offsets[0]
        case _:
            raise AssertionError(query)


def _joined(postings: Sequence[Postings | None], documents: Numbers) -> Numbers:
    return np.concatenate([_NONE, *(places_in(each, documents) for each in postings if each)])
