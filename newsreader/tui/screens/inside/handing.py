"""Handing the article on: to the pager, to an editor, to a command, to a file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.article import Original
from newsreader.tui import errands
from newsreader.tui.chosen import Chosen
from newsreader.tui.commands import Call
from newsreader.tui.messages import Answer
from newsreader.tui.screens.inside.quoting import Quoting
from newsreader.tui.screens.inside.sheets import Choice, Offer, Sheets
from newsreader.tui.typesetting import visible
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_NOT_IN_NAMES = re.compile(r"[^\w]+")


class Handing:
    """Speaks to other programs."""

    def __init__(self, screen: ReadingScreen, sheets: Sheets, quoting: Quoting) -> None:
        self.screen = screen
        self.sheets = sheets
        self.quoting = quoting

    @property
    def _chosen(self) -> Chosen | None:
        """What is handed on: what is selected in the list, or else one article."""
        headline = self.screen.marking.headline
        return self.screen.selecting.chosen or (Chosen((headline.rowid,)) if headline else None)

    # Pager and editor, which take the terminal meanwhile

    def do_article_original(self, _: Call) -> None:
        """The document as the bundle has it, in the pager."""
        if pager(os.environ) is None:
            self.screen.telling.say("no pager: set PAGER, or install less")
        elif headline := self.screen.marking.headline:
            self.screen.telling.say("looking into the bundle …")
            self.screen.desk.ask("texts", errands.original, "handing", headline.rowid)

    def do_article_edit(self, _: Call) -> None:
        """A copy of the text in an editor."""
        if editor(os.environ) is None:
            self.screen.telling.say("no editor: set EDITOR")
        elif headline := self.screen.marking.headline:
            self.screen.desk.ask("texts", errands.markdown, "handing", headline.rowid)

    def answered(
        self, value: tuple[int, Original | str] | errands.Text | errands.Given | errands.Piped | str
    ) -> None:
        """Open the pager or the editor, or show what a command said."""
        if isinstance(value, str):
            self.screen.telling.say(value)
        elif isinstance(value, errands.Text):
            self._edit(value)
        elif isinstance(value, errands.Given):
            self._give(value)
        elif isinstance(value, errands.Piped):
            self._show_output(value)
        elif isinstance(value[1], str):
            self.screen.telling.say(value[1])
        else:
            lines = value[1].text.split("\n")
            text = "\n".join(visible(line.replace("\t", "    ")) for line in lines)
            self._run(pager(os.environ) or "", text)

    def _edit(self, value: errands.Text) -> None:
        with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
            file = Path(folder) / f"{file_name(value.title)}.md"
            file.write_text(value.text, encoding="utf-8")
            # A copy: what is written in it would be lost, and the editor says so.
            file.chmod(0o400)
            self._run(f'{editor(os.environ)} "$0"', None, str(file))

    def _run(self, command: str, text: str | None, *arguments: str) -> None:
        """Run a shell command with the terminal its own, and draw the screen anew after it."""
        from textual.app import SuspendNotSupported

        given = None if text is None else text.encode("utf-8", "replace")
        self.screen.telling.key_pressed()
        try:
            with self.screen.app.suspend():
                status = subprocess.run(["sh", "-c", command, *arguments], input=given).returncode
        except (SuspendNotSupported, OSError) as error:
            self.screen.telling.say(f"{command.split()[0]} could not be run: {error or 'no terminal'}")
            return
        self.screen.refresh(layout=True)
        if status:
            self.screen.telling.say(f"{command.split()[0]} ended with status {status}")

    # Commands that read it

    def do_article_pipe(self, _: Call) -> None:
        """Ask for a command."""
        if self._chosen is not None:
            hint = "the text goes to this shell command · Esc back"
            self.screen.prompting.ask(Prompt("pipe", "| ", hint=hint))

    def pipe(self, command: str) -> None:
        """Give a shell command what is selected, or the text of the articles, one after another."""
        chosen = self._chosen
        if not command.strip() or chosen is None:
            return
        text = self.quoting.selected if self.screen.panes.is_in_article else ""
        self.screen.telling.say(f"running {command} …")
        if text:
            self._give(errands.Given(command, text))
        else:
            self.screen.desk.ask("texts", errands.given, "handing", chosen, command)

    def _give(self, given: errands.Given) -> None:
        def work() -> None:
            self.screen.post_message(Answer("handing", errands.run_shell(given.command, given.text)))

        # Not in a lane of the desk: a command may take for ever.
        threading.Thread(target=work, daemon=True).start()

    def _show_output(self, piped: errands.Piped) -> None:
        status = "" if piped.status is None else f" · status {piped.status}"
        if not piped.output.strip() or self.screen.pane.stored is None:
            self.screen.telling.say(
                f"{piped.command}{status}{'' if piped.output.strip() else ' · no output'}"
            )
            return
        lines = (Choice(visible(line.expandtabs(4))) for line in piped.output.rstrip("\n").split("\n"))
        self.screen.telling.key_pressed()
        self.screen.panes.show_article()
        title = f"{piped.command}{status}"
        self.sheets.open(Offer(title, tuple(lines), lambda _: None, hint="Esc back", has_hints=False))

    # Files

    def do_article_export(self, _: Call) -> None:
        """Ask for a file."""
        chosen = self._chosen
        if chosen is None:
            return
        headline = self.screen.marking.headline
        is_one = len(chosen.rowids) == 1 and not chosen.rows and headline is not None
        name = f"{file_name(headline.title)}.md" if is_one and headline else "articles.md"
        hint = ".md Markdown · .jsonl JSON lines · Esc back"
        self.screen.prompting.ask(Prompt("export", "write to: ", hint=hint), name)

    def export(self, file: str) -> None:
        """Write what is selected, or the article, to a file."""
        chosen = self._chosen
        if file.strip() and chosen is not None:
            self.screen.desk.ask("texts", errands.export, "handing", chosen, file.strip())


def pager(environ: Mapping[str, str]) -> str | None:
    """The shell command that shows text page by page."""
    found = environ.get("PAGER") or next((name for name in ("less", "more") if shutil.which(name)), None)
    return found or None


def editor(environ: Mapping[str, str]) -> str | None:
    """The shell command of the reader's editor."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    return named or next((name for name in ("sensible-editor", "nano", "vi") if shutil.which(name)), None)


def file_name(title: str) -> str:
    """A file name that a title gives: letters, digits and hyphens, not long."""
    return _NOT_IN_NAMES.sub("-", title.casefold()).strip("-_")[:60].rstrip("-_") or "article"
