"""Write the postings of a field: from one batch of tokens, or piece by piece when segments are merged.

A field is a dictionary of terms and, in the order of the terms, arrays: documents that have the term, how
often each has it, at which places, and, where zones weigh differently, what that amounts to. Of a stemmed
field the terms are stems; the words that share a stem are its *forms*, and beside each place stands the
number of the form there, so that words are found in the postings of their stems. Where every stem is its own
only form, nothing of this is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, starmap
from operator import eq, ne
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments import dictionary
from newsreader.search.segments.files import ArrayWriter, Numbers, smallest
from newsreader.search.segments.lexicon import Lexicon
from newsreader.search.segments.words import Tokens


@dataclass(frozen=True, slots=True)
class Forms:
    """Stems and the words that have them; each pair once, sorted by stem, then word."""

    pairs: Sequence[tuple[bytes, bytes]]

    def stems(self) -> tuple[list[bytes], Numbers]:
        """The different stems, and the number of the stem of each form."""
        stems = [stem for stem, _ in self.pairs]
        is_new = [True, *map(ne, stems[1:], stems)][: len(stems)]
        return list(compress(stems, is_new)), np.cumsum(is_new, dtype=np.int64) - 1

    @property
    def are_words_only(self) -> bool:
        return all(starmap(eq, self.pairs))


@dataclass(frozen=True, slots=True)
class Piece:
    """Postings of consecutive terms, sorted by term and document; a place and a form for each occurrence."""

    terms: NDArray[Any]
    documents: NDArray[Any]
    counts: NDArray[Any]
    places: NDArray[Any]
    forms: NDArray[Any]
    """Numbers within all forms of the field."""
    weights: NDArray[Any] | None = None
    """What the occurrences in each document weigh together, where that is not their number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest numbers that can come, which decide how wide the arrays are."""

    document: int
    count: int
    place: int
    weight: int = 0


class FieldWriter:
    """Writes one field."""

    def __init__(self, out: ArrayWriter, name: str, forms: Forms, limits: Limits) -> None:
        self._out = out
        self._name = name
        self._forms = forms
        self._limits = limits
        self._stems, self._stem_of = forms.stems()
        amounts = np.bincount(self._stem_of, minlength=len(self._stems))
        self._first_form = np.cumsum(amounts) - amounts
        self._has_forms = not forms.are_words_only
        self._is_inflected = amounts > 1
        self._widest = int(amounts.max(initial=0))
        self._postings = np.zeros(len(self._stems), np.int64)
        self._occurrences = np.zeros(len(self._stems), np.int64)

    def add(self, piece: Piece) -> None:
        """The next terms."""
        self._append("documents", piece.documents, self._limits.document)
        self._append("counts", piece.counts, self._limits.count)
        self._append("places", piece.places, self._limits.place)
        if piece.weights is not None:
            self._append("weights", piece.weights, self._limits.weight)
        stems = len(self._stems)
        self._postings += np.bincount(piece.terms, minlength=stems)
        self._occurrences += np.bincount(piece.terms, piece.counts, stems).astype(np.int64)
        if self._has_forms:
            stem_of = self._stem_of[piece.forms]
            inflected = self._is_inflected[stem_of]
            numbers = piece.forms[inflected] - self._first_form[stem_of[inflected]]
            self._append("forms", numbers, self._widest)

    def _append(self, part: str, numbers: NDArray[Any], limit: int) -> None:
        self._out.append(f"{self._name}.{part}", numbers, smallest(limit))

    def finish(self) -> None:
        """Write the dictionaries; terms that have no postings are left out."""
        is_used = self._postings > 0
        out, name = self._out, self._name
        dictionary.write(out, name, [stem for stem, used in zip(self._stems, is_used, strict=True) if used])
        out.put(f"{name}.starts", _edges(self._postings[is_used]))
        out.put(f"{name}.place_starts", _edges(self._occurrences[is_used]))
        if self._has_forms:
            with_forms = np.where(self._is_inflected, self._occurrences, 0)
            out.put(f"{name}.form_starts", _edges(with_forms[is_used]))
            self._write_words(is_used)

    def _write_words(self, is_used: NDArray[np.bool_]) -> None:
        kept = np.flatnonzero(is_used[self._stem_of])
        renumbered = np.cumsum(is_used) - 1
        amounts = np.bincount(renumbered[self._stem_of[kept]], minlength=int(is_used.sum()))
        self._out.put(f"{self._name}.first_forms", _edges(amounts))
        words = [self._forms.pairs[form][1] for form in kept.tolist()]
        order = sorted(range(len(words)), key=words.__getitem__)
        # A word may have different stems in different languages: then it stands here more than once.
        dictionary.write(self._out, f"{self._name}.words", [words[number] for number in order])
        self._out.put(f"{self._name}.word_forms", np.array(order, np.int64))


def write_tokens(out: ArrayWriter, name: str, tokens: Tokens, lexicon: Lexicon, *, is_stemmed: bool) -> None:
    """Write a field from its tokens, of which there are some."""
    used = np.flatnonzero(np.bincount(tokens.forms))
    names = [lexicon.forms[form] for form in used.tolist()]
    if not is_stemmed:
        words = [name.rpartition(b"\0")[2] for name in names]
        names = [b"%b\0%b" % (word, word) for word in words]
    # Where stems are not asked for, a word that has several is still one.
    ordered = sorted(set(names))
    number_of = dict(zip(ordered, range(len(ordered)), strict=True))
    ranks = np.zeros(used[-1] + 1, np.int64)
    ranks[used] = np.fromiter(map(number_of.__getitem__, names), np.int64, len(names))
    forms = Forms(list(map(_parted, ordered)))
    numbers = ranks[tokens.forms]
    piece = _inverted(forms.stems()[1], numbers, tokens)
    parts = (piece.documents, piece.counts, piece.places, piece.weights)
    limits = Limits(*(int(part.max(initial=0)) for part in parts if part is not None))
    writer = FieldWriter(out, name, forms, limits)
    writer.add(piece)
    writer.finish()


def _parted(name: bytes) -> tuple[bytes, bytes]:
    stem, _, word = name.partition(b"\0")
    return stem, word


def _inverted(stem_of: Numbers, forms: Numbers, tokens: Tokens) -> Piece:
    """Sort tokens by stem; they are in order of document and place already."""
    # One number that holds both is sorted several times faster than an index is.
    keys = (stem_of[forms] << 32) | np.arange(len(forms))
    keys.sort()
    order = keys & 0xFFFFFFFF
    stems = keys >> 32
    documents = tokens.documents[order]
    is_first = np.ones(len(order), bool)
    is_first[1:] = (stems[1:] != stems[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(is_first)
    counts = np.diff(np.append(first, len(order)))
    weights = None if tokens.weights is None else np.add.reduceat(tokens.weights[order], first)
    return Piece(stems[first], documents[first], counts, tokens.places[order], forms[order], weights)


def _edges(amounts: Numbers) -> Numbers:
    return np.concatenate([[0], np.cumsum(amounts)]).astype(np.int64)
