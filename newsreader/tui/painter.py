"""What the terminal shows, cell by cell, so that only the cells that differ are sent to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsreader.tui.cells import LEFT_TO_RIGHT, Row, are_certain, doubtful_until, ends_of_fields, is_certain

if TYPE_CHECKING:
    from newsreader.tui.graphics import Graphics

_TOKEN = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m"
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|(?P<newline>[\r\n])"
    r"|(?P<other>\x1b(?:\[[?>=<]?[\d;]*[ $]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|.))"
    r"|(?P<text>[^\x1b\r\n]+)",
    re.DOTALL,
)
_FORGETTING = re.compile(r"\x1b(?:\[\?1049[hl]|\[[23]?J|c)")

GAP = 5
"""Cells that are sent again rather than jumped over: a jump costs about as much."""

PLATE = "plate "
"""How the style of cells begins that a picture covers; then come its number and the row of it."""

BLANKS = 4
"""From how many blanks at the end of a row erasing it is shorter."""


class Painter:
    """Takes what would be written to a terminal and gives what need be written.

    It understands text, styles (SGR) and absolute movement, of which frames consist; any other sequence
    passes through untouched, in its place. Line wrap of the terminal is taken to be off.

    ``reorders``: the terminal itself sets runs of Arabic and Hebrew from right to left, which must not take
    along what stands in the next column of the screen. ``shows_cursor``: where a frame leaves the cursor
    matters even if nothing has changed.
    """

    def __init__(self, *, reorders: bool = False, shows_cursor: bool = False) -> None:
        self.reorders = reorders
        self.shows_cursor = shows_cursor
        self._shown: dict[int, Row] = {}
        self._wanted: dict[int, Row] = {}
        self._touched: set[int] = set()
        self._at: tuple[int, int] | None = None
        self._rest: tuple[int, int] = (0, 0)
        self.graphics: Graphics | None = None
        self._plates: dict[int, set[str]] = {}
        self._drawn_plates: set[str] = set()

    def forget(self) -> None:
        """The terminal may show anything now: what comes next is sent in full."""
        self._shown.clear()
        self._wanted.clear()
        self._touched.clear()
        self._plates.clear()
        self._at = None
        self._rest = (0, 0)

    def paint(self, data: str) -> str:
        """What to write so that the terminal shows what ``data`` would make it show."""
        output: list[str] = []
        row = column = 0
        style = ""
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "text":
                if self.graphics is not None and "\U0010eeee" in token["text"]:
                    column = self._put_plate(row, column, token["text"], style)
                    continue
                column = self._wanted_row(row).put(column, token["text"], style)
                self._touched.add(row)
            elif kind == "style":
                style = _normal(token["style"])
            elif kind == "column":
                row, column = int(token["row"]) - 1, int(token["column"]) - 1
            elif kind == "other":
                output.append(self._changes())
                output.append(token["other"])
                if _FORGETTING.match(token["other"]):
                    self.forget()
                self._at = None
        output.append(self._changes())
        is_left = bool(output[-1]) or self.shows_cursor
        if is_left and data.endswith("H") and (row, column) != (0, 0):
            output.append(self._move(row, column))
        return "".join(output)

    def _put_plate(self, row: int, column: int, text: str, style: str) -> int:
        """Cells that stand for a row of a picture: blanks, of a style of their own."""
        from newsreader.tui.graphics import PLACEHOLDER, key_of

        key = key_of(text, style)
        style = f"{PLATE}{key[0]} {key[1]}" if key is not None else ""
        self._touched.add(row)
        return self._wanted_row(row).put(column, " " * text.count(PLACEHOLDER), style)

    def _wanted_row(self, row: int) -> Row:
        if row not in self._wanted:
            self._wanted[row] = Row()
        return self._wanted[row]

    def _changes(self) -> str:
        output: list[str] = []
        pen = _Pen(self)
        for y in sorted(self._touched):
            wanted, shown = self._wanted[y], self._shown.get(y)
            if shown is not None and shown.texts == wanted.texts and shown.styles == wanted.styles:
                continue
            spans = pen.spans(wanted, shown)
            output.append(pen.row(y, wanted, spans))
            if self.graphics is not None:
                output.append(self._plates_of(y, wanted, spans))
            self._shown[y] = Row(wanted.texts.copy(), wanted.styles.copy())
        self._touched.clear()
        if self.graphics is not None:
            output.append(self._removed_plates())
        if any(output):
            output.append(pen.style_to(""))
        return "".join(output)

    def _move(self, row: int, column: int) -> str:
        at, self._at = self._at, (row, column)
        if at == (row, column):
            return ""
        if at is not None and at[0] == row and column > at[1]:
            return f"\x1b[{column - at[1]}C" if column - at[1] > 1 else "\x1b[C"
        if at is not None and column == 0 and row == at[0] + 1:
            return "\r\n"
        return f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"

    # Pictures

    def _plates_of(self, y: int, wanted: Row, spans: list[tuple[int, int]]) -> str:
        """What draws the rows of pictures whose cells have been written."""
        output = []
        names = {style for style in wanted.styles if style.startswith(PLATE)}
        self._plates[y] = names
        for name in names:
            start, stop = wanted.styles.index(name), len(wanted.styles) - wanted.styles[::-1].index(name)
            if any(first < stop and last > start for first, last in spans):
                output.append(self._plate(y, start, name))
        return "".join(output)

    def _plate(self, y: int, column: int, name: str) -> str:
        assert self.graphics is not None
        id_, row = map(int, name.removeprefix(PLATE).split())
        drawn = self.graphics.draw(id_, row)
        if drawn is None:
            return ""
        move = self._move(y, column)
        if self.graphics.moves_cursor:
            self._at = None
        return move + drawn

    def _removed_plates(self) -> str:
        """What takes away the rows of pictures that are nowhere on the screen any more."""
        assert self.graphics is not None
        here = set().union(*self._plates.values())
        gone, self._drawn_plates = self._drawn_plates - here, here
        keys = (map(int, name.removeprefix(PLATE).split()) for name in gone)
        return "".join(self.graphics.remove(*key) for key in keys)


class _Pen:
    """Writes the differing cells of rows, carrying the style from one to the next."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._style = ""

    def style_to(self, style: str) -> str:
        """The shortest way from the present style to another."""
        if style.startswith(PLATE):
            style = ""
        before, self._style = self._style, style
        if style == before:
            return ""
        if not style:
            return "\x1b[m"
        if not before:
            return f"\x1b[{style}m"
        if style.startswith(before + ";"):
            return f"\x1b[{style[len(before) + 1 :]}m"
        return f"\x1b[0;{style}m"

    def spans(self, wanted: Row, shown: Row | None) -> list[tuple[int, int]]:
        """The cells to write so that the row as shown turns into the row as wanted."""
        if shown is None or len(shown.texts) != len(wanted.texts):
            return [(0, len(wanted.texts))]
        if not (wanted.is_plain and shown.is_plain):
            # Where this terminal puts what follows an uncertain character is not known.
            return [(0, len(wanted.texts))]
        return _differing(wanted, shown)

    def row(self, y: int, wanted: Row, spans: list[tuple[int, int]]) -> str:
        """What writes these cells of a row."""
        return "".join(self._span(y, start, end, wanted) for start, end in spans)

    def _span(self, y: int, start: int, end: int, row: Row) -> str:
        stop = end
        blank = _blank_from(row)
        if end - max(start, blank) >= BLANKS:
            stop = max(start, blank)
        output = []
        if stop > start:
            output.append(self._painter._move(y, start))
            output.append(self._cells(y, start, stop, row))
        if stop < end:
            output.append(self._painter._move(y, stop))
            output.append(self.style_to("") + "\x1b[K")
        return "".join(output)

    def _cells(self, y: int, start: int, stop: int, row: Row) -> str:
        output = []
        position = start
        while position < stop:
            style = row.styles[position]
            run = position + 1
            while run < stop and row.styles[run] == style:
                run += 1
            output.append(self.style_to(style))
            output.append(self._run(y, position, run, row))
            position = run
        return "".join(output)

    def _run(self, y: int, start: int, stop: int, row: Row) -> str:
        text = "".join(row.texts[start:stop])
        self._painter._at = (y, stop)
        ends = ends_of_fields(row.texts) if self._painter.reorders else frozenset()
        if not ends and are_certain(row.texts[start:stop]):
            return text
        output = []
        is_doubtful = False
        for column in range(start, stop):
            cell = row.texts[column]
            was_doubtful, is_doubtful = is_doubtful, not is_certain(cell) if cell else is_doubtful
            if column in ends:
                output.append(LEFT_TO_RIGHT)
            if (was_doubtful and not is_doubtful) or column in ends:
                output.append(f"\x1b[{column + 1}G")
            if is_doubtful and not was_doubtful:
                # Should the terminal take fewer cells for it, nothing old may be left beside it.
                output.append(f"\x1b[{doubtful_until(row.texts, column, stop) - column}X")
            output.append(cell)
        if is_doubtful:
            output.append(f"\x1b[{stop + 1}G")
        return "".join(output)


def _blank_from(row: Row) -> int:
    """The column from which on the row is blank and unstyled."""
    column = len(row.texts)
    while column and row.texts[column - 1] == " " and not row.styles[column - 1]:
        column -= 1
    return column


def _differing(wanted: Row, shown: Row) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    texts, styles, old_texts, old_styles = wanted.texts, wanted.styles, shown.texts, shown.styles
    for column in range(len(texts)):
        if texts[column] == old_texts[column] and styles[column] == old_styles[column]:
            continue
        start = column
        while start and not (texts[start] and old_texts[start]):
            start -= 1
        end = column + 1
        while end < len(texts) and not texts[end]:
            end += 1
        if spans and start - spans[-1][1] <= GAP:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _normal(style: str) -> str:
    """A style without the parts that say 'default'; empty for none."""
    if style in ("", "0"):
        return ""
    parts = style.split(";")
    kept = []
    position = 0
    while position < len(parts):
        step = {"5": 3, "2": 5}.get(parts[position + 1], 1) if parts[position] in ("38", "48") else 1
        if parts[position] not in ("0", "39", "49"):
            kept += parts[position : position + step]
        position += step
    return ";".join(kept)
