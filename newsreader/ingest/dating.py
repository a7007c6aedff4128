"""What says nothing of its date is dated by what stands beside it or announces it, after all was read."""

from __future__ import annotations

from newsreader.store import Store


def date_by_siblings(store: Store, bundle_id: int) -> int:
    """Give the undated articles of a bundle the dates that their surroundings suggest, and take back those
    that they suggest no more; how many articles changed."""
    surroundings = store.surroundings
    if not surroundings.has_undated(bundle_id):
        return 0
    from newsreader.cleaning import siblings
    from newsreader.cleaning.siblings import Sibling

    placed = surroundings.placed(bundle_id)
    found = siblings.dates([Sibling(each.path, each.day, each.is_dated) for each in placed])
    return surroundings.give(
        bundle_id, {placed[position].rowid: published for position, published in found.items()}
    )


def date_by_teasers(store: Store) -> int:
    """Give the articles that are still undated the dates of the teasers that announce them, and take back
    those of teasers that do so no more; how many articles changed."""
    from newsreader.cleaning import announced
    from newsreader.cleaning.announced import Announcement

    found = {}
    for rowid, announcements in store.surroundings.announced():
        published = announced.date(map(Announcement._make, announcements))
        if published is not None:
            found[rowid] = published
    return store.surroundings.give_announced(found)
