"""A segment of the index that a worker builds while this process does something else."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from newsreader.ingest.pool import BATCH_TIMEOUT_S, CleaningPool
from newsreader.search import build_analysed

if TYPE_CHECKING:
    from newsreader.search import SearchIndex
    from newsreader.search.analysis import Batch
    from newsreader.search.segments.segment import SegmentDescription


class SegmentAside:
    """One such segment, from the moment on when it is begun."""

    def __init__(self, pool: CleaningPool, future: Future[SegmentDescription], index: SearchIndex) -> None:
        self._pool = pool
        self._future = future
        self._index = index

    @classmethod
    def begun(cls, pool: CleaningPool, index: SearchIndex, batches: Sequence[Batch]) -> SegmentAside | None:
        """Has a worker build it; None where none is running, or there is nothing to build. What a killed run
        has left goes in any case."""
        shutil.rmtree(index.aside, ignore_errors=True)
        if not batches or not pool.is_running:
            return None
        index.aside.mkdir(parents=True)
        future = pool.elsewhere(build_analysed, batches, index.aside)
        return None if future is None else cls(pool, future, index)

    def commit(self, *, is_wanted: bool = True) -> bool:
        """Waits for it and adds it to the index; False where the worker has not come to an end with it, or it
        is no longer wanted. The workers have nothing to do hereafter, and end."""
        try:
            built = self._pool.wait_for(self._future, BATCH_TIMEOUT_S)
            if is_wanted:
                self._index.add_segments([built], self._index.aside)
        except (BrokenProcessPool, CancelledError, FutureTimeoutError, MemoryError, OSError):
            return False
        finally:
            self._pool.stop()
            shutil.rmtree(self._index.aside, ignore_errors=True)
        return is_wanted
