"""What stands below an article's text and leads elsewhere: its teasers, and what has to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import StoredArticle, TeaserLink
from newsreader.tui.theme import Look
from newsreader.tui.widgets.article_layout import BLOCKS
from newsreader.tui.widgets.piece import Piece
from newsreader.tui.widgets.rows import day_title

if TYPE_CHECKING:
    from newsreader.article import Headline
    from newsreader.relating import Below

SHOWN = 6
"""Articles of a kind below the text; all of them are among the links (``U``)."""

WORDS = 6
"""Of the words that a related article shares."""

ROOM = 100
"""Numbers kept for the pieces below the teasers, so that what follows these has the same in every view."""


class Pointed(NamedTuple):
    """A piece that leads elsewhere: its number, what it says, and where it leads, if that is in the library.

    ``link`` is the teaser's, which may be rejected.
    """

    number: int
    text: str
    rowid: int | None = None
    link: TeaserLink | None = None
    url: str = ""


def first_number(stored: StoredArticle) -> int:
    """The number of the first piece below the text."""
    return BLOCKS + len(stored.article.blocks)


def number_after(stored: StoredArticle) -> int:
    """The first number that is free after all that stands here."""
    return first_number(stored) + 3 + 3 * len(stored.article.teasers) + ROOM


def pointed(stored: StoredArticle, below: Below | None) -> list[Pointed]:
    """What leads elsewhere, in reading order."""
    number = first_number(stored)
    found = []
    if stored.full is not None:
        found.append(Pointed(number + 1, stored.full.title, stored.full.rowid, stored.full))
    for order, teaser in enumerate(stored.article.teasers):
        link = stored.links[order] if order < len(stored.links) else None
        rowid = link.rowid if link else None
        found.append(Pointed(number + 4 + 3 * order, teaser.title, rowid, link, teaser.url))
    if below is not None:
        first = number + 3 + 3 * len(stored.article.teasers)
        shown = [*(each.headline for each in below.related[:SHOWN]), *below.mentioned_by[:SHOWN]]
        found += [
            Pointed(first + 2 * order, headline.title, headline.rowid) for order, headline in enumerate(shown)
        ]
    return found


def tail(stored: StoredArticle, below: Below | None, look: Look) -> Iterator[Piece]:
    """The pieces below the text."""
    leads = {each.number: each for each in pointed(stored, below)}
    number = first_number(stored)
    if not stored.article.blocks:
        yield Piece(number, "The bundle holds this headline without its text.", "quiet")
    if stored.full is not None:
        yield Piece(number + 1, stored.full.title, "text", f"{look.marks.arrow} ", "  ")
        said = f"has the text {look.marks.dot} {stored.full.evidence}"
        yield Piece(number + 2, said, "quiet", "  ", "  ", has_space_before=False)
    yield from _teasers(stored, leads, look)
    if below is not None:
        yield from _below(below, number + 3 + 3 * len(stored.article.teasers), look)


def _teasers(stored: StoredArticle, leads: dict[int, Pointed], look: Look) -> Iterator[Piece]:
    section = None
    number = first_number(stored) + 3
    for teaser in stored.article.teasers:
        if teaser.section != section:
            section = teaser.section
            yield Piece(number, section or "Teasers", "strong")
        mark = look.marks.stub if leads[number + 1].rowid is None else look.marks.arrow
        yield Piece(number + 1, teaser.title, "text", f"{mark} ", "  ", has_space_before=False)
        if teaser.summary:
            yield Piece(number + 2, teaser.summary, "quiet", "  ", "  ", has_space_before=False)
        number += 3


def _below(below: Below, number: int, look: Look) -> Iterator[Piece]:
    """Each takes two numbers: one for the title, one for what is said of it."""
    arrow, dot = f"{look.marks.arrow} ", f" {look.marks.dot} "
    if below.related:
        yield Piece(number, "Related", "strong")
    for each in below.related[:SHOWN]:
        yield Piece(number, each.headline.title, "text", arrow, "  ", has_space_before=False)
        said = dot.join(part for part in (_when(each.headline), ", ".join(each.words[:WORDS])) if part)
        yield Piece(number + 1, said, "quiet", "  ", "  ", has_space_before=False)
        number += 2
    if below.mentioned_by:
        yield Piece(number, "Mentioned by", "strong")
    for headline in below.mentioned_by[:SHOWN]:
        yield Piece(number, headline.title, "text", arrow, "  ", has_space_before=False)
        said = dot.join(part for part in (_when(headline), headline.bundle) if part)
        yield Piece(number + 1, said, "quiet", "  ", "  ", has_space_before=False)
        number += 2
    more = len(below.mentioned_by) - SHOWN
    if more > 0:
        yield Piece(number, f"and {more} more", "quiet", "  ", "  ", has_space_before=False)


def _when(headline: Headline) -> str:
    date = headline.published.date
    return day_title(date) if date else ""
