"""A cursor on what stands below the text and leads elsewhere: teasers, related articles, mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article_access import LINK_LABEL
from newsreader.relating import Below
from newsreader.tui import errands
from newsreader.tui.screens.inside.following import Following
from newsreader.tui.widgets.article_tail import Pointed, pointed

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.article import StoredArticle
    from newsreader.tui.screens.reading import ReadingScreen

HOW = "Enter opens · - rejects · Esc"
REST_S = 0.4
"""What has to do with an article is looked up when it has been on the screen for so long."""


class Pointing:
    """Moves from one to the next, opens them, rejects links that are wrong."""

    def __init__(self, screen: ReadingScreen, following: Following) -> None:
        self.screen = screen
        self.following = following
        self._rest: Timer | None = None

    @property
    def is_pointing(self) -> bool:
        """Whether the cursor is below the text; another article ends it."""
        return self.screen.pane.pointer >= 0

    # What stands there

    def article_shown(self) -> None:
        """Look up what has to do with the article, unless another is shown at once."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.screen.set_timer(REST_S, self._ask)

    def _ask(self) -> None:
        stored, pane = self.screen.pane.stored, self.screen.pane
        if stored is not None and pane.display and pane.below is None:
            rowid = stored.headline.rowid
            self.screen.desk.ask(
                "related", errands.below, "pointing", rowid, lambda: not self._is_shown(rowid)
            )

    def _is_shown(self, rowid: int) -> bool:
        stored = self.screen.pane.stored
        return stored is not None and stored.headline.rowid == rowid

    def answered(self, value: tuple[int, Below] | tuple[StoredArticle, str]) -> None:
        """Show what was found, or the article with another link."""
        found, what = value
        if isinstance(found, int):
            if self._is_shown(found) and isinstance(what, Below) and any(what):
                self.screen.pane.show_below(what)
                self.screen.telling.article()
        elif self._is_shown(found.headline.rowid):
            self.screen.pane.update(found)
            if isinstance(what, str):
                self.screen.telling.say(what)

    # The cursor

    def begin(self) -> bool:
        """Go to the first of them, or from them back to the text; whether one is among them now."""
        found = self._pointed()
        if self.is_pointing or not found:
            self.screen.pane.point_at(-1)
            return False
        self._go(found[0])
        return True

    def end(self) -> None:
        """Back to the text."""
        self.screen.pane.point_at(-1)
        self.screen.telling.article()

    def take(self, key: str) -> bool:
        """Move, open or reject; any other key ends it and keeps its meaning."""
        found = self._pointed()
        place = next((n for n, each in enumerate(found) if each.number == self.screen.pane.pointer), 0)
        steps = {
            "j": 1,
            "Down": 1,
            "k": -1,
            "Up": -1,
            "G": len(found),
            "End": len(found),
            "Home": -len(found),
        }
        if not found:
            self.end()
        elif key in steps:
            self._go(found[max(0, min(place + steps[key], len(found) - 1))])
        elif key in ("Enter", "l", "Right"):
            self.end()
            self._open(found[place])
        elif key == "-":
            self._reject(found[place])
        elif key == "Tab":
            return False
        else:
            self.end()
            return key in ("Esc", "q", "h", "Left")
        return True

    def _pointed(self) -> list[Pointed]:
        stored = self.screen.pane.stored
        return pointed(stored, self.screen.pane.below) if stored is not None else []

    def _go(self, place: Pointed) -> None:
        self.screen.pane.point_at(place.number)
        self.screen.telling.article()
        self.screen.telling.say(f"{place.link.evidence} · {HOW}" if place.link else HOW)

    def _open(self, place: Pointed) -> None:
        self.following.follow(errands.Link(place.text, place.url, rowid=place.rowid))

    # Links that are wrong

    def _reject(self, place: Pointed) -> None:
        stored = self.screen.pane.stored
        if place.link is None or stored is None:
            self.screen.telling.say("only the link of a teaser can be rejected")
        else:
            self.screen.desk.ask("marks", errands.reject_link, "pointing", stored.headline.rowid, place.link)

    def marked(self, said: str) -> None:
        """A link may have been taken back, or rejected again: the article shows it."""
        stored = self.screen.pane.stored
        if LINK_LABEL in said and stored is not None:
            self.screen.desk.ask("texts", errands.as_it_is, "pointing", stored.headline.rowid, said)
