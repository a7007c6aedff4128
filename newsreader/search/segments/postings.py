"""The postings of a term in one segment, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.segments.files import Numbers, damaged


class Postings:
    """The documents that have a term, ascending, how often each has it, and where."""

    __slots__ = ("_amount", "_documents", "all_places", "counts", "stored", "weights")

    def __init__(
        self,
        stored: NDArray[Any],
        counts: NDArray[Any],
        places: NDArray[Any],
        amount: int,
        weights: NDArray[Any] | None = None,
    ) -> None:
        """``amount`` is that of all documents. ``weights`` None means that each occurrence weighs one."""
        self.stored = stored
        """The documents in the type in which they are on disk; not checked."""
        self.counts = counts
        self.weights = counts if weights is None else weights
        """What the occurrences in each document weigh together."""
        self.all_places = places
        """The places in the type in which they are on disk; not checked."""
        self._amount = amount
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
        if len(self.all_places) != int(self.counts.sum()):
            raise damaged("occurrences do not add up")
        return self.all_places.astype(np.int64)


def sound(documents: NDArray[Any], amount: int) -> Numbers:
    """Documents as they are stored made numbers to count with. Raises SearchIndexError for too large ones."""
    if len(documents) and documents.max() >= amount:
        raise damaged("postings have documents that are not there")
    return documents.astype(np.int64)


class Extent:
    """Postings of consecutive stems of one segment."""

    __slots__ = ("counts", "documents", "forms", "places", "terms", "weights")

    def __init__(
        self,
        terms: Numbers,
        documents: Numbers,
        counts: Numbers,
        places: NDArray[Any],
        forms: Numbers,
        weights: NDArray[Any] | None,
    ) -> None:
        self.terms = terms
        self.documents = documents
        self.counts = counts
        self.places = places
        self.forms = forms
        self.weights = weights


def merge_postings(parts: Sequence[Postings], amount: int) -> Postings:
    """Postings of terms that no document has two of."""
    if len(parts) == 1:
        return parts[0]
    documents = np.concatenate([part.documents for part in parts])
    counts = np.concatenate([part.counts for part in parts]).astype(np.int64)
    places = np.concatenate([part.places() for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    order = np.argsort(documents, kind="stable")
    return Postings(documents[order], counts[order], gather(places, counts, order), amount, weights[order])


def counted(documents: Numbers, places: Numbers, amount: int) -> Postings:
    """Postings of occurrences, in order of their documents; each weighs one."""
    first = np.flatnonzero(is_new(documents))
    return Postings(documents[first], np.diff(np.append(first, len(documents))), places, amount)


def is_new(ascending: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers differ from the one before."""
    mask = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=mask[1:])
    return mask


def gather(values: NDArray[Any], counts: Numbers, order: Numbers) -> NDArray[Any]:
    """The values of some owners one after the other, when ``counts`` values belong to each owner in turn."""
    starts = np.cumsum(counts) - counts
    amounts = counts[order]
    before = np.cumsum(amounts) - amounts
    where = np.repeat(starts[order] - before, amounts) + np.arange(int(amounts.sum()))
    gathered: NDArray[Any] = values[where]
    return gathered
