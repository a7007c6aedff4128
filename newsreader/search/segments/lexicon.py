"""What texts are made of, as numbers: each surface stands for tokens, each token for a word and its stem.

A surface (see ``tokens``) is analysed when it is first seen; after that a text becomes numbers in one pass
over its surfaces, and all the rest is arithmetic on arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.search.folding import fold
from newsreader.search.languages import algorithm, stemmer
from newsreader.search.segments.dictionary import encode
from newsreader.search.segments.files import Numbers
from newsreader.search.tokens import MAX_TERM, cut, has_unspaced, is_run, number, surfaces

MAX_SURFACES = 300_000
"""A lexicon that knows more begins anew with the next segment: junk must not fill the memory."""


class Lexicon:
    """Gives numbers to surfaces and forms. For one thread.

    A form is a word together with its stem. Surface numbers are shared by all languages; negative ones are
    runs of scripts without spaces, which are not remembered: each is different.
    """

    def __init__(self) -> None:
        self.pairs: list[tuple[bytes, bytes]] = []
        """Stem and word of each form."""
        self.token_starts = array("q", [0])
        self.token_forms = array("q")
        self.token_offsets = array("q")
        self.widths = array("q")
        self._forms: dict[tuple[str, str], int] = {}
        self._languages: dict[str, _Surfaces] = {}

    @property
    def is_full(self) -> bool:
        return len(self.widths) > MAX_SURFACES or len(self.pairs) > 2 * MAX_SURFACES

    def of(self, language: str) -> _Surfaces:
        """The surfaces of a language; languages with the same stemmer share them."""
        name = algorithm(language)
        if name not in self._languages:
            self._languages[name] = _Surfaces(self, language)
        return self._languages[name]

    def form(self, word: str, root: str) -> int:
        """The number of a word with a stem."""
        key = (word, root)
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = len(self.pairs)
            stored = encode(word)
            self.pairs.append((stored if root == word else encode(root), stored))
        return known

    def surface(self, tokens: Iterable[tuple[str, str, int]], width: int) -> int:
        """A new surface of these tokens: word, stem, position from the surface's beginning."""
        for word, root, offset in tokens:
            self.token_forms.append(self.form(word, root))
            self.token_offsets.append(offset)
        self.token_starts.append(len(self.token_forms))
        self.widths.append(width)
        return len(self.widths) - 1

    def word(self, word: str, root: str) -> int:
        """A new surface of one word."""
        self.token_forms.append(self.form(word, root))
        self.token_offsets.append(0)
        self.token_starts.append(len(self.token_forms))
        self.widths.append(1)
        return len(self.widths) - 1

    def joined(self, surfaces: Sequence[int]) -> int:
        """Some surfaces, or none, as one."""
        width = 0
        for surface in surfaces:
            for token in range(self.token_starts[surface], self.token_starts[surface + 1]):
                self.token_forms.append(self.token_forms[token])
                self.token_offsets.append(self.token_offsets[token] + width)
            width += self.widths[surface]
        self.token_starts.append(len(self.token_forms))
        self.widths.append(width)
        return len(self.widths) - 1


class _Surfaces(dict[str, int]):
    """Surface numbers in one language; looks up what it has not seen.

    Also knows *chunks*, whatever stands between two blanks: a surface with its commas and brackets, or
    several. Cutting a text at its blanks is several times faster than finding its surfaces. What holds runs
    must come as surfaces.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        """Where runs go; the caller's list, set before texts are read."""
        self._lexicon = lexicon
        self._stem = stemmer(language)

    def __missing__(self, chunk: str) -> int:
        if is_run(chunk):
            self.runs.append(chunk)
            return -len(self.runs)
        parts = surfaces(chunk)
        if parts == [chunk]:
            surface = self._learn(chunk)
        elif len(parts) == 1:
            surface = self[parts[0]]
        else:
            surface = self._lexicon.joined([self[part] for part in parts])
        if len(chunk) <= MAX_TERM:
            self[chunk] = surface
        return surface

    def _learn(self, surface: str) -> int:
        if len(surface) <= MAX_TERM and surface.isascii() and surface.isalnum():
            word = fold(surface)
            return self[word] if word != surface else self._single(word)
        digits = number(surface)
        if digits:
            return self._single(digits)
        pieces = cut(surface)
        tokens = [(token.text, self._stem(token.text), token.position) for token in pieces.tokens]
        return self._lexicon.surface(tokens, pieces.width)

    def _single(self, word: str) -> int:
        root = word if word.replace(".", "").isdigit() else self._stem(word)
        return self._lexicon.word(word, root)


class TextStream:
    """Texts one after the other."""

    def __init__(self) -> None:
        self._surfaces = array("i")
        self._counts = array("q")
        self._runs: list[str] = []
        self._cuts = array("q")
        self._cut_texts = array("q")
        self.cut_places: Numbers = np.empty(0, np.int64)
        """The position at which each cut is, from the beginning of its text; known after ``tokens``."""

    def add(self, text: str, known: _Surfaces, cuts: Sequence[int] = ()) -> None:
        """The next text, which may be empty. ``cuts`` are places in it, ascending, between two words."""
        if not text:
            self._counts.append(0)
            return
        before = len(self._surfaces)
        known.runs = self._runs
        split = surfaces if has_unspaced(text) else str.split
        start = 0
        for place in cuts:
            self._surfaces.extend(map(known.__getitem__, split(text[start:place])))
            self._cuts.append(len(self._surfaces))
            self._cut_texts.append(len(self._counts))
            start = place
        self._surfaces.extend(map(known.__getitem__, split(text[start:] if start else text)))
        self._counts.append(len(self._surfaces) - before)

    def tokens(self, lexicon: Lexicon) -> tuple[Tokens, Numbers]:
        """Every token, in order of text and position, texts counted as documents; and how many positions
        each text takes."""
        ids = np.frombuffer(self._surfaces, np.int32) if self._surfaces else np.empty(0, np.int32)
        counts = np.frombuffer(self._counts, np.int64)
        texts = np.repeat(np.arange(len(counts)), counts)
        runs = _Runs(self._runs, lexicon)
        is_run = ids < 0
        first, amounts, widths = _extents(ids, is_run, runs, lexicon)
        edges = np.concatenate([[0], np.cumsum(widths)])
        bases = edges[np.concatenate([[0], np.cumsum(counts)])]
        places = edges[:-1] - np.repeat(bases[:-1], counts)
        self.cut_places = edges[np.array(self._cuts, np.int64)] - bases[np.array(self._cut_texts, np.int64)]
        forms = np.concatenate([np.frombuffer(lexicon.token_forms, np.int64), runs.forms])
        offsets = np.concatenate([np.frombuffer(lexicon.token_offsets, np.int64), runs.offsets])
        if (amounts == 1).all():
            return Tokens(forms[first], texts, places + offsets[first]), np.diff(bases)
        before = np.cumsum(amounts) - amounts
        where = np.repeat(first - before, amounts) + np.arange(int(amounts.sum()))
        places = np.repeat(places, amounts) + offsets[where]
        return Tokens(forms[where], np.repeat(texts, amounts), places), np.diff(bases)


class Tokens:
    """Form, document and position of each token, as arrays of one length; perhaps also what it weighs."""

    __slots__ = ("documents", "forms", "places", "weights")

    def __init__(
        self, forms: Numbers, documents: Numbers, places: Numbers, weights: Numbers | None = None
    ) -> None:
        self.forms = forms
        self.documents = documents
        self.places = places
        self.weights = weights


class _Runs:
    """Runs of characters without spaces between words: each two neighbours are a term, and the last one.

    Their tokens are numbered after those of the lexicon.
    """

    def __init__(self, runs: list[str], lexicon: Lexicon) -> None:
        self.lengths = np.fromiter(map(len, runs), np.int64, len(runs))
        self.starts = np.cumsum(self.lengths) - self.lengths
        total = int(self.lengths.sum())
        self.offsets = np.arange(total) - np.repeat(self.starts, self.lengths)
        codes = np.frombuffer("".join(runs).encode("utf-32-le", "surrogatepass"), "<u4")
        different, characters = np.unique(codes, return_inverse=True)
        folded = [fold(chr(code)) for code in different.tolist()] + [""]
        following = np.append(characters[1:], len(different))
        following[(self.starts + self.lengths - 1)[self.lengths > 0]] = len(different)
        pairs, tokens = np.unique(characters * len(folded) + following, return_inverse=True)
        terms = [folded[pair // len(folded)] + folded[pair % len(folded)] for pair in pairs.tolist()]
        forms = np.fromiter((lexicon.form(term, term) for term in terms), np.int64, len(terms))
        self.forms = forms[tokens]


def _extents(
    ids: NDArray[np.int32], is_run: NDArray[np.bool_], runs: _Runs, lexicon: Lexicon
) -> tuple[Numbers, Numbers, Numbers]:
    """Of each surface: its first token, how many it has, and how many positions it takes."""
    starts = np.concatenate([np.frombuffer(lexicon.token_starts, np.int64)[:-1], [0]])
    amounts = np.concatenate([np.diff(np.frombuffer(lexicon.token_starts, np.int64)), [0]])
    widths = np.concatenate([np.frombuffer(lexicon.widths, np.int64) if lexicon.widths else [], [0]])
    words = np.where(is_run, len(starts) - 1, ids)
    first, amount, width = starts[words], amounts[words], widths[words].astype(np.int64)
    if len(runs.lengths):
        which = -ids[is_run] - 1
        first[is_run] = len(lexicon.token_forms) + runs.starts[which]
        amount[is_run] = width[is_run] = runs.lengths[which]
    return first, amount, width
