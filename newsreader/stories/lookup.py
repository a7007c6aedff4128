"""Finding texts that have much in common with others, by their sketches: an inverted index, no all-pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsreader.stories.sketches import NAME_BITS, Sketches

FIRST_OF = 12
"""Of the texts that share a shingle only so many are looked at, the earliest: enough for a story of many
versions, and a phrase that is in thousands of texts costs no more."""
LEAST_IN_COMMON = 3
LEAST_SHARE = 0.3
"""Shingles in common, and their share of the smaller sketch, from which two texts are looked at."""
LEAST_NAMES = 0.35
_FEW_NAMES = 4
_NEAREST = 8
_TIMES_LARGER = 3
_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


class Known(NamedTuple):
    """Sketches of texts by key. ``entries`` are hashes, each with the key of its text in the lower half, in
    ascending order; the other columns are by text, whose ``keys`` ascend."""

    entries: NDArray[np.uint64]
    keys: NDArray[np.uint32]
    sizes: NDArray[np.uint16]
    levels: NDArray[np.uint8]
    names: NDArray[np.uint64]

    @classmethod
    def of(cls, sketches: Sketches, keys: NDArray[np.uint32]) -> Known:
        """Sketches that were just made, of the texts with these keys, which ascend."""
        sizes = np.diff(sketches.starts)
        entries = sketches.hashes.astype(np.uint64) << _HALF | np.repeat(keys, sizes)
        return cls(np.sort(entries), keys, sizes.astype(np.uint16), sketches.levels, sketches.names)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Known:
        """What ``to_bytes`` made."""
        texts, entries = np.frombuffer(packed, "<u8", 2).tolist()
        start, columns = 16, []
        for kind, count in (
            ("<u8", entries), ("<u8", texts * NAME_BITS // 64), ("<u4", texts), ("<u2", texts), ("u1", texts),
        ):  # fmt: skip
            columns.append(np.frombuffer(packed, kind, count, start))
            start += columns[-1].nbytes
        first, names, keys, sizes, levels = columns
        return cls(first, keys, sizes, levels, names.reshape(-1, NAME_BITS // 64))

    def among(self, keys: NDArray[np.uint32]) -> Known:
        """The same without the texts that have other keys than these, which ascend."""
        stays = np.isin(self.keys, keys)
        if stays.all():
            return self
        place = np.searchsorted(self.keys, (self.entries & _LOWER).astype(np.uint32))
        kept = self.keys[stays], self.sizes[stays], self.levels[stays], self.names[stays]
        return Known(self.entries[stays[place]], *kept)

    def to_bytes(self) -> bytes:
        """The arrays, one after another, as they lie in memory on nearly every machine."""
        counts = np.array([len(self.keys), len(self.entries)], "<u8")
        first = self.entries.astype("<u8"), self.names.astype("<u8"), self.keys.astype("<u4")
        return b"".join(each.tobytes() for each in (counts, *first, self.sizes.astype("<u2"), self.levels))

    @classmethod
    def joined(cls, parts: Iterable[Known]) -> Known:
        """All of them in one; where several know a key the last is right about it."""
        entries, keys, *rest = (np.concatenate(column) for column in zip(*parts, strict=True))
        last = len(keys) - 1 - np.unique(keys[::-1], return_index=True)[1]
        return cls(np.sort(entries), keys[last], *(column[last] for column in rest))


def tidied(parts: list[Known]) -> list[Known]:
    """The same in few parts, each several times as large as the next: after a part has been added at the end.
    Those that did not change are the same objects."""
    kept = list(parts)
    while len(kept) > 1 and len(kept[-2].entries) < _TIMES_LARGER * len(kept[-1].entries):
        kept[-2:] = [Known.joined(kept[-2:])]
    return kept


class Candidates(NamedTuple):
    """Pairs of texts worth a closer look: for each the place of a sketch and the key of another text, the
    most alike first for each sketch."""

    places: NDArray[np.int64]
    keys: NDArray[np.uint32]


def candidates(sketches: Sketches, keys: NDArray[np.uint32], parts: Iterable[Known]) -> Candidates:
    """The texts in ``parts`` that may be versions of those sketched, which have these keys; at most eight for
    each. Of two that are both sketched here and known there, one pair: the later key's."""
    # In the order of the hashes: a walk through the entries instead of leaps.
    order = np.argsort(sketches.hashes)
    found = [_shared(sketches, order, keys, known) for known in parts if len(known.entries)]
    if not found:
        return Candidates(np.empty(0, np.int64), np.empty(0, np.uint32))
    places, others, shares = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((others, -shares, places))
    places, others = places[order], others[order]
    rank = np.arange(len(places)) - np.searchsorted(places, places)
    near = rank < _NEAREST
    return Candidates(places[near], others[near])


def _shared(
    sketches: Sketches, order: NDArray[np.int64], keys: NDArray[np.uint32], known: Known
) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.float64]]:
    """Pairs of a sketch's place and a key, and the share of the smaller one that both have; ``order`` is that
    of the sketches' hashes."""
    sizes = np.diff(sketches.starts)
    wanted = sketches.hashes[order].astype(np.uint64) << _HALF
    low = np.searchsorted(known.entries, wanted)
    # Most hashes are nowhere: only of the others it is asked how far they go.
    is_there = known.entries[np.minimum(low, len(known.entries) - 1)] >> _HALF == wanted >> _HALF
    order, wanted, low = order[is_there], wanted[is_there], low[is_there]
    taken = np.minimum(np.searchsorted(known.entries, wanted | _LOWER, side="right") - low, FIRST_OF)
    place = np.repeat(np.repeat(np.arange(len(keys)), sizes)[order], taken)
    entry = np.repeat(low - (np.cumsum(taken) - taken), taken) + np.arange(len(place))
    other = (known.entries[entry] & _LOWER).astype(np.uint32)
    mine = keys[place]
    is_meant = other != mine
    # Of two that are new, the later looks for the earlier.
    later = np.flatnonzero(other > mine)
    is_meant[later] = False if known.keys is keys else ~np.isin(other[later], keys)
    pairs = np.sort(place[is_meant].astype(np.uint64) << _HALF | other[is_meant])
    first = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    common = np.diff(first, append=len(pairs))
    enough = common >= LEAST_IN_COMMON
    pairs, common = pairs[first[enough]], common[enough]
    places, others = (pairs >> _HALF).astype(np.int64), pairs.astype(np.uint32)
    row = np.minimum(np.searchsorted(known.keys, others), len(known.keys) - 1)
    level = np.maximum(sketches.levels[places], known.levels[row]).astype(np.int64)
    smaller = np.minimum(
        sizes[places] / 2.0 ** (level - sketches.levels[places]),
        known.sizes[row] / 2.0 ** (level - known.levels[row]),
    )
    share = common / np.maximum(smaller, 1)
    good = (share >= LEAST_SHARE) & _names_agree(sketches.names[places], known.names[row])
    return places[good], others[good], share[good]


def _names_agree(mine: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether texts name the same: a form that was filled in with other names is no version."""
    counts = (np.bitwise_count(each).sum(axis=1) for each in (mine, theirs, mine & theirs))
    fewer = np.minimum(next(counts), next(counts))
    common = next(counts)
    agree: NDArray[np.bool_] = (fewer < _FEW_NAMES) | (common >= LEAST_NAMES * fewer)
    return agree
