"""Commands that concern the program as a whole: help, the command line, redraw, suspend, quit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newsreader.tui.commands import Call, Command, key_name, matching
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

TWICE_WITHIN_S = 2.0
"""Ctrl-C quits when it comes twice within this time."""


class General:
    """Speaks to the app."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._cancelled_at = float("-inf")

    def do_app_quit(self, _: Call) -> None:
        """Quit."""
        self.screen.app.exit(0)

    def do_app_cancel(self, _: Call) -> None:
        """Stop the search that runs; without one, quit at the second time."""
        now = time.monotonic()
        if self.screen.browsing.cancel():
            self.screen.telling.say("search cancelled")
        elif now - self._cancelled_at < TWICE_WITHIN_S:
            self.screen.app.exit(0)
        else:
            self._cancelled_at = now
            self.screen.telling.say("Ctrl-C again quits")

    def do_app_help(self, _: Call) -> None:
        """All keys."""
        from newsreader.tui.screens.help import HelpScreen

        self.screen.app.push_screen(HelpScreen(self.screen.start.look, self.screen.keyboard.commands))

    def do_app_redraw(self, _: Call) -> None:
        """Draw everything, whatever the terminal shows now."""
        self.screen.app.call_later(self._redraw)

    def _redraw(self) -> None:
        forget = getattr(self.screen.app, "forget_terminal", None)
        if forget is not None:
            forget()
        self.screen.refresh(repaint=True, layout=True)

    def do_app_mouse(self, _: Call) -> None:
        """The mouse for the reader, or for the terminal."""
        is_ours = self.screen.app.toggle_mouse()  # type: ignore[attr-defined]
        self.screen.telling.say("the mouse is used here" if is_ours else "the mouse selects text now")

    def do_app_suspend(self, _: Call) -> None:
        """Back to the shell."""
        self.screen.places.save()
        self.screen.app.action_suspend_process()

    # The command line

    def do_app_command(self, _: Call) -> None:
        """Ask for a command by name."""
        self.screen.prompting.ask(Prompt("command", ":", self._complete, hint="Tab completes · Esc back"))

    def _found(self, text: str) -> list[Command]:
        text = text.casefold().replace("-", " ").strip()
        words = text.split()
        return [
            command
            for command in matching(text, self.screen.keyboard.commands)
            if not command.takes_letter and all(word in f"{command.id} {command.label}" for word in words)
        ]

    def _complete(self, text: str) -> list[str]:
        return [command.id for command in self._found(text)] if text.strip() else []

    def typed(self, text: str) -> None:
        """Show what the text would run, and what else it may mean."""
        name = text.partition(" ")[0]
        found = self._found(text) or (self._found(name) if "-" in name else []) if text.strip() else []
        names = [" ".join([command.id, *(f"({key})" for key in command.keys[:1])]) for command in found[:4]]
        self.screen.prompt.say("  ".join(names) if names else "no such command" if text.strip() else "")

    def entered(self, text: str) -> None:
        """Run the command; its name may be cut short."""
        if not text.strip():
            return
        name, _, words = text.strip().partition(" ")
        taking = [command for command in self._found(name) if command.takes_words and "-" in name]
        if taking:
            self.screen.perform(Call(taking[0], letter=words.strip()))
            return
        found = self._found(text)
        if found:
            self.screen.perform(Call(found[0], key=""))
        else:
            self.screen.telling.say(f"no such command: {text.strip()}")


def key_names(command: Command) -> str:
    """The keys of a command in one line."""
    return "  ".join(key_name(key) for key in command.keys)
