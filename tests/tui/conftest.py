"""A small library for the reader's tests, made once and copied for each of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library import Library
from newsreader.paths import Paths
from newsreader.tui.app import NewsreaderApp, prepare
from newsreader.tui.screens.reading import ReadingScreen
from tests.terminal import terminal as terminal

HOSTILE = "Markup [bold]stays[/] what it is \x1b[31mred\x1b]0;owned\x07 [/nothing]"

LONG = "\n\n".join(
    f"Paragraph {number} of the long report tells how the harbour was dredged, bucket by bucket, "
    f"from the outer pier to mooring {number}, and what the dredger Patience found there in the mud."
    for number in range(1, 41)
)

RECORDS = [
    {
        "title": "Storm closes the northern strait",
        "subtitle": "Pilots stay ashore",
        "body": "The strait was closed to all ships on Thursday.\n\nNobody knows when the strait opens.",
        "date": "2021-12-09T14:05:00",
        "section": "Weather",
        "url": "https://kestrel.example/storm",
    },
    {"title": "Bread prices fall for a third month", "body": "Flour is cheaper, bakers say.",
     "date": "2021-12-09T12:11:00", "url": "https://kestrel.example/bread"},
    {"title": HOSTILE, "body": "A [red]text[/red] with \x1b[2Jsequences.", "date": "2021-12-08T22:47:00",
     "url": "https://kestrel.example/hostile"},
    {"title": "第一艘新渡轮在港湾下水", "body": "新渡轮星期三下水，比计划提前三个星期。", "language": "zh",
     "date": "2021-12-08T21:15:00", "url": "https://kestrel.example/zh"},
    {"title": "The long report", "body": LONG, "date": "2021-12-07T08:00:00", "url": "https://kestrel.example/long"},
    {"title": "A headline without its text", "date": "2021-12-06T08:00:00", "url": "https://kestrel.example/stub"},
    *(
        {"title": f"Tide table number {number}", "body": f"High water at mooring {number}.",
         "date": f"2021-11-{1 + number % 28:02}T07:{number % 60:02}:00", "url": f"https://kestrel.example/{number}"}
        for number in range(60)
    ),
    {"title": "Nobody knows when this was written", "body": "It has no date.", "url": "https://kestrel.example/undated"},
]  # fmt: skip

Read = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two bundles, ``kestrel`` and ``gull``, indexed."""
    return make_library(tmp_path_factory.mktemp("made"))


def make_library(root: Path) -> Path:
    """Make that library in a folder."""
    root.mkdir(exist_ok=True)
    kestrel = root / "kestrel.jsonl"
    kestrel.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    gull = root / "gull.jsonl"
    gull.write_text(
        json.dumps({"title": "Gull takes sandwich", "body": "It was ham.", "date": "2021-10-01T09:00:00"})
        + "\n",
        encoding="utf-8",
    )
    with Library(Paths(data=root / "library", config=root / "config.toml")) as library:
        library.add([kestrel, gull])
    return root / "library"


@pytest.fixture
def data_dir(made_library: Path, tmp_path: Path) -> Path:
    """A copy of the library that the test may change."""
    return Path(shutil.copytree(made_library, tmp_path / "library"))


@pytest.fixture
def paths(data_dir: Path, tmp_path: Path) -> Paths:
    return Paths(data=data_dir, config=tmp_path / "config.toml")


@pytest.fixture
def read(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Opens the reader without a terminal: ``async with read(size=(80, 24)) as pilot``."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_CTYPE", raising=False)

    @asynccontextmanager
    async def reading(
        *, size: tuple[int, int] = (120, 40), config: Config | None = None, at: Paths = paths
    ) -> AsyncIterator[Pilot[int]]:
        with Library(at) as library:
            app = NewsreaderApp(prepare(library, config=config or Config()))
            async with app.run_test(size=size, tooltips=False) as pilot:
                await pilot.pause()
                yield pilot
            app.leave()

    return reading


def screen_of(pilot: Pilot[int]) -> ReadingScreen:
    """The reading screen."""
    app = pilot.app
    assert isinstance(app, NewsreaderApp) and app.reading is not None
    return app.reading


def seen(pilot: Pilot[int]) -> str:
    """What a person would see."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def until(pilot: Pilot[int], holds: Callable[[], bool], what: str = "the condition") -> None:
    """Wait until something holds; the test fails, showing the screen, if it never does."""
    for _ in range(600):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError(f"{what} never came; the screen:\n{seen(pilot)}")


async def until_seen(pilot: Pilot[int], text: str) -> None:
    """Wait until a text is on the screen."""
    await until(pilot, lambda: text in seen(pilot), repr(text))


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys: characters, or Textual's names for the others."""
    await pilot.press(*keys)
