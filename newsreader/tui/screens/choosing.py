"""A menu in the bottom line: a few choices, one key each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from newsreader.tui.widgets.status_line import Choice

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Menu(NamedTuple):
    """What can be chosen: the lead, the choices, and what is done with the key of the one chosen.

    ``again`` is the key that opened it: pressed once more it goes on to the choice after the present one.
    """

    lead: str
    choices: tuple[Choice, ...]
    choose: Callable[[str], None]
    again: str = ""


class Choosing:
    """Shows a menu until a key is pressed; any key that is no choice leaves it, and does nothing else."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.menu: Menu | None = None

    @property
    def is_open(self) -> bool:
        """Whether a menu is shown."""
        return self.menu is not None

    def open(self, menu: Menu) -> None:
        """Show a menu."""
        self.menu = menu
        self.screen.status.change(menu=menu.choices, lead=menu.lead)

    def take(self, key: str) -> None:
        """Choose, or leave."""
        menu, self.menu = self.menu, None
        self.screen.status.change(menu=(), lead="")
        if menu is None:
            return
        keys = [choice.key for choice in menu.choices]
        present = next((place for place, choice in enumerate(menu.choices) if choice.is_present), -1)
        if key in keys:
            menu.choose(key)
        elif key and key == menu.again:
            menu.choose(keys[(present + 1) % len(keys)])
