"""The life of a worker process, from how it is started to its end with the process that started it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

STOPPING = frozenset({signal.SIGINT, signal.SIGTERM})

StartMethod = Literal["fork", "spawn"]
WORKER_MEMORY_BYTES = 4 * 1024**3


def how_to_start() -> StartMethod:
    """Workers that are copies of this process have loaded all they need; but only where the system is known
    to stand it, and only of a process that does nothing else meanwhile."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def stopping_held() -> Iterator[None]:
    """Workers are to be started in here: what would stop them, or this process, waits until they know what to
    do then. A copy of this process would else begin with its handlers, and may lose a signal on the way."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def start_worker() -> None:
    """What a worker does first."""
    # Nothing of the process that this may be a copy of is to be tidied up here, such as an open database.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard >= WORKER_MEMORY_BYTES:
        # Not everywhere honoured (macOS); the timeout and the document size limits still hold there.
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, hard))
    threading.Thread(target=_die_with_parent, daemon=True).start()
    import newsreader.cleaning  # noqa: F401 - so that it is there when the first batch comes

    # What is loaded stays, and cleaning leaves hardly any cycles: garbage is looked for seldom.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _die_with_parent() -> None:
    # An executor's worker waits for work on a pipe whose other end it holds itself: it would outlive a
    # parent that was killed.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
