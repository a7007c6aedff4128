"""An article as the database keeps it, but for its place: work that needs no database, for any process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from newsreader.article import Article
from newsreader.store import chronology, packing, state
from newsreader.store.identity import Identity, identify

COLUMNS = (
    "title", "subtitle", "byline", "agency", "place", "section", "language", "url", "date", "time", "utc",
    "precision", "date_source", "is_inferred", "evidence", "words", "is_stub", "sort_key", "day_key",
    "own_tags",
)  # fmt: skip
"""What ``PreparedArticle.row`` holds."""


class PreparedArticle(NamedTuple):
    """Who an article is, its row, its packed body, the tags it shows while nobody has marked it, and whether
    it announces other articles.

    Plain values in tuples: they pass between processes at a tenth of what an Article costs.
    """

    identity: tuple[str, str, str]
    row: tuple[Any, ...]
    packed: bytes
    shown_tags: str
    has_teasers: bool

    @property
    def title(self) -> str:
        title: str = self.row[0]
        return title

    @property
    def section(self) -> str:
        section: str = self.row[5]
        return section

    @property
    def sort_key(self) -> int:
        key: int = self.row[17]
        return key

    @property
    def day_key(self) -> int:
        key: int = self.row[18]
        return key

    def identified(self) -> Identity:
        return Identity(*self.identity)


def prepare(article: Article) -> PreparedArticle:
    """The article, ready to be written."""
    identity = identify(article)
    published = article.published
    texts = (
        article.title, article.subtitle, article.byline, article.agency, article.place, article.section,
        article.language, article.url, published.date, published.time, published.utc, published.precision,
        published.source,
    )  # fmt: skip
    own_tags = packing.tags_to_sql([tag for tag in map(packing.tag_name, article.tags) if tag])
    row = (
        *packing.all_storable(texts),
        published.is_inferred,
        packing.storable(published.evidence),
        packing.words(article),
        article.is_stub,
        *chronology.keys(published),
        own_tags,
    )
    key = (identity.key, identity.key_id, identity.content_hash)
    return PreparedArticle(key, row, packing.pack(article), state.tags(own_tags, {}), bool(article.teasers))


def prepared(articles: Iterable[Article | PreparedArticle]) -> list[PreparedArticle]:
    """All of them ready; those that already are stay as they are."""
    return [each if isinstance(each, PreparedArticle) else prepare(each) for each in articles]
