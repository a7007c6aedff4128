"""Words divided at the ends of lines: by the patterns of a language (Liang), which ``pyphen`` brings.

Its dictionaries are read here, not by it, which takes each pattern apart at once: of German that is more than
a second, of English 0.1. Kept as they are until a word needs them, they take 90 and 12 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from newsreader.errors import ConfigError
from newsreader.tui.terminal import is_narrow
from newsreader.tui.terminal import wrap as wrap_whole

HYPHEN = "-"

SHORTEST = 5
"""Letters of a word that is divided."""

LEAST_GAIN = 4
"""A word is left whole where dividing it would fill fewer cells of the line."""

MOST_IN_A_ROW = 2
"""Lines one below another that end in a hyphen."""

Lines = list[tuple[int, int]]
Points = Callable[[str], Iterable[int]]
"""Where a word of letters may be divided, the places ascending."""

_USUAL = {"en": "en_US", "pt": "pt_PT", "sr": "sr"}
_NO_PATTERN = re.compile(r"^(?:[%#]|[A-Z]{5}).*$", re.MULTILINE)
_MINIMUM = re.compile(r"^(LEFT|RIGHT)HYPHENMIN\s+(\d)", re.MULTILINE)
_CODE = re.compile(r"\^\^([0-9a-f]{2})")
_DIGITS = b"0123456789"
_EDGES = re.compile(r"(\W*)([^\W\d_]+)(\W*)")


class Patterns:
    """The patterns of a language: letters, and between them digits of which the odd ones allow a hyphen."""

    def __init__(self, text: str) -> None:
        minima = {side: int(number) for side, number in _MINIMUM.findall(text)}
        self._left, self._right = max(2, minima.get("LEFT", 2)), max(2, minima.get("RIGHT", 2))
        if "^^" in text:
            text = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
        text = _NO_PATTERN.sub("", text.partition("\n")[2])
        patterns = text.split()
        self._patterns = dict(zip(_letters(text).split(), patterns, strict=True))
        if "/" in text:
            self._patterns |= {_letters(p.partition("/")[0]): p for p in patterns if "/" in p}
        self._longest = max(map(len, self._patterns), default=0)

    def points(self, word: str) -> list[int]:
        """Where a word may be divided without being spelt otherwise."""
        dotted = f".{word.lower()}."
        if len(dotted) != len(word) + 2:
            return []
        levels = [0] * (len(dotted) + 1)
        for start in range(len(dotted) - 1):
            for end in range(start + 1, min(start + self._longest, len(dotted)) + 1):
                pattern = self._patterns.get(dotted[start:end])
                if pattern is not None:
                    for offset, level in _levels(pattern):
                        levels[start + offset] = max(level, levels[start + offset])
        return [at for at in range(self._left, len(word) - self._right + 1) if levels[at + 1] % 2]


def _letters(text: str) -> str:
    # Of bytes they are taken out ten times as fast.
    return text.encode().translate(None, _DIGITS).decode()


@cache
def _levels(pattern: str) -> tuple[tuple[int, int], ...]:
    """The digits of a pattern and where in its letters they stand.

    What stands behind a slash would spell the word otherwise (``asszony``, ``asz-szony``): no division there.
    """
    letters, slash, _ = pattern.partition("/")
    found, offset = [], 0
    for character in letters:
        if character.isdigit():
            level = int(character)
            found.append((offset, level + level % 2 if slash else level))
        else:
            offset += 1
    return tuple(found)


def require() -> None:
    """Raises ConfigError where pyphen is not installed."""
    from importlib.util import find_spec

    try:
        is_there = find_spec("pyphen") is not None
    except ValueError:
        is_there = False
    if not is_there:
        raise ConfigError("hyphenate needs pyphen", hint="pip install 'newsreader[hyphenation]'")


@cache
def points_of(language: str) -> Points | None:
    """How words of a language are divided; None where that is not known."""
    if not language:
        return None
    import pyphen

    name = pyphen.language_fallback(_USUAL.get(language, language))
    if name is None:
        return None
    file = pyphen.LANGUAGES[name]
    data = file.read_bytes()
    encoding = data.partition(b"\n")[0].decode("ascii", "replace").strip().lower()
    text = data.decode({"microsoft-cp1251": "cp1251"}.get(encoding, encoding), "replace")
    return cache(Patterns(text).points)


def wrap(text: str, width: int, points: Points, first: int = 0) -> tuple[Lines, frozenset[int]]:
    """Where the lines of a text begin and end, and those ends at which a hyphen is to be drawn.

    The first line has ``first`` cells more.
    Only text in which each character takes a cell is divided.
    """
    lines = wrap_whole(text, width, first)
    if len(lines) < 2 or not is_narrow(text):
        return lines, frozenset()
    set_lines: Lines = []
    hyphens: set[int] = set()
    start, in_a_row, cells = 0, 0, width + first
    while start < len(text):
        end = start + wrap_whole(text[start : start + 2 * cells + 2], cells)[0][1]
        room = cells - (end - start) - 1
        cells = width
        divided = None
        if room >= LEAST_GAIN and in_a_row < MOST_IN_A_ROW:
            divided = _divided(text, end + 1, room, points)
        if divided is not None:
            end = divided
        is_hyphenated = divided is not None and text[end - 1] != HYPHEN
        in_a_row = in_a_row + 1 if is_hyphenated else 0
        if is_hyphenated:
            hyphens.add(end)
        set_lines.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return set_lines, frozenset(hyphens)


def _divided(text: str, start: int, room: int, points: Points) -> int | None:
    """Where the word at ``start`` is divided so that most of it has room, a hyphen with it; None if nowhere.

    The last word of a paragraph stays whole.
    """
    end = text.find(" ", start)
    if end < 0:
        return None
    word = text[start:end]
    if HYPHEN in word[1:-1]:
        at = word.rfind(HYPHEN, 1, min(room, len(word) - 1))
        return start + at + 1 if at + 1 >= LEAST_GAIN else None
    found = _EDGES.fullmatch(word)
    if found is None or len(found[2]) < SHORTEST or found[2].isupper():
        return None
    lead = len(found[1])
    fitting = [at for at in points(found[2]) if lead + at + 1 <= room]
    return start + lead + fitting[-1] if fitting and lead + fitting[-1] + 1 >= LEAST_GAIN else None
