"""Where the reader has been: scroll positions, marks by letter, the way back, and the session on disk."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.tui.commands import Call
from newsreader.tui.messages import Trouble
from newsreader.tui.screens.browsing import Level
from newsreader.tui.widgets.article_layout import Anchor

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.tui.screens.reading import ReadingScreen

STEPS_BACK = 50
SCROLLS_KEPT = 100


class Place(NamedTuple):
    """A list and an article in it."""

    levels: tuple[Level, ...]
    rowid: int
    is_reading: bool


class Places:
    """Remembers, and goes back."""

    def __init__(self, screen: ReadingScreen, session: dict[str, object]) -> None:
        self.screen = screen
        self._scrolls: OrderedDict[int, Anchor] = OrderedDict(_anchors(session.get("scrolls")))
        self._marks: dict[str, int] = _marks(session.get("marks"))
        self._back: list[Place] = []
        self._saved: dict[str, object] = {}

    # In articles

    def remember_scroll(self) -> None:
        """Remember how far the article in the pane has been read."""
        stored = self.screen.pane.stored
        if stored is None:
            return
        rowid = stored.headline.rowid
        self._scrolls.pop(rowid, None)
        if not self.screen.pane.is_at_end and self.screen.pane.top:
            self._scrolls[rowid] = self.screen.pane.place
            if len(self._scrolls) > SCROLLS_KEPT:
                self._scrolls.popitem(last=False)

    def scroll_of(self, rowid: int) -> Anchor:
        """How far an article has been read."""
        return self._scrolls.get(rowid, (0, 0))

    # The way back

    def leave(self) -> None:
        """Remember this place before a jump."""
        headline = self.screen.headlines.headline
        if headline is not None:
            place = Place(tuple(self.screen.browsing.levels), headline.rowid, self.screen.panes.is_in_article)
            if not self._back or self._back[-1] != place:
                self._back = [*self._back[-STEPS_BACK:], place]

    def do_place_back(self, _: Call) -> None:
        """Back to where the last jump began."""
        if not self._back:
            self.screen.telling.say("no way back from here")
            return
        place = self._back.pop()
        self._go(place.rowid, list(place.levels))
        if not place.is_reading:
            self.screen.panes.focus_list()

    def do_place_mark(self, call: Call) -> None:
        """Remember this article under a letter."""
        if headline := self.screen.marking.headline:
            self._marks[call.letter] = headline.rowid
            self.screen.telling.say(f"marked {call.letter}")

    def do_place_go(self, call: Call) -> None:
        """Go to the article under a letter."""
        if call.letter not in self._marks:
            self.screen.telling.say(f"nothing is marked {call.letter}")
            return
        self.leave()
        self._go(self._marks[call.letter], self.screen.browsing.levels)

    def _go(self, rowid: int, levels: list[Level]) -> None:
        listing = self.screen.browsing.listing
        is_here = levels == self.screen.browsing.levels and listing is not None
        index = listing.position_of(rowid) if is_here and listing is not None else None
        if index is not None:
            self.screen.headlines.move_to(index)
        else:
            outer = levels if not is_here else levels[:1]
            self.screen.browsing.go_to(outer, rowid)

    # On disk

    def session(self) -> dict[str, object]:
        """What the next start wants to know."""
        self.remember_scroll()
        headline = self.screen.headlines.headline
        levels = self.screen.browsing.levels
        return {
            "bundle": levels[1].view.scope.bundle if len(levels) > 1 else None,
            "article": headline.rowid if headline else None,
            "scrolls": [[rowid, *anchor] for rowid, anchor in self._scrolls.items()],
            "marks": self._marks,
            "layout": self.screen.panes.choice,
            "side_bar": self.screen.panes.has_side_bar,
            **({"unfolded": sorted(self.screen.aside.opened)} if self.screen.has_made("aside") else {}),
        }

    def save(self) -> None:
        """Keep the session if anything in it has changed: a broken connection must not lose the place."""
        session = self.session()
        if session != self._saved:
            self._saved = {**session, "marks": dict(self._marks)}
            self.screen.desk.ask("marks", _save, session)


def _save(library: Library, session: dict[str, object]) -> Trouble | None:
    library.save_session(session)
    return None


def _anchors(value: Any) -> list[tuple[int, Anchor]]:
    """Scroll positions out of a session file, which anybody may have edited."""
    found = []
    for entry in value if isinstance(value, list) else []:
        match entry:
            case [int(rowid), int(piece), int(offset)]:
                found.append((rowid, (piece, offset)))
    return found


def _marks(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {letter: rowid for letter, rowid in value.items() if isinstance(rowid, int)}
