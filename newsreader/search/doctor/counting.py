"""How many articles a clause finds, in one commit of the index and within the list that is looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.search.compilation import Compiler, Vocabulary
from newsreader.search.evaluation import Segment, evaluate, living
from newsreader.search.nouns import StateLookup
from newsreader.search.query.syntax import Node

Mask = NDArray[np.bool_]
"""For each document of a commit, whether something holds of it."""


class Counting:
    """Which documents match, as masks, which are combined in no time. Raises Cancelled when told to stop."""

    def __init__(
        self,
        segments: Sequence[Segment],
        vocabulary: Vocabulary,
        state: StateLookup,
        within: Collection[int] | None = None,
        without: Collection[int] = (),
    ) -> None:
        """``within``: the rowids of the list that is looked at, None for the whole library; less those that
        it goes ``without``."""
        self.segments = segments
        self._compiler = Compiler(vocabulary, state)
        self.size = sum(segment.documents for segment in segments)
        self._masks: dict[Node, Mask] = {}
        self._listed = self._mask_of(within) if within is not None else None
        if without:
            hidden = self._mask_of(without)
            self._listed = ~hidden if self._listed is None else self._listed & ~hidden

    def _mask_of(self, rowids: Collection[int]) -> Mask:
        mask = self.none()
        wanted = np.fromiter(rowids, np.int64, len(rowids))
        for segment in self.segments:
            mask[segment.opened.base + segment.opened.data.documents_of(wanted)] = True
        return mask

    def none(self) -> Mask:
        """No document."""
        return np.zeros(self.size, bool)

    def mask(self, node: Node) -> Mask:
        """The documents that match; not to be written to."""
        known = self._masks.get(node)
        if known is None:
            known = self.none()
            query = self._compiler.compile(node)
            for segment in self.segments:
                known[segment.opened.base + living(evaluate(query, segment), segment)] = True
            if self._listed is not None:
                known &= self._listed
            self._masks[node] = known
        return known

    def hits(self, node: Node) -> int:
        """How many articles match."""
        return count(self.mask(node))


def count(mask: Mask) -> int:
    """How many documents a mask has."""
    return int(np.count_nonzero(mask))
