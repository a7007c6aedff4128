"""The sums that lists need at once: whoever inserts adds to them here, for many rows in a few steps.

What is changed or deleted is taken out of them by triggers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsreader.store.connection import Database

if TYPE_CHECKING:
    from newsreader.store.preparation import PreparedArticle


def count_documents(database: Database, bundle_id: int, problems: Iterable[str | None]) -> None:
    """Documents have been inserted, each with its problem or None."""
    told = [problem is not None for problem in problems]
    database.execute(
        "UPDATE bundle SET documents = documents + ?, problems = problems + ? WHERE id = ?",
        (len(told), sum(told), bundle_id),
    )


def count_articles(
    database: Database,
    bundle_id: int,
    articles: Sequence[PreparedArticle],
    *,
    is_representative: bool = True,
    is_bundle_representative: bool = True,
) -> None:
    """Articles have been inserted, unread, all of them in lists of stories or none."""
    days = Counter([article.day_key for article in articles])
    stands_for = ((0, int(is_representative)), (bundle_id, int(is_bundle_representative)))
    database.executemany(
        "INSERT INTO day_tally VALUES (?1, ?2, ?3, ?3, ?3 * ?4, ?3 * ?4, 0)"
        " ON CONFLICT (bundle_id, day_key) DO UPDATE SET articles = articles + ?3, unread = unread + ?3,"
        " stories = stories + ?3 * ?4, unread_stories = unread_stories + ?3 * ?4",
        [(each, day, amount, stands) for day, amount in days.items() for each, stands in stands_for],
    )
    sections = Counter([article.section for article in articles])
    database.executemany(
        "INSERT INTO section_tally VALUES (?1, ?2, ?3, ?3) ON CONFLICT (bundle_id, section)"
        " DO UPDATE SET articles = articles + ?3, unread = unread + ?3",
        [(bundle_id, section, amount) for section, amount in sections.items()],
    )


def count_tags(database: Database, tags: Iterable[str], *, is_unread: bool) -> None:
    """Articles, all of them unread or none, have been filed under tags, each as often as it is named."""
    database.executemany(
        "INSERT INTO tag_tally VALUES (?1, ?2, ?2 * ?3)"
        " ON CONFLICT (tag) DO UPDATE SET articles = articles + ?2, unread = unread + ?2 * ?3",
        [(tag, amount, int(is_unread)) for tag, amount in Counter(tags).items()],
    )
