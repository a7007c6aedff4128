"""The fields of the index."""

from __future__ import annotations

from newsreader.search.folding import fold

VERSION = 3
"""Raised whenever an index made by an earlier version would be read wrongly: the library then rebuilds it."""

STEMMED = ("title", "lede", "body")
"""Indexed by stems; the words as they are written are a companion field."""
PLAIN = ("byline", "place", "agency", "section", "url")
"""Names, not prose: indexed by words only."""
LABELS = ("language", "bundle")
"""Each document has one, a single term."""
NUMBERS = {"rowid": "<i8", "sort_key": "<i8", "date": "<u4", "words": "<u4", "flags": "u1"}
"""Columns, each with its NumPy type."""
IS_STUB, IS_INFERRED = 1, 2

SEARCHED = ("title", "lede", "body", "byline", "place", "agency", "section")
"""Where a word without a field is looked for."""
BOOSTS = {"title": 2.5, "lede": 1.5, "body": 1.0, "byline": 0.5, "place": 0.7, "agency": 0.5, "section": 0.7}


def words_field(field: str) -> str:
    """The field that has the words of this one as they are written."""
    return f"{field}_words" if field in STEMMED else field


def length_field(field: str) -> str:
    """The column that has the lengths of a field (or of its companion), in terms."""
    return f"{field.removesuffix('_words')}_length"


def length_columns() -> list[str]:
    """All columns of lengths."""
    return [length_field(name) for name in (*STEMMED, *PLAIN)]


def label(text: str) -> str:
    """A name as a single term: folded, on one line; ``-`` for none."""
    return " ".join(fold(text).replace("\0", " ").split()) or "-"


def day_number(date: str | None) -> int:
    """An ISO date as the number 20211209; 0 for none."""
    digits = (date or "").replace("-", "")[:8]
    return int(digits) if digits.isdecimal() and len(digits) == 8 else 0
