"""Rows of cells as a terminal shows them, and what is certain of the characters in them."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from newsreader.tui.characters import Characters
from newsreader.tui.terminal import is_narrow

_RIGHT_TO_LEFT = Characters("\u0590\u08ff\ufb1d\ufdff\ufe70\ufefc\U00010800\U00010fff")

LEFT_TO_RIGHT = "\u200e"
"""A mark without width that ends a run of right-to-left text (UAX #9)."""

RULES = frozenset("│|")


class Row:
    """A row of cells: the text of each (empty: covered by the wide character before it) and its style."""

    __slots__ = ("styles", "texts")

    def __init__(self, texts: list[str] | None = None, styles: list[str] | None = None) -> None:
        self.texts: list[str] = [] if texts is None else texts
        self.styles: list[str] = [] if styles is None else styles

    def put(self, column: int, text: str, style: str) -> int:
        """Write ``text``; the column after it."""
        cells = list(text) if is_narrow(text) else self._joined(column, _cells(text))
        end = column + len(cells)
        missing = max(0, end - len(self.texts))
        self.texts.extend([" "] * missing)
        self.styles.extend([""] * missing)
        self.texts[column:end] = cells
        self.styles[column:end] = [style] * len(cells)
        return end

    def _joined(self, column: int, cells: list[str]) -> list[str]:
        """The cells without what belongs to the sign before them, such as an accent of its own style."""
        if cells and cells[0] and not cell_len(cells[0]):
            before = column - 1
            while 0 < before < len(self.texts) and not self.texts[before]:
                before -= 1
            if 0 <= before < len(self.texts):
                self.texts[before] += cells[0]
            return cells[1:]
        return cells

    @property
    def is_plain(self) -> bool:
        """Whether every terminal agrees on the width of all in it."""
        return are_certain(self.texts)


def _cells(text: str) -> list[str]:
    cells: list[str] = []
    graphemes, _ = split_graphemes(text)
    for begin, end, width in graphemes:
        # Only the first can have no width: later ones are part of the sign before them.
        cells.append(text[begin:end])
        cells.extend([""] * (width - 1))
    return cells


# Latin, Greek, Cyrillic; punctuation, arrows, boxes, dots and stars; CJK. Left out are scripts that join or
# run right to left, and emoji: terminals differ in them.
_CERTAIN = Characters(
    "\u0000\u02ff\u0370\u058f\u2010\u205f\u2190\u21ff\u2248\u2248\u2500\u260f\u3000\u9fff"
    "\uac00\ud7af\uff00\uffdf"
)


def is_certain(cell: str) -> bool:
    """Whether every terminal agrees on the width of what is in a cell."""
    return len(cell) <= 1 and _CERTAIN.hold(cell)


def are_certain(cells: list[str]) -> bool:
    """Whether that holds of all of these."""
    text = "".join(cells)
    if len(text) != len(cells) - cells.count(""):
        return False
    return text.isascii() or _CERTAIN.hold(text)


def doubtful_until(texts: list[str], column: int, stop: int) -> int:
    while column < stop and not (texts[column] and is_certain(texts[column])):
        column += 1
    return column


def ends_of_fields(texts: list[str]) -> frozenset[int]:
    """The columns where a mark must end what is written from right to left: after the last letter of it
    before a rule, or before blanks that set columns apart. Within a field single blanks are its own."""
    ends = set()
    last = None
    for column, cell in enumerate(texts):
        if cell and _RIGHT_TO_LEFT.meet(cell):
            last = column
        elif last is not None and (cell in RULES or texts[column : column + 2] == [" ", " "]):
            ends.add(last + 1)
            last = None
    return frozenset(ends)
