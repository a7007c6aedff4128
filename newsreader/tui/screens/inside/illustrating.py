"""Pictures of the article: whether they are shown, and having them read and decoded beside the reading."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.errors import DocumentError, NotFoundError
from newsreader.library import Library
from newsreader.tui import raster
from newsreader.tui.commands import Call
from newsreader.tui.graphics import Form, Gallery, Graphics, Kitty, Plate, Sixel, form_for
from newsreader.tui.messages import Answer
from newsreader.tui.terminal import cell_size, colours, has_colour
from newsreader.tui.widgets.illustrations import INDENT, Drawn, HalfBlocks, Illustrations

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

MOST_BYTES = 100_000_000
"""Of all pictures of an article together."""

_SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Wanted(NamedTuple):
    """What is to be shown: pictures of an article, in a column of some width, in a form.

    ``cell`` is the size of a cell in pixels, for sixels.
    """

    rowid: int
    sources: tuple[str, ...]
    column: int
    form: Form
    colours: int
    cell: raster.Size = raster.CELL


class Shown(NamedTuple):
    """What has come of it: the sizes of all pictures, or one that was decoded; None where that failed."""

    wanted: Wanted
    sizes: dict[int, raster.Size] | None = None
    number: int = -1
    found: raster.Raster | Plate | None = None


class Illustrating:
    """Asks for pictures when the pane has an article of some; knows whether they are wanted."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        config = screen.config.pictures
        self._is_on = config != "off" and (config != "auto" or not is_remote(os.environ))
        self._form: Form = config if config in ("blocks", "kitty", "sixel") else form_for(os.environ)
        self._gallery: Gallery | None = None
        self._wanted: Wanted | None = None
        self._is_waiting = False

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
        self._wanted, self._is_waiting = None, False
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
        cell = cell_size() if self._form == "sixel" else None
        wanted = Wanted(
            pane.stored.headline.rowid,
            tuple(picture.source for picture in pane.stored.article.pictures),
            pane.column,
            self._form if self._has_gallery(cell is not None) else "blocks",
            colours(os.environ),
            cell or raster.CELL,
        )
        if wanted != self._wanted or (pane.illustrations is None and not self._is_waiting):
            self._wanted, self._is_waiting = wanted, True
            self.screen.desk.ask(
                "pictures", illustrate, wanted, self.screen.post_message, lambda: self._wanted != wanted
            )

    def _has_gallery(self, knows_cells: bool) -> bool:
        """Whether the terminal can be given pictures; it is told how with the first."""
        draw_by = self._app.draw_by
        if self._form == "blocks" or draw_by is None or colours(os.environ) < 256:
            return False
        if self._form == "sixel" and not knows_cells:
            return False
        if self._gallery is None:
            graphics: Graphics = Kitty() if self._form == "kitty" else Sixel()
            self._gallery = Gallery(graphics, draw_by(graphics))
            self._app.app_resume_signal.subscribe(self.screen, self._begin_again)
        return True

    @property
    def _app(self) -> Any:
        return self.screen.app

    def answered(self, value: Shown) -> None:
        """Make room for pictures, or show one."""
        pane = self.screen.pane
        if value.wanted != self._wanted or pane.stored is None:
            return
        if pane.stored.headline.rowid != value.wanted.rowid:
            return
        if value.sizes is not None:
            self._is_waiting = False
            if self._gallery is not None:
                self._gallery.clear()
            pane.show_pictures(Illustrations(value.sizes))
        elif pane.illustrations is not None:
            pane.put_picture(value.number, self._drawn(value.found))

    def _drawn(self, found: raster.Raster | Plate | None) -> Drawn | None:
        if isinstance(found, raster.Raster):
            return HalfBlocks(found)
        return self._gallery.hang(found) if found is not None and self._gallery is not None else None

    def _begin_again(self, _: object) -> None:
        """A terminal that was left for another program has lost its pictures."""
        self._wanted, self._is_waiting = None, False
        self.screen.pane.show_pictures(None)


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
        sizes.clear()
    post(Answer("illustrating", Shown(wanted, sizes)))
    for number, size in sizes.items():
        box = raster.box_for(size, wanted.column - INDENT)
        if box is None:
            continue
        if is_stale():
            return
        post(Answer("illustrating", Shown(wanted, number=number, found=_decoded(data[number], box, wanted))))


def _size(data: bytes) -> raster.Size | None:
    try:
        return raster.size_of(data)
    except DocumentError:
        return None


def _decoded(data: bytes, box: raster.Box, wanted: Wanted) -> raster.Raster | Plate | None:
    try:
        if wanted.form == "kitty":
            return Plate(box, raster.png(data, box))
        if wanted.form == "sixel":
            return Plate(box, raster.sixels(data, box, wanted.cell))
        return raster.decode(data, box, wanted.colours)
    except DocumentError:
        return None
