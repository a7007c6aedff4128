"""Marks, places, panes and the ways out, as a person uses them."""

from __future__ import annotations

from pathlib import Path

from newsreader.config import Config
from newsreader.library import Library
from newsreader.paths import Paths
from newsreader.tui.app import NewsreaderApp, prepare
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

FIRST = "Storm closes the northern strait"
SECOND = "Bread prices fall for a third month"


async def test_marks_are_made_and_undone(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "r")
        await until_seen(pilot, "67 unread")
        await press(pilot, "s")
        await until_seen(pilot, "★")
        await press(pilot, "u")
        await until(pilot, lambda: "★" not in seen(pilot))
        await press(pilot, "ctrl+r")
        await until_seen(pilot, "★")
        await press(pilot, "A")
        await until_seen(pilot, "0 unread")
        await press(pilot, "u")
        await until_seen(pilot, "67 unread")
    with Library(paths) as library:
        assert library.counts().starred == 1


async def test_tags_are_added_and_taken_away(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "t", *"harbour", "enter")
        await until_seen(pilot, "tagged harbour")
        await press(pilot, "enter")
        await until_seen(pilot, "#harbour")
        await press(pilot, "t", *"-harbour", "enter")
        await until(pilot, lambda: "#harbour" not in seen(pilot))


async def test_an_article_opens_where_it_was_left(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "4", "j", "enter")
        await until_seen(pilot, "Paragraph 1 of")
        await press(pilot, "space", "space", "q", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article and screen_of(pilot).pane.top > 0)
        assert "Paragraph 1 of" not in seen(pilot)


async def test_the_last_place_is_remembered(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "s", "j", "enter")
        await until_seen(pilot, "1 of 67")
        await press(pilot, "6", "G", "Q")
    async with read() as pilot:
        assert "6 of 67" in seen(pilot)
        assert seen(pilot).splitlines()[0].strip() == "kestrel"
        assert "▌" in next(line for line in seen(pilot).splitlines() if "A headline without" in line)


async def test_the_side_bar_lists_a_bundle(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "s")
        await until_seen(pilot, "▌All bundles")
        await press(pilot, "j", "j", "enter")
        await until_seen(pilot, "1 of 1")
        assert "Gull takes sandwich" in seen(pilot)
        await press(pilot, "q")
        await until_seen(pilot, "of 68")


async def test_tab_goes_round_the_panes(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await press(pilot, "tab")
        assert screen_of(pilot).headlines.is_active
        await press(pilot, "shift+tab")
        assert screen_of(pilot).panes.is_in_article


async def test_layouts_change_by_key(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "z", "z")
        await until(pilot, lambda: SECOND not in seen(pilot))
        await press(pilot, "z", "z")
        await until_seen(pilot, SECOND)
        await press(pilot, "z", "l", "z", "l")
        await until(pilot, lambda: SECOND not in seen(pilot))
        await press(pilot, "q")
        await until_seen(pilot, SECOND)
        assert "The strait was closed" not in seen(pilot)


async def test_marked_places_are_found_again(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "3", "j", "m", "a", "G")
        await until_seen(pilot, "68 of 68")
        await press(pilot, "'", "a")
        await until_seen(pilot, "4 of 68")
        await press(pilot, "ctrl+o")
        await until_seen(pilot, "68 of 68")
        await press(pilot, "'", "b")
        await until_seen(pilot, "nothing is marked b")


async def test_the_order_is_chosen_from_a_menu(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "S")
        await until_seen(pilot, "Order: [n newest] o oldest  t title  s score")
        await press(pilot, "o")
        await until_seen(pilot, "oldest first")
        await press(pilot, "S")
        await until_seen(pilot, "[o oldest]")
        await press(pilot, "S", "g", "g")
        await until_seen(pilot, "by title")
        await until(pilot, lambda: "A headline without" in seen(pilot).splitlines()[1])
        await press(pilot, "S", "x", "S", "escape")
        await until(pilot, lambda: "Order:" not in seen(pilot))
        assert "by title" in seen(pilot)
        await press(pilot, "9", "G", "+", "S", "s", "g", "g")
        await until_seen(pilot, "highest score first")
        await until(pilot, lambda: "+1 " in seen(pilot).splitlines()[1])


async def test_the_best_order_is_offered_in_a_search(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"tide", "enter", "S")
        await until_seen(pilot, "n newest  o oldest [b best] t title  s score")
        await press(pilot, "n")
        await until_seen(pilot, "newest first")


async def test_copies_go_to_the_clipboard(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "y", "u")
        await until_seen(pilot, "url copied")
        assert pilot.app.clipboard == "https://kestrel.example/storm"
        await press(pilot, "y", "y")
        await until_seen(pilot, "citation copied")
        expected = (
            "Storm closes the northern strait. Thu 9 December 2021 14:05. https://kestrel.example/storm"
        )
        assert pilot.app.clipboard == expected
        await press(pilot, "y", "t")
        await until(pilot, lambda: "The strait was closed" in pilot.app.clipboard)


async def test_a_chord_that_waits_says_how_it_can_go_on(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "y")
        await until_seen(pilot, "u copy url")
        await press(pilot, "escape")
        await until(pilot, lambda: "u copy url" not in seen(pilot))


async def test_q_leaves_step_by_step_and_quits_at_the_top(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await press(pilot, "q")
        assert screen_of(pilot).headlines.is_active
        await press(pilot, "escape", "ctrl+q", "j")
        await until_seen(pilot, "2 of 68")
        await press(pilot, "q")
        await until(pilot, lambda: pilot.app.return_value == 0)


async def test_control_c_quits_the_second_time_only(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "ctrl+c")
        await until_seen(pilot, "Ctrl-C again quits")
        await press(pilot, "ctrl+c")
        await until(pilot, lambda: pilot.app.return_value == 0)


async def test_keys_can_be_remapped(paths: Paths) -> None:
    with Library(paths) as library:
        app = NewsreaderApp(prepare(library, config=Config(keys={"article.star": ("*",)})))
        async with app.run_test(size=(120, 40)) as pilot:
            await press(pilot, "asterisk")
            await until(pilot, lambda: library.counts().starred == 1)
        app.leave()


async def test_a_mark_leads_from_one_article_into_the_other(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "m", "a", "J")
        await until_seen(pilot, "Flour is cheaper")
        await press(pilot, "apostrophe", "a")
        await until_seen(pilot, "The strait was closed")
        assert screen_of(pilot).panes.is_in_article
        await press(pilot, "backspace")
        await until_seen(pilot, "Flour is cheaper")


async def test_it_is_said_when_the_next_unread_or_hit_is_not_further_on(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "G", "n")
        await until_seen(pilot, "wrapped")
        await until_seen(pilot, "1 of 68")
        await press(pilot, "N")
        await until_seen(pilot, "wrapped")
        await press(pilot, "/", *"strait", "enter")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "n")
        await until_seen(pilot, "this is the last hit")


async def test_the_page_before_any_article_fits_its_pane(read: Read, paths: Paths, tmp_path: Path) -> None:
    gazette = tmp_path / "gazette.jsonl"
    gazette.write_text('{"title": "Late tide", "body": "It came.", "date": "2020-01-01"}\n', encoding="utf-8")
    with Library(paths) as library:
        library.add([gazette], name="gazette-of-the-outer-isles-and-its-supplements")
    async with read(size=(110, 24)) as pilot:
        await until_seen(pilot, "gazette-of-the-outer-isles-and-…   1 article, 1 unread")
        await press(pilot, "z", "s")
        await until_seen(pilot, "gazette-…   1 article, 1 unread")
