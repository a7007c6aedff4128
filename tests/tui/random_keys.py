"""Random keys against the reader.

    python -m tests.tui.random_keys --runs 1000 --keys 200 [--seed N]

A run reads a library of its own. Between the keys the terminal is resized, the mouse is clicked, another
connection marks, another process adds; ``invariants`` says what must hold. A run that fails prints its seed
and its last keys; ``--runs 1 --seed N`` does the same again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import events
from textual.keys import _character_to_key

from newsreader.config import Config
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.tui import desk
from newsreader.tui.app import NewsreaderApp, prepare
from newsreader.tui.commands import COMMANDS, DIGIT, LETTER
from newsreader.tui.messages import Trouble
from newsreader.tui.screens.reading import ReadingScreen
from tests.conftest import PROJECT
from tests.tui.conftest import make_library
from tests.tui.invariants import hold_always, hold_at_rest, marks_of

ENVIRON = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "PAGER": "true", "EDITOR": "true"}

ENDING = {"app.quit", "app.suspend"}
"""Commands whose keys are pressed rarely: they end the run, or do nothing without a terminal."""

SAFE_PROMPTS = {"search", "narrow", "find", "tag", "command"}
"""Prompts in which anything may be typed; any other (a file, a shell command) is left at once."""

WORDS = (
    "strait", "mooring", "High water", "sandwich", "新渡轮", '"', "(", "-", "title:", "is:unread", "date:",
    "2021-12", "OR", "xyzzy", "mooring 3*", "harbour", "-harbour", "article.star", "undo", "re", "zz", "[/]",
)  # fmt: skip
LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ[]{}<>,.;-+=*"
HURRIED = ("j", "k", "n", "N", "J", "K", "r", "s", "u", "enter", "escape", "space")
SIZES = ((120, 40), (80, 24), (200, 60), (110, 12), (109, 30), (44, 9), (40, 8), (30, 6), (72, 20))
MARKING = ("r", "s", "A")
PATIENCE_S = 60.0

_TEXTUAL = {"Esc": "escape", "PgDn": "pagedown", "PgUp": "pageup", "Del": "delete"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0, help="of the first run; each run counts one up")
    options = parser.parse_args()
    os.environ |= ENVIRON
    failed = []
    with tempfile.TemporaryDirectory() as room:
        made = make_library(Path(room, "made"))
        os.chdir(room)
        for number, seed in enumerate(range(options.seed, options.seed + options.runs), 1):
            session = Session(random.Random(seed), options.keys, made, Path(room, "run"))
            try:
                asyncio.run(session.run())
            except Exception as error:  # noqa: BLE001 - whatever it is, the seed that led to it is wanted
                failed.append(seed)
                print(f"seed {seed}: {type(error).__name__}: {error}\n  {session.story}", flush=True)
            shutil.rmtree(Path(room, "run"), ignore_errors=True)
            if number % 50 == 0:
                print(f"{number} runs, {len(failed)} failed", flush=True)
    print(f"{options.runs} runs of {options.keys} keys, {len(failed)} failed: {failed}")
    return 1 if failed else 0


def keys_of_the_table() -> list[tuple[str, ...]]:
    """Every key of every command, as Textual names them; chords are several."""
    return [
        tuple(_textual(part) for part in written.split())
        for command in COMMANDS
        if command.id not in ENDING
        for written in command.keys
    ]


def _textual(key: str) -> str:
    if key in (LETTER, DIGIT):
        return "a" if key == LETTER else "3"
    if len(key) == 1:
        return key
    *modifiers, name = key.split("-")
    return "+".join([*(modifier.lower() for modifier in modifiers), _TEXTUAL.get(name, name.lower())])


DOINGS = {
    "table_key": 60, "letter": 12, "digit": 6, "burst": 6, "words": 8, "resize": 3, "click": 3,
    "somebody_marks": 2, "rest": 3, "mark_and_undo": 4, "leave_prompt": 4, "quit": 0.3, "somebody_adds": 0.2,
}  # fmt: skip
"""What is done in a session, each the name of a method, and how often of all."""


class Session:
    """One run: ``keys`` things done, in an order that chance decides, and the invariants after each."""

    def __init__(self, chance: random.Random, keys: int, made: Path, room: Path) -> None:
        self.random = chance
        self.left = keys
        self.room = room
        self.paths = Paths(data=room / "library", config=room / "config.toml")
        self.done: list[str] = []
        self.troubles: list[str] = []
        self.added = 0
        shutil.copytree(made, self.paths.data)
        self._table = keys_of_the_table()

    @property
    def story(self) -> str:
        """The last things done."""
        return " ".join(self.done[-40:])

    async def run(self) -> None:
        """Do all of it; AssertionError where something does not hold."""
        while self.left > 0:
            with Library(self.paths) as library:
                app = NewsreaderApp(prepare(library, config=Config()))
                async with app.run_test(size=self.random.choice(SIZES), tooltips=False) as pilot:
                    await pilot.pause()
                    self.app, self.pilot, self.library = app, pilot, library
                    self._listen()
                    await self._live()
                app.leave()
            self.done.append("<restart>")

    async def _live(self) -> None:
        while self.left > 0 and not self.is_over:
            self.left -= 1
            doing: Callable[[], Awaitable[None]] = getattr(self, await self.choose())
            await doing()
            if not self.is_over:
                hold_always(self.app, self.troubles)
        await self.rest()

    async def choose(self) -> str:
        """What to do next, of ``DOINGS``."""
        return self.random.choices(list(DOINGS), list(DOINGS.values()))[0]

    @property
    def screen(self) -> ReadingScreen:
        assert self.app.reading is not None
        return self.app.reading

    @property
    def is_over(self) -> bool:
        return self.app._exit or not self.app.is_running

    def _listen(self) -> None:
        post = self.screen.desk._post

        def listened(message: object) -> object:
            if isinstance(message, Trouble):
                self.troubles.append(message.text)
            return post(message)  # type: ignore[arg-type]

        self.screen.desk._post = listened

    # Keys

    async def _press(self, *keys: str) -> None:
        for key in keys:
            if self.is_over:
                return
            self._send(key)
            await self._taken()
            if not self.is_over and self._is_asked_for_something_grave:
                self._send("escape")
                await self._taken()

    def _send(self, key: str) -> None:
        self.done.append(key)
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = " " if key == "space" else key if len(key) == 1 else None
        self.app.post_message(events.Key(name, character))

    async def _taken(self) -> None:
        """Wait until every widget has dealt with what was sent; quicker than to wait for a calm process."""
        await self.pilot._wait_for_screen()

    @property
    def _is_asked_for_something_grave(self) -> bool:
        return self.screen.is_asking and self.screen.prompt.prompt.purpose not in SAFE_PROMPTS

    async def table_key(self) -> None:
        """A key of the table of commands."""
        await self._press(*self.random.choice(self._table))

    async def letter(self) -> None:
        """Any letter, of the table or not."""
        await self._press(self.random.choice(LETTERS))

    async def digit(self) -> None:
        """A count."""
        await self._press(*str(self.random.choice((1, 2, 3, 5, 12, 70, 999_999_999))))

    async def burst(self) -> None:
        """Keys faster than they can be answered."""
        for _ in range(self.random.randint(2, 12)):
            self._send(self.random.choice(HURRIED))
        await self._taken()

    async def words(self) -> None:
        """Something typed, mostly into a prompt."""
        if not self.screen.is_asking and self.random.random() < 0.8:
            await self._press(self.random.choice("//ft:"))
        for character in self.random.choice(WORDS):
            await self._press("space" if character == " " else character)
        if self.random.random() < 0.7:
            await self._press(self.random.choice(("enter", "enter", "escape", "tab")))

    async def leave_prompt(self) -> None:
        """Out of whatever is asked."""
        await self._press("escape", *(["escape"] * self.random.randint(0, 2)))

    async def quit(self) -> None:
        """Leave the reader; the next run of it goes on."""
        await self._press(self.random.choice(("Q", "q")))

    # The terminal and other people

    async def resize(self) -> None:
        """Another size of the terminal."""
        width, height = self.random.choice(SIZES)
        self.done.append(f"<{width}x{height}>")
        await self.pilot.resize_terminal(width, height)

    async def click(self) -> None:
        """A click, or two, anywhere."""
        width, height = self.app.size
        at = (self.random.randrange(width), self.random.randrange(height))
        self.done.append(f"<click {at}>")
        await self.pilot.click(offset=at, times=self.random.choice((1, 1, 2)))

    async def somebody_marks(self) -> None:
        """Another connection marks some articles."""
        field = self.random.choice(("read", "starred", "tag:far"))
        value, chance = self.random.random() < 0.7, random.Random(self.random.random())

        def mark() -> None:
            with Library(self.paths) as other:
                rowids = other.listing(View()).rowids()
                other.mark(chance.sample(rowids, min(3, len(rowids))), field, value)

        self.done.append(f"<somebody marks {field} {value}>")
        await asyncio.to_thread(mark)

    async def somebody_adds(self) -> None:
        """Another process adds a bundle."""
        self.added += 1
        path = self.room / f"later-{self.added}.jsonl"
        record = {"title": f"Later news {self.added}", "body": "It came in.", "date": "2021-12-10T08:00:00"}
        path.write_text(json.dumps(record) + "\n", encoding="utf-8")
        self.done.append("<somebody adds>")
        command = [sys.executable, "-m", "newsreader", "--data-dir", str(self.paths.data), "add", str(path)]
        environ = os.environ | {"PYTHONPATH": str(PROJECT)}
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, env=environ)
        assert done.returncode == 0, done.stderr

    # At rest

    async def mark_and_undo(self) -> None:
        """A marking is taken back to exactly what was before, and made again."""
        await self.rest()
        await self._press("escape")
        await self.rest()
        if self.is_over or self.app.screen is not self.screen or self.screen.is_asking:
            return
        before = marks_of(self.library)
        await self._press(self.random.choice(MARKING))
        await self.rest()
        after = marks_of(self.library)
        if after == before:
            return
        await self._press("u")
        await self.rest()
        assert marks_of(self.library) == before, "undo has not restored the marks"
        await self._press("ctrl+r")
        await self.rest()
        assert marks_of(self.library) == after, "redo has not made the marks again"

    async def rest(self) -> None:
        """Wait until everything asked for is answered; then more must hold."""
        await self._settle()
        if not self.is_over:
            self.screen.desk.ask("lists", desk.changes)
            await self._settle()
        if not self.is_over:
            await self.pilot.pause()
            hold_always(self.app, self.troubles)
            hold_at_rest(self.app, self.library)

    async def _settle(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        calm = 0
        while calm < 2 and not self.is_over:
            assert time.monotonic() < deadline, "it never comes to rest"
            for executor in list(self.screen.desk._lanes.values()):
                await asyncio.wrap_future(executor.submit(int))
            await self._taken()
            await self._taken()
            calm = 0 if self._is_busy() else calm + 1
            if not calm:
                await asyncio.sleep(0.01)

    def _is_busy(self) -> bool:
        screen = self.screen
        return (
            screen.browsing.is_waiting
            or (screen.has_made("adding") and screen.adding.is_running)
            or (screen.headlines.rows.total > 0 and screen.headlines.headline is None)
        )


if __name__ == "__main__":
    sys.exit(main())
