"""The fields of the index."""

from __future__ import annotations

from newsreader.search.folding import fold

VERSION = 5
"""Raised whenever an index made by an earlier version would be read wrongly: the library then rebuilds it."""

TEXT = "text"
"""What a word without a field is looked for in: one after the other, all that is searched of an article."""
SEARCHED = ("title", "lede", "byline", "place", "agency", "section", "body")
"""The zones of the text, in this order. Each may be asked for by itself, as if it were a field."""
STEMMED = ("title", "lede", "body")
"""Zones that are asked for by stems, too; of the others, which are names, only words are."""
SAID = "said"
"""Names of speakers, by stems. Each stands where a piece of what they say begins in the text, and again where
it ends; ``OPENING`` where each quotation begins."""
OPENING = "\x01"
INVERTED = (TEXT, "url", SAID)
"""Fields that have postings of their own, besides labels."""
LABELS = ("language", "bundle")
"""Each document has one, a single term."""
NUMBERS = {"rowid": "<i8", "sort_key": "<i8", "date": "<u4", "words": "<u4", "flags": "u1"}
"""Columns, each with its NumPy type."""
IS_STUB, IS_INFERRED = 1, 2

BOOSTS = {"title": 2.5, "lede": 1.5, "body": 1.0, "byline": 0.5, "place": 0.7, "agency": 0.5, "section": 0.7}
"""What an occurrence in each zone counts for, to one decimal: the weights of BM25F, applied to frequencies
before they saturate. Stored with the postings: whoever changes them raises VERSION."""
B, K1 = 0.75, 1.2
"""How much the length of a text dampens its score, and how slowly repetition saturates."""
SHARPNESS, LEAST_RARITY = 1.2, 0.01
"""The power to which the rarity of a word is raised, which lets the telling words of a long query outweigh
the rest (chosen by ``tests/benchmarks/ranking.py``), and the rarity of the words that are everywhere."""
UNIT = 10
"""Weights are stored as whole numbers of this part of one."""
UNITS = tuple(round(BOOSTS[zone] * UNIT) for zone in SEARCHED)

ZONE_GAP = 1200
"""Positions between two zones: more than the words of any query that stand near each other may be apart."""


def words_field(field: str) -> str:
    """The field that has the words of this one as they are written."""
    return f"{field}_words" if field in STEMMED or field == TEXT else field


def length_field(field: str) -> str:
    """The column that has the lengths of a field: in positions; of the text weighted, in units."""
    return f"{field.removesuffix('_words')}_length"


def length_columns() -> list[str]:
    """All columns of lengths."""
    return [length_field(name) for name in (*SEARCHED, *INVERTED)]


def label(text: str) -> str:
    """A name as a single term: folded, on one line; ``-`` for none."""
    return " ".join(fold(text).replace("\0", " ").split()) or "-"


def day_number(date: str | None) -> int:
    """An ISO date as the number 20211209; 0 for none."""
    digits = (date or "").replace("-", "")[:8]
    return int(digits) if digits.isdecimal() and len(digits) == 8 else 0
