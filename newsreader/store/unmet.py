"""Teasers of articles that the library does not have, shown as headlines without their text.

They have rowids below 0, so that they are never taken for articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from newsreader.article import UNDATED, Article, Headline, Published, StoredArticle
from newsreader.errors import NotFoundError
from newsreader.store import asking, packing
from newsreader.store.connection import Database
from newsreader.store.teasers import STANDS

_UNMET = (
    "(t.target IS NULL OR EXISTS (SELECT 1 FROM article AS a WHERE a.rowid = t.target"
    f" AND NOT {STANDS}))"
    " AND NOT EXISTS (SELECT 1 FROM mention AS m JOIN article AS s ON s.rowid = m.source"
    " WHERE m.teaser = t.id AND s.is_stub = 1 AND s.title = t.title)"
)
_AS_HEADLINE = (
    "SELECT t.id, t.key, t.title, t.summary, t.section, t.url, s.language, s.date, s.precision,"
    " (SELECT name FROM bundle WHERE id = s.bundle_id), (SELECT path FROM document WHERE id = s.document_id)"
    " FROM teaser AS t JOIN article AS s"
    " ON s.rowid = (SELECT min(source) FROM mention WHERE teaser = t.id)"
)


class Unmet:
    """Those of one library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[tuple[int, int, str, str]]:
        """Id, sort key, title and summary of each, the newest first."""
        return self._database.rows(
            f"SELECT t.id, t.sort_key, t.title, t.summary FROM teaser AS t WHERE {_UNMET}"
            " ORDER BY t.sort_key DESC, t.id"
        )

    def headlines_among(
        self, rowids: Sequence[int], others: Callable[[Sequence[int]], list[Headline]]
    ) -> list[Headline]:
        """Rows in the order asked, of which those below 0 are teasers."""
        found = {row.rowid: row for row in others([rowid for rowid in rowids if rowid > 0])}
        for chunk in asking.chunks([-rowid for rowid in rowids if rowid < 0]):
            for row in self._database.rows(f"{_AS_HEADLINE} WHERE t.id IN ({asking.marks(chunk)})", chunk):
                found[-row[0]] = _headline(*row)
        return [found[rowid] for rowid in rowids if rowid in found]

    def as_article(self, rowid: int) -> StoredArticle:
        """A teaser as an article without text. Raises NotFoundError when it is gone."""
        row = self._database.row(f"{_AS_HEADLINE} WHERE t.id = ?", (-rowid,))
        if row is None:
            raise NotFoundError("this teaser is no longer in the library")
        headline = _headline(*row)
        article = Article(
            title=headline.title, subtitle=headline.subtitle, section=headline.section, url=headline.url,
            published=headline.published,
        )  # fmt: skip
        mentioned_by = self._database.rows(
            "SELECT s.id FROM mention AS m JOIN article AS s ON s.rowid = m.source WHERE m.teaser = ?"
            " ORDER BY s.sort_key DESC, s.rowid",
            (-rowid,),
        )
        return StoredArticle(headline, article, "", (headline.id,), tuple(id for (id,) in mentioned_by))

    def with_key(self, key: str) -> StoredArticle | None:
        """The teaser that has this key in full, as an article, unless the library has the real one."""
        id = self._database.value(
            f"SELECT t.id FROM teaser AS t WHERE t.key = ? AND {_UNMET}", (packing.storable(key),)
        )
        return None if id is None else self.as_article(-id)


def _headline(id: int, key: str, title: str, summary: str, section: str, url: str, *source: Any) -> Headline:
    """A teaser as a row of a list, dated by the article that mentions it."""
    language, date, precision, bundle, path = source
    evidence = "the date of the article that announces it"
    published = Published(date, None, None, precision, "file", True, evidence) if date else UNDATED
    return Headline(
        rowid=-id, id=key, title=title, subtitle=summary, byline="", agency="", place="", section=section,
        language=language, url=url, published=published, bundle=bundle, path=packing.shown_path(path),
        words=0, is_read=True, is_starred=False, is_stub=True, is_updated=False, tags=(), story_id=key,
        versions=1,
    )  # fmt: skip
