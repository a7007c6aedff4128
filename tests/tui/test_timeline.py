"""Articles over time: the bars, their peaks, and what is done with them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.tui.timeline import ASCII_LEVELS, LEVELS, Bar, Timeline, said, timeline_of
from tests.terminal import Spawn
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40)


def bars(*counts: int) -> Timeline:
    return Timeline(tuple(Bar(f"{2000 + place}", f"{2000 + place}", n) for place, n in enumerate(counts)))


@given(COUNTS)
def test_only_what_is_empty_is_at_the_lowest(counts: list[int]) -> None:
    for levels in (LEVELS, ASCII_LEVELS):
        heights = bars(*counts).heights(levels)
        assert [height == levels[0] for height in heights] == [not count for count in counts]
        assert not any(counts) or heights[counts.index(max(counts))] == levels[-1]


@given(COUNTS)
def test_peaks_stand_above_their_neighbours(counts: list[int]) -> None:
    timeline = bars(*counts)
    assert bool(timeline.peaks) == any(counts)
    for peak in timeline.peaks:
        assert all(
            counts[other] <= counts[peak] for other in (peak - 1, peak + 1) if 0 <= other < len(counts)
        )


def test_the_next_peak_is_sought_in_both_directions() -> None:
    timeline = bars(1, 9, 1, 1, 8, 0, 9)
    assert timeline.peaks == [1, 4, 6]
    assert timeline.peak_from(4, 1) == 6 and timeline.peak_from(4, -1) == 1
    assert timeline.peak_from(6, 1) is None


def test_periods_are_said_shortly() -> None:
    assert [said(period) for period in ("2021", "2021-12", "2021-12-09")] == [
        "2021",
        "Dec 2021",
        "9 Dec 2021",
    ]
    assert bars(1, 2).axis == "2000 – 2001"
    assert bars(1, 2).merged(1, 0).query == "date:2000..2001"


def test_a_list_is_counted_by_the_unit_its_span_asks_for(paths: Paths) -> None:
    with Library(paths) as library:
        everything = timeline_of(library.listing(View()))
        assert everything.axis.endswith("9 Dec 2021")
        assert sum(bar.articles for bar in everything.bars) == library.counts().articles - 1
        assert len(timeline_of(library.listing(View()), 8).bars) <= 8
        nothing = timeline_of(library.listing(View(query="is:undated")))
        assert nothing.bars == () and nothing.axis == ""


async def test_the_strip_is_shown_walked_and_left(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "t")
        await until_seen(pilot, "Dec 2021: ")
        top = seen(pilot).splitlines()[0]
        assert any(level in top for level in LEVELS[1:])
        await press(pilot, "h", "h")
        assert seen(pilot).splitlines()[0] != top
        await press(pilot, "escape")
        await until_seen(pilot, " – 9 Dec 2021")
        assert screen_of(pilot).panes.active == "list"
        await press(pilot, "j")
        await until_seen(pilot, "2 of 68")
        await press(pilot, "z", "t", "z", "t")
        await until(pilot, lambda: " – 9 Dec 2021" not in seen(pilot).splitlines()[0])


async def test_peaks_take_the_list_along(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "left_square_bracket")
        await until(pilot, lambda: screen_of(pilot).headlines.cursor > 0)
        headline = screen_of(pilot).headlines.headline
        assert headline is not None and headline.published.date is not None
        assert "November 2021" in seen(pilot)
        await press(pilot, "g", "g", "right_square_bracket")
        await until_seen(pilot, "no later peak")


async def test_a_range_narrows_the_list_and_escape_gives_it_back(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "t")
        await until_seen(pilot, "Dec 2021: ")
        await press(pilot, "v", "h", "h", "enter")
        await until_seen(pilot, "date:2021-12-0")
        await until(pilot, lambda: not screen_of(pilot).browsing.is_waiting)
        listing = screen_of(pilot).browsing.listing
        assert listing is not None and 0 < listing.total < 10
        assert screen_of(pilot).panes.active == "list"
        await press(pilot, "escape")
        await until_seen(pilot, "of 68")


def test_the_strip_is_ascii_where_everything_is_and_sent_once(terminal: Spawn, data_dir: Path) -> None:
    seen = terminal(data_dir=data_dir, environ={"LANG": "C", "LC_ALL": "C"})
    seen.wait_for("indexed 100 %")
    seen.press("z", "t", "esc")
    seen.wait_for(" - 9 Dec 2021")
    seen.wait_until_quiet()
    assert bytes(seen.raw).isascii()
    seen.press("j")
    seen.wait_for("2 of 68")
    seen.wait_until_quiet()
    assert seen.bytes_for("j") < 450


async def test_the_strip_is_there_again_after_a_restart_and_keys_go_to_the_list(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "z", "t", "escape")
        await until_seen(pilot, " – 9 Dec 2021")
    async with read() as pilot:
        await until_seen(pilot, " – 9 Dec 2021")
        assert screen_of(pilot).panes.active == "list"
        await press(pilot, "z", "t", "z", "t")
    async with read() as pilot:
        await press(pilot, "j")
        await until_seen(pilot, "2 of 68")
        assert " – 9 Dec 2021" not in seen(pilot).splitlines()[0]
