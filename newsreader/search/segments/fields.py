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
from itertools import chain, compress
from operator import eq, ne
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments import dictionary
from newsreader.search.segments.files import ArrayWriter, Numbers, smallest
from newsreader.search.segments.lexicon import Lexicon
from newsreader.search.segments.words import Tokens


class Forms:
    """Stems and the words that have them; each pair once, sorted by stem, then word."""

    def __init__(self, stems: Sequence[bytes], words: Sequence[bytes]) -> None:
        """The stem and the word of each form."""
        self.words = words
        is_new = np.fromiter(chain([True][: len(stems)], map(ne, stems[1:], stems)), bool, len(stems))
        self.stems = list(compress(stems, is_new))
        """The different stems."""
        self.stem_of: Numbers = np.cumsum(is_new, dtype=np.int64) - 1
        """The number of the stem of each form."""
        self.are_words_only = all(map(eq, stems, words))


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
        self._stems, self._stem_of = forms.stems, forms.stem_of
        amounts = np.bincount(self._stem_of, minlength=len(self._stems))
        self._has_forms = not forms.are_words_only
        self._is_inflected = amounts > 1
        self._widest = int(amounts.max(initial=0))
        within = np.arange(len(self._stem_of)) - (np.cumsum(amounts) - amounts)[self._stem_of]
        self._within_stem = np.where(self._is_inflected[self._stem_of], within, -1)
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
            numbers = self._within_stem.take(piece.forms)
            self._append("forms", numbers[numbers >= 0], self._widest)

    def _append(self, part: str, numbers: NDArray[Any], limit: int) -> None:
        self._out.append(f"{self._name}.{part}", numbers, smallest(limit))

    def finish(self) -> None:
        """Write the dictionaries; terms that have no postings are left out."""
        is_used = self._postings > 0
        out, name = self._out, self._name
        dictionary.write(out, name, list(compress(self._stems, is_used)))
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
        words = list(map(self._forms.words.__getitem__, kept.tolist()))
        order = sorted(range(len(words)), key=words.__getitem__)
        # A word may have different stems in different languages: then it stands here more than once.
        dictionary.write(self._out, f"{self._name}.words", list(map(words.__getitem__, order)))
        self._out.put(f"{self._name}.word_forms", np.array(order, np.int64))


def write_tokens(out: ArrayWriter, name: str, tokens: Tokens, lexicon: Lexicon, *, is_stemmed: bool) -> None:
    """Write a field from its tokens, of which there are some."""
    is_used = np.bincount(tokens.forms, minlength=len(lexicon.forms)) > 0
    forms, numbers = _of_stems(lexicon, is_used) if is_stemmed else _of_words(lexicon, is_used)
    piece = _inverted(forms.stem_of[numbers], numbers, tokens)
    parts = (piece.documents, piece.counts, piece.places, piece.weights)
    limits = Limits(*(int(part.max(initial=0)) for part in parts if part is not None))
    writer = FieldWriter(out, name, forms, limits)
    writer.add(piece)
    writer.finish()


def _of_stems(lexicon: Lexicon, is_used: NDArray[np.bool_]) -> tuple[Forms, Numbers]:
    """The forms that are used, and by the lexicon's numbers those that they have among these."""
    order = lexicon.order()
    used = order[is_used[order]]
    # Each is a stem, a NUL and a word.
    both = b"\0".join(map(lexicon.forms.__getitem__, used.tolist())).split(b"\0")
    numbers = np.zeros(len(is_used), np.int64)
    numbers[used] = np.arange(len(used))
    return Forms(both[::2], both[1::2]), numbers


def _of_words(lexicon: Lexicon, is_used: NDArray[np.bool_]) -> tuple[Forms, Numbers]:
    """The same where stems are not asked for: a word that has several is still one."""
    used = np.flatnonzero(is_used).tolist()
    words = [lexicon.forms[form].rpartition(b"\0")[2] for form in used]
    different = sorted(set(words))
    number_of = dict(zip(different, range(len(different)), strict=True))
    numbers = np.zeros(len(is_used), np.int64)
    numbers[used] = [number_of[word] for word in words]
    return Forms(different, different), numbers


def _inverted(stem_of: Numbers, number_of: Numbers, tokens: Tokens) -> Piece:
    """Sort tokens by stem, given the stem and the number of each form of the lexicon; they are in order of
    document and place already."""
    # One number that holds both is sorted several times faster than an index is.
    keys = (stem_of << 32).take(tokens.forms)
    keys |= np.arange(len(keys))
    keys.sort()
    order = keys & 0xFFFFFFFF
    stems = keys >> 32
    documents = tokens.documents.take(order)
    is_first = np.ones(len(order), bool)
    is_first[1:] = (stems[1:] != stems[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(is_first)
    counts = np.diff(np.append(first, len(order)))
    weights = None if tokens.weights is None else np.add.reduceat(tokens.weights.take(order), first)
    return Piece(
        stems[first], documents[first], counts, tokens.places[order], number_of[tokens.forms[order]], weights
    )


def _edges(amounts: Numbers) -> Numbers:
    return np.concatenate([[0], np.cumsum(amounts)]).astype(np.int64)
