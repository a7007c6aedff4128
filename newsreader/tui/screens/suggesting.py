"""While a query is typed: how it may go on, and the queries that were run before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui import inquiries
from newsreader.tui.messages import ChoicesReady, HistoryReady
from newsreader.tui.widgets.recall import Offer

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

QUERIES = "queries"
"""The memory that all prompts share in which queries are typed."""


class Suggesting:
    """Asks for completions with each key, and shows those for what stands there now."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._serial = 0
        self._has_history = not screen.config.history

    def began(self) -> None:
        """A query is going to be typed; the index is opened meanwhile."""
        self.typed()
        if not self._has_history:
            self._has_history = True
            self.screen.desk.ask("lists", inquiries.history)

    def typed(self) -> None:
        """Another text stands before the caret."""
        self._serial += 1
        serial = self._serial
        self.screen.desk.ask(
            "completion",
            inquiries.choices,
            serial,
            self.screen.prompt.before_caret,
            lambda: serial != self._serial,
        )

    def entered(self, query: str) -> None:
        """Keep a query that was run."""
        self._serial += 1
        if self.screen.config.history and query.strip():
            self.screen.desk.ask("marks", inquiries.keep_search, query)

    def choices_ready(self, message: ChoicesReady) -> None:
        """Offer them, unless something else has been typed since."""
        if message.serial != self._serial or not self.screen.is_asking:
            return
        found = message.choices
        offer = Offer(
            start=found.start,
            choices=tuple(choice.text for choice in found.choices),
            remarks=tuple(str(choice.articles or "") for choice in found.choices),
        )
        self.screen.prompting.come(self.screen.prompt.offer(message.text, offer))

    def history_ready(self, message: HistoryReady) -> None:
        """Earlier queries can be walked through."""
        self.screen.prompt.remember(QUERIES, message.queries)
