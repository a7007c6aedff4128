"""The line at the bottom: the counts in words, where one is, and what there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look

if TYPE_CHECKING:
    from newsreader.store import Counts

PART = "   "
"""Between the parts of what is said about an article."""


def counts_in_words(counts: Counts, dot: str = "·") -> str:
    """``60 articles · 58 unread · indexed 100 %``."""
    percent = counts.indexed * 100 // counts.articles if counts.articles else 100
    noun = "article" if counts.articles == 1 else "articles"
    return f"{counts.articles} {noun} {dot} {counts.unread} unread {dot} indexed {percent} %"


class Choice(NamedTuple):
    """One choice of a menu: its key, what it is called, whether it is how things are now."""

    key: str
    label: str
    is_present: bool = False


class Status(NamedTuple):
    """What the line says: counts, position in the list, about the article, and a hint or an answer.

    ``rule_at`` is the column of the rule between list and article, None where one pane is shown. A ``menu``
    is shown instead of all else, with what it is about as the ``lead``.
    """

    counts: str = ""
    position: str = ""
    about: str = ""
    hint: str = ""
    said: str = ""
    rule_at: int | None = None
    menu: tuple[Choice, ...] = ()
    lead: str = ""


class StatusLine(Widget):
    """Draws the status; nothing is sent for a status equal to the last."""

    def __init__(self, look: Look, status: Status) -> None:
        super().__init__()
        self.look = look
        self.status = status

    def change(self, **changes: Any) -> None:
        """Show another status."""
        status = self.status._replace(**changes)
        if status != self.status:
            self.status = status
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        rule_at = self.status.rule_at
        if self.status.menu:
            return self.look.strip(self._menu(width), width)
        if rule_at is None or not 0 < rule_at < width:
            return self.look.strip(self._single(width), width)
        rule = Segment(self.look.marks.rule, self.look.style("quiet"))
        return self.look.strip([*self._left(rule_at), rule, *self._right(width - rule_at - 1)], width)

    def _menu(self, width: int) -> list[Segment]:
        """The choices, the present one in brackets: seen without colour too."""
        quiet, accent = self.look.style("quiet"), self.look.style("accent")
        cells = sum(len(choice.key) + cell_len(choice.label) + 4 for choice in self.status.menu)
        segments = [Segment(f" {self.status.lead} ", quiet)] if cells + len(self.status.lead) < width else []
        for choice in self.status.menu:
            before, after = "[]" if choice.is_present else "  "
            segments += [Segment(before), Segment(choice.key, accent), Segment(f" {choice.label}{after}")]
        used = sum(cell_len(segment.text) for segment in segments)
        return [*segments, Segment("Esc ".rjust(width - used), quiet)] if used + 5 <= width else segments

    @property
    def room(self) -> int:
        """How many cells there are for what is said."""
        status, width = self.status, self.size.width
        if status.rule_at is not None:
            return width - status.rule_at - 3
        return width - cell_len(status.counts) - len(status.position) - 5

    def _left(self, width: int) -> list[Segment]:
        counts = fit(f" {self.status.counts}", width, self.look.marks.ellipsis)
        room = width - cell_len(counts)
        position = self.status.position if self._position_is_left(width) else ""
        return [Segment(counts + position.rjust(room))]

    def _position_is_left(self, width: int) -> bool:
        return cell_len(self.status.counts) + len(self.status.position) + 3 <= width

    def _right(self, width: int) -> list[Segment]:
        if self.status.said:
            said = fit(self._drawable(self.status.said), width - 2, self.look.marks.ellipsis)
            return [Segment(f" {said}", self.look.style("strong"))]
        parts = [self._drawable(self.status.about)]
        if not self._position_is_left(self.status.rule_at or 0):
            parts.insert(0, self.status.position)
        about = fit(" " + PART.join(part for part in parts if part), width - 1, self.look.marks.ellipsis)
        room = width - cell_len(about) - 1
        hint = self.status.hint if len(self.status.hint) + 2 <= room else ""
        return [Segment(about), Segment(hint.rjust(room) + " ", self.look.style("quiet"))]

    def _single(self, width: int) -> list[Segment]:
        position = f"{self.status.position} "
        counts = fit(f" {self.status.counts}", width - len(position) - 1, self.look.marks.ellipsis)
        room = max(0, width - cell_len(counts) - len(position) - 4)
        words = self._drawable(self.status.said or _whole_parts(self.status.about, room - 2))
        words = fit(words, room, self.look.marks.ellipsis)
        space = " " * (room - cell_len(words))
        if self.status.said:
            middle = [Segment("  "), Segment(words, self.look.style("strong")), Segment(space + "  ")]
        else:
            middle = [Segment(space + words + "    ")]
        return [Segment(counts), *middle, Segment(position)]

    def _drawable(self, text: str) -> str:
        return drawable(text, is_ascii=self.look.is_ascii)


def _whole_parts(about: str, room: int) -> str:
    """As many of the parts as fit, the first ones first."""
    while cell_len(about) > room and PART in about:
        about = about.rpartition(PART)[0]
    return about if cell_len(about) <= room else ""
