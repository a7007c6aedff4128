"""The reader as a state machine of hypothesis, over Pilot: what fails is cut down to the few keys it takes.

    python -m tests.tui.reader_machine --runs 1000 --keys 200

What is done, and what must hold after it, is that of ``random_keys``; hypothesis chooses.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.tui.conftest import make_library
from tests.tui.random_keys import DOINGS, ENVIRON, Session

CHANCE = st.integers(0, 2**32 - 1).map(random.Random)
"""Of one thing that is done. It is not drawn as it is needed: how much that is may depend on what happens to
be on the screen already, and then hypothesis could not repeat it."""
_OFTEN = [name for name, share in DOINGS.items() for _ in range(max(1, round(share / 2)))]


class _Led(Session):
    """A session that does what it is told, one thing at a time, until it is told no more."""

    def __init__(self, chance: random.Random, made: Path, room: Path) -> None:
        super().__init__(chance, 1, made, room)
        self._told: asyncio.Queue[str] = asyncio.Queue()
        self.waits = asyncio.Event()

    async def choose(self) -> str:
        """Wait for what is to be done."""
        self.waits.set()
        self.left += 1
        return await self._told.get()

    def tell(self, doing: str, chance: random.Random) -> None:
        """Have something done as soon as the loop runs."""
        self.random = chance
        self.waits.clear()
        self._told.put_nowait(doing)


class ReaderMachine(RuleBasedStateMachine):
    """One reader, with a library of its own; ``made`` is copied for each."""

    made: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self._room = Path(tempfile.mkdtemp())
        self._loop = asyncio.new_event_loop()
        self._session: _Led | None = None

    @initialize(chance=CHANCE)
    def open(self, chance: random.Random) -> None:
        """Open the reader."""
        self._session = _Led(chance, self.made, self._room / "run")
        # One task from the beginning to the end: what Textual keeps of its context is the task's own.
        self._run = self._loop.create_task(self._session.run())
        self._go_on()

    @rule(doing=st.sampled_from(_OFTEN), chance=CHANCE)
    def do(self, doing: str, chance: random.Random) -> None:
        """Do one of the things that are done."""
        assert self._session is not None
        self._session.tell(doing, chance)
        self._go_on()

    def _go_on(self) -> None:
        """Let the reader run until it waits for the next thing; raises what it raises."""
        assert self._session is not None
        self._loop.run_until_complete(_first_of(self._run, self._session.waits))
        if self._run.done():
            self._run.result()

    def teardown(self) -> None:
        """Leave the reader, once it has come to rest."""
        try:
            if self._session is not None:
                note(self._session.story)
            if self._session is not None and not self._run.done():
                self._session.left = 0
                self._session.tell("rest", self._session.random)
                self._loop.run_until_complete(self._run)
        finally:
            self._loop.close()
            shutil.rmtree(self._room, ignore_errors=True)


async def _first_of(task: asyncio.Task[None], event: asyncio.Event) -> None:
    waits = asyncio.create_task(event.wait())
    await asyncio.wait({task, waits}, return_when=asyncio.FIRST_COMPLETED)
    waits.cancel()
    await asyncio.wait({waits})


def run(made: Path, *, runs: int, keys: int) -> None:
    """So many runs of so many things done; raises what the smallest that fails raises."""
    machine = type("Machine", (ReaderMachine,), {"made": made})
    chosen = settings(
        max_examples=runs, stateful_step_count=keys, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(machine, settings=chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    os.environ |= ENVIRON
    with tempfile.TemporaryDirectory() as room:
        made = make_library(Path(room, "made"))
        os.chdir(room)
        run(made, runs=options.runs, keys=options.keys)
    print(f"{options.runs} runs of up to {options.keys} things done, none failed")


if __name__ == "__main__":
    main()
