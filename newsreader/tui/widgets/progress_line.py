"""The line at the top: what is listed, or, while bundles are being added, how far that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look

if TYPE_CHECKING:
    from newsreader.ingest.progress import Progress

BAR_CELLS = 24
TITLE_CELLS = 24
"""As much is left for the title before anything else is drawn beside it."""


class ProgressLine(Widget):
    """Draws the title of the list and, beside it, the progress of long work."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.title = ""
        self.note = ""
        self.said = ""
        self.announced = ""
        self.strip_segments: tuple[Segment, ...] = ()
        self.progress: Progress | None = None

    def say(self, text: str) -> None:
        """Show, instead of all else, what is too long for the line below; empty ends it."""
        if text != self.said:
            self.said = text
            self.refresh()

    def announce(self, text: str) -> None:
        """Show in words what the cursor is on, instead of the title."""
        if text != self.announced:
            self.announced = text
            self.refresh()

    def show_strip(self, segments: Sequence[Segment]) -> None:
        """Draw these at the right end of the line, where there is room."""
        if tuple(segments) != self.strip_segments:
            self.strip_segments = tuple(segments)
            self.refresh()

    def show(self, title: str, note: str = "") -> None:
        """Name what is listed; the note stands at the right."""
        if (title, note) != (self.title, self.note):
            self.title, self.note = title, note
            self.refresh()

    def report(self, progress: Progress | None) -> None:
        """Show how far long work is; None when it is done."""
        if progress != self.progress:
            self.progress = progress
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        if words := self.said or self.announced:
            said = fit(drawable(words, is_ascii=self.look.is_ascii), width - 2, self.look.marks.ellipsis)
            return self.look.strip([Segment(f" {said}", self.look.style("strong"))], width)
        right = self._progress(width) if self.progress else self._note(width)
        right_cells = sum(cell_len(segment.text) for segment in right)
        title = fit(
            " " + drawable(self.title, is_ascii=self.look.is_ascii),
            width - right_cells - 1,
            self.look.marks.ellipsis,
        )
        space = Segment(" " * max(0, width - cell_len(title) - right_cells))
        return self.look.strip([Segment(title, self.look.style("strong")), space, *right], width)

    def _note(self, width: int) -> list[Segment]:
        note = fit(drawable(self.note, is_ascii=self.look.is_ascii), width * 2 // 3, self.look.marks.ellipsis)
        segments = [Segment(f"{note} ", self.look.style("quiet"))] if note else []
        used = sum(cell_len(segment.text) for segment in (*segments, *self.strip_segments))
        return [*segments, Segment("  "), *self.strip_segments] if used + TITLE_CELLS <= width else segments

    def _progress(self, width: int) -> list[Segment]:
        assert self.progress is not None
        dot = self.look.marks.dot
        text = progress_in_words(self.progress, dot)
        name = drawable(self.progress.bundle, is_ascii=self.look.is_ascii)
        verb = "reading" if self.progress.stage == "reading" else "indexing"
        cells = min(BAR_CELLS, width - cell_len(text) - 30)
        bar = self._bar(cells) if cells >= 6 else []
        what = f"{verb} {fit(name, 20, self.look.marks.ellipsis)}".strip()
        return [Segment(f"{what} "), *bar, Segment(f" {text} ")]

    def _bar(self, cells: int) -> list[Segment]:
        assert self.progress is not None
        done = round(self.progress.fraction * cells)
        marks = self.look.marks
        return [
            Segment(marks.done * done, self.look.style("accent")),
            Segment(marks.left * (cells - done), self.look.style("quiet")),
        ]


def progress_in_words(progress: Progress, dot: str = "·") -> str:
    """``1234 · 850/s · 12 s left``."""
    parts = [str(progress.documents)]
    if progress.rate >= 1:
        parts.append(f"{progress.rate:.0f}/s")
    eta_s = progress.eta_s
    if eta_s is not None:
        minutes, seconds = divmod(round(eta_s), 60)
        parts.append(f"{minutes} min {seconds} s left" if minutes else f"{seconds} s left")
    return f" {dot} ".join(parts)
