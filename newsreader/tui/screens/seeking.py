"""The query that is being typed: a search of the whole library, or of the list that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.listing import View
from newsreader.tui.screens.browsing import Level
from newsreader.tui.screens.suggesting import QUERIES
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.commands import Call
    from newsreader.tui.screens.reading import ReadingScreen


class Seeking:
    """Has the list follow what is typed; what is entered becomes a list to come back out of."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._came_from: int | None = None
        self._known = ""

    def do_list_search(self, _: Call) -> None:
        """Search the whole library as one types."""
        self._begin("search", "/")

    do_side_search = do_time_search = do_list_search

    def do_list_narrow(self, _: Call) -> None:
        """Search within the list that is shown."""
        self._begin("narrow", "narrow: ")

    def narrow(self, query: str) -> None:
        """Only what matches ``query`` too, as a list to come back out of."""
        browsing = self.screen.browsing
        self._leave_from_here()
        browsing.typed = None
        browsing.levels.append(self._level("narrow", query))
        browsing.ask(near=None)
        self.screen.panes.focus_list()

    def search_again(self, query: str) -> None:
        """In place of the search on the screen, another: in the prompt, to be changed, kept or left."""
        self._begin("again", "/", query)
        self.typed("again", query)

    def _begin(self, purpose: str, lead: str, text: str = "") -> None:
        self._leave_from_here()
        hint = "Tab completes · Enter to the hits · Esc back"
        self.screen.prompting.ask(Prompt(purpose, lead, hint=hint, memory=QUERIES), text)
        self.screen.suggesting.began()

    def _leave_from_here(self) -> None:
        """Remember the article one is at, and what is listed as it was understood: nothing that is typed from
        now on can be taken for a part of that."""
        browsing = self.screen.browsing
        outer, listing = browsing.levels[-1], browsing.listing
        self._came_from = browsing.rowid
        is_shown = listing is not None and listing.view == outer.view
        self._known = listing.interpreted if is_shown and listing is not None else outer.view.query

    def typed(self, purpose: str, text: str) -> None:
        """Search for what stands in the prompt, once typing pauses."""
        browsing = self.screen.browsing
        browsing.typed = self._level(purpose, text) if text.strip() else None
        if browsing.typed is None:
            browsing.ask(near=self._came_from)
            self.screen.prompt.say("")
        else:
            browsing.ask_in_a_moment()

    def _level(self, purpose: str, text: str) -> Level:
        words = text.strip()
        if purpose == "search":
            return Level(
                View(query=words, words="enough"), f"Search: {words}", self._came_from, is_search=True
            )
        outer = self.screen.browsing.levels[-1]
        if purpose == "again":
            return outer._replace(view=outer.view._replace(query=words), title=f"Search: {words}")
        known = self._known
        query = f"({known}) ({words})" if known else words
        view = outer.view._replace(query=query, sort=outer.view.order)
        return Level(view, f"{outer.title} › {words}", self._came_from)

    def entered(self, purpose: str) -> None:
        """Keep the search that was typed as a list to come back out of."""
        levels, typed = self.screen.browsing.levels, self.screen.browsing.typed
        if typed is not None:
            if purpose == "again":
                levels.pop()
            if typed.is_search:
                while levels[-1].is_search or levels[-1].view.query:
                    typed = typed._replace(came_from=levels.pop().came_from)
            levels.append(typed)
            self.screen.browsing.typed = None
        self.screen.panes.focus_list()

    def abandoned(self) -> None:
        """Back to the list and the article one was at before typing."""
        browsing = self.screen.browsing
        browsing.cancel()
        if browsing.typed is not None:
            browsing.typed = None
            browsing.ask(near=self._came_from)
        self.screen.panes.focus_list()
