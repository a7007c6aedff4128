"""After storing: articles are compared with all others, and those that are versions of a story become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.store import Store
    from newsreader.store.grouping import Ungrouped
    from newsreader.stories.matching import Told

FULLEST = "fullest"
AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""


def group(store: Store, rule: str = FULLEST) -> None:
    """Compare what has come or changed with all that is there, and settle the stories.

    ``rule`` chooses which version stands for its story. What was done stays done when this is killed; the
    next call goes on. Where nothing has come it costs next to nothing.
    """
    grouping = store.grouping
    grouping.use_rule(rule)
    if grouping.is_settled():
        return
    from newsreader.store.grouping import Alike
    from newsreader.stories.lookup import Known, tidied
    from newsreader.stories.matching import matches

    kept = {number: Known.from_bytes(packed) for number, packed in grouping.sketches()}
    while not grouping.is_settled():
        window = grouping.window(AT_ONCE)
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
        kept = {number: part for number, part in kept.items() if id(part) in stays}
        kept.update(zip(numbers, new, strict=True))


def _told(articles: Sequence[Ungrouped]) -> list[Told]:
    from newsreader.stories.matching import Told

    return [Told(*article) for article in articles]
