"""Whoosh's way through the postings of a term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo

from newsreader.search.segments.postings import Postings


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Whoosh's matcher of one term: all postings are one block."""

    def __init__(
        self,
        postings: Postings,
        term: tuple[str, bytes],
        format_: Any,
        scorer: Any,
        info: TermInfo,
        unit: int = 1,
    ) -> None:
        """``unit`` of weight is one."""
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._info = info
        self._postings = postings
        self._ids: list[int] = postings.documents.tolist()
        self._counts: list[int] = postings.counts.tolist()
        self._unit = unit
        self._weights: list[float] = (postings.weights / unit).tolist()
        self._places: list[int] | None = None
        self._ends: list[int] = []
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> ArrayMatcher:
        other = ArrayMatcher(self._postings, self._term, self.format, self.scorer, self._info, self._unit)
        other._at = self._at
        return other

    def id(self) -> int:
        return self._ids[self._at]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        found = int(self._postings.documents[self._at :].searchsorted(targetid))
        self._at += found

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def weight(self) -> float:
        return self._weights[self._at]

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids[self._at :])

    def supports(self, astype: str) -> bool:
        return astype in ("positions", "frequency", "weight")

    def value_as(self, astype: str) -> Any:
        if astype == "positions":
            return self._positions()
        return self._counts[self._at] if astype == "frequency" else self.weight()

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def _positions(self) -> list[int]:
        if self._places is None:
            self._places = self._postings.places().tolist()
            self._ends = self._postings.counts.cumsum().tolist()
        end = self._ends[self._at]
        return self._places[end - self._counts[self._at] : end]

    def block_min_length(self) -> float:
        return float(self._info.min_length() or 0)

    def block_max_length(self) -> float:
        return float(self._info.max_length())

    def block_max_weight(self) -> float:
        return float(self._info.max_weight())
