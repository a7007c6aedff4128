"""The sums that lists need at once, kept true for many new documents and articles in a few steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from newsreader.store.connection import Database
from newsreader.store.newcomers import NewDocument

# As in the migration ``counting``.
_COUNTS_ITSELF = "counts_itself"


@contextmanager
def counted(database: Database, bundle_id: int, documents: Sequence[NewDocument]) -> Iterator[None]:
    """Whoever inserts these documents, and their articles as unread stories of their own, does it in here:
    they are counted together, not by triggers one by one."""
    database.execute("INSERT INTO meta VALUES (?, 1)", (_COUNTS_ITSELF,))
    yield
    database.execute("DELETE FROM meta WHERE key = ?", (_COUNTS_ITSELF,))
    database.execute(
        "UPDATE bundle SET documents = documents + ?, problems = problems + ? WHERE id = ?",
        (len(documents), sum(document.problem is not None for document in documents), bundle_id),
    )
    days = Counter(article.day_key for document in documents for article in document.articles)
    sections = Counter(article.section for document in documents for article in document.articles)
    database.executemany(
        "INSERT INTO day_tally VALUES (?1, ?2, ?3, ?3, ?3, ?3, 0)"
        " ON CONFLICT (bundle_id, day_key) DO UPDATE SET articles = articles + ?3, unread = unread + ?3,"
        " stories = stories + ?3, unread_stories = unread_stories + ?3",
        [(each, day, amount) for day, amount in days.items() for each in (0, bundle_id)],
    )
    database.executemany(
        "INSERT INTO section_tally VALUES (?1, ?2, ?3, ?3) ON CONFLICT (bundle_id, section)"
        " DO UPDATE SET articles = articles + ?3, unread = unread + ?3",
        [(bundle_id, section, amount) for section, amount in sections.items()],
    )
