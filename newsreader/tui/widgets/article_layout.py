"""An article laid out: its lines, each knowing where in the text it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsreader.tui.theme import Role

if TYPE_CHECKING:
    from newsreader.tui.raster import Box

View = Literal["clean", "removed", "raw", "compared"]
"""What of an article is shown: its text, its text and what cleaning removed, the document as it was, or how
it differs from another version."""

FindHits = Callable[[str], Sequence[tuple[int, int]]]

Anchor = tuple[int, int]
"""A place in an article that outlives a change of width: the piece of text, and the character in it."""


BLOCKS = 100
"""The number of the first block: fewer pieces stand above the text, and blocks keep theirs in every view."""


class PictureRow(NamedTuple):
    """A row of a picture: the picture's number in the article, and the room that it takes."""

    number: int
    row: int
    box: Box


class Line(NamedTuple):
    """A line of the column: what leads it, its text, how it looks, the hits in it, and where it stands.

    A hit is a start, an end, and its number in the article; one that goes over a line's end is in both.
    ``outdent`` is how far it begins left of the column, as a table does that needs the margins.
    ``tail`` is drawn behind the text and no part of it: the hyphen of a word that is divided.
    A line that ``goes_on`` is followed by more of the same paragraph, and may be spread to the full width.
    """

    lead: str = ""
    text: str = ""
    role: Role = "text"
    hits: tuple[tuple[int, int, int], ...] = ()
    anchor: Anchor = (0, 0)
    goes_on: bool = False
    outdent: int = 0
    picture: PictureRow | None = None
    tail: str = ""
    spans: tuple[tuple[int, int, Role], ...] = ()
    """Parts of it that look otherwise."""


class Sheet(NamedTuple):
    """Lines shown instead of an article; the one at ``cursor`` stands out and is kept in sight."""

    lines: tuple[Line, ...]
    cursor: int = -1


class Layout(NamedTuple):
    """The lines of an article, and for each hit the line where it begins."""

    lines: tuple[Line, ...]
    hits: tuple[int, ...]
    column: int
    indent: int

    def line_at(self, anchor: Anchor) -> int:
        """The line that holds a place."""
        return max(0, bisect_left(self.lines, (anchor[0], anchor[1] + 1), key=lambda line: line.anchor) - 1)


def column_width(width: int, measure: int) -> int:
    """How wide the text is set: the measure, or what a pane has left beside its margins."""
    margin = 1 if width < 50 else 2 if width < 64 else 4
    return max(1, min(measure, width - 2 * margin))
