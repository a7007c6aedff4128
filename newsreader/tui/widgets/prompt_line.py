"""The bottom line while something is typed in it: a search, words to find, a tag, a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.messages import Abandoned, Entered, Typed
from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look
from newsreader.tui.widgets.line_editor import EditedLine
from newsreader.tui.widgets.recall import Offer, Recall, offer_row

REMEMBERED = 500
_ANSWER_AT_LEAST = 12
"""Cells that what is typed leaves to its answer."""

Complete = Callable[[str], list[str]]


class Prompt(NamedTuple):
    """What is asked for: the purpose its messages carry, what stands before the text, how Tab goes on.

    ``memory`` names the earlier lines that Up and Down walk through, where others share them.
    """

    purpose: str
    lead: str
    complete: Complete | None = None
    hint: str = ""
    memory: str = ""


class PromptLine(Widget):
    """Takes keys one by one; each may come to Typed, Entered or Abandoned."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.prompt = Prompt("", "")
        self.answer = ""
        self.counts = ""
        self.caret_at = 0
        self._line = EditedLine()
        self._remembered: dict[str, list[str]] = {}
        self._recall: Recall | None = None
        self._offer = Offer()
        self._awaited = 0

    def ask(self, prompt: Prompt, text: str = "") -> None:
        """Begin with ``text``."""
        self.prompt, self.answer = prompt, ""
        self._line = EditedLine(text, len(text))
        self._recall = None
        self._shows_offers(False)
        self.refresh()

    def remember(self, memory: str, lines: Sequence[str]) -> None:
        """Lines that were typed before, newest last."""
        self._remembered[memory] = list(dict.fromkeys([*lines, *self._remembered.get(memory, ())]))

    def offer(self, text: str, offer: Offer) -> Typed | None:
        """Ways to go on with ``text``, as soon as they are known; Tab may already have asked for them."""
        is_going_round = self._offer.taken >= 0 and not (self._offer.is_settled and offer.choices)
        if text != self._line.before or (is_going_round and self._line == self._offer.completed):
            return None
        self._offer = offer._replace(line=self._line)
        self._shows_offers(self.size.height > 1 or bool(offer.choices))
        self.refresh()
        awaited, self._awaited = self._awaited, 0
        return self._complete(awaited) if awaited else None

    def _shows_offers(self, is_shown: bool) -> None:
        """A second line, which stays until the prompt is left: nothing is to jump while one types."""
        self.styles.height = 2 if is_shown else 1
        if not is_shown:
            self._offer, self._awaited = Offer(), 0

    def say(self, answer: str) -> None:
        """Show what the typed text comes to, such as the number of hits."""
        if answer != self.answer:
            self.answer = answer
            self.refresh()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return self.prompt.purpose != ""

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._line.text

    @property
    def before_caret(self) -> str:
        """What has been typed up to the caret."""
        return self._line.before

    def take(self, event: events.Key) -> Typed | Entered | Abandoned | None:
        """Type, edit, answer or leave; what came of it."""
        purpose = self.prompt.purpose
        if event.key == "enter":
            self._remember()
            return Entered(purpose, self.text)
        if event.key in ("escape", "ctrl+c") or (event.key in ("backspace", "ctrl+h") and not self.text):
            return Abandoned(purpose)
        if event.key == "tab":
            return self._complete(1)
        if event.key == "shift+tab":
            return self._complete(-1)
        if event.key in ("ctrl+p", "up", "ctrl+n", "down", "ctrl+r"):
            return self._walk(-1 if event.key in ("ctrl+n", "down") else 1, anywhere=event.key == "ctrl+r")
        if event.is_printable and event.character is not None:
            return self._change(self._line.typed(event.character))
        edited = self._line.edited(event.key)
        return self._change(edited) if edited is not None else None

    def paste(self, text: str) -> Typed | None:
        """Put in what was pasted, as one line."""
        return self._change(self._line.typed(drawable(" ".join(text.split()))))

    def _change(self, line: EditedLine, *, recall: Recall | None = None) -> Typed | None:
        before, self._line = self._line, line
        self._recall, self._awaited = recall, 0
        if line != before:
            self.refresh()
        return Typed(self.prompt.purpose, line.text) if line.text != before.text else None

    def _complete(self, step: int) -> Typed | None:
        if self.prompt.complete:
            choices = self.prompt.complete(self.text)
            return self._change(EditedLine(choices[0], len(choices[0]))) if choices else None
        if self._line not in (self._offer.line, self._offer.completed):
            # What may come has been asked for, and is taken when it is there.
            self._awaited = step
            return None
        if not self._offer.choices:
            return None
        self._offer = self._offer.stepped(step)
        self.refresh()
        return self._change(self._offer.completed)

    @property
    def _memory(self) -> str:
        return self.prompt.memory or self.prompt.purpose

    def _remember(self) -> None:
        if self.text.strip():
            lines = self._remembered.get(self._memory, [])
            self._remembered[self._memory] = [*(x for x in lines if x != self.text), self.text][-REMEMBERED:]

    def _walk(self, step: int, *, anywhere: bool) -> Typed | None:
        recall = self._recall
        if recall is None:
            recall = Recall.of(self.text, self._remembered.get(self._memory, []), anywhere=anywhere)
        recall = recall.stepped(step)
        return self._change(EditedLine(recall.text, len(recall.text)), recall=recall)

    def render_line(self, y: int) -> Strip:
        """The line: what is asked, the text with its caret, the answer, the counts where there is room.

        Above it stand, once there are any, the ways to go on.
        """
        width = self.size.width
        if y < self.size.height - 1:
            return self.look.strip(offer_row(self._offer, width, self.look), width)
        # What is typed comes first, then what it comes to.
        typed = cell_len(self.prompt.lead) + cell_len(drawable(self.text)) + _ANSWER_AT_LEAST
        counts = f"  {self.counts} " if width >= cell_len(self.counts) + max(34, typed) else ""
        room = width - cell_len(counts)
        quiet = self.look.style("quiet")
        answer = self.answer or self.prompt.hint
        answer_room = room - max(14, min(typed - _ANSWER_AT_LEAST + 4, room - _ANSWER_AT_LEAST))
        answer = fit(drawable(answer, is_ascii=self.look.is_ascii), answer_room, self.look.marks.ellipsis)
        field = self._field(room - cell_len(answer) - 1)
        used = sum(cell_len(segment.text) for segment in field)
        gap = " " * max(1, room - used - cell_len(answer))
        return self.look.strip([*field, Segment(gap), Segment(answer, quiet), Segment(counts)], width)

    def _field(self, width: int) -> list[Segment]:
        lead = f" {self.prompt.lead}"
        text, caret = self._line.text, self._line.caret
        beyond = self._line.right_of(caret)
        before, under, after = (
            drawable(part, is_ascii=self.look.is_ascii)
            for part in (text[:caret], text[caret:beyond], text[beyond:])
        )
        if not cell_len(under):
            under = " "
        room = max(1, width - cell_len(lead) - cell_len(under))
        while before and cell_len(before) > room:
            before = before[1:]
        after = fit(after, max(0, room - cell_len(before)), "")
        self.caret_at = cell_len(lead) + cell_len(before)
        return [
            Segment(lead, self.look.style("accent")),
            Segment(before),
            Segment(under, Style(reverse=True)),
            Segment(after),
        ]
