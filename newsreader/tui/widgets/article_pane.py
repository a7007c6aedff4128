"""The reading pane: an article in its column, of which only the lines on the screen are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.article import StoredArticle
from newsreader.tui.messages import PaneClicked, Scrolled
from newsreader.tui.theme import Look
from newsreader.tui.widgets.article_layout import (
    Anchor,
    FindHits,
    Layout,
    Line,
    column_width,
    finder,
    lay_out,
)

if TYPE_CHECKING:
    from newsreader.tui.commands import Call

HIT_LINES = 4
"""As many lines as a hit may go over in any sensible column."""

CONTEXT = 2
"""Lines that stay in sight when a page is turned."""


class ArticlePane(ScrollView, can_focus=False, inherit_bindings=False):
    """Draws an article, or the calm page shown before one is opened; scrolls, and finds in the text."""

    DEFAULT_CSS = "ArticlePane { overflow: hidden hidden; }"

    def __init__(self, look: Look, measure: int) -> None:
        super().__init__()
        self.look = look
        self.measure = measure
        self.stored: StoredArticle | None = None
        self.words = ""
        self.shows_removed = False
        self._overview: tuple[Line, ...] = ()
        self._search_hits: FindHits | None = None
        self._layout: Layout | None = None
        self._laid_out_for = 0
        self._hit = -1
        self._wanted_anchor: Anchor = (0, 0)

    # Given data

    def show(self, stored: StoredArticle, *, search_hits: FindHits | None, anchor: Anchor = (0, 0)) -> None:
        """Show an article from ``anchor`` on, with the hits of the search marked."""
        if self.stored is None or stored.headline.rowid != self.stored.headline.rowid:
            self.words = ""
        self.stored, self._search_hits = stored, search_hits
        self._wanted_anchor = anchor
        self._hit = -1
        self._lay_out()

    def update(self, stored: StoredArticle) -> None:
        """Show the same article with other marks or tags, at the same place."""
        place = self.place
        self.stored = stored
        self._wanted_anchor = place
        self._lay_out()

    def show_overview(self, lines: Sequence[Line]) -> None:
        """Show a calm page instead of an article."""
        self.stored, self._layout, self.words = None, None, ""
        self._overview = tuple(lines)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    @property
    def place(self) -> Anchor:
        """The place in the text at the top of the pane."""
        if self._layout is None or not self._layout.lines:
            return self._wanted_anchor
        return self._layout.lines[min(self.top, len(self._layout.lines) - 1)].anchor

    @property
    def percent(self) -> int:
        """How much of the text has been on the screen, if it was read from the start; 100 at its end."""
        height = self._height
        return 100 if not height else min(100, (self.top + self._page) * 100 // height)

    @property
    def hit_count(self) -> int:
        """How many hits are marked."""
        return len(self._layout.hits) if self._layout else 0

    @property
    def hit_number(self) -> int:
        """Which hit one is at, from 1; 0 before the first."""
        return self._hit + 1

    # Finding

    def find(self, words: str) -> None:
        """Mark ``words`` in the text and go to the first at or after the place one is at."""
        top = self.top
        self.words = words
        self._hit = -1
        self._wanted_anchor = self.place
        self._lay_out()
        if words and self._layout and self._layout.hits:
            following = [number for number, line in enumerate(self._layout.hits) if line >= top]
            self._go_to_hit(following[0] if following else 0)

    @property
    def _find_hits(self) -> FindHits | None:
        return finder(self.words) if self.words else self._search_hits

    def _go_to_hit(self, number: int) -> None:
        assert self._layout is not None
        number %= self.hit_count
        before, self._hit = self._hit, number
        line = self._layout.hits[number]
        if not self.top <= line < self.top + self._page:
            self._scroll(line - self._page // 3)
        for changed in {before, number} - {-1}:
            if changed < len(self._layout.hits):
                self.refresh_lines(self._layout.hits[changed], HIT_LINES)
        self.post_message(Scrolled())

    def step_hit(self, step: int) -> bool:
        """Go to the next hit in a direction, round and round; False where there is none."""
        if self._layout is None or not self._layout.hits:
            return False
        if self._hit < 0:
            following = [number for number, line in enumerate(self._layout.hits) if line >= self.top]
            self._go_to_hit(following[0] if following and step > 0 else (following or [0])[0] + min(step, 0))
        else:
            self._go_to_hit((self._hit + step) % self.hit_count)
        return True

    # Moving

    @property
    def top(self) -> int:
        """The first line on the screen."""
        return self.scroll_offset.y

    @property
    def _page(self) -> int:
        return max(1, self.size.height)

    @property
    def _height(self) -> int:
        return len(self._layout.lines) if self._layout else 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top + self._page >= self._height

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self._height - self._page))
        if top != self.top:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
            self.post_message(Scrolled())

    def do_text_down(self, call: Call) -> None:
        """A line down."""
        self._scroll(self.top + call.times)

    def do_text_up(self, call: Call) -> None:
        """A line up."""
        self._scroll(self.top - call.times)

    def do_text_top(self, _: Call) -> None:
        """To the top."""
        self._scroll(0)

    def do_text_bottom(self, _: Call) -> None:
        """To the end."""
        self._scroll(self._height)

    def do_text_half_down(self, call: Call) -> None:
        """Half a page down."""
        self._scroll(self.top + call.times * max(1, self._page // 2))

    def do_text_half_up(self, call: Call) -> None:
        """Half a page up."""
        self._scroll(self.top - call.times * max(1, self._page // 2))

    def do_text_page_down(self, call: Call) -> None:
        """A page down, some lines kept in sight."""
        self._scroll(self.top + call.times * max(1, self._page - CONTEXT))

    def do_text_page_up(self, call: Call) -> None:
        """A page up."""
        self._scroll(self.top - call.times * max(1, self._page - CONTEXT))

    def do_text_view(self, _: Call) -> None:
        """The clean text, or with what cleaning removed."""
        if self.stored is not None:
            self.shows_removed = not self.shows_removed
            self._wanted_anchor = self.place
            self._lay_out()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three lines."""
        event.stop()
        self._scroll(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three lines back."""
        event.stop()
        self._scroll(self.top - 3)

    def on_click(self) -> None:
        """A click makes it the pane that keys go to."""
        self.post_message(PaneClicked(self))

    # Drawing

    def on_resize(self) -> None:
        """Lay the text out for the new width; the same text stays at the top."""
        if self.size.width != self._laid_out_for:
            self._wanted_anchor = self.place
            self._lay_out()
        else:
            self._scroll(self.top)

    def _lay_out(self) -> None:
        width = self.size.width
        if self.stored is None or not width:
            self.refresh()
            return
        self._laid_out_for = width
        self._layout = lay_out(
            self.stored,
            width,
            self.measure,
            self.look,
            find_hits=self._find_hits,
            shows_removed=self.shows_removed,
        )
        self.virtual_size = Size(width, len(self._layout.lines))
        top = self._layout.line_at(self._wanted_anchor) if self._wanted_anchor != (0, 0) else 0
        top = max(0, min(top, self._height - self._page))
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(Scrolled())

    def render_line(self, y: int) -> Strip:
        """The line at line ``y`` of the screen."""
        width = self.size.width
        if self.stored is None:
            lines: Sequence[Line] = self._overview
            number, indent = y, max(1, (width - column_width(width, self.measure)) // 2)
        elif self._layout is not None:
            lines, number, indent = self._layout.lines, self.top + y, self._layout.indent
        else:
            return self.look.strip((), width)
        if number >= len(lines):
            return self.look.strip((), width)
        return self._strip(lines[number], indent, width)

    def _strip(self, line: Line, indent: int, width: int) -> Strip:
        base = self.look.style(line.role)
        if cell_len(line.text) > width - 2 * indent:
            # A table or code wider than the column uses the margins.
            indent = max(1, (width - cell_len(line.text)) // 2)
        segments = [Segment(" " * indent)]
        if line.lead:
            segments.append(Segment(line.lead, self.look.style("quiet")))
        at = 0
        for start, stop, number in line.hits:
            hit = self.look.style("hit_here" if number == self._hit else "hit")
            segments.append(Segment(line.text[at:start], base))
            segments.append(Segment(line.text[start:stop], base + hit))
            at = stop
        segments.append(Segment(line.text[at:], base))
        return self.look.strip([segment for segment in segments if segment.text], width)
