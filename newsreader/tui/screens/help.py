"""The help: every command with its keys, searched by typing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.commands import Command, matching
from newsreader.tui.screens.general import key_names
from newsreader.tui.terminal import fit, pad
from newsreader.tui.theme import Look

KEYS_CELLS = 22
ID_CELLS = 24
_STEPS = {"pagedown": 1.0, "pageup": -1.0, "ctrl+d": 0.5, "ctrl+u": -0.5, "home": -100.0, "end": 100.0}
"""Keys that scroll by pages; Up and Down scroll by a line."""
_PLACES = {
    "list": "In the list",
    "article": "In the article",
    "side bar": "In the side bar",
    "timeline": "In the timeline",
    "anywhere": "Anywhere",
}


class HelpTable(Widget):
    """Draws the table; typing narrows it."""

    def __init__(self, look: Look, commands: Sequence[Command]) -> None:
        super().__init__()
        self.look = look
        self.commands = commands
        self.words = ""
        self._top = 0
        self._lines: list[Command | str] = []
        self._gather()

    def _gather(self) -> None:
        found = matching(self.words, self.commands)
        if self.words.strip():
            self._lines = list(found)
        else:
            self._lines = []
            for where, title in _PLACES.items():
                self._lines += [title, *(command for command in found if command.where == where), ""]
        self._top = 0
        self.refresh()

    def take(self, event: events.Key) -> None:
        """Scroll, search, leave."""
        page = max(1, self.size.height - 4)
        if event.key in ("escape", "f1", "ctrl+c") or (event.character in ("q", "?") and not self.words):
            self.app.pop_screen()
        elif event.key in ("up", "down"):
            self._scroll(1 if event.key == "down" else -1)
        elif event.key in _STEPS:
            self._scroll(round(_STEPS[event.key] * page))
        elif event.key in ("backspace", "ctrl+h"):
            self.words = self.words[:-1]
            self._gather()
        elif event.is_printable and event.character is not None:
            self.words += event.character
            self._gather()

    def _scroll(self, lines: int) -> None:
        page = max(1, self.size.height - 4)
        self._top = max(0, min(self._top + lines, len(self._lines) - page))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line: the title, a command, or the search at the bottom."""
        width = self.size.width
        if y == 0:
            segments = [Segment(" Keys and commands", self.look.style("strong"))]
        elif y == self.size.height - 1:
            segments = self._footer(width)
        elif 2 <= y < self.size.height - 2 and y - 2 + self._top < len(self._lines):
            segments = self._line(self._lines[y - 2 + self._top], width)
        elif y == 2 and not self._lines:
            segments = [Segment(" No command is called so.")]
        else:
            segments = []
        return self.look.strip(segments, width)

    def _line(self, line: Command | str, width: int) -> list[Segment]:
        if isinstance(line, str):
            return [Segment(f" {line}", self.look.style("strong"))]
        name = f"  {line.id:<{ID_CELLS}}" if width >= 100 else ""
        place = f" ({line.where})" if self.words.strip() and line.where != "anywhere" else ""
        room = width - KEYS_CELLS - 3 - len(name)
        ellipsis = self.look.marks.ellipsis
        text = pad(line.help + place, room, ellipsis)
        return [
            Segment("   " + pad(key_names(line), KEYS_CELLS, ellipsis), self.look.style("accent")),
            Segment(text),
            Segment(name, self.look.style("quiet")),
        ]

    def _footer(self, width: int) -> list[Segment]:
        found = sum(isinstance(line, Command) for line in self._lines)
        hint = f"{found} commands   type to search   Esc back "
        words = fit(f" {self.words}", max(0, width - len(hint) - 2), self.look.marks.ellipsis)
        if not self.words:
            return [Segment(hint.rjust(width), self.look.style("quiet"))]
        return [
            Segment(words, self.look.style("accent")),
            Segment(hint.rjust(width - cell_len(words)), self.look.style("quiet")),
        ]


class HelpScreen(Screen[None], inherit_bindings=False):
    """The table over the whole terminal."""

    def __init__(self, look: Look, commands: Sequence[Command]) -> None:
        super().__init__()
        self._table = HelpTable(look, commands)

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield self._table

    def on_key(self, event: events.Key) -> None:
        """All keys are the table's, but for those typed when it had already been left."""
        event.stop()
        event.prevent_default()
        if self.app.screen is self:
            self._table.take(event)
        else:
            self.app.screen.post_message(events.Key(event.key, event.character))
