"""Related articles below the text, and the thread of a story as a time line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

DREDGER = (
    "The dredger Patience lies at Skerrow. Harbour master Haddock says the Patience leaks. Haddock waits."
)
STORY = [
    ("Dredger Patience leaks at Skerrow", 9),
    ("Haddock sends the Patience to dry dock", 12),
    ("Patience afloat again, Haddock says", 16),
]


@pytest.fixture
def told(tmp_path: Path) -> Paths:
    """Three articles of one story among others."""
    records = [
        {"title": title, "body": f"{DREDGER}\n\n{title}, the harbour office of Skerrow noted.",
         "date": f"2021-12-{day:02}T09:00:00", "url": f"https://k.example/{day}"}
        for title, day in STORY
    ] + [
        {"title": f"Tide table {number}", "body": f"High water at mooring {number}.", "date": "2021-12-10"}
        for number in range(40)
    ]  # fmt: skip
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    paths = Paths(data=tmp_path / "told", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([tmp_path / "wire.jsonl"])
    return paths


async def test_related_articles_stand_below_the_text_with_what_they_share(read: Read, told: Paths) -> None:
    async with read(at=told, size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Related")
        assert "→ Haddock sends the Patience to dry dock" in seen(pilot)
        assert "12 December 2021 · " in seen(pilot)
        await press(pilot, "tab", "enter")
        await until_seen(pilot, "Haddock sends the Patience to dry dock, the harbour office")
        await press(pilot, "ctrl+o")
        await until_seen(pilot, "Patience afloat again, Haddock says, the harbour office")


async def test_the_thread_of_a_story_is_a_time_line_to_read_and_to_come_back_from(
    read: Read, told: Paths
) -> None:
    async with read(at=told, size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Patience afloat again, Haddock says, the harbour office")
        await press(pilot, "T")
        await until_seen(pilot, "Thread: Patience afloat again, Haddock says")
        await until(pilot, lambda: screen_of(pilot).headlines.cursor == 2)
        lines = seen(pilot).splitlines()[1:]
        places = [next(n for n, line in enumerate(lines) if title[:30] in line[:53]) for title, _ in STORY]
        assert places == sorted(places)
        assert "Tide table" not in seen(pilot)
        await press(pilot, "g", "g", "enter")
        await until_seen(pilot, "Dredger Patience leaks at Skerrow, the harbour office")
        await press(pilot, "backspace")
        await until_seen(pilot, "All bundles")
        await until_seen(pilot, "Patience afloat again, Haddock says, the harbour office")


async def test_a_thread_is_left_as_any_list_is(read: Read, told: Paths) -> None:
    async with read(at=told, size=(80, 24)) as pilot:
        await press(pilot, "T")
        await until_seen(pilot, "Thread: Patience afloat again")
        await press(pilot, "q")
        await until_seen(pilot, "All bundles")
        await until_seen(pilot, "Tide table")


async def test_a_story_that_one_article_tells_alone_is_said_to_be_so(read: Read, told: Paths) -> None:
    async with read(at=told, size=(80, 24)) as pilot:
        await press(pilot, "/", *"tide table", "enter")
        await until_seen(pilot, "Tide table")
        await press(pilot, "T")
        await until_seen(pilot, "no other article tells of the same story")


def test_the_query_language_knows_threads_and_what_has_related_articles(told: Paths) -> None:
    with Library(told) as library:
        related = library.listing(View(query="has:related"))
        assert related.total == 3 and related.interpreted == "has:related"
        id = related.window(0, 1)[0].id
        assert library.listing(View(query=f"thread:{id}")).total == 3
        assert library.listing(View(query=f"thread:{id[:6]} title:afloat")).total == 1
        assert library.listing(View(query="has:related -title:afloat")).total == 2
        assert library.listing(View(query="thread:ffffffff")).total == 0
        assert "word" in library.listing(View(query="thread:nonsense")).match.notes[0]
