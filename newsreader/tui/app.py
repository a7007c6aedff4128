"""The reader as a program: what it reads before the first frame, and how it runs."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.driver import Driver

from newsreader.config import Config
from newsreader.library import Library
from newsreader.listing import View
from newsreader.store import Scope
from newsreader.tui import desk
from newsreader.tui.messages import ListingReady
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.screens.start import Start
from newsreader.tui.terminal import colours, has_colour, is_utf8
from newsreader.tui.theme import linear, look

if TYPE_CHECKING:
    from newsreader.tui.commands import Command
    from newsreader.tui.graphics import Graphics

if TYPE_CHECKING:
    from newsreader.ingest.background import BackgroundAdd


class NewsreaderApp(App[int], inherit_bindings=False):
    """Textual's app with all that moves by itself switched off."""

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    CSS = """
    Screen { layout: vertical; background: ansi_default; }
    #body { layout: horizontal; height: 1fr; width: 100%; }
    #split { layout: horizontal; height: 100%; width: 1fr; }
    ProgressLine, StatusLine, PromptLine { height: 1; width: 100%; }
    HeadlineList, ArticlePane { width: 1fr; height: 100%; }
    SideBar { width: 26; height: 100%; }
    Rule { width: 1; height: 100%; }
    TooSmall, HelpTable { width: 100%; height: 100%; }
    """

    def __init__(self, start: Start) -> None:
        self._start = start
        super().__init__(ansi_color=True)
        self.animation_level = "none"
        self.forget_terminal: Callable[[], None] = lambda: None
        self.draw_by: Callable[[Graphics], Callable[[str], None]] | None = None
        self.use_mouse: Callable[[bool], None] = lambda is_used: None
        self._has_mouse = start.config.mouse
        self.reading: ReadingScreen | None = None

    @property
    def terminal_reorders(self) -> bool:
        """Whether the terminal sets Arabic and Hebrew from right to left by itself."""
        return self._start.config.bidi == "terminal"

    @property
    def shows_cursor(self) -> bool:
        """Whether the terminal's own cursor is to be seen, for a screen reader to follow."""
        return self._start.config.linear

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen is there from the first frame on."""
        self.reading = ReadingScreen(self._start)
        return self.reading

    def get_driver_class(self) -> type[Driver]:
        """A driver that sends only what differs, where there is a terminal of that kind."""
        if os.name == "nt" or "TEXTUAL_DRIVER" in os.environ:
            return super().get_driver_class()
        from newsreader.tui.driver import FrugalDriver

        return FrugalDriver

    def on_mount(self) -> None:
        """Leave in good order when asked to from outside."""
        if not self.is_headless and os.name != "nt":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, 0)

    def leave(self) -> None:
        """Keep the place, let what is being marked be stored, stop what runs in the background."""
        if self.reading is not None:
            self.reading.leave()

    def toggle_mouse(self) -> bool:
        """Take the mouse, or leave it to the terminal's own selection; whether it is taken now."""
        self._has_mouse = not self._has_mouse
        self.use_mouse(self._has_mouse)
        return self._has_mouse

    def on_resize(self) -> None:
        """A terminal that changes its size may show anything."""
        self.forget_terminal()


def run(library: Library, *, config: Config, work: BackgroundAdd | None = None) -> int:
    """Run the reader until it is left; returns the exit status.

    ``work`` is adding that has been started already: it loads its parsers while the first frame is drawn.
    Raises NewsreaderError before the screen is taken over: a library that cannot be opened, a key set for
    no command.
    """
    app = NewsreaderApp(prepare(library, config=config, work=work))
    status = app.run(mouse=config.mouse)
    app.leave()
    return app.return_code or status or 0


def prepare(library: Library, *, config: Config, work: BackgroundAdd | None = None) -> Start:
    """Read what the first frame shows: a few milliseconds at any size of library.

    Raises ConfigError for what cannot be had here.
    """
    if config.hyphenate:
        from newsreader.tui import hyphenation

        hyphenation.require()
    session = library.load_session()
    bundles = library.bundles()
    name = session.get("bundle")
    is_known = any(bundle.name == name for bundle in bundles)
    scope = Scope(bundle=name) if isinstance(name, str) and is_known else Scope()
    article = session.get("article")
    near = article if isinstance(article, int) else None
    environ = os.environ
    seen = look(
        config.theme,
        has_colour=has_colour(environ),
        colours=colours(environ),
        is_ascii=config.ascii_only or not is_utf8(environ),
    )
    listing = desk.open_listing(library, 0, View(scope), near, 0)
    # Without a query no index is asked, and nothing can stop it.
    assert isinstance(listing, ListingReady)
    return Start(
        library=library,
        config=config,
        look=linear(seen) if config.linear else seen,
        commands=_commands(config),
        counts=library.counts(),
        bundles=bundles,
        listing=listing,
        session=session,
        work=work,
    )


def _commands(config: Config) -> tuple[Command, ...] | None:
    """The commands with the reader's own keys; None for the table as it is, which is loaded later."""
    if not config.keys and config.keymap == "default":
        return None
    from newsreader.tui.keymaps import commands

    return commands(config.keymap, config.keys)
