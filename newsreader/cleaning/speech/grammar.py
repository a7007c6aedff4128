"""How a language reports speech: its verbs, what stands for "according to", who may be named how."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

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

    def __post_init__(self) -> None:
        for verb in self.strong | self.weak:
            self._written.update(dict.fromkeys((verb + mark for mark in _TRAILING), verb))

    def verbs(self, text: str) -> list[Verb]:
        """The reporting verbs of a text, in order."""
        return self.places(text, {verb for _, verb in self.written_in(text)})

    def written_in(self, text: str) -> list[tuple[str, str]]:
        """The reporting verbs of a text: as they are written in it, with their marks, and without."""
        return [(word, self._written[word]) for word in self._written.keys() & text.split()]

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
