"""Where the sentences of a text begin and end, and what those that say the same have in common."""

from __future__ import annotations

import hashlib
import re

from newsreader.stories.titles import words_of

_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[”’」』）]*")
_ABBREVIATIONS = """
mr mrs ms dr prof st sen rep gov gen col lt sgt rev hon jr sr inc ltd co corp no vs etc al fig vol approx
jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k e.g i.e a.m p.m dlrs pct mln
"""
_SHORT = frozenset(_ABBREVIATIONS.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the blanks between them; all that is not blank is in one."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, start, match):
            continue
        found.append((start, match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text) and not text[start:].isspace():
        found.append((start, len(text.rstrip())))
    return found


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether it was the stop of an abbreviation or an initial, or a small letter follows."""
    after = text[match.end() :].lstrip()[:1]
    if after.islower():
        return True
    if match[0] != ".":
        return False
    word = text[start : match.start()].rpartition(" ")[2].lstrip("(\"'“‘")
    is_initial = len(word) == 1 and word.isupper()
    return bool(after) and (is_initial or word.casefold() in _SHORT)


FEWEST_WORDS = 5
"""Shorter sentences say too little to be recognised."""


def fingerprint(sentence: str) -> int | None:
    """A number of 64 bits that sentences of the same words have in common; None for a short one."""
    words = words_of(sentence)
    if len(words) < FEWEST_WORDS:
        return None
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def fingerprints(text: str) -> list[int | None]:
    """The fingerprint of each sentence of a text."""
    return [fingerprint(text[start:stop]) for start, stop in sentences(text)]
