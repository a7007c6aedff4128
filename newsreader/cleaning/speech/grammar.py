"""How a language reports speech: its verbs, what stands for "according to", who may be named how."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from newsreader.cleaning.lines import has_other_blanks

MAX_VERBS = 200
"""Of one paragraph; no prose has more."""
_INSIDE = frozenset("-'’")
"""What stands inside a word, besides letters and digits."""
_TRAILING = ("", ",", ".", ":", ";", ",”", ".”", "-")


class Verb(NamedTuple):
    """A reporting verb at ``text[start:end]``; a strong one reports without ``that``."""

    start: int
    end: int
    is_strong: bool


# As Verb does it, but in C.
_verb: Callable[[tuple[int, int, bool]], Verb] = partial(tuple.__new__, Verb)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The words of one language, in lower case."""

    strong: frozenset[str]
    """Verbs that report whatever follows them."""
    weak: frozenset[str]
    """Verbs that report what is quoted, or follows a ``that``; else they mean something else too."""
    sources: re.Pattern[str]
    """What says "according to"; the source follows."""
    source_cues: tuple[str, ...]
    that: re.Pattern[str]
    that_cues: tuple[str, ...]
    """One of them stands in whatever it matches."""
    persons: frozenset[str]
    """Pronouns for a person."""
    things: frozenset[str]
    """Pronouns for a body, or for several."""
    roles: frozenset[str]
    """What speakers are called who are not named."""
    bodies: frozenset[str]
    """What speaks but is nobody."""
    titles: frozenset[str]
    fillers: frozenset[str]
    """What may stand between a speaker and the verb."""
    openers: frozenset[str]
    """What may stand before a name, with a capital where it begins the sentence."""
    is_inverting: bool = True
    """Does the speaker follow the verb also outside quotations?"""
    _written: dict[str, str] = field(default_factory=dict, repr=False)
    """Each verb by the words that it is written as, with the marks that may follow it."""
    _between_blanks: list[re.Pattern[str]] = field(default_factory=list, repr=False)
    """The one pattern of all that is ``_written``, with the blank before it."""

    def __post_init__(self) -> None:
        for verb in self.strong | self.weak:
            self._written.update(dict.fromkeys((verb + mark for mark in _TRAILING), verb))
        marks = "|".join(map(re.escape, _TRAILING[1:]))
        verbs = _any_of(self.strong | self.weak)
        self._between_blanks.append(re.compile(rf" {verbs}(?=(?:{marks})? )"))

    def verbs(self, text: str) -> list[Verb]:
        """The reporting verbs of a text, in order."""
        return self.places(text, {self._written[word] for word in self._written.keys() & text.split()})

    def verbs_of(self, texts: Sequence[str], whole: str) -> list[list[Verb]]:
        """The reporting verbs of each text; ``whole`` is the texts, a blank between them.

        One pattern over the whole costs a third of splitting it into words to look each of them up. It may be
        used where blanks alone part words, and each verb stands nowhere but between them: not in ``essay``
        or in ``(said``.
        """
        if has_other_blanks(whole):
            return [self.verbs(text) for text in texts]
        found: list[list[Verb]] = [[] for _ in texts]
        counts: dict[str, int] = {}
        number, begin, stop = -1, 0, -1
        spaced = f" {whole} "
        for match in self._between_blanks[0].finditer(spaced):
            # The blank in front makes up for the place of the verb behind the beginning of the match.
            start, end = match.span()
            while start >= stop:
                number += 1
                begin = stop + 1
                stop = begin + len(texts[number])
            verb = spaced[start + 1 : end]
            counts[verb] = counts.get(verb, 0) + 1
            if spaced[end] != "-":
                found[number].append(_verb((start - begin, end - 1 - begin, verb in self.strong)))
        is_exact = all(whole.count(verb) == count for verb, count in counts.items())
        if is_exact and sum(counts.values()) <= MAX_VERBS:
            return found
        return [self.verbs(text) for text in texts]

    def places(self, text: str, verbs: Collection[str]) -> list[Verb]:
        """Where the verbs stand in a text, in order."""
        if not verbs:
            return []
        found: list[Verb] = []
        for verb in verbs:
            length, is_strong = len(verb), verb in self.strong
            found += [Verb(start, start + length, is_strong) for start in _places(text, verb)]
        if len(found) > 1:
            found.sort(key=_start)
        return found[:MAX_VERBS]


def _any_of(words: Iterable[str]) -> str:
    """A pattern of some words that looks at what they begin with in common only once."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[:1], []).append(word[1:])
    ways = [first and re.escape(first) + _any_of(rest) for first, rest in rests.items()]
    # The empty end of a word comes last: the longest word is meant.
    ways.sort(key=bool, reverse=True)
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _start(verb: Verb) -> int:
    return verb.start


def _places(text: str, word: str) -> list[int]:
    """Where a word stands as a whole word."""
    found = []
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        above, below = text[place - 1] if place else "", text[end : end + 1]
        if not (above.isalnum() or below.isalnum() or above in _INSIDE or below in _INSIDE):
            found.append(place)
        place = text.find(word, end)
    return found
