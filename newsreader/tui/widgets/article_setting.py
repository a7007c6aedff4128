"""Lays an article out in lines for a column of given width; loaded when the first one is opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.article import Original, StoredArticle
from newsreader.tui import hyphenation
from newsreader.tui.hyphenation import Points, points_of
from newsreader.tui.tables import set_table
from newsreader.tui.terminal import drawable, wrap
from newsreader.tui.theme import Look, Role
from newsreader.tui.typesetting import broken
from newsreader.tui.widgets.article_layout import FindHits, Layout, Line, PictureRow, View, column_width
from newsreader.tui.widgets.article_pieces import pieces
from newsreader.tui.widgets.piece import Piece

if TYPE_CHECKING:
    from newsreader.relating import Below
    from newsreader.tui.raster import Box
    from newsreader.tui.widgets.illustrations import Illustrations
    from newsreader.version_access import Compared


def lay_out(
    stored: StoredArticle,
    width: int,
    measure: int,
    look: Look,
    *,
    find_hits: FindHits | None = None,
    view: View = "clean",
    original: Original | None = None,
    compared: Compared | None = None,
    illustrations: Illustrations | None = None,
    is_divided: bool = False,
    below: Below | None = None,
) -> Layout:
    """The lines of an article in a column of at most ``measure`` cells, centred in ``width``.

    In the raw view it is the ``original`` that is laid out, in the compared one what differs. Pictures
    are drawn that ``illustrations`` has. ``is_divided``: words are, as their language has it.
    """
    column = column_width(width, measure)
    points = points_of(stored.headline.language) if is_divided and view != "raw" else None
    setter = _Setter(look, find_hits, column, max(column, width - 2), points)
    boxes = illustrations.boxes(column) if illustrations is not None else {}
    if view == "compared" and compared is not None:
        from newsreader.tui.widgets import article_comparison

        found = article_comparison.pieces(compared, look)
    else:
        found = pieces(stored, look, view, original, boxes, below)
    for piece in found:
        setter.set(piece)
    return Layout(tuple(setter.lines), tuple(setter.hits), column, max(1, (width - column) // 2))


class _Setter:
    """Sets pieces line by line, counting hits.

    ``widest`` is what tables may take, margins included; ``points`` is where words may be divided.
    """

    def __init__(
        self, look: Look, find_hits: FindHits | None, column: int, widest: int, points: Points | None
    ) -> None:
        self.lines: list[Line] = []
        self.hits: list[int] = []
        self._look = look
        self._find_hits = find_hits
        self._column = column
        self._widest = widest
        self._points = points

    def set(self, piece: Piece) -> None:
        """Add the lines of a piece."""
        if piece.has_space_before:
            self.lines.append(Line(anchor=(piece.number, piece.at if piece.is_between else 0)))
        if piece.box is not None:
            self._set_picture(piece, piece.box)
        elif piece.is_table:
            self._set_table(piece)
        elif piece.is_code:
            self._set_code(piece)
        else:
            self._set_text(piece)

    def _set_text(self, piece: Piece) -> None:
        text = self._drawable(piece.text)
        width = self._column - len(piece.rest)
        first = len(piece.rest) - len(piece.first)
        if self._points is None or not piece.is_prose:
            self._add(piece, text, wrap(text, width, first))
            return
        lines, hyphens = hyphenation.wrap(text, width, self._points, first)
        self._add(piece, text, lines, hyphens=hyphens)

    def _set_picture(self, piece: Piece, box: Box) -> None:
        for row in range(box.rows):
            anchor = (piece.number, piece.at + row)
            self.lines.append(Line("  ", anchor=anchor, picture=PictureRow(piece.picture, row, box)))

    def _set_table(self, piece: Piece) -> None:
        rows = [self._drawable(line.expandtabs(8)) for line in piece.text.split("\n")]
        rows = set_table(rows, self._widest, is_listed=self._look.is_linear)
        outdent = self._outdent(rows)
        offset = 0
        for row in rows:
            self._add(piece, row, [(0, len(row))], offset, outdent)
            # Alignment changes lengths; the places of rows must only keep their order.
            offset += len(row) + 1

    def _set_code(self, piece: Piece) -> None:
        offset = 0
        lines = piece.text.split("\n")
        drawn = [self._drawable(line.expandtabs(4)) for line in lines]
        outdent = self._outdent([piece.first + text for text in drawn])
        for line, text in zip(lines, drawn, strict=True):
            self._add(piece, text, broken(text, self._widest - len(piece.first)), offset, outdent)
            offset += len(line) + 1

    def _outdent(self, rows: Sequence[str]) -> int:
        """How far lines that are wider than the column begin left of it, so that they stand in its middle."""
        width = min(self._widest, max(map(cell_len, rows), default=0))
        return max(0, width - self._column) // 2

    def _drawable(self, text: str) -> str:
        return drawable(text, is_ascii=self._look.is_ascii)

    def _add(
        self,
        piece: Piece,
        text: str,
        lines: Sequence[tuple[int, int]],
        offset: int = 0,
        outdent: int = 0,
        hyphens: Collection[int] = (),
    ) -> None:
        hits = self._find_hits(text) if self._find_hits else ()
        first = len(self.hits)
        last = len(lines) - 1
        for position, (start, stop) in enumerate(lines):
            within = []
            for order, (begin, end) in enumerate(hits, first):
                if begin < stop and end > start:
                    within.append((max(begin, start) - start, min(end, stop) - start, order))
                    if order == len(self.hits):
                        self.hits.append(len(self.lines))
            at = piece.at if piece.is_between else offset + start
            lead = piece.rest if position else piece.first
            line = Line(lead, text[start:stop], piece.role, tuple(within), (piece.number, at))
            if piece.spans:
                line = line._replace(spans=_within(piece.spans, start, stop))
            goes_on = position < last and piece.is_prose
            tail = hyphenation.HYPHEN if stop in hyphens else ""
            self.lines.append(line._replace(goes_on=goes_on, outdent=outdent, tail=tail))


def _within(
    spans: Sequence[tuple[int, int, Role]], start: int, stop: int
) -> tuple[tuple[int, int, Role], ...]:
    """The parts of spans that lie in a line."""
    return tuple(
        (max(begin, start) - start, min(end, stop) - start, role)
        for begin, end, role in spans
        if begin < stop and end > start
    )
