"""The reading screen: list, article, side bar, and the lines above and below them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from newsreader.tui import messages
from newsreader.tui.desk import Desk
from newsreader.tui.screens.browsing import Browsing
from newsreader.tui.screens.hearing import Hearing
from newsreader.tui.screens.panes import Panes, choice_of
from newsreader.tui.screens.start import Start
from newsreader.tui.screens.telling import Telling
from newsreader.tui.terminal import has_hung_up
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.headline_list import HeadlineList
from newsreader.tui.widgets.progress_line import ProgressLine
from newsreader.tui.widgets.rule import Rule
from newsreader.tui.widgets.status_line import Status, StatusLine, counts_in_words

if TYPE_CHECKING:
    from newsreader.tui.commands import Call

PASSING_KEYS = {"F1", "PgUp", "PgDn", "Ctrl-L", "Ctrl-Z"}
"""Keys that keep their meaning while something is typed in the prompt."""

ALONE_S = 2
"""How often it is looked whether the terminal is still there."""

SAVE_S = 5
"""How often the place is kept, should it have changed."""


class ReadingScreen(Hearing, inherit_bindings=False):
    """Holds the panes; sends keys to whoever owns the command, and answers to whoever asked."""

    AUTO_FOCUS = None

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.start = start
        self.config, look = start.config, start.look
        self.counts, self.bundles = start.counts, start.bundles
        self.is_furnished = False
        self.is_touched = False
        self.desk = Desk(start.library, self.post_message)
        self.top_line = ProgressLine(look)
        self.headlines = HeadlineList(look, columns=self.config.columns, wraps=self.config.wrap)
        self.rule = Rule(look)
        self.pane = ArticlePane(
            look,
            self.config.measure,
            is_justified=self.config.justify,
            is_divided=self.config.hyphenate and not look.is_linear,
        )
        self.status = StatusLine(look, Status(counts_in_words(start.counts, look.marks.dot)))
        self.panes = Panes(
            self,
            choice=choice_of(start.session.get("layout")),
            has_side_bar=start.session.get("side_bar") is True,
        )
        self.split = Container(self.headlines, self.rule, self.pane, id="split")
        self.body = Container(*self._body_parts(), id="body")
        self.browsing = Browsing(self, start.bundle)
        self.telling = Telling(self)

    def _body_parts(self) -> list[Widget]:
        return [self.side_bar, self.side_rule, self.split] if self.panes.has_side_bar else [self.split]

    def compose(self) -> ComposeResult:
        """Line, panes, line."""
        yield self.top_line
        yield self.body
        yield self.status

    def on_mount(self) -> None:
        """The first frame shows what was read before it."""
        self.panes.arrange()
        self.show_bundles()
        self.browsing.listing_ready(self.start.listing)
        self.telling.sentence()
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self.furnish)

    def furnish(self) -> None:
        """Make what the first frame did not need, and begin what runs beside the reading."""
        if self.is_furnished:
            return
        self.is_furnished = True
        self.mount(self.too_small, before=self.top_line)
        self.mount(self.prompt)
        if not self.has_made("side_bar"):
            self.body.mount(self.side_bar, self.side_rule, before=self.split)
        self.show_bundles()
        self.panes.arrange()
        if self.start.session.get("timeline") is True:
            self.timing.show()
        self.adding.start(self.start.work)
        self.set_interval(SAVE_S, self.places.save)
        self.set_interval(ALONE_S, self._leave_if_alone)
        self.opening.cursor_moved(messages.CursorMoved(self.headlines.cursor, self.headlines.headline))
        if not gc.isenabled():
            # Switched off for the start: what has been made so far stays, and need not be gone through.
            gc.freeze()
            gc.enable()

    @cached_property
    def _methods(self) -> dict[str, Callable[[Call], None]]:
        """The method of each command, wherever it lives."""
        owners = (
            self.headlines, self.pane, self.side_bar,
            self.panes, self.browsing, self.seeking, self.consulting, self.opening,
            self.marking, self.selecting, self.versions, self.threads, self.aside, self.timing,
            self.places, self.general, *self.inside.owners,
        )  # fmt: skip
        return {
            command.id: getattr(owner, command.method)
            for command in self.keyboard.commands
            for owner in owners
            if hasattr(owner, command.method)
        }

    def on_resize(self) -> None:
        """Another size may want another arrangement."""
        self.panes.arrange()
        self.telling.article()

    def _leave_if_alone(self) -> None:
        terminal = sys.__stdin__
        if not self.app.is_headless and terminal is not None and has_hung_up(terminal.fileno()):
            self.app.exit(0)

    def leave(self) -> None:
        """Keep the place; let what is being marked be stored; end what runs in the background."""
        if not self.is_furnished:
            if self.start.work is not None:
                self.start.work.stop()
            return
        session = self.places.session()
        self.desk.close()
        self.start.library.save_session(session)
        self.adding.stop()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Gather keys into commands, and have them done."""
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:
            # Typed before the help had come up.
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        from newsreader.tui.keyboard import Pending, spelt

        self.furnish()
        self.is_touched = True
        key = spelt(event.key, event.character)
        if self.prompt.is_asking and key not in PASSING_KEYS:
            self.prompting.come(self.prompt.take(event))
            return
        if self.has_made("choosing") and self.choosing.is_open and key not in PASSING_KEYS:
            self.choosing.take(key)
            return
        self.telling.key_pressed()
        if self.panes.is_in_article and self.inside.take(key):
            return
        call = self.keyboard.press(
            key,
            self.panes.active,
            digits_choose=self.has_made("consulting") and self.consulting.has_choices,
        )
        if isinstance(call, Pending):
            self.telling.hint(call)
        elif call is not None:
            self.perform(call)

    def on_paste(self, event: events.Paste) -> None:
        """Only a prompt takes what is pasted."""
        if self.is_asking:
            self.prompting.come(self.prompt.paste(event.text))

    def perform(self, call: Call) -> None:
        """Have a command done by the method that owns it."""
        if not self.panes.is_too_small or call.command.id in ("app.quit", "app.cancel"):
            self._methods[call.command.id](call)
            if self.panes.active == "list":
                # At once, so that the row and the line that says where it is come in one frame.
                self.telling.position()

    @property
    def is_asking(self) -> bool:
        """Whether something is being typed in the bottom line."""
        return self.has_made("prompt") and self.prompt.is_asking

    def show_overview(self) -> None:
        """The page shown before anything is opened."""
        if not self.pane.is_readable:
            self.pane.show_overview(self.telling.overview())

    def show_bundles(self) -> None:
        """What is in the library, in the side bar and on the page shown before anything is opened."""
        self.show_overview()
        if self.has_made("side_bar"):
            self.aside.refresh()
