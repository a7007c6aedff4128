"""The side bar: the bundles with how much of each is unread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.messages import BundleChosen
from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look

if TYPE_CHECKING:
    from newsreader.store import BundleRecord, Counts
    from newsreader.tui.commands import Call

ALL = "All bundles"


class BundleRow(NamedTuple):
    """A row of the side bar; ``name`` None stands for all bundles."""

    name: str | None
    articles: int
    unread: int
    available: bool = True


def bundle_rows(counts: Counts, bundles: Sequence[BundleRecord]) -> tuple[BundleRow, ...]:
    """All bundles together, then each."""
    rows = (BundleRow(bundle.name, bundle.articles, bundle.unread, bundle.available) for bundle in bundles)
    return (BundleRow(None, counts.articles, counts.unread), *rows)


class SideBar(Widget):
    """Draws the bundles; says which one the reader wants (BundleChosen)."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.bundles: tuple[BundleRow, ...] = (BundleRow(None, 0, 0),)
        self.cursor = 0
        self.is_active = False
        self._top = 0

    def show(self, bundles: tuple[BundleRow, ...]) -> None:
        """Show these rows; the cursor stays on the bundle it is on."""
        if bundles == self.bundles:
            return
        chosen = self.bundles[self.cursor].name
        self.bundles = bundles
        names = [bundle.name for bundle in bundles]
        self.cursor = names.index(chosen) if chosen in names else 0
        self.refresh()

    def point_at(self, name: str | None) -> None:
        """Put the cursor on a bundle."""
        for position, bundle in enumerate(self.bundles):
            if bundle.name == name:
                self._move(position)

    def _move(self, position: int) -> None:
        self.cursor = max(0, min(position, len(self.bundles) - 1))
        rows = max(1, self.size.height - 1)
        self._top = max(self.cursor - rows + 1, min(self._top, self.cursor))
        self.refresh()

    def do_side_next(self, call: Call) -> None:
        """The next bundle."""
        self._move(self.cursor + call.times)

    def do_side_previous(self, call: Call) -> None:
        """The previous bundle."""
        self._move(self.cursor - call.times)

    @property
    def chosen(self) -> str | None:
        """The bundle under the cursor; None for all."""
        return self.bundles[self.cursor].name

    @property
    def cursor_row(self) -> int:
        """The line of the cursor in the widget."""
        return self.cursor - self._top + 1

    @property
    def in_words(self) -> str:
        """The bundle under the cursor as one says it."""
        bundle = self.bundles[self.cursor]
        return f"{bundle.name or ALL}, {bundle.unread} unread, {self.cursor + 1} of {len(self.bundles)}"

    def on_click(self, event: events.Click) -> None:
        """A click lists the bundle."""
        position = self._top + event.y - 1
        if 0 <= position < len(self.bundles):
            self._move(position)
            self.post_message(BundleChosen(self.bundles[position].name))

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

    def render_line(self, y: int) -> Strip:
        """A bundle: its name, and unread of all."""
        width = self.size.width
        position = self._top + y - 1
        if y == 0 or position >= len(self.bundles):
            return self.look.strip((), width)
        bundle = self.bundles[position]
        is_cursor = position == self.cursor
        base = self.look.style("cursor") if is_cursor and self.is_active else self.look.style("text")
        if not bundle.available:
            base += self.look.style("quiet")
        bar = base + self.look.style("bar" if self.is_active else "quiet")
        number = str(bundle.unread) if bundle.unread else self.look.marks.dot
        name = ALL if bundle.name is None else drawable(bundle.name, is_ascii=self.look.is_ascii)
        name = fit(name, width - len(number) - 4, self.look.marks.ellipsis)
        space = " " * (width - 2 - cell_len(name) - len(number))
        return self.look.strip(
            [
                Segment(self.look.marks.cursor if is_cursor else " ", bar),
                Segment(name, base + self.look.style("strong") if bundle.unread else base),
                Segment(space + number + " ", base + self.look.style("quiet")),
            ],
            width,
        )
