"""How a language reports speech: its verbs, what stands for "according to", who may be named how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from newsreader.cleaning.lines import with_plain_blanks

MAX_VERBS = 200
"""Of one paragraph; no prose has more."""

_COMMON = "taoiscpbwdmfrehlnguvky"
"""Letters by how many words of English news begin with them."""


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
    _spaced: list[re.Pattern[str]] = field(default_factory=list, repr=False)
    """The one pattern of all verbs, with the blank before them."""

    def __post_init__(self) -> None:
        self._spaced.append(re.compile(rf" {_any_of(self.strong | self.weak)}(?![\w'’)?!-])"))

    def verbs(self, text: str) -> list[Verb]:
        """The reporting verbs of a text, in order: whole words that begin it or stand behind a blank.

        Who asks or exclaims reports nothing: ``as Lind once declared?``.
        """
        return self.verbs_of([text], text)[0]

    def verbs_of(self, texts: Sequence[str], whole: str) -> list[list[Verb]]:
        """The verbs of each text; ``whole`` is the texts, a blank between them.

        One pattern over the whole costs less than splitting it into words to look each of them up.
        """
        spaced = f" {with_plain_blanks(whole)}"
        found: list[list[Verb]] = [[] for _ in texts]
        strong = self.strong
        here: list[Verb] = []
        number, begin, stop = -1, 0, -1
        for match in self._spaced[0].finditer(spaced):
            # The blank in front makes up for the place of the verb behind the beginning of the match.
            start, end = match.span()
            while start >= stop:
                number += 1
                begin = stop + 1
                stop = begin + len(texts[number])
                here = found[number]
            if len(here) < MAX_VERBS:
                here.append(_verb((start - begin, end - 1 - begin, spaced[start + 1 : end] in strong)))
        return found


def _any_of(words: Iterable[str]) -> str:
    """A pattern of some words that looks at what they begin with in common only once."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[:1], []).append(word[1:])
    # The empty end of a word comes last: the longest word is meant. What is common is met soonest.
    firsts = sorted(rests, key=lambda first: (not first, _COMMON.find(first)))
    ways = [first and re.escape(first) + _any_of(rests[first]) for first in firsts]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
