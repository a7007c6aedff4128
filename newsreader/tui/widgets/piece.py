"""A piece of an article that is to be set: between what an article consists of and its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsreader.tui.theme import Role

if TYPE_CHECKING:
    from newsreader.tui.raster import Box


class Piece(NamedTuple):
    """A run of text set as one paragraph: what leads its first line and the others, how it looks.

    ``number`` is its place among the others, the same in every view. What stands between two pieces has
    the number of the second and ``is_between``, its places below 0 and counted up from ``at``. Only lines of
    ``is_prose`` may be spread. A piece with a ``box`` is a picture, by its
    number in the article.
    """

    number: int
    text: str
    role: Role = "text"
    first: str = ""
    rest: str = ""
    has_space_before: bool = True
    is_between: bool = False
    is_table: bool = False
    is_code: bool = False
    is_prose: bool = False
    at: int = -1
    box: Box | None = None
    picture: int = -1
    spans: tuple[tuple[int, int, Role], ...] = ()
    """Parts of the text, which is drawable already, that look otherwise."""
