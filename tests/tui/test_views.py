"""The three views of an article: clean, with removed lines in place, and the document as it was."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

PAGE = """Ferries for the outer isles

{{header}}

PORT ELLIN, December 9, 2021. /MWA/. The harbour office will buy two ferries, it said on Thursday.

Share this article

The first of them sails in spring, if the weather \x1b[31mlets it.

The second one follows in autumn, from the yard at Sandholm that built the first.

All rights reserved
"""


@pytest.fixture
def pages(tmp_path: Path) -> Paths:
    """A library of one scraped page."""
    bundle = tmp_path / "isles"
    bundle.mkdir()
    (bundle / "ferries.txt").write_text(PAGE, encoding="utf-8")
    paths = Paths(data=tmp_path / "pages", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([bundle])
    return paths


def _column(text: str) -> list[str]:
    return [line.split("│")[-1].strip() for line in text.splitlines()]


async def test_removed_lines_stand_where_they_stood_with_their_reason(read: Read, pages: Paths) -> None:
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "will buy two ferries")
        assert "Share this article" not in seen(pilot)
        await press(pilot, "R")
        await until_seen(pilot, "× Share this article  (site furniture)")
        lines = _column(seen(pilot))
        assert lines.index("× {{header}}  (template residue)") < lines.index(
            "× Share this article  (site furniture)"
        )
        assert lines.index("× Share this article  (site furniture)") < next(
            number for number, line in enumerate(lines) if line.startswith("The first of them")
        )
        assert any("All rights reserved  (site furniture)" in line for line in lines[-12:])
        await press(pilot, "j")
        await until_seen(pilot, "with removed lines")


async def test_the_raw_view_shows_the_document_and_what_hides_in_it(read: Read, pages: Paths) -> None:
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "will buy two ferries")
        await press(pilot, "R", "R")
        await until_seen(pilot, "ferries.txt · as the bundle has it")
        assert "3  {{header}}" in seen(pilot)
        assert "if the weather ^[[31mlets it." in " ".join(_column(seen(pilot)))
        await press(pilot, "R")
        await until(pilot, lambda: "{{header}}" not in seen(pilot))
        assert screen_of(pilot).pane.view == "clean"


async def test_without_its_bundle_a_document_has_no_raw_view_and_says_so(
    read: Read, pages: Paths, tmp_path: Path
) -> None:
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "will buy two ferries")
        file = tmp_path / "isles" / "ferries.txt"
        file.write_text(PAGE + "One more line.\n", encoding="utf-8")
        await press(pilot, "R", "R")
        await until_seen(pilot, "has changed in its bundle")
        assert "will buy two ferries" in seen(pilot)
        file.unlink()
        await press(pilot, "R", "R")
        await until_seen(pilot, "no raw view")


async def test_the_view_stays_as_one_walks_on_but_the_document_does_not(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "R")
        await until_seen(pilot, "Nothing was removed by cleaning")
        await press(pilot, "J")
        await until_seen(pilot, "Flour is cheaper")
        assert "Nothing was removed by cleaning" in seen(pilot)
        await press(pilot, "R")
        await until_seen(pilot, '"title": "Bread prices fall for a third month"')
        await press(pilot, "K")
        await until_seen(pilot, "The strait was closed")
        assert screen_of(pilot).pane.view == "clean"


async def test_the_same_text_stays_in_sight_from_view_to_view(read: Read, tmp_path: Path) -> None:
    bundle = tmp_path / "long"
    bundle.mkdir()
    paragraphs = [
        f"Mooring {number} was dredged on a Monday, the harbour office says of it." for number in range(90)
    ]
    (bundle / "moorings.txt").write_text(
        "The moorings\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8"
    )
    paths = Paths(data=tmp_path / "moored", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([bundle])
    async with read(at=paths, size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Mooring 0")
        await press(pilot, "3", "space")
        await press(pilot, "pagedown", "pagedown")
        top = screen_of(pilot).pane.place
        assert top[0] > 100
        for _ in range(3):
            await press(pilot, "R")
            await until(pilot, lambda: screen_of(pilot).telling.screen.status.status.said != "")
            await until(pilot, lambda: "looking" not in screen_of(pilot).status.status.said)
            assert abs(screen_of(pilot).pane.place[0] - top[0]) <= 1


def test_a_member_a_line_and_an_entry_are_found_again(tmp_path: Path) -> None:
    records = [{"title": f"Story {number}", "body": f"Text of story {number}."} for number in range(3)]
    with zipfile.ZipFile(tmp_path / "wire.zip", "w") as archive:
        archive.writestr("in/dump.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        archive.writestr("in/list.json", json.dumps([{"title": "Listed", "body": "A listed text."}]))
    with Library(Paths(data=tmp_path / "data", config=tmp_path / "config.toml")) as library:
        library.add([tmp_path / "wire.zip"])
        rows = {row.title: row.rowid for row in library.listing().window(0, 10)}
        line = library.original(rows["Story 1"])
        assert (json.loads(line.text), line.is_verbatim) == (records[1], True)
        listed = library.original(rows["Listed"])
        assert "title: Listed" in listed.text and listed.text.endswith("A listed text.")
        assert not listed.is_verbatim
