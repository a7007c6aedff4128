"""Documents that have most of what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Any

import numpy as np

from newsreader.search.evaluation import Segment, either, evaluate
from newsreader.search.matches import NOTHING, Alike, Both, Match, Scores
from newsreader.search.nodes import Node

SHARE = 0.6
"""What most is, of all that is asked for and that any document has, by weight: rare words weigh more."""
_ROUNDING = 1e-9


@dataclass(eq=False)
class Enough(Node):
    """Documents that have most of some parts; where none has, those that have more than any other.

    Scored by all parts that they have. What is enough depends on all segments, so these are looked at
    together, and once.
    """

    parts: Sequence[Any]
    segments: Sequence[Segment]
    _found: list[Match] = field(default_factory=list)

    def matches(self, segment: Segment) -> Match:
        if not self._found:
            self._found = self._in_all()
        return self._found[segment.number]

    def _in_all(self) -> list[Match]:
        each = [[evaluate(part, segment) for part in self.parts] for segment in self.segments]
        weights = self._weights(each)
        covered = [
            _covered(matches, weights, segment) for matches, segment in zip(each, self.segments, strict=True)
        ]
        best = max((float(shares.max(initial=0.0)) for shares in covered), default=0.0)
        least = min(SHARE * sum(weights), best) - _ROUNDING
        return [
            _chosen(shares, least, either(matches, segment))
            for shares, matches, segment in zip(covered, each, self.segments, strict=True)
        ]

    def _weights(self, each: Sequence[Sequence[Match]]) -> list[float]:
        documents = sum(segment.documents for segment in self.segments)
        frequencies = [sum(len(match.documents) for match in matches) for matches in zip(*each, strict=True)]
        return [_weight(documents, frequency) if frequency else 0.0 for frequency in frequencies]


def _weight(documents: int, frequency: int) -> float:
    """How rare something is; never nothing, as it may be all that is asked for."""
    return log1p((documents - frequency + 0.5) / (frequency + 0.5))


def _covered(matches: Sequence[Match], weights: Sequence[float], segment: Segment) -> Scores:
    """For each document the weight of what it has; none for deleted ones."""
    covered = np.zeros(segment.documents)
    for match, weight in zip(matches, weights, strict=True):
        covered[match.documents] += weight
    if segment.opened.deleted is not None:
        covered[segment.opened.deleted] = 0.0
    return covered


def _chosen(covered: Scores, least: float, scored: Match) -> Match:
    chosen = np.flatnonzero((covered > 0.0) & (covered >= least))
    return Both([Alike(chosen), scored]) if len(chosen) else NOTHING
