"""What the list of headlines has of any list with a cursor: the keys and the wheel that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView

from newsreader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from newsreader.tui.commands import Call


class CursorList(ScrollView, can_focus=False, inherit_bindings=False):
    """Rows, of which a page is on the screen from ``top`` on, the one under the cursor among them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows(0)
        self.cursor = 0

    # What whoever draws the rows has to do

    def _refresh_step(self, before: int) -> None:
        """Draw anew what a step of the cursor changes."""
        raise NotImplementedError

    def _ask_for(self, top: int) -> None:
        """Have the rows at hand that are on the screen when ``top`` is the first of them."""
        raise NotImplementedError

    def _announce(self) -> None:
        """Say where the cursor is."""
        raise NotImplementedError

    # Moving

    @property
    def top(self) -> int:
        """The first row on the screen."""
        return self.scroll_offset.y

    @property
    def _page(self) -> int:
        return max(1, self.size.height or self.app.size.height - 2)

    def move_to(self, index: int) -> None:
        """Put the cursor on a headline and bring it on the screen."""
        before = self.cursor
        self.cursor = max(0, min(index, self.rows.total - 1))
        if self.cursor != before:
            self._refresh_step(before)
        self._reveal(self._page // 2)
        self._announce()

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, self.rows.height - self._page))
        if top != self.top:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._ask_for(top)

    def _reveal(self, margin: int) -> None:
        """Scroll, if the cursor is off the screen, so that ``margin`` rows are seen beyond it."""
        if not self.rows.total:
            return
        first, last = self.rows.top_of(self.cursor), self.rows.row_of(self.cursor) + self.rows.lines - 1
        if first < self.top:
            self._scroll(first - margin if first > self._page else 0)
        elif last >= self.top + self._page:
            self._scroll(last - self._page + 1 + margin)
        else:
            self._ask_for(self.top)

    def _turn(self, rows: int) -> None:
        """Scroll by rows and take the cursor along, which stays where it is on the screen if it can."""
        target = self.rows.row_of(self.cursor) + rows
        before = self.cursor
        self._scroll(self.top + rows)
        self.cursor = self.rows.index_near(target, 1 if rows > 0 else -1) if self.rows.total else 0
        self._refresh_step(before)
        self._reveal(0)
        self._announce()

    def do_list_next(self, call: Call) -> None:
        """The next headline."""
        self.move_to(self.cursor + call.times)

    def do_list_previous(self, call: Call) -> None:
        """The previous headline."""
        self.move_to(self.cursor - call.times)

    def do_list_first(self, call: Call) -> None:
        """The first headline, or the one of that number."""
        self.move_to((call.number or 1) - 1)

    def do_list_last(self, call: Call) -> None:
        """The last headline, or the one of that number."""
        self.move_to((call.number or self.rows.total) - 1)

    def do_list_half_down(self, call: Call) -> None:
        """Half a page down."""
        self._turn(call.times * max(1, self._page // 2))

    def do_list_half_up(self, call: Call) -> None:
        """Half a page up."""
        self._turn(-call.times * max(1, self._page // 2))

    def do_list_page_down(self, call: Call) -> None:
        """A page down, with a row of the last one kept in sight."""
        self._turn(call.times * max(1, self._page - 1))

    def do_list_page_up(self, call: Call) -> None:
        """A page up."""
        self._turn(-call.times * max(1, self._page - 1))

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three rows; the cursor stays on the screen."""
        event.stop()
        self._turn(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows back."""
        event.stop()
        self._turn(-3)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.virtual_size = Size(self.size.width, self.rows.height)
        self._scroll(self.top)
        self._reveal(self._page // 3)
