"""The last segment, built by a worker while something else is done."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from newsreader.ingest import pending as pending_module
from newsreader.ingest.aside import SegmentAside
from newsreader.ingest.indexing import index_pending
from newsreader.ingest.pending import Pending
from newsreader.ingest.pool import CleaningPool
from newsreader.search import SearchIndex
from newsreader.store import Store
from tests.ingest.conftest import put
from tests.search.conftest import search


@pytest.fixture
def pool() -> Iterator[CleaningPool]:
    with CleaningPool(1) as started:
        started.start()
        yield started


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending_module, "FEWEST_ASIDE", 1)


def test_what_a_worker_builds_is_found(store: Store, index: SearchIndex, pool: CleaningPool) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    pending.build_aside(pool, index)
    assert index_pending(store, index, pending=pending) == 2
    assert len(search(index, "ferry")) == 1
    assert (store.counts().indexed, index.document_count()) == (2, 2)
    assert not index.aside.exists()
    assert not pool.is_running


def test_what_is_committed_before_is_written_anew_with_the_rest(
    store: Store,
    index: SearchIndex,
    pool: CleaningPool,
) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail")
    index_pending(store, index, pending=pending, is_last=False)
    put(store, pending, b="Bread is cheap")
    pending.build_aside(pool, index)
    assert index_pending(store, index, pending=pending) == 1
    assert [len(search(index, query)) for query in ("ferry", "bread")] == [1, 1]
    assert (index.verify().segments, index.document_count()) == (1, 2)


def test_what_changes_while_a_worker_builds_is_indexed_as_it_stands(
    store: Store,
    index: SearchIndex,
    pool: CleaningPool,
) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    pending.build_aside(pool, index)
    put(store, None, a="Ferries sink")
    index_pending(store, index, pending=pending)
    assert [len(search(index, query)) for query in ("sail", "sink", "bread")] == [0, 1, 1]
    assert (store.counts().indexed, index.document_count()) == (2, 2)


def test_a_worker_that_is_killed_while_it_builds_loses_nothing(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail", b="Bread is cheap")
    with CleaningPool(1) as pool:
        pool.start()
        stuck = pool.elsewhere(os.kill, os.getpid(), 0)
        assert stuck is not None and stuck.result() is None
        assert pool._executor is not None
        (worker,) = pool._executor._processes
        os.kill(worker, signal.SIGSTOP)
        pending.build_aside(pool, index)
        os.kill(worker, signal.SIGKILL)
        assert index_pending(store, index, pending=pending) == 2
    assert len(search(index, "ferry")) == 1
    assert not index.aside.exists()


def test_without_workers_it_is_built_here(store: Store, index: SearchIndex) -> None:
    pending = Pending()
    put(store, pending, a="Ferries sail")
    with CleaningPool(1) as pool:
        assert SegmentAside.begun(pool, index, pending.batches(())) is None
        pending.build_aside(pool, index)
        assert index_pending(store, index, pending=pending) == 1
    assert len(search(index, "ferry")) == 1


def test_what_a_killed_run_left_goes(index: SearchIndex, pool: CleaningPool) -> None:
    index.aside.mkdir(parents=True)
    (index.aside / "MAIN_0000.arrays").write_bytes(b"half of it")
    Pending().build_aside(pool, index)
    assert not index.aside.exists()
