"""Pictures of the article: whether they are shown, and having them read and decoded beside the reading."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.errors import DocumentError, NotFoundError
from newsreader.library import Library
from newsreader.tui import raster
from newsreader.tui.commands import Call
from newsreader.tui.messages import Answer
from newsreader.tui.terminal import colours, has_colour
from newsreader.tui.widgets.illustrations import INDENT, Illustrations

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

MOST_BYTES = 100_000_000
"""Of all pictures of an article together."""

_SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Wanted(NamedTuple):
    """What is to be shown: pictures of an article, in a column of some width."""

    rowid: int
    sources: tuple[str, ...]
    column: int
    colours: int


class Shown(NamedTuple):
    """What has come of it: the sizes of all pictures, or one that was decoded; None where that failed."""

    wanted: Wanted
    sizes: dict[int, raster.Size] | None = None
    number: int = -1
    raster: raster.Raster | None = None


class Illustrating:
    """Asks for pictures when the pane has an article of some; knows whether they are wanted."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        config = screen.config.pictures
        self._is_on = config == "on" or (config == "auto" and not is_remote(os.environ))
        self._wanted: Wanted | None = None

    @property
    def _obstacle(self) -> str:
        """Why no picture can be shown here; empty if any can."""
        look = self.screen.start.look
        if look.is_linear:
            return "the linear mode has no pictures"
        if look.is_ascii or not has_colour(os.environ):
            return "pictures need a terminal of colours and UTF-8"
        return "" if raster.is_possible() else "pictures need Pillow: pip install 'newsreader[pictures]'"

    def do_view_pictures(self, _: Call) -> None:
        """Show pictures, or their descriptions alone."""
        if obstacle := self._obstacle:
            self.screen.telling.say(obstacle)
            return
        self._is_on = not self._is_on
        self._wanted = None
        stored = self.screen.pane.stored
        is_any = stored is not None and stored.article.pictures
        said = "pictures are shown" if self._is_on else "pictures are described"
        self.screen.telling.say(said if is_any else f"{said}; there is none in this article")
        if is_any:
            self.screen.pane.show_pictures(None)

    def wanted(self) -> None:
        """The pane shows an article with pictures, in a column of some width."""
        pane = self.screen.pane
        if not self._is_on or pane.stored is None or self._obstacle:
            return
        wanted = Wanted(
            pane.stored.headline.rowid,
            tuple(picture.source for picture in pane.stored.article.pictures),
            pane.column,
            min(256, colours(os.environ)) if colours(os.environ) < 1 << 24 else 1 << 24,
        )
        if wanted != self._wanted or pane.illustrations is None:
            self._wanted = wanted
            self.screen.desk.ask(
                "pictures", illustrate, wanted, self.screen.post_message, lambda: self._wanted != wanted
            )

    def answered(self, value: Shown) -> None:
        """Make room for pictures, or show one."""
        pane = self.screen.pane
        if value.wanted != self._wanted or pane.stored is None:
            return
        if pane.stored.headline.rowid != value.wanted.rowid:
            return
        if value.sizes is not None:
            pane.show_pictures(Illustrations(value.sizes))
        elif pane.illustrations is not None:
            pane.put_picture(value.number, value.raster)


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of a line."""
    return any(environ.get(name) for name in _SSH)


def illustrate(
    library: Library, wanted: Wanted, post: Callable[[Answer], Any], is_stale: Callable[[], bool]
) -> None:
    """Read the pictures of an article, say how large they are, then decode one after another."""
    data: dict[int, bytes] = {}
    sizes: dict[int, raster.Size] = {}
    left = MOST_BYTES
    try:
        for number, found in enumerate(library.pictures(wanted.rowid, wanted.sources)):
            if is_stale():
                return
            left -= len(found)
            if isinstance(found, bytes) and left > 0 and (size := _size(found)):
                data[number], sizes[number] = found, size
    except NotFoundError:
        return
    post(Answer("illustrating", Shown(wanted, sizes)))
    for number, size in sizes.items():
        box = raster.box_for(size, wanted.column - INDENT)
        if box is None:
            continue
        if is_stale():
            return
        post(Answer("illustrating", Shown(wanted, number=number, raster=_decoded(data[number], box, wanted))))


def _size(data: bytes) -> raster.Size | None:
    try:
        return raster.size_of(data)
    except DocumentError:
        return None


def _decoded(data: bytes, box: raster.Box, wanted: Wanted) -> raster.Raster | None:
    try:
        return raster.decode(data, box, wanted.colours)
    except DocumentError:
        return None
