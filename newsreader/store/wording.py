"""The wording of an article: its title and text as a reader would call them the same, and how many words."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from newsreader.article import Article

_IDEOGRAPHS = "[\u3040-\u9fff]+"
"""Compiled when it is first used, which is not before the first headline."""
_OTHER_BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
"""White space in ASCII besides the blank."""


class Wording(NamedTuple):
    """``whole`` has the title and the text, each as ``normalised`` has it, on a line of its own; it is empty
    where there is no text."""

    whole: str
    words: int
    """Words of the text."""


def wording(article: Article) -> Wording:
    """The wording of an article."""
    text = " ".join([text for _, text, _ in article.blocks])
    return plain_wording(article.title, text) or general_wording(article.title, text)


def general_wording(title: str, text: str) -> Wording:
    """The wording of any title and text."""
    return Wording(f"{normalised(title)}\n{normalised(text)}" if text else "", words(text))


def plain_wording(title: str, text: str) -> Wording | None:
    """The same in half the time where title and text are ASCII and but single blanks part their words, as in
    most articles; None for others."""
    body = text.replace("\n", " ")
    both = f"{title} {body}"
    if not both.isascii() or not is_flat(both):
        return None
    # No blank at its ends, and never two: neither title nor text is empty.
    return Wording(f"{title}\n{body}".lower(), body.count(" ") + 1)


def normalised(text: str) -> str:
    """NFKC, case folded, runs of white space as one blank."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    folded = text.casefold()
    return folded if is_flat(folded) else " ".join(folded.split())


def words(text: str) -> int:
    """Words of a body; Chinese and Japanese text counts two characters as a word."""
    count = len(text.split())
    if text.isascii():
        return count
    ideographs = sum(map(len, re.findall(_IDEOGRAPHS, text)))
    return count + ideographs // 2


def is_flat(text: str) -> bool:
    """Whether nothing but single blanks parts the words of a text, which then need not be split."""
    if text[:1] in ("", " ") or text[-1] == " " or "  " in text:
        return False
    # What is white space in ASCII is looked for in a tenth of the time that asking every character takes.
    return not any(map(text.__contains__, _OTHER_BLANKS)) if text.isascii() else text.isprintable()
