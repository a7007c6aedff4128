"""After storing: articles are compared with all others, and those that are versions of a story become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.store import Store
    from newsreader.store.grouping import Ungrouped
    from newsreader.stories.lookup import Known
    from newsreader.stories.matching import Told

FULLEST = "fullest"
AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""


def group(store: Store, rule: str = FULLEST) -> None:
    """Compare what has come or changed with all that is there, and settle the stories.

    ``rule`` chooses which version stands for its story. What was done stays done when this is killed; the
    next call goes on. Where nothing has come it costs next to nothing.
    """
    Grouper(store, rule).finish()


class Grouper:
    """Groups the articles of a library while it grows, or afterwards; knows what it has compared."""

    def __init__(self, store: Store, rule: str = FULLEST) -> None:
        self._grouping = store.grouping
        self._rule = rule
        self._kept: dict[int, Known] | None = None
        self._at_hand: dict[int, Ungrouped] = {}
        self._is_later = False

    def take(self, articles: Iterable[Ungrouped]) -> None:
        """The texts of articles that have just been stored, which then need not be read. Where enough wait,
        they are compared; once one comes without a day, which its bundle may yet give it, all wait."""
        fresh = {article.rowid: article for article in articles}
        self._at_hand.update(fresh)
        self._is_later = self._is_later or any(each.day is None for each in fresh.values())
        if self._is_later:
            self._at_hand.clear()
        while not self._is_later and self._grouping.waiting() >= AT_ONCE:
            self._compare()

    def finish(self) -> None:
        """Compare all that waits."""
        self._grouping.use_rule(self._rule)
        while not self._grouping.is_settled():
            self._compare()
        self._at_hand.clear()
        self._is_later = False

    def _compare(self) -> None:
        from newsreader.store.grouping import Alike
        from newsreader.stories.lookup import tidied
        from newsreader.stories.matching import matches

        grouping = self._grouping
        kept = self._known() if self._kept is None else self._kept
        window = grouping.window(AT_ONCE, self._at_hand)
        parts = list(kept.values())
        found, mine = matches(
            _told(window.articles), parts, lambda rowids: _told(grouping.articles(sorted(rowids)))
        )
        tidy = tidied([*parts, mine]) if window.articles else parts
        stays = set(map(id, tidy)) & set(map(id, parts))
        new = [part for part in tidy if id(part) not in stays]
        numbers = grouping.finish(
            window,
            [Alike(match.key, match.other, *match.likeness) for match in found],
            [part.to_bytes() for part in new],
            [number for number, part in kept.items() if id(part) not in stays],
        )
        self._kept = {number: part for number, part in kept.items() if id(part) in stays}
        self._kept.update(zip(numbers, new, strict=True))
        for rowid in window.rowids:
            self._at_hand.pop(rowid, None)

    def _known(self) -> dict[int, Known]:
        """What was kept of texts compared before. Of those that share a shingle only the earliest are looked
        at: what has gone must not stand before what is there."""
        import numpy as np

        from newsreader.stories.lookup import Known

        there = np.fromiter(self._grouping.rowids(), np.uint32)
        return {number: Known.from_bytes(packed).among(there) for number, packed in self._grouping.sketches()}


def _told(articles: Sequence[Ungrouped]) -> list[Told]:
    from newsreader.stories.matching import Told

    return [Told(*article) for article in articles]
