"""Pictures among the pieces of an article: the room for one that is shown, words for one that is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsreader.article import Block, Picture
from newsreader.tui.widgets.piece import Piece

if TYPE_CHECKING:
    from newsreader.tui.raster import Box

MARK = "  [picture] "

Numbered = tuple[int, Picture]


def at_block(pictures: Sequence[Picture], block: int) -> list[Numbered]:
    """The pictures that stand above a block, with their numbers in the article."""
    return [(order, picture) for order, picture in enumerate(pictures) if picture.block == block]


def plates(
    pictures: Sequence[Numbered], block: Block | None, number: int, boxes: Mapping[int, Box]
) -> Iterator[Piece]:
    """The pictures above a block (the piece of that number), each in its room, or else in words.

    Places between two pieces are counted up to -2; at -1 stand the lines that cleaning removed.
    """
    at = -2 - sum(boxes[order].rows + 1 if order in boxes else 1 for order, _ in pictures)
    for order, picture in pictures:
        if box := boxes.get(order):
            yield Piece(number, is_between=True, at=at, text="", box=box, picture=order)
            at += box.rows + 1
        elif picture.alt and not is_said_by(picture, block):
            text = f"[picture: {picture.alt}]"
            yield Piece(number, text, "quiet", "  ", "  ", is_between=True, at=at)
            at += 1


def is_said_by(picture: Picture, block: Block | None) -> bool:
    """Whether the caption below a picture says what is known of it."""
    return block is not None and block.kind == "caption" and _is_same(picture.alt, block.text)


def _is_same(one: str, other: str) -> bool:
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return shorter.strip(" .") in longer


def below(caption: Piece, pictures: Sequence[Numbered], boxes: Mapping[int, Box]) -> Piece:
    """The caption of the last of these pictures: close below it, or marked as what stands for it."""
    order, picture = pictures[-1]
    if order in boxes:
        return caption._replace(has_space_before=False)
    if _is_same(picture.alt, caption.text):
        return caption._replace(first=MARK, rest=" " * len(MARK))
    return caption._replace(has_space_before=False)
