"""What the library offers of the versions of a story: comparing them, and saying which articles are some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import Headline, StoredArticle
from newsreader.store import Store

if TYPE_CHECKING:
    from newsreader.stories.differences import Differences

APART_LABEL = "set apart"
TOGETHER_LABEL = "put together"
"""How the actions begin that ``undo`` and ``redo`` name when what they change is a story."""

_MOST_COMPARED = 12


class Cut(NamedTuple):
    """What a version lacks of the one that stands for its story, and what it has besides: passages."""

    headline: Headline
    lacks: tuple[str, ...]
    adds: tuple[str, ...]


class Compared(NamedTuple):
    """Two versions of a story, and how the newer one differs.

    ``shown`` is the article that was asked about, ``number`` which of its ``others`` it is compared with;
    ``cuts`` says of each version, where there are more than two, what it lacks.
    """

    shown: StoredArticle
    older: StoredArticle
    newer: StoredArticle
    differences: Differences
    number: int = 1
    others: int = 1
    cuts: tuple[Cut, ...] = ()


class VersionAccess:
    """The part of a library's door that is used to compare versions, and to say which there are."""

    def _store(self) -> Store:
        raise NotImplementedError

    def compare(self, rowid: int, other: int) -> Compared:
        """How two articles differ. Raises NotFoundError when one has gone."""
        from newsreader.stories.differences import compare

        store = self._store()
        shown, second = store.article(rowid), store.article(other)
        older, newer = sorted((shown, second), key=_age)
        return Compared(shown, older, newer, compare(older.article, newer.article))

    def compare_versions(self, rowid: int, number: int = 1) -> Compared | None:
        """How an article differs from the so-manieth of the other versions of its story, the one that stands
        for the story first; None where there is none. Raises NotFoundError when it has gone."""
        store = self._store()
        others = store.versions(rowid)
        if not 0 < number <= len(others):
            return None
        story = store.grouping.story_of(rowid)
        others.sort(key=lambda each: each != story)
        compared = self.compare(rowid, others[number - 1])
        cuts = self._cuts(story, [rowid, *others]) if len(others) > 1 else ()
        return compared._replace(number=number, others=len(others), cuts=cuts)

    def _cuts(self, story: int, rowids: Sequence[int]) -> tuple[Cut, ...]:
        from newsreader.stories.differences import compare

        store = self._store()
        full = store.article(story)
        cuts = []
        for rowid in [each for each in rowids if each != story][:_MOST_COMPARED]:
            version = store.article(rowid)
            passages = compare(full.article, version.article).passages
            lacks = tuple(passage.text for passage in passages if passage.kind == "removed")
            adds = tuple(passage.text for passage in passages if passage.kind == "added")
            cuts.append(Cut(version.headline, lacks, adds))
        return tuple(cuts)

    def set_apart(self, rowid: int) -> int:
        """Say that an article is no version of the others of its story; ``undo`` takes it back.

        It holds for good, whatever comes and goes. Gives the number of articles that changed: 0 where there
        is no other version, or where all have the very same text.
        """
        store = self._store()
        return store.mark(store.decisions.apart(rowid), f"{APART_LABEL} {_title(store, rowid)}")

    def put_together(self, rowids: Sequence[int]) -> int:
        """Say that articles are versions of one story, whatever their texts; ``undo`` takes it back. Gives
        the number of articles that changed. Raises UsageError for more than can be told at once."""
        store = self._store()
        marks = store.decisions.together(rowids)
        return store.mark(marks, f"{TOGETHER_LABEL} {len(rowids)} articles") if marks else 0


def _age(stored: StoredArticle) -> tuple[str, str, int]:
    published = stored.headline.published
    return published.date or "", published.time or "", stored.headline.rowid


def _title(store: Store, rowid: int) -> str:
    return next((f"“{headline.title}”" for headline in store.headlines([rowid])), "an article")
