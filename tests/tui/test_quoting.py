"""Sentences are selected and copied with their citation."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.stories.sentences import sentences
from tests.tui.conftest import Read, press, screen_of, until, until_seen


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Ask met Dr. B. Quill at 5 p.m. on Friday.", ["Mr. Ask met Dr. B. Quill at 5 p.m. on Friday."]),
        ("“It sails.” She left.", ["“It sails.”", "She left."]),
        ("第一。第二！第三", ["第一。", "第二！", "第三"]),
        ("It rose 3.5 pct. in May", ["It rose 3.5 pct. in May"]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_is_parted_in_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:stop] for start, stop in sentences(text)] == parts


async def test_sentences_are_selected_lengthened_moved_and_copied(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "v")
        await until_seen(pilot, "1 sentence")
        await press(pilot, "j")
        await until_seen(pilot, "2 sentences")
        await press(pilot, "k", "l", "y", "q")
        await until_seen(pilot, "quote copied")
        assert pilot.app.clipboard.startswith("“Nobody knows when the strait opens.”\n— Storm closes")
        assert pilot.app.clipboard.endswith("https://kestrel.example/storm")
        await press(pilot, "y", "q", "G", "enter")
        await until(pilot, lambda: "The strait was closed" in pilot.app.clipboard)
        assert "\n\nNobody knows" in pilot.app.clipboard
        await press(pilot, "v", "escape")
        await until(pilot, lambda: screen_of(pilot).pane.selection is None)
        assert screen_of(pilot).panes.is_in_article


async def test_what_is_too_long_to_be_copied_is_in_a_file(read: Read, data_dir: Path) -> None:
    async with read() as pilot:
        screen_of(pilot).inside.copying.copy("harbour " * 12_000, "text")
        await until_seen(pilot, "is too long to be copied; it is in")
    assert (data_dir / "copied.txt").read_text().startswith("harbour harbour")
