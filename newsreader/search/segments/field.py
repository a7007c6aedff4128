"""Read a field of one segment: its terms and their postings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments.dictionary import Dictionary, single
from newsreader.search.segments.files import ArrayFile, Numbers, damaged
from newsreader.search.segments.postings import Extent, Postings, merge_postings

Weigh = Callable[[Numbers, NDArray[Any]], Numbers]
"""What occurrences weigh, given the document and place of each."""
_NO_NUMBERS = np.empty(0, np.int64)


class Field:
    """A field of one segment. ``as_written`` asks for words instead of stems.

    May be used from several threads.
    """

    def __init__(self, file: ArrayFile, name: str, documents: int, weigh: Weigh | None = None) -> None:
        """``weigh`` says what occurrences weigh, where that depends on their places."""
        self._file = file
        self._name = name
        self.document_count = documents
        """Of the whole segment."""
        self.terms = Dictionary(file, name)
        self.has_forms = f"{name}.word_forms" in file
        self._words = Dictionary(file, f"{name}.words") if self.has_forms else self.terms
        self._starts = self._edges("starts", len(self.terms))
        self._place_starts = self._edges("place_starts", len(self.terms))
        self._start_of, self._place_start_of = single(self._starts), single(self._place_starts)
        self._all_documents = self._part("documents")
        self._all_counts = self._part("counts")
        self._all_places = self._part("places")
        self._all_weights = self._part("weights") if f"{name}.weights" in file else None
        self._weigh = weigh

    def _part(self, part: str) -> NDArray[Any]:
        return self._file.array(f"{self._name}.{part}")

    def _edges(self, part: str, amount: int) -> NDArray[Any]:
        edges = self._part(part)
        if len(edges) != amount + 1:
            raise self._damaged(part)
        return edges

    def _damaged(self, part: str = "postings") -> Exception:
        return damaged(f"the {part} of {self._name} do not add up")

    def dictionary(self, *, as_written: bool) -> Dictionary:
        """The stems, or the words."""
        return self._words if as_written else self.terms

    def frequency(self, term: bytes, *, as_written: bool = False) -> int:
        """How many documents have a term."""
        if as_written and self.has_forms:
            return len(self.postings(term, as_written=True) or ())
        number = self.terms.find(term)
        return 0 if number < 0 else self._start_of[number + 1] - self._start_of[number]

    def postings(self, term: bytes, *, as_written: bool = False) -> Postings | None:
        """The postings of a term, None without it."""
        if as_written and self.has_forms:
            return self._of_word(term)
        number = self.terms.find(term)
        return None if number < 0 else self._of_range(number, number + 1)

    def _of_range(self, first: int, last: int) -> Postings:
        """The postings of one stem; or of several neighbouring ones, one after the other."""
        start, end = self._start_of[first], self._start_of[last]
        begin, stop = self._place_start_of[first], self._place_start_of[last]
        stored, counts = self._all_documents[start:end], self._all_counts[start:end]
        places = self._all_places[begin:stop]
        weights = None if self._all_weights is None else self._all_weights[start:end]
        is_whole = len(stored) == len(counts) == end - start and len(places) == stop - begin
        if not is_whole or (weights is not None and len(weights) != len(stored)):
            raise self._damaged()
        return Postings(stored, counts, places, self.document_count, weights)

    def _of_stems(self, stems: Numbers) -> Postings:
        """The postings of stems with ascending numbers, one after the other."""
        if not len(stems) or stems[-1] - stems[0] == len(stems) - 1:
            first = int(stems[0]) if len(stems) else 0
            return self._of_range(first, first + len(stems))
        where = self._within(self._starts, stems, len(self._all_documents))
        begin = self._within(self._place_starts, stems, len(self._all_places))
        weights = None if self._all_weights is None else self._all_weights[where]
        stored, counts = self._all_documents[where], self._all_counts[where]
        return Postings(stored, counts, self._all_places[begin], self.document_count, weights)

    def rare(self, highest: int) -> tuple[Numbers, Postings]:
        """The postings of all stems that no more than so many documents have, one after the other, and for
        each of them the number of its stem."""
        edges = self._starts.astype(np.int64)
        frequencies = edges[1:] - edges[:-1]
        stems = np.flatnonzero(frequencies <= highest)
        return np.repeat(stems, frequencies[stems]), self._of_stems(stems)

    def _within(self, edges: NDArray[Any], terms: Numbers, amount: int) -> Numbers:
        """Every number from where a term begins up to where it ends, of so many."""
        starts, ends = edges[terms].astype(np.int64), edges[terms + 1].astype(np.int64)
        lengths = ends - starts
        if lengths.min() < 0 or ends.max() > amount:
            raise self._damaged()
        before = np.cumsum(lengths) - lengths
        return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))

    # Words

    def _of_word(self, word: bytes) -> Postings | None:
        number = self._words.first_from(word)
        found = []
        while number < len(self._words) and self._words[number] == word:
            found.extend(self._of_words(np.array([number])))
            number += 1
        # Each document is in one language, so that no document is among the forms of two stems.
        return merge_postings(found, self.document_count) if found else None

    def _of_words(self, words: Numbers) -> list[Postings]:
        """The postings of words by number, in a few parts."""
        edges, forms, owners = self.forms_of(words)
        stems, wanted = np.unique(owners, return_counts=True)
        is_whole = wanted == edges[stems + 1] - edges[stems]
        found = [self._of_stems(stems[is_whole])] if is_whole.any() else []
        if not is_whole.all():
            is_wanted = np.zeros(len(self._part("word_forms")), bool)
            is_wanted[forms] = True
            found.append(self._of_forms(stems[~is_whole], edges, is_wanted))
        return found

    def forms_of(self, words: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Where the forms of each stem begin; of words by number, the form and the stem."""
        edges, numbers = self._first_forms, self._part("word_forms")
        forms = numbers[words].astype(np.int64)
        owners = np.searchsorted(edges, forms, "right") - 1
        is_damaged = owners.min(initial=0) < 0 or owners.max(initial=0) >= len(self.terms)
        if is_damaged or forms.max(initial=0) >= max(len(numbers), 1):
            raise self._damaged("words")
        return edges, forms, owners

    @cached_property
    def _first_forms(self) -> Numbers:
        return self._edges("first_forms", len(self.terms)).astype(np.int64)

    def stems_of(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """Of words by number: the number of the stem, and how many documents have it in any form."""
        stems = self.forms_of(words)[2] if self.has_forms else words
        return stems, self._starts[stems + 1].astype(np.int64) - self._starts[stems].astype(np.int64)

    def occurrences_of(self, words: Numbers, stem: int) -> Numbers:
        """How often each of some words of one stem, by number, occurs."""
        begin, end = self._place_start_of[stem], self._place_start_of[stem + 1]
        if not self.has_forms:
            return np.full(len(words), end - begin)
        edges = self._edges("form_starts", len(self.terms))
        first, last = int(edges[stem]), int(edges[stem + 1])
        if first == last:
            return np.full(len(words), end - begin)
        firsts, forms, _ = self.forms_of(words)
        forms = forms - firsts[stem]
        all_forms = np.bincount(self._part("forms")[first:last], minlength=int(forms.max()) + 1)
        occurrences: Numbers = all_forms[forms]
        return occurrences

    def frequency_of_stem(self, word: bytes) -> int:
        """How many documents have a word in any form."""
        number = self._words.find(word)
        if number < 0:
            return 0
        if self.has_forms:
            edges = self._edges("first_forms", len(self.terms))
            form = self._part("word_forms")[number]
            number = int(np.searchsorted(edges, edges.dtype.type(form), "right")) - 1
        if not 0 <= number < len(self.terms):
            raise self._damaged("words")
        return self._start_of[number + 1] - self._start_of[number]

    def _of_forms(self, stems: Numbers, edges: Numbers, is_wanted: NDArray[np.bool_]) -> Postings:
        """The postings of stems, but only of some of their forms."""
        whole = self._of_stems(stems)
        form_edges = self._edges("form_starts", len(self.terms))
        where = self._within(form_edges, stems, len(self._part("forms")))
        amounts = form_edges[stems + 1].astype(np.int64) - form_edges[stems]
        forms = self._part("forms")[where] + np.repeat(edges[stems], amounts)
        if not len(forms) == int(whole.counts.sum()) == len(whole.all_places):
            raise self._damaged("words")
        if forms.max(initial=0) >= len(is_wanted):
            raise self._damaged("words")
        kept = is_wanted[forms]
        owners = np.repeat(np.arange(len(whole.counts)), whole.counts)[kept]
        counts = np.bincount(owners, minlength=len(whole.counts))
        weights = None
        if self._weigh is not None:
            each = self._weigh(whole.documents[owners], whole.all_places[kept])
            weights = np.bincount(owners, each, len(counts)).astype(np.int64)[counts > 0]
        stored, counts = whole.stored[counts > 0], counts[counts > 0]
        return Postings(stored, counts, whole.all_places[kept], self.document_count, weights)

    # Many terms at once

    def each_of(self, terms: Sequence[int], *, as_written: bool = False) -> list[Postings]:
        """The postings of the terms with these ascending numbers, in a few parts, in each of which a document
        may stand more than once."""
        if not len(terms):
            return []
        numbers = np.asarray(terms, np.int64)
        if as_written and self.has_forms:
            return self._of_words(numbers)
        return [self._of_stems(numbers)]

    def any_of(self, terms: Sequence[int], *, as_written: bool = False) -> tuple[Numbers, NDArray[Any]]:
        """The documents that have any of the terms with these ascending numbers, some more than once, and
        what the occurrences weigh."""
        found = self.each_of(terms, as_written=as_written)
        if len(found) == 1:
            return found[0].documents, found[0].weights
        documents = np.concatenate([_NO_NUMBERS, *(each.documents for each in found)])
        return documents, np.concatenate([_NO_NUMBERS, *(each.weights for each in found)])

    # For merging

    def forms(self) -> list[tuple[bytes, bytes]]:
        """Stem and word of each form, in order."""
        stems = self.terms.all_bytes()
        if not self.has_forms:
            return [(stem, stem) for stem in stems]
        amounts = np.diff(self._edges("first_forms", len(stems)).astype(np.int64)).tolist()
        numbers = self._part("word_forms")
        if (
            min(amounts, default=0) < 0
            or len(numbers) != sum(amounts)
            or numbers.max(initial=0) > max(len(numbers) - 1, 0)
        ):
            raise self._damaged("words")
        words: list[bytes] = [b""] * sum(amounts)
        for form, word in zip(numbers.tolist(), self._words.all_bytes(), strict=True):
            words[form] = word
        owners = [stem for stem, amount in zip(stems, amounts, strict=True) for _ in range(amount)]
        return list(zip(owners, words, strict=True))

    def extent(self, first: int, last: int) -> Extent:
        """Everything of the stems from one number up to, not including, another."""
        whole = self._of_range(first, last)
        edges = self._starts[first : last + 1].astype(np.int64)
        postings = edges[1:] - edges[:-1]
        counts = whole.counts.astype(np.int64)
        if postings.min(initial=0) < 0 or counts.sum() != len(whole.all_places):
            raise self._damaged()
        terms = np.repeat(np.arange(first, last), postings)
        forms = self._all_forms(first, last, np.repeat(terms, counts))
        weights = whole.weights if self._all_weights is not None else None
        return Extent(terms, whole.documents, counts, whole.all_places, forms, weights)

    def _all_forms(self, first: int, last: int, owners: Numbers) -> Numbers:
        """The form of each occurrence, counted through the whole field."""
        if not self.has_forms:
            return owners
        first_forms = self._edges("first_forms", len(self.terms)).astype(np.int64)
        edges = self._edges("form_starts", len(self.terms)).astype(np.int64)
        forms = first_forms[owners]
        is_inflected = (np.diff(edges) > 0)[owners]
        numbers = self._part("forms")[edges[first] : edges[last]]
        if len(numbers) != np.count_nonzero(is_inflected):
            raise self._damaged("words")
        forms[is_inflected] += numbers
        if forms.max(initial=0) >= first_forms[-1]:
            raise self._damaged("words")
        return forms

    def occurrences(self) -> Numbers:
        """How often each stem occurs."""
        edges = self._place_starts.astype(np.int64)
        return edges[1:] - edges[:-1]

    def largest(self, part: str) -> int:
        """The largest number that the type of an array holds: all that follow from it are no wider."""
        if part == "weights" and self._all_weights is None:
            return 0
        array = self._part(part)
        return int(np.iinfo(array.dtype).max) if len(array) else 0
