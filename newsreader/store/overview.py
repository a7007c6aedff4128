"""The library in numbers and sets: counts, sections, tags, and who is read, starred, folded."""

from __future__ import annotations

import re

from newsreader.store.chronology import UNDATED_KEY
from newsreader.store.connection import Database
from newsreader.store.packing import storable
from newsreader.store.records import Counts
from newsreader.store.scopes import bundle_id_of

_ROWIDS_BY_STATE = {
    ("is", "read"): "SELECT rowid FROM article WHERE is_read = 1",
    ("is", "unread"): "SELECT rowid FROM article INDEXED BY list_articles WHERE is_unread = 1",
    ("is", "updated"): "SELECT rowid FROM article WHERE is_read = 1 AND is_updated = 1",
    ("is", "starred"): "SELECT rowid FROM article WHERE is_starred = 1",
    ("is", "dismissed"): "SELECT rowid FROM article WHERE is_dismissed = 1",
    ("is", "stub"): "SELECT rowid FROM article WHERE is_stub = 1",
    ("is", "inferred"): "SELECT rowid FROM article WHERE is_inferred = 1",
    ("is", "undated"): f"SELECT rowid FROM article INDEXED BY list_articles WHERE day_key = {UNDATED_KEY}",
    ("has", "versions"): "SELECT rowid FROM article WHERE is_representative = 0"
    " UNION SELECT story FROM article WHERE is_representative = 0",
}

_SCORE = r"(>=|<=|>|<|)(-?\d{1,2})"


_NAMED = ("byline", "place", "agency", "language")
_MOST_VALUES = 20_000


class Overview:
    """Everything that counts and lists across the library without showing articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> Counts:
        with self._database.reading():
            articles, stories, unread, dismissed = self._database.rows(
                "SELECT coalesce(sum(articles), 0), coalesce(sum(stories), 0), coalesce(sum(unread), 0),"
                " coalesce(sum(dismissed), 0) FROM day_tally WHERE bundle_id = 0"
            )[0]
            bundles, problems = self._database.rows(
                "SELECT count(*), coalesce(sum(problems), 0) FROM bundle"
            )[0]
            starred = self._database.value("SELECT count(*) FROM article WHERE is_starred = 1")
            unindexed = self._database.value("SELECT count(*) FROM article WHERE is_indexed = 0")
        return Counts(bundles, articles, stories, unread, starred, articles - unindexed, problems, dismissed)

    def sections(self, bundle: str | None = None) -> list[tuple[str, int, int]]:
        """Sections by name with the number of their articles and of the unread ones; "" is no section."""
        chosen = "" if bundle is None else "WHERE bundle_id = ?"
        parameters = () if bundle is None else (bundle_id_of(self._database, bundle),)
        return self._database.rows(
            f"SELECT section, sum(articles), sum(unread) FROM section_tally {chosen} GROUP BY section"
            " ORDER BY section = '', section COLLATE NOCASE, section",
            parameters,
        )

    def tags(self) -> list[tuple[str, int]]:
        """Tags by name with the number of articles that carry them, however the tag is capitalised."""
        return self._database.rows("SELECT min(tag), count(*) FROM article_tag GROUP BY tag ORDER BY tag")

    def sections_by_bundle(self) -> list[tuple[str, str, int]]:
        """Bundle, section and the number of its unread articles, by name; "" is no section."""
        return self._database.rows(
            "SELECT b.name, t.section, t.unread FROM section_tally AS t"
            " JOIN bundle AS b ON b.id = t.bundle_id"
            " ORDER BY b.id, t.section COLLATE NOCASE, t.section"
        )

    def starred_unread(self) -> int:
        """How many starred articles are unread."""
        number: int = self._database.value(
            "SELECT count(*) FROM article WHERE is_starred = 1 AND is_unread = 1"
        )
        return number

    def tags_unread(self) -> list[tuple[str, int]]:
        """Tags by name with the number of their unread articles; quick, however many carry them."""
        return self._database.rows("SELECT tag, unread FROM tag_tally ORDER BY tag")

    def values(self, column: str) -> list[tuple[str, int]]:
        """What stands in ``byline``, ``place``, ``agency`` or ``language``, with the number of articles, the
        commonest first. Reads every article: a tenth of a second for 200,000."""
        if column not in _NAMED:
            raise ValueError(column)
        return self._database.rows(
            f"SELECT {column}, count(*) FROM article WHERE {column} != '' GROUP BY {column}"
            f" ORDER BY count(*) DESC LIMIT {_MOST_VALUES}"
        )

    def state_rowids(self, field: str, value: str) -> frozenset[int]:
        """The articles of which ``is:``, ``has:``, ``tag:`` or ``score:`` holds; none for what is unknown."""
        if field == "tag":
            found = self._database.rows("SELECT rowid FROM article_tag WHERE tag = ?", (storable(value),))
        elif field == "score" and (wanted := re.fullmatch(_SCORE, value)):
            found = self._database.rows(
                f"SELECT rowid FROM article WHERE score {wanted[1] or '='} ?", (int(wanted[2]),)
            )
        elif (field, value) in _ROWIDS_BY_STATE:
            found = self._database.rows(_ROWIDS_BY_STATE[field, value])
        else:
            found = []
        return frozenset(rowid for (rowid,) in found)

    def folded(self) -> dict[int, int]:
        """Story by article, for the articles that another one stands for."""
        return dict(self._database.rows("SELECT rowid, story FROM article WHERE is_representative = 0"))
