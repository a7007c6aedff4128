"""A paragraph broken into lines, however long it is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

LONGEST_FOR_TEXTWRAP = 200_000
"""Characters; textwrap looks at each of them several times, and holds every word at once."""
_ENDLESS_WORD = re.compile(r"\S{1000,}")


def filled(text: str, width: int, mark: str = "") -> str:
    """The text in lines of ``width``, with a mark before the first."""
    room = width - len(mark)
    margin = " " * len(mark)
    if len(text) > LONGEST_FOR_TEXTWRAP:
        return mark + f"\n{margin}".join(_lines(text, room))
    # Of an endless word textwrap would copy what is left for every line it breaks off.
    text = _ENDLESS_WORD.sub(lambda word: " ".join(_pieces(word[0], room)), text)
    return textwrap.fill(text, width, initial_indent=mark, subsequent_indent=margin)


def _lines(text: str, width: int) -> Iterator[str]:
    """Lines as full as can be; a word that fits on none is cut."""
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start + 1, start + width + 1)
        if end < 0:
            yield text[start : start + width]
            start += width
        else:
            yield text[start:end]
            start = end + 1
    if start < len(text):
        yield text[start:]


def _pieces(word: str, size: int) -> Iterator[str]:
    return (word[start : start + size] for start in range(0, len(word), size))
