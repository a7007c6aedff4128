"""Where in the texts of an article somebody is reported to speak."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.search import schema

ZONES = tuple(map(schema.SEARCHED.index, ("title", "lede", "body")))
"""The zones in which speech is looked for, by number, in the order in which it comes."""
MAX_PIECES = 10_000
"""Of one article."""


def marked(
    zones: Sequence[str], quotations: Sequence[tuple[int, str]], mark: str, speakers: list[int]
) -> list[str]:
    """The zones of an article, with marks where the pieces of these quotations begin and end.

    A quotation comes with the number of its speaker. For each mark that and another number are added to
    ``speakers``: 1 where a quotation begins, not only a piece of it, else 0.
    """
    texts = list(zones)
    most = len(speakers) + 4 * MAX_PIECES
    turn, cursor = 0, 0
    cuts: list[str] = []
    for speaker, said in quotations:
        is_opening = 1
        for piece in said.split("\n"):
            found, place = _find(zones, piece, turn, cursor)
            if place < 0 or len(speakers) >= most:
                continue
            if found > turn:
                texts[ZONES[turn]] = mark.join([*cuts, zones[ZONES[turn]][cursor:]])
                turn, cursor, cuts = found, 0, []
            cuts += (zones[ZONES[turn]][cursor:place], piece)
            cursor = place + len(piece)
            speakers += (speaker, is_opening, speaker, 0)
            is_opening = 0
    texts[ZONES[turn]] = mark.join([*cuts, zones[ZONES[turn]][cursor:]])
    return texts


def _find(zones: Sequence[str], piece: str, turn: int, cursor: int) -> tuple[int, int]:
    """Which of ``ZONES`` a piece of speech stands in and its place there, after what was found before; -1 for
    nowhere."""
    if piece.strip():
        place = zones[ZONES[turn]].find(piece, cursor)
        if place >= 0:
            return turn, place
        for later in range(turn + 1, len(ZONES)):
            place = zones[ZONES[later]].find(piece)
            if place >= 0:
                return later, place
    return turn, -1
