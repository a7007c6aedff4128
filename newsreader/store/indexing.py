"""What the search index has yet to learn: articles it has not seen, and articles that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.store.connection import Database
from newsreader.store.headlines import HEADLINE_COLUMNS, assemble, headline_of
from newsreader.store.records import Unindexed


class Indexing:
    """The bookkeeping between the store and the index that is derived from it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unindexed(self, limit: int) -> list[Unindexed]:
        """Articles the index has not seen in their present form, newest first."""
        found = self._database.rows(
            f"SELECT b.packed, a.sort_key, a.story, {HEADLINE_COLUMNS}"
            " FROM article AS a INDEXED BY list_unindexed CROSS JOIN body AS b ON b.rowid = a.rowid"
            " WHERE a.is_indexed = 0 ORDER BY a.day_key DESC, a.sort_key DESC, a.rowid LIMIT ?",
            (limit,),
        )
        unindexed = []
        for packed, sort_key, story, *row in found:
            headline = headline_of(tuple(row))
            unindexed.append(Unindexed(headline, assemble(headline, packed), sort_key, story))
        return unindexed

    def index_deletions(self, limit: int) -> list[int]:
        """Articles that are gone from the library; the index may still know them. Never used again."""
        return [
            rowid
            for (rowid,) in self._database.rows(
                "SELECT rowid FROM index_deletion ORDER BY rowid LIMIT ?", (limit,)
            )
        ]

    def mark_indexed(self, rowids: Sequence[int], deleted_rowids: Sequence[int] = ()) -> None:
        """The index has committed these articles, and forgotten those deleted."""
        with self._database.writing():
            self._database.executemany(
                "UPDATE article SET is_indexed = 1 WHERE rowid = ?", [(rowid,) for rowid in rowids]
            )
            self._database.executemany(
                "DELETE FROM index_deletion WHERE rowid = ?", [(rowid,) for rowid in deleted_rowids]
            )

    def mark_all_unindexed(self) -> None:
        """The index is about to be built from nothing."""
        with self._database.writing():
            self._database.execute("UPDATE article SET is_indexed = 0 WHERE is_indexed = 1")
            self._database.execute("DELETE FROM index_deletion")
