"""Comparing versions of a story, and saying which articles are versions of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui import errands
from newsreader.tui.chosen import Chosen
from newsreader.tui.commands import Call
from newsreader.version_access import APART_LABEL, TOGETHER_LABEL, Compared

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Comparing:
    """Shows what changed between an article and the other versions of its story, one after another."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    def do_article_compare(self, _: Call) -> None:
        """What changed; again the next version, and after the last the text."""
        headline, pane = self.screen.marking.headline, self.screen.pane
        if headline is None:
            return
        number = 1
        if pane.view == "compared" and pane.compared is not None:
            number = pane.compared.number + 1
            if number > pane.compared.others:
                pane.show_view("clean")
                self.screen.telling.article()
                return
        self.screen.desk.ask("texts", errands.compare, "comparing", headline.rowid, number)

    def do_article_apart(self, _: Call) -> None:
        """The article is no version of the others."""
        headline = self.screen.marking.headline
        if headline is not None:
            self.screen.desk.ask("marks", errands.set_apart, "comparing", headline.rowid)

    def do_article_together(self, _: Call) -> None:
        """The selected articles are versions of one story."""
        chosen = self.screen.selecting.chosen or Chosen(())
        self.screen.desk.ask("marks", errands.put_together, "comparing", chosen)

    def marked(self, said: str) -> None:
        """What was said of a story may have been taken back, or said again: the list follows."""
        if APART_LABEL in said or TOGETHER_LABEL in said:
            self.screen.browsing.refresh(in_search=True)

    def answered(self, value: Compared | str) -> None:
        """Show what changed, or what was done."""
        screen = self.screen
        if isinstance(value, str):
            screen.telling.say(value)
            screen.browsing.refresh(in_search=True)
            return
        shown = screen.pane.stored
        if shown is None or shown.headline.rowid != value.shown.headline.rowid:
            screen.places.remember_scroll()
            screen.pane.show(value.shown, search_hits=None)
        screen.panes.show_article()
        screen.marking.mark_opened(value.shown.headline)
        screen.pane.show_view("compared", compared=value)
        screen.telling.article()
        screen.telling.say("what changed · R the text again")
