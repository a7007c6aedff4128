"""What the search index has yet to learn: articles it has not seen, and articles that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsreader.store import packing
from newsreader.store.assembly import text_of
from newsreader.store.connection import Database
from newsreader.store.records import Unindexed

_COLUMNS = """
    a.rowid, a.title, a.subtitle, a.byline, a.agency, a.place, a.section, a.language, a.url, a.date,
    a.is_inferred, (SELECT name FROM bundle WHERE id = a.bundle_id),
    (SELECT path FROM document WHERE id = a.document_id), a.words, a.is_stub, a.tags, a.sort_key, a.story
"""


class Indexing:
    """The bookkeeping between the store and the index that is derived from it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unindexed(self, limit: int) -> list[Unindexed]:
        """Articles the index has not seen in their present form, newest first."""
        found = self._database.rows(
            f"SELECT b.packed, a.id, {_COLUMNS}"
            " FROM article AS a INDEXED BY list_unindexed CROSS JOIN body AS b ON b.rowid = a.rowid"
            " WHERE a.is_indexed = 0 ORDER BY a.day_key DESC, a.sort_key DESC, a.rowid LIMIT ?",
            (limit,),
        )
        return [_unindexed(*row) for row in found]

    def index_deletions(self, limit: int) -> list[int]:
        """Articles of which what the index may know, or whoever is about to write it, is outdated: they are
        gone from the library, or have changed and are unindexed."""
        return [
            rowid
            for (rowid,) in self._database.rows(
                "SELECT rowid FROM index_deletion ORDER BY rowid LIMIT ?", (limit,)
            )
        ]

    def mark_indexed(self, rowids: Sequence[int], deleted_rowids: Sequence[int] = ()) -> None:
        """The index has committed these articles, and forgotten those deleted. What has changed again since
        ``index_deletions`` was asked stays unindexed."""
        with self._database.writing():
            self._database.executemany(
                "DELETE FROM index_deletion WHERE rowid = ?", [(rowid,) for rowid in deleted_rowids]
            )
            self._database.executemany(
                "UPDATE article SET is_indexed = 1 WHERE rowid BETWEEN ? AND ? AND is_indexed = 0"
                " AND rowid NOT IN (SELECT rowid FROM index_deletion)",
                _ranges(rowids),
            )

    def mark_all_unindexed(self) -> None:
        """The index is about to be built from nothing."""
        with self._database.writing():
            self._database.execute("UPDATE article SET is_indexed = 0 WHERE is_indexed = 1")
            self._database.execute("DELETE FROM index_deletion")


def _ranges(rowids: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of those that follow one another."""
    ranges: list[tuple[int, int]] = []
    for rowid in sorted(rowids):
        if ranges and rowid <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], rowid)
        else:
            ranges.append((rowid, rowid))
    return ranges


def _unindexed(packed: bytes, id: str, *row: Any) -> Unindexed:
    *texts, is_inferred, bundle, path, words, is_stub, tags, sort_key, story = row
    path, tags = packing.shown_path(path), packing.tags_from_sql(tags)
    text, speech = text_of(packed, id, bundle)
    numbers = (words, bool(is_stub), tags, sort_key, story)
    return Unindexed._make((*texts, bool(is_inferred), bundle, path, *numbers, text, speech))
