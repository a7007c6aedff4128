"""The pictures of the article in the pane, as far as they are there, and how half blocks draw them."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.raster import Box, Raster, Size, box_for

UPPER_HALF = "▀"
INDENT = 2
"""Cells that pictures stand in from the column, as the captions below them do."""


class Drawn(Protocol):
    """A picture as rows of cells."""

    @property
    def box(self) -> Box: ...

    def row(self, row: int) -> list[Segment]: ...


class Illustrations:
    """Sizes and pixels of an article's pictures, by their number in it."""

    def __init__(self, sizes: dict[int, Size]) -> None:
        self._sizes = sizes
        self._drawn: dict[int, Drawn] = {}

    def boxes(self, column: int) -> dict[int, Box]:
        """The room of each picture that can be shown in a column of that width."""
        found = {number: box_for(size, column - INDENT) for number, size in self._sizes.items()}
        return {number: box for number, box in found.items() if box is not None}

    def put(self, number: int, drawn: Drawn) -> None:
        """A picture can be drawn."""
        self._drawn[number] = drawn

    def lose(self, number: int) -> None:
        """This one cannot be decoded."""
        self._sizes.pop(number, None)

    def row(self, number: int, row: int, box: Box) -> list[Segment]:
        """A row of a picture; blank until it can be drawn."""
        drawn = self._drawn.get(number)
        return [Segment(" " * box.columns)] if drawn is None or drawn.box != box else drawn.row(row)


class HalfBlocks:
    """A picture in the colours of half cells."""

    def __init__(self, raster: Raster) -> None:
        self.box = raster.box
        self._raster = raster

    def row(self, row: int) -> list[Segment]:
        """The cells of a row, those alike together."""
        segments: list[Segment] = []
        count, last = 0, self._raster.pair(0, row)
        for column in range(self.box.columns):
            pair = self._raster.pair(column, row)
            if pair != last:
                segments.append(_cells(last, count))
                count, last = 0, pair
            count += 1
        return [*segments, _cells(last, count)]


def _cells(pair: tuple[bytes, bytes], count: int) -> Segment:
    upper, lower = pair
    if upper == lower:
        return Segment(" " * count, _style(None, lower))
    return Segment(UPPER_HALF * count, _style(upper, lower))


@lru_cache(4096)
def _style(upper: bytes | None, lower: bytes) -> Style:
    return Style(color=_colour(upper) if upper else None, bgcolor=_colour(lower))


def _colour(pixel: bytes) -> Color:
    return Color.from_rgb(*pixel) if len(pixel) == 3 else Color.from_ansi(pixel[0])
