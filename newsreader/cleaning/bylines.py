"""Bylines: ``By Jane Doe and John Roe, Staff Writer``."""

from __future__ import annotations

import re

from newsreader.cleaning.lines import ends_sentence, has_digit

_BY_WORDS = """
by|written by|story by|reported by|von|par|por|di|door|av|af|autor|автор|текст|автор текста|przez|yazan
""".strip()
_BYLINE = re.compile(
    rf"(?:{_BY_WORDS})\b\s*:?\s+|(?:记者|作者|撰文|本报记者|記者|نویسنده|بقلم|کاتب|كتب)\s*[:：]?\s*",
    re.IGNORECASE,
)
# "Von" and "Di" may begin a name; these do not.
_BY = re.compile(
    r"(?:by|written by|story by|reported by)\s+|(?:by|author|autor|автор|текст|作者|撰文)\s*[:：]\s*",
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    r",\s(?:[A-Z][\w.&-]*\s?){1,5}$|,\s(?:staff writer|correspondent|reporter|editor)s?\b.{0,30}$",
    re.IGNORECASE,
)
_SMALL_WORDS = """
and & y e et und och og и і i de da di del della der den van von bin ibn al el la le du dos das ter ten zu
"""
_PARTICLES = frozenset(_SMALL_WORDS.split())
FIRST_WORDS = {words.split()[0] for words in _BY_WORDS.split("|")}
"""Words a byline begins with, where it is not the name itself."""


def begins(text: str) -> re.Match[str] | None:
    """The words at the beginning of a text that a name follows."""
    return _BYLINE.match(text)


def parse(text: str) -> str:
    """The names in ``By Jane Doe and John Roe, Staff Writer``; empty for a line that is no byline."""
    if len(text) > 100 or ends_sentence(text):
        return ""
    found = begins(text)
    if not found:
        return ""
    rest = text[found.end() :].strip()
    names = _NAME_TAIL.sub("", rest)
    words = names.replace(",", " ").split()
    if not 1 <= len(words) <= 10 or has_digit(names):
        return ""
    is_caseless = not any(character.isupper() or character.islower() for character in names)
    if not is_caseless and (len(words) < 2 or not all(_is_name_word(word) for word in words)):
        return ""
    return rest


def without_by(byline: str) -> str:
    """A byline field without the word "by" that some pages put into it."""
    if not byline:
        return ""
    names = parse(byline)
    if names and names.split()[0] not in _PARTICLES:
        return names
    return _BY.sub("", byline) or byline


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() or word.casefold() in _PARTICLES
