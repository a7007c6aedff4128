"""What is typed in the bottom line, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.messages import Abandoned, Entered, Typed
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


SEARCHING = ("search", "narrow", "again")
"""Purposes of prompts in which a query is typed."""


class Prompting:
    """Opens and closes the prompt, and hands what was typed to whom it concerns."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    def ask(self, prompt: Prompt, text: str = "") -> None:
        """Have something typed in the bottom line."""
        self.screen.prompt.counts = self.screen.status.status.counts
        self.screen.prompt.ask(prompt, text)
        self.screen.panes.arrange()

    def _close(self) -> None:
        self.screen.prompt.prompt = Prompt("", "")
        self.screen.panes.arrange()

    def come(self, came: Typed | Entered | Abandoned | None) -> None:
        """Do what came of a key in the prompt, before the next key."""
        if isinstance(came, Typed):
            self._typed(came)
        elif isinstance(came, Entered):
            self._close()
            self._entered(came)
        elif came is not None:
            self._close()
            self._abandoned(came)
        self.screen.telling.article()

    def _typed(self, came: Typed) -> None:
        screen = self.screen
        if came.purpose in SEARCHING:
            screen.suggesting.typed()
            screen.seeking.typed(came.purpose, came.text)
        elif came.purpose == "find":
            screen.opening.find(came.text)
        elif came.purpose == "command":
            screen.general.typed(came.text)

    def _entered(self, came: Entered) -> None:
        screen = self.screen
        if came.purpose in SEARCHING:
            screen.suggesting.entered(came.text)
            screen.seeking.entered(came.purpose)
        elif came.purpose == "tag":
            screen.marking.tag(came.text)
        elif came.purpose == "save":
            screen.aside.save(came.text)
        elif came.purpose == "unsave":
            screen.aside.delete(came.text)
        elif came.purpose == "rename":
            screen.aside.rename(came.text)
        elif came.purpose == "command":
            screen.general.entered(came.text)
        else:
            screen.inside.entered(came.purpose, came.text)

    def _abandoned(self, came: Abandoned) -> None:
        if came.purpose in SEARCHING:
            self.screen.seeking.abandoned()
        elif came.purpose == "find":
            self.screen.opening.find("")
