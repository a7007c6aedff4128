"""Linear mode, as a screen reader meets it in a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.tui.beside import SideCounts
from newsreader.tui.messages import SideCounted
from newsreader.tui.widgets.in_words import headline_in_words
from tests.terminal import Spawn, Terminal
from tests.tui.conftest import Read, press, screen_of, until_seen
from tests.tui.news import headline

FIRST = "All bundles: 1 of 68, unread, 9 December 2021 14:05, Storm closes the northern strait, Pilots"


@pytest.fixture
def heard(terminal: Spawn, data_dir: Path, tmp_path: Path) -> Terminal:
    """The reader in linear mode, its first frame drawn."""
    (tmp_path / "config.toml").write_text("linear = true\n")
    seen = terminal(data_dir=data_dir)
    seen.wait_for(FIRST)
    seen.wait_until_quiet()
    return seen


def line_of_cursor(seen: Terminal) -> str:
    assert not seen.screen.cursor.hidden
    return seen.lines[seen.screen.cursor.y].strip()


def test_marks_are_said_in_words() -> None:
    starred = headline(is_starred=True, versions=3, subtitle="")
    assert headline_in_words(starred, "14:05").text.startswith("unread, starred, 3 versions, 14:05, Ferries")


def test_the_terminals_cursor_stands_on_the_headline_that_is_announced(heard: Terminal) -> None:
    assert FIRST in heard.lines[0]
    assert line_of_cursor(heard) == "unread, 14:05, Storm closes the northern strait, Pilots stay ashore"
    heard.press("s")
    heard.wait_for("1 of 68, unread, starred, 9 Dec")
    heard.wait_until_quiet()
    assert line_of_cursor(heard).startswith("unread, starred, 14:05, Storm")
    heard.press("j")
    heard.wait_for("2 of 68, unread, 9 December 2021 12:11, Bread prices")
    heard.wait_until_quiet()
    assert line_of_cursor(heard).startswith("unread, 12:11, Bread prices")


def test_moving_changes_one_line_only(heard: Terminal) -> None:
    before = heard.lines
    heard.press("j")
    heard.wait_for("2 of 68")
    heard.wait_until_quiet()
    changed = [number for number, line in enumerate(heard.lines) if line != before[number]]
    assert changed == [0]


def test_nothing_is_drawn_and_nothing_stands_side_by_side(heard: Terminal) -> None:
    heard.press("enter")
    heard.wait_for("Article: Storm closes")
    heard.wait_for("The strait was closed")
    assert "Bread prices" not in heard.text
    heard.press("q", "z", "s")
    heard.wait_for("All bundles, 67 unread, 1 of 4")
    heard.wait_until_quiet()
    assert "Bread prices" not in heard.text
    heard.press("j", "enter")
    heard.wait_for("kestrel: 1 of 67")
    heard.press("/", *"strait")
    heard.wait_for("1 hit")
    heard.wait_until_quiet()
    assert heard.screen.cursor.y == 39
    assert heard.lines[-1][: heard.screen.cursor.x].endswith("/strait")
    assert not re.search("[\u2500-\u259f]", heard.raw.decode(errors="replace"))


async def test_rows_that_come_to_the_side_bar_later_are_counted_in_what_is_said(read: Read) -> None:
    async with read(config=Config(linear=True)) as pilot:
        await press(pilot, "z", "s")
        await until_seen(pilot, "All bundles, 68 unread, 1 of 4")
        screen_of(pilot).post_message(SideCounted(SideCounts(tags=(("harbour", 3),))))
        await until_seen(pilot, "All bundles, 68 unread, 1 of 6")
