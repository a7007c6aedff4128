"""What the library offers of the versions of a story: setting them apart, putting them together."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.store import Store

APART_LABEL = "set apart"
TOGETHER_LABEL = "put together"
"""How the actions begin that ``undo`` and ``redo`` name when what they change is a story."""


class VersionAccess:
    """The part of a library's door that is used to correct what was taken for versions of one story."""

    def _store(self) -> Store:
        raise NotImplementedError

    def set_apart(self, rowid: int) -> int:
        """Say that an article is no version of the others of its story; ``undo`` takes it back.

        It holds for good, whatever comes and goes. Gives the number of articles that changed: 0 where there
        is no other version, or where all have the very same text.
        """
        store = self._store()
        return store.mark(store.grouping.apart(rowid), f"{APART_LABEL} {_title(store, rowid)}")

    def put_together(self, rowids: Sequence[int]) -> int:
        """Say that articles are versions of one story, whatever their texts; ``undo`` takes it back. Gives
        the number of articles that changed."""
        store = self._store()
        marks = store.grouping.together(rowids)
        return store.mark(marks, f"{TOGETHER_LABEL} {len(rowids)} articles") if marks else 0


def _title(store: Store, rowid: int) -> str:
    return next((f"“{headline.title}”" for headline in store.headlines([rowid])), "an article")
