"""Words of the index in place of one it does not have: misspelt, written in one, or torn apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from newsreader.search.evaluation import Segment
from newsreader.search.languages import stems_of
from newsreader.search.schema import TEXT
from newsreader.search.segments.dictionary import Dictionary, encode
from newsreader.search.segments.field import Field
from newsreader.search.tokens import query_tokens

MAX_SUGGESTIONS = 3
_SHORT = 4
"""In words up to this length only one letter may be wrong."""
_LONGEST = 40
_CANDIDATES = 2500
_NEAREST = 64
_COMMONNESS = 0.35
"""How much of an edit a word that is ten times as common makes up for."""
_FIRST_LETTER = 0.4
"""By how much a wrong first letter is worse than another."""
_AS_GOOD_AS = 0.8
"""Swapped letters, and accents written out, are likelier than a wrong letter."""
FAR = 20
"""So many times as common is a word that another is taken to be a misprint of."""
_ALTERNATIVES = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ss", "s"), ("ph", "f"))
"""What accents are written as where the keyboard lacks them; the index has the letter without its accent."""


class Likely(NamedTuple):
    """What a word may have been meant to be: how far off it is, how many articles have it."""

    distance: float
    frequency: int


class Spelling:
    """Looks words up among all that stand in the texts."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._languages = segments[0].statistics.commit.languages if segments else ()

    def nearest(self, written: str, limit: int = MAX_SUGGESTIONS) -> tuple[str, ...]:
        """The words most likely meant, best first; none for what is no single word of letters."""
        tokens = query_tokens(written)
        if len(tokens) != 1 or tokens[0].is_unspaced or not 2 <= len(tokens[0].text) <= _LONGEST:
            return ()
        word = tokens[0].text
        likely: dict[str, Likely] = {}
        for segment, field in self._texts():
            for candidate, distance, frequency in _similar(word, segment, field):
                before = likely.get(candidate, Likely(distance, 0)).frequency
                likely[candidate] = Likely(distance, before + frequency)
        for candidate in _respelt(word):
            if frequency := self.frequency(candidate):
                likely[candidate] = Likely(_AS_GOOD_AS, frequency)
        if own := likely.pop(word, None):
            likely = {other: one for other, one in likely.items() if one.frequency > FAR * own.frequency}
        best = sorted(likely, key=lambda other: (_cost(word, other, likely[other]), other))
        return self._of_different_stems(best, limit)

    def _of_different_stems(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        """The first words of which each finds something else."""
        kept: dict[str, set[str]] = {}
        for word in words[: 4 * limit]:
            stems = set(stems_of(word, self._languages))
            if all(stems.isdisjoint(others) for others in kept.values()):
                kept[word] = stems
        return tuple(kept)[:limit]

    def parted(self, written: str, *, more_than: int = 0) -> tuple[str, str] | None:
        """Two words that were written in one: the pair whose rarer word is the most common, if more articles
        than so many have it."""
        tokens = query_tokens(written)
        if len(tokens) != 1 or tokens[0].is_unspaced or len(written) > _LONGEST:
            return None
        word = tokens[0].text
        best = more_than, "", ""
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            common = self.frequency(first)
            if common > best[0]:
                common = min(common, self.frequency(second))
                best = max(best, (common, first, second), key=lambda pair: pair[0])
        return best[1:] if best[1] else None

    def frequency(self, word: str) -> int:
        """In how many articles a word stands in some form."""
        return sum(field.frequency_of_stem(encode(word)) for _, field in self._texts())

    def _texts(self) -> Iterator[tuple[Segment, Field]]:
        for segment in self._segments:
            segment.check()
            if field := segment.opened.data.field(TEXT):
                yield segment, field


def _similar(word: str, segment: Segment, field: Field) -> list[tuple[str, int, int]]:
    """The words of a segment that are near enough, how near, and how common each is."""
    dictionary = field.dictionary(as_written=True)
    shapes = segment.opened.derived.get(Shapes)
    if shapes is None:
        shapes = segment.opened.derived[Shapes] = Shapes(dictionary)
    limit = 1 if len(word) <= _SHORT else 2
    numbers = shapes.like(word, limit)[:_CANDIDATES]
    distances = distances_of(word, *shapes.spelt(numbers))
    order = np.argsort(distances, kind="stable")[:_NEAREST]
    order = order[distances[order] <= limit]
    _, amounts = field.stems_of(numbers[order])
    words = (dictionary[number].decode("utf-8", "surrogatepass") for number in numbers[order].tolist())
    return list(zip(words, distances[order].tolist(), amounts.tolist(), strict=True))


class Shapes:
    """The words of a dictionary as arrays, and which letters each has, as bits: words that differ in more
    letters need not be compared."""

    def __init__(self, dictionary: Dictionary) -> None:
        words = dictionary.all_bytes()
        # The line end after each word is among its letters.
        self._text = np.frombuffer(b"\n".join(words) + b"\n", np.uint8)
        self._lengths = np.fromiter(map(len, words), np.int64, len(words))
        self._begins = np.cumsum(self._lengths + 1) - self._lengths - 1
        bits = _bits(self._text)
        self._letters = np.bitwise_or.reduceat(bits, self._begins) if words else np.empty(0, np.uint64)

    def like(self, word: str, limit: int) -> NDArray[np.int64]:
        """The numbers of words that ``limit`` changed letters may make of this one, likelier ones first."""
        written = encode(word)
        width = 1 if len(written) == len(word) else 4
        letters = np.bitwise_or.reduce(_bits(np.frombuffer(written + b"\n", np.uint8)))
        numbers = np.flatnonzero(np.abs(self._lengths - len(written)) <= limit * width)
        differing = np.bitwise_count(self._letters[numbers] ^ letters)
        is_like = differing <= 2 * limit * width
        likelier: NDArray[np.int64] = np.argsort(differing[is_like], kind="stable")
        return cast(NDArray[np.int64], numbers[is_like][likelier])

    def spelt(self, numbers: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The letters of some words, a row for each place in them, and their lengths."""
        lengths = self._lengths[numbers]
        places = np.arange(lengths.max(initial=1))[:, None]
        inside = np.minimum(self._begins[numbers] + places, len(self._text) - 1)
        letters = np.where(places < lengths, self._text[inside], np.uint8(0))
        if letters.max(initial=0) < 128:
            return letters, lengths
        return spelt([bytes(column[column > 0]).decode("utf-8", "replace") for column in letters.T])


def _bits(text: NDArray[np.uint8]) -> NDArray[np.uint64]:
    bits: NDArray[np.uint64] = _BITS[text & 63]
    return bits


_BITS = np.left_shift(np.uint64(1), np.arange(64, dtype=np.uint64))


def spelt(words: Sequence[str]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The letters of words, a row for each place in them, and their lengths."""
    width = max(map(len, words), default=1) or 1
    letters = np.array(words, f"U{width}").view(np.uint32).reshape(len(words), width).T
    return letters, np.fromiter(map(len, words), np.int64, len(words))


def distances_of(word: str, letters: NDArray[Any], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Letters to insert, drop, change or swap with a neighbour, for many words at once.

    The distance of ``matching.is_within`` (optimal string alignment), a line of the table for all
    words in one step.
    """
    width, amount = letters.shape
    own = [ord(letter) for letter in word]
    before = row = np.repeat(np.arange(width + 1, dtype=np.int16)[:, None], amount, 1)
    for i, letter in enumerate(own, 1):
        above, before = before, row
        row = np.empty_like(before)
        row[0] = i
        differs = letters != letter
        for j in range(1, width + 1):
            cost = np.minimum(before[j], row[j - 1]) + 1
            np.minimum(cost, before[j - 1] + differs[j - 1], out=cost)
            if i > 1 and j > 1:
                is_swapped = ~differs[j - 2] & (letters[j - 1] == own[i - 2])
                np.minimum(cost, np.where(is_swapped, above[j - 2] + 1, cost), out=cost)
            row[j] = cost
    distances: NDArray[np.int64] = row[lengths, np.arange(amount)].astype(np.int64)
    return distances


def _respelt(word: str) -> Iterator[str]:
    for written, letter in _ALTERNATIVES:
        if written in word:
            yield word.replace(written, letter)


def _cost(word: str, candidate: str, likely: Likely) -> float:
    distance = likely.distance
    if distance == 1 and sorted(word) == sorted(candidate):
        distance = _AS_GOOD_AS
    return distance + _FIRST_LETTER * (word[0] != candidate[0]) - _COMMONNESS * log10(1 + likely.frequency)
