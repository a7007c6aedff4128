"""A list of choices shown instead of the article, each with hint letters that choose it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Role
from newsreader.tui.widgets.article_layout import Line, Sheet, column_width

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

LETTERS = "asdfewrtcvxzpoiunmyb"
"""Hints, the easiest to reach first; the letters that move are not among them."""

HEAD = 3
"""Lines above the first choice."""


class Choice(NamedTuple):
    """Something to choose: what it says, a remark, how it looks, and what it stands for."""

    text: str
    note: str = ""
    role: Role = "text"
    value: Any = None


class Offer(NamedTuple):
    """A list of choices and what is done with the chosen one. ``start`` is where the cursor begins."""

    title: str
    choices: tuple[Choice, ...]
    choose: Callable[[Choice], None]
    start: int = 0
    hint: str = "Enter or its letter chooses · Esc back"
    has_hints: bool = True
    reject: Callable[[Choice], None] | None = None
    """What ``-`` does with a choice, where it does anything."""


def hints(count: int) -> list[str]:
    """As many different hints of one length; more than there are pairs of letters have none."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    pairs = [first + second for first in LETTERS for second in LETTERS]
    return (pairs + [""] * count)[:count]


class Sheets:
    """Shows an offer over the article and takes the keys meanwhile."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._offer: Offer | None = None
        self._hints: Sequence[str] = ()
        self._cursor = 0
        self._typed = ""

    @property
    def is_open(self) -> bool:
        """Whether choices are on the screen; another article takes them away."""
        return self._offer is not None and self.screen.pane.sheet is not None

    def open(self, offer: Offer) -> None:
        """Show the choices."""
        count = len(offer.choices)
        self._offer, self._hints = offer, hints(count) if offer.has_hints else [""] * count
        self._cursor, self._typed = max(0, min(offer.start, len(offer.choices) - 1)), ""
        self._draw()
        self.screen.telling.article()

    def close(self) -> None:
        """Show the article again."""
        self._offer = None
        self.screen.pane.show_sheet(None)
        self.screen.telling.article()

    def take(self, key: str) -> bool:
        """Move, choose or leave; a key that means nothing here is still not the article's, but for those
        that work everywhere."""
        offer = self._offer
        assert offer is not None
        last = len(offer.choices) - 1
        page = max(1, self.screen.pane.page - HEAD)
        steps = {
            "j": 1, "Down": 1, "k": -1, "Up": -1, "PgDn": page, "Ctrl-F": page, "Space": page,
            "PgUp": -page, "Ctrl-B": -page, "Ctrl-D": page // 2, "Ctrl-U": -page // 2,
            "G": last, "End": last, "g": -last, "Home": -last,
        }  # fmt: skip
        if key in steps:
            self._cursor, self._typed = max(0, min(self._cursor + steps[key], last)), ""
            self._draw()
        elif key in ("Enter", "l", "Right"):
            self._choose(self._cursor)
        elif key in ("Esc", "q", "h", "Left", "U", "Backspace"):
            self.close()
        elif key == "-" and offer.reject is not None:
            self.close()
            offer.reject(offer.choices[self._cursor])
        elif len(key) == 1 and key in LETTERS:
            self._spell(key)
        else:
            return key in ("J", "K", "n", "N", "R", "/", "|")
        return True

    def _spell(self, letter: str) -> None:
        self._typed += letter
        if self._typed in self._hints:
            self._choose(self._hints.index(self._typed))
        elif not any(hint.startswith(self._typed) for hint in self._hints):
            self._typed = ""
        else:
            self.screen.telling.say(f"{self._typed} …")

    def _choose(self, number: int) -> None:
        offer = self._offer
        assert offer is not None
        self.close()
        if offer.choices:
            offer.choose(offer.choices[number])

    def _draw(self) -> None:
        offer = self._offer
        assert offer is not None
        pane = self.screen.pane
        lines = [Line(), Line(text=offer.title, role="strong"), Line(text=offer.hint, role="quiet")]
        width = max((len(hint) for hint in self._hints), default=0)
        room = column_width(pane.size.width, pane.measure) - width - 2
        for hint, choice in zip(self._hints, offer.choices, strict=True):
            note = fit(f"  {choice.note}", room // 2) if choice.note else ""
            text = fit(drawable(choice.text, is_ascii=pane.look.is_ascii), room - len(note))
            lead = f"{hint:{width}}  " if offer.has_hints else ""
            lines.append(Line(lead, text + note, choice.role))
        pane.show_sheet(Sheet(tuple(lines), self._cursor + HEAD if offer.choices else -1))
