"""Sketches: a few shingles (runs of words) that stand for a text, the same ones wherever the run occurs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsreader.stories.words import NAME, Hashes, Words, mixed

WIDTH = 4
"""Words a shingle."""
FEWEST_WORDS = 12
"""Shorter texts have no sketch."""
NAME_BITS = 256
_KEPT = 24
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Sketches(NamedTuple):
    """The sketches of some texts: text ``i`` has the hashes from ``starts[i]`` to ``starts[i + 1]``.

    Of a text's shingles those stay whose hash is among the lowest 2 ** -``levels[i]`` of all, so many that 24
    to 48 are left: what two texts have in common is in both sketches, as far as the sparser one goes
    ("FracMinHash": it tells what share of the smaller text is in the larger one). ``names`` are
    bits, one of ``NAME_BITS`` for each name that stands in the text.
    """

    hashes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    levels: NDArray[np.uint8]
    names: Hashes


def shingles(hashes: Hashes, width: int = WIDTH) -> Hashes:
    """The hash of each run of ``width`` words, by the place of its first word; none for fewer words."""
    count = max(0, len(hashes) - width + 1)
    runs = hashes[:count].copy()
    for step in range(1, width):
        runs *= _FACTOR
        runs += hashes[step : step + count]
    return mixed(runs)


def sketch(words: Words) -> Sketches:
    """A sketch of each text; an empty one where there are fewer than ``FEWEST_WORDS`` words."""
    counts = np.diff(words.starts)
    runs = np.where(counts >= FEWEST_WORDS, counts - WIDTH + 1, 0)
    levels = np.log2(np.maximum(runs, _KEPT) / _KEPT).astype(np.uint8)
    highest = np.uint64(0xFFFFFFFFFFFFFFFF) >> levels.astype(np.uint64)
    hashes = shingles(words.hashes)
    where = np.flatnonzero(hashes <= np.repeat(highest, counts)[: len(hashes)])
    text = np.repeat(np.arange(len(runs), dtype=np.uint32), counts)[where]
    # The first so many of each text; what follows runs into the next text.
    is_within = where < (words.starts[:-1] + runs)[text]
    where, text = where[is_within], text[is_within]
    entries = np.sort(text.astype(np.uint64) << np.uint64(32) | hashes[where] & np.uint64(0xFFFFFFFF))
    entries = entries[np.diff(entries, prepend=~entries[:1]) != 0]
    starts = np.searchsorted(entries, np.arange(len(runs) + 1, dtype=np.uint64) << np.uint64(32))
    return Sketches(entries.astype(np.uint32), starts, levels, _names(words))


def _names(words: Words) -> Hashes:
    """A bit for each name, by text."""
    bits = np.zeros((len(words.starts) - 1, NAME_BITS // 64), np.uint64)
    where = np.flatnonzero(words.looks == NAME)
    text = np.searchsorted(words.starts, where, side="right") - 1
    bit = words.hashes[where] >> np.uint64(64 - NAME_BITS.bit_length() + 1)
    np.bitwise_or.at(bits, (text, bit >> np.uint64(6)), np.uint64(1) << (bit & np.uint64(63)))
    return bits
