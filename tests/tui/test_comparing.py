"""What changed between versions, in the pane; saying which articles are versions of a story."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from newsreader.config import Config
from newsreader.library import Library
from newsreader.paths import Paths
from tests.stories import edits
from tests.stories.isle_news import stories
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

FERRY, OTHER, MORE = stories(3, seed=21)
PARTS = edits.paragraphs(FERRY.text)
NEW = "A further paragraph says that the keepers were never asked what they thought of it."


@pytest.fixture
def versions(tmp_path: Path) -> Paths:
    """A story in three bundles, each with other paragraphs, and another story."""
    paths = Paths(tmp_path / "versions", tmp_path / "config.toml")
    changed = "\n\n".join([PARTS[0].replace("said", "declared"), *PARTS[2:], NEW])
    short = "\n\n".join(edits.shortened(PARTS, 0.4, Random(1)))
    with Library(paths) as library:
        for name, text, date in (("wire", FERRY.text, 9), ("post", changed, 10), ("isles", short, 8)):
            records = [{"title": FERRY.title, "body": text, "date": f"2021-12-{date:02}"}]
            if name == "wire":
                records.append({"title": OTHER.title, "body": OTHER.text, "date": "2021-12-01"})
            path = tmp_path / f"{name}.jsonl"
            path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
            library.add([path])
    return paths


def pane_text(pilot: Pilot[int]) -> str:
    layout = screen_of(pilot).pane._layout
    return " ".join(f"{line.lead}{line.text}" for line in layout.lines) if layout else ""


async def test_a_key_shows_what_changed_and_the_next_version_and_the_text_again(
    read: Read, versions: Paths
) -> None:
    async with read(at=versions) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "version 1 of 2 others" in pane_text(pilot))
        assert "+ A further paragraph says" in pane_text(pilot)
        assert "isles: " in pane_text(pilot) and "lacks" in pane_text(pilot)
        await press(pilot, "D")
        await until(pilot, lambda: "version 2 of 2 others" in pane_text(pilot))
        await press(pilot, "D")
        await until(pilot, lambda: screen_of(pilot).pane.view == "clean")
        assert "words in common with" in pane_text(pilot)


async def test_what_changed_is_readable_without_colour_or_unicode(read: Read, versions: Paths) -> None:
    async with read(at=versions, config=Config(ascii_only=True)) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: screen_of(pilot).pane.view == "compared")
        assert seen(pilot).isascii()
        assert "- " in pane_text(pilot) and "words added" in pane_text(pilot)


async def test_the_text_is_where_it_was_after_comparing(read: Read, versions: Paths) -> None:
    async with read(at=versions) as pilot:
        await press(pilot, "enter", "j", "j", "j")
        pane = screen_of(pilot).pane
        place = pane.place
        await press(pilot, "D")
        await until(pilot, lambda: screen_of(pilot).pane.view == "compared")
        await press(pilot, "j", "R")
        await until(pilot, lambda: pane.view == "clean")
        assert pane.place == place


async def test_an_article_without_versions_says_so(read: Read, versions: Paths) -> None:
    async with read(at=versions) as pilot:
        await press(pilot, "j", "D")
        await until_seen(pilot, "no other version")


async def test_a_version_is_set_apart_and_that_is_undone(read: Read, versions: Paths) -> None:
    async with read(at=versions) as pilot:
        await until_seen(pilot, "×3")
        await press(pilot, ":", *"set apart", "enter")
        await until_seen(pilot, "×2")
        assert "3 of" not in seen(pilot) and screen_of(pilot).browsing.listing.total == 3
        await press(pilot, "u")
        await until_seen(pilot, "×3")


async def test_selected_articles_are_put_together(read: Read, versions: Paths) -> None:
    async with read(at=versions) as pilot:
        await press(pilot, "v", "v", ":", *"same story", "enter")
        await until_seen(pilot, "×4")
        await press(pilot, "u")
        await until_seen(pilot, "×3")


async def test_reading_a_story_shows_on_its_other_versions(read: Read, versions: Paths) -> None:
    async with read(at=versions) as pilot:
        await press(pilot, "z", "a")
        await until_seen(pilot, "└")
        await press(pilot, "r")
        await until(pilot, lambda: sum("●" in line for line in seen(pilot).splitlines()) == 1)
