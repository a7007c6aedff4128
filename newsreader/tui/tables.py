"""Tables in the reading pane: cells in columns, wrapped where there is little room, never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from newsreader.tui.terminal import wrap

GUTTER = 2
"""Blanks between the columns of a table."""

NARROWEST = 8
"""Cells that a column needs; where there are too many columns for that, the cells of a row are listed."""

LONGEST_WORD = 16
"""Words up to this length stay whole if it can be done."""

HANGING = 4
"""How far the rest of a row stands in that is wider than the room."""


def set_table(rows: Sequence[str], width: int, *, is_listed: bool = False) -> list[str]:
    """The rows of a table, cells between `` | ``, in lines of at most ``width`` cells.

    Figures stand at the right of their column. A row of one cell goes across the table, as do all rows of
    one that was set in columns already. ``is_listed``: it is heard rather than seen, a cell a line.
    """
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    count = max(map(len, cells), default=0)
    if count < 2:
        return [line for row in rows for line in _hanging(row, width)]
    columns = [[row[number] for row in cells if 1 < len(row) > number] for number in range(count)]
    natural = [max(map(cell_len, column)) for column in columns]
    room = width - GUTTER * (count - 1)
    if is_listed or sum(min(most, NARROWEST) for most in natural) > room:
        return list(_listed(cells, width))
    floors = [
        min(max(_longest_word(column), NARROWEST), LONGEST_WORD, most)
        for column, most in zip(columns, natural, strict=True)
    ]
    widths = _shrunk(_shrunk(natural, floors, room), [min(most, NARROWEST) for most in natural], room)
    is_figures = [_holds_figures(column) for column in columns]
    lines = [
        list(_row(row, widths, is_figures)) if len(row) > 1 else list(_hanging(row[0], width))
        for row in cells
    ]
    return _joined(lines)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the rows; blank ones between rows where some take several."""
    if all(len(lines) == 1 for lines in rows):
        return [line for lines in rows for line in lines]
    return [line for number, lines in enumerate(rows) for line in (*[""] * (number > 0), *lines)]


def _row(cells: Sequence[str], widths: Sequence[int], is_figures: Sequence[bool]) -> Iterator[str]:
    filled = [*cells, *[""] * (len(widths) - len(cells))]
    columns = [_lines(cell, width) for cell, width in zip(filled, widths, strict=True)]
    for position in range(max(map(len, columns))):
        parts = []
        for lines, width, is_right in zip(columns, widths, is_figures, strict=True):
            text = lines[position] if position < len(lines) else ""
            space = " " * (width - cell_len(text))
            parts.append(space + text if is_right else text + space)
        yield (" " * GUTTER).join(parts).rstrip()


def _lines(text: str, width: int) -> list[str]:
    return [text[start:stop] for start, stop in wrap(text, width)]


def _hanging(row: str, width: int) -> Iterator[str]:
    if cell_len(row) <= width:
        yield row
        return
    indent = min(HANGING, width // 4)
    for position, (start, stop) in enumerate(wrap(row, width - indent, first=indent)):
        yield " " * (indent if position else 0) + row[start:stop].rstrip()


def _listed(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Each row as a list of its cells, named by those of the first."""
    head, *others = rows
    for number, row in enumerate(others):
        if number:
            yield ""
        for column, cell in enumerate(row):
            name = head[column] if column < len(head) else ""
            if cell:
                yield from _hanging(f"{name}: {cell}" if name else cell, width)


def _longest_word(column: Sequence[str]) -> int:
    return max((cell_len(word) for cell in column for word in cell.split()), default=0)


def _shrunk(widths: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """The widths made to fit, the widest first, as far as their floors allow."""
    widths = list(widths)
    while (excess := sum(widths) - room) > 0:
        reducible = [number for number, width in enumerate(widths) if width > floors[number]]
        if not reducible:
            break
        widest = max(widths[number] for number in reducible)
        among = [number for number in reducible if widths[number] == widest]
        bound = max(
            [floors[number] for number in among]
            + [widths[number] for number in reducible if widths[number] < widest]
        )
        step = max(1, min(widest - bound, -(-excess // len(among))))
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
