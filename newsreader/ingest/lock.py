"""The lock that lets one process at a time add to a library; the system frees it when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.errors import BusyError, StoreError

POLL_S = 0.2
_held: set[int] = set()


def _let_go() -> None:
    """A process that is a copy of the holder does not hold the lock with it."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def ingest_lock(path: Path, *, wait_s: float, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock file at ``path``; wait up to ``wait_s`` seconds for another process to release it.

    ``on_wait`` is called once if waiting begins. Raises BusyError when the time is over, StoreError when
    the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        _acquire(handle, wait_s, on_wait)
        _held.add(handle)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _acquire(handle: int, wait_s: float, on_wait: Callable[[], None] | None) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise BusyError(
                    "another newsreader is adding to this library", hint="try again later"
                ) from error
            if on_wait:
                on_wait()
                on_wait = None
            time.sleep(POLL_S)
        else:
            return
