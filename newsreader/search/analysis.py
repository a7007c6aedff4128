"""Texts as numbers of their words: what the index needs of an article, in any process that has its text.

What comes out is a few strings of bytes, small and quickly handed to the process that writes the index; it
neither sees the texts nor looks at single words. Loads neither NumPy nor Whoosh.

A *chunk* is what stands between two blanks: a surface (see ``tokens``) with its commas and brackets, or
several surfaces. Cutting many texts at once at their blanks is several times faster than finding their
surfaces. A chunk is analysed when it is first seen; after that texts become numbers in one pass.
"""

from __future__ import annotations

import string
from array import array
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from newsreader.search.languages import algorithm, primary, stemmer
from newsreader.search.nouns import IndexFacts, IndexText
from newsreader.search.speech import SpeechPlace, places_of_speech
from newsreader.search.tokens import MAX_TERM, cut, has_unspaced, is_run, number, surfaces

ZONE_END, SPEECH = 0, 1
"""Numbers that stand for no surface: behind each zone, and where a piece of speech begins or ends."""
_MARKS = ("\0", "\1")
"""The chunks of which these numbers are."""
MAX_SURFACES = 300_000
"""An analyser that knows more begins anew with the next texts: junk must not fill the memory."""
_PUNCTUATION = string.punctuation
_ROOT, _TOKEN = "\x1f", "\x1e"
Token = tuple[str, str, int]
"""A word, its stem, and its position counted from the beginning of its surface."""


class Analysed(NamedTuple):
    """The words of some articles. Numbers are 32 bits wide."""

    articles: int
    definitions: str
    """A line for each surface that occurs, which ``tokens_of`` reads; the first two are of none."""
    runs: str
    """A line for each run of a script without spaces between words."""
    words: bytes
    """Zone after zone of one article after the other, in each its surfaces: the numbers of their
    definitions, or less than zero those of runs."""
    urls: bytes
    """The same of the urls, each a zone."""
    speakers: bytes
    """For each place of speech two numbers: of the surface that is the speaker's name, and 1 if a quotation
    begins there."""


class Batch(NamedTuple):
    """Articles to be indexed: their words, and of each what else is asked of it; None for one that is not to
    be indexed after all. No two in a segment have the same rowid."""

    words: Analysed
    facts: Sequence[IndexFacts | None]


def definition(tokens: Sequence[Token], width: int) -> str:
    """A surface of some tokens, or none, that takes so many positions, in one line."""
    if width == 1 and len(tokens) == 1:
        ((word, root, _),) = tokens
        return word if word == root else f"{word}{_ROOT}{root}"
    parts = [f"{place}{_ROOT}{word}{_ROOT}{root}" for word, root, place in tokens]
    return f"{width}{_TOKEN}{_TOKEN.join(parts)}"


def tokens_of(line: str) -> tuple[list[Token], int]:
    """The tokens and the width of which a definition was made."""
    if _TOKEN not in line:
        word, _, root = line.partition(_ROOT)
        return [(word, root or word, 0)], 1
    width, *parts = line.split(_TOKEN)
    tokens = [part.split(_ROOT) for part in parts if part]
    return [(word, root, int(place)) for place, word, root in tokens], int(width)


class Analyser:
    """Analyses texts, remembering the words of earlier ones. For one thread."""

    def __init__(self) -> None:
        self.definitions = ["", ""]
        self._languages: dict[str, _Chunks] = {}

    def analyse(self, articles: Iterable[IndexText]) -> Analysed:
        """The words of these articles, in their order."""
        if len(self.definitions) > MAX_SURFACES:
            self.definitions, self._languages = ["", ""], {}
        amount = 0
        words: list[int] = []
        urls: list[int] = []
        runs: list[str] = []
        speakers: list[int] = []
        for language, alike in groupby(articles, _language):
            known = self._of(language)
            known.runs = runs
            texts, addresses = _Texts(), _Texts()
            for article in alike:
                spoken = known.spoken(article) if article.quotations else {}
                for zone, text in enumerate(article.zones):
                    texts.add(text, spoken.get(zone, ()))
                addresses.add(article.url)
                amount += 1
            words += map(known.__getitem__, texts.chunks())
            urls += map(known.__getitem__, addresses.chunks())
            speakers += texts.speakers
        return self._packed(amount, words, urls, runs, speakers)

    def _packed(
        self, amount: int, words: list[int], urls: list[int], runs: list[str], speakers: list[int]
    ) -> Analysed:
        """Numbers counted anew, so that they are few."""
        used = [ZONE_END, SPEECH]
        used += {*words, *urls, *speakers[::2]}.difference(range(-len(runs), 2))
        renumbered = dict(zip(used, range(len(used)), strict=True))
        renumbered.update(zip(range(-len(runs), 0), range(-len(runs), 0), strict=True))
        speakers[::2] = map(renumbered.__getitem__, speakers[::2])
        return Analysed(
            amount,
            "\n".join(map(self.definitions.__getitem__, used)),
            "\n".join(runs),
            array("i", map(renumbered.__getitem__, words)).tobytes(),
            array("i", map(renumbered.__getitem__, urls)).tobytes(),
            array("i", speakers).tobytes(),
        )

    def _of(self, language: str) -> _Chunks:
        """The chunks of a language; languages with the same stemmer share them."""
        name = algorithm(language)
        if name not in self._languages:
            self._languages[name] = _Chunks(self, language)
        return self._languages[name]

    def define(self, tokens: Sequence[Token], width: int) -> int:
        """A new surface of these tokens."""
        self.definitions.append(definition(tokens, width))
        return len(self.definitions) - 1

    def joined(self, surfaces: Iterable[int]) -> int:
        """Some surfaces, or none, as one."""
        tokens: list[Token] = []
        width = 0
        for surface in surfaces:
            parts, taken = tokens_of(self.definitions[surface])
            tokens += [(word, root, place + width) for word, root, place in parts]
            width += taken
        return self.define(tokens, width)


def _language(article: IndexText) -> str:
    return primary(article.language)


class _Texts:
    """Texts one after the other, so that all can be cut into chunks at once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.speakers: list[int] = []

    def add(self, text: str, spoken: Sequence[SpeechPlace] = ()) -> None:
        """The next text, which may be empty, with the places where somebody begins or ends to speak."""
        start = 0
        for place in spoken:
            self._pieces += (_spaced(text[start : place.place]), _MARKS[SPEECH])
            self.speakers += (place.speaker, place.is_opening)
            start = place.place
        if text:
            self._pieces.append(_spaced(text[start:] if start else text))
        self._pieces.append(_MARKS[ZONE_END])

    def chunks(self) -> list[str]:
        """The chunks of all texts, with marks among them."""
        return " ".join(self._pieces).split()


def _spaced(text: str) -> str:
    """A text with blanks between its chunks; where scripts without spaces are among others, between its
    surfaces."""
    if "\0" in text or "\1" in text:
        text = text.replace("\0", " ").replace("\1", " ")
    if text.isascii():
        # Folding does the same to ASCII, word for word.
        return text.lower()
    return " ".join(surfaces(text)) if has_unspaced(text) else text


class _Chunks(dict[str, int]):
    """The numbers of chunks in one language; finds out what it has not seen. What holds runs must come as
    surfaces."""

    def __init__(self, analyser: Analyser, language: str) -> None:
        super().__init__(zip(_MARKS, (ZONE_END, SPEECH), strict=True))
        self.runs: list[str] = []
        """Where runs go; the caller's list, set before texts are read."""
        self._analyser = analyser
        self._names: dict[str, int] = {}
        self._stem = stemmer(language)

    def __missing__(self, chunk: str) -> int:
        if chunk.isascii() and len(chunk) <= MAX_TERM and (word := chunk.strip(_PUNCTUATION)).isalnum():
            folded = word.lower()
            surface = self._single(word) if folded == chunk else self[folded]
        elif is_run(chunk):
            self.runs.append(chunk)
            return -len(self.runs)
        else:
            parts = surfaces(chunk)
            if parts == [chunk]:
                surface = self._learn(chunk)
            elif len(parts) == 1:
                surface = self[parts[0]]
            else:
                surface = self._analyser.joined([self[part] for part in parts])
        if len(chunk) <= MAX_TERM:
            self[chunk] = surface
        return surface

    def _learn(self, surface: str) -> int:
        digits = number(surface)
        if digits:
            return self._single(digits)
        pieces = cut(surface)
        tokens = [(token.text, self._stem(token.text), token.position) for token in pieces.tokens]
        return self._analyser.define(tokens, pieces.width)

    def _single(self, word: str) -> int:
        root = word if word.replace(".", "").isdigit() else self._stem(word)
        definitions = self._analyser.definitions
        definitions.append(word if root == word else f"{word}{_ROOT}{root}")
        return len(definitions) - 1

    def spoken(self, article: IndexText) -> dict[int, list[SpeechPlace]]:
        """Where somebody speaks, in each zone by number; speakers are the numbers of the surfaces of their
        names."""
        named = [(self._name(speaker), said) for speaker, said in article.quotations]
        return places_of_speech(article.zones, [(name, said) for name, said in named if name >= 0])

    def _name(self, speaker: str) -> int:
        """The surface that has the words of a name, all at one place, of those with the same stem one; -1
        without words."""
        known = self._names.get(speaker)
        if known is None:
            chunks = _spaced(speaker).split()
            by_stem = {root: word for chunk in chunks for word, root, _ in self._tokens(chunk)}
            tokens = [(word, root, 0) for root, word in by_stem.items()]
            known = self._names[speaker] = self._analyser.define(tokens, 1) if tokens else -1
        return known

    def _tokens(self, chunk: str) -> list[Token]:
        if is_run(chunk):
            return [(token.text, token.text, token.position) for token in cut(chunk).tokens]
        return tokens_of(self._analyser.definitions[self[chunk]])[0]
