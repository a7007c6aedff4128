"""The reading screen: list, article, side bar, and the lines above and below them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from newsreader.tui import messages
from newsreader.tui.commands import Call
from newsreader.tui.desk import Desk
from newsreader.tui.keyboard import Keyboard, Pending, spelt
from newsreader.tui.screens.adding import Adding, AddStarted
from newsreader.tui.screens.browsing import Browsing
from newsreader.tui.screens.general import General
from newsreader.tui.screens.marking import COPY_REQUEST, Marking
from newsreader.tui.screens.opening import Opening
from newsreader.tui.screens.panes import Panes
from newsreader.tui.screens.places import Places
from newsreader.tui.screens.start import Start
from newsreader.tui.screens.telling import Telling
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.headline_list import HeadlineList
from newsreader.tui.widgets.progress_line import ProgressLine
from newsreader.tui.widgets.prompt_line import PromptLine
from newsreader.tui.widgets.rule import Rule, TooSmall
from newsreader.tui.widgets.side_bar import BundleRow, SideBar
from newsreader.tui.widgets.status_line import Status, StatusLine, counts_in_words

PASSING_KEYS = {"F1", "Up", "Down", "PgUp", "PgDn", "Ctrl-L", "Ctrl-Z"}
"""Keys that keep their meaning while something is typed in the prompt."""


class ReadingScreen(Screen[None], inherit_bindings=False):
    """Holds the panes; sends keys to whoever owns the command, and answers to whoever asked."""

    AUTO_FOCUS = None

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.start = start
        self.config, look = start.config, start.look
        self.counts, self.bundles = start.counts, start.bundles
        self.desk = Desk(start.library, self.post_message)
        self.keyboard = Keyboard(start.commands)
        self.top_line = ProgressLine(look)
        self.side_bar, self.side_rule = SideBar(look), Rule(look)
        self.headlines, self.rule = HeadlineList(look), Rule(look)
        self.pane = ArticlePane(look, self.config.measure)
        self.status = StatusLine(look, Status(counts_in_words(start.counts, look.marks.dot)))
        self.prompt = PromptLine(look)
        self.too_small = TooSmall()
        self.body = Container(self.side_bar, self.side_rule, self.headlines, self.rule, self.pane, id="body")
        self.panes = Panes(
            self,
            choice="single" if start.session.get("layout") == "single" else "auto",
            has_side_bar=start.session.get("side_bar") is True,
        )
        self.browsing = Browsing(self, start.bundle)
        self.opening = Opening(self)
        self.marking = Marking(self)
        self.places = Places(self, start.session)
        self.adding = Adding(self)
        self.general = General(self)
        self.telling = Telling(self)
        self._methods = self._owners()

    def _owners(self) -> dict[str, Callable[[Call], None]]:
        """The method of each command, wherever it lives."""
        owners = (
            self.headlines, self.pane, self.side_bar,
            self.panes, self.browsing, self.opening, self.marking, self.places, self.general,
        )  # fmt: skip
        return {
            command.id: getattr(owner, command.method)
            for command in self.keyboard.commands
            for owner in owners
            if hasattr(owner, command.method)
        }

    def compose(self) -> ComposeResult:
        """Line, panes, line."""
        yield self.too_small
        yield self.top_line
        yield self.body
        yield self.status
        yield self.prompt

    def on_mount(self) -> None:
        """The first frame shows what was read before it."""
        self.panes.arrange()
        self.side_bar.show(self._bundle_rows())
        self.browsing.listing_ready(self.start.listing)
        self.pane.show_overview(self.opening.overview())
        self.telling.sentence()
        self.panes.activate(self.headlines)
        self.app.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self.adding.start, self.start.add)
        self.set_interval(5, self.places.save)

    def on_resize(self) -> None:
        """Another size may want another arrangement."""
        self.panes.arrange()
        self.telling.article()

    def leave(self) -> None:
        """Keep the place; let what is being marked be stored; end what runs in the background."""
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
        key = spelt(event.key, event.character)
        if self.prompt.is_asking and key not in PASSING_KEYS:
            self.telling.prompted(self.prompt.take(event))
            return
        self.telling.key_pressed()
        call = self.keyboard.press(key, self.panes.where)
        if isinstance(call, Pending):
            self.telling.hint(call)
        elif call is not None:
            self.perform(call)

    def on_paste(self, event: events.Paste) -> None:
        """Only a prompt takes what is pasted."""
        if self.prompt.is_asking:
            self.telling.prompted(self.prompt.paste(event.text))

    def perform(self, call: Call) -> None:
        """Have a command done by the method that owns it."""
        if not self.panes.is_too_small or call.command.id in ("app.quit", "app.cancel"):
            self._methods[call.command.id](call)

    def _bundle_rows(self) -> tuple[BundleRow, ...]:
        everything = BundleRow(None, self.counts.articles, self.counts.unread)
        return (everything, *(BundleRow(b.name, b.articles, b.unread, b.available) for b in self.bundles))

    # What the widgets say

    def on_cursor_moved(self, message: messages.CursorMoved) -> None:
        """The cursor of the list."""
        self.telling.position()
        self.opening.cursor_moved(message)

    def on_pane_clicked(self, message: messages.PaneClicked) -> None:
        """The mouse chose a pane."""
        self.panes.clicked(message.pane)

    def on_opened(self, _: messages.Opened) -> None:
        """An article is to be read."""
        self.opening.open()

    def on_scrolled(self, _: messages.Scrolled) -> None:
        """The article was scrolled."""
        self.telling.article()

    def on_window_wanted(self, message: messages.WindowWanted) -> None:
        """The list lacks rows."""
        self.browsing.window_wanted(message)

    def on_bundle_chosen(self, message: messages.BundleChosen) -> None:
        """Another bundle."""
        self.browsing.show_bundle(message.name)

    # What the desk answers

    def on_listing_ready(self, message: messages.ListingReady) -> None:
        """A list."""
        self.browsing.listing_ready(message)

    def on_window_ready(self, message: messages.WindowReady) -> None:
        """Rows."""
        self.browsing.window_ready(message)

    def on_passages_ready(self, message: messages.PassagesReady) -> None:
        """Lines below hits."""
        self.browsing.passages_ready(message)

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """An article."""
        if message.request == COPY_REQUEST:
            self.marking.copy_article(message)
        else:
            self.opening.article_ready(message)

    def on_unread_found(self, message: messages.UnreadFound) -> None:
        """The next unread."""
        self.opening.unread_found(message)

    def on_marked(self, message: messages.Marked) -> None:
        """A marking is stored."""
        self.marking.marked(message)

    def on_counts_ready(self, message: messages.CountsReady) -> None:
        """The counts as they are now."""
        if self.counts is self.start.counts and message.counts != self.counts:
            self.browsing.refresh()
        self.counts, self.bundles = message.counts, message.bundles
        words = counts_in_words(message.counts, self.start.look.marks.dot)
        self.prompt.counts = words
        self.status.change(counts=words)
        self.side_bar.show(self._bundle_rows())
        if self.pane.stored is None:
            self.pane.show_overview(self.opening.overview())

    def on_library_changed(self, _: messages.LibraryChanged) -> None:
        """Somebody else has written."""
        self.adding.library_changed()

    def on_add_started(self, message: AddStarted) -> None:
        """Bundles are being added."""
        self.adding.started(message)

    def on_trouble(self, message: messages.Trouble) -> None:
        """Something failed."""
        self.browsing.failed()
        self.telling.say(message.text)
