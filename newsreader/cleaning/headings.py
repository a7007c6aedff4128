"""Sub-headings in a body of plain text: short lines that stand alone and end like no sentence."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.cleaning.lines import ends_sentence
from newsreader.cleaning.paragraphs import Paragraph

_LONGEST = 80
_LONGEST_DENSE = 30
_NOT_FINAL = (",", ";", ":", "-", "–", "—", '"', "”", "»", "、", "，", "；", "：", "」")


def mark(pieces: Sequence[Paragraph]) -> list[Paragraph]:
    """The pieces, sub-headings marked as such; a run of short lines is a list, not headings."""
    marked = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind != "paragraph" or not _looks_like_one(piece) or index + 1 >= len(pieces):
            continue
        below = pieces[index + 1]
        above_is_prose = index == 0 or not _looks_like_one(pieces[index - 1])
        if above_is_prose and below.kind != "heading" and _is_prose(below):
            marked[index] = piece._replace(kind="heading")
    return marked


def _looks_like_one(piece: Paragraph) -> bool:
    text = piece.text
    if not piece.is_alone or piece.lines > 1 or len(text) > _LONGEST or not text:
        return False
    if ord(text[0]) >= 0x2E80 and len(text) > _LONGEST_DENSE:
        return False
    if text[0].islower() or not (text[0].isalnum() or text[0] in "【《¿¡"):
        return False
    if text.endswith(_NOT_FINAL) or not any(character.isalpha() for character in text):
        return False
    if text.endswith("?"):
        return len(text.split()) >= 3 and not any(mark in text for mark in '"“«')
    return not ends_sentence(text)


def _is_prose(piece: Paragraph) -> bool:
    if piece.kind in ("list-item", "quote"):
        return True
    return piece.kind == "paragraph" and (ends_sentence(piece.text) or len(piece.text) > _LONGEST)
