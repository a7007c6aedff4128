"""What a reader has said of versions: which articles are none of one another, and which are, whatever their
texts.

It stands in the journal, where articles have their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from newsreader.errors import UsageError
from newsreader.store.connection import Database
from newsreader.store.records import Mark

FIELD = "version:"
"""How the fields of the journal begin that say whether another article, by its id, is a version of one."""
APART = "apart"
TOGETHER = "together"
MOST_TOGETHER = 50
"""Texts that can be put together at once: each pair of them is said, so that it holds without the others."""


class Decisions:
    """What there is to be said of the articles of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def apart(self, rowid: int) -> list[Mark]:
        """What says that an article is no version of any other text of its story."""
        others = self._database.rows(
            "SELECT o.id, min(o.rowid) FROM article AS a JOIN article AS o ON o.story = a.story"
            " WHERE a.rowid = ? AND o.content_hash <> a.content_hash GROUP BY o.content_hash ORDER BY 2",
            (rowid,),
        )
        return [Mark(rowid, FIELD + id, APART) for id, _ in others]

    def together(self, rowids: Sequence[int]) -> list[Mark]:
        """What says that articles are versions of one story, and that nothing of their stories is apart.

        Raises UsageError for more than ``MOST_TOGETHER`` texts.
        """
        chosen: dict[str, tuple[str, int]] = {}
        stories: dict[int, None] = {}
        for rowid in dict.fromkeys(rowids):
            for id, content, story in self._database.rows(
                "SELECT id, content_hash, story FROM article WHERE rowid = ?", (rowid,)
            ):
                chosen.setdefault(content, (id, rowid))
                stories[story] = None
            if len(chosen) > MOST_TOGETHER:
                raise UsageError(f"at most {MOST_TOGETHER} articles can be put together at once")
        if len(chosen) < 2:
            return []
        pairs = combinations(chosen.values(), 2)
        return [
            *self._withdrawn(stories),
            *(Mark(rowid, FIELD + id, TOGETHER) for (id, _), (_, rowid) in pairs),
        ]

    def _withdrawn(self, stories: Iterable[int]) -> list[Mark]:
        """What takes back that any articles of these stories are apart."""
        members: dict[str, int] = {}
        for story in stories:
            members |= self._database.rows("SELECT id, rowid FROM article WHERE story = ?", (story,))
        return [
            Mark(members[id], field, "")
            for id, field in self._database.rows(
                f"SELECT article_id, field FROM state WHERE field GLOB '{FIELD}*' AND value = '{APART}'"
            )
            if id in members and field.removeprefix(FIELD) in members
        ]


def are_there(database: Database) -> bool:
    """Whether anything has been said of versions, and not been taken back."""
    return bool(
        database.value(f"SELECT EXISTS (SELECT 1 FROM state WHERE field GLOB '{FIELD}*' AND value <> '')")
    )
