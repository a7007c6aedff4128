"""The clauses a query joins, and which of them leaves nothing of the result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsreader.search.doctor.counting import Counting, count
from newsreader.search.query.syntax import And, Everything, Filter, In, Node, conjunction
from newsreader.search.segments.files import Numbers

Changes = dict[int, Node | None]
"""What stands in place of which clauses; None for nothing."""
ASKS_FOR_DISMISSED = Filter("is", "dismissed")
MAX_CLAUSES = 12
"""More clauses than this are counted, but not one by one."""


def clauses_of(node: Node) -> tuple[Node, ...]:
    """The clauses that all must hold; ``title:(a b)`` has two."""
    match node:
        case Everything():
            return ()
        case And(clauses):
            return tuple(part for clause in clauses for part in clauses_of(clause))
        case In(field, And(clauses)):
            return tuple(In(field, clause) for clause in clauses)
        case _:
            return (node,)


class Examined:
    """The clauses of a query with the documents of each, and how they work together."""

    def __init__(self, node: Node, counting: Counting) -> None:
        clauses = clauses_of(node)
        self.clauses: Sequence[Node] = clauses[:MAX_CLAUSES]
        self.rest = conjunction(clauses[MAX_CLAUSES:])
        """What is not examined clause by clause."""
        self.masks = [counting.mask(clause) for clause in self.clauses]
        self._fixed = counting.mask(self.rest)
        self._misses = np.zeros(len(self._fixed), np.int8)
        for mask in self.masks:
            self._misses += ~mask
        self._others: dict[frozenset[int], Numbers] = {}
        self.total = count(self._fixed & (self._misses == 0))
        self.without_each = [len(self._lacking_only(frozenset({n}))) for n in range(len(self.clauses))]
        self.emptying = self._emptying()

    def _emptying(self) -> frozenset[int]:
        """The clauses without any one of which there would be more; where several must go together, those
        that most of the articles lack which lack the fewest."""
        if len(self.clauses) == 1:
            return frozenset({0})
        alone = frozenset(n for n, found in enumerate(self.without_each) if found > self.total)
        if alone or not self._fixed.any():
            return alone
        fewest = int(self._misses[self._fixed].min())
        nearest = np.flatnonzero(self._fixed & (self._misses == fewest))
        lacking = np.zeros(len(nearest), np.int64)
        for number, mask in enumerate(self.masks):
            lacking |= (~mask[nearest]).astype(np.int64) << number
        most = int(np.bincount(lacking).argmax())
        return frozenset(number for number in range(len(self.clauses)) if most >> number & 1)

    def replaced(self, changes: Changes) -> Node:
        """The query with other clauses in place of some, or (None) without them."""
        clauses = [changes.get(number, clause) for number, clause in enumerate(self.clauses)]
        return conjunction([*(clause for clause in clauses if clause is not None), self.rest])

    def hits(self, changes: Changes, counting: Counting) -> int:
        """How many articles ``replaced(changes)`` finds."""
        documents = self._lacking_only(frozenset(changes))
        for node in changes.values():
            if node is not None and len(documents):
                documents = documents[counting.mask(node)[documents]]
        return len(documents)

    def _lacking_only(self, numbers: frozenset[int]) -> Numbers:
        """The documents of which all other clauses hold."""
        known = self._others.get(numbers)
        if known is None:
            missed = self._misses.copy()
            found = self._fixed
            for number in numbers:
                missed -= ~self.masks[number]
                if self.clauses[number] == ASKS_FOR_DISMISSED:
                    # Without it what is dismissed is not found.
                    found = found & ~self.masks[number]
            known = self._others[numbers] = np.flatnonzero(found & (missed == 0))
        return known
