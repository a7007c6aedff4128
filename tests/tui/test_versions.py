"""Versions of a story, unfolded in the list and stepped through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

STORM = {"title": "Storm closes the strait", "body": "All pilots stayed ashore.", "date": "2021-12-09"}


@pytest.fixture
def copies(tmp_path: Path) -> Paths:
    """A story in three bundles, between two others."""
    paths = Paths(tmp_path / "copies", tmp_path / "config.toml")
    with Library(paths) as library:
        for name, more in (("wire", ["A newer one", "An older one"]), ("post", []), ("isles", [])):
            others = [
                {"title": title, "body": title, "date": f"2021-12-{20 - 15 * place}"}
                for place, title in enumerate(more)
            ]
            path = tmp_path / f"{name}.jsonl"
            lines = (json.dumps(record) + "\n" for record in [STORM, *others])
            path.write_text("".join(lines), encoding="utf-8")
            library.add([path])
    return paths


async def test_versions_are_unfolded_and_folded_in_place(read: Read, copies: Paths) -> None:
    async with read(at=copies) as pilot:
        await press(pilot, "z", "a")
        await until_seen(pilot, "no other version")
        await press(pilot, "j", "z", "a")
        await until_seen(pilot, "2 of 5")
        rows = [line[:58] for line in seen(pilot).splitlines() if "Storm closes" in line]
        assert "×3 Storm" in rows[0] and "└ post  Storm" in rows[1] and "└ isles  Storm" in rows[2]
        heading = next(line for line in seen(pilot).splitlines() if "9 December" in line)
        assert heading.split("│")[0].split()[-1] == "1"
        await press(pilot, "j", "j", "z", "a")
        await until_seen(pilot, "2 of 3")
        assert "└" not in seen(pilot)


async def test_a_key_acts_on_a_version_alone(read: Read, copies: Paths) -> None:
    async with read(at=copies) as pilot:
        await press(pilot, "j", "z", "a")
        await until_seen(pilot, "2 of 5")
        await press(pilot, "j", "s")
        await until_seen(pilot, "★")
        assert "★" in next(line for line in seen(pilot).splitlines() if "post  Storm" in line)
        assert sum("★" in line for line in seen(pilot).splitlines()) == 1


async def test_a_key_steps_through_the_versions(read: Read, copies: Paths) -> None:
    async with read(at=copies) as pilot:
        await press(pilot, "j", "=")
        await until_seen(pilot, "3 of 5")
        await press(pilot, "=", "=")
        await until_seen(pilot, "2 of 5")
        await press(pilot, "z", "a")
        await until_seen(pilot, "2 of 3")


async def test_versions_are_stepped_through_from_inside_an_article(read: Read, copies: Paths) -> None:
    async with read(at=copies, size=(80, 24)) as pilot:
        await press(pilot, "j", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        for bundle in ("post", "isles", "wire"):
            await press(pilot, "=")
            await until(pilot, lambda: _bundle(pilot) == bundle)  # noqa: B023
        assert screen_of(pilot).panes.is_in_article


def _bundle(pilot: object) -> str:
    stored = screen_of(pilot).pane.stored  # type: ignore[arg-type]
    return stored.headline.bundle if stored else ""


async def test_a_search_can_be_unfolded_too(read: Read, copies: Paths) -> None:
    async with read(at=copies) as pilot:
        await press(pilot, "/", *"pilots", "enter")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "z", "a")
        await until_seen(pilot, "1 of 3")
        await press(pilot, "escape")
        await until_seen(pilot, "of 5")
