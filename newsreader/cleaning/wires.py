"""Stories as wires sent them, laid out in one go: hard-wrapped, and set in where a paragraph begins.

What ``paragraphs`` makes of any text, made in a third of the time of the commonest one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate, repeat

from newsreader.cleaning.lines import Line, numbered
from newsreader.cleaning.paragraphs import Paragraph, by_indent, is_fact, with_tables

_SET_IN = re.compile(r"\n(  {1,7})(?! )")
# For ASCII without tabs, in which there are none but blanks for white space.
_PARTED = re.compile(r"\n *(?:\n|([=\-_~*#])(?: *\1){2})")
"""A blank line, or what may be a rule."""
_MARKED = re.compile(r"\n *(?:[-*] |\(?\d{1,3}[.)] |[a-z]\) |\[\d)")
"""A line that begins with a bullet or a number."""
_STANDING_OUT = re.compile(r"[-*] |\(?\d{1,3}[.)] |\[\d|([=\-_~*#])(?: *\1){2}|$")
_LETTERED = re.compile(r"\n *[a-z]\)")
_ANNOUNCING = re.compile(r": *\n")
_MARKS = frozenset("-*([0123456789")
_UNUSUAL_STARTS = _MARKS | frozenset(["", "=", "_", "~", "#"])
_SHARE = 0.6

# As Paragraph does it, but in C.
_paragraph: Callable[[tuple[int, str, str, int, bool]], Paragraph] = partial(tuple.__new__, Paragraph)


def lay_out(texts: Sequence[str], numbers: Sequence[int]) -> list[Paragraph] | None:
    """The paragraphs of a plain story, none of them a heading; None for a text in which there may be anything
    else. ``numbers`` are those of the lines."""
    text = "\n".join(texts).strip(" ")
    found = _SET_IN.search(text)
    if not found or not text.isascii() or "\t" in text:
        return None
    if text[0] == "\n" or text[-1] == "\n":
        # The first or the last line is blank.
        return None
    parts = text.split(found[0])
    words = [part.replace("\n", " ") for part in parts]
    heights = [part.count("\n") + 1 for part in parts]
    is_even = _is_even(text, texts, words)
    single = [part for height, part in zip(heights, words, strict=True) if height == 1]
    if is_even and not any(map(is_fact, single)):
        starts = map(numbers.__getitem__, accumulate(heights[:-1], initial=0))
        return list(map(_paragraph, zip(starts, words, repeat("paragraph"), heights, repeat(False))))
    if not is_even and (_PARTED.search(f"\n{text}\n") or not _is_set_in(text, parts)):
        return None
    pieces: list[Paragraph | Line] = []
    stop = 0
    for part, height in zip(words, heights, strict=True):
        start, stop = stop, stop + height
        if not is_even and not _is_running_text(part):
            pieces += by_indent(numbered(texts[start:stop], numbers[start:stop]))
        elif height == 1 and is_fact(part):
            pieces.append(Line(numbers[start], texts[start]))
        else:
            pieces.append(_paragraph((numbers[start], part, "paragraph", height, False)))
    return _as_one_group(with_tables(pieces))


def _is_even(text: str, texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether nothing stands out: all lines that are set in are so alike, there are no columns, bullets,
    numbers, rules or blank lines, and nothing is announced with a colon."""
    if "  " in " ".join(words) or (":" in text and _ANNOUNCING.search(text)):
        return False
    # Hardly a line needs a closer look: those inside of paragraphs, and those that begin them.
    odd = [line for line in texts if line[:1] in _UNUSUAL_STARTS]
    odd += [part for part in words if part[:1] in _UNUSUAL_STARTS]
    return not any(map(_STANDING_OUT.match, odd)) and not (")" in text and _LETTERED.search(f"\n{text}"))


def _is_running_text(words: str) -> bool:
    """Whether a paragraph has no bullet or number, and no line with columns, or set in otherwise."""
    return words[0] not in _MARKS and words[1:2] != ")" and "  " not in f" {words} "


def _is_set_in(text: str, parts: Sequence[str]) -> bool:
    """Whether lines that are set in certainly begin paragraphs, where some are set in otherwise than most, or
    may belong to what is announced or marked above them."""
    usual = sum(part[0] != " " for part in parts[1:])
    hanging = len(_MARKED.findall(f"\n{text}")) + len(_ANNOUNCING.findall(text))
    return usual - hanging >= _SHARE * text.count("\n  ")


def _as_one_group(pieces: list[Paragraph]) -> list[Paragraph]:
    """The pieces between two blank lines, of which each is alone only if there is no other."""
    is_alone = len(pieces) == 1
    return [piece if piece.is_alone == is_alone else Paragraph(*piece[:-1], is_alone) for piece in pieces]
