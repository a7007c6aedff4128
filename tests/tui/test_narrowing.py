"""Narrowing any list by any query, one narrowing inside another, and stepping out again."""

from __future__ import annotations

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.store import Scope
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen


async def test_narrowings_nest_and_are_left_one_by_one(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "f", *"tide OR report", "enter")
        await until_seen(pilot, "61 hits, newest first")
        await press(pilot, "f", *"title:table -is:starred", "enter")
        await until_seen(pilot, "60 hits, newest first")
        await press(pilot, "f", *"date:2021-11-28", "enter")
        await until_seen(pilot, "2 hits")
        assert "tide OR report › title:table -is:starred › date:2021-11-28" in seen(pilot).splitlines()[0]
        for total in (60, 61, 68):
            await press(pilot, "escape")
            await until_seen(pilot, f"of {total}")
        await press(pilot, "escape")
        assert "1 of 68" in seen(pilot)


async def test_what_is_found_in_a_narrowed_list_was_in_it_before(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "f", *"title:table", "enter")
        await until_seen(pilot, "60 hits, newest first")
        await press(pilot, "f", *"tide OR bread OR date:2021", "enter")
        await until_seen(pilot, "title:table › tide OR bread OR date:2021")
        await until_seen(pilot, "60 hits, newest first")


@pytest.mark.parametrize(
    ("view", "words", "total"),
    [
        (View(Scope(bundle="kestrel")), "tide", 60),
        (View(Scope(bundle="gull")), "tide", 0),
        (View(Scope(bundle="kestrel", section="Weather")), "strait", 1),
        (View(Scope(section="Weather")), "bread", 0),
        (View(Scope(tag="sea")), "prices", 1),
        (View(Scope(starred_only=True)), "bread OR storm", 1),
        (View(query="tide"), "number 12", 1),
        (View(query="(tide"), "number 12", 1),
        (View(query="bread"), "tide OR bread OR storm", 1),
        (View(query='tide OR "strait'), "title:storm OR title:table", 61),
        (View(query="tide", sort="oldest"), "date:2021-11-01", 3),
    ],
    ids=str,
)
async def test_any_list_can_be_narrowed(read: Read, paths: Paths, view: View, words: str, total: int) -> None:
    with Library(paths) as library:
        storm, bread = library.listing(View()).window(0, 2)
        library.mark([storm.rowid, bread.rowid], "tag:sea", True)
        library.mark([bread.rowid], "starred", True)
    async with read() as pilot:
        screen = screen_of(pilot)
        screen.browsing.show_place(view, "Here")
        await until(pilot, lambda: not screen.browsing.is_waiting)
        outer = screen.headlines.rows.total
        await press(pilot, "f", *words, "enter")
        await until_seen(pilot, f"Here › {words}")
        await until(pilot, lambda: screen.headlines.rows.total == total and not screen.browsing.is_waiting)
        if total:
            await until_seen(pilot, f"1 of {total}")
        await press(pilot, "escape")
        await until(pilot, lambda: screen.headlines.rows.total == outer)


async def test_what_is_dismissed_can_be_narrowed_too(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "v", "v", "d")
        await until_seen(pilot, "of 66")
        await press(pilot, ":", *"dismissed", "enter")
        await until_seen(pilot, "1 of 2")
        await press(pilot, "f", *"bread", "enter")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "escape")
        await until_seen(pilot, "of 2")
