"""The side bar: bundles, sections, tags, saved searches, starred, and what is unread of them."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.store import Scope
from newsreader.tui.messages import SavedCounted, SideCounted
from newsreader.tui.screens.aside import query_of
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen


def side(pilot: Pilot[int]) -> list[str]:
    """The rows of the side bar as they are seen."""
    return [line[:26].rstrip() for line in seen(pilot).splitlines()[2:-1] if line[:26].strip()]


async def test_what_can_be_listed_stands_with_its_unread(read: Read, paths: Paths) -> None:
    with Library(paths) as library:
        first, second = library.listing(View()).window(0, 2)
        library.mark([first.rowid, second.rowid], "tag:harbour", True)
        library.mark([second.rowid], "starred", True)
        library.mark([first.rowid], "read", True)
        library.save_search("ebb and flow", "tide", "oldest")
    async with read() as pilot:
        await press(pilot, "z", "s")
        await until(pilot, lambda: any(row.endswith("60") for row in side(pilot)), "the saved search's count")
        assert [row.split() for row in side(pilot)] == [
            ["▌All", "bundles", "67"], ["▸", "kestrel", "66"], ["gull", "1"], ["▾", "Tags"],
            ["#harbour", "1"], ["▾", "Saved", "searches"], ["ebb", "and", "flow", "60"], ["Starred", "1"],
        ]  # fmt: skip
        await press(pilot, "j", "l")
        await until_seen(pilot, "Weather")
        await press(pilot, "j", "enter")
        await until_seen(pilot, "kestrel › Weather")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "r")
        await until(pilot, lambda: any("Weather" in row and row.endswith("1") for row in side(pilot)))


async def test_groups_are_folded_and_left_by_key(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "s", "j", "l")
        await until_seen(pilot, "▾ kestrel")
        await press(pilot, "j", "h")
        await until(pilot, lambda: screen_of(pilot).side_bar.cursor == 1)
        await press(pilot, "h")
        await until_seen(pilot, "▸ kestrel")
        await press(pilot, "h")
        await until(pilot, lambda: screen_of(pilot).headlines.is_active)
        await press(pilot, "shift+tab", "G", "enter")
        await until_seen(pilot, "Starred")
        await until_seen(pilot, "· 68 unread")


async def test_a_search_is_saved_from_the_command_line(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"tide", "enter", "S", "o")
        await until_seen(pilot, "oldest first")
        await press(pilot, ":", *"save-search Ebb and flow", "enter")
        await until_seen(pilot, "saved as Ebb and flow")
        await press(pilot, "escape", "z", "s")
        await until_seen(pilot, "Ebb and flow")
        await press(pilot, "G", "k", "enter")
        await until_seen(pilot, "60 hits, oldest first")
        await press(pilot, ":", *"rename-search ebb and flow = Tides", "enter")
        await until_seen(pilot, "is called Tides now")
    with Library(paths) as library:
        assert [(each.name, each.query, each.sort) for each in library.saved_searches()] == [
            ("Tides", "tide", "oldest")
        ]
    async with read() as pilot:
        await press(pilot, ":", *"delete search", "enter")
        await until_seen(pilot, "delete the saved search:")
        await press(pilot, *"tides", "enter")
        await until_seen(pilot, "the saved search tides is deleted")


async def test_an_unknown_saved_search_is_said(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, ":", *"delete-search nothing", "enter")
        await until_seen(pilot, "no search is saved as “nothing”")


async def test_in_a_narrow_terminal_it_stands_beside_the_list(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "z", "s")
        await until_seen(pilot, "▌All bundles")
        assert "Storm closes" in seen(pilot)
        await press(pilot, "z", "s")
        await until(pilot, lambda: "All bundles              68" not in seen(pilot))


@pytest.mark.parametrize(
    ("view", "query"),
    [
        (View(), ""),
        (View(query="a OR b"), "a OR b"),
        (View(Scope(bundle="wire", section="Arts"), "a OR b"), 'bundle:"wire" section:"Arts" (a OR b)'),
        (View(Scope(tag='x"y')), 'tag:"x y"'),
        (View(Scope(starred_only=True)), "is:starred"),
        (View(Scope(dismissed="only")), "is:dismissed"),
    ],
)
def test_a_place_is_put_into_words(view: View, query: str) -> None:
    assert query_of(view) == query


async def test_a_bundle_can_be_unfolded_before_its_sections_are_counted(read: Read) -> None:
    async with read() as pilot:
        screen = screen_of(pilot)
        post, held = screen.desk._post, []
        screen.desk._post = lambda message: (held.append if isinstance(message, SideCounted) else post)(
            message
        )
        await press(pilot, "z", "s", "j", "l")
        await until(pilot, lambda: bool(held))
        screen.desk._post = post
        post(held[0])
        await until_seen(pilot, "▾ kestrel")
        await until_seen(pilot, "Weather")
        assert seen(pilot).splitlines()[0].strip().startswith("All bundles")


async def test_saved_searches_are_counted_once_after_many_markings(read: Read, paths: Paths) -> None:
    with Library(paths) as library:
        library.save_search("ebb", "tide", "newest")
    async with read() as pilot:
        screen = screen_of(pilot)
        counted: list[object] = []
        post = screen.desk._post
        screen.desk._post = lambda message: (
            counted.append(message) if isinstance(message, SavedCounted) else None,
            post(message),
        )
        await press(pilot, "z", "s")
        await until(pilot, lambda: any(row.endswith("60") for row in side(pilot)))
        await press(pilot, "tab", "G", "k", "k", *"rkrkrkrk")
        await until(pilot, lambda: any(row.endswith("56") for row in side(pilot)))
        assert len(counted) == 2
