"""Teasers, who mentions them, and the articles that they announce.

A teaser that stands in many articles is kept once. An article without a text is a teaser too, mentioned by
itself. What leads where is settled by whoever compares titles (``in_chunks``, ``fresh``, ``settle``);
triggers take a link away with the article that it led to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from newsreader.article import Article, StoredArticle, Teaser, TeaserLink
from newsreader.store import asking, packing
from newsreader.store.connection import Database
from newsreader.store.journal import Journal
from newsreader.store.wording import normalised

REJECTED = "not:"
"""How the fields of the journal begin that say which article a teaser does not announce."""

_SUBJECT = "teaser:"
_GATHERED_AT_ONCE = 1000
_KEY_DIGITS = 16
_PRECISE = "(day_key % 86400000 = 0)"


class KnownTeaser(NamedTuple):
    """A teaser as it is kept; ``day`` counts days since 1970, None is unknown."""

    id: int
    title: str
    summary: str
    url: str
    day: int | None


class Titled(NamedTuple):
    """An article that a teaser may lead to."""

    rowid: int
    title: str
    subtitle: str
    url: str
    day: int | None


class Settled(NamedTuple):
    """Where a teaser leads; ``is_open``: several articles might be meant."""

    id: int
    target: int | None
    how: str
    is_open: bool


_TEASER = f"SELECT id, title, summary, url, iif({_PRECISE}, day_key / 86400000, NULL) FROM teaser"
_TITLED = f"SELECT rowid, title, subtitle, url, iif({_PRECISE}, day_key / 86400000, NULL) FROM article"


class Teasers:
    """Reads and writes them for one library."""

    def __init__(self, database: Database, journal: Callable[[], Journal]) -> None:
        self._database = database
        self._journal = journal

    # Comparing

    def is_settled(self) -> bool:
        """Whether every teaser has been compared with every article that there is."""
        return not self._database.value(
            "SELECT EXISTS (SELECT 1 FROM untold) OR EXISTS (SELECT 1 FROM teaser WHERE is_pending = 1)"
            " OR (SELECT value FROM meta WHERE key = 'linked_rowid')"
            " < (SELECT value FROM meta WHERE key = 'last_rowid')"
        )

    def gather(self) -> None:
        """Takes the teasers out of articles that have come since it was last done. May be repeated."""
        last = -1
        while rowids := self._untold(last):
            with self._database.writing():
                for chunk in asking.chunks(rowids):
                    self._take_from(chunk)
            last = rowids[-1]
            self._database.give_way()

    def _untold(self, last: int) -> list[int]:
        found = self._database.rows(
            "SELECT rowid FROM untold WHERE rowid > ?1"
            " UNION SELECT rowid FROM article INDEXED BY article_stub"
            " WHERE is_stub = 1 AND rowid > max(?1, (SELECT value FROM meta WHERE key = 'linked_rowid'))"
            " ORDER BY 1 LIMIT ?2",
            (last, _GATHERED_AT_ONCE),
        )
        return [rowid for (rowid,) in found]

    def _take_from(self, rowids: Sequence[int]) -> None:
        rows = self._database.rows(
            # What no teaser was seen in has none but itself, and need not be unpacked.
            "SELECT a.rowid, iif(a.rowid IN (SELECT rowid FROM untold), b.packed, NULL), a.is_stub,"
            " a.section, a.title, a.subtitle, a.url, a.day_key, a.sort_key"
            " FROM article AS a JOIN body AS b ON b.rowid = a.rowid"
            f" WHERE a.rowid IN ({asking.marks(rowids)}) ORDER BY a.rowid",
            rowids,
        )
        teasers, mentions = [], []
        for rowid, packed, is_stub, *itself, day_key, sort_key in rows:
            found = _teasers_in(packed)
            if is_stub:
                found = (*found, Teaser(*itself))
            for teaser in found:
                key = key_of(teaser)
                section, title, summary, url = map(packing.storable, teaser)
                teasers.append((key, section, title, summary, url, day_key, sort_key))
                mentions.append((rowid, key))
        self._database.executemany(
            "INSERT INTO teaser (key, section, title, summary, url, day_key, sort_key)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            teasers,
        )
        self._database.executemany(
            "INSERT OR IGNORE INTO mention SELECT ?, id FROM teaser WHERE key = ?", mentions
        )

    def are_there(self) -> bool:
        """Whether the library has any."""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM teaser)"))

    def in_chunks(self, size: int, *, pending: bool) -> Iterator[list[KnownTeaser]]:
        """All teasers that have not yet been compared with all articles, or all that have."""
        last = -1
        while rows := self._database.rows(
            f"{_TEASER} WHERE is_pending = ? AND id > ? ORDER BY id LIMIT ?", (pending, last, size)
        ):
            chunk = [KnownTeaser(*row) for row in rows]
            last = chunk[-1].id
            yield chunk

    def by_id(self, ids: Collection[int]) -> list[KnownTeaser]:
        """These teasers."""
        return [
            KnownTeaser(*row)
            for chunk in asking.chunks(ids)
            for row in self._database.rows(f"{_TEASER} WHERE id IN ({asking.marks(chunk)})", chunk)
        ]

    def articles(self) -> Iterator[Titled]:
        """Every article that has a text."""
        last = -1
        while rows := self._database.rows(
            f"{_TITLED} WHERE rowid > ? AND is_stub = 0 ORDER BY rowid LIMIT 20000", (last,)
        ):
            last = rows[-1][0]
            yield from map(Titled._make, rows)

    def fresh(self) -> Iterator[Titled]:
        """Those that have come, or changed, since the teasers were last settled."""
        rows = self._database.rows(
            f"{_TITLED} WHERE is_stub = 0 AND (rowid IN (SELECT rowid FROM untold)"
            " OR rowid > (SELECT value FROM meta WHERE key = 'linked_rowid'))"
        )
        return map(Titled._make, rows)

    def text(self, rowid: int) -> str:
        """The text of an article; empty where it is gone or damaged."""
        packed = self._database.value("SELECT packed FROM body WHERE rowid = ?", (rowid,))
        try:
            return packing.unpack_text(packed)[0] if packed else ""
        except ValueError:
            return ""

    def rejected(self, id: int) -> frozenset[int]:
        """The articles that a reader has said this teaser does not announce."""
        found = self._database.rows(
            "SELECT a.rowid FROM teaser AS t JOIN state AS s ON s.article_id = ? || t.key AND s.value <> ''"
            " JOIN article AS a ON a.id = substr(s.field, ?) WHERE t.id = ?",
            (_SUBJECT, len(REJECTED) + 1, id),
        )
        return frozenset(rowid for (rowid,) in found)

    def settle(self, settled: Sequence[Settled]) -> None:
        """Notes where teasers lead, and that all that is there has been compared with all."""
        with self._database.writing():
            self._database.executemany(
                "UPDATE teaser SET target = ?, how = ?, is_open = ?, is_pending = 0 WHERE id = ?",
                [(each.target, each.how, each.is_open, each.id) for each in settled],
            )
            self._database.execute("DELETE FROM untold")
            self._database.execute(
                "UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'last_rowid')"
                " WHERE key = 'linked_rowid'"
            )

    # Reading

    def linked(self, stored: StoredArticle, versions: Sequence[int]) -> StoredArticle:
        """The article with what leads from it, and to it or another version of it."""
        rowid, article = stored.headline.rowid, stored.article
        return stored._replace(
            links=self._led(rowid, article),
            full=self._full(rowid, article),
            mentioned_by=self._mentioned_by([rowid, *versions]),
        )

    def _led(self, rowid: int, article: Article) -> tuple[TeaserLink | None, ...]:
        """Where each teaser of an article leads; None for those that lead nowhere."""
        if not article.teasers:
            return ()
        keys = [key_of(teaser) for teaser in article.teasers]
        found = self._links(keys, rowid)
        return tuple(found.get(key) for key in keys)

    def _full(self, rowid: int, article: Article) -> TeaserLink | None:
        """The article that has the text which this one lacks."""
        if not article.is_stub:
            return None
        key = key_of(Teaser(article.section, article.title, article.subtitle, article.url))
        return self._links([key], rowid).get(key)

    def _links(self, keys: Collection[str], source: int) -> dict[str, TeaserLink]:
        found = {}
        for chunk in asking.chunks(keys):
            for link in self._database.rows(
                "SELECT t.key, a.rowid, a.id, a.title, t.how FROM teaser AS t"
                " JOIN article AS a ON a.rowid = t.target"
                f" WHERE t.key IN ({asking.marks(chunk)}) AND t.target <> ? AND {STANDS}",
                (*chunk, source),
            ):
                found[link[0]] = TeaserLink(*link)
        return found

    def _mentioned_by(self, rowids: Collection[int]) -> tuple[str, ...]:
        """The ids of the articles that announce any of these, newest first."""
        marks = asking.marks(rowids)
        found = self._database.rows(
            "SELECT DISTINCT s.id, s.sort_key, s.rowid"
            " FROM teaser AS t JOIN article AS a ON a.rowid = t.target"
            " JOIN mention AS m ON m.teaser = t.id JOIN article AS s ON s.rowid = m.source"
            f" WHERE t.target IN ({marks}) AND m.source NOT IN ({marks}) AND {STANDS}"
            " ORDER BY s.sort_key DESC, s.rowid",
            (*rowids, *rowids),
        )
        return tuple(id for id, _, _ in found)

    # Rejecting

    def reject(self, link: TeaserLink, label: str) -> bool:
        """Says that a teaser does not announce this article, as an action that can be undone; whether that
        is new."""
        return self._journal().set_field(_SUBJECT + link.key, REJECTED + link.id, "1", label)


STANDS = (
    f"NOT EXISTS (SELECT 1 FROM state AS r WHERE r.article_id = '{_SUBJECT}' || t.key"
    f" AND r.field = '{REJECTED}' || a.id AND r.value <> '')"
)


def _teasers_in(packed: bytes | None) -> tuple[Teaser, ...]:
    try:
        return packing.unpack(packed).teasers if packed else ()
    except ValueError:
        # Whoever reads the article is told.
        return ()


def key_of(teaser: Teaser) -> str:
    """What makes it that teaser: 16 hex digits that are the same wherever it stands."""
    said = f"{normalised(teaser.title)}\n{normalised(teaser.summary)}\n{teaser.url.strip()}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:_KEY_DIGITS]
