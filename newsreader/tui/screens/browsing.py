"""Which list is on the screen: the library, a bundle, a search, a narrowing; one inside another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import Headline
from newsreader.listing import Listing, Sort, View
from newsreader.store import Scope
from newsreader.tui import desk
from newsreader.tui.messages import ListingReady, PassagesReady, WindowReady, WindowWanted
from newsreader.tui.screens.telling import hits_in_words
from newsreader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from newsreader.tui.commands import Call
    from newsreader.tui.screens.reading import ReadingScreen

TYPING_PAUSE_S = 0.04
"""A search begins when no key has come for this long."""

ALL = "All bundles"

LIST = -1
"""In place of the row that a window of a list begins at: the list itself."""

_ORDERS: dict[Sort, str] = {
    "newest": "newest first",
    "oldest": "oldest first",
    "best": "best first",
    "title": "by title",
    "score": "highest score first",
}

_ORDER_KEYS: dict[str, Sort] = {"n": "newest", "o": "oldest", "b": "best", "t": "title", "s": "score"}


class Level(NamedTuple):
    """A list inside another: its view, its name, and the article one came from."""

    view: View
    title: str
    came_from: int | None = None
    is_search: bool = False


def rows_of(listing: Listing, *, wraps: bool = False) -> Rows:
    """How the rows of a list stand on the screen."""
    days = [(day.day, day.count) for day in listing.days]
    lines = 1 + wraps + bool(listing.highlights)
    return Rows(listing.total, days, lines, listing.nested, partial=listing.partial_tail)


class Browsing:
    """Asks for lists and shows the answer to the last question only."""

    def __init__(self, screen: ReadingScreen, bundle: str | None) -> None:
        self.screen = screen
        self.levels = [Level(View(), ALL)]
        if bundle is not None:
            self.levels.append(Level(View(Scope(bundle=bundle)), bundle))
        self.listing: Listing | None = None
        self.unfolded: set[int] = set()
        self.is_searching = False
        self.is_waiting = False
        self._request = 0
        self._stopped = 0
        self.typed: Level | None = None
        self._refreshes: dict[int, int | None] = {}
        self._marked_before: dict[tuple[int, int], int] = {}

    @property
    def level(self) -> Level:
        """The innermost list, or the search being typed."""
        return self.typed or self.levels[-1]

    # Asking

    def ask(self, *, near: int | None, fallback: int = 0, keeps_place: bool = False) -> None:
        """Ask for the innermost list, with the cursor on the article ``near`` or else on a row."""
        request = self._next_request()
        view, unfolded = self.level.view, frozenset(self.unfolded)
        self.is_waiting = True
        if keeps_place:
            self._refreshes[request] = near
        if not view.query:
            self.screen.desk.ask("lists", desk.open_listing, request, view, near, fallback, unfolded=unfolded)
            return
        self.is_searching = True

        def should_stop() -> bool:
            return request != self._request or request <= self._stopped

        self.screen.desk.ask(
            "search", desk.open_listing, request, view, near, fallback, should_stop, unfolded=unfolded
        )

    def _next_request(self) -> int:
        self._request += 1
        self._marked_before[self._request, LIST] = self.screen.desk.done("marks")
        return self._request

    def _renew_if_marked(self, request: int, start: int) -> None:
        """Rows that came while something was being marked may have been read before it was."""
        before = self._marked_before.pop((request, start), None)
        for key in [key for key in self._marked_before if key[0] < request]:
            del self._marked_before[key]
        if before is not None and self.screen.desk.has_worked_since("marks", before):
            self.screen.marking.renew()

    def ask_in_a_moment(self) -> None:
        """As ``ask``, unless anything else is asked before typing pauses."""
        self._request += 1
        self.is_waiting = True
        request = self._request

        def ask() -> None:
            if request == self._request:
                self.ask(near=None)

        self.screen.set_timer(TYPING_PAUSE_S, ask)

    def refold(self, near: int) -> None:
        """The same list with the stories unfolded that are to be so now."""
        if self.listing is not None and not self.is_waiting:
            request = self._next_request()
            self._refreshes[request] = near
            self.is_waiting = True
            unfolded, fallback = frozenset(self.unfolded), self.screen.headlines.cursor
            self.screen.desk.ask("lists", desk.refold, request, self.listing, near, fallback, unfolded)

    def refresh(self, *, in_search: bool = False) -> None:
        """The same list as it is now, the cursor on the same article, or at the top if nobody moved it."""
        if self.typed is not None or self.is_searching or (self.level.view.query and not in_search):
            return
        headlines = self.screen.headlines
        self.ask(near=self._near(), fallback=headlines.cursor, keeps_place=True)

    def _near(self) -> int | None:
        """The article to stay at; None to stay at the top."""
        is_untouched = self.screen.headlines.cursor == 0 and not self.screen.is_touched
        return None if is_untouched else self.rowid

    def is_latest(self, request: int) -> bool:
        """Whether nothing has been asked since."""
        return request == self._request

    def cancel(self) -> bool:
        """Stop the running search; whether there was one."""
        was_searching, self.is_searching, self.is_waiting = self.is_searching, False, False
        self._stopped = self._request
        return was_searching

    def failed(self) -> None:
        """The search could not be done: the list stays as it is."""
        self.cancel()
        self.typed = None

    # Answers

    def listing_ready(self, message: ListingReady) -> None:
        """Show a list, unless another has been asked for since."""
        if message.request != self._request:
            self._refreshes.pop(message.request, None)
            return
        self.is_searching = self.is_waiting = False
        keeps_place = message.request in self._refreshes
        if keeps_place and self._refreshes.pop(message.request) != self._near():
            # The cursor has moved since: the answer would put it back.
            self.refresh(in_search=True)
            return
        self._refreshes.clear()
        before, listing = self.listing, message.listing
        self.listing = listing
        self.screen.headlines.show(
            message.request,
            rows_of(listing, wraps=self.screen.headlines.wraps),
            cursor=message.cursor,
            start=message.start,
            headlines=message.headlines,
            find_hits=listing.highlights.spans if listing.highlights else None,
            keep_place=keeps_place,
        )
        if before is not None and self.screen.headlines.selection:
            is_same_view = before.view[:2] == listing.view[:2]
            self.screen.selecting.list_changed(is_same_view=is_same_view)
        if self.unfolded:
            self.screen.versions.list_shown()
        if listing.highlights:
            self._ask_passages(message.request, message.cursor, message.cursor + 40)
        if listing.highlights is not None:
            self.screen.consulting.listing_shown(message.request, listing)
        self._tell()
        if self.screen.has_made("timing"):
            self.screen.timing.list_shown()
        self._renew_if_marked(message.request, LIST)

    def window_wanted(self, message: WindowWanted) -> None:
        """Fetch rows for the list that is shown."""
        if self.listing is not None and message.request == self.screen.headlines.request:
            rows = message.rows
            self._marked_before[message.request, rows.start] = self.screen.desk.done("marks")
            self.screen.desk.ask("lists", desk.window, message.request, self.listing, rows.start, rows.stop)
            if self.listing.highlights:
                self._ask_passages(message.request, rows.start, rows.stop)

    def window_ready(self, message: WindowReady) -> None:
        """Give the list its rows."""
        self.screen.headlines.window_arrived(message.request, message.start, message.headlines)
        self._renew_if_marked(message.request, message.start)

    def passages_ready(self, message: PassagesReady) -> None:
        """Give the list the lines below its hits."""
        self.screen.headlines.passages_arrived(message.request, message.passages)

    def _ask_passages(self, request: int, start: int, stop: int) -> None:
        assert self.listing is not None
        self.screen.desk.ask(
            "texts", desk.passages, request, self.listing, start, stop, lambda: request != self._request
        )

    def _tell(self) -> None:
        listing = self.listing
        assert listing is not None
        view = listing.view
        note = ""
        if view.query:
            hits = hits_in_words(listing)
            note = f"{hits}, {_ORDERS[view.order]}"
            if self.screen.is_asking:
                self.screen.prompt.say(hits if listing.total else "nothing found")
            self.screen.headlines.sentence = "Nothing found."
        elif view.order != "newest":
            note = _ORDERS[view.order]
        self.screen.top_line.show(self.level.title, note)
        self.screen.telling.position()

    # Levels

    def show_place(self, view: View, title: str) -> None:
        """List what stands in the side bar: a bundle, a section, a tag, a saved search, or all."""
        self.screen.places.leave()
        self.typed = None
        self.levels = [Level(View(), ALL)]
        if view != View():
            self.levels.append(Level(view, title))
        self.ask(near=None)
        self.screen.panes.focus_list()

    def do_list_teasers(self, _: Call) -> None:
        """What is announced, and not there."""
        near = self.rowid
        self.levels.append(Level(View(query="is:stub", sort="newest"), "Headlines without their text", near))
        self.ask(near=None)
        self.screen.panes.focus_list()

    def do_list_dismissed(self, _: Call) -> None:
        """The articles that were dismissed."""
        if self.levels[-1].view.scope.dismissed != "only":
            near = self.rowid
            self.levels.append(Level(View(Scope(dismissed="only")), "Dismissed", near))
            self.ask(near=None)
        self.screen.panes.focus_list()

    def go_to(self, levels: list[Level], near: int | None) -> None:
        """Show the innermost of these lists, with the cursor on an article."""
        self.typed = None
        self.levels = list(levels)
        self.ask(near=near)

    def do_list_back(self, call: Call) -> None:
        """One list out; at the outermost, q quits. What is just being opened is only not opened."""
        if self.screen.opening.cancel() or (call.key == "Esc" and self.screen.selecting.clear()):
            return
        if len(self.levels) > 1:
            left = self.levels.pop()
            self.ask(near=left.came_from)
        elif call.key == "q":
            self.screen.app.exit(0)

    def do_list_sort(self, call: Call) -> None:
        """Offer the orders there are."""
        from newsreader.tui.screens.choosing import Menu
        from newsreader.tui.widgets.status_line import Choice

        view = self.levels[-1].view
        orders = [(key, order) for key, order in _ORDER_KEYS.items() if order != "best" or view.query]
        choices = tuple(Choice(key, order, order == view.order) for key, order in orders)
        again = call.command.keys[0] if call.command.keys else ""
        self.screen.choosing.open(Menu("Order:", choices, lambda key: self._sort(_ORDER_KEYS[key]), again))

    def _sort(self, order: Sort) -> None:
        level = self.levels[-1]
        self.levels[-1] = level._replace(view=level.view._replace(sort=order))
        self.ask(near=self.rowid)
        self.screen.telling.say(_ORDERS[order])

    @property
    def rowid(self) -> int | None:
        """The article under the cursor."""
        headline: Headline | None = self.screen.headlines.headline
        return headline.rowid if headline else None
