"""A document's lines, each with its place in the source."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article import RemovedLine


class Line(NamedTuple):
    """A line of safe text, indentation kept; ``number`` counts from 1 in the source."""

    number: int
    text: str


def split(text: str) -> list[Line]:
    """The lines of safe text, blank ones among them."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def removed(line: Line, reason: str) -> RemovedLine:
    """The note that a line was taken out."""
    return RemovedLine(line.number, " ".join(line.text.split()), reason)


_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_CLOSERS = "\"'”’»)]」』”"


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
