"""The reader as a person uses it: keys are pressed, and what is seen is looked at."""

from __future__ import annotations

from newsreader.config import Config
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.tui import desk
from newsreader.tui.messages import ListingReady
from newsreader.tui.screens.reading import ReadingScreen
from tests.tui.conftest import HOSTILE, Read, press, screen_of, seen, until, until_seen

FIRST = "Storm closes the northern strait"
SECOND = "Bread prices fall for a third month"


async def test_the_first_frame_shows_headlines_by_day_and_the_counts(read: Read) -> None:
    async with read() as pilot:
        lines = seen(pilot).splitlines()
        assert lines[1].split("│")[0].split() == ["9", "December", "2021", "2"]
        assert lines[2].startswith(f"▌14:05 ●    {FIRST}")
        assert "68 articles · 68 unread · indexed 100 %" in lines[-1]
        assert "1 of 68" in lines[-1]


async def test_beside_the_list_a_calm_page_waits_for_the_first_article(read: Read) -> None:
    async with read() as pilot:
        assert "In this library" in seen(pilot)
        assert "kestrel   67 articles, 67 unread" in seen(pilot)


async def test_the_cursor_walks_jumps_and_pages(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "j", "j", "k")
        await until_seen(pilot, "2 of 68")
        await press(pilot, "G")
        await until_seen(pilot, "68 of 68")
        assert "Nobody knows when this was" in seen(pilot)
        await press(pilot, "g", "g")
        await until_seen(pilot, "1 of 68")
        await press(pilot, "1", "0", "j")
        await until_seen(pilot, "11 of 68")
        await press(pilot, "5", "G")
        await until_seen(pilot, "5 of 68")
        await press(pilot, "pagedown")
        await until(pilot, lambda: screen_of(pilot).headlines.top > 0)
        await press(pilot, "ctrl+b", "b")
        await until_seen(pilot, "1 of 68")


async def test_enter_opens_an_article_and_marks_it_read(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed to all ships on Thursday.")
        await until_seen(pilot, "67 unread")
        assert "Pilots stay ashore" in seen(pilot)
        assert "Thu 9 December 2021 14:05 · Weather · 1\u00a0min" in seen(pilot)
    with Library(paths) as library:
        assert library.counts().unread == 67


async def test_the_preview_waits_for_the_first_open_and_marks_nothing(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "j")
        await until_seen(pilot, "2 of 68")
        assert "In this library" in seen(pilot)
        await press(pilot, "k", "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "q", "j")
        await until_seen(pilot, "Flour is cheaper")
        assert "67 unread" in seen(pilot)


async def test_a_preview_can_follow_from_the_start_or_never(read: Read) -> None:
    async with read(config=Config(preview="always")) as pilot:
        await until_seen(pilot, "The strait was closed")
    async with read(config=Config(preview="never")) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "q", "j")
        await until_seen(pilot, "2 of 68")
        assert "Flour is cheaper" not in seen(pilot)


async def test_one_pane_at_a_time_where_there_is_no_room_for_two(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        assert "In this library" not in seen(pilot)
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        assert SECOND not in seen(pilot)
        assert "67 unread" in seen(pilot) or "68 unread" in seen(pilot)
        await press(pilot, "q")
        await until_seen(pilot, SECOND)


async def test_resizing_keeps_the_cursor_and_the_text(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "4", "j", "enter")
        await until_seen(pilot, "Paragraph 1 of the long report")
        await press(pilot, "space", "space", "space")
        top = screen_of(pilot).pane.place
        assert top[0] > 4
        await pilot.resize_terminal(70, 20)
        await until(pilot, lambda: screen_of(pilot).pane.size.width < 71)
        assert screen_of(pilot).pane.place[0] == top[0]
        await pilot.resize_terminal(120, 40)
        await until_seen(pilot, "5 of 68")
        assert screen_of(pilot).pane.place[0] == top[0]


async def test_a_terminal_too_small_says_so_and_comes_back(read: Read) -> None:
    async with read(size=(30, 6)) as pilot:
        assert "Too small: newsreader needs" in seen(pilot)
        await press(pilot, "j", "enter")
        await pilot.resize_terminal(80, 24)
        await until_seen(pilot, FIRST)
        assert "1 of 68" in seen(pilot)


async def test_space_reads_on_to_the_next_unread(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "space")
        await until_seen(pilot, "Flour is cheaper")
        await until_seen(pilot, "66 unread")


async def test_capital_j_and_k_walk_from_article_to_article(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "J")
        await until_seen(pilot, "Flour is cheaper")
        await press(pilot, "K")
        await until_seen(pilot, "The strait was closed")


async def test_markup_and_sequences_in_a_bundle_are_shown_as_they_stand(read: Read) -> None:
    async with read() as pilot:
        await until_seen(pilot, "Markup [bold]stays[/] what it is")
        await press(pilot, "2", "j", "enter")
        await until_seen(pilot, "A [red]text[/red] with")
        assert not any(ord(character) < 32 for character in seen(pilot).replace("\n", ""))
        assert "\x1b" in HOSTILE


async def test_chinese_keeps_the_columns(read: Read) -> None:
    async with read() as pilot:
        for line in seen(pilot).splitlines():
            if "第一艘" in line:
                from rich.cells import cell_len

                assert cell_len(line.split("│")[0]) == screen_of(pilot).panes.list_width
                return
        raise AssertionError("the Chinese headline is not in the list")


async def test_what_another_process_writes_is_noticed(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "j")
        with Library(paths) as other:
            row = other.listing(View()).window(0, 1)[0]
            other.mark([row.rowid], "read", True)
        await until_seen(pilot, "67 unread")
        await until_seen(pilot, "2 of 68")


async def test_an_empty_library_says_what_to_do(read: Read, paths: Paths) -> None:
    empty = Paths(data=paths.data.parent / "nothing", config=paths.config)
    async with read(at=empty) as pilot:
        lines = [line.split("│")[0].strip() for line in seen(pilot).splitlines()]
        assert "The library is empty. Add a bundle of news with: newsreader add PATH" in " ".join(lines)
        assert "0 articles · 0 unread · indexed 100 %" in seen(pilot)
        await press(pilot, "j", "enter", "n", "r", "s", "G", "space", "J", "u", "A", "R", "y", "y")
        assert "The library is empty" in seen(pilot)


async def test_nothing_said_hides_the_counts(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        screen_of(pilot).telling.say("A sentence about something that did not work out as it was meant to")
        await until_seen(pilot, "did not work out")
        assert "68 articles · 68 unread · indexed 100 %" in seen(pilot)


async def test_a_search_that_was_answered_before_a_marking_shows_it_all_the_same(read: Read) -> None:
    async with read() as pilot:
        screen = screen_of(pilot)
        post, held = screen.desk._post, []
        screen.desk._post = lambda message: (held.append if isinstance(message, ListingReady) else post)(
            message
        )
        screen.browsing.show_place(View(query="strait OR tide", sort="newest"), "Here")
        await until(pilot, lambda: bool(held))
        await press(pilot, "r")
        await until_seen(pilot, "67 unread")
        screen.desk._lanes["lists"].submit(desk.changes, screen.start.library).result()
        await until(pilot, lambda: screen.desk.done("marks") == screen.desk._asked["marks"])
        screen.desk._post = post
        for message in held:
            post(message)
        await until_seen(pilot, "Here")
        await until(pilot, lambda: is_read(screen, FIRST))


def is_read(screen: ReadingScreen, title: str) -> bool:
    """Whether the row of an article shows it as read."""
    rows = map(screen.headlines.headline_at, range(screen.headlines.rows.total))
    return any(row is not None and row.title.startswith(title) and row.is_read for row in rows)
