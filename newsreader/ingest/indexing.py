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
"""Articles a commit; the very first is small so that a search finds something soon."""


def index_pending(
    store: Store,
    index: SearchIndex,
    *,
    bundle: str = "",
    is_last: bool = True,
    is_untidy: bool = False,
    on_progress: OnProgress | None = None,
) -> int:
    """Index what the store says is not indexed, and remove what it says is gone; returns how many articles.

    The last of several calls tidies the index, if one of them has added to it; ``is_untidy`` says that an
    earlier one has.
    A damaged index is thrown away and built anew. Killed between the two commits, the same articles are
    indexed once more by the next call, which changes nothing.
    """
    started = time.monotonic()
    counts = store.counts()
    total = counts.articles - counts.indexed
    size = COMMIT if counts.indexed else FIRST_COMMIT
    done = 0
    is_rebuilt = False
    while True:
        articles = store.unindexed(size)
        deletions = store.index_deletions(COMMIT)
        if not articles and not deletions:
            while is_last and (done or is_untidy) and index.merge(is_at_rest=True):
                continue
            return done
        try:
            index.add([_index_document(article) for article in articles], deletions)
        except SearchIndexError:
            if is_rebuilt:
                raise
            index.clear()
            store.mark_all_unindexed()
            is_rebuilt, done, total = True, 0, store.counts().articles
            continue
        store.mark_indexed([article.rowid for article in articles], deletions)
        # After the commit is known to the store: a merge that is killed loses nothing.
        index.merge()
        done += len(articles)
        size = COMMIT
        if on_progress:
            on_progress(Progress(bundle, "indexing", done, done, total, time.monotonic() - started))


def _index_document(unindexed: Unindexed) -> IndexDocument:
    from newsreader.search import IndexDocument

    return IndexDocument(
        rowid=unindexed.rowid,
        title=unindexed.title,
        lede=unindexed.subtitle,
        body=unindexed.text,
        byline=unindexed.byline,
        place=unindexed.place,
        agency=unindexed.agency,
        section=unindexed.section,
        url=unindexed.url,
        date=unindexed.date,
        sort_key=unindexed.sort_key,
        language=unindexed.language,
        bundle=unindexed.bundle,
        words=unindexed.words,
        is_stub=unindexed.is_stub,
        tags=unindexed.tags,
        path=unindexed.path,
        is_inferred=unindexed.is_inferred,
        story=unindexed.story_rowid,
        quotations=unindexed.speech,
    )
