"""The mouse, as a terminal reports it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Spawn, Terminal

ON, OFF = b"\x1b[?1000h", b"\x1b[?1000l"


@pytest.fixture
def seen(terminal: Spawn, data_dir: Path) -> Terminal:
    """The reader, its first frame drawn."""
    started = terminal(data_dir=data_dir)
    started.wait_for("indexed 100 %")
    started.wait_until_quiet()
    return started


def row_with(seen: Terminal, text: str) -> int:
    return next(number for number, line in enumerate(seen.lines) if text in line)


def test_a_click_goes_to_a_headline_and_another_opens_it(seen: Terminal) -> None:
    row = row_with(seen, "Bread prices")
    seen.click(20, row)
    seen.wait_for("2 of 68")
    seen.click(20, row)
    seen.wait_for("Flour is cheaper")


def test_the_wheel_scrolls_what_it_is_over(seen: Terminal) -> None:
    seen.turn_wheel(20, 10)
    seen.wait_until_gone("Storm closes")
    seen.turn_wheel(20, 10, down=False)
    seen.wait_for("Storm closes")
    row = row_with(seen, "The long report")
    seen.click(20, row)
    seen.click(20, row)
    seen.wait_for("Paragraph 1 of")
    seen.turn_wheel(100, 10)
    seen.turn_wheel(100, 10)
    seen.wait_until_gone("Paragraph 1 of")
    assert "Storm closes" in seen.text


def test_a_click_on_a_bundle_lists_it(seen: Terminal) -> None:
    seen.press("z", "s")
    seen.wait_for("▌All bundles")
    seen.click(3, row_with(seen, " gull "))
    seen.wait_for("Gull takes sandwich")


def test_the_mouse_can_be_left_to_the_terminal(seen: Terminal) -> None:
    assert ON in seen.raw and b"\x1b[?1003h" not in seen.raw
    seen.raw.clear()
    seen.press(":")
    seen.type("mouse\r")
    seen.wait_for("the mouse selects text now")
    assert OFF in seen.raw
    seen.raw.clear()
    seen.press("z", "m")
    seen.wait_for("the mouse is used here")
    assert ON in seen.raw


def test_without_a_mouse_none_is_asked_for(terminal: Spawn, data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("mouse = false\n")
    seen = terminal(data_dir=data_dir)
    seen.wait_for("indexed 100 %")
    seen.wait_until_quiet()
    assert ON not in seen.raw
    seen.press("z", "m")
    seen.wait_for("the mouse is used here")
    assert ON in seen.raw
