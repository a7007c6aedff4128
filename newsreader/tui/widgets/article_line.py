"""One line of an article as it is drawn: hits and selection marked, spread to the column if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from newsreader.tui.theme import Look
from newsreader.tui.widgets.article_layout import Anchor, Line

Selection = tuple[Anchor, Anchor]
"""From a place in the text up to, not including, another."""


def selected_part(line: Line, selection: Selection | None) -> tuple[int, int]:
    """Which characters of the line are selected; ``(0, 0)`` for none."""
    if selection is None or not line.text:
        return 0, 0
    (first, start), (last, stop) = selection
    number, offset = line.anchor
    if offset < 0 or not first <= number <= last:
        return 0, 0
    begin = max(0, start - offset) if number == first else 0
    end = min(len(line.text), stop - offset) if number == last else len(line.text)
    return (begin, end) if begin < end else (0, 0)


def line_segments(
    line: Line,
    look: Look,
    *,
    hit_here: int = -1,
    selection: Selection | None = None,
    fill: int = 0,
    known: Sequence[tuple[int, int]] = (),
) -> list[Segment]:
    """The line's text, without its lead, in runs of one style. ``fill`` is the width to spread it to;
    ``known`` are the parts of its piece that were read elsewhere."""
    base = look.style(line.role)
    begin, end = selected_part(line, selection)
    blanks = _blanks(line, fill)
    edges = {0, len(line.text), begin, end}
    for start, stop, _ in (*line.hits, *line.spans):
        edges |= {start, stop}
    dimmed = [part for part in (_within(line, *part) for part in known) if part]
    edges.update(edge for part in dimmed for edge in part)
    places = sorted(edges)
    segments = []
    for start, stop in pairwise(places):
        style = base
        if any(first <= start < last for first, last in dimmed):
            style += look.style("quiet")
        for first, last, role in line.spans:
            if first <= start < last:
                style += look.style(role)
        number = next((order for first, last, order in line.hits if first <= start < last), None)
        if number is not None:
            style += look.style("hit_here" if number == hit_here else "hit")
        if begin <= start < end:
            style += look.style("quoted")
        segments.append(_segment(line.text[start:stop], style, blanks))
    if line.tail and segments:
        segments.append(Segment(line.tail, segments[-1].style))
    return segments


def _within(line: Line, start: int, stop: int) -> tuple[int, int] | None:
    """What of a part of the piece is in this line of it."""
    offset = line.anchor[1]
    begin, end = max(0, start - offset), min(len(line.text), stop - offset)
    return (begin, end) if offset >= 0 and begin < end else None


def _blanks(line: Line, fill: int) -> Iterator[int]:
    if not fill or not line.goes_on:
        return iter(())
    from newsreader.tui.typesetting import spread

    return iter(spread(line.text, fill))


def _segment(text: str, style: Style, blanks: Iterator[int]) -> Segment:
    if " " in text:
        text = "".join(" " * next(blanks, 1) if character == " " else character for character in text)
    return Segment(text, style)
