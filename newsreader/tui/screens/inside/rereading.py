"""What of an article was read before, in other articles: dimmed on request, so that the new stands out."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from newsreader.stories.sentences import sentences
from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.terminal import drawable
from newsreader.tui.widgets.article_layout import BLOCKS, Anchor

if TYPE_CHECKING:
    from newsreader.article import StoredArticle
    from newsreader.tui.screens.reading import ReadingScreen


class Rereading:
    """Off until asked for; then looks up every article that is shown."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.is_on = False
        self._new: list[Anchor] = []
        self._looked_up: int | None = None
        self._shown: int | None = None
        self._opened = 0.0

    def do_view_read_before(self, _: Call) -> None:
        """Dim what was read elsewhere, or nothing."""
        self.is_on = not self.is_on
        if self.is_on:
            self.screen.telling.say("what was read elsewhere is dimmed")
            self._ask()
        else:
            self._looked_up = None
            self.screen.pane.dim({})
            self.screen.telling.say("nothing is dimmed")

    def article_shown(self) -> None:
        """Look up what of it was read elsewhere."""
        stored = self.screen.pane.stored
        if stored is not None and stored.headline.rowid != self._shown:
            self._shown, self._opened = stored.headline.rowid, time.time()
        self._ask()

    def _ask(self) -> None:
        stored = self.screen.pane.stored
        self._looked_up = None
        if self.is_on and stored is not None:
            rowid = stored.headline.rowid
            is_stale = lambda: not self._is_shown(rowid)  # noqa: E731
            self.screen.desk.ask(
                "related", errands.read_elsewhere, "rereading", rowid, self._opened, is_stale
            )

    def _is_shown(self, rowid: int) -> bool:
        stored = self.screen.pane.stored
        return stored is not None and stored.headline.rowid == rowid

    def answered(self, value: tuple[int, frozenset[tuple[int, int]]]) -> None:
        """Dim it."""
        rowid, places = value
        stored = self.screen.pane.stored
        if not self.is_on or stored is None or not self._is_shown(rowid):
            return
        known: dict[int, list[tuple[int, int]]] = {}
        self._new, self._looked_up = [], rowid
        for number, spans in self._sentences(stored):
            for order, (start, stop) in enumerate(spans):
                if (number - BLOCKS, order) in places:
                    known.setdefault(number, []).append((start, stop))
                else:
                    self._new.append((number, start))
        self.screen.pane.dim(known)
        total = len(self._new) + sum(map(len, known.values()))
        self.screen.telling.say(f"{len(self._new)} of {total} sentences are new")

    def _sentences(self, stored: StoredArticle) -> list[tuple[int, list[tuple[int, int]]]]:
        """The sentences of each block as it is drawn, by the number of its piece."""
        is_ascii = self.screen.pane.look.is_ascii
        return [
            (number, sentences(drawable(block.text, is_ascii=is_ascii)))
            for number, block in enumerate(stored.article.blocks, BLOCKS)
            if block.kind not in ("table", "code")
        ]

    def do_text_new_next(self, call: Call) -> None:
        """On to a new sentence."""
        self._step(call.times)

    def do_text_new_previous(self, call: Call) -> None:
        """Back to a new sentence."""
        self._step(-call.times)

    def _step(self, step: int) -> None:
        pane = self.screen.pane
        if not self.is_on or pane.stored is None or self._looked_up != pane.stored.headline.rowid:
            self.screen.telling.say("z r first: what is new is told from what was read elsewhere")
            return
        lines = sorted({pane.line_of(anchor) for anchor in self._new})
        place = bisect_right(lines, pane.top) + step - 1 if step > 0 else bisect_left(lines, pane.top) + step
        if 0 <= place < len(lines):
            pane.scroll_to_line(lines[place])
            self.screen.telling.article()
        else:
            self.screen.telling.say("no new sentence further on" if step > 0 else "no new sentence before")
