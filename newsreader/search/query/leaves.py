"""Turn the text of one word, phrase or field value of a query into a node in canonical form."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from newsreader.search.languages import primary
from newsreader.search.query.syntax import (
    EVERYTHING,
    STATES,
    After,
    Before,
    Dates,
    Exact,
    Filter,
    Fuzzy,
    Near,
    Nearby,
    Newer,
    Node,
    Phrase,
    Prefix,
    Wildcard,
    Word,
    WordCount,
    conjunction,
)
from newsreader.search.tokens import surface_matches, wild_surface

OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/(\d{1,4}))?")
MAX_TEXT = 1000
"""Characters of one word, phrase or value that are looked at."""
MAX_DISTANCE = 100
MAX_FUZZY = 2
PLAIN = re.compile(r"[^\s()\"“”„«»\\*?~:]+")
_QUOTING = re.compile(r"[\"“”„«»\\\s]+")
_STARS = re.compile(r"[*?]*\*[*?]*")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_COUNT = re.compile(r"(>=|<=|>|<|)(\d{1,9})")
_ID = re.compile("[0-9a-f]{1,64}")
_SCORE = re.compile(r"(?:>=|<=|>|<|)-?\d")
_COUNTS = re.compile(r"(\d{0,9})\.\.(\d{0,9})")
_AGE = re.compile(r"(\d{1,5})([dwmy])")


def _trim(text: str) -> tuple[str, int]:
    """The text from its first searchable character to its last, and how many surfaces it has."""
    text = _QUOTING.sub(" ", text[:MAX_TEXT])
    first = last = None
    count = 0
    for match in surface_matches(text):
        first = match.start() if first is None else first
        last = match.end()
        count += 1
    return ("", 0) if first is None else (text[first:last], count)


def word(text: str) -> Node:
    """A word; what turns out to be several is a phrase."""
    text, count = _trim(text)
    if not count:
        return EVERYTHING
    return Word(text) if PLAIN.fullmatch(text) else Phrase(text)


def phrase(text: str) -> Node:
    """Words in a row; a single one is a word."""
    text, count = _trim(text)
    if not count:
        return EVERYTHING
    return Word(text) if PLAIN.fullmatch(text) else Phrase(text)


def exact(text: str) -> Node:
    """A word or phrase as written."""
    text, count = _trim(text)
    return Exact(text) if count else EVERYTHING


def near(text: str, distance: int) -> Node:
    """Words near one another; a single one is a word."""
    text, count = _trim(text)
    if count < 2:
        return Word(text) if count else EVERYTHING
    return Near(text, max(1, min(distance, MAX_DISTANCE)))


def nearby(operands: Sequence[Word | Phrase], distances: Sequence[int]) -> Node:
    """Words and phrases near one another, each joined to the one before."""
    if not any(isinstance(operand, Phrase) for operand in operands):
        return near(" ".join(operand.text for operand in operands), sum(distances))
    return Nearby(tuple(operands), tuple(max(0, min(distance, MAX_DISTANCE)) for distance in distances))


def fuzzy(text: str, distance: int) -> Node:
    """A word with up to so many letters wrong; a phrase is taken as it is."""
    plain = word(text)
    if isinstance(plain, Word) and distance:
        return Fuzzy(plain.text, min(distance, MAX_FUZZY))
    return plain


def wild(pattern: str) -> Node:
    """A word with ``*`` or ``?`` in it: a prefix where the only one is a final ``*``."""
    pattern = _STARS.sub("*", _QUOTING.sub(" ", pattern[:MAX_TEXT]).strip())
    # A question mark at the end ends a question.
    pattern = pattern.rstrip("?")
    stem = pattern.removesuffix("*")
    if "*" not in stem and "?" not in stem:
        plain = word(stem)
        is_prefix = pattern != stem and isinstance(plain, Word) and stem.endswith(plain.text)
        return Prefix(plain.text) if is_prefix and isinstance(plain, Word) else plain
    for match in wild_surface().finditer(pattern):
        piece = match.group().rstrip("?")
        if piece == pattern and piece.strip("*?"):
            return Wildcard(piece)
        if piece.strip("*?") and ("*" in piece or "?" in piece):
            return wild(piece)
    return conjunction(word(part) for part in re.split(r"[*?]+", pattern))


def filtered(field: str, value: str) -> Node | None:
    """A property clause, or None where the value makes no sense."""
    value = value.strip()
    match field:
        case "is":
            return Filter("is", value.lower()) if value.lower() in STATES else None
        case "has":
            return Filter("has", value.lower()) if value.lower() in ("versions", "related") else None
        case "thread":
            return Filter("thread", value.lower()) if _ID.fullmatch(value.lower()) else None
        case "tag" | "bundle":
            value = " ".join(_QUOTING.sub(" ", value[:MAX_TEXT]).split())
            return Filter(field, value) if value else None
        case "lang":
            code = primary(value)
            return Filter("lang", code) if code.isalpha() and len(code) in (2, 3) else None
        case "words":
            return _word_count(value)
        case "score":
            return Filter("score", value) if _SCORE.fullmatch(value) else None
        case "newer":
            age = _AGE.fullmatch(value.lower())
            return Newer(int(age[1]), age[2]) if age else None
        case "before" | "after":
            date = iso_date(value)
            return (Before(date) if field == "before" else After(date)) if date else None
        case _:
            return _dates(value)


def _word_count(value: str) -> Node | None:
    one = _COUNT.fullmatch(value)
    if one:
        number = int(one[2])
        bounds = {
            ">": (number + 1, None),
            ">=": (number, None),
            "<": (None, max(number - 1, 0)),
            "<=": (None, number),
            "": (number, number),
        }
        return WordCount(*bounds[one[1]])
    two = _COUNTS.fullmatch(value)
    if two and (two[1] or two[2]):
        low, high = (int(bound) if bound else None for bound in two.groups())
        is_reversed = low is not None and high is not None and low > high
        return WordCount(high, low) if is_reversed else WordCount(low, high)
    return None


def _dates(value: str) -> Node | None:
    first, dots, last = value.partition("..")
    start, stop = iso_date(first), iso_date(last)
    if not dots:
        return Dates(start, start) if start else None
    if (first and not start) or (last and not stop) or not (start or stop):
        return None
    return Dates(stop, start) if start and stop and start > stop else Dates(start, stop)


def iso_date(text: str) -> str:
    """``2021``, ``2021-12`` or ``2021-12-09``, in full; empty where the text is no such date."""
    match = _DATE.fullmatch(text) if text.isascii() else None
    if not match:
        return ""
    year, month, day = match[1], match[2], match[3]
    if int(year) < 1 or (month and not 1 <= int(month) <= 12):
        return ""
    if day and not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return ""
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
