"""The reader in a real pseudo-terminal: what arrives there, byte by byte where that is the promise."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.terminal import Spawn, Terminal

FIRST = "Storm closes the northern strait"
COUNTS = "68 articles · 68 unread · indexed 100 %"

BYTES_PER_STEP = 450
BYTES_PER_PAGE = 6_700


@pytest.fixture
def reader(terminal: Spawn, data_dir: Path) -> Spawn:
    """The reader on the small library, its first frame drawn."""

    def start(**kwargs: object) -> Terminal:
        started = terminal(data_dir=data_dir, **kwargs)
        started.wait_until(lambda seen: "indexed" in seen.text or "Too small" in seen.text, "the first frame")
        return started

    return start


def test_the_first_frame_has_headlines_and_counts(reader: Spawn) -> None:
    seen = reader()
    assert seen.line_with(FIRST).startswith("▌14:05 ●")
    assert COUNTS in seen.lines[-1]
    assert "9 December 2021" in seen.text


def test_a_cursor_step_costs_little_and_rest_costs_nothing(reader: Spawn) -> None:
    seen = reader()
    assert max(seen.bytes_for("j") for _ in range(8)) <= BYTES_PER_STEP
    seen.wait_for("9 of 68")
    seen.received = 0
    seen.wait_until_quiet(1.5)
    assert seen.received == 0
    assert seen.bytes_for("pgdn") <= BYTES_PER_PAGE


def test_what_is_drawn_piece_by_piece_equals_what_is_drawn_anew(reader: Spawn) -> None:
    seen = reader()
    seen.press("j", "j", "j", "enter")
    seen.wait_for("比计划提前三个星期")
    seen.press("q", "/", *"mooring", "enter", "j", "enter")
    seen.wait_for("High water at")
    seen.press("space", "q", "esc")
    seen.wait_for("4 of 68")
    seen.wait_for("66 unread")
    seen.wait_until_quiet()
    before = seen.lines
    seen.screen.erase_in_display(2)
    seen.press("ctrl-l")
    seen.wait_for("4 of 68")
    seen.wait_until_quiet()
    assert seen.lines == before


def test_hostile_text_arrives_as_text(reader: Spawn) -> None:
    seen = reader()
    assert "Markup [bold]stays[/] what it is" in seen.text
    seen.press("j", "j", "enter")
    seen.wait_for("A [red]text[/red] with")
    assert b"\x1b[31mred" not in seen.raw
    assert b"owned\x07" not in seen.raw


def test_searching_and_reading_in_a_small_terminal(reader: Spawn) -> None:
    seen = reader(columns=80, rows=24)
    seen.press("/")
    seen.type("sandwich")
    seen.wait_for("1 hit")
    seen.press("enter", "enter")
    seen.wait_for("It was ham.")
    seen.press("q", "esc")
    seen.wait_for("1 of 68")


def test_a_resized_terminal_is_drawn_anew(reader: Spawn) -> None:
    seen = reader()
    seen.resize(70, 20)
    seen.wait_until(lambda terminal: COUNTS in terminal.lines[-1] and "│" not in terminal.text)
    seen.resize(30, 6)
    seen.wait_for("Too small")
    seen.resize(120, 40)
    seen.wait_until(lambda terminal: COUNTS in terminal.lines[-1] and "In this library" in terminal.text)


def test_without_utf8_everything_is_ascii(reader: Spawn) -> None:
    seen = reader(environ={"LANG": "C", "LC_ALL": "C"})
    assert seen.line_with(FIRST).startswith(">14:05 *")
    seen.press("enter")
    seen.wait_for("67 unread")
    seen.press("j", "j", "j")
    seen.wait_until_quiet()
    assert bytes(seen.raw).isascii()


def test_without_colour_no_colour_is_sent(reader: Spawn) -> None:
    seen = reader(environ={"NO_COLOR": "1"})
    seen.press("j", "/", *"strait", "enter")
    seen.wait_for("1 of 1")
    seen.wait_until_quiet()
    colours = {(cell.fg, cell.bg) for row in range(40) for cell in seen.screen.buffer[row].values()}
    assert colours == {("default", "default")}
    assert any(cell.reverse for row in range(40) for cell in seen.screen.buffer[row].values())


def test_a_copy_reaches_the_terminal(reader: Spawn) -> None:
    seen = reader()
    seen.press("y", "u")
    seen.wait_for("url copied")
    assert b"\x1b]52;c;aHR0cHM6Ly9rZXN0cmVsLmV4YW1wbGUvc3Rvcm0=" in seen.raw


def test_a_copy_passes_through_tmux(reader: Spawn) -> None:
    seen = reader(environ={"TMUX": "/nowhere,1,0"})
    seen.press("y", "u")
    seen.wait_for("url copied")
    assert b"\x1bPtmux;\x1b\x1b]52;c;aHR0cHM6Ly9" in seen.raw


def test_quitting_gives_the_terminal_back_and_keeps_the_place(reader: Spawn, data_dir: Path) -> None:
    seen = reader()
    seen.press("j", "j", "s", "Q")
    assert seen.wait_for_end() == 0
    assert b"\x1b[?1049l" in seen.raw and b"\x1b[?25h" in seen.raw
    again = reader()
    again.wait_for("3 of 68")
    assert "★" in again.line_with("Markup [bold]")


def test_ended_from_outside_it_keeps_the_place(reader: Spawn) -> None:
    seen = reader()
    seen.press("j")
    seen.wait_for("2 of 68")
    seen.signal(signal.SIGTERM)
    assert seen.wait_for_end() == 0
    reader().wait_for("2 of 68")


def test_control_c_twice_quits_and_control_q_does_not(reader: Spawn) -> None:
    seen = reader()
    seen.press("ctrl-q", "j")
    seen.wait_for("2 of 68")
    seen.press("ctrl-c")
    seen.wait_for("Ctrl-C again quits")
    seen.press("ctrl-c")
    assert seen.wait_for_end() == 0


def test_suspended_and_resumed_the_screen_comes_back(reader: Spawn) -> None:
    seen = reader()
    seen.press("j", "ctrl-z")
    seen.wait_until_stopped()
    seen.wait_until_quiet()
    assert b"\x1b[?1049l" in seen.raw
    seen.screen.reset()
    seen.signal(signal.SIGCONT)
    seen.wait_for("2 of 68")
    seen.press("j")
    seen.wait_for("3 of 68")
    assert FIRST in seen.text


def test_opened_with_a_path_it_shows_headlines_while_the_rest_is_read(
    terminal: Spawn, tmp_path: Path
) -> None:
    bundle = tmp_path / "isles.jsonl"
    records = [
        {"title": f"Isle number {number} is there", "body": "Yes.", "date": f"2021-12-{1 + number % 28:02}"}
        for number in range(120)
    ]
    bundle.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    seen = terminal(str(bundle))
    seen.wait_for("is there")
    seen.press("j", "j")
    seen.wait_until(lambda one: " 3 of " in one.lines[-1], "the third headline")
    under_cursor = next(line for line in seen.lines if "▌" in line)
    seen.wait_for("120 articles · 120 unread · indexed 100 %")
    seen.wait_until(lambda one: "reading" not in one.lines[0] and "indexing" not in one.lines[0])
    seen.wait_until_quiet()
    assert under_cursor in seen.lines


def test_a_path_that_is_no_bundle_is_said_in_one_line(terminal: Spawn, tmp_path: Path) -> None:
    seen = terminal(str(tmp_path / "nothing-here"))
    seen.wait_for("nothing-here")
    assert "Traceback" not in seen.text


def test_marks_of_another_process_appear(reader: Spawn, paths: Paths) -> None:
    seen = reader()
    seen.press("j")
    with Library(paths) as other:
        other.mark([other.listing(View()).window(0, 1)[0].rowid], "read", True)
    # The key and the other process's mark arrive in any order; neither may undo the other.
    seen.wait_until(lambda terminal: "· 67 unread" in terminal.lines[-1] and "2 of 68" in terminal.lines[-1])
    seen.wait_until_quiet()
    assert "· 67 unread" in seen.lines[-1] and "2 of 68" in seen.lines[-1]


def test_a_search_in_vain_is_relaxed_by_a_digit_and_completed_by_tab(reader: Spawn) -> None:
    seen = reader(columns=80, rows=24)
    seen.press("/")
    seen.type("straits xylophone date:2021-12")
    seen.wait_for("Search instead, by number")
    assert "→ xylophone" in seen.text
    seen.press("enter")
    seen.wait_for(COUNTS)
    seen.press("1")
    seen.wait_for(FIRST)
    seen.wait_for("/straits date:2021-12")
    seen.press("ctrl-u")
    seen.type("bundle:g")
    seen.press("tab")
    seen.wait_for("/bundle:gull")
    seen.wait_for("1 hit")
    seen.press("esc")
    seen.wait_for("Nothing found")
    seen.press("esc")
    seen.wait_for("1 of 68")


def test_what_is_selected_and_scored_is_seen_without_colour(reader: Spawn) -> None:
    seen = reader(environ={"NO_COLOR": "1"})
    seen.press("V", "j")
    seen.wait_for("2 selected")
    seen.press("+")
    seen.wait_for("+1 Storm closes")
    assert seen.line_with("Storm closes")[6] == seen.line_with("Bread prices")[6] == "✓"
    seen.press("d")
    seen.wait_until_gone("Storm closes")
    seen.press("u")
    seen.wait_for("of 68")
    seen.press("g", "g")
    seen.wait_for("Storm closes")


def test_the_order_is_chosen_and_the_side_bar_unfolded_in_a_small_terminal(reader: Spawn) -> None:
    seen = reader(columns=80, rows=24)
    seen.press("S")
    seen.wait_for("[n newest]")
    seen.press("o")
    seen.wait_for("oldest first")
    seen.press("z", "s")
    seen.wait_for("▸ kestrel")
    seen.press("j", "l")
    seen.wait_for("Weather")
    seen.press("j", "enter")
    seen.wait_for("kestrel › Weather")


def test_a_step_that_carries_a_range_along_costs_little(reader: Spawn) -> None:
    seen = reader()
    seen.press("V", "j")
    seen.wait_for("2 selected")
    assert seen.bytes_for("j") < 600


@pytest.mark.parametrize("stderr", ["2>said.txt", "2>&-"])
def test_the_screen_is_there_whatever_becomes_of_stderr(data_dir: Path, tmp_path: Path, stderr: str) -> None:
    places = f"--data-dir '{data_dir}' --config '{tmp_path / 'none.toml'}'"
    command = f"cd '{tmp_path}'; exec '{sys.executable}' -m newsreader {places} {stderr}"
    with Terminal(["sh", "-c", command]) as seen:
        seen.wait_for(COUNTS)
        seen.press("j")
        seen.wait_for("2 of 68")
        seen.press("Q")
        assert seen.wait_for_end() == 0
    assert all(not path.read_text() for path in tmp_path.glob("said.txt"))
