"""Texts of more lines than an article has: what is beyond them is laid out coarsely, which costs little."""

from __future__ import annotations

import re
from itertools import islice

from newsreader.cleaning.paragraphs import Paragraph

_MOST_LINES = 100_000
_SHORTEST_MEAN = 200
_CHUNK = 4000


def part(text: str) -> tuple[str, str]:
    """The text as far as it is read line by line, and the rest."""
    if len(text) < _MOST_LINES or text.count("\n") < _MOST_LINES:
        return text, ""
    end = next(islice(re.finditer("\n", text), _MOST_LINES - 1, None)).end()
    return text[:end], text[end:]


def lay_out(rest: str) -> list[Paragraph]:
    """The rest in paragraphs, as blank lines part it; where those are very many, in pieces of some size."""
    if not rest or rest.isspace():
        return []
    parts = rest.split("\n\n")
    if len(rest) < _SHORTEST_MEAN * len(parts):
        parts = [rest[start:end] for start, end in _chunks(rest)]
    words = (" ".join(text.split()) for text in parts)
    return [Paragraph(_MOST_LINES + 1, text) for text in words if text]


def _chunks(text: str) -> list[tuple[int, int]]:
    """Where to cut: at the first line break after so many characters."""
    cuts, start = [], 0
    while start < len(text):
        end = text.find("\n", start + _CHUNK)
        cuts.append((start, end if end >= 0 else len(text)))
        start = cuts[-1][1]
    return cuts
