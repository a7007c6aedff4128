"""The list of headlines: any number of rows, of which only those on the screen are fetched and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from newsreader.article import Headline
from newsreader.tui.messages import CursorMoved, Opened, PaneClicked, Passage, WindowWanted
from newsreader.tui.terminal import drawable, wrap
from newsreader.tui.theme import Look
from newsreader.tui.widgets.columns import DEFAULT
from newsreader.tui.widgets.cursor_list import CursorList
from newsreader.tui.widgets.headline_cache import FindHits, HeadlineCache
from newsreader.tui.widgets.headline_row import (
    Drawing,
    RowState,
    heading_row,
    headline_row,
    passage_row,
    wrapped_row,
)
from newsreader.tui.widgets.rows import Entry, Heading, Rows
from newsreader.tui.widgets.selection import Selection

if TYPE_CHECKING:
    from newsreader.tui.widgets.advice import AdviceLine


class HeadlineList(CursorList, can_focus=False, inherit_bindings=False):
    """Draws headlines by row; asks for those it lacks (WindowWanted) and says where the cursor is."""

    DEFAULT_CSS = "HeadlineList { overflow: hidden hidden; }"

    def __init__(self, look: Look, *, columns: tuple[str, ...] = DEFAULT, wraps: bool = False) -> None:
        super().__init__()
        self.look = look
        self._columns, self.wraps = columns, wraps and not look.is_linear
        self.request = 0
        self.is_in_search = False
        self.sentence = ""
        self.is_active = True
        self.selection = Selection()
        self._cache = HeadlineCache()
        self.advice: Sequence[AdviceLine] = ()

    # Given data

    def show(
        self,
        request: int,
        rows: Rows,
        *,
        cursor: int,
        start: int,
        headlines: Sequence[Headline],
        find_hits: FindHits | None,
        keep_place: bool,
    ) -> None:
        """Show another list, or (``keep_place``) a newer state of the same one, the cursor's row unmoved."""
        keep_place = keep_place and self.rows.total > 0
        offset = self.rows.row_of(self.cursor) - self.top if keep_place else 0
        top = self.top if cursor < self.cursor else None
        self.request, self.rows = request, rows
        self.cursor = cursor
        self.is_in_search = find_hits is not None
        passages = self._cache.passages if keep_place else {}
        self._cache = HeadlineCache(start, headlines, find_hits)
        self._cache.passages = passages
        self.advice = self.advice if keep_place else ()
        self.virtual_size = Size(self.size.width, rows.height)
        if keep_place and top is not None:
            # Rows above have gone: what is below moves up.
            self._scroll(top)
            self._reveal(0)
        elif keep_place:
            self._scroll(rows.row_of(cursor) - offset)
        else:
            self._scroll(0)
            self._reveal(self._page // 3)
        self.refresh()
        self._announce()

    def window_arrived(self, request: int, start: int, headlines: Sequence[Headline]) -> None:
        """Rows that were asked for; those of an earlier list are not looked at."""
        if request != self.request:
            return
        self._cache.arrived(start, headlines, self.cursor)
        self.refresh()
        if start <= self.cursor < start + len(headlines):
            self._announce()

    def passages_arrived(self, request: int, passages: dict[int, Passage]) -> None:
        """Lines to stand below hits."""
        if request == self.request:
            self._cache.passages.update(passages)
            self.refresh()

    def advise(self, request: int, lines: Sequence[AdviceLine]) -> None:
        """Lines to stand below the rows, or in place of them."""
        if request == self.request and lines != self.advice:
            self.advice = lines
            self.refresh()

    def update_headlines(self, headlines: Sequence[Headline]) -> None:
        """Draw rows anew whose marks have changed."""
        for index in self._cache.renew(headlines):
            self._refresh_entry(index)

    @property
    def headline(self) -> Headline | None:
        """The headline under the cursor; None in an empty list and while it is being fetched."""
        return self._cache.get(self.cursor)

    def headline_at(self, place: int) -> Headline | None:
        """The headline of a row, if it is at hand."""
        return self._cache.get(place)

    @property
    def shown_rowids(self) -> list[int]:
        """The articles whose rows are at hand."""
        return self._cache.rowids

    # Cursor and page

    def selection_changed(self) -> None:
        """Draw anew which rows are selected."""
        self.refresh()

    def _refresh_step(self, before: int) -> None:
        """Draw anew what a step of the cursor changes: two rows, or all that a range has gained or lost."""
        if self.selection.is_following:
            self.refresh()
        else:
            self._refresh_entry(before)
            self._refresh_entry(self.cursor)

    def _refresh_entry(self, index: int) -> None:
        self.refresh_lines(self.rows.row_of(index), self.rows.lines)

    def _ask_for(self, top: int) -> None:
        """Ask for the rows on the screen, and a page before and after them."""
        if not self.rows.total:
            return
        first = self.rows.index_near(top - self._page, -1)
        last = self.rows.index_near(top + 2 * self._page)
        for window in self._cache.lacking(first, last):
            self.post_message(WindowWanted(self.request, window))

    def _announce(self) -> None:
        self.post_message(CursorMoved(self.cursor, self.headline))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a headline; one on the headline that the cursor is on opens it."""
        self.post_message(PaneClicked(self))
        row = self.rows.at(self.top + event.y)
        if not isinstance(row, Entry):
            return
        if row.place == self.cursor:
            self.post_message(Opened())
        else:
            self.move_to(row.place)

    # Drawing

    def activate(self, is_active: bool) -> None:
        """The cursor's bar shows whether keys come here."""
        if is_active != self.is_active:
            self.is_active = is_active
            self._refresh_entry(self.cursor)

    def render_line(self, y: int) -> Strip:
        """The row at line ``y`` of the screen."""
        width = self.size.width
        row = self.rows.at(self.top + y)
        if isinstance(row, Entry):
            segments = self._entry(row, width)
        elif isinstance(row, Heading):
            segments = heading_row(row.title, row.articles, Drawing(width, self.look))
        elif self.advice:
            segments = self._advised(self.top + y - self.rows.height - 1, width)
        elif y and not self.rows.total:
            sentence = drawable(self.sentence, is_ascii=self.look.is_ascii)
            lines = wrap(sentence, width - 2)
            start, stop = lines[y - 1] if y <= len(lines) else (0, 0)
            segments = [Segment(" " + sentence[start:stop], self.look.style("text"))]
        else:
            return self.look.strip((), width)
        return self.look.strip(segments, width)

    def _advised(self, number: int, width: int) -> list[Segment]:
        from newsreader.tui.widgets.advice import advice_row, number_column

        if not 0 <= number < len(self.advice):
            return []
        line = self.advice[number]
        return advice_row(line, number_column(self.advice, line, width), width, self.look)

    def _entry(self, entry: Entry, width: int) -> list[Segment]:
        drawing = Drawing(width, self.look, not self.rows.days, self._columns, self.wraps)
        headline = self._cache.get(entry.place)
        is_cursor = entry.place == self.cursor
        if headline is None:
            style = self.look.style("cursor" if is_cursor else "quiet")
            return [Segment((" " * drawing.title_at + self.look.marks.ellipsis).ljust(width), style)]
        if entry.line > self.wraps:
            return passage_row(self._cache.passages.get(headline.rowid), drawing, is_cursor=is_cursor)
        title = drawable(headline.title, is_ascii=self.look.is_ascii)
        spans = self._cache.hits(entry.place, title, headline.language)
        is_selected = bool(self.selection) and self.selection.holds(headline.rowid, entry.place, self.cursor)
        state = RowState(is_cursor, self.is_active, is_selected, entry.place in self.rows.nested)
        return (wrapped_row if entry.line else headline_row)(headline, drawing, spans, state)
