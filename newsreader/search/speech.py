"""Where in the texts of an article somebody is reported to speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.search import schema

ZONES = tuple(map(schema.SEARCHED.index, ("title", "lede", "body")))
"""The zones in which speech is looked for, by number, in the order in which it comes."""
MAX_PIECES = 10_000
"""Of one article."""


class SpeechPlace(NamedTuple):
    """A place in a text where a piece of what somebody says begins or ends; ``speaker`` is the caller's
    number. Beginnings and ends take turns."""

    place: int
    speaker: int
    is_opening: bool
    """Whether a quotation begins here, not only a piece of it."""


def places_of_speech(
    zones: Sequence[str], quotations: Sequence[tuple[int, str]]
) -> dict[int, list[SpeechPlace]]:
    """In the zones of an article, by number, where pieces of these quotations, each with the number of its
    speaker, begin and end."""
    places: dict[int, list[SpeechPlace]] = {}
    texts = [zones[number] for number in ZONES]
    zone, cursor, pieces = 0, 0, 0
    for speaker, said in quotations:
        is_opening = True
        for piece in said.split("\n"):
            zone, start = _find(texts, piece, zone, cursor)
            if start < 0 or pieces >= MAX_PIECES:
                continue
            cursor = start + len(piece)
            pieces += 1
            here = places.setdefault(ZONES[zone], [])
            here += (SpeechPlace(start, speaker, is_opening), SpeechPlace(cursor, speaker, False))
            is_opening = False
    return places


def _find(texts: Sequence[str], piece: str, zone: int, cursor: int) -> tuple[int, int]:
    """The zone of a piece of speech and its place there, after what was found before; -1 for nowhere."""
    if piece.strip():
        for number in range(zone, len(ZONES)):
            place = texts[number].find(piece, cursor if number == zone else 0)
            if place >= 0:
                return number, place
    return zone, -1
