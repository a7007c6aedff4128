"""An article as the database keeps it, but for its place: work that needs no database, for any process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from newsreader.article import Article
from newsreader.store import chronology, packing, state
from newsreader.store.identity import Identity, identify
from newsreader.store.wording import wording

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
    worded = wording(article)
    identity = identify(article, worded)
    published = article.published
    # Article and Published begin with what the row begins with.
    *texts, evidence = packing.all_storable((*article[:8], *published[:5], published.evidence))
    own_tags, shown_tags = _tags(article.tags)
    row = (
        *texts,
        published.is_inferred,
        evidence,
        worded.words,
        article.is_stub,
        *chronology.keys(published),
        own_tags,
    )
    return PreparedArticle(identity[:], row, packing.pack(article), shown_tags, bool(article.teasers))


@lru_cache(maxsize=1024)
def _tags(tags: tuple[str, ...]) -> tuple[str, str]:
    """As an article's own tags are stored, and as they are shown while nobody has marked it."""
    own = packing.tags_to_sql([tag for tag in map(packing.tag_name, tags) if tag])
    return own, state.tags(own, {})


def prepared(articles: Iterable[Article | PreparedArticle]) -> list[PreparedArticle]:
    """All of them ready; those that already are stay as they are."""
    return [each if isinstance(each, PreparedArticle) else prepare(each) for each in articles]
