"""A bundle dated by what its reader says: the articles move, and come back when it is undone."""

from __future__ import annotations

from pathlib import Path

from newsreader.library import Library
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, seen, until, until_seen


def library_of_pages(folder: Path) -> Paths:
    bundle = folder / "isles"
    bundle.mkdir()
    for isle in ("Osk", "Ulva"):
        text = f"Ferry for {isle}\n\nThe ferry to {isle} sails again, the harbour office said on the day.\n"
        (bundle / f"{isle}-0912.txt").write_text(text, encoding="utf-8")
    paths = Paths(data=folder / "pages", config=folder / "config.toml")
    with Library(paths) as library:
        library.add([bundle])
    return paths


async def test_a_bundle_is_dated_by_a_rule_until_it_is_undone(read: Read, tmp_path: Path) -> None:
    paths = library_of_pages(tmp_path)
    async with read(at=paths, size=(100, 30)) as pilot:
        await until_seen(pilot, "Undated")
        await press(pilot, ":", *"date-rule undated 2021-12-09", "enter")
        await until_seen(pilot, "9 December 2021")
        await until(pilot, lambda: "Undated" not in seen(pilot))
        await press(pilot, "u")
        await until_seen(pilot, "Undated")
        await until(pilot, lambda: "9 December 2021" not in seen(pilot))


async def test_a_rule_can_be_looked_at_and_what_is_none_is_refused(read: Read, tmp_path: Path) -> None:
    paths = library_of_pages(tmp_path)
    with Library(paths) as library:
        assert library.set_date_rule("isles", "Undated 2021 ; year 2020") == "year 2020; undated 2021"
    async with read(at=paths, size=(100, 30)) as pilot:
        await until_seen(pilot, "2021")
        await press(pilot, ":", *"date-rule", "enter")
        await until_seen(pilot, "how isles is dated: year 2020; undated 2021")
        await press(pilot, *" soon", "enter")
        await until_seen(pilot, "undated 2021 soon: no rule about dates")


def test_a_rule_is_applied_by_the_next_add_and_by_that_one_alone(tmp_path: Path) -> None:
    paths = library_of_pages(tmp_path)
    with Library(paths) as library:
        assert not library.has_unfinished_work()
        library.set_date_rule("isles", "undated 2021-12-09")
        assert library.has_unfinished_work()
        library.add([])
        assert not library.has_unfinished_work()
        assert {row.published.date for row in library.listing().window(0, 9)} == {"2021-12-09"}
        library.set_date_rule("isles", "none")
        library.add([])
        assert {row.published.date for row in library.listing().window(0, 9)} == {None}
