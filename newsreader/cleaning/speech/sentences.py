"""Where the sentences of a paragraph end, with quotations counted as one piece."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.cleaning.speech.marks import Quoted
from newsreader.cleaning.speech.vocabulary import words

_END = re.compile("[.!?…][\"”’»“']?\\)?\\s+")
_ABBREVIATIONS = words(
    "mr mrs ms dr st inc corp co ltd plc gen sen rep gov prof jr sr no vs jan feb mar apr jun jul aug sep"
    " sept oct nov dec u.s u.k u.n e.u n.z e.g i.e a.m p.m ph.d bros lt col capt rev hon etc approx"
    " г гг им т д ул млн млрд тыс руб см z.b bzw dr.h hr fr nr ca mio mrd m mme mlle sr sra d ud"
)


def sentences(text: str, quotations: Sequence[Quoted]) -> list[tuple[int, int]]:
    """The places of the sentences, without gaps."""
    if ". " not in text and not quotations and "? " not in text and "! " not in text and "… " not in text:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    begin = 0
    number = 0
    for match in _END.finditer(text):
        place, after = match.span()
        while number < len(quotations) and quotations[number].right <= place:
            number += 1
        if number < len(quotations) and quotations[number].left < place:
            if after < quotations[number].right:
                continue
        elif text[place] == "." and _is_abbreviation(text, place, begin):
            continue
        following = text[after : after + 1]
        if following.islower() or following in ",;-–—":
            continue
        found.append((begin, after))
        begin = after
    if begin < len(text):
        found.append((begin, len(text)))
    return found


def around(text: str, place: int) -> tuple[int, int]:
    """The sentence at a place of a paragraph without quotations."""
    if ". " not in text:
        return 0, len(text)
    begin = _boundary_before(text, place)
    end = place
    while True:
        end = text.find(". ", end + 1)
        if end < 0:
            return begin, len(text)
        if not _is_abbreviation(text, end, begin) and not text[end + 2 : end + 3].islower():
            return begin, end + 2


def _boundary_before(text: str, place: int) -> int:
    begin = place
    while True:
        begin = text.rfind(". ", 0, begin)
        if begin < 0:
            return 0
        if not _is_abbreviation(text, begin, 0) and not text[begin + 2 : begin + 3].islower():
            return begin + 2


def _is_abbreviation(text: str, place: int, begin: int) -> bool:
    """Is the word before a full stop one that is written with it?"""
    start = max(text.rfind(" ", begin, place) + 1, begin)
    word = text[start:place].lstrip("(\"“'«")
    return len(word) <= 5 and (
        (len(word) == 1 and word.isupper()) or "." in word or word.casefold() in _ABBREVIATIONS
    )
