"""Searching, finding and asking for help, as a person does it."""

from __future__ import annotations

from newsreader.config import Config
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.search import Clause, Diagnosis, Relaxation
from newsreader.tui.theme import look
from newsreader.tui.widgets.advice import advice
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

FIRST = "Storm closes the northern strait"
SECOND = "Bread prices fall for a third month"


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
        await until_seen(pilot, "match 1/3")
        await press(pilot, "N")
        await until_seen(pilot, "match 3/3")


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


async def test_the_search_key_searches_from_the_side_bar_and_the_timeline_too(read: Read) -> None:
    async with read() as pilot:
        for pane in "st":
            await press(pilot, "z", pane, "/", *"mooring", "enter")
            await until_seen(pilot, "1 of 61")
            assert screen_of(pilot).panes.active == "list"
            await press(pilot, "escape")
            await until_seen(pilot, "of 68")


async def test_enter_typed_before_the_search_is_done_opens_its_first_hit(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"sandwich", "enter", "enter")
        await until_seen(pilot, "It was ham.")


async def test_a_search_that_finds_nothing_says_why(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"strait xylophone")
        await until_seen(pilot, "xylophone 0")


async def test_what_is_found_without_a_word_takes_one_line_each(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"bundle:kestrel", "enter")
        await until_seen(pilot, "67 hits")
        assert screen_of(pilot).headlines.rows.lines == 1
        await press(pilot, "/", *"strait", "enter")
        await until(pilot, lambda: screen_of(pilot).headlines.rows.lines == 2, "a line for the snippet")


def test_a_single_filter_that_finds_little_needs_no_advice() -> None:
    alone = (Clause("bundle:gull", 1),)
    plain = look("terminal", has_colour=False, colours=16, is_ascii=False)
    assert advice(Diagnosis("bundle:gull", 1, alone), plain) == ()
    assert advice(Diagnosis("bundle:gull", 1, alone, relaxed=(Relaxation("bundle:kestrel", 67),)), plain)
    assert advice(Diagnosis("bundle:gul", 0, (Clause("bundle:gul", 0),)), plain)


async def test_a_digit_chooses_what_to_search_for_instead(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"straits xylophone")
        await until_seen(pilot, "Search instead, by number")
        assert "empties the result" in seen(pilot) or "without it 1" in seen(pilot)
        assert "1 straits" in seen(pilot)
        await press(pilot, "enter", "9")
        await until_seen(pilot, "there is no such number")
        await press(pilot, "1")
        await until_seen(pilot, FIRST)
        assert "/straits " in seen(pilot).splitlines()[-1]
        await press(pilot, "escape")
        await until_seen(pilot, "Nothing found")
        await press(pilot, "1")
        await until_seen(pilot, FIRST)
        await press(pilot, "enter", "escape")
        await until_seen(pilot, "1 of 68")


async def test_other_searches_are_offered_below_a_few_hits_and_digits_still_count_elsewhere(
    read: Read,
) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"mooring ham", "enter")
        await until_seen(pilot, "Nothing found")
        await press(pilot, "escape", "/", *"strait ships", "enter")
        await until_seen(pilot, "Only 1 found")
        assert FIRST in seen(pilot)
        await press(pilot, "escape", "5", "j")
        await until_seen(pilot, "6 of 68")


async def test_narrowing_in_vain_is_relaxed_within_the_bundle(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "z", "s", "j", "j", "enter")
        await until_seen(pilot, "Gull takes sandwich")
        await press(pilot, "f", *"sandwich mooring", "enter")
        await until_seen(pilot, "Search instead, by number")
        assert "1 sandwich " in seen(pilot)
        await press(pilot, "1", "enter")
        await until_seen(pilot, "1 of 1")
        await press(pilot, "escape")
        await until_seen(pilot, "Gull takes sandwich")
        assert screen_of(pilot).browsing.level.title == "gull"


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
        await until_seen(pilot, "match 1/11")
        await press(pilot, "enter")
        await until_seen(pilot, "match 1/11")
        await press(pilot, "n", "n")
        await until_seen(pilot, "match 3/11")
        await press(pilot, "escape")
        await until(pilot, lambda: "match" not in seen(pilot).splitlines()[-1])
        assert screen_of(pilot).panes.is_in_article


async def test_without_a_search_n_goes_to_the_next_unread(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "r", "j", "r", "g", "g", "n")
        await until_seen(pilot, "3 of 68")
        await press(pilot, "N")
        await until_seen(pilot, "68 of 68")


async def test_n_is_not_lost_when_the_list_is_made_anew_at_that_moment(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "j", "r", "g", "g")
        await until_seen(pilot, "1 of 68")
        screen_of(pilot).browsing.refresh()
        await press(pilot, "n")
        await until_seen(pilot, "3 of 68")


async def test_n_pressed_three_times_at_once_goes_three_unread_further(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "j", "r")
        await until_seen(pilot, "67 unread")
        await press(pilot, "g", "g", "n", "n", "n")
        await until_seen(pilot, "5 of 68")


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


async def test_marks_of_others_appear_in_a_search_too(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"strait", "enter")
        await until_seen(pilot, "1 of 1")
        with Library(paths) as other:
            other.mark(other.listing(View(query="strait")).rowids(), "starred", True)
        await until_seen(pilot, "★")


async def test_tab_completes_fields_and_values_and_goes_round_words(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"bun", "tab")
        await until_seen(pilot, "/bundle:")
        await until_seen(pilot, "kestrel 67  gull 1")
        await press(pilot, "tab", "tab")
        await until_seen(pilot, "/bundle:gull")
        await until_seen(pilot, "1 hit")
        await press(pilot, "shift+tab")
        await until_seen(pilot, "67 hits")
        await press(pilot, "space", *"moo", "tab")
        await until_seen(pilot, "/bundle:kestrel mooring ")
        await until_seen(pilot, "61 hits")
        await press(pilot, "escape")
        await until_seen(pilot, "1 of 68")
        assert "indexed 100 %" in seen(pilot).splitlines()[-1]


async def test_queries_that_were_run_come_back_by_up(read: Read, paths: Paths) -> None:
    async with read() as pilot:
        for query in ("strait", "mooring", "sandwich ham"):
            await press(pilot, "/", *query, "enter")
            await until_seen(pilot, f"Search: {query}")
    async with read() as pilot:
        await press(pilot, "/", *"s")
        await until(pilot, lambda: paths.searches.exists())
        await press(pilot, "up")
        await until_seen(pilot, "/sandwich ham")
        await press(pilot, "up")
        await until_seen(pilot, "/strait ")
        await press(pilot, "down", "down")
        await until(pilot, lambda: screen_of(pilot).prompt.text == "s")
        await press(pilot, "backspace", *"ring", "ctrl+r")
        await until_seen(pilot, "/mooring")
        await until_seen(pilot, "61 hits")


async def test_without_history_nothing_is_kept(read: Read, paths: Paths) -> None:
    async with read(config=Config(history=False)) as pilot:
        await press(pilot, "/", *"strait", "enter")
        await until_seen(pilot, "1 of 1")
    assert not paths.searches.exists()


async def test_why_says_where_each_clause_stands(read: Read) -> None:
    for size in ((80, 24), (120, 40)):
        async with read(size=size) as pilot:
            await press(pilot, ":", *"why", "enter")
            await until_seen(pilot, "there is no search to explain")
            await press(pilot, "/", *"strait date:2021-12", "enter")
            await until_seen(pilot, "1 of 1")
            await press(pilot, ":", *"why", "enter")
            await until_seen(pilot, "yes  strait")
            assert "body 2: strait" in seen(pilot)
            assert "its date is 2021-12-09" in seen(pilot)
            await press(pilot, "q")
            await until_seen(pilot, "14:05" if size[0] == 120 else FIRST)


async def test_the_page_that_says_why_scrolls_and_stays(read: Read) -> None:
    async with read(size=(120, 12)) as pilot:
        await press(pilot, "/", *"strait date:2021-12 ship title:storm -gull thursday", "enter")
        await until_seen(pilot, "1 of 1")
        await press(pilot, ":", *"why", "enter")
        await until_seen(pilot, "yes  strait")
        assert "thursday" not in seen(pilot).splitlines()[-3]
        await press(pilot, "s")
        await until(pilot, lambda: screen_of(pilot).counts.starred == 1)
        await press(pilot, "tab", "G")
        await until_seen(pilot, "yes  thursday")
        await press(pilot, "g", "g")
        await until_seen(pilot, "yes  strait")


async def test_a_question_shows_what_has_most_of_its_words_under_a_heading(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "/", *"why was the strait closed to xylophones")
        await until_seen(pilot, "Most of the words")
        await until_seen(pilot, "0 hits, 1 with most of the words")
        assert FIRST in seen(pilot)
        await press(pilot, "enter", "enter")
        await until_seen(pilot, "The strait was closed")


async def test_going_round_the_hits_of_an_article_says_so(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "4", "j", "enter")
        await until_seen(pilot, "Paragraph 1 of")
        await press(pilot, "/", *"the long report", "enter")
        await until_seen(pilot, "match 1/")
        await press(pilot, "N")
        await until_seen(pilot, "wrapped · match 41/41")
        await press(pilot, "n")
        await until_seen(pilot, "wrapped · match 1/41")
        await press(pilot, "2", "n")
        await until_seen(pilot, "match 3/41")


async def test_capital_j_walks_the_hits_of_a_search_from_inside_an_article(read: Read) -> None:
    async with read(size=(80, 24)) as pilot:
        await press(pilot, "/", *"title:tide", "enter")
        await until_seen(pilot, "1 of 60")
        await press(pilot, "enter")
        await until_seen(pilot, "High water at mooring")
        await press(pilot, "J", "J")
        await until_seen(pilot, "3 of 60")
        assert screen_of(pilot).panes.is_in_article
        await press(pilot, "K", "q")
        await until_seen(pilot, "2 of 60")
