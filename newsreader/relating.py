"""What has to do with an article: those that announce it, those about the same, the thread of its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import Headline, StoredArticle
from newsreader.errors import NotFoundError, SearchIndexError
from newsreader.store import Store

if TYPE_CHECKING:
    from newsreader.search import Kin, SearchIndex

MOST_AKIN = 60
"""Articles about the same as one that are looked at."""

MOST_RELATED = 12
MOST_STEPS = 8
"""So many of a thread's articles, the earliest and the latest, are asked what goes on beyond them."""

CORE_SHARE = 0.34
"""What so many of the articles nearest to the first share makes the thread."""
FEW_WORDS, FEW_OF_CORE, FEWEST_OF_CORE = 4, 2, 3
"""Of a core of few words two must be shared to go on with the thread, else three."""


class Related(NamedTuple):
    """An article about the same, and the telling words that it shares, the rarest first."""

    headline: Headline
    words: tuple[str, ...]


class Below(NamedTuple):
    """What is shown below an article: the articles that announce it, newest first, and those about the same,
    nearest first."""

    mentioned_by: tuple[Headline, ...] = ()
    related: tuple[Related, ...] = ()


def below(store: Store, index: SearchIndex, rowid: int) -> Below:
    """What is shown below an article; of a story with several versions one."""
    stored = store.article(rowid)
    mentioned_by = store.headlines(store.places.rowids_of(stored.mentioned_by))
    try:
        found = _akin(index, stored)
    except SearchIndexError:
        # The next search meets it too, and has it put right.
        found = []
    known = {kin.rowid: kin for kin in found}
    seen = {stored.headline.story_id}
    related = []
    for headline in store.headlines([kin.rowid for kin in found[: 3 * MOST_RELATED]]):
        if headline.story_id not in seen:
            seen.add(headline.story_id)
            related.append(Related(headline, known[headline.rowid].words))
    return Below(tuple(mentioned_by), tuple(related[:MOST_RELATED]))


def thread(store: Store, index: SearchIndex, id_prefix: str) -> frozenset[int]:
    """The articles of an unfolding story, told from one of them: what is about the same as it, and, from the
    earliest and the latest of these on, what shares the words that most of them share. Empty where there is
    no such article.

    Raises SearchIndexError when the index is damaged.
    """
    try:
        first = store.find(id_prefix)
    except NotFoundError:
        return frozenset()
    found = _akin(index, first)
    members = {first.headline.rowid, *(kin.rowid for kin in found)}
    core = _core(found)
    wanted = FEW_OF_CORE if len(core) <= FEW_WORDS else FEWEST_OF_CORE
    asked = {first.headline.rowid}
    for _ in range(MOST_STEPS if len(core) > 1 else 0):
        ends = [rowid for rowid in _ends(store, members) if rowid not in asked]
        if not ends:
            break
        asked.add(ends[0])
        akin = _akin(index, store.article(ends[0]))
        members.update(kin.rowid for kin in akin if len(core & _folded(kin.words)) >= wanted)
    return frozenset(members)


def _akin(index: SearchIndex, stored: StoredArticle) -> list[Kin]:
    from newsreader.search import ArticleText

    article = stored.article
    fields = {"body": article.text, "lede": article.subtitle, "title": article.title}
    text = ArticleText(stored.headline.rowid, stored.headline.language, fields, {})
    return index.akin(text, MOST_AKIN)


def _core(found: Sequence[Kin]) -> frozenset[str]:
    counts = Counter(word for kin in found for word in _folded(kin.words))
    return frozenset(word for word, count in counts.items() if count >= max(2, CORE_SHARE * len(found)))


def _folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _ends(store: Store, members: set[int]) -> list[int]:
    """The latest and the earliest, and so on inwards."""
    ordered = store.sort_rowids(members, "newest")
    return [rowid for pair in zip(ordered, reversed(ordered), strict=True) for rowid in pair]
