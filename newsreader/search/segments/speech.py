"""Who says what, as postings: names of speakers at the places in the text between which they speak."""

from __future__ import annotations

from array import array

import numpy as np

from newsreader.search import schema
from newsreader.search.languages import primary, stem
from newsreader.search.nouns import IndexDocument
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.lexicon import Lexicon, Tokens
from newsreader.search.segments.zones import zone_starts
from newsreader.search.tokens import tokenise

_ZONES = ("title", "lede", "body")
"""Where speech is looked for, in the order in which it comes."""
MAX_PIECES = 10_000
"""Of one document."""


class Speech:
    """The speakers of the documents of a segment, document after document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._opening = lexicon.form(schema.OPENING, schema.OPENING)
        self._known: dict[tuple[str, str], list[int]] = {}
        # One of each for every cut; its forms are those from the last one's edge to its own.
        self._documents = array("q")
        self._zones = array("q")
        self._edges = array("q")
        self._forms = array("q")

    def cuts(self, number: int, document: IndexDocument) -> dict[str, list[int]]:
        """Where pieces of speech begin and end in each zone of a document, whose texts are given next."""
        places: dict[str, list[int]] = {}
        language = primary(document.language)
        zone, cursor, pieces = 0, 0, 0
        for speaker, said in document.quotations:
            forms = self._forms_of(speaker, language)
            is_first = True
            for piece in said.split("\n"):
                zone, start = _find(document, piece, zone, cursor)
                if start < 0 or not forms or pieces >= MAX_PIECES:
                    continue
                cursor = start + len(piece)
                pieces += 1
                places.setdefault(_ZONES[zone], []).extend((start, cursor))
                self._add(number, zone, [self._opening, *forms] if is_first else forms)
                self._add(number, zone, forms)
                is_first = False
        return places

    def _add(self, document: int, zone: int, forms: list[int]) -> None:
        self._forms.extend(forms)
        self._documents.append(document)
        self._zones.append(schema.SEARCHED.index(_ZONES[zone]))
        self._edges.append(len(self._forms))

    def _forms_of(self, speaker: str, language: str) -> list[int]:
        """The words of a name; of those with the same stem one."""
        key = (speaker, language)
        if key not in self._known:
            by_stem = {stem(token.text, language): token.text for token in tokenise(speaker)}
            self._known[key] = [self._lexicon.form(word, root) for root, word in by_stem.items()]
        return self._known[key]

    def tokens(self, cut_places: Numbers, lengths: dict[str, Numbers]) -> Tokens:
        """The names, each where its speaker begins and ends to speak, given the positions of the cuts."""
        documents, zones = np.array(self._documents, np.int64), np.array(self._zones, np.int64)
        starts = np.column_stack(zone_starts(lengths))
        places = cut_places + starts[documents, zones]
        edges = np.array([0, *self._edges], np.int64)
        amounts = edges[1:] - edges[:-1]
        return Tokens(
            np.array(self._forms, np.int64), np.repeat(documents, amounts), np.repeat(places, amounts)
        )


def _find(document: IndexDocument, piece: str, zone: int, cursor: int) -> tuple[int, int]:
    """The zone of a piece of speech and its place there, after what was found before; -1 for nowhere."""
    if piece.strip():
        for number in range(zone, len(_ZONES)):
            text: str = getattr(document, _ZONES[number])
            place = text.find(piece, cursor if number == zone else 0)
            if place >= 0:
                return number, place
    return zone, -1
