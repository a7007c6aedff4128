"""The reader as a person uses it: keys are pressed, and what is seen is looked at."""

from __future__ import annotations

from newsreader.config import Config
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.tui.app import NewsreaderApp, prepare
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
        assert "Undated" in seen(pilot)
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
        assert "Thu 9 December 2021 14:05 · Weather · 1 min" in seen(pilot)
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


async def test_searching_narrows_as_one_types_and_marks_hits(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"strait")
        await until_seen(pilot, "1 hit")
        assert "Search: strait" in seen(pilot)
        assert "68 articles · 68 unread · indexed 100 %" in seen(pilot)
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "enter", "enter")
        await until_seen(pilot, "3 matches")
        await press(pilot, "n")
        await until_seen(pilot, "match 1 of 3")
        await press(pilot, "N")
        await until_seen(pilot, "match 3 of 3")


async def test_escape_leads_back_out_of_a_search_to_where_one_was(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "j", "j", "/", *"mooring")
        await until_seen(pilot, "61 hits")
        await press(pilot, "escape")
        await until_seen(pilot, "3 of 68")
        await press(pilot, "/", *"mooring", "enter", "j", "j")
        await until_seen(pilot, "3 of 61")
        await press(pilot, "escape")
        await until_seen(pilot, "3 of 68")
        assert "All bundles" in seen(pilot)


async def test_enter_typed_before_the_search_is_done_opens_its_first_hit(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"sandwich", "enter", "enter")
        await until_seen(pilot, "It was ham.")


async def test_a_search_that_finds_nothing_says_why(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"strait xylophone")
        await until_seen(pilot, "xylophone 0")


async def test_narrowing_keeps_the_order_and_escape_clears_it(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "f", *"mooring", "enter")
        await until_seen(pilot, "1 of 61")
        assert "7 December 2021" in seen(pilot)
        await press(pilot, "escape")
        await until_seen(pilot, "1 of 68")


async def test_finding_in_an_article_goes_from_hit_to_hit(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "4", "j", "enter")
        await until_seen(pilot, "Paragraph 1 of")
        await press(pilot, "/", *"MOORING 3")
        await until_seen(pilot, "11 found")
        await press(pilot, "enter")
        await until_seen(pilot, "match 1 of 11")
        await press(pilot, "n", "n")
        await until_seen(pilot, "match 3 of 11")
        await press(pilot, "escape")
        await until(pilot, lambda: "match" not in seen(pilot).splitlines()[-1])
        assert screen_of(pilot).panes.is_in_article


async def test_without_a_search_n_goes_to_the_next_unread(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "r", "j", "r", "g", "g", "n")
        await until_seen(pilot, "3 of 68")
        await press(pilot, "N")
        await until_seen(pilot, "68 of 68")


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
        await press(pilot, "z", "l")
        await until(pilot, lambda: SECOND not in seen(pilot))
        await press(pilot, "q")
        await until_seen(pilot, SECOND)
        assert "The strait was closed" not in seen(pilot)


async def test_the_help_is_searched_by_typing(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "question_mark")
        await until_seen(pilot, "Keys and commands")
        assert "In the list" in seen(pilot)
        await press(pilot, *"undo")
        await until_seen(pilot, "2 commands")
        assert "Ctrl-R" in seen(pilot)
        await press(pilot, "escape")
        await until_seen(pilot, FIRST)


async def test_help_opens_inside_a_prompt_too(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", "f1")
        await until_seen(pilot, "Keys and commands")
        await press(pilot, "f1", *"sandwich")
        await until_seen(pilot, "1 hit")


async def test_a_command_is_run_by_its_name(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, ":", *"article.st", "tab")
        await until_seen(pilot, ":article.star")
        await press(pilot, "enter")
        await until_seen(pilot, "★")
        await press(pilot, ":", *"sing", "enter")
        await until_seen(pilot, "no such command: sing")


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


async def test_the_order_can_be_changed(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "S")
        await until_seen(pilot, "oldest first")
        await press(pilot, "S", "g", "g")
        await until_seen(pilot, "by title")
        await until(pilot, lambda: "A headline without" in seen(pilot).splitlines()[1])


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


async def test_keys_can_be_remapped(paths: Paths) -> None:
    with Library(paths) as library:
        app = NewsreaderApp(prepare(library, config=Config(keys={"article.star": ("*",)})))
        async with app.run_test(size=(120, 40)) as pilot:
            await press(pilot, "asterisk")
            await until(pilot, lambda: library.counts().starred == 1)
        app.leave()


async def test_a_damaged_index_is_built_anew_while_one_reads(read: Read, paths: Paths) -> None:
    for file in paths.index.rglob("*"):
        if file.is_file():
            file.write_bytes(b"not an index")
    async with read() as pilot:
        await press(pilot, "/", "x")
        await until_seen(pilot, "is being built anew")
        await press(pilot, "escape")
        await until_seen(pilot, "indexed 100 %")
        await until(pilot, lambda: not screen_of(pilot).adding.is_running)
        await press(pilot, "/", *"sandwich")
        await until_seen(pilot, "1 hit")
