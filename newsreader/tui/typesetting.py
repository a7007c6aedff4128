"""How text is set: lines spread to a width, tables in columns, code broken, what hides in text made seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, split_graphemes

from newsreader.tui.terminal import fit, is_narrow

GUTTER = 2
"""Blanks between the columns of a table."""

NARROWEST = 4
"""Cells that a column of a table keeps, however little room there is."""

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


# Tables


def aligned(rows: Sequence[str], width: int, ellipsis: str) -> list[str]:
    """The rows of a table, cells between ``|``, set in columns of at most ``width`` cells together.

    Figures stand at the right of their column; a cell without room is cut, as is a row that was set in
    columns already.
    """
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    if max(map(len, cells), default=0) < 2:
        return [fit(row, width, ellipsis) for row in rows]
    count = max(map(len, cells))
    columns = [[row[number] if number < len(row) else "" for row in cells] for number in range(count)]
    widths = _shrunk([max(map(cell_len, column)) for column in columns], width - GUTTER * (count - 1))
    is_figures = [_holds_figures(column) for column in columns]
    return [
        fit(_row([column[number] for column in columns], widths, is_figures, ellipsis), width, ellipsis)
        for number in range(len(cells))
    ]


def _row(cells: Sequence[str], widths: Sequence[int], is_figures: Sequence[bool], ellipsis: str) -> str:
    parts = []
    for cell, width, is_right in zip(cells, widths, is_figures, strict=True):
        text = fit(cell, width, ellipsis)
        space = " " * (width - cell_len(text))
        parts.append(space + text if is_right else text + space)
    return (" " * GUTTER).join(parts).rstrip()


def _shrunk(widths: list[int], room: int) -> list[int]:
    """The widths made to fit, the widest first."""
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(widths)
        among = [number for number, width in enumerate(widths) if width == widest]
        second = max((width for width in widths if width < widest), default=NARROWEST)
        excess = sum(widths) - room
        step = max(1, min(widest - max(second, NARROWEST), -(-excess // len(among))))
        for number in among:
            widths[number] -= step
    return widths


def _holds_figures(column: Sequence[str]) -> bool:
    """Whether a column, its first cell aside, is mostly figures."""
    below = [cell for cell in column[1:] if cell]
    figures = sum(cell[-1:].isdigit() or cell[-1:] == "%" for cell in below if _is_figure(cell))
    return bool(below) and figures * 2 > len(below)


def _is_figure(cell: str) -> bool:
    letters = sum(character.isalpha() for character in cell)
    return letters == 0 and any(character.isdigit() for character in cell)
