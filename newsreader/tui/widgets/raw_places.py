"""The raw view counts lines of the source, the others pieces of the article: from one to the other."""

from __future__ import annotations

from newsreader.article import Original, StoredArticle
from newsreader.tui.widgets.article_layout import BLOCKS, Anchor


def block_of_line(anchor: Anchor, stored: StoredArticle, original: Original | None) -> Anchor:
    """The place of the block that stands at a line of the source, or above it."""
    if original is None or not original.first_line:
        return (0, 0)
    line = anchor[0] - original.first_line + 1
    blocks = stored.article.blocks
    above = [number for number, block in enumerate(blocks) if 0 < block.line <= line]
    return (BLOCKS + above[-1], 0) if above else (0, 0)


def line_of_block(anchor: Anchor, stored: StoredArticle, original: Original | None) -> Anchor:
    """The place of the line at which the block of a place begins in the source."""
    if original is None or not original.first_line:
        return (0, 0)
    number = anchor[0] - BLOCKS
    blocks = stored.article.blocks
    if not 0 <= number < len(blocks) or not blocks[number].line:
        return (0, 0)
    return (blocks[number].line + original.first_line - 1, 0)
