"""Linear mode: what a screen reader is told, and the terminal's own cursor put where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from newsreader.article import Headline
from newsreader.tui.widgets.in_words import headline_in_words
from newsreader.tui.widgets.rows import day_title

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Linear:
    """One line, the first, says what the cursor is on; of the list nothing else changes as it moves."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._entered = ("", 0)

    def tell(self) -> None:
        """Say where the reader is, and go there with the terminal's cursor, now and when all is laid out."""
        self.screen.top_line.announce(self._sentence())
        self._point()
        self.screen.call_after_refresh(self._point)

    def _sentence(self) -> str:
        screen = self.screen
        if screen.panes.active == "side bar":
            return screen.side_bar.in_words
        if screen.panes.active == "timeline":
            return f"Timeline: {screen.timing.in_words}"
        headlines = screen.headlines
        headline, total = headlines.headline, headlines.rows.total
        if headline is None:
            return f"{screen.browsing.level.title}: nothing" if not total else ""
        title = screen.browsing.level.title
        if screen.panes.is_in_article and screen.pane.stored is not None:
            return f"Article: {screen.pane.stored.headline.title}, {screen.pane.percent} %"
        if title != self._entered[0]:
            self._entered = (title, headlines.cursor)
        lead = f"{title}: " if self._entered == (title, headlines.cursor) else ""
        words = headline_in_words(headline, _when(headline)).text
        return f"{lead}{headlines.cursor + 1} of {total}, {words}"

    def _point(self) -> None:
        app, at = self.screen.app, self._place()
        if at != app.cursor_position and app._driver is not None and not self.screen.panes.is_too_small:
            app.cursor_position = at
            app._driver.write(f"\x1b[{at.y + 1};{at.x + 1}H")
            app._driver.flush()

    def _place(self) -> Offset:
        screen = self.screen
        if screen.is_asking:
            return screen.prompt.region.offset + Offset(screen.prompt.caret_at, 0)
        if screen.panes.is_in_article:
            return screen.pane.region.offset + Offset(1, 0)
        if screen.panes.active == "side bar":
            return screen.side_bar.region.offset + Offset(0, screen.side_bar.cursor_row)
        headlines = screen.headlines
        row = headlines.rows.row_of(headlines.cursor) - headlines.top if headlines.rows.total else 0
        return headlines.region.offset + Offset(0, max(0, row))


def _when(headline: Headline) -> str:
    published = headline.published
    if published.date is None:
        return "undated"
    cut = {"year": 4, "month": 7}.get(published.precision, 10)
    return " ".join(part for part in (day_title(published.date[:cut]), published.time) if part)
