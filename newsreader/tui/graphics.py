"""Pictures in the terminal's own pixels: how rows of cells stand for them, and what is sent for each row.

A picture is drawn row by row of text, so that it scrolls and is covered as text is. In a frame its cells are
``PLACEHOLDER``, in a colour that is the picture's number; the painter, which knows what the terminal shows,
has the row sent or moved when those cells change.
"""

from __future__ import annotations

import re
from base64 import standard_b64encode
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Literal, NamedTuple, Protocol

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.raster import Box

Form = Literal["blocks", "kitty", "sixel"]

PLACEHOLDER = "\U0010eeee"
IDS = range(16, 230)
"""Numbers of pictures: colours of a terminal with 256, but for those that themes use."""

CHUNK = 4096
_ROWS = "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352"
_COLOUR = re.compile(r"38;5;(\d+)(?:;48;|$)")
_SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft", "xterm-sixel")


def form_for(environ: Mapping[str, str]) -> Form:
    """What the terminal is known to understand; it is not asked, for the answer would come among the keys."""
    term = environ.get("TERM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")):
        return "blocks"
    if term in ("xterm-kitty", "xterm-ghostty"):
        return "kitty"
    is_sixel = term.startswith(_SIXEL_TERMS) or environ.get("TERM_PROGRAM") == "WezTerm"
    return "sixel" if is_sixel else "blocks"


class Plate(NamedTuple):
    """A picture as the terminal is given it: a PNG for kitty, or a strip of sixels for each row of text."""

    box: Box
    data: bytes

    @property
    def strips(self) -> list[str]:
        """Sixels, row by row."""
        return self.data.decode("ascii").split("\n")


class Placed(NamedTuple):
    """The cells that stand for a picture of a number."""

    box: Box
    id: int

    def row(self, row: int) -> list[Segment]:
        """The cells of a row, which say which one it is."""
        text = PLACEHOLDER + _ROWS[row] + PLACEHOLDER * (self.box.columns - 1)
        return [Segment(text, Style(color=Color.from_ansi(self.id)))]


def key_of(text: str, style: str) -> tuple[int, int] | None:
    """The picture and the row that cells of a frame stand for."""
    found = _COLOUR.match(style)
    if found is None or text[1:2] not in _ROWS:
        return None
    return int(found[1]), _ROWS.index(text[1:2])


class Graphics(Protocol):
    """Draws rows of pictures. ``moves_cursor``: it is anywhere after a row was drawn."""

    moves_cursor: bool

    def take(self, id: int, plate: Plate) -> str:
        """Take a picture; what to send for it now."""
        ...

    def drop(self, id: int) -> str:
        """Forget it."""
        ...

    def draw(self, id: int, row: int) -> str | None:
        """What draws a row at the cursor; None for a picture that is not known."""
        ...

    def remove(self, id: int, row: int) -> str:
        """What takes away a row whose cells have been written over."""
        ...


class Kitty:
    """Kitty's protocol: sent once, each row then placed as a part of the picture, and moved for a few bytes
    (https://sw.kovidgoyal.net/kitty/graphics-protocol/)."""

    moves_cursor = False

    def __init__(self) -> None:
        self._boxes: dict[int, tuple[Box, int, int]] = {}

    def take(self, id: int, plate: Plate) -> str:
        width, height = (int.from_bytes(plate.data[start : start + 4]) for start in (16, 20))
        self._boxes[id] = plate.box, width, height
        data = standard_b64encode(plate.data).decode()
        chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
        about = f"a=t,f=100,i={id},"
        return "".join(
            f"\x1b_G{'' if number else about}q=2,m={int(number < len(chunks) - 1)};{chunk}\x1b\\"
            for number, chunk in enumerate(chunks)
        )

    def drop(self, id: int) -> str:
        self._boxes.pop(id, None)
        return f"\x1b_Ga=d,d=I,i={id},q=2\x1b\\"

    def draw(self, id: int, row: int) -> str | None:
        if id not in self._boxes:
            return None
        box, width, height = self._boxes[id]
        top, bottom = row * height // box.rows, (row + 1) * height // box.rows
        part = f"x=0,y={top},w={width},h={max(1, bottom - top)}"
        return f"\x1b_Ga=p,i={id},p={row + 1},{part},c={box.columns},r=1,C=1,q=2\x1b\\"

    def remove(self, id: int, row: int) -> str:
        return f"\x1b_Ga=d,d=i,i={id},p={row + 1},q=2\x1b\\"


class Sixel:
    """DEC's sixels: a row is sent each time it is drawn, and gone when its cells are written over."""

    moves_cursor = True

    def __init__(self) -> None:
        self._strips: dict[int, list[str]] = {}

    def take(self, id: int, plate: Plate) -> str:
        self._strips[id] = plate.strips
        return ""

    def drop(self, id: int) -> str:
        self._strips.pop(id, None)
        return ""

    def draw(self, id: int, row: int) -> str | None:
        strips = self._strips.get(id, ())
        return strips[row] if row < len(strips) else None

    def remove(self, id: int, row: int) -> str:
        return ""


class Gallery:
    """The pictures that the terminal has been given."""

    def __init__(self, graphics: Graphics, write: Callable[[str], None]) -> None:
        self._graphics = graphics
        self._write = write
        self._ids = cycle(IDS)
        self._placed: list[Placed] = []

    def hang(self, plate: Plate) -> Placed:
        """Give it one more; the cells that stand for it."""
        placed = Placed(plate.box, next(self._ids))
        self._send(self._graphics.take(placed.id, plate))
        self._placed.append(placed)
        return placed

    def clear(self) -> None:
        """Have it forget them all."""
        self._send("".join(self._graphics.drop(placed.id) for placed in self._placed))
        self._placed.clear()

    def _send(self, data: str) -> None:
        if data:
            self._write(data)
