"""Words with capitals, which names are made of, from a place in a sentence back."""

from __future__ import annotations

from newsreader.cleaning.speech.vocabulary import LINKS, SHORT_FORMS

MAX_WORDS = 14
"""Words that are looked at on each side of a verb."""
STRIPPED = "\"“”„«»'‘’()[]"
"""What stands around a word and is no part of it."""
_CLAUSE_ENDS = frozenset('.,;:!?…"”»)–—-')
_MAX_LOWER = 6


def words_back(text: str, end: int, begin: int, most: int = MAX_WORDS) -> list[tuple[int, str]]:
    """Words with their places, from the last one back to the end of a clause, or far beyond a name."""
    words: list[tuple[int, str]] = []
    lower = 0
    pieces = text[begin:end].rsplit(" ", most)
    if "" in pieces:
        pieces = text[begin:end].split(" ")
    for word in reversed(pieces):
        start = end - len(word)
        if word:
            if words and word[-1] in _CLAUSE_ENDS and _ends_clause(word):
                break
            words.append((start, word))
            lower += word[0].islower()
            if lower == _MAX_LOWER or len(words) == most or (word[0] in '"“„«(' and len(word) > 1):
                break
        end = start - 1
    return words


def _ends_clause(word: str) -> bool:
    if word[-1] == ".":
        inner = word[:-1].lstrip("(")
        return not (len(inner) == 1 or "." in inner or inner.casefold() in SHORT_FORMS)
    return word[-1] != "-" or word == "-"


def is_capital(word: str) -> bool:
    """May a word be part of a name by the way it begins?"""
    first = word[0]
    if first.isupper():
        return True
    if first.islower():
        return word[:3] in ("al-", "el-")
    return first == "<" or (first.isdigit() and len(word) < 4) or word.lstrip("\"“„«'‘(")[:1].isupper()


def run_of(words: list[tuple[int, str]]) -> int:
    """How many of the words, from the last back, make a name."""
    count = 0
    for number, (_, word) in enumerate(words):
        if is_capital(word):
            count = number + 1
        elif word.casefold() not in LINKS or number == 0 or (number != count) or word.casefold() == "for":
            break
    return count
