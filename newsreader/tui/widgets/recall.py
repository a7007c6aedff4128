"""Going back through what was typed before, and through the ways a word may go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look
from newsreader.tui.widgets.line_editor import EditedLine


class Recall(NamedTuple):
    """A walk through earlier lines: what was typed when it began, the lines that go with it, newest first."""

    typed: str
    lines: tuple[str, ...]
    place: int = -1

    @classmethod
    def of(cls, typed: str, remembered: Sequence[str], *, anywhere: bool = False) -> Recall:
        """Lines that begin as typed or, ``anywhere``, that hold it in any case."""
        wanted = typed.casefold()
        lines = [
            line
            for line in reversed(remembered)
            if line != typed and (wanted in line.casefold() if anywhere else line.startswith(typed))
        ]
        return cls(typed, tuple(dict.fromkeys(lines)))

    def stepped(self, step: int) -> Recall:
        """An earlier line, or a later one; the last is what was typed."""
        return self._replace(place=max(-1, min(self.place + step, len(self.lines) - 1)))

    @property
    def text(self) -> str:
        """The line one is at."""
        return self.lines[self.place] if self.place >= 0 else self.typed


class Offer(NamedTuple):
    """Ways a line may go on: the line they are for, from where they take the place of what stands before its
    caret, and which of them has been taken."""

    line: EditedLine = EditedLine()
    start: int = 0
    choices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    taken: int = -1

    def stepped(self, step: int) -> Offer:
        """With the next one taken, or the one before, round and round."""
        first = 0 if step > 0 else len(self.choices) - 1
        return self._replace(taken=first if self.taken < 0 else (self.taken + step) % len(self.choices))

    @property
    def completed(self) -> EditedLine:
        """The line with what has been taken put in."""
        if self.taken < 0:
            return self.line
        before = self.line.text[: self.start] + self.choices[self.taken]
        return EditedLine(before + self.line.text[self.line.caret :], len(before))

    @property
    def is_settled(self) -> bool:
        """Whether what has been taken asks for more, or had no rival."""
        return self.taken >= 0 and (len(self.choices) == 1 or self.choices[self.taken].endswith(":"))


def offer_row(offer: Offer, width: int, look: Look) -> list[Segment]:
    """The ways to go on in one line, from the one that has been taken on if not all fit."""
    segments = [Segment(" ")]
    room = width - 2
    for number in range(max(0, offer.taken), len(offer.choices)):
        text = drawable(offer.choices[number], is_ascii=look.is_ascii)
        remark = f" {offer.remarks[number]}" if offer.remarks[number] else ""
        needed = cell_len(text) + len(remark)
        if needed > room and number > max(0, offer.taken):
            break
        text = fit(text, room - len(remark), look.marks.ellipsis)
        segments.append(Segment(text, look.style("strong" if number == offer.taken else "quiet")))
        segments.append(Segment(remark + "  ", look.style("quiet")))
        room -= needed + 2
    return segments
