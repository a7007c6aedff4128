"""Whether two texts are versions of one story: what they have in common, word by word, and what they swap.

A form filled in anew (the earnings of another company, the market report of the next day) shares most of its
words with the last one. Its numbers and names tell: they stand at the same places and are others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from newsreader.stories.sketches import WIDTH, shingles
from newsreader.stories.words import DENSE, NAME, NUMBER, Hashes, Words, words

LEAST_SHARE = 0.5
LEAST_OF_LONGER = 0.3
"""What two versions have in common, as a share of the shorter text and of the longer one."""
FEWEST_WORDS = 24
NEARLY_ALL = 0.8
"""Texts with fewer words in common must have so much of the longer in common, and swap nothing."""
MOST_SWAPS = 0.03
"""Numbers and names that stand at the same place and are others, as a share of the words in common."""
FEW_SWAPS = 0.015
MOST_OTHER = 0.4
"""Of the numbers (or names) at the same places, how many may be others where more than few are."""
NEARLY_ALL_OTHER = 0.6
_SEVERAL = 2
"""So many numbers, nearly all of them others, make another story of any text."""
SAME_NEWS_DAYS = 3
"""What is further apart in time is the same news only if nothing is swapped, and the text is no short form:
central banks say the same thing every week."""
SHORT_FORM_WORDS = 60
LONGEST_ALIGNED = 4000
_LOOKS = ((NUMBER, 4), (NAME, 4), (DENSE, 12))
"""What may be swapped, and the words that the longest gap has in which it counts."""
_CHARACTERS_A_WORD = 2
_HASH_BYTES = 8


class Likeness(NamedTuple):
    """Words that two versions have in common, and how many each has."""

    common: int
    first: int
    second: int


@dataclass(frozen=True, eq=False)
class Text:
    """A title and a text, ready to be compared with others. ``day`` counts from any day; None is undated."""

    telling: tuple[bytes, ...]
    """The hashes of the names and numbers of the title; of all of it where names cannot be told."""
    known: bytes
    """The hashes of all words, the title's among them: seeking a few here costs less than making a set."""
    hashes: Hashes
    looks: bytes
    runs: Hashes
    day: int | None = None

    @cached_property
    def words(self) -> list[int]:
        """The hashes of the text's words."""
        return list(self.hashes.tolist())

    @cached_property
    def shingles(self) -> list[int]:
        return list(self.runs.tolist())

    @cached_property
    def shingle_set(self) -> frozenset[int]:
        return frozenset(self.shingles)

    @cached_property
    def is_dense(self) -> bool:
        """Whether most of its words are characters."""
        return 2 * self.looks.count(DENSE) > len(self.looks)


def comparable(titles: Sequence[str], bodies: Words, days: Sequence[int | None]) -> list[Text]:
    """Words of texts with their titles and days, ready to be compared; all at once, for that costs less."""
    heads = words(titles)
    runs = shingles(bodies.hashes)
    looks = bodies.looks.tobytes()
    title_hashes, title_looks = heads.hashes.tobytes(), heads.looks.tobytes()
    starts, title_starts = bodies.starts.tolist(), heads.starts.tolist()
    found = []
    for place, day in enumerate(days):
        start, stop = starts[place : place + 2]
        title_start, title_stop = title_starts[place : place + 2]
        title = [
            title_hashes[_HASH_BYTES * word : _HASH_BYTES * (word + 1)]
            for word in range(title_start, title_stop)
        ]
        hashes = bodies.hashes[start:stop]
        found.append(
            Text(
                tuple(compress(title, title_looks[title_start:title_stop])),
                b"".join([*title, hashes.tobytes()]),
                hashes,
                looks[start:stop],
                runs[start : max(start, stop - WIDTH + 1)],
                day,
            )
        )
    return found


def likeness(first: Text, second: Text) -> Likeness | None:
    """What two texts have in common if they are versions of one story; None if they are not."""
    sizes = len(first.looks), len(second.looks)
    unknown = _unknown(first, second)
    if unknown:
        unknown = min(unknown, _unknown(second, first))
    # Most of what looks alike is told apart here, even if all of the shorter text were in both; finding out
    # what is costs several times as much, and aligning the texts several times that.
    if unknown > _most_swaps(first, second, min(sizes)):
        return None
    covers = _covered(first, second), _covered(second, first)
    common = min(map(int.bit_count, covers))
    if not common or common < LEAST_SHARE * min(sizes) or common < LEAST_OF_LONGER * max(sizes):
        return None
    most_swaps = _most_swaps(first, second, common)
    if unknown > most_swaps:
        return None
    swaps = _swaps(first, second, *covers)
    total = unknown + sum(swaps.others)
    is_version = swaps.allow(total, common) if most_swaps else not total
    return Likeness(common, *sizes) if is_version else None


def _most_swaps(first: Text, second: Text, common: int) -> float:
    """How many numbers and names two versions with so many words in common may swap; never more where they
    have less in common. Below zero: they are too little alike to be versions at all."""
    length = common // (_CHARACTERS_A_WORD if first.is_dense else 1)
    if first.day is not None and second.day is not None and abs(first.day - second.day) > SAME_NEWS_DAYS:
        return 0.0 if length >= SHORT_FORM_WORDS else -1.0
    if length < FEWEST_WORDS:
        return 0.0 if common >= NEARLY_ALL * max(len(first.looks), len(second.looks)) else -1.0
    return max(1, MOST_SWAPS * common)


def _covered(mine: Text, theirs: Text) -> int:
    """Which words stand in a shingle that both texts have, wherever it stands: a byte for each, 1 or 0, in
    one large number, so that a shift makes a shingle cover all its words."""
    shared = bytes(map(theirs.shingle_set.__contains__, mine.shingles))
    starts = int.from_bytes(shared, "big") << (8 * (WIDTH - 1))
    covered = starts
    for step in range(1, WIDTH):
        covered |= starts >> (8 * step)
    return covered


class _Swaps(NamedTuple):
    """Numbers, names and characters at the same places of two texts: how many are the same, and others."""

    same: Sequence[int]
    others: Sequence[int]

    def allow(self, total: int, common: int) -> bool:
        """Whether so few are others that this is not a form filled in anew; ``total`` counts what the titles
        swap too."""
        pairs = list(zip(self.others, map(sum, zip(self.same, self.others, strict=True)), strict=True))
        numbers = pairs[0]
        if numbers[0] >= _SEVERAL and numbers[0] > NEARLY_ALL_OTHER * numbers[1]:
            return False
        if total <= max(1, FEW_SWAPS * common):
            return True
        return total <= MOST_SWAPS * common and all(
            others < 2 or others <= MOST_OTHER * places for others, places in pairs
        )


def _swaps(first: Text, second: Text, covered_first: int, covered_second: int) -> _Swaps:
    mine, theirs = _uncovered_looks(first, covered_first), _uncovered_looks(second, covered_second)
    same, others = [0] * len(_LOOKS), [0] * len(_LOOKS)
    place_mine = place_theirs = 0
    aligned = LCSseq.editops(first.words[:LONGEST_ALIGNED], second.words[:LONGEST_ALIGNED])
    for block in aligned.as_matching_blocks():
        gap = mine[place_mine : block.a], theirs[place_theirs : block.b]
        # What stands before the first words in common, or fills a long gap, was written anew.
        length = max(map(len, gap)) if all(gap) and place_mine else 0
        kept = first.looks[block.a : block.a + block.size]
        for index, (look, longest) in enumerate(_LOOKS):
            same[index] += kept.count(look)
            if 0 < length <= longest:
                others[index] += min(each.count(look) for each in gap)
        place_mine, place_theirs = block.a + block.size, block.b + block.size
    return _Swaps(same, others)


def _uncovered_looks(text: Text, covered: int) -> bytes:
    """What the words look like that do not stand elsewhere in the other text with those around them."""
    looks = int.from_bytes(text.looks, "big") & ~(covered * 0xFF)
    return looks.to_bytes(len(text.looks), "big")


def _unknown(mine: Text, theirs: Text) -> int:
    """How many names and numbers of a title the other article does not know at all."""
    return sum([word not in theirs.known for word in mine.telling])
