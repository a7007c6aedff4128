"""What has been read, sentence by sentence: fingerprints of the texts of read articles.

Follows what is marked read and unread when it is asked to (``behind``, ``take``), not before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from newsreader.store import packing, state
from newsreader.store.connection import Database

_ASKED_AT_ONCE = 400
_STALE = (
    "SELECT rowid FROM read_source AS r WHERE NOT EXISTS (SELECT 1 FROM article AS a WHERE a.rowid = r.rowid"
    " AND a.is_read = 1 AND a.is_updated = 0 AND a.content_hash = r.content_hash)"
)


class Sentences:
    """The fingerprints of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def behind(self, limit: int) -> list[tuple[int, str, str]]:
        """Articles that have been read and are not yet taken in, the newest first: key, content, text."""
        found = self._database.rows(
            "SELECT a.rowid, a.content_hash, b.packed FROM article AS a JOIN body AS b ON b.rowid = a.rowid"
            " LEFT JOIN read_source AS r ON r.rowid = a.rowid"
            " WHERE a.is_read = 1 AND a.is_updated = 0"
            " AND (r.rowid IS NULL OR r.content_hash <> a.content_hash)"
            " ORDER BY a.day_key DESC, a.sort_key DESC LIMIT ?",
            (limit,),
        )
        return [(rowid, content_hash, _text(packed)) for rowid, content_hash, packed in found]

    def take(self, read: Iterable[tuple[int, str, Collection[int]]]) -> None:
        """Takes in the fingerprints of read articles (key, content, fingerprints), and lets those go that are
        unread again, changed, or gone."""
        with self._database.writing():
            for (rowid,) in self._database.rows(_STALE):
                self._forget(rowid)
            for rowid, content_hash, hashes in read:
                self._forget(rowid)
                self._database.execute("INSERT INTO read_source VALUES (?, ?)", (rowid, content_hash))
                self._database.executemany(
                    "INSERT OR IGNORE INTO read_sentence VALUES (?, ?)", [(each, rowid) for each in hashes]
                )

    def _forget(self, rowid: int) -> None:
        self._database.execute("DELETE FROM read_sentence WHERE source = ?", (rowid,))
        self._database.execute("DELETE FROM read_source WHERE rowid = ?", (rowid,))

    def known(self, rowid: int, hashes: Collection[int], before: float) -> frozenset[int]:
        """Which of these stand in other articles that were marked read ``before`` a time, in seconds since
        1970."""
        wanted = list(hashes)
        found: set[int] = set()
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            chunk = wanted[start : start + _ASKED_AT_ONCE]
            rows = self._database.rows(
                "SELECT DISTINCT r.hash FROM read_sentence AS r JOIN article AS a ON a.rowid = r.source"
                " JOIN state AS s ON s.article_id = a.id AND s.field = ?"
                f" WHERE r.hash IN ({','.join('?' * len(chunk))}) AND r.source <> ?"
                " AND a.is_read = 1 AND s.time < ?",
                (state.READ, *chunk, rowid, int(before * 1_000_000)),
            )
            found.update(hash for (hash,) in rows)
        return frozenset(found)


def _text(packed: bytes) -> str:
    try:
        return packing.unpack_text(packed)[0]
    except ValueError:
        # Whoever reads the article is told.
        return ""
