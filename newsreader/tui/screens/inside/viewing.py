"""Which view of the article is shown: clean, with the removed lines, or the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article import Original, StoredArticle
from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.widgets.article_layout import View

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

NEXT: dict[View, View] = {"clean": "removed", "removed": "raw", "raw": "clean", "compared": "clean"}


class Viewing:
    """Goes from view to view."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def article(self) -> StoredArticle | None:
        """The article in the pane."""
        return self.screen.pane.stored

    def do_text_view(self, _: Call) -> None:
        """The next view."""
        if self.article is None:
            return
        view = NEXT[self.screen.pane.view]
        if view == "raw":
            self.screen.telling.say("looking into the bundle …")
            rowid = self.article.headline.rowid
            self.screen.desk.ask("texts", errands.original, "viewing", rowid)
            return
        self.screen.pane.show_view(view)
        self.screen.telling.article()
        self.screen.telling.say(self._removed_in_words(self.article) if view == "removed" else "clean text")

    def answered(self, value: tuple[int, Original | str]) -> None:
        """Show the document, or say why not and go on to the clean text."""
        rowid, found = value
        if self.article is None or self.article.headline.rowid != rowid:
            return
        if isinstance(found, str):
            self.screen.pane.show_view("clean")
            self.screen.telling.say(f"no raw view: {found}")
        else:
            self.screen.pane.show_view("raw", found)
            self.screen.telling.say("the document as the bundle has it")
        self.screen.telling.article()

    def _removed_in_words(self, stored: StoredArticle) -> str:
        count = len(stored.article.removed)
        if not count:
            return "cleaning removed nothing here"
        where = "in place" if any(block.line for block in stored.article.blocks) else "below the text"
        return f"{'1 removed line' if count == 1 else f'{count} removed lines'}, {where}"
