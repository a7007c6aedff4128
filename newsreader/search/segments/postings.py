"""Read the postings of a field of one segment, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments.dictionary import Dictionary
from newsreader.search.segments.files import ArrayFile, Numbers, damaged

_NO_NUMBERS = np.empty(0, np.int64)


class Postings:
    """The documents that have a term, ascending, how often each has it, and where."""

    __slots__ = ("_amount", "_documents", "_is_wanted", "_places", "counts", "stored")

    def __init__(
        self,
        stored: NDArray[Any],
        counts: NDArray[Any],
        places: NDArray[Any],
        amount: int,
        is_wanted: NDArray[np.bool_] | None = None,
    ) -> None:
        """``amount`` is that of all documents. ``places`` has those of all occurrences; with ``is_wanted``
        only some of them are the term's."""
        self.stored = stored
        """The documents in the type in which they are on disk; not checked."""
        self.counts = counts
        self._places = places
        self._amount = amount
        self._is_wanted = is_wanted
        self._documents: Numbers | None = None

    def __len__(self) -> int:
        return len(self.stored)

    @property
    def documents(self) -> Numbers:
        """The documents as numbers to count with. Raises SearchIndexError for one that is not there."""
        if self._documents is None:
            self._documents = sound(self.stored, self._amount)
        return self._documents

    def places(self) -> Numbers:
        """The places, ascending in each document; ``counts`` says how many belong to each."""
        places = self._places if self._is_wanted is None else self._places[self._is_wanted]
        if len(places) != int(self.counts.sum()):
            raise damaged("occurrences do not add up")
        return places.astype(np.int64)


def sound(documents: NDArray[Any], amount: int) -> Numbers:
    """Documents as they are stored made numbers to count with. Raises SearchIndexError for too large ones."""
    if len(documents) and documents.max() >= amount:
        raise damaged("postings have documents that are not there")
    return documents.astype(np.int64)


class Field:
    """A field of one segment. ``as_written`` asks for words instead of stems.

    May be used from several threads.
    """

    def __init__(self, file: ArrayFile, name: str, documents: int) -> None:
        self._file = file
        self._name = name
        self._document_count = documents
        self.terms = Dictionary(file, name)
        self.has_forms = f"{name}.word_forms" in file
        self._words = Dictionary(file, f"{name}.words") if self.has_forms else self.terms
        self._starts = self._edges("starts", len(self.terms))
        self._place_starts = self._edges("place_starts", len(self.terms))

    def _part(self, part: str) -> NDArray[Any]:
        return self._file.array(f"{self._name}.{part}")

    def _edges(self, part: str, amount: int) -> NDArray[Any]:
        edges = self._part(part)
        if len(edges) != amount + 1:
            raise damaged(f"the {part} of {self._name} do not add up")
        return edges

    def dictionary(self, *, as_written: bool) -> Dictionary:
        """The stems, or the words."""
        return self._words if as_written else self.terms

    def frequency(self, term: bytes, *, as_written: bool = False) -> int:
        """How many documents have a term."""
        if as_written and self.has_forms:
            return len(self.postings(term, as_written=True) or ())
        number = self.terms.find(term)
        return 0 if number < 0 else int(self._starts[number + 1]) - int(self._starts[number])

    def postings(self, term: bytes, *, as_written: bool = False) -> Postings | None:
        """The postings of a term, None without it."""
        if as_written and self.has_forms:
            return self._of_word(term)
        number = self.terms.find(term)
        return None if number < 0 else self.of_number(number)

    def of_number(self, number: int) -> Postings:
        """The postings of a stem by its number."""
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        first, last = int(self._place_starts[number]), int(self._place_starts[number + 1])
        stored = self._part("documents")[start:end]
        counts = self._part("counts")[start:end]
        places = self._part("places")[first:last]
        if not len(stored) == len(counts) == end - start or len(places) != last - first:
            raise damaged(f"the postings of {self._name} do not add up")
        return Postings(stored, counts, places, self._document_count)

    def _documents(self, start: int, end: int) -> Numbers:
        documents = self._part("documents")[start:end]
        if len(documents) != end - start:
            raise damaged(f"the postings of {self._name} do not add up")
        return sound(documents, self._document_count)

    # Words

    def _of_word(self, word: bytes) -> Postings | None:
        first = self._words.first_from(word)
        found = []
        while first < len(self._words) and self._words[first] == word:
            found.append(self._of_form(*self._form(first)))
            first += 1
        # Each document is in one language, so that no document is among the forms of two stems.
        return merge_postings(found, self._document_count) if found else None

    def _form(self, word: int) -> tuple[int, int]:
        """The stem and the number within the stem of a word."""
        edges = self._edges("first_forms", len(self.terms))
        form = int(self._part("word_forms")[word])
        stem = int(np.searchsorted(edges, edges.dtype.type(form), "right")) - 1
        if not 0 <= stem < len(self.terms):
            raise damaged(f"the words of {self._name} do not add up")
        return stem, form - int(edges[stem])

    def _of_form(self, stem: int, form: int) -> Postings:
        whole = self.of_number(stem)
        edges = self._edges("form_starts", len(self.terms))
        first, last = int(edges[stem]), int(edges[stem + 1])
        if first == last:
            return whole
        is_wanted = self._part("forms")[first:last] == form
        if len(is_wanted) != int(whole.counts.sum()) or len(is_wanted) != len(whole._places):
            raise damaged(f"the words of {self._name} do not add up")
        owners = np.repeat(np.arange(len(whole.counts)), whole.counts)
        counts = np.bincount(owners[is_wanted], minlength=len(whole.counts))
        kept = counts > 0
        return Postings(whole.stored[kept], counts[kept], whole._places, self._document_count, is_wanted)

    # Many terms at once

    def documents_of(self, terms: Sequence[int], *, as_written: bool = False) -> Numbers:
        """The documents that have any of the terms with these ascending numbers; some more than once."""
        if not len(terms):
            return _NO_NUMBERS
        if not (as_written and self.has_forms):
            return self._documents_of_stems(np.asarray(terms, np.int64))
        edges = self._edges("first_forms", len(self.terms)).astype(np.int64)
        forms = self._part("word_forms")[np.asarray(terms, np.int64)].astype(np.int64)
        owners = np.searchsorted(edges, forms, "right") - 1
        if owners.min() < 0 or owners.max() >= len(self.terms):
            raise damaged(f"the words of {self._name} do not add up")
        stems, wanted = np.unique(owners, return_counts=True)
        is_whole = wanted == np.diff(edges)[stems]
        found = [self._documents_of_stems(stems[is_whole])]
        # Of stems that have other forms too, only some documents.
        is_part = ~is_whole[np.searchsorted(stems, owners)]
        for stem, form in zip(owners[is_part].tolist(), forms[is_part].tolist(), strict=True):
            found.append(self._of_form(stem, form - int(edges[stem])).documents)
        return np.concatenate(found)

    def _documents_of_stems(self, stems: Numbers) -> Numbers:
        if not len(stems):
            return _NO_NUMBERS
        # Postings of neighbouring terms are neighbours.
        gaps = np.flatnonzero(np.diff(stems) > 1)
        starts = self._starts[stems[np.concatenate([[0], gaps + 1])]].astype(np.int64)
        ends = self._starts[stems[np.concatenate([gaps, [len(stems) - 1]])] + 1].astype(np.int64)
        if len(starts) == 1:
            return self._documents(int(starts[0]), int(ends[0]))
        lengths = ends - starts
        if lengths.min() < 0 or ends.max() > len(self._part("documents")):
            raise damaged(f"the postings of {self._name} do not add up")
        before = np.cumsum(lengths) - lengths
        where = np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
        return sound(self._part("documents")[where], self._document_count)

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
            raise damaged(f"the words of {self._name} do not add up")
        words: list[bytes] = [b""] * sum(amounts)
        for form, word in zip(numbers.tolist(), self._words.all_bytes(), strict=True):
            words[form] = word
        owners = [stem for stem, amount in zip(stems, amounts, strict=True) for _ in range(amount)]
        return list(zip(owners, words, strict=True))

    def extent(self, first: int, last: int) -> Extent:
        """Everything of the stems from one number up to, not including, another."""
        start, end = int(self._starts[first]), int(self._starts[last])
        begin, stop = int(self._place_starts[first]), int(self._place_starts[last])
        edges = self._starts[first : last + 1].astype(np.int64)
        postings = edges[1:] - edges[:-1]
        counts = self._part("counts")[start:end].astype(np.int64)
        places = self._part("places")[begin:stop]
        documents = self._documents(start, end)
        if postings.min(initial=0) < 0 or len(counts) != len(documents) or counts.sum() != len(places):
            raise damaged(f"the postings of {self._name} do not add up")
        terms = np.repeat(np.arange(first, last), postings)
        forms = self._all_forms(first, last, np.repeat(terms, counts))
        return Extent(terms, documents, counts, places, forms)

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
            raise damaged(f"the words of {self._name} do not add up")
        forms[is_inflected] += numbers
        if forms.max(initial=0) >= first_forms[-1]:
            raise damaged(f"the words of {self._name} do not add up")
        return forms

    def occurrences(self) -> Numbers:
        """How often each stem occurs."""
        edges = self._place_starts.astype(np.int64)
        return edges[1:] - edges[:-1]

    def largest(self, part: str) -> int:
        """The largest number that the type of an array holds: all that follow from it are no wider."""
        array = self._part(part)
        return int(np.iinfo(array.dtype).max) if len(array) else 0


class Extent:
    """Postings of consecutive stems of one segment."""

    __slots__ = ("counts", "documents", "forms", "places", "terms")

    def __init__(
        self, terms: Numbers, documents: Numbers, counts: Numbers, places: NDArray[Any], forms: Numbers
    ) -> None:
        self.terms = terms
        self.documents = documents
        self.counts = counts
        self.places = places
        self.forms = forms


def merge_postings(parts: Sequence[Postings], amount: int) -> Postings:
    """Postings of terms that no document has two of."""
    if len(parts) == 1:
        return parts[0]
    documents = np.concatenate([part.documents for part in parts])
    counts = np.concatenate([part.counts for part in parts]).astype(np.int64)
    places = np.concatenate([part.places() for part in parts])
    order = np.argsort(documents, kind="stable")
    return Postings(documents[order], counts[order], gather(places, counts, order), amount)


def gather(values: NDArray[Any], counts: Numbers, order: Numbers) -> NDArray[Any]:
    """The values of some owners one after the other, when ``counts`` values belong to each owner in turn."""
    starts = np.cumsum(counts) - counts
    amounts = counts[order]
    before = np.cumsum(amounts) - amounts
    where = np.repeat(starts[order] - before, amounts) + np.arange(int(amounts.sum()))
    gathered: NDArray[Any] = values[where]
    return gathered
