"""Selecting headlines, and acting on all that are selected."""

from __future__ import annotations

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen


async def test_selected_headlines_are_marked_and_counted(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "v", "v")
        await until_seen(pilot, "2 selected   3 of 68")
        assert [line[6] for line in seen(pilot).splitlines() if "14:05" in line or "12:11" in line] == [
            "✓"
        ] * 2
        await press(pilot, "k", "v")
        await until_seen(pilot, "1 selected   3 of 68")
        await press(pilot, "escape")
        await until(pilot, lambda: "selected" not in seen(pilot) and "✓" not in seen(pilot))


async def test_a_key_acts_on_all_selected_as_one_action(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "2", "v", "j", "v", "r")
        await until_seen(pilot, "65 unread")
        await press(pilot, "s")
        await until_seen(pilot, "3 starred · u undoes")
        await press(pilot, "s")
        await until_seen(pilot, "3 no longer starred")
        await press(pilot, "u", "u", "u")
        await until_seen(pilot, "68 unread")
        assert "★" not in seen(pilot)
        await press(pilot, "t", *"isles -mud", "enter")
        await until_seen(pilot, "3 tagged isles, tag mud taken away")
    with Library(paths) as library:
        assert library.tags() == [("isles", 3)]
        assert library.undo() == "tag 3 articles isles and not mud"
        assert library.tags() == []


async def test_a_range_follows_the_cursor_until_it_is_ended(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "j", "v", "j", "V", "3", "j")
        await until_seen(pilot, "5 selected   7 of 68")
        await press(pilot, "4", "k")
        await until_seen(pilot, "3 selected   3 of 68")
        await press(pilot, "V", "G")
        await until_seen(pilot, "3 selected   68 of 68")
        await press(pilot, "s")
        await until_seen(pilot, "3 starred")
    with Library(paths) as library:
        assert [headline.is_starred for headline in library.listing(View()).window(0, 5)] == [
            False, True, True, True, False,
        ]  # fmt: skip


async def test_a_range_reaches_rows_that_were_never_seen(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "V", "G", "r")
        await until_seen(pilot, "· 0 unread")
        await until_seen(pilot, "68 selected")


async def test_articles_stay_selected_when_others_come_above_them(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "j", "v", "j", "V", "j")
        await until_seen(pilot, "3 selected   5 of 68")
        with Library(paths) as other:
            bundle = paths.data.parent / "tern.jsonl"
            bundle.write_text('{"title": "A tern came", "body": "It did.", "date": "2022-01-01"}\n')
            other.add([bundle])
        await until_seen(pilot, "3 selected   6 of 69")
        marked = [line[8:40] for line in seen(pilot).splitlines() if line[6:7] == "✓"]
        assert len(marked) == 3 and "Bread prices" in marked[0] and "The long report" in marked[2]


async def test_another_list_begins_with_nothing_selected(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "v", "f", *"tide", "enter")
        await until_seen(pilot, "1 of 60")
        assert "selected" not in seen(pilot)


async def test_in_an_article_keys_act_on_that_article(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "v", "v", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await press(pilot, "s")
        await until_seen(pilot, "starred")
    with Library(paths) as library:
        assert library.counts().starred == 1


FIRST, SECOND = "Storm closes the northern strait", "Bread prices fall for a third month"


async def test_a_dismissed_article_is_gone_and_comes_back(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "d")
        await until_seen(pilot, "1 of 67")
        assert FIRST not in seen(pilot) and "68 articles · 67 unread" in seen(pilot)
        await press(pilot, "/", *"strait", "enter")
        await until_seen(pilot, "Search: strait")
        await until(pilot, lambda: FIRST not in seen(pilot))
        await press(pilot, "escape", "escape", "/", *"is:dismissed", "enter")
        await until_seen(pilot, FIRST)
    async with read() as pilot:
        assert FIRST not in seen(pilot)
        await press(pilot, "u")
        await until_seen(pilot, FIRST)
        await until_seen(pilot, "of 68")
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: FIRST not in seen(pilot))


async def test_quick_keys_dismiss_one_article_after_the_other(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "d", "d", "d", "d")
        await until_seen(pilot, "1 of 64")
        assert "The long report" in next(line for line in seen(pilot).splitlines() if "▌" in line)


async def test_what_was_dismissed_can_be_listed_and_brought_back(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "v", "v", "d")
        await until_seen(pilot, "1 of 66")
        await press(pilot, ":", *"show-hidden", "enter")
        await until_seen(pilot, "1 of 2")
        assert seen(pilot).splitlines()[0].strip().startswith("Dismissed")
        await press(pilot, "j", "d")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "q")
        await until_seen(pilot, "of 67")
        assert SECOND in seen(pilot) and FIRST not in seen(pilot)


async def test_dismissed_from_inside_the_list_is_next(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await press(pilot, "d")
        await until_seen(pilot, "1 of 67")
        assert screen_of(pilot).headlines.is_active
        assert SECOND in next(line for line in seen(pilot).splitlines() if "▌" in line)


async def test_scores_are_shown_and_kept(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "3", "+", "j", "v", "v", "-")
        await until_seen(pilot, "+3 Storm closes")
        await until_seen(pilot, "-1 Bread prices")
        await press(pilot, "u")
        await until(pilot, lambda: "-1 Bread" not in seen(pilot))
        await press(pilot, "escape", "/", *"score:>2", "enter")
        await until_seen(pilot, "1 of 1")
    async with read() as pilot:
        await until_seen(pilot, "+3 Storm closes")
