"""Which sentences of an article have been read elsewhere in the library."""

from __future__ import annotations

from newsreader.store import Store

TAKEN_AT_ONCE = 200
TAKEN_AT_MOST = 4000
"""Articles marked read since it was last asked that are taken in now; the rest come next time."""

Place = tuple[int, int]
"""A block of the article, and a sentence of it, both counted from 0."""


def read_elsewhere(store: Store, rowid: int, before: float) -> frozenset[Place]:
    """The sentences of an article that stand, in the same words, in others which were read ``before`` a time,
    in seconds since 1970. To mark one version of a story read is to mark them all: what was marked when this
    article was opened has not been read yet.

    Tables and code are not looked at. Raises NotFoundError when the article is gone.
    """
    from newsreader.stories.sentences import fingerprints

    _catch_up(store)
    places: dict[int, list[Place]] = {}
    for number, block in enumerate(store.article(rowid).article.blocks):
        if block.kind not in ("table", "code"):
            for order, found in enumerate(fingerprints(block.text)):
                if found is not None:
                    places.setdefault(found, []).append((number, order))
    known = store.sentences.known(rowid, places, before)
    return frozenset(place for found in known for place in places[found])


def _catch_up(store: Store) -> None:
    from newsreader.stories.sentences import fingerprints

    for _ in range(TAKEN_AT_MOST // TAKEN_AT_ONCE):
        behind = store.sentences.behind(TAKEN_AT_ONCE)
        taken = []
        for rowid, content_hash, text in behind:
            blocks = (fingerprints(block) for block in text.split("\n\n"))
            hashes = {found for block in blocks for found in block if found is not None}
            taken.append((rowid, content_hash, hashes))
        store.sentences.take(taken)
        if len(behind) < TAKEN_AT_ONCE:
            return
