"""One row of the list, drawn: time, marks, title and subtitle, in exactly the width there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.article import Headline
from newsreader.tui.messages import Passage
from newsreader.tui.terminal import drawable, fit, pad, whole, wrap
from newsreader.tui.theme import Look
from newsreader.tui.widgets.columns import DATE_CELLS, DEFAULT, TIME_CELLS, Column, Columns, arranged, value

SUBTITLE_FROM_CELLS = 16
"""A subtitle is shown where at least this many cells are left for it."""

Spans = Sequence[tuple[int, int]]


class Drawing(NamedTuple):
    """How rows are drawn: the width in cells, the look, whether dates stand in the rows (there are no day
    headings) instead of times; the columns by name, and whether a headline takes two rows."""

    width: int
    look: Look
    has_dates: bool = False
    names: tuple[str, ...] = DEFAULT
    wraps: bool = False

    @property
    def columns(self) -> Columns:
        """The columns as they stand in this width."""
        return arranged(self.names, self.width, self.has_dates)

    @property
    def title_at(self) -> int:
        """The column where titles begin."""
        return self.columns.title_at


class RowState(NamedTuple):
    """Where the reader is: whether the cursor is on the row, keys go to the list, the row is selected; and
    whether it is a version below the row of its story."""

    is_cursor: bool = False
    is_active: bool = True
    is_selected: bool = False
    is_nested: bool = False


def headline_row(headline: Headline, drawing: Drawing, spans: Spans, state: RowState) -> list[Segment]:
    """The row of a headline; ``spans`` are the hits in its drawable title."""
    if drawing.look.is_linear:
        return _linear_row(headline, drawing, spans, state)
    look, columns = drawing.look, drawing.columns
    base, aside = _styles(headline, look, is_cursor=state.is_cursor)
    segments = [_bar(state, base, look, has_marks=columns.has_marks)]
    for column in columns.before:
        segments += _cell(column, headline, drawing, state, is_before=True)
    left = columns.title_cells
    for lead in _leads(headline, look, state, (base, aside), left):
        segments.append(lead)
        left -= cell_len(lead.text)
    title = drawable(headline.title, is_ascii=look.is_ascii)
    if drawing.wraps:
        title = title[slice(*wrap(title, left)[0])]
    title = fit(title, left, look.marks.ellipsis)
    segments += marked(title, spans, base, look)
    left -= cell_len(title)
    if left >= SUBTITLE_FROM_CELLS and headline.subtitle and columns.has_subtitle and not drawing.wraps:
        subtitle = fit(drawable(headline.subtitle, is_ascii=look.is_ascii), left - 3, look.marks.ellipsis)
        segments.append(Segment("  " + subtitle, aside))
        left -= 2 + cell_len(subtitle)
    segments.append(Segment(" " * left, base))
    for column in columns.after:
        segments += _cell(column, headline, drawing, state, is_before=False)
    return segments


def wrapped_row(headline: Headline, drawing: Drawing, spans: Spans, state: RowState) -> list[Segment]:
    """The second row of a headline: the rest of its title, then the subtitle."""
    look, columns = drawing.look, drawing.columns
    base, aside = _styles(headline, look, is_cursor=state.is_cursor)
    title = drawable(headline.title, is_ascii=look.is_ascii)
    leads = _leads(headline, look, state, (base, aside), columns.title_cells)
    pieces = wrap(title, columns.title_cells - sum(cell_len(lead.text) for lead in leads))
    start = pieces[1][0] if len(pieces) > 1 else len(title)
    left = columns.title_cells
    rest = fit(title[start:], left, look.marks.ellipsis)
    moved = [(max(0, first - start), last - start) for first, last in spans if last > start]
    segments = [Segment(" " * columns.title_at, base), *marked(rest, moved, base, look)]
    left -= cell_len(rest)
    if headline.subtitle and columns.has_subtitle and (not rest or left >= SUBTITLE_FROM_CELLS):
        gap = "  " if rest else ""
        subtitle = drawable(headline.subtitle, is_ascii=look.is_ascii)
        text = gap + fit(subtitle, left - len(gap) - 1, look.marks.ellipsis)
        segments.append(Segment(text, aside))
        left -= cell_len(text)
    segments.append(Segment(" " * (left + sum(column.cells for column in columns.after)), base))
    return segments


def _styles(headline: Headline, look: Look, *, is_cursor: bool) -> tuple[Style, Style]:
    """The style of a row's title, and that of what stands beside it."""
    is_unread = (not headline.is_read or headline.is_updated) and not headline.is_dismissed
    base = look.style("cursor") if is_cursor else look.style("text") if is_unread else look.style("quiet")
    return base, base if is_cursor else base + look.style("quiet")


def _bar(state: RowState, base: Style, look: Look, *, has_marks: bool) -> Segment:
    """The first cell: the cursor's bar, or where marks have no column the mark of what is selected."""
    if state.is_cursor:
        return Segment(look.marks.cursor, base + look.style("bar" if state.is_active else "quiet"))
    if state.is_selected and not has_marks:
        return Segment(look.marks.selected, base + look.style("accent"))
    return Segment(" ", base)


def _cell(
    column: Column, headline: Headline, drawing: Drawing, state: RowState, *, is_before: bool
) -> list[Segment]:
    """What stands in a column beside the title."""
    look = drawing.look
    base, aside = _styles(headline, look, is_cursor=state.is_cursor)
    if column.name == "time":
        when = _when(headline, drawing.has_dates)
        return [Segment(when.ljust(column.cells) if is_before else when.rjust(column.cells), aside)]
    if column.name == "marks":
        before = [] if is_before else [Segment(" ", base)]
        if state.is_selected:
            chosen = Segment(look.marks.selected, base + look.style("accent"))
        else:
            chosen = Segment(look.marks.inferred if headline.published.is_inferred else " ", aside)
        return [*before, chosen, *_marks(headline, base, look)]
    text = drawable(value(column.name, headline), is_ascii=look.is_ascii)
    text = fit(text, column.cells - 1, look.marks.ellipsis)
    space = " " * (column.cells - 1 - cell_len(text))
    text = space + text if column.name == "words" else text + space
    return [Segment(text + " " if is_before else " " + text, aside)]


def _leads(
    headline: Headline, look: Look, state: RowState, styles: tuple[Style, Style], room: int
) -> list[Segment]:
    """What stands before the title in its column: of a version its bundle, and the score."""
    base, aside = styles
    leads = []
    if state.is_nested:
        bundle = fit(drawable(headline.bundle, is_ascii=look.is_ascii), room // 3)
        leads.append(Segment(f"{look.marks.nested} {bundle}  ", aside))
    if headline.score:
        style = look.style("accent" if headline.score > 0 else "quiet")
        leads.append(Segment(f"{headline.score:+d} ", base + style))
    return leads


def _linear_row(headline: Headline, drawing: Drawing, spans: Spans, state: RowState) -> list[Segment]:
    """The row in words; it is the same whether the cursor is on it or not."""
    from newsreader.tui.widgets.in_words import headline_in_words

    look = drawing.look
    when = _when(headline, drawing.has_dates).strip()
    words = headline_in_words(headline, when, is_selected=state.is_selected)
    base = look.style("text" if not headline.is_read or headline.is_updated else "quiet")
    before, title, after = (drawable(part, is_ascii=look.is_ascii) for part in words)
    text = pad(f" {before}{title}{after}", drawing.width, look.marks.ellipsis)
    moved = [(start + 1 + len(before), stop + 1 + len(before)) for start, stop in spans]
    return marked(text, moved, base, look)


def _when(headline: Headline, has_dates: bool) -> str:
    published = headline.published
    if not has_dates:
        return (published.time or "")[:TIME_CELLS].rjust(TIME_CELLS)
    cut = {"year": 4, "month": 7}.get(published.precision, DATE_CELLS)
    return (published.date or "")[:cut].ljust(DATE_CELLS)


def _marks(headline: Headline, base: Style, look: Look) -> list[Segment]:
    marks = look.marks
    state, style = " ", "accent"
    if headline.is_dismissed:
        state, style = marks.dismissed, "quiet"
    elif headline.is_updated:
        state = marks.updated
    elif headline.is_stub:
        state, style = marks.stub, "quiet" if headline.is_read else "accent"
    elif not headline.is_read:
        state = marks.unread
    star = marks.starred if headline.is_starred else " "
    versions = "  "
    if headline.versions > 1:
        versions = marks.versions + (str(headline.versions) if headline.versions < 10 else "+")
    return [
        Segment(state, base + look.styles[style]),
        Segment(star + versions + " ", base),
    ]


def passage_row(passage: Passage | None, drawing: Drawing, *, is_cursor: bool) -> list[Segment]:
    """The row below a hit, with its hits marked; blank while it is not known."""
    look = drawing.look
    base = look.style("cursor") if is_cursor else look.style("quiet")
    room = drawing.width - drawing.title_at - 1
    lead = Segment(" " * drawing.title_at, base)
    if passage is None:
        return [lead, Segment(" " * (room + 1), base)]
    shown = _around_first_hit(_drawable(passage, look), room, look.marks.ellipsis)
    text = fit(shown.text, room, look.marks.ellipsis)
    return [lead, *marked(text, shown.spans, base, look), Segment(" " * (room + 1 - cell_len(text)), base)]


def _drawable(passage: Passage, look: Look) -> Passage:
    """The passage made fit for the terminal, its hits where they stand then."""
    text, spans, at = "", [], 0
    for start, stop in passage.spans:
        text += drawable(passage.text[at:start], is_ascii=look.is_ascii)
        hit = drawable(passage.text[start:stop], is_ascii=look.is_ascii)
        spans.append((len(text), len(text) + len(hit)))
        text, at = text + hit, stop
    return Passage(text + drawable(passage.text[at:], is_ascii=look.is_ascii), tuple(spans))


def _around_first_hit(passage: Passage, room: int, ellipsis: str) -> Passage:
    """The passage from shortly before its first hit on, where that would not be seen otherwise."""
    if not passage.spans or cell_len(passage.text[: passage.spans[0][1]]) < room:
        return passage
    first = passage.spans[0][0]
    start = first
    while start and cell_len(passage.text[start - 1 : first]) <= room // 4:
        start -= 1
    space = passage.text.find(" ", start, first)
    start = space + 1 if space >= 0 else start
    text = ellipsis + passage.text[start:]
    return Passage(
        text, tuple((begin - start + 1, end - start + 1) for begin, end in passage.spans if begin >= start)
    )


def heading_row(title: str, count: int, drawing: Drawing) -> list[Segment]:
    """The row of a day, its count at the right."""
    look = drawing.look
    number = str(count)
    if look.is_linear:
        articles = "1 article" if count == 1 else f"{count} articles"
        return [Segment(pad(f" {title}, {articles}", drawing.width), look.style("strong"))]
    title = fit(title, drawing.width - len(number) - 3, look.marks.ellipsis)
    space = drawing.width - 2 - cell_len(title) - len(number)
    return [
        Segment(" " + title, look.style("strong")),
        Segment(" " * space + number + " ", look.style("quiet")),
    ]


def marked(text: str, spans: Spans, base: Style, look: Look) -> list[Segment]:
    """``text`` with the spans in it set off as hits."""
    segments = []
    at = 0
    for begin, end in spans:
        start, stop = whole(text, max(at, begin), min(end, len(text)))
        if start >= stop:
            continue
        if start > at:
            segments.append(Segment(text[at:start], base))
        segments.append(Segment(text[start:stop], base + look.style("hit")))
        at = stop
    if at < len(text):
        segments.append(Segment(text[at:], base))
    return segments
