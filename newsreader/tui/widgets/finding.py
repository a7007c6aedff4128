"""Finding words in a text, blind to case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from newsreader.tui.widgets.article_layout import FindHits


def finder(words: str) -> FindHits:
    """Finds ``words`` in a text, wherever the text has them; a blank stands for any white space."""
    wanted = " ".join("".join(_folded(character) for character in words).split())
    if words.endswith(" ") and wanted:
        wanted += " "

    def find(text: str) -> list[tuple[int, int]]:
        if not wanted:
            return []
        if text.isascii():
            return _occurrences(text.lower(), wanted)
        folded, origin = [], []
        for position, character in enumerate(text):
            for piece in _folded(character):
                folded.append(piece)
                origin.append(position)
        origin.append(len(text))
        hits = _occurrences("".join(folded), wanted)
        return [(origin[start], _end(text, origin[stop - 1] + 1)) for start, stop in hits]

    return find


def _occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    hits = []
    at = text.find(wanted)
    while at >= 0:
        hits.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return hits


def _end(text: str, position: int) -> int:
    """Behind the marks that combine with the last character found."""
    while position < len(text) and unicodedata.combining(text[position]):
        position += 1
    return position


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(piece for piece in decomposed if not unicodedata.combining(piece))
