"""How a bundle is dated: the rule a reader gives it, and its articles dated anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.article_access import DATES_LABEL
from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Dating:
    """Asks for the rule, keeps it, and has the bundle read again by it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._bundle = ""

    def do_bundle_dates(self, call: Call) -> None:
        """Set the rule that was typed behind the command, or ask for one."""
        headline = self.screen.marking.headline
        if headline is None:
            self.screen.telling.say("go to an article of the bundle first")
            return
        self._bundle = headline.bundle
        if call.letter:
            self.set(call.letter)
        else:
            self.screen.desk.ask("lists", errands.date_rule, "dating", self._bundle)

    def set(self, text: str) -> None:
        """Date the bundle by this rule; an empty one leaves things as they are."""
        if text.strip():
            self.screen.desk.ask("marks", errands.set_date_rule, "dating", self._bundle, text)

    def marked(self, said: str) -> None:
        """A rule may have been taken back, or been made again: the bundle is read once more."""
        if DATES_LABEL in said:
            self.screen.adding.resume()

    def answered(self, value: errands.Dated) -> None:
        """Let the present rule be changed, or say what came of it and read the bundle again."""
        if value.said:
            self.screen.telling.say(value.said)
        else:
            prompt = Prompt("dates", f"how {value.bundle} is dated: ", hint=value.forms)
            self.screen.prompting.ask(prompt, value.rule)
        if value.is_new:
            self.screen.adding.resume()
