"""What matches a query in one segment: documents as arrays, asked for their scores only when they count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from newsreader.search.documents import FEW, distinct, is_among, look_up, places_of
from newsreader.search.segments.files import Numbers

Scores = NDArray[np.float64]


class Match:
    """Documents of a segment and their scores. Falsy if there surely are none."""

    documents: Numbers
    """Ascending, each once."""

    def __bool__(self) -> bool:
        return self.size > 0

    @property
    def size(self) -> int:
        """How many documents there are at most."""
        return len(self.documents)

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        """Which of these ascending documents match."""
        return is_among(documents, self.documents)

    def scores(self, documents: Numbers) -> Scores:
        """The scores of these ascending documents; 0 for those that do not match."""
        raise NotImplementedError

    def add_to(self, totals: Scores) -> None:
        """Add the score of each document to the total that stands at its number."""
        totals[self.documents] += self.scores(self.documents)


class Listed(Match):
    """Documents with known scores."""

    def __init__(self, documents: Numbers, scores: Scores) -> None:
        self.documents = documents
        self._scores = scores

    def scores(self, documents: Numbers) -> Scores:
        if documents is self.documents:
            return self._scores
        return look_up(documents, self.documents, self._scores)


class Alike(Match):
    """Documents that all have the same score, 0 for a filter."""

    def __init__(self, documents: Numbers, score: float = 0.0) -> None:
        self.documents = documents
        self._score = score

    def scores(self, documents: Numbers) -> Scores:
        if not self._score:
            return np.zeros(len(documents))
        if documents is self.documents:
            return np.full(len(documents), self._score)
        return np.where(self.contains(documents), self._score, 0.0)

    def add_to(self, totals: Scores) -> None:
        if self._score:
            totals[self.documents] += self._score


NOTHING = Alike(np.empty(0, np.int64))


class All(Match):
    """Every document of a segment."""

    def __init__(self, amount: int) -> None:
        self._amount = amount

    @property
    def size(self) -> int:
        return self._amount

    @cached_property
    def documents(self) -> Numbers:  # type: ignore[override]
        return np.arange(self._amount)

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        return np.ones(len(documents), bool)

    def scores(self, documents: Numbers) -> Scores:
        return np.zeros(len(documents))

    def add_to(self, totals: Scores) -> None:
        return


class Scoring(NamedTuple):
    """BM25F: how much a term is worth, and for each document how much its length dampens that."""

    weight: float
    norms: Scores

    def of(self, norms: Scores, weights: NDArray[Any]) -> Scores:
        """Scores of documents with these norms in which occurrences weigh so much; 0 for none."""
        scores: Scores = norms + weights
        np.divide(weights, scores, out=scores)
        scores *= self.weight
        return scores


class Occurrences(Protocol):
    """Documents and what the occurrences of something in each weigh."""

    stored: NDArray[Any]
    weights: NDArray[Any]

    def __len__(self) -> int: ...

    @property
    def documents(self) -> Numbers: ...


class Scored(Match):
    """Documents scored by what occurs in them."""

    def __init__(self, occurrences: Occurrences, scoring: Scoring) -> None:
        self._occurrences = occurrences
        self.scoring = scoring

    @property
    def size(self) -> int:
        return len(self._occurrences)

    @property
    def documents(self) -> Numbers:  # type: ignore[override]
        return self._occurrences.documents

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        # A few are looked for among those on disk as they are.
        stored = self._occurrences.stored
        if len(documents) * FEW < len(stored):
            return places_of(documents, stored)[1]
        return is_among(documents, self.documents)

    def weights(self, documents: Numbers) -> NDArray[Any]:
        """What the occurrences in these ascending documents weigh; 0 for those that do not match."""
        weights, stored = self._occurrences.weights, self._occurrences.stored
        if len(documents) * FEW < len(stored):
            where, found = places_of(documents, stored)
            return weights.take(where, mode="clip") * found
        if documents is self.documents:
            return weights
        every = np.zeros(len(self.scoring.norms), weights.dtype)
        every[self.documents] = weights
        return every[documents]

    def scores(self, documents: Numbers) -> Scores:
        return self.scoring.of(self.scoring.norms[documents], self.weights(documents))


class Both(Match):
    """What all parts match."""

    def __init__(self, parts: Sequence[Match]) -> None:
        self._parts = sorted(parts, key=lambda part: part.size)

    @property
    def size(self) -> int:
        return self._parts[0].size

    @cached_property
    def _found(self) -> tuple[Numbers, list[NDArray[Any] | None]]:
        """The documents, and for each part that is scored by it what occurs in them weighs."""
        documents = self._parts[0].documents
        found: list[NDArray[Any] | None] = []
        for part in self._parts:
            weights = part.weights(documents) if isinstance(part, Scored) else None
            if found:
                mask = part.contains(documents) if weights is None else weights
                kept = mask.nonzero()[0]
                if len(kept) < len(documents):
                    documents = documents[kept]
                    found = [each if each is None else each[kept] for each in found]
                    weights = weights if weights is None else weights[kept]
            found.append(weights)
        return documents, found

    @property
    def documents(self) -> Numbers:  # type: ignore[override]
        return self._found[0]

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        mask = self._parts[0].contains(documents)
        for part in self._parts[1:]:
            mask[mask] = part.contains(documents[mask])
        return mask

    def scores(self, documents: Numbers) -> Scores:
        if documents is not self.documents:
            mask = self.contains(documents)
            scores = np.zeros(len(documents))
            scores[mask] = _total(self._parts, documents[mask])
            return scores
        total: Scores | None = None
        norms: dict[int, Scores] = {}
        for part, weights in zip(self._parts, self._found[1], strict=True):
            if weights is None or not isinstance(part, Scored):
                scores = part.scores(documents)
            else:
                all_norms = part.scoring.norms
                if id(all_norms) not in norms:
                    norms[id(all_norms)] = all_norms[documents]
                scores = part.scoring.of(norms[id(all_norms)], weights)
            total = scores if total is None else total + scores
        return np.zeros(len(documents)) if total is None else total


class Either(Match):
    """What any part matches."""

    def __init__(self, parts: Sequence[Match], amount: int) -> None:
        """``amount`` is that of all documents in the segment."""
        self._parts = parts
        self._amount = amount

    @cached_property
    def size(self) -> int:
        return sum(part.size for part in self._parts)

    @cached_property
    def documents(self) -> Numbers:  # type: ignore[override]
        return distinct(np.concatenate([part.documents for part in self._parts]), self._amount)

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        if "documents" in self.__dict__ or len(documents) * FEW > self.size:
            return is_among(documents, self.documents)
        mask = np.zeros(len(documents), bool)
        for part in self._parts:
            mask |= part.contains(documents)
        return mask

    def scores(self, documents: Numbers) -> Scores:
        if len(documents) * FEW < self.size:
            return _total(self._parts, documents)
        totals = np.zeros(self._amount)
        for part in self._parts:
            part.add_to(totals)
        return totals[documents]


class Without(Match):
    """What one part matches and another does not; scored by the first."""

    def __init__(self, kept: Match, dropped: Match) -> None:
        self._kept = kept
        self._dropped = dropped

    @property
    def size(self) -> int:
        return self._kept.size

    @cached_property
    def documents(self) -> Numbers:  # type: ignore[override]
        documents = self._kept.documents
        return documents[~self._dropped.contains(documents)] if self._dropped else documents

    def contains(self, documents: Numbers) -> NDArray[np.bool_]:
        mask = self._kept.contains(documents)
        mask[mask] = ~self._dropped.contains(documents[mask])
        return mask

    def scores(self, documents: Numbers) -> Scores:
        if documents is self.documents:
            return self._kept.scores(documents)
        return np.where(self._dropped.contains(documents), 0.0, self._kept.scores(documents))


def _total(parts: Sequence[Match], documents: Numbers) -> Scores:
    total = np.zeros(len(documents))
    for part in parts:
        total += part.scores(documents)
    return total
