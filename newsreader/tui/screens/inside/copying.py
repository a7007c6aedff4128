"""Copies to the terminal's clipboard; what is too long for it goes to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui import errands
from newsreader.tui.terminal import fits_clipboard

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Copying:
    """Copies a text and says so."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    def copy(self, text: str, what: str) -> None:
        """Copy, or write to a file what the terminal would not take."""
        if fits_clipboard(text):
            self.screen.app.copy_to_clipboard(text)
            self.screen.telling.say(f"{what} copied")
        else:
            self.screen.desk.ask("texts", errands.write_copy, "copying", text, what)

    def answered(self, said: str) -> None:
        """Say where the text is."""
        self.screen.telling.say(said)
