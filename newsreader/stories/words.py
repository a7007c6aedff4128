"""Words of many texts at once, as arrays: a hash of each, and what it looks like.

Nothing here walks through words in Python: a batch of texts is one array of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

NUMBER = 1
NAME = 2
DENSE = 4
"""What a word looks like: it begins with a digit; it begins with a capital, and is none of ``_COMMON``; it is
a Chinese or Japanese character, of which nobody knows whether it belongs to a name."""

LONGEST = 200_000
"""Of longer texts only so many characters are looked at."""

_CHARACTERS_AT_ONCE = 1 << 18
_COMMON = (
    "a about after all also although an and another any are as at be because been before both but by can "
    "could did do does during each even every few first following for former four from had has have he "
    "her here his how however i if in instead into is it its just last later like many may meanwhile more "
    "most much must my neither never new no nor not now of on once one only or other our over since so "
    "some still such than that the their then there these they this those though three through to today "
    "two under until up was we were what when where whether which while who why will with would yes "
    "yesterday yet you your reuter reuters said says"
)

_OTHER, _LETTER, _CAPITAL, _DIGIT, _CHARACTER = range(5)
"""Kinds of characters; the last is a word of its own, as Chinese and Japanese ones are."""
_FIRST_DENSE = 0x3000
_DENSE = ((0x3005, 0x3008), (0x3041, 0x3100), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00),
          (0x20000, 0x32000))  # fmt: skip
_NO_LETTERS = ((0x3000, 0x3005), (0x3008, 0x3041), (0xD800, 0xF900), (0xFE00, 0xFE70), (0xFEFF, 0xFF10),
               (0xFF1A, 0xFF21), (0xFF3B, 0xFF41), (0xFF5B, 0xFF66), (0xFFE0, 0x10000),
               (0x1F000, 0x20000), (0xE0000, 0x110000))  # fmt: skip
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_OPENING = np.uint64(48)

Hashes = NDArray[np.uint64]


class Words(NamedTuple):
    """The words of some texts, one after the other: text ``i`` has those from ``starts[i]`` on.

    ``hashes`` are the same for a word in any process and whatever its case; ``looks``: NUMBER, NAME, DENSE.
    In Chinese and Japanese each character begins a word, that of itself and the next one.
    """

    hashes: Hashes
    looks: NDArray[np.uint8]
    starts: NDArray[np.int64]

    def some(self, texts: Sequence[int]) -> Words:
        """Those of some texts."""
        parts = [self.of(text) for text in texts]
        if not parts:
            return Words(self.hashes[:0], self.looks[:0], np.zeros(1, np.int64))
        ends = np.cumsum([len(part.hashes) for part in parts])
        hashes, looks, _ = zip(*parts, strict=True)
        return Words(np.concatenate(hashes), np.concatenate(looks), np.concatenate([[0], ends]))

    def of(self, text: int) -> Words:
        """Those of one text."""
        part = slice(self.starts[text], self.starts[text + 1])
        hashes = self.hashes[part]
        return Words(hashes, self.looks[part], np.array([0, len(hashes)], np.int64))


def words(texts: Sequence[str]) -> Words:
    """The words of these texts."""
    parts, group, size = [], [], 0
    for text in texts:
        group.append(text[:LONGEST])
        size += len(group[-1])
        if size > _CHARACTERS_AT_ONCE:
            parts.append(_words(group, _common()))
            group, size = [], 0
    if group or not parts:
        parts.append(_words(group, _common()))
    if len(parts) == 1:
        return parts[0]
    ends = np.cumsum([len(part.hashes) for part in parts])
    starts = [part.starts[1:] + before for part, before in zip(parts[1:], ends, strict=False)]
    return Words(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.looks for part in parts]),
        np.concatenate([parts[0].starts, *starts]),
    )


def mixed(hashes: Hashes) -> Hashes:
    """SplitMix64's last step (Steele, Lea, Flood 2014), in place: all bits come to depend on all bits."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    hashes ^= hashes >> np.uint64(31)
    return hashes


def _words(texts: Sequence[str], common: Hashes) -> Words:
    kinds, letters = _characters("\0".join([text.replace("\0", " ") for text in texts]))
    alone = kinds == _CHARACTER
    first, after = _bounds(kinds, alone)
    powers, inverses = _powers(len(kinds))
    # The sum of letters times powers up to each place: what two places differ by is the word between them.
    sums = np.zeros(len(kinds) + 1, np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    hashes = mixed((sums[after] - sums[first]) * inverses[first])
    if alone.any():
        hashes = _in_pairs(hashes, first, alone)
    looks = np.zeros(len(first), np.uint8)
    opening = kinds[first]
    looks[opening == _DIGIT] = NUMBER
    looks[opening == _CHARACTER] = DENSE
    capital = np.flatnonzero(opening == _CAPITAL)
    looks[capital] = NAME
    if len(common):
        # Few begin as a common one does: only these are sought.
        capital = capital[_common_openings()[hashes[capital] >> _OPENING]]
        nearest = np.minimum(np.searchsorted(common, hashes[capital]), len(common) - 1)
        looks[capital[common[nearest] == hashes[capital]]] = 0
    between = np.flatnonzero(letters == 0)
    bounds = np.searchsorted(first, between[: max(0, len(texts) - 1)])
    starts = np.concatenate([[0], bounds, [len(first)]]) if texts else np.zeros(1)
    return Words(hashes, looks, starts.astype(np.int64))


def _bounds(
    kinds: NDArray[np.uint8], alone: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words begin, and where they are over; ``alone``: which characters are words of their own."""
    # A blank before and after, so that each word has both ends.
    in_word = np.zeros(len(kinds) + 2, np.bool_)
    np.not_equal(kinds, _OTHER, out=in_word[1:-1])
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    first, after = edges[::2], edges[1::2]
    if not alone.any():
        return first, after
    seams = np.flatnonzero((alone[1:] | alone[:-1]) & in_word[2:-1] & in_word[1:-2]) + 1
    return np.sort(np.concatenate([first, seams])), np.sort(np.concatenate([after, seams]))


def _in_pairs(hashes: Hashes, first: NDArray[np.int64], alone: NDArray[np.bool_]) -> Hashes:
    """Each character that is a word of its own goes with the next one, if that follows at once."""
    left = np.flatnonzero((np.diff(first) == 1) & alone[first[:-1]] & alone[first[1:]])
    paired = hashes.copy()
    paired[left] = mixed(hashes[left] * np.uint64(_BASE) + hashes[left + 1])
    return paired


def _characters(text: str) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """What each character is, and its code in small letters."""
    if text.isascii():
        data = text.encode("ascii")
        kinds_of = np.frombuffer(data.translate(_ascii_kinds()), np.uint8)
        return kinds_of, np.frombuffer(data.lower(), np.uint8)
    kinds, small = _tables()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    letters = codes.astype(np.uint64)
    low = codes < len(small)
    letters[low] = small[codes[low]]
    return kinds[codes], letters


@cache
def _tables() -> tuple[NDArray[np.uint8], Hashes]:
    """What each of Unicode's characters is; the small letters of those before ``_FIRST_DENSE``."""
    kinds = np.full(0x110000, _LETTER, np.uint8)
    for table, kind in ((_NO_LETTERS, _OTHER), (_DENSE, _CHARACTER)):
        for start, stop in table:
            kinds[start:stop] = kind
    small = np.arange(_FIRST_DENSE, dtype=np.uint64)
    for code in range(_FIRST_DENSE):
        character = chr(code)
        if not character.isalnum():
            kinds[code] = _OTHER
        elif character.isdigit():
            kinds[code] = _DIGIT
        elif (lower := character.lower()) != character:
            kinds[code] = _CAPITAL
            small[code] = ord(lower[0])
    return kinds, small


@cache
def _ascii_kinds() -> bytes:
    """What each byte of ASCII is, for ``translate``, which is several times faster than an index is."""
    return _tables()[0][:256].tobytes()


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of a number and of its inverse, modulo 2 ** 64; more than asked for."""
    return _powers_to(max(20, count.bit_length()))


@cache
def _powers_to(bits: int) -> tuple[Hashes, Hashes]:
    found = []
    for base in (_BASE, _INVERSE):
        powers = np.full(1 << bits, np.uint64(base), np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]


@cache
def _common() -> Hashes:
    return np.sort(_words([_COMMON], np.empty(0, np.uint64)).hashes)


@cache
def _common_openings() -> NDArray[np.bool_]:
    """Which beginnings of a hash are those of a common word."""
    found = np.zeros(1 << 16, np.bool_)
    found[_common() >> _OPENING] = True
    return found
