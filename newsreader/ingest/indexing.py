"""Bring the search index up to the store: whatever is marked unindexed, newest first, in commits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsreader.errors import SearchIndexError
from newsreader.ingest.progress import OnProgress, Progress

if TYPE_CHECKING:
    from newsreader.ingest.pending import Pending
    from newsreader.search import IndexDocument, SearchIndex
    from newsreader.store import Store, Unindexed

FIRST_COMMIT = 200
COMMIT = 5000
"""Articles a commit; the very first is small so that a search finds something soon."""
_ALL = 2**40


def index_pending(
    store: Store,
    index: SearchIndex,
    *,
    pending: Pending | None = None,
    bundle: str = "",
    is_last: bool = True,
    before: int = 0,
    on_progress: OnProgress | None = None,
) -> int:
    """Index what the store says is not indexed, and remove what it says is gone; returns how many articles.

    ``pending`` are those of which the words are at hand. The last of several calls tidies the index, if one
    of them has added to it; ``before`` is how many articles earlier ones have indexed.
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
        # Deletions first: what changes hereafter is among the next ones.
        is_pending = pending is not None and pending.amount > 0
        deletions = store.index_deletions(_ALL if is_pending else COMMIT)
        articles = [] if is_pending else store.unindexed(size)
        if not is_pending and not articles and not deletions:
            while is_last and (done or before) and index.merge(is_at_rest=True):
                continue
            return done
        try:
            if pending is not None and is_pending:
                rowids = pending.commit(index, deletions)
            else:
                index.add([_index_document(article) for article in articles], deletions)
                rowids = [article.rowid for article in articles]
        except SearchIndexError:
            if is_rebuilt:
                raise
            index.clear()
            store.mark_all_unindexed()
            if pending is not None:
                pending.forget()
            is_rebuilt, done, total = True, 0, store.counts().articles
            continue
        _give_back_memory()
        store.mark_indexed(rowids, deletions)
        # After the commit is known to the store: a merge that is killed loses nothing.
        index.merge()
        done += len(rowids)
        size = COMMIT
        if on_progress:
            elapsed_s = time.monotonic() - started
            on_progress(Progress(bundle, "indexing", before + done, before + done, before + total, elapsed_s))


def _give_back_memory() -> None:
    """Give back to the system what a segment took for a moment: the C library keeps it otherwise."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


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
