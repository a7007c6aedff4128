"""How list and article share the screen, by its size and by the reader's choice."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

LIST, ARTICLE = "Bread prices fall", "Paragraph 1 of"


def shown(pilot: Pilot[int]) -> str:
    """Where the list and the long report are seen: side by side, one above the other, or one alone."""
    lines = seen(pilot).splitlines()
    listed = [row for row, line in enumerate(lines) if LIST in line]
    read = [row for row, line in enumerate(lines) if "long report tells" in line]
    if not listed or not read:
        return "list" if listed else "article" if read else "neither"
    return "stacked" if read[0] > listed[0] + 5 and "│" not in lines[read[0]] else "wide"


@pytest.mark.parametrize(
    ("size", "layout"),
    [
        ((80, 24), "article"),
        ((120, 40), "wide"),
        ((80, 50), "stacked"),
        ((200, 60), "wide"),
        ((50, 60), "article"),
    ],
)
async def test_the_layout_follows_the_size(read: Read, size: tuple[int, int], layout: str) -> None:
    async with read(size=size) as pilot:
        await press(pilot, "4", "j", "enter")
        await until(pilot, lambda: shown(pilot) == layout, layout)


async def test_a_key_goes_through_the_layouts_and_the_choice_is_kept(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "4", "j", "enter")
        await until(pilot, lambda: shown(pilot) == "wide")
        steps = (
            ("list above, article below", "stacked"),
            ("one pane at a time", "article"),
            ("side by side", "wide"),
            ("list above, article below", "stacked"),
        )
        for said, layout in steps:
            await press(pilot, "z", "l")
            await until_seen(pilot, said)
            await until(pilot, lambda: shown(pilot) == layout, layout)  # noqa: B023
    async with read() as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: shown(pilot) == "stacked")


async def test_the_side_bar_stands_beside_a_stacked_list(read: Read) -> None:
    async with read(size=(90, 50)) as pilot:
        await press(pilot, "z", "s")
        await until_seen(pilot, "All bundles")
        await press(pilot, "q", "4", "j", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await until_seen(pilot, "long report tells")
        lines = seen(pilot).splitlines()
        assert all(line[26:27] == "│" for line in lines[1:-1])


async def test_resizing_never_loses_the_place(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "4", "j", "enter")
        await until(pilot, lambda: shown(pilot) == "wide")
        await press(pilot, "space", "space")
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.pane.top > 0)
        place = screen.pane.place[0]
        for size in ((80, 24), (80, 50), (200, 60), (30, 6), (60, 20), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            assert screen.headlines.cursor == 4
            if size != (30, 6):
                await until(pilot, lambda: abs(screen.pane.place[0] - place) <= 1)
        assert "5 of 68" in seen(pilot)


async def test_resizing_keeps_the_cursor_on_the_screen(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "3", "0", "G")
        await until_seen(pilot, "30 of 68")
        for size in ((80, 24), (80, 50), (60, 10), (200, 60), (120, 40)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: any("▌" in line for line in seen(pilot).splitlines()))
            assert screen_of(pilot).headlines.cursor == 29
