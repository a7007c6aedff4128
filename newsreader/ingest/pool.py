"""Cleaning in worker processes: bounded in memory and time, and safe from the document that kills one."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from newsreader.article import RawDocument
from newsreader.ingest.batches import DOCUMENT_TIMEOUT_S, CleanedBatch, Outcome, clean_batch
from newsreader.ingest.workers import StartMethod, how_to_start, start_worker, stopping_held

if TYPE_CHECKING:
    from newsreader.cleaning import BundleContext

BATCH_TIMEOUT_S = 300
NOTICED_WITHIN_S = 1
"""How soon the executor knows of a worker that has died, if it is going to."""
THREADS_END_WITHIN_S = 1
"""How long the executor's threads take at most to notice that the workers have gone, if they can."""
MOST_WAITING = 40
MOST_WAITING_CHARACTERS = 16_000_000
"""How far may be read ahead of what is stored: enough work for the workers while this process indexes."""

Note = TypeVar("Note")
Given = ParamSpec("Given")
Made = TypeVar("Made")


def _nothing() -> None:
    """Work for a worker that is only to be there."""


def _characters(documents: Sequence[RawDocument]) -> int:
    return sum(len(document.body) for document in documents)


class CleaningPool:
    """Worker processes that clean batches of documents; started when first needed."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None
        self._method: StartMethod = "spawn"
        self.to_come: int | None = None
        """How many batches have not come back, once all are read; None before that."""

    def __enter__(self) -> CleaningPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the workers; does not wait for them."""
        self._running()

    @property
    def is_loaded(self) -> bool:
        """Whether workers have been started that can work at once: others take a while to load."""
        return self._executor is not None and self._method == "fork"

    @property
    def is_running(self) -> bool:
        """Whether workers have been started."""
        return self._executor is not None

    def elsewhere(
        self, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs
    ) -> Future[Made] | None:
        """Have a worker do something else; None where no worker is running."""
        try:
            return self._executor.submit(work, *given, **named) if self._executor else None
        except BrokenProcessPool:
            return None

    def wait_for(self, future: Future[Made], timeout_s: float) -> Made:
        """What a worker makes. Raises BrokenProcessPool when the workers went down, CancelledError for what
        had not been begun then, and FutureTimeoutError when it takes too long.

        Where a worker died half way through an answer, the executor would wait for the rest of it.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            has_died = self._has_died()
            try:
                return future.result(NOTICED_WITHIN_S)
            except FutureTimeoutError:
                if future.done():
                    # It came just now; or the work itself raised this error.
                    return future.result()
                if has_died:
                    self.stop()
                    raise BrokenProcessPool("a worker died half way through an answer") from None
                if time.monotonic() > deadline:
                    raise

    def _has_died(self) -> bool:
        inside: Any = self._executor
        processes = inside._processes if inside else None
        return any(not process.is_alive() for process in list((processes or {}).values()))

    def stop(self) -> None:
        """End the workers now, whatever they are doing."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        # There is no public way to end what does not come to an end by itself.
        inside: Any = executor
        processes = list((inside._processes or {}).values())
        manager = inside._executor_manager_thread
        ends = (inside._result_queue._writer, inside._call_queue._reader)
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()
        if manager is not None:
            manager.join(THREADS_END_WITHIN_S)
            if manager.is_alive():
                # It waits for the rest of what a worker had half written, or for one to read: as long as
                # this process itself holds the workers' ends of the pipes, and its own end waits for that.
                for end in ends:
                    end.close()

    def clean(
        self, batches: Iterable[tuple[Sequence[RawDocument], Note]], context: BundleContext
    ) -> Iterator[tuple[CleanedBatch, Note]]:
        """Clean batches in parallel, in order; each batch's note comes back with its outcomes.

        What is cleaned comes before more is read; else it reads ahead, by some batches only.
        """
        waiting: deque[tuple[Sequence[RawDocument], Note, Future[CleanedBatch]]] = deque()
        characters = 0
        self.to_come = None
        for documents, note in batches:
            waiting.append((documents, note, self._submit(documents, context)))
            characters += _characters(documents)
            while waiting and (
                waiting[0][2].done()
                or len(waiting) > MOST_WAITING
                or (characters > MOST_WAITING_CHARACTERS and len(waiting) > 2 * self._workers)
            ):
                characters -= _characters(waiting[0][0])
                yield self._result(*waiting.popleft(), context)
        while waiting:
            self.to_come = len(waiting) - 1
            yield self._result(*waiting.popleft(), context)

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._method = how_to_start()
            if self._method == "fork":
                import newsreader.cleaning  # noqa: F401 - once, for all of them
            context = get_context(self._method)
            self._executor = ProcessPoolExecutor(self._workers, context, initializer=start_worker)
            with stopping_held(), suppress(BrokenProcessPool):
                for _ in range(self._workers):
                    self._executor.submit(_nothing)
        return self._executor

    def _submit(self, documents: Sequence[RawDocument], context: BundleContext) -> Future[CleanedBatch]:
        try:
            return self._running().submit(clean_batch, documents, context)
        except BrokenProcessPool as error:
            broken: Future[CleanedBatch] = Future()
            broken.set_exception(error)
            return broken

    def _result(
        self,
        documents: Sequence[RawDocument],
        note: Note,
        future: Future[CleanedBatch],
        context: BundleContext,
    ) -> tuple[CleanedBatch, Note]:
        try:
            return self.wait_for(future, BATCH_TIMEOUT_S), note
        except (BrokenProcessPool, CancelledError):
            return self._again(documents, context), note
        except FutureTimeoutError:
            self.stop()
            return self._singly(documents, context), note

    def _again(self, documents: Sequence[RawDocument], context: BundleContext) -> CleanedBatch:
        """Clean a batch on which the workers went down; it may have waited behind the one they died of."""
        for _ in range(2):
            try:
                return self.wait_for(self._submit(documents, context), BATCH_TIMEOUT_S)
            except (BrokenProcessPool, FutureTimeoutError):
                # The first time, they may be those that had gone before.
                self.stop()
        return self._singly(documents, context)

    def _singly(self, documents: Sequence[RawDocument], context: BundleContext) -> CleanedBatch:
        return CleanedBatch.joined([self._isolated(document, context) for document in documents])

    def _isolated(self, document: RawDocument, context: BundleContext) -> CleanedBatch:
        """Clean a document of a batch that took its worker down; the culprit takes down only its own."""
        future = self._submit([document], context)
        try:
            return self.wait_for(future, 2 * DOCUMENT_TIMEOUT_S)
        except BrokenProcessPool:
            problem = "cleaning it ends the worker process (out of memory, or a crash in a parser)"
        except FutureTimeoutError:
            problem = f"gave up after {2 * DOCUMENT_TIMEOUT_S} seconds of cleaning"
        self.stop()
        return CleanedBatch([Outcome(problem=problem)], [], ())
