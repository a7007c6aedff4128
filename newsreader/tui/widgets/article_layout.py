"""An article laid out in lines for a column of given width, each line knowing where in the text it stands."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newsreader.article import Article, Block, Headline, Published, StoredArticle
from newsreader.tui.terminal import drawable, fit, wrap
from newsreader.tui.theme import Look, Role
from newsreader.tui.widgets.rows import day_title

WORDS_A_MINUTE = 230
"""Adults' silent reading of English prose: 238 words a minute (Brysbaert 2019), rounded down for news."""

Anchor = tuple[int, int]
"""A place in an article that outlives a change of width: the piece of text, and the character in it."""

FindHits = Callable[[str], Sequence[tuple[int, int]]]


class Line(NamedTuple):
    """A line of the column: what leads it, its text, how it looks, the hits in it, and where it stands.

    A hit is a start, an end, and its number in the article; one that goes over a line's end is in both.
    """

    lead: str = ""
    text: str = ""
    role: Role = "text"
    hits: tuple[tuple[int, int, int], ...] = ()
    anchor: Anchor = (0, 0)


class Layout(NamedTuple):
    """The lines of an article, and for each hit the line where it begins."""

    lines: tuple[Line, ...]
    hits: tuple[int, ...]
    column: int
    indent: int

    def line_at(self, anchor: Anchor) -> int:
        """The line that holds a place."""
        return max(0, bisect_left(self.lines, (anchor[0], anchor[1] + 1), key=lambda line: line.anchor) - 1)


class Piece(NamedTuple):
    """A run of text set as one paragraph: what leads its first line and the others, how it looks."""

    text: str
    role: Role = "text"
    first: str = ""
    rest: str = ""
    is_verbatim: bool = False
    has_space_before: bool = True


EVIDENCE = 140
"""Cells for what a date was inferred from, about two lines; ``newsreader show --json`` has all of it."""


def column_width(width: int, measure: int) -> int:
    """How wide the text is set: the measure, or what a pane has left beside its margins."""
    margin = 1 if width < 50 else 2 if width < 64 else 4
    return max(1, min(measure, width - 2 * margin))


def lay_out(
    stored: StoredArticle,
    width: int,
    measure: int,
    look: Look,
    *,
    find_hits: FindHits | None = None,
    shows_removed: bool = False,
) -> Layout:
    """The lines of an article in a column of at most ``measure`` cells, centred in ``width``."""
    column = column_width(width, measure)
    setter = _Setter(look, find_hits)
    for number, piece in enumerate(_pieces(stored, look, shows_removed)):
        setter.set(number, piece, column)
    return Layout(tuple(setter.lines), tuple(setter.hits), column, max(1, (width - column) // 2))


class _Setter:
    """Sets pieces line by line, counting hits."""

    def __init__(self, look: Look, find_hits: FindHits | None) -> None:
        self.lines: list[Line] = []
        self.hits: list[int] = []
        self._look = look
        self._find_hits = find_hits

    def set(self, number: int, piece: Piece, column: int) -> None:
        """Add the lines of a piece."""
        if piece.has_space_before:
            self.lines.append(Line(anchor=(number, 0)))
        if not piece.is_verbatim:
            text = drawable(piece.text, is_ascii=self._look.is_ascii)
            self._add(number, piece, text, wrap(text, column - len(piece.first)))
            return
        offset = 0
        for line in piece.text.split("\n"):
            text = drawable(line.expandtabs(4), is_ascii=self._look.is_ascii)
            self._add(number, piece, text, [(0, len(text))], offset)
            offset += len(line) + 1

    def _add(
        self, number: int, piece: Piece, text: str, lines: Sequence[tuple[int, int]], offset: int = 0
    ) -> None:
        hits = self._find_hits(text) if self._find_hits else ()
        first = len(self.hits)
        for position, (start, stop) in enumerate(lines):
            within = []
            for order, (begin, end) in enumerate(hits, first):
                if begin < stop and end > start:
                    within.append((max(begin, start) - start, min(end, stop) - start, order))
                    if order == len(self.hits):
                        self.hits.append(len(self.lines))
            lead = piece.rest if position else piece.first
            self.lines.append(
                Line(lead, text[start:stop], piece.role, tuple(within), (number, offset + start))
            )


def _pieces(stored: StoredArticle, look: Look, shows_removed: bool) -> Iterator[Piece]:
    headline, article = stored.headline, stored.article
    yield Piece(article.title or "(no title)", "strong")
    if article.subtitle:
        yield Piece(article.subtitle, has_space_before=False)
    yield Piece(facts(headline, look), "quiet")
    if headline.published.is_inferred and headline.published.evidence:
        evidence = f"{look.marks.inferred} {headline.published.evidence}"
        yield Piece(fit(evidence, EVIDENCE, look.marks.ellipsis), "quiet", has_space_before=False)
    if article.byline:
        yield Piece(article.byline, "quiet", has_space_before=False)
    tags = [tag for tag in headline.tags if tag.casefold() != headline.section.casefold()]
    if tags:
        yield Piece(" ".join(f"#{tag}" for tag in tags), "accent", has_space_before=False)
    previous: Block | None = None
    for block in article.blocks:
        yield _block(block, look, previous)
        previous = block
    if not article.blocks:
        yield Piece("The bundle holds this headline without its text.", "quiet")
    yield from _teasers(article, look)
    if shows_removed:
        yield from _removed(article)


def _block(block: Block, look: Look, previous: Block | None) -> Piece:
    marks = look.marks
    follows = previous is not None and previous.kind == block.kind
    match block.kind:
        case "heading":
            return Piece(block.text, "strong")
        case "quote":
            return Piece(
                block.text, "text", f"{marks.quote} ", f"{marks.quote} ", has_space_before=not follows
            )
        case "list-item":
            return Piece(block.text, "text", f"{marks.bullet} ", "  ", has_space_before=not follows)
        case "caption":
            return Piece(block.text, "quiet", "  ", "  ")
        case "table" | "code":
            return Piece(block.text, "text", is_verbatim=True)
        case _:
            return Piece(block.text)


def _teasers(article: Article, look: Look) -> Iterator[Piece]:
    section = None
    for teaser in article.teasers:
        if teaser.section != section:
            section = teaser.section
            yield Piece(section or "Related", "strong")
        yield Piece(teaser.title, "text", f"{look.marks.arrow} ", "  ", has_space_before=False)
        if teaser.summary:
            yield Piece(teaser.summary, "quiet", "  ", "  ", has_space_before=False)


def _removed(article: Article) -> Iterator[Piece]:
    yield Piece("Removed by cleaning" if article.removed else "Nothing was removed by cleaning", "strong")
    for line in article.removed:
        lead = f"{line.line:>5}  "
        yield Piece(f"{line.text}  ({line.reason})", "removed", lead, " " * len(lead), has_space_before=False)


def facts(headline: Headline, look: Look) -> str:
    """Where, from whom, when, how long: one line that keeps silent about what is not known."""
    minutes = max(1, round(headline.words / WORDS_A_MINUTE))
    parts = [headline.place, headline.agency, when(headline.published, look), headline.section]
    if not headline.is_stub:
        parts.append(f"{minutes} min")
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


def finder(words: str) -> FindHits:
    """Finds ``words`` in a text, blind to case and accents."""
    wanted = "".join(_folded(character) for character in words)

    def find(text: str) -> list[tuple[int, int]]:
        folded, origin = [], []
        for position, character in enumerate(text):
            for piece in _folded(character):
                folded.append(piece)
                origin.append(position)
        line = "".join(folded)
        hits = []
        at = line.find(wanted) if wanted else -1
        while at >= 0:
            hits.append((origin[at], origin[at + len(wanted) - 1] + 1))
            at = line.find(wanted, at + len(wanted))
        return hits

    return find


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(piece for piece in decomposed if not unicodedata.combining(piece))
