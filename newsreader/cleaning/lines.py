"""A document's lines, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from typing import NamedTuple

from newsreader.article import RemovedLine


class Line(NamedTuple):
    """A line of safe text, indentation kept; ``number`` counts from 1 in the source."""

    number: int
    text: str


# As Line does it, but in C: a document has more lines than anything else.
_line: Callable[[tuple[int, str]], Line] = partial(tuple.__new__, Line)


def split(text: str) -> list[Line]:
    """The lines of safe text, blank ones among them."""
    return numbered(text.split("\n"), count(1))


def numbered(texts: Iterable[str], numbers: Iterable[int]) -> list[Line]:
    """The lines of these texts, whose numbers may be more than they are."""
    return list(map(_line, zip(numbers, texts, strict=False)))


_ASCII_DIGIT = re.compile("[0-9]")
# What str.isdigit calls a digit: those of all scripts, raised and lowered ones, and those in circles.
_ANY_DIGIT = re.compile(
    r"[\d\xb2\xb3\xb9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c"
    r"\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792"
    r"\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)


def has_digit(text: str) -> bool:
    """Whether any character of the text is a digit, as ``str.isdigit`` has it."""
    return (_ASCII_DIGIT if text.isascii() else _ANY_DIGIT).search(text) is not None


_OTHER_BLANKS_IN_ASCII = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
_OTHER_BLANK = re.compile(r"[^\S ]")


def has_other_blanks(text: str) -> bool:
    """Whether there is white space besides plain blanks; in ASCII told without a look at each character."""
    if text.isascii():
        return any(map(text.__contains__, _OTHER_BLANKS_IN_ASCII))
    return _OTHER_BLANK.search(text) is not None


def with_plain_blanks(text: str) -> str:
    """The text with a plain blank in the place of all other white space, character by character."""
    return _OTHER_BLANK.sub(" ", text) if has_other_blanks(text) else text


def removed(line: Line, reason: str) -> RemovedLine:
    """The note that a line was taken out."""
    return RemovedLine(line.number, " ".join(line.text.split()), reason)


_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
_CLOSERS = "\"'”’»)]」』”"


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
