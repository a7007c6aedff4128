"""Reading: lists of headlines by day, single articles, and sets of articles by their state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from newsreader.article import Headline, StoredArticle
from newsreader.errors import NotFoundError
from newsreader.store import asking, chronology, packing
from newsreader.store.assembly import HEADLINE_COLUMNS, assemble, headline_of
from newsreader.store.connection import Database, Row
from newsreader.store.kinship import kinship
from newsreader.store.records import DayCount, Scope
from newsreader.store.scopes import Selection, bundle_id_of, selection

SortOrder = Literal["newest", "oldest", "title", "score"]

_FEW = 10_000
_CANDIDATES_NAMED = 5
_TALLY = {
    # (unread only, all versions): which sum of the tally counts the rows
    (False, False): "stories",
    (True, False): "unread_stories",
    (False, True): "articles - dismissed",
    (True, True): "unread",
}


class Headlines:
    """Everything that reads articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, scope: Scope) -> list[DayCount]:
        """The headings of a scope with their counts, newest first, undated last."""
        counted = self._day_keys(scope)
        labels = chronology.labels([key for key, _ in counted])
        return [DayCount(label, count) for label, (_, count) in zip(labels, counted, strict=True)]

    def window(
        self, scope: Scope, start: int, stop: int, days: Sequence[DayCount] | None = None
    ) -> list[Headline]:
        """Rows ``start`` to ``stop`` of a scope, newest first, undated last.

        ``days``, when the caller still has what ``days(scope)`` gave, saves asking for it again.
        """
        start = max(start, 0)
        if stop <= start:
            return []
        with self._database.reading():
            place = _locate(self.days(scope) if days is None else days, start)
            if place is None:
                return []
            day, offset = place
            chosen = selection(self._database, scope)
            found = self._database.rows(
                f"SELECT {HEADLINE_COLUMNS} FROM {chosen.tables}"
                f" WHERE {chosen.where} AND {chosen.order}.day_key <= ?"
                f" ORDER BY {chosen.order_by} LIMIT ? OFFSET ?",
                (*chosen.parameters, chronology.day_key(day.day), stop - start, offset),
            )
            return self._headlines(found)

    def rowids(self, scope: Scope) -> list[int]:
        """Every row of a scope, newest first, undated last."""
        with self._database.reading():
            chosen = selection(self._database, scope)
            found = self._database.rows(
                f"SELECT a.rowid FROM {chosen.tables} WHERE {chosen.where} ORDER BY {chosen.order_by}",
                chosen.parameters,
            )
        return [rowid for (rowid,) in found]

    def headlines(self, rowids: Sequence[int]) -> list[Headline]:
        """The headlines of these articles in the order asked; those that are gone are left out."""
        rows: list[Row] = []
        for chunk in asking.chunks(dict.fromkeys(rowids)):
            rows += self._database.rows(
                f"SELECT {HEADLINE_COLUMNS} FROM article AS a WHERE a.rowid IN ({asking.marks(chunk)})", chunk
            )
        found = {headline.rowid: headline for headline in self._headlines(rows)}
        return [found[rowid] for rowid in rowids if rowid in found]

    def _headlines(self, rows: Sequence[Row]) -> list[Headline]:
        """The headlines in rows of ``HEADLINE_COLUMNS``.

        The versions of a story are counted once for all of its rows: there may be thousands of both.
        """
        behind: dict[int, int] = {}
        for stories in asking.chunks(dict.fromkeys(row[-1] for row in rows)):
            behind.update(
                self._database.rows(
                    "SELECT story, count(*) FROM article WHERE is_representative = 0"
                    f" AND story IN ({asking.marks(stories)}) GROUP BY story",
                    stories,
                )
            )
        return [headline_of(row, behind) for row in rows]

    def ids_beginning(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Ids that begin so, with the headline of each."""
        return self._database.rows(
            "SELECT id, title FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (packing.storable(prefix), packing.storable(prefix) + "g", limit),
        )

    def find(self, id_prefix: str) -> StoredArticle:
        """The article of that id, or of the only id that begins so. Raises NotFoundError."""
        prefix = id_prefix.strip().lower()
        if not re.fullmatch("[0-9a-f]{1,64}", prefix):
            raise NotFoundError(
                f"“{packing.storable(id_prefix)}” is not an article's id",
                hint="an id is up to 16 digits 0-9 and letters a-f, as `newsreader list` shows them",
            )
        found = self._database.rows(
            "SELECT rowid, id, title FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (prefix, prefix + "g", _CANDIDATES_NAMED + 1),
        )
        if not found:
            raise NotFoundError(f"no article has the id {prefix}")
        if len(found) > 1:
            named = ", ".join(f"{id} {title[:40]}" for _, id, title in found[:_CANDIDATES_NAMED])
            more = " and more" if len(found) > _CANDIDATES_NAMED else ""
            raise NotFoundError(f"the id {prefix} could be several articles: {named}{more}")
        return self.article(found[0][0])

    def article(self, rowid: int) -> StoredArticle:
        """One article with its text. Raises NotFoundError when it is gone."""
        with self._database.reading():
            headlines = self.headlines([rowid])
            found = self._database.row(
                "SELECT d.sha256, b.packed, a.story FROM article AS a"
                " JOIN document AS d ON d.id = a.document_id JOIN body AS b ON b.rowid = a.rowid"
                " WHERE a.rowid = ?",
                (rowid,),
            )
            if not headlines or found is None:
                raise NotFoundError("this article is no longer in the library")
            sha256, packed, story = found
            versions = self._database.rows(
                "SELECT id, sort_key, rowid FROM article WHERE story = ? ORDER BY sort_key DESC, rowid",
                (story,),
            )
        headline = headlines[0]
        return StoredArticle(
            headline=headline,
            article=assemble(headline, packed),
            sha256=sha256,
            version_ids=tuple(id for id, _, _ in versions),
            kinship=kinship(self._database, rowid) if len(versions) > 1 else "",
        )

    def versions(self, rowid: int) -> list[int]:
        """The other articles of an article's story, newest first."""
        found = self._database.rows(
            "SELECT o.rowid, o.sort_key FROM article AS a JOIN article AS o ON o.story = a.story"
            " WHERE a.rowid = ? ORDER BY o.sort_key DESC, o.rowid",
            (rowid,),
        )
        return [other for other, _ in found if other != rowid]

    def sort_rowids(self, rowids: Iterable[int], sort: SortOrder) -> list[int]:
        """These articles in the order asked; those that are gone are left out."""
        if sort == "title":
            titles = self._columns(rowids, "rowid, title, sort_key")
            titles.sort(key=lambda row: (packing.sorting_title(row[1]), -row[2], row[0]))
            return [row[0] for row in titles]
        if sort == "score":
            scores = self._columns(rowids, "rowid, score, day_key, sort_key")
            scores.sort(key=lambda row: (-row[1], -row[2], -row[3], row[0]))
            return [row[0] for row in scores]
        keys = self._columns(rowids, "rowid, day_key, sort_key")
        keys.sort(key=lambda row: (-row[1], -row[2], row[0]))
        if sort == "oldest":
            # Undated stay last, whichever way the dates run.
            dated = [row for row in keys if row[1] != chronology.UNDATED_KEY]
            keys = dated[::-1] + keys[len(dated) :]
        return [row[0] for row in keys]

    def days_of(self, rowids: Sequence[int]) -> list[str | None]:
        """The heading each article stands under, in the order asked; None also for those that are gone."""
        keys = {row[0]: row[1] for row in self._columns(rowids, "rowid, day_key")}
        labels = dict(zip(keys.values(), chronology.labels(list(keys.values())), strict=True))
        return [labels[keys[rowid]] if rowid in keys else None for rowid in rowids]

    def position_of(self, scope: Scope, rowid: int) -> int | None:
        """Which row of a scope shows the article (or, in a folded list, its story); None when none does."""
        with self._database.reading():
            chosen = selection(self._database, scope)
            found = self._position(scope, chosen, rowid)
            if found is None and not scope.all_versions:
                story = self._database.rows(
                    "SELECT o.rowid FROM article AS a JOIN article AS o ON o.story = a.story"
                    " WHERE a.rowid = ? AND o.rowid <> a.rowid"
                    " ORDER BY o.is_representative DESC, o.is_bundle_representative DESC, o.rowid",
                    (rowid,),
                )
                places = (self._position(scope, chosen, other) for (other,) in story)
                found = next((place for place in places if place is not None), None)
        return found

    def _position(self, scope: Scope, chosen: Selection, rowid: int) -> int | None:
        at = self._database.row(
            f"SELECT a.day_key, a.sort_key FROM {chosen.source} WHERE {chosen.where} AND a.rowid = ?",
            (*chosen.parameters, rowid),
        )
        if at is None:
            return None
        day_key, sort_key = at
        above: int = self._database.value(
            f"SELECT count(*) FROM {chosen.tables} WHERE {chosen.where} AND {chosen.order}.day_key = ?"
            f" AND ({chosen.order}.sort_key, -{chosen.order}.rowid) > (?, ?)",
            (*chosen.parameters, day_key, sort_key, -rowid),
        )
        return above + sum(count for key, count in self._day_keys(scope) if key > day_key)

    def _day_keys(self, scope: Scope) -> list[tuple[int, int]]:
        is_plain = scope.section is None and scope.tag is None and not scope.starred_only
        if is_plain and scope.dismissed == "out":
            column = _TALLY[scope.unread_only, scope.all_versions]
            bundle_id = 0 if scope.bundle is None else bundle_id_of(self._database, scope.bundle)
            return self._database.rows(
                f"SELECT day_key, {column} FROM day_tally WHERE bundle_id = ? AND {column} > 0"
                " ORDER BY day_key DESC",
                (bundle_id,),
            )
        chosen = selection(self._database, scope)
        return self._database.rows(
            f"SELECT {chosen.order}.day_key, count(*) FROM {chosen.tables} WHERE {chosen.where}"
            f" GROUP BY {chosen.order}.day_key ORDER BY {chosen.order}.day_key DESC",
            chosen.parameters,
        )

    def _columns(self, rowids: Iterable[int], columns: str) -> list[Row]:
        found: list[Row] = []
        wanted = list(rowids)
        if len(wanted) > _FEW:
            # One walk along the index is faster than very many look-ups.
            among = frozenset(wanted)
            everything = self._database.rows(
                f"SELECT {columns} FROM article ORDER BY day_key DESC, sort_key DESC, rowid"
            )
            return [row for row in everything if row[0] in among]
        for chunk in asking.chunks(wanted):
            found += self._database.rows(
                f"SELECT {columns} FROM article WHERE rowid IN ({asking.marks(chunk)})", chunk
            )
        return found


def _locate(days: Sequence[DayCount], start: int) -> tuple[DayCount, int] | None:
    """The day that row ``start`` stands under, and how many rows of that day come before it."""
    before = 0
    for day in days:
        if start < before + day.count:
            return day, start - before
        before += day.count
    return None
