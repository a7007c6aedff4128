"""Cut a text of any script into the words that are indexed, each with its place in the text.

A text is first cut into surfaces: words with what joins their parts (``S-400``, ``O'Brien``, ``1,750``,
``U.S``), and runs of scripts that do not put spaces between words. A surface then yields tokens:

- a hyphenated word yields its parts and, at the place of the first, the parts as one word, so that
  ``e-mail`` is found by ``mail`` and by ``email``; Persian words joined by a zero-width non-joiner likewise;
- a run of Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese yields each two neighbouring characters,
  and its last character, so that any part of the run can be found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newsreader.search.folding import fold

MAX_TERM = 64
"""Longer words are cut: nobody types them, and junk such as base64 must not fill the index."""
MAX_PARTS = 5
"""A word of more parts is not looked for as one."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3105-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9f\uffa0-\uffdc\U0001b000-\U0001b16f\U00020000-\U000323af"
)
_MARK_BLOCKS = ((0x300, 0x1E00), (0xA66F, 0xAC00), (0xFE00, 0xFE30))


def _marks() -> str:
    """Combining marks, as the inside of a character class; ``\\w`` does not have them."""
    ranges: list[str] = []
    for first, last in _MARK_BLOCKS:
        start = None
        for code in range(first, last + 1):
            is_mark = code < last and unicodedata.category(chr(code)) in ("Mn", "Mc")
            if is_mark and start is None:
                start = code
            elif not is_mark and start is not None:
                ranges.append(f"{chr(start)}-{chr(code - 1)}")
                start = None
    return "".join(ranges)


_JOINERS = "\\-\u2010\u2011'\u2018\u2019\u02bc\uff07\u00ad\u200c\u200d.,"
_ASCII_SURFACE = re.compile(r"[A-Za-z0-9]+(?:[-'.,][A-Za-z0-9]+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_PARTS = re.compile(f"([{_JOINERS}])")
_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\W\d_]{0,3}")
_DECIMAL = re.compile(r"\d+\.\d+[^\W\d_]{0,3}")
_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\uff07")
_GLUE = frozenset("\u00ad\u200d")
_NON_JOINER = "\u200c"
# Articles and prepositions that French, Italian and Catalan write onto the next word.
_FRENCH = frozenset({"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"})
_ITALIAN = frozenset({"dell", "all", "nell", "sull", "dall", "un", "quest", "quell"})
_ELISIONS = _FRENCH | _ITALIAN


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word at a position (counted in words) and at ``start:end`` of its surface or text."""

    text: str
    position: int
    start: int
    end: int
    is_joined: bool = False
    """The parts of a hyphenated word as one: an addition to the parts, which are tokens of their own."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A surface's tokens, counted from its own beginning, and how many positions it takes."""

    tokens: tuple[Token, ...]
    width: int
    is_unspaced: bool


@cache
def _letter() -> str:
    return rf"(?:[^\W_{_UNSPACED}][{_marks()}]*)"


@cache
def _surface() -> re.Pattern[str]:
    """Not made before there is a text beyond ASCII: the marks of all scripts take a while."""
    return re.compile(rf"{_letter()}+(?:[{_JOINERS}]{_letter()}+)*|[{_UNSPACED}]+")


@cache
def wild_surface() -> re.Pattern[str]:
    """A word with wildcards in it."""
    return re.compile(rf"(?:{_letter()}|[*?])+")


def surfaces(text: str) -> list[str]:
    """The surfaces of a text, in order."""
    return (_ASCII_SURFACE if text.isascii() else _surface()).findall(text)


def has_unspaced(text: str) -> bool:
    """Are there characters of scripts that do not put spaces between words?"""
    return not text.isascii() and _IS_UNSPACED.search(text) is not None


def is_run(surface: str) -> bool:
    """Is a surface a run of characters without spaces between words?"""
    return not surface.isascii() and _IS_UNSPACED.match(surface) is not None


def surface_matches(text: str) -> Iterator[re.Match[str]]:
    """The surfaces of a text with their places, in order."""
    return (_ASCII_SURFACE if text.isascii() else _surface()).finditer(text)


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of a text, in order of position, with their places in it."""
    position = 0
    for match in surface_matches(text):
        surface = cut(match.group())
        offset = match.start()
        for token in surface.tokens:
            yield Token(
                token.text,
                position + token.position,
                offset + token.start,
                offset + token.end,
                token.is_joined,
            )
        position += surface.width


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A word of a query at its position. ``is_open``: a term that only begins so will do, as for a single
    character of a script without spaces, which the index has as the first of two."""

    text: str
    position: int
    is_unspaced: bool = False
    is_open: bool = False


@lru_cache(maxsize=1024)
def query_tokens(text: str) -> tuple[QueryToken, ...]:
    """The words of a query text that must stand in a row."""
    found: list[QueryToken] = []
    position = 0
    for surface in map(cut, surfaces(text)):
        tokens = [token for token in surface.tokens if not token.is_joined]
        if surface.is_unspaced and len(tokens) > 1:
            tokens.pop()
        is_open = surface.is_unspaced and surface.width == 1
        found.extend(
            QueryToken(token.text, position + token.position, surface.is_unspaced, is_open)
            for token in tokens
        )
        position += surface.width
    return tuple(found)


@lru_cache(maxsize=1024)
def joined_word(text: str) -> str:
    """A hyphenated word written as one; nothing for other texts."""
    joined = [token.text for token in tokenise(text) if token.is_joined]
    return joined[0] if len(joined) == 1 else ""


def cut(surface: str) -> Surface:
    """The tokens of one surface."""
    if len(surface) > MAX_TERM:
        return _cut(surface)
    return _cut_cached(surface)


def _cut(surface: str) -> Surface:
    if _IS_UNSPACED.match(surface):
        return _cut_unspaced(surface)
    if surface.isalnum():
        return Surface((Token(fold(surface)[:MAX_TERM], 0, 0, len(surface)),), 1, False)
    return _cut_word(surface)


_cut_cached = lru_cache(maxsize=100_000)(_cut)


def _cut_unspaced(run: str) -> Surface:
    folded = [fold(char) for char in run]
    last = len(run) - 1
    pairs = [Token(folded[i] + folded[i + 1], i, i, i + 2) for i in range(last)]
    return Surface((*pairs, Token(folded[last], last, last, last + 1)), len(run), True)


def _cut_word(surface: str) -> Surface:
    digits = number(surface)
    if digits:
        return Surface((Token(digits, 0, 0, len(surface)),), 1, False)
    parts = _parts(surface)
    tokens = [
        Token(text[:MAX_TERM], position, start, end) for position, (text, start, end) in enumerate(parts)
    ]
    if _is_compound(surface, parts):
        joined = "".join(text for text, _, _ in parts)[:MAX_TERM]
        tokens.insert(1, Token(joined, 0, 0, len(surface), is_joined=True))
    return Surface(tuple(tokens), len(parts), False)


def number(surface: str) -> str:
    """The one word that a number with points or commas is, such as ``1,750`` or ``3.5bn``; else nothing."""
    if _GROUPED_NUMBER.fullmatch(surface):
        return fold(surface.replace(",", ""))[:MAX_TERM]
    return fold(surface)[:MAX_TERM] if _DECIMAL.fullmatch(surface) else ""


def _parts(surface: str) -> list[tuple[str, int, int]]:
    """The folded parts of a word with their places; apostrophes and soft hyphens do not part, elisions do."""
    pieces = _PARTS.split(surface)
    parts: list[tuple[str, int, int]] = []
    place = 0
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        joiner = pieces[index - 1] if index else ""
        start, end = place, place + len(piece)
        place = end + 1
        if index and _is_same_word(joiner, parts[-1], piece):
            before, begin, _ = parts[-1]
            is_possessive = joiner in _APOSTROPHES and piece in ("s", "S")
            parts[-1] = (before if is_possessive else before + fold(piece), begin, end)
        else:
            parts.append((fold(piece), start, end))
    return parts


def _is_same_word(joiner: str, before: tuple[str, int, int], piece: str) -> bool:
    if joiner in _GLUE:
        return True
    if joiner in _APOSTROPHES:
        return before[0] not in _ELISIONS or len(piece) < 2
    if joiner == _NON_JOINER:
        return not "\u0600" <= piece[0] <= "\u08ff"
    return False


def _is_compound(surface: str, parts: list[tuple[str, int, int]]) -> bool:
    if not 2 <= len(parts) <= MAX_PARTS:
        return False
    joiners = {char for char in surface if char in _HYPHENS or char in (".", ",", _NON_JOINER)}
    if joiners == {"."}:
        return all(len(text) == 1 for text, _, _ in parts)
    return "." not in joiners and "," not in joiners and bool(joiners)
