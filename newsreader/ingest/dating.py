"""Dating what says nothing of its date by what stands beside it, once a bundle has been read."""

from __future__ import annotations

from newsreader.cleaning import siblings
from newsreader.cleaning.siblings import Sibling
from newsreader.store import Store


def date_by_siblings(store: Store, bundle_id: int) -> int:
    """Give the undated articles of a bundle the dates that their surroundings suggest, and take back those
    that they suggest no more; how many articles changed."""
    surroundings = store.surroundings
    if not surroundings.has_undated(bundle_id):
        return 0
    placed = surroundings.placed(bundle_id)
    found = siblings.dates([Sibling(each.path, each.day, each.is_dated) for each in placed])
    return surroundings.give(
        bundle_id, {placed[position].rowid: published for position, published in found.items()}
    )
