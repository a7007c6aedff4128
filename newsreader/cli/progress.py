"""The progress of an add: one line that renews itself on a terminal, nothing on a pipe."""

from __future__ import annotations

import sys
import time

from newsreader.cli.output import terminal_width
from newsreader.ingest.progress import Progress

RENEW_S = 0.1
BAR_CELLS = 20


class ProgressLine:
    """Draws the latest progress on stderr, at most ten times a second."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._drawn_at = 0.0
        self._width = 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if self._is_shown and (now - self._drawn_at >= RENEW_S or progress.fraction >= 1):
            self._drawn_at = now
            self._draw(describe(progress)[: terminal_width() - 1])

    def clear(self) -> None:
        """Take the line away, before anything else is printed."""
        if self._width:
            self._draw("")

    def _draw(self, line: str) -> None:
        sys.stderr.write("\r" + line + " " * (self._width - len(line)) + ("" if line else "\r"))
        sys.stderr.flush()
        self._width = len(line)


def describe(progress: Progress) -> str:
    """Progress in words: what is done to what, how much, how fast, how long still."""
    cells = round(progress.fraction * BAR_CELLS)
    bar = "#" * cells + "-" * (BAR_CELLS - cells)
    what = f"{progress.stage} {progress.bundle}".rstrip()
    left = "" if progress.eta_s is None else f", {duration(progress.eta_s)} left"
    return f"[{bar}] {what}: {progress.documents:,} at {progress.rate:,.0f}/s{left}"


def duration(seconds: float) -> str:
    """``0:07``, ``12:34``, ``1:02:03``."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
