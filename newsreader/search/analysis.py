"""Texts as numbers of their words: what the index needs of an article, in any process that has its text.

What comes out is a few strings of bytes, small and quickly handed to the process that writes the index; it
neither sees the texts nor looks at single words. Loads neither NumPy nor Whoosh.

A *chunk* is what stands between two blanks: a surface (see ``tokens``) with its commas and brackets, or
several surfaces. Cutting many texts at once at their blanks is several times faster than finding their
surfaces. A chunk is analysed when it is first seen; after that texts become numbers in one pass.
"""

from __future__ import annotations

import os
import re
import secrets
import string
import struct
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from newsreader.search.languages import algorithm, primary, stemmer
from newsreader.search.nouns import IndexFacts, IndexText
from newsreader.search.speech import marked
from newsreader.search.tokens import MAX_PARTS, MAX_TERM, cut, has_unspaced, is_run, number, surfaces

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

    analyser: bytes
    """Whose numbers they are: a number stands for the same surface wherever this is the same."""
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
        self._begin()

    def _begin(self) -> None:
        self.definitions = ["", ""]
        self._languages: dict[str, _Chunks] = {}
        self._process = 0

    def analyse(self, articles: Iterable[IndexText]) -> Analysed:
        """The words of these articles, in their order."""
        if len(self.definitions) > MAX_SURFACES:
            self._begin()
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
                zones = _unmarked(article.zones)
                if article.quotations:
                    zones = marked(zones, known.named(article.quotations), _BETWEEN[SPEECH], speakers)
                texts.append(_spaced(zones))
                addresses.append(_spaced(_unmarked((article.url,))) if article.url else _MARKS[ZONE_END])
                amount += 1
            words += map(known.__getitem__, " ".join(texts).split())
            urls += map(known.__getitem__, " ".join(addresses).split())
        return self._packed(amount, words, urls, runs, speakers)

    def _packed(
        self, amount: int, words: list[int], urls: list[int], runs: list[str], speakers: list[int]
    ) -> Analysed:
        used = [number for number in {*words, *urls, *speakers[::2]} if number > SPEECH]
        if self._process != os.getpid():
            # A copy of this process learns other words by the same numbers.
            self._process, self._name = os.getpid(), secrets.token_bytes(8)
        return Analysed(
            self._name,
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

    def define(self, line: str) -> int:
        """The number of a new surface with this definition."""
        self.definitions.append(line)
        return len(self.definitions) - 1


def _as_bytes(numbers: Sequence[int]) -> bytes:
    """As an array of them has it, which takes three times as long to be made of a list."""
    return struct.pack(f"{len(numbers)}i", *numbers)


def _language(article: IndexText) -> str:
    return primary(article.language)


def _unmarked(zones: Sequence[str]) -> Sequence[str]:
    """The texts without what marks are made of, as long as they were."""
    whole = "".join(zones)
    if "\0" in whole or "\1" in whole:
        return [text.replace("\0", " ").replace("\1", " ") for text in zones]
    return zones


def _spaced(zones: Sequence[str]) -> str:
    """Zones, each with a mark behind it, that fall into their chunks where there are blanks; where scripts
    without spaces are among others, into their surfaces."""
    text = f"{_BETWEEN[ZONE_END].join(zones)}{_BETWEEN[ZONE_END]}"
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
        if is_short and chunk.isascii() and (word := chunk.strip(_PUNCTUATION)).isalnum():
            word = word.lower()
            surface = self.get(word, 0) or self._analyser.define(self._form(word))
        elif is_run(chunk):
            self.runs.append(chunk)
            return -len(self.runs)
        else:
            parts = surfaces(chunk)
            # Without its commas it may be known.
            surface = (len(parts) == 1 and self.get(parts[0], 0)) or self._analyser.define(
                self._definition(parts)
            )
        if is_short:
            self[chunk] = surface
        return surface

    def _form(self, word: str) -> str:
        """The name of the form that a folded word is: with its stem, unless it is a number."""
        root = word if word.replace(".", "").isdigit() else self._stem(word)
        return word if root == word else f"{root}{STEM}{word}"

    def _definition(self, parts: Sequence[str]) -> str:
        """The definition of a chunk of these surfaces."""
        if len(parts) == 1:
            return self._of_surface(parts[0])
        tokens: list[Token] = []
        width = 0
        for part in parts:
            its, taken = tokens_of(self._of_surface(part))
            tokens += [(word, root, place + width) for word, root, place in its]
            width += taken
        return definition(tokens, width)

    def _of_surface(self, surface: str) -> str:
        if surface[0].isdigit() and (digits := number(surface)):
            return self._form(digits)
        if surface.isascii() and len(surface) <= MAX_TERM and surface.replace("-", "").isalnum():
            return self._of_compound(surface.lower().split("-"))
        pieces = cut(surface)
        return definition(
            [(token.text, self._stem(token.text), token.position) for token in pieces.tokens], pieces.width
        )

    def _of_compound(self, parts: Sequence[str]) -> str:
        """The same of words in ASCII that hyphens join, or of one alone, in a fifth of the time."""
        named = [form_name(part, self._stem(part)) for part in parts]
        if len(parts) == 1:
            return named[0]
        named = [f"{place}{STEM}{name}" for place, name in enumerate(named)]
        if len(parts) <= MAX_PARTS:
            joined = "".join(parts)
            named.insert(1, f"0{STEM}{form_name(joined, self._stem(joined))}")
        return TOKEN.join([str(len(parts)), *named])

    def named(self, quotations: Iterable[tuple[str, str]]) -> list[tuple[int, str]]:
        """Quotations with the numbers of the surfaces of their speakers' names; without those that have
        no name."""
        names = self._names
        pairs = []
        for speaker, said in quotations:
            name = names.get(speaker)
            if name is None:
                name = names[speaker] = self._name(speaker)
            if name:
                pairs.append((name, said))
        return pairs

    def _name(self, speaker: str) -> int:
        """The surface that has the words of a name, all at one place, of those with the same stem one; 0
        without words."""
        by_stem = self._plain_name(speaker)
        if by_stem is None:
            chunks = _spaced(_unmarked((speaker,))).split()[:-1]
            by_stem = {root: word for chunk in chunks for word, root, _ in self._tokens(chunk)}
        tokens = [(word, root, 0) for root, word in by_stem.items()]
        return self._analyser.define(definition(tokens, 1)) if tokens else 0

    def _plain_name(self, speaker: str) -> dict[str, str] | None:
        """The words of a name by their stems, in a fraction of the time, if it is of single words in ASCII,
        perhaps with a point behind them, as most are; else None."""
        words = [chunk.strip(_PUNCTUATION) for chunk in speaker.lower().split()]
        if not (speaker.isascii() and all(map(str.isalnum, words)) and len(speaker) <= MAX_TERM):
            return None
        return {word if word.isdigit() else self._stem(word): word for word in words}

    def _tokens(self, chunk: str) -> list[Token]:
        if is_run(chunk):
            return [(token.text, token.text, token.position) for token in cut(chunk).tokens]
        return tokens_of(self._analyser.definitions[self[chunk]])[0]
