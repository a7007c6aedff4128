"""Where in articles a reader is, and articles by what others say of them: their address, their title."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from newsreader.store.connection import Database
from newsreader.store.packing import storable

PLACES_KEPT = 10_000
"""Articles whose place is kept; those read least recently are forgotten first."""

_ASKED_AT_ONCE = 400


class Places:
    """How far articles have been read, and which article a link leads to."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    def of(self, article_id: str) -> tuple[int, int]:
        """The piece of text and the character in it at which an article was left; its start if it was not."""
        row = self._database.row(
            "SELECT piece, character FROM reading_place WHERE article_id = ?", (article_id,)
        )
        return (row[0], row[1]) if row else (0, 0)

    def keep(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Remember where articles were left; ``(0, 0)`` forgets."""
        now = int(self._now() * 1000)
        with self._database.writing():
            self._database.executemany(
                "DELETE FROM reading_place WHERE article_id = ?", [(id,) for id in places]
            )
            self._database.executemany(
                "INSERT INTO reading_place VALUES (?, ?, ?, ?)",
                [(id, piece, at, now) for id, (piece, at) in places.items() if (piece, at) != (0, 0)],
            )
            self._database.execute(
                "DELETE FROM reading_place WHERE article_id IN"
                " (SELECT article_id FROM reading_place ORDER BY time DESC LIMIT -1 OFFSET ?)",
                (PLACES_KEPT,),
            )

    def rowids_of(self, ids: Collection[str]) -> list[int]:
        """The keys of these articles, in the order asked, as far as they are there."""
        wanted = list(ids)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            chunk = wanted[start : start + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(chunk))
            found.update(self._database.rows(f"SELECT id, rowid FROM article WHERE id IN ({marks})", chunk))
        return [found[id] for id in wanted if id in found]

    def linked(self, urls: Collection[str], titles: Collection[str]) -> dict[str, int]:
        """Articles by url and by exact title, in whatever case; one with a text before one without.

        Looks through all of them at once: there is no index of titles, and a second would be too long to wait
        only in a library of a million.
        """
        wanted = [*dict.fromkeys(map(storable, (*urls, *titles)))][:_ASKED_AT_ONCE]
        marks = ",".join("?" * len(wanted))
        found: dict[str, int] = {}
        for rowid, url, title in self._database.rows(
            "SELECT rowid, url, title FROM article"
            f" WHERE url IN ({marks}) OR title COLLATE NOCASE IN ({marks})"
            " ORDER BY is_stub, is_representative DESC, rowid",
            (*wanted, *wanted),
        ):
            found.setdefault(url, rowid)
            found.setdefault(title.casefold(), rowid)
        found.pop("", None)
        return found
