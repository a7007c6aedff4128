"""The side bar: what can be listed, with how much of each is unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.listing import View
from newsreader.tui.messages import SideChosen, SideFolded
from newsreader.tui.side_rows import ALL, SideRow
from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look

if TYPE_CHECKING:
    from newsreader.tui.commands import Call


class SideBar(Widget):
    """Draws the rows; says which one the reader wants to list (SideChosen) or to unfold (SideFolded)."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.rows: tuple[SideRow, ...] = (SideRow("all", ALL, View(), 0),)
        self.cursor = 0
        self.is_counted = False
        self.is_active = False
        self._top = 0

    def show(self, rows: tuple[SideRow, ...], *, is_counted: bool) -> None:
        """Show these rows; the cursor stays on the row it is on, or goes to the one above it. Until it
        ``is_counted``, what belongs below bundles is not known."""
        self.is_counted = is_counted
        if rows == self.rows:
            return
        keys = {row.key: place for place, row in enumerate(rows)}
        kept = (keys[row.key] for row in self.rows[self.cursor :: -1] if row.key in keys)
        self.rows, self.cursor = rows, next(kept, 0)
        self._reveal()

    def point_at(self, view: View) -> None:
        """Put the cursor on the row that lists this."""
        for place, row in enumerate(self.rows):
            if row.view is not None and row.view[:2] == view[:2]:
                self._move(place)

    def _move(self, place: int) -> None:
        self.cursor = max(0, min(place, len(self.rows) - 1))
        self._reveal()

    def _reveal(self) -> None:
        height = max(1, self.size.height - 1)
        top = max(0, min(self._top, len(self.rows) - height))
        self._top = max(self.cursor - height + 1, min(top, self.cursor))
        self.refresh()

    @property
    def row(self) -> SideRow:
        """The row under the cursor."""
        return self.rows[self.cursor]

    def do_side_next(self, call: Call) -> None:
        """The next row."""
        self._move(self.cursor + call.times)

    def do_side_previous(self, call: Call) -> None:
        """The previous row."""
        self._move(self.cursor - call.times)

    def do_side_first(self, call: Call) -> None:
        """The first row."""
        self._move((call.number or 1) - 1)

    def do_side_last(self, call: Call) -> None:
        """The last row."""
        self._move((call.number or len(self.rows)) - 1)

    def do_side_open(self, _: Call) -> None:
        """List what the row stands for; a group is unfolded or folded."""
        if self.row.view is not None:
            self.post_message(SideChosen(self.row))
        else:
            self.post_message(SideFolded(self.row.key, not self.row.is_open))

    def do_side_unfold(self, call: Call) -> None:
        """Show what belongs below the row; where nothing does, list what it stands for."""
        is_unknown = not self.is_counted and self.row.is_open is None and self.row.key != "all"
        if self.row.is_open is False or is_unknown:
            self.post_message(SideFolded(self.row.key, True))
        else:
            self.do_side_open(call)

    def do_side_fold(self, _: Call) -> None:
        """Hide what belongs below the row, or go to the row that it belongs below; else back to the list."""
        if self.row.is_open:
            self.post_message(SideFolded(self.row.key, False))
        elif self.row.depth:
            above = range(self.cursor - 1, -1, -1)
            self._move(next(place for place in above if not self.rows[place].depth))
        else:
            self.post_message(SideChosen(None))

    @property
    def cursor_row(self) -> int:
        """The line of the cursor in the widget."""
        return self.cursor - self._top + 1

    @property
    def in_words(self) -> str:
        """The row under the cursor as one says it."""
        row = self.row
        unread = "" if row.unread is None else f", {row.unread} unread"
        fold = {None: "", True: ", unfolded", False: ", folded"}[row.is_open]
        return f"{row.label}{unread}{fold}, {self.cursor + 1} of {len(self.rows)}"

    def on_click(self, event: events.Click) -> None:
        """A click lists what the row stands for."""
        place = self._top + event.y - 1
        if 0 <= place < len(self.rows):
            self._move(place)
            row = self.row
            self.post_message(SideChosen(row) if row.view else SideFolded(row.key, not row.is_open))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next bundle."""
        event.stop()
        self._move(self.cursor + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The previous bundle."""
        event.stop()
        self._move(self.cursor - 1)

    def activate(self, is_active: bool) -> None:
        """The cursor's bar shows whether keys come here."""
        if is_active != self.is_active:
            self.is_active = is_active
            self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """A row: its name, and how much is unread."""
        width = self.size.width
        place = self._top + y - 1
        if y == 0 or place >= len(self.rows):
            return self.look.strip((), width)
        row, marks = self.rows[place], self.look.marks
        is_cursor = place == self.cursor
        base = self.look.style("cursor") if is_cursor and self.is_active else self.look.style("text")
        if not row.is_available:
            base += self.look.style("quiet")
        bar = base + self.look.style("bar" if self.is_active else "quiet")
        number = (
            str(row.unread) if row.unread else "" if row.view is None or row.unread is None else marks.dot
        )
        fold = {None: "", True: f"{marks.opened} ", False: f"{marks.closed} "}[row.is_open]
        lead = "  " * row.depth + fold
        name = fit(drawable(row.label, is_ascii=self.look.is_ascii),
                   width - len(number) - 4 - len(lead), marks.ellipsis)  # fmt: skip
        space = " " * max(1, width - 2 - len(lead) - cell_len(name) - len(number))
        return self.look.strip(
            [
                Segment(marks.cursor if is_cursor else " ", bar),
                Segment(lead, base + self.look.style("quiet")),
                Segment(name, base + self.look.style("strong") if row.unread else base),
                Segment(space + number + " ", base + self.look.style("quiet")),
            ],
            width,
        )
