"""The doctor on the screen: what is said, and can be tried, where a search finds little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.listing import Listing
from newsreader.tui import inquiries
from newsreader.tui.messages import DiagnosisReady, WhyReady
from newsreader.tui.widgets.advice import advice, why_lines

if TYPE_CHECKING:
    from newsreader.search import Diagnosis
    from newsreader.tui.commands import Call
    from newsreader.tui.screens.reading import ReadingScreen

LITTLE = 3
"""The doctor speaks of searches that find fewer articles than this."""
WHY_MARGIN = 10
"""Cells beside the lines that say why."""


class Consulting:
    """Asks what is the matter with a search once its answer is on the screen, and shows it below."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._diagnosis: Diagnosis | None = None
        self._shown_for = -1

    def listing_shown(self, request: int, listing: Listing) -> None:
        """Another list is on the screen."""
        is_thread = listing.view.query.startswith("thread:")
        if is_thread and listing.total == 1:
            self.screen.telling.say("no other article tells of the same story · q goes back")
        if listing.view.query and not is_thread and listing.matches < LITTLE and not listing.is_cancelled:
            self.screen.desk.ask(
                "search",
                inquiries.diagnose,
                request,
                listing.view,
                lambda: not self.screen.browsing.is_latest(request),
            )

    def diagnosis_ready(self, message: DiagnosisReady) -> None:
        """Show what was found out about the list on the screen."""
        if not self.screen.browsing.is_latest(message.request):
            return
        self._diagnosis, self._shown_for = message.diagnosis, message.request
        self.screen.headlines.advise(message.request, advice(message.diagnosis, self.screen.start.look))
        if self.screen.is_asking and not message.diagnosis.total:
            self.screen.prompt.say(message.diagnosis.advice or "nothing found")

    @property
    def has_choices(self) -> bool:
        """Whether other queries are on the screen that a digit chooses from."""
        is_shown = self._shown_for == self.screen.headlines.request and bool(self.screen.headlines.advice)
        return is_shown and self._diagnosis is not None and bool(self._diagnosis.relaxed)

    def do_list_why(self, _: Call) -> None:
        """Why the article under the cursor is a hit."""
        browsing, headline = self.screen.browsing, self.screen.headlines.headline
        listing = browsing.listing
        if listing is None or headline is None or not listing.view.query:
            self.screen.telling.say("there is no search to explain")
            return
        self.screen.desk.ask("texts", inquiries.why, self.screen.headlines.request, listing.view, headline)

    def why_ready(self, message: WhyReady) -> None:
        """Show it in the reading pane."""
        screen = self.screen
        if message.request != screen.headlines.request:
            return
        room = screen.panes.article_width - WHY_MARGIN
        lines = why_lines(message.headline, message.explanation, room)
        screen.pane.show_overview(lines, is_answer=True)
        if not screen.panes.is_wide:
            screen.panes.show_article()

    def do_list_try(self, call: Call) -> None:
        """Search for the other query of that number."""
        number = int(call.letter or 0)
        if self._diagnosis is not None and self.has_choices and 0 < number <= len(self._diagnosis.relaxed):
            self.screen.seeking.search_again(self._diagnosis.relaxed[number - 1].query)
        else:
            self.screen.telling.say("there is no such number")
