"""Selected articles: which they are, and acting on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui import chosen
from newsreader.tui.chosen import Chosen, Toggle
from newsreader.tui.commands import Call
from newsreader.tui.messages import RowsPlaced

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Selecting:
    """Selects rows of the list; a key that marks then acts on all of them."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def chosen(self) -> Chosen | None:
        """What keys that mark act on: the selection, while keys go to the list and there is one."""
        headlines = self.screen.headlines
        if not headlines.selection or self.screen.panes.is_in_article:
            return None
        rows = headlines.selection.rows(headlines.cursor)
        return Chosen(tuple(headlines.selection.places), self.screen.browsing.listing, rows)

    def do_list_select(self, call: Call) -> None:
        """Select the row, or select it no more, and step down; a range is ended."""
        headlines = self.screen.headlines
        if headlines.selection.is_following:
            self._end_range()
            return
        for _ in range(min(call.times, headlines.rows.total - headlines.cursor)):
            if headlines.headline is None:
                break
            headlines.selection.toggle(headlines.headline.rowid, headlines.cursor)
            headlines.selection_changed()
            headlines.move_to(headlines.cursor + 1)
        self.screen.telling.position()

    def do_list_select_range(self, _: Call) -> None:
        """Begin a range that follows the cursor, or end it."""
        headlines = self.screen.headlines
        if headlines.selection.is_following:
            self._end_range()
        elif headlines.selection.anchor is None and headlines.rows.total:
            rowid = headlines.headline.rowid if headlines.headline else None
            headlines.selection.begin(rowid, headlines.cursor)
            headlines.selection_changed()
            self.screen.telling.position()

    def _end_range(self) -> None:
        headlines, listing = self.screen.headlines, self.screen.browsing.listing
        headlines.selection.end = headlines.cursor
        if listing is not None:
            wanted = headlines.selection.rows(headlines.cursor)
            self.screen.desk.ask("lists", chosen.rows, headlines.request, listing, wanted)

    def clear(self) -> bool:
        """Select nothing; whether anything was."""
        headlines = self.screen.headlines
        if not headlines.selection:
            return False
        headlines.selection.clear()
        headlines.selection_changed()
        self.screen.telling.position()
        return True

    def list_changed(self, *, is_same_view: bool) -> None:
        """Another list begins with nothing selected; in a newer state of the same one articles stay so."""
        headlines, listing = self.screen.headlines, self.screen.browsing.listing
        if not is_same_view:
            headlines.selection.clear()
        elif listing is not None and headlines.selection:
            selection = headlines.selection
            wanted = [*selection.places, *([selection.anchor_rowid] if selection.anchor_rowid else [])]
            self.screen.desk.ask("lists", chosen.places, headlines.request, listing, wanted)

    def placed(self, message: RowsPlaced) -> None:
        """The list's answer; what was asked of an earlier state of it is asked again."""
        headlines = self.screen.headlines
        selection = headlines.selection
        if message.request != headlines.request:
            return
        if message.is_range:
            selection.take_range(message.places)
        else:
            selection.settle(message.places)
            if selection.end is not None:
                self._end_range()
        headlines.selection_changed()
        self.screen.telling.position()

    # Acting on all

    def toggle(self, wanted: Toggle) -> bool:
        """Mark what is selected; False where nothing is."""
        selected = self.chosen
        if selected is None:
            return False
        self.screen.desk.ask("marks", chosen.toggle, selected, wanted, self.screen.marking.shown())
        return True

    def tag(self, tags: dict[str, bool]) -> bool:
        """Tag what is selected; False where nothing is."""
        selected = self.chosen
        if selected is None:
            return False
        self.screen.desk.ask("marks", chosen.tag, selected, tags, self.screen.marking.shown())
        return True
