"""Articles on their way to the index while the store goes on changing."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.ingest import pending as pending_module
from newsreader.ingest.indexing import index_pending
from newsreader.ingest.pending import GROWTH, Pending
from newsreader.search import SearchIndex
from newsreader.store import Store
from tests.ingest.conftest import put
from tests.search.conftest import search


def test_what_was_stored_is_indexed_without_being_read_again(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    assert index_pending(store, index, pending=pending) == 2
    assert store.unindexed(10) == []
    assert len(search(index, "ferry")) == 1
    assert len(search(index, "bundle:wire")) == 2


def test_an_article_that_is_rewritten_on_its_way_is_indexed_as_it_stands(
    store: Store, index: SearchIndex
) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    put(store, None, a="Ferries sink")
    index_pending(store, index, pending=pending)
    assert [len(search(index, query)) for query in ("sail", "sink", "bread")] == [0, 1, 1]
    assert (store.counts().indexed, index.document_count()) == (2, 2)


def test_an_article_that_goes_on_its_way_is_not_indexed(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    store.forget_source(store.bundles()[0].id, "a.txt")
    index_pending(store, index, pending=pending)
    assert search(index, "ferries") == []
    assert (store.counts().indexed, index.document_count()) == (1, 1)


def test_what_changes_after_it_was_committed_is_indexed_once_more(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    deletions = store.index_deletions(10)
    index.add_analysed(pending.batches(set(deletions)), deletions)
    put(store, None, a="Ferries sink")
    store.mark_indexed(pending.committed(), deletions)
    assert store.counts().indexed == 1
    assert index_pending(store, index) == 1
    assert [len(search(index, query)) for query in ("sail", "sink")] == [0, 1]


def test_a_small_segment_is_written_anew_with_what_comes_next(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    for number in range(GROWTH):
        put(store, pending, **{f"n{number}": f"Ferry number {number}"})
        index_pending(store, index, pending=pending, is_last=False)
        assert index.verify().segments == 1
    assert len(search(index, "ferry")) == store.counts().indexed == GROWTH


def test_each_character_of_a_script_without_spaces_counts_as_a_word(
    store: Store, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending_module, "SEGMENT_BYTES", 400)
    pending = Pending()
    put(store, pending, a="Ferries sail")
    index_pending(store, index, pending=pending, is_last=False)
    put(store, pending, b="渡轮" * 60)
    assert pending.is_due


def test_an_index_that_turns_out_damaged_is_built_from_the_store(
    store: Store, index: SearchIndex, tmp_path: Path
) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail")
    index_pending(store, index, pending=pending)
    index.close()
    for path in (tmp_path / "index").glob("*.arrays"):
        path.write_bytes(b"")
    put(store, pending, b="Bread is cheap")
    index_pending(store, index, pending=pending)
    assert [len(search(index, query)) for query in ("ferry", "bread")] == [1, 1]
    assert store.counts().indexed == index.document_count() == 2
