"""Where the reader has been: scroll positions, marks by letter, the way back, and the session on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.messages import Trouble
from newsreader.tui.screens.browsing import Level
from newsreader.tui.widgets.article_layout import Anchor

if TYPE_CHECKING:
    from newsreader.library import Library
    from newsreader.tui.screens.reading import ReadingScreen

STEPS_BACK = 50


class Place(NamedTuple):
    """A list, the headline under the cursor, and the article in the pane if it was being read."""

    levels: tuple[Level, ...]
    rowid: int
    article: int | None
    anchor: Anchor


class Places:
    """Remembers, and goes back."""

    def __init__(self, screen: ReadingScreen, session: dict[str, object]) -> None:
        self.screen = screen
        self._scrolls: dict[str, Anchor] = {}
        self._marks: dict[str, int] = _marks(session.get("marks"))
        self._back: list[Place] = []
        self._ahead: list[Place] = []
        self._saved: dict[str, object] = {}

    # In articles

    def remember_scroll(self) -> None:
        """Remember how far the article in the pane has been read."""
        pane = self.screen.pane
        if pane.stored is None:
            return
        id = pane.stored.headline.id
        anchor = (0, 0) if pane.is_at_end or not pane.top else pane.place
        if pane.sheet is None and anchor != self._scrolls.get(id, (0, 0)):
            self._scrolls[id] = anchor
            self.screen.desk.ask("marks", errands.keep_places, {id: anchor})

    def scroll_of(self, id: str, stored: Anchor) -> Anchor:
        """How far an article has been read: in this session, or as it is ``stored``."""
        return self._scrolls.setdefault(id, stored)

    # The way back, and forward again

    def leave(self) -> None:
        """Remember this place before a jump."""
        place = self._here()
        if place is not None and (not self._back or self._back[-1] != place):
            self._back = [*self._back[-STEPS_BACK:], place]
        self._ahead.clear()

    def _here(self) -> Place | None:
        headline, stored = self.screen.headlines.headline, self.screen.pane.stored
        is_reading = self.screen.panes.is_in_article and stored is not None
        rowid = headline.rowid if headline else stored.headline.rowid if stored else None
        if rowid is None:
            return None
        article = stored.headline.rowid if is_reading and stored else None
        return Place(tuple(self.screen.browsing.levels), rowid, article, self.screen.pane.place)

    def do_place_back(self, _: Call) -> None:
        """Back to where the last jump began."""
        self._step(self._back, self._ahead, "no way back from here")

    def do_place_forward(self, _: Call) -> None:
        """Forward again."""
        self._step(self._ahead, self._back, "no way forward from here")

    def _step(self, places: list[Place], others: list[Place], otherwise: str) -> None:
        if not places:
            self.screen.telling.say(otherwise)
            return
        here = self._here()
        if here is not None:
            others.append(here)
        place = places.pop()
        self._go(place.rowid, list(place.levels))
        if place.article is None:
            self.screen.panes.focus_list()
        else:
            self.screen.opening.open_article(place.article, place.anchor)

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
        rowid = self._marks[call.letter]
        self._go(rowid, self.screen.browsing.levels)
        if self.screen.panes.is_in_article:
            self.screen.opening.open_article(rowid)

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
            "marks": self._marks,
            "layout": self.screen.panes.choice,
            "side_bar": self.screen.panes.has_side_bar,
            "timeline": self.screen.timing.is_shown,
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


def _marks(value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {letter: rowid for letter, rowid in value.items() if isinstance(rowid, int)}
