"""Pictures in the reading pane: drawn where they can be, described where not, harmless whatever they are."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from textual.pilot import Pilot

from newsreader.article import Block, Picture
from newsreader.config import Config
from newsreader.errors import DocumentError
from newsreader.export.jsonl import article_json
from newsreader.library import Library
from newsreader.paths import Paths
from newsreader.tui import raster
from newsreader.tui.raster import Box
from newsreader.tui.screens.inside.illustrating import is_remote
from newsreader.tui.theme import look
from newsreader.tui.widgets.article_setting import lay_out
from newsreader.tui.widgets.illustrations import Illustrations
from tests.terminal import Spawn, Terminal
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen
from tests.tui.news import STORED

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)
TRUE_COLOUR = 1 << 24
WORDS = "Boat number {} lay at the east mole all day, and nobody came to paint her, dry as it was."


def picture(size: tuple[int, int] = (320, 200), form: str = "PNG", mode: str = "RGB") -> bytes:
    """Red above and blue below."""
    image = Image.new(mode, size, "red")
    image.paste("blue", (0, size[1] // 2, size[0], size[1]))
    data = io.BytesIO()
    image.save(data, form)
    return data.getvalue()


def bomb() -> bytes:
    """A few kB that claim, and pack, four thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 65_000, 65_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# Sizes and pixels


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_pictures_of_the_usual_kinds_are_decoded(form: str) -> None:
    data = picture(form=form)
    assert raster.size_of(data) == (320, 200)
    drawn = raster.decode(data, Box(32, 10), TRUE_COLOUR)
    (red, _, little), (_, _, much) = drawn.pair(3, 1)[0], drawn.pair(3, 8)[1]
    assert red > 200 > 50 > little
    assert much > 200


def test_a_terminal_of_few_colours_gets_numbers_of_its_colours() -> None:
    assert raster.decode(picture(), Box(32, 10), 256).pair(0, 0) == (b"\xc4", b"\xc4")
    assert raster.decode(picture(), Box(32, 10), 16).pair(0, 0)[0] in (b"\x01", b"\x09")


def test_what_can_be_seen_through_is_drawn_on_white() -> None:
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    data = io.BytesIO()
    clear.save(data, "PNG")
    assert raster.decode(data.getvalue(), Box(10, 5), TRUE_COLOUR).pair(0, 0)[0] == b"\xff\xff\xff"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe-3.0 EPSF-3.0\n",
     b"GIF89a", bytes(1000), picture()[:60], picture(form="JPEG")[:80], bomb()],
    ids=["empty", "head alone", "SVG", "PostScript", "GIF head", "zeros", "cut PNG", "cut JPEG", "bomb"],
)  # fmt: skip
def test_what_is_no_honest_picture_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        raster.size_of(data)
        raster.decode(data, Box(20, 5), TRUE_COLOUR)


def test_a_bomb_is_not_decoded_even_when_its_size_was_not_looked_at() -> None:
    with pytest.raises(DocumentError):
        raster.decode(bomb(), Box(20, 5), TRUE_COLOUR)


def test_a_picture_cut_short_is_found_to_be_damaged_when_it_is_decoded() -> None:
    noise = Image.effect_noise((300, 300), 90)
    data = io.BytesIO()
    noise.save(data, "PNG")
    assert raster.size_of(data.getvalue()[:2000]) == (300, 300)
    with pytest.raises(DocumentError, match="damaged"):
        raster.decode(data.getvalue()[:2000], Box(20, 5), TRUE_COLOUR)


@given(data=st.binary(max_size=200), at=st.integers(0, 100))
def test_no_bytes_upset_the_look_at_a_head(data: bytes, at: int) -> None:
    whole = picture((40, 40))
    try:
        width, height = raster.size_of(whole[:at] + data + whole[at + len(data) :])
    except DocumentError:
        return
    assert width > 0 and height > 0


@given(width=st.integers(1, 60_000), height=st.integers(1, 60_000), columns=st.integers(1, 400))
def test_a_picture_keeps_to_its_column_its_rows_and_its_shape(width: int, height: int, columns: int) -> None:
    box = raster.box_for((width, height), columns)
    if box is None:
        return
    assert 1 <= box.columns <= columns
    assert 1 <= box.rows <= raster.MOST_ROWS
    assert abs(box.columns * height / width - 2 * box.rows) <= 2 + height / width


def test_dots_and_strips_are_not_shown() -> None:
    assert raster.box_for((1, 1), 80) is None
    assert raster.box_for((600, 20_000), 80) is None


# In the text

PICTURED = STORED._replace(
    article=STORED.article._replace(
        blocks=(
            Block("paragraph", "First words."),
            Block("caption", "The pier at noon"),
            Block("paragraph", "Second words."),
        ),
        teasers=(),
        pictures=(Picture(1, "pier.png", "The pier"), Picture(2, "gull.png", "A gull"), Picture(3, "x.png")),
    ),
)


def _lines(illustrations: Illustrations | None) -> list[str]:
    layout = lay_out(PICTURED, 60, 50, LOOK, illustrations=illustrations)
    lines = [f"({line.picture.number})" if line.picture else line.lead + line.text for line in layout.lines]
    return lines[lines.index("First words.") :]


def test_a_picture_that_is_not_drawn_is_described_unless_its_caption_does() -> None:
    assert _lines(None) == [
        "First words.", "", "  [picture] The pier at noon", "", "  [picture: A gull]", "", "Second words."
    ]  # fmt: skip


def test_a_picture_that_is_drawn_stands_close_above_its_caption() -> None:
    assert _lines(Illustrations({0: (40, 20)})) == [
        "First words.", "", "(0)", "(0)", "  The pier at noon", "", "  [picture: A gull]", "", "Second words."
    ]  # fmt: skip


def test_places_of_the_text_are_the_same_with_and_without_pictures() -> None:
    drawn = lay_out(
        PICTURED, 60, 50, LOOK, illustrations=Illustrations({0: (400, 300), 1: (90, 90), 2: (80, 99)})
    )
    plain = lay_out(PICTURED, 60, 50, LOOK)
    anchors = [line.anchor for line in drawn.lines]
    assert anchors == sorted(anchors)
    for line in plain.lines:
        if line.text and line.anchor[1] >= 0:
            assert drawn.lines[drawn.line_at(line.anchor)].text == line.text
    for number, line in enumerate(drawn.lines):
        if line.picture is not None:
            assert drawn.line_at(line.anchor) == number


def test_scripts_are_told_of_pictures_too() -> None:
    pictures = article_json(PICTURED)["pictures"]
    assert pictures[0] == {"block": 1, "source": "pier.png", "alt": "The pier"}


def test_over_a_line_from_elsewhere_pictures_wait_to_be_asked_for() -> None:
    assert is_remote({"SSH_CONNECTION": "10.0.0.1 22"})
    assert not is_remote({"SSH_TTY": ""})


# On the screen


@pytest.fixture
def pictured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A library of one bundle: a page with a picture, a damaged one, a bomb, and one that is not there."""
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "mole"
    root.mkdir()
    images = {"whole.png": picture(), "half.png": picture()[:70], "bomb.png": bomb(), "a.svg": b"<svg/>"}
    body = "".join(
        f"<p>{WORDS.format(number)}</p><p><img src='{name}' alt='It is {name}'></p>"
        for number, name in enumerate([*images, "gone.png"])
    )
    (root / "boats.html").write_text(f"<html><title>Boats at the mole</title><body>{body}</body></html>")
    (root / "plain.txt").write_text("No boats at the mole\n\n" + WORDS.format(9) + "\n")
    for name, data in images.items():
        (root / name).write_bytes(data)
    paths = Paths(data=tmp_path / "pictured", config=tmp_path / "config.toml")
    with Library(paths) as library:
        library.add([root])
    return paths


async def test_a_picture_is_drawn_and_what_is_none_is_described(read: Read, pictured: Paths) -> None:
    async with read(at=pictured, size=(120, 60)) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: _painted(pilot) >= 14 * 30, "the picture")
        assert "It is whole.png" not in seen(pilot)
        for name in ("half.png", "bomb.png", "a.svg", "gone.png"):
            await until_seen(pilot, f"[picture: It is {name}]")


async def test_pictures_are_switched_off_and_on(read: Read, pictured: Paths) -> None:
    async with read(at=pictured, config=Config(pictures="off")) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "[picture: It is whole.png]")
        await press(pilot, "z", "p")
        await until(pilot, lambda: _painted(pilot) > 0, "the picture")
        await press(pilot, "z", "p")
        await until_seen(pilot, "[picture: It is whole.png]")
        assert _painted(pilot) == 0


async def test_over_ssh_pictures_are_described_until_asked_for(
    read: Read, pictured: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 40000 10.0.0.2 22")
    async with read(at=pictured) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "[picture: It is whole.png]")
        await press(pilot, "z", "p")
        await until(pilot, lambda: _painted(pilot) > 0, "the picture")


async def test_without_pillow_pictures_are_described_and_it_is_said_what_to_install(
    read: Read, pictured: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    async with read(at=pictured, config=Config(pictures="on")) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "[picture: It is whole.png]")
        await press(pilot, "z", "p")
        await until_seen(pilot, "newsreader[pictures]")


@pytest.mark.parametrize(
    "config", [Config(pictures="on", linear=True), Config(pictures="on", ascii_only=True)]
)
async def test_where_nothing_can_be_drawn_pictures_are_described(
    read: Read, pictured: Paths, config: Config
) -> None:
    async with read(at=pictured, config=config) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "[picture: It is whole.png]")


async def test_the_text_stays_where_it_is_when_pictures_come(read: Read, pictured: Paths) -> None:
    async with read(at=pictured, size=(80, 12), config=Config(pictures="off")) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "[picture: It is whole.png]")
        await press(pilot, "G")
        pane = screen_of(pilot).pane
        top = seen(pilot).split("\n")[1]
        await press(pilot, "z", "p")
        await until(pilot, lambda: pane.illustrations is not None, "the size of the pictures")
        assert seen(pilot).split("\n")[1] == top


def _painted(pilot: Pilot[int]) -> int:
    """Cells in the red and the blue of a terminal of 256 colours."""
    strips = pilot.app.screen._compositor.render_strips()
    return sum(
        len(text)
        for strip in strips
        for text, style, _ in strip
        if style and style.bgcolor is not None and style.bgcolor.number in (196, 21)
    )


def test_a_picture_arrives_at_a_terminal(terminal: Spawn, pictured: Paths) -> None:
    shown = terminal(data_dir=pictured.data, environ={"COLORTERM": "truecolor", "SSH_CONNECTION": ""})
    shown.wait_for("2 articles")
    shown.press("enter")
    shown.wait_until(lambda terminal: _coloured(terminal) >= 15 * 30, "the picture")
    assert "It is whole.png" not in shown.text


def _coloured(terminal: Terminal) -> int:
    colours = ("fe0000", "ff0000", "0000ff", "0000fe")
    return sum(cell.bg in colours for row in terminal.screen.buffer.values() for cell in row.values())
