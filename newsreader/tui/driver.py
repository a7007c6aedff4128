"""The driver of the terminal: Textual's own, with what it writes passed through the painter."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from newsreader.tui.painter import Painter
from newsreader.tui.terminal import passed_on

if TYPE_CHECKING:
    from newsreader.tui.graphics import Graphics

SYNC_START = "\x1b[?2026h"
SYNC_END = "\x1b[?2026l"

KEEP_ORDER, REORDER = "\x1b[8l", "\x1b[8h"
"""Whether a terminal sets text from right to left (BDSM of ECMA-48), by which columns could shift."""

KEEP_DIRECTION = "\x1b[8h\x1b[?2501l\x1b[1 k"
"""The terminal sets text from right to left, in lines that begin at the left whatever they hold."""

MOUSE_ON = "\x1b[?1000h\x1b[?1006h"

SYNC_FROM_CHARACTERS = 600
"""Frames shorter than this arrive in one piece anyway."""


class FrugalDriver(LinuxDriver):
    """Sends only the cells that differ from what the terminal already shows."""

    def __init__(
        self, app: Any, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._reorders = getattr(app, "terminal_reorders", False)
        self._shows_cursor = getattr(app, "shows_cursor", False)
        if sys.__stdout__ is not None and not (sys.__stderr__ and sys.__stderr__.isatty()):
            # ``newsreader 2>FILE``: what is said there goes to the file, but not the screen.
            self._file = sys.__stdout__
        self._painter = Painter(reorders=self._reorders, shows_cursor=self._shows_cursor)
        self._known_size: os.terminal_size | None = None
        self._is_synchronised = False
        app.forget_terminal = self.forget
        app.use_mouse = self.use_mouse
        app.draw_by = self.draw_by

    def write(self, data: str) -> None:
        """Write a frame, or a sequence that is passed on as it is."""
        if data in (SYNC_START, SYNC_END):
            self._is_synchronised = data == SYNC_START
            return
        if data.startswith("\x1b]52;"):
            super().write(passed_on(data, os.environ))
            return
        self._watch_size()
        output = self._painter.paint(data)
        if self._is_synchronised and len(output) >= SYNC_FROM_CHARACTERS:
            output = SYNC_START + output + SYNC_END
        if output:
            super().write(output)

    def forget(self) -> None:
        """Take nothing for granted of what the terminal shows."""
        self._painter.forget()

    def use_mouse(self, is_used: bool) -> None:
        """Ask the terminal for the mouse, or leave it to it; a suspension does not change that."""
        if is_used:
            self._mouse = True
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = False
        self.flush()

    def draw_by(self, graphics: Graphics) -> Callable[[str], None]:
        """Have pictures drawn so from now on; gives what writes to the terminal past the frames."""
        self._painter.graphics = graphics
        return super().write

    def _enable_mouse_support(self) -> None:
        """Buttons and wheel only: a terminal that tells of every movement keeps both sides busy."""
        if self._mouse:
            super().write(MOUSE_ON)

    def start_application_mode(self) -> None:
        """Take over the terminal, at the start and after a suspension."""
        self._painter.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        super().write(KEEP_DIRECTION if self._reorders else KEEP_ORDER)
        if self._shows_cursor:
            super().write("\x1b[?25h")

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if not self._reorders:
            super().write(REORDER)
        super().stop_application_mode()

    def _watch_size(self) -> None:
        try:
            size = os.get_terminal_size(self.fileno)
        except OSError:
            return
        if size != self._known_size:
            self._known_size = size
            self._painter.forget()
