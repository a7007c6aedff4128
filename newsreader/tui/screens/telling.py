"""What the lines above and below the panes say, and the page shown before anything is opened."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.timer import Timer

from newsreader.listing import MOST_OF_THE_WORDS, Listing
from newsreader.tui.terminal import drawable, pad
from newsreader.tui.widgets.article_layout import Line, View, column_width
from newsreader.tui.widgets.status_line import PART

if TYPE_CHECKING:
    from newsreader.tui.keyboard import Pending
    from newsreader.tui.screens.linear import Linear
    from newsreader.tui.screens.reading import ReadingScreen

HINT_AFTER_S = 0.5
"""How long a chord waits before the line below says how it can go on."""

NAME_CELLS = 40
"""The most that a bundle's name takes on the page shown before anything is opened."""

_VIEWS: dict[View, str] = {"clean": "", "removed": "with removed lines", "raw": "raw", "compared": "compared"}

_FIRST_KEYS = (("list.open", "Enter", "read"), ("list.search", "/", "search"), ("app.help", "?", "all keys"))

EMPTY = "The library is empty. Add a bundle of news with: newsreader add PATH"


def hits_in_words(listing: Listing) -> str:
    """How many hits a search has; where some have only most of the words, rows are counted."""
    partial = listing.match.partial
    full = listing.full_total if partial else listing.matches
    hits = "1 hit" if full == 1 else f"{full} hits"
    return f"{hits}, {listing.total - full} with {MOST_OF_THE_WORDS}" if partial else hits


class Telling:
    """Speaks to the reader."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._hint_timer: Timer | None = None

    @cached_property
    def _linear(self) -> Linear | None:
        if not self.screen.start.look.is_linear:
            return None
        from newsreader.tui.screens.linear import Linear

        return Linear(self.screen)

    def say(self, text: str) -> None:
        """Say something until the next key."""
        if self.screen.is_asking:
            self.screen.prompt.say(text)
            return
        fits = cell_len(text) <= self.screen.status.room
        self.screen.status.change(said=text if fits else "")
        self.screen.top_line.say("" if fits else text)

    def position(self) -> None:
        """Say where in the list the cursor is."""
        headlines = self.screen.headlines
        total = headlines.rows.total
        place = f"{headlines.cursor + 1} of {total}" if total else ""
        if headlines.selection:
            place = f"{headlines.selection.count(headlines.cursor)} selected   {place}"
        if self._linear is not None:
            # Said in the line that changes anyway.
            self._linear.tell()
            return
        n_means = "match" if self.screen.headlines.is_in_search else "unread"
        self.screen.status.change(
            position=place,
            hint=self._next(n_means) if total and not self.screen.panes.is_in_article else "",
        )

    def article(self) -> None:
        """Say how far the article is read, and how many hits it has."""
        pane = self.screen.pane
        if self._linear is not None:
            self._linear.tell()
        if pane.stored is None or not pane.display:
            self.screen.status.change(about="")
            return
        parts = [f"{pane.percent} %", self.hits(), _VIEWS[pane.view]]
        if pane.words:
            # Where there is room for one only, it is what was asked for last.
            parts[:2] = reversed(parts[:2])
        self.screen.status.change(about=PART.join(part for part in parts if part))
        if self.screen.panes.is_in_article:
            self.screen.status.change(hint=self._next("match" if pane.hit_count else "unread"))

    def _next(self, what: str) -> str:
        """What the key for the next match means now; nothing where it has none."""
        place = "text" if self.screen.panes.is_in_article else "list"
        key = self._key_of(f"{place}.match-next", "n")
        return f"{key} next {what}" if key else ""

    def _key_of(self, id: str, default: str) -> str:
        """The first key of a command, as the reader has set it."""
        own = {command.id: command.keys for command in self.screen.start.commands or ()}
        return next(iter(own.get(id, (default,))), "")

    def hits(self) -> str:
        """How many hits the article has, and at which one is; empty where there are none."""
        pane = self.screen.pane
        if pane.hit_count and pane.hit_number:
            return f"match {pane.hit_number}/{pane.hit_count}"
        return "1 match" if pane.hit_count == 1 else f"{pane.hit_count} matches" if pane.hit_count else ""

    def sentence(self) -> None:
        """Say what to do where there is nothing to read."""
        if self.screen.headlines.is_in_search:
            return
        screen = self.screen
        is_adding = screen.adding.is_running if screen.has_made("adding") else screen.start.work is not None
        sentence = "Reading the first headlines …" if is_adding else EMPTY
        if sentence != self.screen.headlines.sentence:
            self.screen.headlines.sentence = sentence
            self.screen.headlines.refresh()

    def hint(self, pending: Pending) -> None:
        """Say how a chord can go on, after a moment."""
        self._hint_timer = self.screen.set_timer(HINT_AFTER_S, lambda: self._say_hint(pending))

    def key_pressed(self) -> None:
        """What was said is over with the next key."""
        self.screen.status.change(said="")
        self.screen.top_line.say("")
        if self._hint_timer is not None:
            self._hint_timer.stop()
            self._hint_timer = None

    def _say_hint(self, pending: Pending) -> None:
        ways = "  ".join(
            f"{key.split()[-1]} {command.label}"
            for command in pending.continuations
            for key in command.keys
            if len(key.split()) > 1 and key.split()[0] == pending.typed.lstrip("0123456789")
        )
        self.say(f"{pending.typed}   {ways}" if ways else pending.typed)

    def overview(self) -> list[Line]:
        """The calm page: what is in the library, and three keys to begin with."""
        lines = [Line(), Line(), Line(text="In this library", role="strong"), Line()]
        bundles = self.screen.bundles
        look = self.screen.start.look
        names = [drawable(bundle.name, is_ascii=look.is_ascii) for bundle in bundles[:12]]
        numbers = [f"{_articles(bundle.articles)}, {bundle.unread} unread" for bundle in bundles[:12]]
        column = column_width(self.screen.panes.article_width, self.screen.config.measure)
        room = column - 3 - max(map(len, numbers), default=0)
        width = min(NAME_CELLS, max(8, room), max(map(cell_len, names), default=0))
        for name, number in zip(names, numbers, strict=True):
            lines.append(Line(text=f"{pad(name, width, look.marks.ellipsis)}   {number}"))
        if len(bundles) > 12:
            lines.append(Line(text=f"and {len(bundles) - 12} more"))
        keys = [(self._key_of(id, key), what) for id, key, what in _FIRST_KEYS]
        width = max(cell_len(key) for key, _ in keys)
        lines.append(Line())
        lines += [Line(text=f"{key:{width}}  {what}") for key, what in keys if key]
        return lines


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"
