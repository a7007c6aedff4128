"""Bring the search index up to the store: whatever is marked unindexed, newest first, in commits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsreader.errors import SearchIndexError
from newsreader.ingest.progress import OnProgress, Progress

if TYPE_CHECKING:
    from newsreader.search import IndexDocument, SearchIndex
    from newsreader.store import Store, Unindexed

FIRST_COMMIT = 200
COMMIT = 5000
"""Articles a commit; the first is small so that a search finds something soon."""


def index_pending(
    store: Store, index: SearchIndex, *, bundle: str = "", on_progress: OnProgress | None = None
) -> int:
    """Index what the store says is not indexed, and remove what it says is gone; returns how many articles.

    A damaged index is thrown away and built anew. Killed between the two commits, the same articles are
    indexed once more by the next call, which changes nothing.
    """
    started = time.monotonic()
    total = _pending(store)
    done = 0
    is_rebuilt = False
    while True:
        articles = store.unindexed(COMMIT if done else FIRST_COMMIT)
        deletions = store.index_deletions(COMMIT)
        if not articles and not deletions:
            while done and index.merge(is_at_rest=True):
                continue
            return done
        try:
            index.add([_index_document(article) for article in articles], deletions)
        except SearchIndexError:
            if is_rebuilt:
                raise
            index.clear()
            store.mark_all_unindexed()
            is_rebuilt, done, total = True, 0, _pending(store)
            continue
        store.mark_indexed([article.headline.rowid for article in articles], deletions)
        # After the commit is known to the store: a merge that is killed loses nothing.
        index.merge()
        done += len(articles)
        if on_progress:
            on_progress(Progress(bundle, "indexing", done, done, total, time.monotonic() - started))


def _pending(store: Store) -> int:
    counts = store.counts()
    return counts.articles - counts.indexed


def _index_document(unindexed: Unindexed) -> IndexDocument:
    from newsreader.search import IndexDocument

    headline, article = unindexed.headline, unindexed.article
    return IndexDocument(
        rowid=headline.rowid,
        title=headline.title,
        lede=headline.subtitle,
        body=article.text,
        byline=headline.byline,
        place=headline.place,
        agency=headline.agency,
        section=headline.section,
        url=headline.url,
        date=headline.published.date,
        sort_key=unindexed.sort_key,
        language=headline.language,
        bundle=headline.bundle,
        words=headline.words,
        is_stub=headline.is_stub,
        tags=headline.tags,
        path=headline.path,
        is_inferred=headline.published.is_inferred,
        story=unindexed.story_rowid,
    )
