"""Pictures in a terminal's own pixels: what is sent for them, and what the painter makes of their cells."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys

import pytest
from PIL import Image
from rich.console import Console

from newsreader.paths import Paths
from newsreader.tui import raster
from newsreader.tui.graphics import (
    PLACEHOLDER,
    Gallery,
    Graphics,
    Kitty,
    Placed,
    Plate,
    Sixel,
    form_for,
    key_of,
)
from newsreader.tui.painter import Painter
from newsreader.tui.raster import Box
from newsreader.tui.terminal import drawable
from tests.terminal import Spawn
from tests.tui.test_pictures import picture
from tests.tui.test_pictures import pictured as pictured

BOX = Box(4, 3)


def _cells(placed: Placed, row: int) -> str:
    """The cells of a row as Textual writes them."""
    (segment,) = placed.row(row)
    assert segment.style is not None
    console = Console(color_system="256", force_terminal=True, file=io.StringIO())
    return segment.style.render(segment.text, color_system=console._color_system)


def _frame(top: int, placed: Placed, rows: int = 5) -> str:
    """A frame of some rows, the picture beginning in row ``top``, a word left of it in each."""
    output = []
    for y in range(rows):
        row = y - top
        inner = _cells(placed, row) if 0 <= row < placed.box.rows else "    "
        output.append(f"\x1b[{y + 1};1Hword {inner} end")
    return "".join(output)


def _painter(graphics: Graphics, plate: Plate) -> tuple[Painter, Placed, list[str]]:
    painter, sent = Painter(), list[str]()
    painter.graphics = graphics
    return painter, Gallery(graphics, sent.append).hang(plate), sent


def _kitty() -> tuple[Painter, Placed, list[str]]:
    return _painter(Kitty(), Plate(BOX, raster.png(picture((40, 60)), BOX)))


def _sixel() -> tuple[Painter, Placed, list[str]]:
    return _painter(
        Sixel(), Plate(BOX, b"\n".join(f"\x1bP0;1qstrip{row}\x1b\\".encode() for row in range(3)))
    )


def _placements(output: str) -> list[int]:
    return [int(row) - 1 for row in re.findall(r"\x1b_Ga=p,i=\d+,p=(\d+),", output)]


@pytest.mark.parametrize(
    ("environ", "form"),
    [({"TERM": "xterm-kitty"}, "kitty"), ({"TERM": "xterm-ghostty"}, "kitty"), ({"TERM": "foot"}, "sixel"),
     ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"), ({"TERM": "xterm-256color"}, "blocks"),
     ({"TERM": "tmux-256color"}, "blocks"), ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, "blocks")],
)  # fmt: skip
def test_a_terminal_is_known_by_its_name(environ: dict[str, str], form: str) -> None:
    assert form_for(environ) == form


def test_cells_of_a_picture_say_which_row_of_which_picture_they_are() -> None:
    for row in range(raster.MOST_ROWS):
        (segment,) = Placed(Box(9, 15), 77).row(row)
        assert key_of(segment.text, "38;5;77") == (77, row)
        assert key_of(segment.text, "38;5;77;48;2;1;2;3") == (77, row)
        assert segment.cell_length == 9
    assert key_of(PLACEHOLDER * 9, "38;5;77") is None
    assert key_of(segment.text, "1;31") is None


def test_no_text_of_a_bundle_can_stand_for_a_picture() -> None:
    assert drawable(f"a{PLACEHOLDER}\u0305b") == "a\u0305b"


def test_kitty_gets_a_picture_once_and_then_only_moves_its_rows() -> None:
    painter, placed, sent = _kitty()
    assert sent[0].startswith("\x1b_Ga=t,f=100,i=16,q=2,m=")
    first = painter.paint(_frame(1, placed))
    assert _placements(first) == [0, 1, 2]
    assert PLACEHOLDER not in first
    second = painter.paint(_frame(0, placed))
    assert _placements(second) == [0, 1, 2]
    assert "a=d" not in second
    assert len(second) < 400


def test_kitty_takes_rows_away_that_have_scrolled_out_or_are_covered() -> None:
    painter, placed, _ = _kitty()
    painter.paint(_frame(2, placed))
    assert "\x1b_Ga=d,d=i,i=16,p=3,q=2\x1b\\" in painter.paint(_frame(3, placed))
    covered = painter.paint("\x1b[4;1Hword                ")
    assert "\x1b_Ga=d,d=i,i=16,p=1,q=2\x1b\\" in covered
    assert "p=2," not in covered


def test_parts_of_a_picture_fit_together_without_a_gap() -> None:
    kitty = Kitty()
    data = io.BytesIO()
    Image.new("RGB", (37, 50)).save(data, "PNG")
    kitty.take(20, Plate(BOX, data.getvalue()))
    parts = [re.search(r"y=(\d+),w=(\d+),h=(\d+)", kitty.draw(20, row) or "") for row in range(3)]
    edges = [(int(part[1]), int(part[1]) + int(part[3]), int(part[2])) for part in parts if part]
    assert [edge[0] for edge in edges] == [0, edges[0][1], edges[1][1]]
    assert edges[-1][1] == 50 and {edge[2] for edge in edges} == {37}


def test_a_sixel_row_is_sent_when_its_cells_change_and_only_then() -> None:
    painter, placed, sent = _sixel()
    assert sent == []
    first = painter.paint(_frame(0, placed))
    assert [f"strip{row}" in first for row in range(3)] == [True] * 3
    assert "strip" not in painter.paint(_frame(0, placed))
    assert "strip" not in painter.paint("\x1b[1;1Hwort")
    assert "strip" not in painter.paint("\x1b[2;10H END")
    moved = painter.paint(_frame(1, placed))
    assert [moved.count(f"strip{row}") for row in range(3)] == [1, 1, 1]


def test_after_a_strip_of_sixels_the_cursor_is_put_where_it_must_be() -> None:
    painter, placed, _ = _sixel()
    output = painter.paint(_frame(0, placed))
    for found in re.finditer(r"strip\d\x1b\\(.{0,3})", output):
        assert found[1] == "" or found[1].startswith("\x1b[")


def test_a_screen_that_is_drawn_anew_gets_its_pictures_again() -> None:
    for painter, placed, _ in (_kitty(), _sixel()):
        before = painter.paint(_frame(1, placed))
        painter.forget()
        after = painter.paint(_frame(1, placed))
        assert len(after) >= len(before)


def test_a_picture_that_was_forgotten_is_not_drawn() -> None:
    graphics = Sixel()
    painter, sent = Painter(), list[str]()
    painter.graphics = graphics
    gallery = Gallery(graphics, sent.append)
    placed = gallery.hang(Plate(BOX, b"strip0\nstrip1\nstrip2"))
    gallery.clear()
    assert "strip" not in painter.paint(_frame(0, placed))


def test_sixels_are_the_picture() -> None:
    strips = raster.sixels(picture((200, 100)), Box(20, 4), (5, 11)).decode().split("\n")
    assert len(strips) == 4
    assert _dominant(strips[0]) == {(100, 0, 0)}
    assert _dominant(strips[3]) == {(0, 0, 100)}
    assert all(len(_columns(strip)) == 100 for strip in strips)


def _columns(strip: str) -> list[int]:
    """How many pixels each column of a strip has, as a terminal would set them."""
    columns: dict[int, int] = {}
    x = 0
    body = strip.split('"', 1)[1].split("\x1b", 1)[0]
    body = re.sub(r"^[\d;]+|#\d+(?:;2;\d+;\d+;\d+)?", "", body)
    for count, character in re.findall(r"(?:!(\d+))?([?-~]|[$-])", body):
        if character in "$-":
            x = 0
            continue
        for _ in range(int(count or 1)):
            columns[x] = columns.get(x, 0) + (ord(character) - 63).bit_count()
            x += 1
    assert set(columns.values()) == {11}
    return list(columns)


def _dominant(strip: str) -> set[tuple[int, ...]]:
    """The colours, in per cent, that are set in the first band, those of edges left out."""
    colours = {
        int(number): tuple(map(int, colour.split(";")))
        for number, colour in re.findall(r"#(\d+);2;(\d+;\d+;\d+)", strip)
    }
    band = re.sub(r"#\d+;2;\d+;\d+;\d+", "", strip).split("-")[0]
    counts = {int(number): len(run) for number, run in re.findall(r"#(\d+)([^#$-]*)", band)}
    return {colours[number] for number in counts if counts[number] and max(colours[number]) == 100}


def test_a_terminal_of_kittys_gets_pixels(terminal: Spawn, pictured: Paths) -> None:
    kitty = {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "SSH_CONNECTION": ""}
    shown = terminal(data_dir=pictured.data, environ=kitty)
    shown.wait_for("2 articles")
    shown.press("enter")
    shown.wait_until(lambda terminal: b"\x1b_Ga=p,i=16,p=15," in terminal.raw, "the last row of the picture")
    assert b"\x1b_Ga=t,f=100,i=16," in shown.raw
    assert PLACEHOLDER.encode() not in shown.raw
    shown.press("?")
    shown.wait_until(lambda terminal: b"\x1b_Ga=d,d=i,i=16,p=15," in terminal.raw, "its end under the help")


def test_a_terminal_that_was_left_for_the_shell_gets_its_pictures_again(
    terminal: Spawn, pictured: Paths
) -> None:
    kitty = {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "SSH_CONNECTION": ""}
    shown = terminal(data_dir=pictured.data, environ=kitty)
    shown.wait_for("2 articles")
    shown.press("enter")
    shown.wait_until(lambda terminal: b"\x1b_Ga=p,i=16,p=15," in terminal.raw, "the picture")
    shown.press("ctrl-z")
    shown.wait_until_stopped()
    shown.raw.clear()
    shown.signal(signal.SIGCONT)
    shown.wait_until(lambda terminal: b",p=15,x=0" in terminal.raw, "the picture once more")
    assert b"\x1b_Ga=t,f=100,i=17," in shown.raw


def test_where_the_size_of_a_cell_is_not_known_sixels_give_way_to_blocks(
    terminal: Spawn, pictured: Paths
) -> None:
    shown = terminal(data_dir=pictured.data, environ={"TERM": "foot", "COLORTERM": "truecolor"})
    shown.wait_for("2 articles")
    shown.press("z", "p", "z", "p", "enter")
    shown.wait_until(lambda terminal: b"48;2;25" in terminal.raw, "the picture in blocks")
    assert b"\x1bP0;1q" not in shown.raw


def test_no_import_of_pillow_before_a_picture_is_wanted() -> None:
    parts = "newsreader.tui.app, newsreader.tui.screens.inside.illustrating"
    code = f"import sys, {parts}; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
