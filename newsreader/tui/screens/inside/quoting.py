"""Sentences selected in the article, to be quoted or piped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article import StoredArticle
from newsreader.stories.sentences import sentences
from newsreader.tui.commands import Call
from newsreader.tui.screens.inside.copying import Copying
from newsreader.tui.terminal import drawable
from newsreader.tui.widgets.article_layout import BLOCKS

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

HOW = "j k longer, shorter · h l move · Enter copies · Esc"

Span = tuple[int, int, int]
"""A sentence: the piece it stands in, and where in it."""


class Quoting:
    """Selects from one sentence to another; movement is by sentence."""

    def __init__(self, screen: ReadingScreen, copying: Copying) -> None:
        self.screen = screen
        self.copying = copying
        self._spans: list[Span] = []
        self._first = self._last = 0

    @property
    def is_selecting(self) -> bool:
        """Whether sentences are selected; another article ends it."""
        return self.screen.pane.selection is not None

    def do_text_select(self, _: Call) -> None:
        """Select the first sentence on the screen."""
        stored, pane = self.screen.pane.stored, self.screen.pane
        if stored is None:
            return
        if pane.view in ("raw", "compared"):
            pane.show_view("clean")
        self._spans = self._sentences(stored)
        if not self._spans:
            self.screen.telling.say("no sentences here")
            return
        place = pane.place
        begun = [n for n, (piece, start, _) in enumerate(self._spans) if (piece, start) >= place]
        self._first = self._last = begun[0] if begun else len(self._spans) - 1
        self._show()

    def _sentences(self, stored: StoredArticle) -> list[Span]:
        return [
            (number, start, stop)
            for number, block in enumerate(stored.article.blocks, BLOCKS)
            if block.kind not in ("table", "code")
            for start, stop in sentences(self._drawn(block.text))
        ]

    def _drawn(self, text: str) -> str:
        return drawable(text, is_ascii=self.screen.pane.look.is_ascii)

    def _show(self) -> None:
        first, last = self._spans[self._first], self._spans[self._last]
        self.screen.pane.select(((first[0], first[1]), (last[0], last[2])))
        count = self._last - self._first + 1
        said = "1 sentence" if count == 1 else f"{count} sentences"
        self.screen.telling.say(f"{said} · {HOW}")

    def take(self, key: str) -> bool:
        """Move or copy; any other key keeps its meaning."""
        last = len(self._spans) - 1
        if key in ("j", "Down"):
            self._last = min(self._last + 1, last)
        elif key in ("k", "Up"):
            self._last = max(self._last - 1, self._first)
        elif key in ("l", "Right"):
            self._move(min(1, last - self._last))
        elif key in ("h", "Left"):
            self._move(-min(1, self._first))
        elif key in ("G", "End"):
            self._last = last
        elif key == "Enter":
            self._copy()
            return True
        elif key in ("Esc", "v", "q"):
            self.screen.pane.select(None)
            self.screen.telling.article()
            return True
        else:
            return False
        self._show()
        return True

    def _move(self, step: int) -> None:
        self._first += step
        self._last += step

    def do_copy_quote(self, call: Call) -> None:
        """Copy what is selected; where nothing is, begin to select."""
        if not self.screen.panes.is_in_article:
            self.screen.telling.say("open an article first; v in it selects sentences")
        elif self.is_selecting:
            self._copy()
        else:
            self.do_text_select(call)

    @property
    def selected(self) -> str:
        """The sentences that are selected, a paragraph a line; empty for none."""
        stored = self.screen.pane.stored
        if stored is None or not self.is_selecting:
            return ""
        (first, start), (last, stop) = (
            self._spans[self._first][:2],
            (self._spans[self._last][0], self._spans[self._last][2]),
        )
        parts = []
        for number in range(first, last + 1):
            text = self._drawn(stored.article.blocks[number - BLOCKS].text)
            parts.append(text[start if number == first else 0 : stop if number == last else len(text)])
        return "\n\n".join(part.strip() for part in parts)

    def _copy(self) -> None:
        from newsreader.tui.screens.marking import citation

        stored = self.screen.pane.stored
        text = self.selected
        if stored is not None and text:
            self.screen.pane.select(None)
            self.copying.copy(f"“{text}”\n— {citation(stored.headline)}", "quote")
