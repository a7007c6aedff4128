"""Make words that differ only in case, accents or ways of writing a letter the same word."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        # Arabic letters that Persian and Urdu keyboards write with another code point.
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ے": "ی",
        "ك": "ک",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ٱ": "ا",
    }
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640")
_BREVE, _DIAERESIS = "\u0306", "\u0308"


def fold(text: str) -> str:
    """The form in which words are compared. Folding twice changes nothing.

    Accents go from Latin, Greek, Cyrillic, Arabic and Hebrew letters; й, ї and ў stay letters of their
    own (ё does not). Signs that are letters in their script (Devanagari vowels, Hangul, kana with
    voicing marks) stay. Digits of every script become 0-9.
    """
    return text.lower() if text.isascii() else _fold(text)


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    once = _fold_once(text)
    # Case folding can yield characters that decompose further (Cherokee, some ligatures).
    twice = _fold_once(once)
    return twice if twice == once else _fold_once(twice)


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept: list[str] = []
    base = ""
    for char in decomposed:
        if char in _INVISIBLE:
            continue
        if not unicodedata.combining(char):
            base = char
        elif _is_accent(char) and not _belongs_to(base, char):
            continue
        kept.append(_digit(char))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def _is_accent(mark: str) -> bool:
    return (
        "\u0300" <= mark <= "\u036f"
        or "\u0483" <= mark <= "\u0487"
        or "\u0591" <= mark <= "\u05c7"
        or "\u0610" <= mark <= "\u061a"
        or "\u064b" <= mark <= "\u065f"
        or mark == "\u0670"
        or "\u06d6" <= mark <= "\u06ed"
    )


def _belongs_to(base: str, mark: str) -> bool:
    return (mark == _BREVE and base in "иу") or (mark == _DIAERESIS and base == "і")


def _digit(char: str) -> str:
    if char.isascii() or not char.isdecimal():
        return char
    return str(unicodedata.decimal(char))
