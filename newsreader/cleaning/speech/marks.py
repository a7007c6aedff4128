"""Quoted stretches of a paragraph, in the quotation marks of all languages."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "‘": "’", "»": "«"}
_MARK = re.compile('["“”„«»「」『』＂]')
_SINGLE = re.compile("(?<![\\w'’‘])['‘](?=\\w)([^'‘’]|(?<=\\w)['’](?=\\w))+['’](?!\\w)")
_NESTED = frozenset("「『")
MAX_MARKS = 2000
"""A paragraph with more marks than this is no prose."""


class Quoted(NamedTuple):
    """``text[start:end]`` stands between marks, ``text[left:right]`` has the marks too.

    ``is_closed`` is False where the paragraph ends, or the opening mark comes again, before a closing one.
    """

    left: int
    start: int
    end: int
    right: int
    is_closed: bool


def may_hold(text: str) -> bool:
    """Are there any marks?"""
    if '"' in text or " '" in text or text.startswith("'"):
        return True
    return not text.isascii() and (_MARK.search(text) is not None or "‘" in text)


def quoted(text: str) -> list[Quoted]:
    """The outermost quoted stretches, in order."""
    if text.isascii():
        return _in_ascii(text)
    return _in_any_script(text)


def _in_any_script(text: str) -> list[Quoted]:
    places = [match.start() for match in _MARK.finditer(text)]
    if not places:
        return _single(text)
    if len(places) > MAX_MARKS:
        return []
    found: list[Quoted] = []
    opened = -1
    closers = ""
    depth = 0
    for place in places:
        mark = text[place]
        if opened < 0:
            if _opens(text, place):
                opened, closers, depth = place, _PAIRS.get(mark, mark), 0
        elif mark in _NESTED:
            depth += 1
        elif depth and mark in "」』":
            depth -= 1
        elif mark in closers and not (mark in '"＂“' and _reopens(text, place)):
            found.append(Quoted(opened, opened + 1, place, place + 1, is_closed=True))
            opened = -1
        elif mark == text[opened] and _reopens(text, place):
            found.append(_unclosed(text, opened, place))
            opened = place
    if opened >= 0:
        found.append(_unclosed(text, opened, len(text)))
    return [span for span in found if span.start < span.end]


def _in_ascii(text: str) -> list[Quoted]:
    """The same for ASCII, where of all marks there is only the straight one: most of what old wires sent."""
    place = text.find('"')
    if place < 0:
        return _single(text)
    if text.count('"') > MAX_MARKS:
        return []
    found: list[Quoted] = []
    opened = -1
    while place >= 0:
        if opened < 0:
            if not text[place + 1 : place + 2].isspace():
                opened = place
        elif _reopens(text, place):
            found.append(_unclosed(text, opened, place))
            opened = place
        else:
            found.append(Quoted(opened, opened + 1, place, place + 1, is_closed=True))
            opened = -1
        place = text.find('"', place + 1)
    if opened >= 0:
        found.append(_unclosed(text, opened, len(text)))
    return [span for span in found if span.start < span.end]


def _unclosed(text: str, opened: int, until: int) -> Quoted:
    end = len(text[opened:until].rstrip()) + opened
    return Quoted(opened, opened + 1, max(end, opened + 1), until, is_closed=False)


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "”」』":
        return False
    if mark == "»":
        # »…« opens where « would close.
        return (place == 0 or text[place - 1].isspace()) and text[place + 1 : place + 2].isalnum()
    return mark not in '"＂' or not text[place + 1 : place + 2].isspace()


def _reopens(text: str, place: int) -> bool:
    """Does a mark that could also close begin a new paragraph of the same quotation?"""
    return place > 1 and text[place - 1].isspace() and text[place + 1 : place + 2].isalnum()


def _single(text: str) -> list[Quoted]:
    """Stretches in single marks of three words or more; shorter ones are names and emphasis."""
    if "'" not in text and "‘" not in text:
        return []
    return [
        Quoted(match.start(), match.start() + 1, match.end() - 1, match.end(), is_closed=True)
        for match in _SINGLE.finditer(text)
        if match.group().count(" ") >= 2
    ]
