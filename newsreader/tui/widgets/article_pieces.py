"""What an article consists of as it is read: head, blocks, removed lines, teasers; each a piece to be set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsreader.article import (
    Article,
    Block,
    Headline,
    Original,
    Published,
    RemovedLine,
    StoredArticle,
)
from newsreader.tui.terminal import fit
from newsreader.tui.theme import Look, Role
from newsreader.tui.typesetting import visible
from newsreader.tui.widgets.article_layout import BLOCKS, View
from newsreader.tui.widgets.article_plates import at_block, below, plates
from newsreader.tui.widgets.article_tail import number_after, tail
from newsreader.tui.widgets.piece import Piece
from newsreader.tui.widgets.rows import day_title

if TYPE_CHECKING:
    from newsreader.relating import Below
    from newsreader.tui.raster import Box

WORDS_A_MINUTE = 230
"""Adults' silent reading of English prose: 238 words a minute (Brysbaert 2019), rounded down for news."""

EVIDENCE = 140
"""Cells for what a date was inferred from, about two lines; ``newsreader show --json`` has all of it."""

SHOWN_CHARACTERS = 400_000
"""Of a document as its bundle has it; ``o`` opens all of it."""

_NUMBERED = 7
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")


def pieces(
    stored: StoredArticle,
    look: Look,
    view: View,
    original: Original | None,
    boxes: Mapping[int, Box],
    below_text: Below | None = None,
) -> Iterator[Piece]:
    """The article's pieces in reading order; ``boxes`` has the pictures that are shown."""
    if view == "raw" and original is not None:
        yield from _raw(original, look)
        return
    article = stored.article
    yield from _head(stored, look)
    removed = list(article.removed) if view == "removed" else []
    previous: Block | None = None
    for number, block in enumerate(article.blocks, BLOCKS):
        here = at_block(article.pictures, number - BLOCKS) if article.pictures else ()
        yield from plates(here, block, number, boxes)
        yield from _in_place(_up_to(removed, block.line), number, look)
        piece = _block(number, block, look, previous)
        yield below(piece, here, boxes) if here and block.kind == "caption" else piece
        previous = block
    end = BLOCKS + len(article.blocks)
    yield from plates(at_block(article.pictures, len(article.blocks)), None, end, boxes)
    yield from tail(stored, below_text, look)
    if view == "removed":
        yield from _below(article, removed, number_after(stored))


def _head(stored: StoredArticle, look: Look) -> Iterator[Piece]:
    headline, article = stored.headline, stored.article
    lines: list[tuple[str, Role, bool]] = [(article.title or "(no title)", "strong", True)]
    if article.subtitle and not _is_beginning(article.subtitle, article):
        lines.append((article.subtitle, "text", False))
    lines.append((facts(headline, look), "quiet", True))
    if headline.published.is_inferred and headline.published.evidence:
        evidence = f"{look.marks.inferred} {headline.published.evidence}"
        lines.append((fit(evidence, EVIDENCE, look.marks.ellipsis), "quiet", False))
    if stored.kinship:
        lines.append((f"{look.marks.versions}{headline.versions} {stored.kinship}", "quiet", False))
    if article.byline:
        lines.append((article.byline, "quiet", False))
    tags = [tag for tag in headline.tags if tag.casefold() != headline.section.casefold()]
    if tags:
        lines.append((" ".join(f"#{tag}" for tag in tags), "accent", False))
    for number, (text, role, has_space) in enumerate(lines):
        yield Piece(number, text, role, has_space_before=has_space)


def _is_beginning(subtitle: str, article: Article) -> bool:
    """Whether a subtitle only says what the text begins with, as the summaries of many feeds and files do."""
    start = " ".join(subtitle.split()).rstrip(" .…")
    length, opening = 0, []
    for block in article.blocks:
        if length > len(start):
            break
        opening.append(block.text)
        length += len(block.text) + 1
    return " ".join(" ".join(opening).split()).startswith(start)


def _block(number: int, block: Block, look: Look, previous: Block | None) -> Piece:
    marks = look.marks
    is_apart = previous is None or previous.kind != block.kind
    match block.kind:
        case "heading":
            # Who listens does not hear that it is bold.
            lead = "# " if look.is_linear else ""
            return Piece(number, block.text, "strong", lead, lead)
        case "quote":
            return Piece(
                number,
                block.text,
                "text",
                f"{marks.quote} ",
                f"{marks.quote} ",
                has_space_before=is_apart,
                is_prose=True,
            )
        case "list-item" if numbered := _NUMBER.match(block.text):
            rest = " " * len(numbered[0])
            return Piece(number, block.text, "text", "", rest, has_space_before=is_apart, is_prose=True)
        case "list-item":
            return Piece(
                number, block.text, "text", f"{marks.bullet} ", "  ", has_space_before=is_apart, is_prose=True
            )
        case "caption":
            return Piece(number, block.text, "quiet", "  ", "  ")
        case "table":
            return Piece(number, block.text, is_table=True)
        case "code":
            goes_on = f"{marks.code}{marks.arrow}"
            return Piece(number, block.text, "text", f"{marks.code} ", goes_on, is_code=True)
        case _:
            return Piece(number, block.text, is_prose=True)


# What cleaning removed


def _up_to(removed: list[RemovedLine], line: int) -> list[RemovedLine]:
    """Takes those away that stand above a line of the source."""
    count = 0
    while count < len(removed) and removed[count].line < line:
        count += 1
    taken = removed[:count]
    del removed[:count]
    return taken


def _in_place(lines: Sequence[RemovedLine], number: int, look: Look) -> Iterator[Piece]:
    for order, line in enumerate(lines):
        lead = f"{look.marks.removed} "
        text = f"{line.text}  ({line.reason})"
        yield Piece(number, text, "removed", lead, "  ", has_space_before=not order, is_between=True)


def _below(article: Article, rest: Sequence[RemovedLine], number: int) -> Iterator[Piece]:
    if not article.removed:
        yield Piece(number, "Nothing was removed by cleaning", "strong")
        return
    if not rest:
        return
    is_all = len(rest) == len(article.removed)
    yield Piece(number, "Removed by cleaning" if is_all else "Removed below the text", "strong")
    for order, line in enumerate(rest, number + 1):
        lead = f"{line.line:>5}  "
        text = f"{line.text}  ({line.reason})"
        yield Piece(order, text, "removed", lead, " " * len(lead), has_space_before=False)


# The document as the bundle has it


def _raw(original: Original, look: Look) -> Iterator[Piece]:
    lines = original.text[:SHOWN_CHARACTERS].split("\n")
    how = "as the bundle has it" if original.is_verbatim else "the fields that the bundle gives"
    yield Piece(0, f"{original.path} {look.marks.dot} {how}", "quiet")
    for number, line in enumerate(lines, 1):
        lead = f"{number:>{_NUMBERED - 2}}  "
        text = visible(line.expandtabs(4))
        yield Piece(number, text, "text", lead, " " * _NUMBERED, has_space_before=number == 1)
    if len(original.text) > SHOWN_CHARACTERS:
        yield Piece(len(lines) + 1, f"{look.marks.ellipsis} the rest is not shown here", "quiet")


# The line below the headline


def facts(headline: Headline, look: Look) -> str:
    """Where, from whom, when, how long: one line that keeps silent about what is not known."""
    minutes = max(1, round(headline.words / WORDS_A_MINUTE))
    parts = [headline.place, headline.agency, when(headline.published, look), headline.section]
    if headline.words:
        words = "1\u00a0word" if headline.words == 1 else f"{headline.words:,}\u00a0words"
        parts += [f"{minutes}\u00a0min", words]
    return f" {look.marks.dot} ".join(part for part in parts if part)


def when(published: Published, look: Look) -> str:
    """A date as it is said, with the sign of an inferred one."""
    if published.date is None:
        return "undated"
    import datetime

    day = datetime.date.fromisoformat(published.date)
    if published.precision == "year":
        text = day_title(f"{day.year:04}")
    elif published.precision == "month":
        text = day_title(published.date[:7])
    else:
        text = f"{_WEEKDAYS[day.weekday()]} {day_title(published.date)}"
    if published.time:
        text += f" {published.time}"
    return f"{text} {look.marks.inferred}" if published.is_inferred else text


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
