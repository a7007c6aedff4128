"""Texts as numbers of their words: what the index needs of an article, in any process that has its text.

What comes out is a few strings of bytes, small and quickly handed to the process that writes the index; it
neither sees the texts nor looks at single words. Loads neither NumPy nor Whoosh.

A *chunk* is what stands between two blanks: a surface (see ``tokens``) with its commas and brackets, or
several surfaces. Cutting many texts at once at their blanks is several times faster than finding their
surfaces. A chunk is analysed when it is first seen; after that texts become numbers in one pass.
"""

from __future__ import annotations

import re
import string
import struct
from collections.abc import Iterable, Mapping, Sequence
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
_MARK = re.compile("([\0\1])")
_BETWEEN = tuple(f" {mark} " for mark in _MARKS)
MAX_SURFACES = 300_000
"""An analyser that knows more begins anew with the next texts: junk must not fill the memory."""
_PUNCTUATION = string.punctuation
STEM, TOKEN = "\0", "\x1e"
"""What stands in a definition between a stem and the word, and before each of several tokens."""
_NO_TOKENS = ("",)
Token = tuple[str, str, int]
"""A word, its stem, and its position counted from the beginning of its surface."""


class Analysed(NamedTuple):
    """The words of some articles. Numbers are 32 bits wide."""

    articles: int
    surfaces: bytes
    """The numbers of the surfaces that occur."""
    definitions: str
    """A line for each of them, which ``tokens_of`` reads."""
    runs: str
    """A line for each run of a script without spaces between words."""
    words: bytes
    """Zone after zone of one article after the other, in each the numbers of its surfaces; those of runs are
    less than zero."""
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


def form_name(word: str, stem: str) -> str:
    """A word and its stem in one; most are their own stems."""
    return word if word == stem else f"{stem}{STEM}{word}"


def definition(tokens: Sequence[Token], width: int) -> str:
    """A surface of some tokens, or none, that takes so many positions, in one line.

    Of one token that takes one position it is the name of its form.
    """
    if width == 1 and len(tokens) == 1:
        return form_name(*tokens[0][:2])
    named = [f"{place}{STEM}{form_name(word, stem)}" for word, stem, place in tokens]
    return TOKEN.join([str(width), *(named or _NO_TOKENS)])


def tokens_of(line: str) -> tuple[list[Token], int]:
    """The tokens and the width of which a definition was made."""
    if TOKEN not in line:
        stem, _, word = line.partition(STEM)
        return [(word or stem, stem, 0)], 1
    width, *named = line.split(TOKEN)
    parts = [name.split(STEM) for name in named if name]
    return [(names[-1], names[0], int(place)) for place, *names in parts], int(width)


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
            texts: list[str] = []
            addresses: list[str] = []
            for article in alike:
                if article.quotations:
                    zones = _marked(article.zones, known.spoken(article), speakers)
                    texts.append(_spaced(zones, is_marked=True))
                else:
                    texts.append(_spaced(article.zones))
                addresses.append(_spaced((article.url,)))
                amount += 1
            words += map(known.__getitem__, " ".join(texts).split())
            urls += map(known.__getitem__, " ".join(addresses).split())
        return self._packed(amount, words, urls, runs, speakers)

    def _packed(
        self, amount: int, words: list[int], urls: list[int], runs: list[str], speakers: list[int]
    ) -> Analysed:
        used = [number for number in {*words, *urls, *speakers[::2]} if number > SPEECH]
        return Analysed(
            amount,
            _as_bytes(used),
            "\n".join(map(self.definitions.__getitem__, used)),
            "\n".join(runs),
            _as_bytes(words),
            _as_bytes(urls),
            _as_bytes(speakers),
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


def _as_bytes(numbers: Sequence[int]) -> bytes:
    """As an array of them has it, which takes three times as long to be made of a list."""
    return struct.pack(f"{len(numbers)}i", *numbers)


def _language(article: IndexText) -> str:
    return primary(article.language)


def _marked(
    zones: Sequence[str], spoken: Mapping[int, Sequence[SpeechPlace]], speakers: list[int]
) -> list[str]:
    """The zones with marks where somebody begins or ends to speak, who is added to ``speakers``."""
    marked = list(map(_unmarked, zones))
    for zone in sorted(spoken):
        text, start, pieces = marked[zone], 0, []
        for place in spoken[zone]:
            pieces.append(text[start : place.place])
            speakers += (place.speaker, place.is_opening)
            start = place.place
        marked[zone] = _BETWEEN[SPEECH].join([*pieces, text[start:]])
    return marked


def _unmarked(text: str) -> str:
    """The text without what marks are made of, as long as it was."""
    return text.replace("\0", " ").replace("\1", " ")


def _spaced(zones: Sequence[str], *, is_marked: bool = False) -> str:
    """Zones, each with a mark behind it, that fall into their chunks where there are blanks; where scripts
    without spaces are among others, into their surfaces. ``is_marked``: there are marks in them, and nothing
    that could be taken for one."""
    text = f"{_BETWEEN[ZONE_END].join(zones)}{_BETWEEN[ZONE_END]}"
    if not is_marked and (text.count("\0") > len(zones) or "\1" in text):
        text = _spaced([_unmarked(zone) for zone in zones], is_marked=True)
    if text.isascii():
        # Folding does the same to ASCII, word for word.
        return text.lower()
    return _in_surfaces(text) if has_unspaced(text) else text


def _in_surfaces(text: str) -> str:
    """The surfaces of a text, and the marks in it."""
    return " ".join(
        piece if piece in _MARKS else " ".join(surfaces(piece)) for piece in _MARK.split(text) if piece
    )


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
        is_short = len(chunk) <= MAX_TERM
        if is_short and (word := chunk.strip(_PUNCTUATION)).isalnum() and chunk.isascii():
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
        if is_short:
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
        definitions.append(word if root == word else f"{root}{STEM}{word}")
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
            chunks = _spaced((speaker,)).split()[:-1]
            by_stem = {root: word for chunk in chunks for word, root, _ in self._tokens(chunk)}
            tokens = [(word, root, 0) for root, word in by_stem.items()]
            known = self._names[speaker] = self._analyser.define(tokens, 1) if tokens else -1
        return known

    def _tokens(self, chunk: str) -> list[Token]:
        if is_run(chunk):
            return [(token.text, token.text, token.position) for token in cut(chunk).tokens]
        return tokens_of(self._analyser.definitions[self[chunk]])[0]
