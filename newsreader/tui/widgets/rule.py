"""The one line between panes, and the sentence for a terminal that has no room for any."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.terminal import MINIMUM_SIZE, fit
from newsreader.tui.theme import Look


class Rule(Widget):
    """A line between panes, standing or lying, one cell thick."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._strip = look.strip([Segment(look.marks.rule, look.style("quiet"))], 1)

    def render_line(self, y: int) -> Strip:
        """A piece of the line."""
        width = self.size.width
        if width <= 1:
            return self._strip
        return self.look.strip([Segment(self.look.marks.left * width, self.look.style("quiet"))], width)


class TooSmall(Widget):
    """Says how much room is needed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def render_line(self, y: int) -> Strip:
        """One sentence, over as many lines as it takes."""
        width = max(1, self.size.width)
        columns, rows = MINIMUM_SIZE
        words = f"Too small: newsreader needs {columns} columns and {rows} rows.".split()
        lines = [""]
        for word in words:
            if len(lines[-1]) + len(word) + 1 > width and lines[-1]:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        line = fit(lines[y], width, self.look.marks.ellipsis) if y < len(lines) else ""
        return self.look.strip([Segment(line)], width)
