"""Which lines of a bundle belong to its texts: keeping what cleaning removes, dropping what it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article import Block, RemovedLine, StoredArticle
from newsreader.article_access import FURNITURE_REASONS, LONGEST_RULED_LINE, RULE_LABEL
from newsreader.store import LineRule
from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.screens.inside.sheets import Choice, Offer, Sheets
from newsreader.tui.widgets.article_layout import BLOCKS

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Ruling:
    """Offers the lines of the article, and makes rules of what is chosen."""

    def __init__(self, screen: ReadingScreen, sheets: Sheets) -> None:
        self.screen = screen
        self.sheets = sheets

    def do_text_keep_line(self, _: Call) -> None:
        """Offer the article's short lines, removed or not, to keep or to drop them."""
        stored = self.screen.pane.stored
        if stored is None:
            return
        lines = _lines(stored)
        if not lines:
            self.screen.telling.say("no short line here that could be kept or dropped")
            return
        place = self.screen.pane.place[0] - BLOCKS
        at = stored.article.blocks[place].line if 0 <= place < len(stored.article.blocks) else 0
        start = next((number for number, line in enumerate(lines) if line.line >= at), 0)
        title = f"Short lines: keep or drop in all of {stored.headline.bundle}"
        self.sheets.open(Offer(title, tuple(map(self._choice, lines)), self._rule, start))

    def _choice(self, line: Block | RemovedLine) -> Choice:
        if isinstance(line, Block):
            return Choice(f"  {line.text}", "drop", value=line)
        mark = self.screen.pane.look.marks.removed
        return Choice(f"{mark} {line.text}", f"keep: {line.reason}", "removed", line)

    def _rule(self, choice: Choice) -> None:
        stored = self.screen.pane.stored
        if stored is not None:
            line: Block | RemovedLine = choice.value
            self.screen.telling.say("cleaning anew …")
            self.screen.desk.ask(
                "marks",
                errands.set_line_rule,
                "ruling",
                stored.headline,
                line.text,
                is_kept=isinstance(line, RemovedLine),
            )

    def do_text_line_rules(self, _: Call) -> None:
        """List the rules there are; choosing one removes it."""
        self.screen.desk.ask("lists", errands.line_rules, "ruling")

    def marked(self, said: str) -> None:
        """A rule may have been taken back, or been made again: the article shows it."""
        if RULE_LABEL in said and self.screen.pane.stored is not None:
            self.screen.desk.ask("texts", errands.reclean, "ruling", self.screen.pane.stored.headline, said)

    def answered(self, value: list[LineRule] | errands.Recleaned | str) -> None:
        """Offer the rules, or show the article as it is now."""
        if isinstance(value, str):
            self.screen.telling.say(value)
        elif isinstance(value, list):
            self._offer_rules(value)
        else:
            shown = self.screen.pane.stored
            if value.stored is not None and shown is not None:
                if shown.headline.rowid == value.stored.headline.rowid:
                    self.screen.pane.update(value.stored)
                self.screen.headlines.update_headlines((value.stored.headline,))
            self.screen.telling.say(value.said)
            self.screen.telling.article()

    def _offer_rules(self, rules: list[LineRule]) -> None:
        if not rules:
            self.screen.telling.say("no rules about lines; x in an article makes one")
            return
        choices = (
            Choice(rule.text, f"{'kept' if rule.is_kept else 'dropped'} in {rule.bundle}", value=rule)
            for rule in rules
        )
        if self.screen.pane.stored is None:
            self.screen.telling.say("open an article first")
            return
        self.screen.panes.show_article()
        hint = "Enter or its letter removes a rule · Esc back"
        self.sheets.open(Offer("Rules about lines", tuple(choices), self._forget, hint=hint))

    def _forget(self, choice: Choice) -> None:
        stored = self.screen.pane.stored
        headline = stored.headline if stored is not None else None
        self.screen.desk.ask("marks", errands.remove_line_rule, "ruling", choice.value, headline)


def _lines(stored: StoredArticle) -> list[Block | RemovedLine]:
    """The lines a rule can be made of, in the order of the source."""
    blocks = [
        block
        for block in stored.article.blocks
        if block.line and len(block.text) <= LONGEST_RULED_LINE and "\n" not in block.text
    ]
    removed = {
        line.text: line
        for line in reversed(stored.article.removed)
        if len(line.text) <= LONGEST_RULED_LINE and line.reason.startswith(FURNITURE_REASONS)
    }
    return sorted([*blocks, *removed.values()], key=lambda line: line.line)
