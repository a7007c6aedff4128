"""Pictures as pixels of half a cell: how large they are drawn, and how they are had."""

from __future__ import annotations

import subprocess
import sys
import warnings
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import DocumentError
from newsreader.tui.picture_decoder import FORMATS, MOST_PIXELS

MOST_ROWS = 15
"""Of the screen; a picture that took all of a small one would hide what it illustrates."""

TIMEOUT_S = 15
"""How long one picture may take."""

_SMALLEST_PIXELS = 16
_FEWEST_COLUMNS = 6
_PIXELS_A_COLUMN = 4
"""A small picture is not blown up further than this."""

CELL = (10, 20)
"""Pixels of a cell, about, on a screen of today."""

Size = tuple[int, int]


class Box(NamedTuple):
    """The room that a picture takes, in cells."""

    columns: int
    rows: int


class Raster(NamedTuple):
    """A picture in half blocks: two rows of pixels for each of text.

    ``pixels`` has three bytes for each, or, where there are but 256 ``colours`` or 16, the number of one.
    """

    box: Box
    colours: int
    pixels: bytes

    def pair(self, column: int, row: int) -> tuple[bytes, bytes]:
        """The upper and the lower colour of a cell."""
        step = 3 if self.colours > 256 else 1
        width = self.box.columns * step
        start = 2 * row * width + column * step
        return self.pixels[start : start + step], self.pixels[start + width : start + width + step]


def is_possible() -> bool:
    """Whether Pillow is installed, which ``newsreader[pictures]`` brings."""
    from importlib.util import find_spec

    try:
        return find_spec("PIL") is not None
    except ValueError:
        return False


def size_of(data: bytes) -> Size:
    """Width and height of a picture in pixels, told from its head alone.

    Raises DocumentError for what is no picture, or one that would be too large in memory.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                width, height = image.size
                is_turned = image.format == "JPEG" and image.getexif().get(0x0112, 1) >= 5
    except Image.DecompressionBombError as error:
        raise DocumentError("too large a picture") from error
    except Exception as error:
        # What is hostile makes Pillow's readers raise nearly anything: SyntaxError, struct.error, KeyError.
        raise DocumentError("not a picture that can be shown") from error
    return (height, width) if is_turned else (width, height)


def box_for(size: Size, columns: int) -> Box | None:
    """The cells of a picture in a column of that width; None for one that could not be made out."""
    width, height = size
    if min(size) < _SMALLEST_PIXELS:
        return None
    scale = min(columns / width, 2 * MOST_ROWS / height, 1 / _PIXELS_A_COLUMN)
    box = Box(round(width * scale), max(1, round(height * scale / 2)))
    return box if box.columns >= _FEWEST_COLUMNS else None


def png(data: bytes, box: Box) -> bytes:
    """The picture as a PNG of about as many pixels as a terminal has in a box. Raises DocumentError."""
    return _decoded(data, box.columns * CELL[0], box.rows * CELL[1], "png")


def sixels(data: bytes, box: Box, cell: Size) -> bytes:
    """The picture as sixels, a line for each row of text. Raises DocumentError."""
    return _decoded(data, box.columns * cell[0], box.rows * cell[1], f"sixel:{box.rows}")


def decode(data: bytes, box: Box, colours: int) -> Raster:
    """The picture in a box, decoded by another process. Raises DocumentError where that does not work out."""
    pixels = _decoded(data, box.columns, 2 * box.rows, str(colours))
    if len(pixels) != box.columns * 2 * box.rows * (3 if colours > 256 else 1):
        raise DocumentError("damaged")
    return Raster(box, colours, pixels)


def _decoded(data: bytes, width: int, height: int, form: str) -> bytes:
    command = [sys.executable, "-P", str(Path(__file__).with_name("picture_decoder.py"))]
    command += [str(width), str(height), form]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DocumentError("it takes too long") from error
    if done.returncode:
        raise DocumentError("damaged")
    return done.stdout
