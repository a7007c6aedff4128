"""Words that stand together: arithmetic on their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from newsreader.search.documents import is_among
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import Postings, gather, is_new

_SHIFT = 32
_APART = 1 << 31
"""Places of two documents are further apart than this, those of one document nearer."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where one of the words stands: document and place in one number, ascending, some perhaps twice."""

    keys: Numbers

    @classmethod
    def of(cls, terms: Sequence[Postings], shared: Numbers) -> Places:
        """The places of any of the terms in some documents."""
        found = [places_in(postings, shared) for postings in terms]
        if len(found) == 1:
            return cls(found[0])
        keys = np.concatenate(found)
        keys.sort()
        return cls(keys)


def places_in(postings: Postings, shared: Numbers | None = None) -> Numbers:
    """Where a term stands, in some documents only if they are given."""
    documents, counts, places = postings.documents, postings.counts, postings.places()
    if shared is not None and (len(shared) < len(documents) or not is_among(documents, shared).all()):
        kept = np.flatnonzero(is_among(documents, shared))
        places = gather(places, counts.astype(np.int64), kept)
        documents, counts = documents[kept], counts[kept]
    return (np.repeat(documents, counts) << _SHIFT) + places


def of_keys(keys: Numbers) -> tuple[Numbers, Numbers]:
    """The document and the place in each number."""
    return keys >> _SHIFT, keys & (_APART - 1)


def in_order(places: Sequence[Places], offsets: Sequence[int]) -> Numbers:
    """Where, document and place in one number, the first of the words stands with each of the others at its
    offset from it. Ascending."""
    starts = [slot.keys - (offset - offsets[0]) for slot, offset in zip(places, offsets, strict=True)]
    starts.sort(key=len)
    found = starts[0][is_new(starts[0])]
    for others in starts[1:]:
        if not len(found):
            break
        where = others.searchsorted(found)
        where[where == len(others)] = 0
        found = found[others[where] == found]
    return found


def in_window(places: Sequence[Places], window: int, check: Callable[[], None]) -> Numbers:
    """Where, document and place in one number, the words, each at a place of its own, are in a stretch of
    ``window`` places and the next one; once a document. Ascending."""
    ends = np.sort(np.concatenate([slot.keys for slot in places]))
    ends = ends[is_new(ends)]
    latest = np.empty((len(places), len(ends)), np.int64)
    for number, slot in enumerate(places):
        where = slot.keys.searchsorted(ends, "right") - 1
        latest[number] = np.where(where >= 0, slot.keys[where], ends - _APART)
    is_near = latest.min(axis=0) >= ends - window
    near = latest[:, is_near]
    ordered = np.sort(near, axis=0)
    is_distinct = (np.diff(ordered, axis=0) > 0).all(axis=0)
    last = near.max(axis=0)
    certain = _first_of_each(last[is_distinct])
    candidates = _first_of_each(last)
    is_certain = np.isin(candidates >> _SHIFT, certain >> _SHIFT)
    confirmed = []
    for key in candidates[~is_certain].tolist():
        check()
        if _fits(_of_document(places, key >> _SHIFT), window):
            confirmed.append(key)
    return np.sort(np.concatenate([certain, np.array(confirmed, np.int64)]))


def _first_of_each(keys: Numbers) -> Numbers:
    """The first of the ascending numbers of each document."""
    return keys[is_new(keys >> _SHIFT)]


def _of_document(places: Sequence[Places], document: int) -> list[list[int]]:
    bounds = (document << _SHIFT, (document + 1) << _SHIFT)
    return [slot.keys[slice(*slot.keys.searchsorted(bounds))].tolist() for slot in places]


def _fits(slots: list[list[int]], window: int) -> bool:
    """Can each slot get a place of its own, none further than the window from the first of them?"""
    for start in sorted({place for slot in slots for place in slot}):
        choices = [[place for place in slot if start <= place <= start + window] for slot in slots]
        if all(choices) and _assign(choices):
            return True
    return False


def _assign(choices: list[list[int]]) -> bool:
    """Can each be given a different one of its choices? Augmenting paths, so that no input takes long."""
    owner: dict[int, int] = {}

    def give(slot: int, seen: set[int]) -> bool:
        for place in choices[slot]:
            if place not in seen:
                seen.add(place)
                if place not in owner or give(owner[place], seen):
                    owner[place] = slot
                    return True
        return False

    return all(give(slot, set()) for slot in range(len(choices)))
