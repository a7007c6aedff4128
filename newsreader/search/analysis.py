"""From a text in a language to the terms of the index: words, and their stems, each with its positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsreader.search.languages import stem
from newsreader.search.tokens import MAX_TERM, cut, surfaces

_MAX_CACHED = 200_000


@dataclass(frozen=True, slots=True)
class Analysed:
    """Positions of each word and of each stem of a text."""

    words: dict[str, list[int]]
    stems: dict[str, list[int]]


class Analyser:
    """Analyses texts of one language; remembers what each surface yields. For one thread."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._known: dict[str, tuple[tuple[tuple[str, str, int], ...], int]] = {}

    def analyse(self, text: str) -> Analysed:
        """Words and stems of a text, positions ascending."""
        words: dict[str, list[int]] = {}
        stems: dict[str, list[int]] = {}
        known = self._known
        position = 0
        for surface in surfaces(text):
            terms, width = known.get(surface) or self._learn(surface)
            for word, root, offset in terms:
                place = position + offset
                if word in words:
                    words[word].append(place)
                else:
                    words[word] = [place]
                if root in stems:
                    stems[root].append(place)
                else:
                    stems[root] = [place]
            position += width
        return Analysed(words, stems)

    def _learn(self, surface: str) -> tuple[tuple[tuple[str, str, int], ...], int]:
        pieces = cut(surface)
        terms = tuple(
            (
                token.text,
                token.text if pieces.is_unspaced else stem(token.text, self._language),
                token.position,
            )
            for token in pieces.tokens
        )
        if len(surface) <= MAX_TERM and not pieces.is_unspaced:
            if len(self._known) >= _MAX_CACHED:
                self._known.clear()
            self._known[surface] = (terms, pieces.width)
        return terms, pieces.width


@lru_cache(maxsize=4096)
def stems_of(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What a folded word of a query may be in the index, given the languages of the documents there."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages)) or (word,)
