"""The thread of a story: what is about the same, listed as a time line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.listing import View
from newsreader.tui.commands import Call
from newsreader.tui.screens.browsing import Level

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Threads:
    """Lists a thread as a search does what it finds, the oldest first."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    def do_article_thread(self, _: Call) -> None:
        """The thread of the article that is being read, or else of the one under the cursor."""
        headline = self.screen.marking.headline
        if headline is None:
            return
        self.screen.places.leave()
        view = View(query=f"thread:{headline.id}", sort="oldest")
        level = Level(view, f"Thread: {headline.title}", headline.rowid)
        self.screen.browsing.go_to([*self.screen.browsing.levels, level], headline.rowid)
        self.screen.panes.focus_list()
