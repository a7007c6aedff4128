"""What the reading pane has of any text that is scrolled by lines: the keys and the wheel that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.scroll_view import ScrollView

from newsreader.tui.messages import Scrolled

if TYPE_CHECKING:
    from newsreader.tui.commands import Call

CONTEXT = 2
"""Lines that stay in sight when a page is turned."""


class ScrolledText(ScrollView, can_focus=False, inherit_bindings=False):
    """Lines, of which a page is on the screen from ``top`` on."""

    @property
    def height(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def top(self) -> int:
        """The first line on the screen."""
        return self.scroll_offset.y

    @property
    def page(self) -> int:
        """How many lines there is room for."""
        return max(1, self.size.height)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.top + self.page >= self.height

    @property
    def percent(self) -> int:
        """How much of the text has been on the screen, if it was read from the start; 100 at its end."""
        height = self.height
        return 100 if not height else min(100, (self.top + self.page) * 100 // height)

    def put_at_top(self, line: int) -> None:
        """Show the lines from here on, as far as there are enough of them; nothing is said of it."""
        self.scroll_to(
            y=max(0, min(line, self.height - self.page)), animate=False, force=True, immediate=True
        )

    def scroll_to_line(self, line: int) -> None:
        """Go there, and say so if it is elsewhere."""
        before = self.top
        self.put_at_top(line)
        if self.top != before:
            self.post_message(Scrolled())

    def do_text_down(self, call: Call) -> None:
        """A line down."""
        self.scroll_to_line(self.top + call.times)

    def do_text_up(self, call: Call) -> None:
        """A line up."""
        self.scroll_to_line(self.top - call.times)

    def do_text_top(self, _: Call) -> None:
        """To the top."""
        self.scroll_to_line(0)

    def do_text_bottom(self, _: Call) -> None:
        """To the end."""
        self.scroll_to_line(self.height)

    def do_text_half_down(self, call: Call) -> None:
        """Half a page down."""
        self.scroll_to_line(self.top + call.times * max(1, self.page // 2))

    def do_text_half_up(self, call: Call) -> None:
        """Half a page up."""
        self.scroll_to_line(self.top - call.times * max(1, self.page // 2))

    def do_text_page_down(self, call: Call) -> None:
        """A page down, some lines kept in sight."""
        self.scroll_to_line(self.top + call.times * max(1, self.page - CONTEXT))

    def do_text_page_up(self, call: Call) -> None:
        """A page up."""
        self.scroll_to_line(self.top - call.times * max(1, self.page - CONTEXT))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three lines."""
        event.stop()
        self.scroll_to_line(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three lines back."""
        event.stop()
        self.scroll_to_line(self.top - 3)
