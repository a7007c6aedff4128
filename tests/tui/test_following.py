"""Links and teasers, and the way back and forward again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

STORY = "\n\n".join(
    f"Paragraph {number} on the storm: pilots stayed ashore at mooring {number}." for number in range(60)
)
OPINIONS = "\n\n".join(
    f"Opinion {number} of the press: the paper of ward {number} would rather have seen another winner there."
    for number in range(60)
)
PAGE = f"""Press review of the isles

The papers write about the storm and about bread, and http://elsewhere.example/a is worth a look.

{OPINIONS}

More stories
Storm closes the strait
All pilots stay ashore until it is over
Read more
A story that is not here
Nobody has it, so it cannot be opened
Read more
"""


@pytest.fixture
def linked(tmp_path: Path) -> Paths:
    """A page with two teasers, of one of which the library has the article."""
    folder = tmp_path / "review"
    folder.mkdir()
    (folder / "review.txt").write_text(PAGE, encoding="utf-8")
    records = [
        {"title": "Storm closes the strait", "subtitle": "All pilots stay ashore until it is over",
         "body": f"See https://k.example/bread now.\n\n{STORY}",
         "date": "2021-12-09", "url": "https://k.example/storm"},
        {"title": "Storm closes the strait", "url": "https://k.example/storm/", "date": "2021-12-10"},
        {"title": "Bread is cheaper", "body": "Flour is cheaper, bakers say.", "date": "2021-12-08",
         "url": "https://k.example/bread"},
    ]  # fmt: skip
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    paths = Paths(data=tmp_path / "linked", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([folder, tmp_path / "wire.jsonl"])
    return paths


async def test_a_teaser_is_followed_and_back_leads_to_the_same_line(read: Read, linked: Paths) -> None:
    async with read(at=linked, size=(80, 24)) as pilot:
        await press(pilot, "G", "enter")
        await until_seen(pilot, "Press review of the isles")
        await press(pilot, "pagedown", "pagedown")
        place = screen_of(pilot).pane.place
        await press(pilot, "U")
        await until_seen(pilot, "Storm closes the strait  same title, summary in the text")
        assert "A story that is not here" in seen(pilot)
        await press(pilot, "enter")
        await until_seen(pilot, "See https://k.example/bread now.")
        await press(pilot, "U")
        await until_seen(pilot, "https://k.example/bread  in the library")
        hint = next(line for line in seen(pilot).splitlines() if "example/bread  in the library" in line)
        await press(pilot, hint.split()[0])
        await until_seen(pilot, "Flour is cheaper, bakers say.")
        await press(pilot, "backspace")
        await until_seen(pilot, "See https://k.example/bread now.")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: screen_of(pilot).pane.place == place)
        await press(pilot, "g", "f")
        await until_seen(pilot, "See https://k.example/bread now.")
        await press(pilot, "g", "f")
        await until_seen(pilot, "Flour is cheaper, bakers say.")
        await press(pilot, "g", "f")
        await until_seen(pilot, "no way forward")


async def test_what_is_not_in_the_library_has_its_url_copied_and_nothing_is_fetched(
    read: Read, linked: Paths
) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, "G", "enter")
        await until_seen(pilot, "Press review of the isles")
        await press(pilot, "U")
        await until_seen(pilot, "http://elsewhere.example/a")
        hint = next(line for line in seen(pilot).splitlines() if "elsewhere.example/a  url" in line)
        await press(pilot, hint.split("│")[-1].split()[0])
        await until_seen(pilot, "not in the library; url copied")
        assert pilot.app.clipboard == "http://elsewhere.example/a"
        await press(pilot, "U")
        await until_seen(pilot, "Links and teasers")
        await press(pilot, "escape")
        await until(pilot, lambda: "Links and teasers" not in seen(pilot))
        assert screen_of(pilot).panes.is_in_article


async def test_an_article_opens_where_it_was_left_at_another_width_and_after_a_restart(
    read: Read, linked: Paths
) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Paragraph 1 on the storm")
        await press(pilot, "pagedown", "pagedown")
        piece = screen_of(pilot).pane.place[0]
        assert piece > 110
        await press(pilot, "q", "Q")
    async with read(at=linked, size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        assert abs(screen_of(pilot).pane.place[0] - piece) <= 1


def test_places_are_kept_for_so_many_articles_and_no_more(linked: Paths) -> None:
    from newsreader.store.places import PLACES_KEPT

    with Library(linked) as library:
        library.keep_reading_places({f"{number:016x}": (5, number) for number in range(1, PLACES_KEPT + 1)})
        library.keep_reading_places({"f" * 16: (7, 3)})
        assert library.reading_place("f" * 16) == (7, 3)
        kept = sum(library.reading_place(f"{n:016x}") != (0, 0) for n in range(1, PLACES_KEPT + 1))
        assert kept == PLACES_KEPT - 1
        library.keep_reading_places({"f" * 16: (0, 0)})
        assert library.reading_place("f" * 16) == (0, 0)


async def test_tab_leads_below_the_text_and_enter_to_what_is_announced_there(
    read: Read, linked: Paths
) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, "G", "enter")
        await until_seen(pilot, "Press review of the isles")
        await press(pilot, "tab")
        await until_seen(pilot, "→ Storm closes the strait")
        assert "◌ A story that is not here" in seen(pilot)
        assert "summary in the text · Enter opens" in seen(pilot)
        await press(pilot, "j", "enter")
        await until_seen(pilot, "not in the library, and no url to copy")
        await press(pilot, "tab", "enter")
        await until_seen(pilot, "See https://k.example/bread now.")
        await press(pilot, "backspace")
        await until_seen(pilot, "→ Storm closes the strait")
        assert screen_of(pilot).panes.is_in_article
        await press(pilot, "tab", "tab")
        assert screen_of(pilot).panes.active == "list"


async def test_an_article_says_who_mentions_it(read: Read, linked: Paths) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, "j", "enter")
        await until_seen(pilot, "See https://k.example/bread now.")
        await until(pilot, lambda: screen_of(pilot).pane.below is not None)
        await press(pilot, "G")
        await until_seen(pilot, "Mentioned by")
        assert "→ Press review of the isles" in seen(pilot)


@pytest.mark.parametrize("keys", [("tab", "minus"), ("U", "minus")])
async def test_a_link_that_is_wrong_is_rejected_and_comes_back_by_undo(
    read: Read, linked: Paths, keys: tuple[str, str]
) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, "G", "enter")
        await until_seen(pilot, "Press review of the isles")
        await press(pilot, keys[0])
        await until_seen(pilot, "Storm closes the strait")
        await press(pilot, keys[1])
        await until_seen(pilot, "u undoes")
        await press(pilot, "G")
        await until_seen(pilot, "◌ Storm closes the strait")
        await press(pilot, "u")
        await until_seen(pilot, "→ Storm closes the strait")


async def test_a_headline_without_its_text_opens_the_article_that_has_it(read: Read, linked: Paths) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await until_seen(pilot, "◌")
        await press(pilot, "enter")
        await until_seen(pilot, "See https://k.example/bread now.")
        assert "the text of this headline: same address" in seen(pilot)
        await press(pilot, "backspace")
        await until(pilot, lambda: screen_of(pilot).panes.active == "list")
        assert screen_of(pilot).headlines.cursor == 0


async def test_what_is_announced_and_not_there_is_listed_as_stubs(read: Read, linked: Paths) -> None:
    async with read(at=linked, size=(120, 40)) as pilot:
        await press(pilot, ":")
        await until(pilot, lambda: screen_of(pilot).is_asking)
        await press(pilot, *"show teasers", "enter")
        await until_seen(pilot, "Headlines without their text")
        await until_seen(pilot, "A story that is not here")
        await press(pilot, "G", "enter")
        await until_seen(pilot, "Nobody has it, so it cannot be opened")
        await until_seen(pilot, "Mentioned by")
        await press(pilot, "tab", "enter")
        await until_seen(pilot, "The papers write about the storm")
        await press(pilot, "backspace")
        await until_seen(pilot, "Nobody has it, so it cannot be opened")
