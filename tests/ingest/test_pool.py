"""Workers that are ended in the middle of something."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from newsreader.ingest.pool import CleaningPool

PROJECT = Path(__file__).parents[2]


def stand_still_half_way(said: str) -> bytes:
    """An answer of which the worker writes but the beginning; then it opens the fifo, and waits for ever."""
    whole = Connection._send  # type: ignore[attr-defined]

    def half(connection: Connection, message: bytes) -> None:
        if len(message) < 100_000:
            return whole(connection, message)
        whole(connection, message[:1000])
        Path(said).open("w").close()
        while True:
            signal.pause()

    Connection._send = half  # type: ignore[attr-defined]
    return bytes(1_000_000)


def die_half_way() -> bytes:
    """An answer of which the worker writes but the beginning before it is killed."""
    whole = Connection._send  # type: ignore[attr-defined]

    def half(connection: Connection, message: bytes) -> None:
        is_long = len(message) > 100_000
        whole(connection, message[:1000] if is_long else message)
        if is_long:
            os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = half  # type: ignore[attr-defined]
    return bytes(1_000_000)


def stand_still(said: str) -> None:
    """Nothing is read from now on of what is to be done."""
    Path(said).open("w").close()
    while True:
        signal.pause()


@pytest.mark.parametrize("work", [stand_still_half_way, stand_still])
def test_no_thread_outlives_workers_that_are_ended_while_they_write_or_have_much_to_read(
    work: Callable[[str], object], tmp_path: Path
) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)
    pool = CleaningPool(1)
    pool.start()
    executor: Any = pool._executor
    executor.submit(work, str(said))
    for _ in range(4):
        # More than a pipe holds: the thread that writes it waits for a worker to read it.
        executor.submit(len, bytes(1_000_000))
    said.open().close()
    manager = executor._executor_manager_thread
    pool.stop()
    manager.join(20)
    assert not manager.is_alive()


def test_workers_ended_as_soon_as_they_are_started_are_gone_and_say_nothing() -> None:
    program = (
        "import signal\n"
        "import newsreader.cleaning\n"
        "from newsreader.ingest.pool import CleaningPool\n"
        "def interrupt(*_):\n"
        "    raise KeyboardInterrupt\n"
        "signal.signal(signal.SIGTERM, interrupt)\n"
        "for _ in range(30):\n"
        "    with CleaningPool(2) as pool:\n"
        "        pool.start()\n"
        "        processes = list(pool._executor._processes.values())\n"
        "        processes[0].terminate()\n"
        "    assert not any(process.is_alive() for process in processes)\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, timeout=120, text=True
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def test_a_worker_killed_half_way_through_its_answer_is_soon_noticed() -> None:
    with CleaningPool(2) as pool:
        pool.start()
        future = pool.elsewhere(die_half_way)
        assert future is not None
        with pytest.raises(BrokenProcessPool):
            pool.wait_for(future, 60)
        assert not pool.is_running


def take_too_long() -> None:
    """Raises what a file system far away does."""
    raise TimeoutError("the file system does not answer")


def test_work_that_itself_times_out_is_not_waited_for() -> None:
    with CleaningPool(1) as pool:
        pool.start()
        future = pool.elsewhere(take_too_long)
        assert future is not None
        with pytest.raises(TimeoutError, match="does not answer"):
            pool.wait_for(future, 3600)
        assert pool.is_running
