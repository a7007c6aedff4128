"""How text is set: lines spread to a width, code broken, what hides in text made seen."""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

from newsreader.tui.terminal import is_narrow

MOST_SPREAD = 3
"""A line is not spread where a gap would grow by more blanks than this."""

# Controls, and what is there unseen: marks of writing direction, joiners, soft hyphens, separators.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def broken(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of a line of code begin and end: cut at the width, every blank kept."""
    width = max(1, width)
    if is_narrow(text):
        return [(start, min(start + width, len(text))) for start in range(0, len(text), width)] or [(0, 0)]
    lines, start, used = [], 0, 0
    for begin, end, cells in split_graphemes(text)[0]:
        if used + cells > width and begin > start:
            lines.append((start, begin))
            start, used = begin, 0
        used += cells
        del end
    return [*lines, (start, len(text))]


def spread(text: str, width: int) -> list[int]:
    """How many blanks each blank of ``text`` becomes, so that the line is ``width`` cells wide.

    All ones for a line that is better left as it is: without gaps, or too short for them.
    """
    gaps = text.count(" ")
    missing = width - cell_len(text)
    if not gaps or missing <= 0 or missing > gaps * MOST_SPREAD:
        return [1] * gaps
    each, rest = divmod(missing, gaps)
    # The odd ones are spread over the line, so that no river forms at one side.
    return [1 + each + ((number + 1) * rest // gaps > number * rest // gaps) for number in range(gaps)]


def visible(text: str) -> str:
    """The text with all that acts on a terminal, or hides in a line, written out: ``^[``, ``<U+202E>``."""
    return _UNSEEN.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20 or code == 0x7F:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"
