"""Lines that a reader keeps or drops: at once in the article, in the whole bundle when it is refreshed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, seen, until, until_seen


def page(isle: str) -> str:
    """A scraped page with a line that is always furniture and one that looks like text."""
    return (
        f"Ferry for {isle}\n\nThe ferry to {isle} sails on Thursdays, the harbour office said on the day.\n\n"
        f"Share this article\n\nMeridian house line\n\nIt takes {isle}'s post along, and a cow if there is.\n"
    )


@pytest.fixture
def pages(tmp_path: Path) -> Paths:
    """A library of two scraped pages."""
    bundle = tmp_path / "isles"
    bundle.mkdir()
    for isle in ("Osk", "Ulva"):
        (bundle / f"{isle}.txt").write_text(page(isle), encoding="utf-8")
    paths = Paths(data=tmp_path / "pages", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([bundle])
    return paths


def texts(paths: Paths) -> list[str]:
    with Library(paths) as library:
        rows = library.listing().window(0, 10)
        return [library.article(row.rowid).article.text for row in rows]


async def test_a_removed_line_is_kept_and_the_rule_is_undone_and_made_again(read: Read, pages: Paths) -> None:
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "post along")
        await press(pilot, "x")
        await until_seen(pilot, "× Share this article  keep: site furniture")
        await press(pilot, "G", "k", "k", "enter")
        await until_seen(pilot, "kept in isles from now on")
        await until(pilot, lambda: "Share this article" in seen(pilot))
        await press(pilot, "u")
        await until_seen(pilot, "undone: line rule")
        await until(pilot, lambda: "Share this article" not in "\n".join(seen(pilot).splitlines()[1:-1]))
        await press(pilot, "ctrl+r")
        await until_seen(pilot, "done again")
        await until(pilot, lambda: "Share this article" in "\n".join(seen(pilot).splitlines()[1:-1]))


async def test_a_line_is_dropped_by_its_letter_and_the_bundle_follows_when_refreshed(
    read: Read, pages: Paths
) -> None:
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Meridian house line")
        await press(pilot, "x")
        await until_seen(pilot, "Meridian house line  drop")
        hint = next(line for line in seen(pilot).splitlines() if "house line  drop" in line).split()[0]
        await press(pilot, hint)
        await until_seen(pilot, "dropped in isles from now on")
        await until(pilot, lambda: "Meridian house line" not in seen(pilot))
        await press(pilot, "R")
        await until_seen(pilot, "Meridian house line  (your rule for this bundle)")
    assert sum("Meridian house line" in text for text in texts(pages)) == 1
    with Library(pages) as library:
        library.refresh()
        assert library.refresh().bundles[0].unchanged == 2
        assert not library.listing(View(query='"Meridian house line"')).total
    assert not any("Meridian house line" in text for text in texts(pages))


async def test_rules_are_listed_and_removed(read: Read, pages: Paths) -> None:
    with Library(pages) as library:
        library.set_line_rule("isles", "Meridian house line", is_kept=False)
        library.refresh()
    async with read(at=pages, size=(100, 30)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "post along")
        assert "Meridian house line" not in seen(pilot)
        await press(pilot, ":", *"line rules", "enter")
        await until_seen(pilot, "Meridian house line  dropped in isles")
        await press(pilot, "enter")
        await until_seen(pilot, "no rule about")
        await until(pilot, lambda: "Meridian house line" in "\n".join(seen(pilot).splitlines()[1:-1]))


def test_rules_outlive_the_bundle_and_merge_with_the_journal(pages: Paths, tmp_path: Path) -> None:
    with Library(pages) as library:
        library.set_line_rule("isles", "Meridian house line", is_kept=False)
        library.remove("isles")
        library.add([tmp_path / "isles"])
        assert [rule.text for rule in library.line_rules()] == ["Meridian house line"]
        assert library.check() == []
    assert not any("Meridian house line" in text for text in texts(pages))


def test_an_article_keeps_its_star_when_it_is_cleaned_anew(pages: Paths) -> None:
    with Library(pages) as library:
        row = library.listing().window(0, 1)[0]
        library.mark([row.rowid], "starred", True)
        library.set_line_rule("isles", "Meridian house line", is_kept=False)
        library.reclean(row.rowid)
        assert library.article(row.rowid).headline.is_starred
