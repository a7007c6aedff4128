"""What the lines above and below the panes say, and what is typed in the bottom line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.timer import Timer

from newsreader.tui.keyboard import Pending
from newsreader.tui.messages import Abandoned, Entered, Typed
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

HINT_AFTER_S = 0.5
"""How long a chord waits before the line below says how it can go on."""

EMPTY = "The library is empty. Add a bundle of news with: newsreader add PATH"


class Telling:
    """Speaks to the reader."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._hint_timer: Timer | None = None

    def say(self, text: str) -> None:
        """Say something until the next key."""
        if self.screen.prompt.is_asking:
            self.screen.prompt.say(text)
            return
        fits = cell_len(text) <= self.screen.status.room
        self.screen.status.change(said=text if fits else "")
        self.screen.top_line.say("" if fits else text)

    def ask(self, prompt: Prompt, text: str = "") -> None:
        """Have something typed in the bottom line."""
        self.screen.prompt.counts = self.screen.status.status.counts
        self.screen.prompt.ask(prompt, text)
        self.screen.panes.arrange()

    def close_prompt(self) -> None:
        """The bottom line shows the status again, and keys go to the pane they went to before."""
        self.screen.prompt.prompt = Prompt("", "")
        self.screen.panes.arrange()

    def prompted(self, came: Typed | Entered | Abandoned | None) -> None:
        """Do what came of a key in the prompt, before the next key."""
        screen = self.screen
        if isinstance(came, Typed):
            if came.purpose in ("search", "narrow"):
                screen.browsing.typed(came.purpose, came.text)
            elif came.purpose == "find":
                screen.opening.find(came.text)
            elif came.purpose == "command":
                screen.general.typed(came.text)
        elif isinstance(came, Entered):
            self.close_prompt()
            if came.purpose in ("search", "narrow"):
                screen.browsing.entered()
            elif came.purpose == "tag":
                screen.marking.tag(came.text)
            elif came.purpose == "command":
                screen.general.entered(came.text)
        elif came is not None:
            self.close_prompt()
            if came.purpose in ("search", "narrow"):
                screen.browsing.abandoned()
            elif came.purpose == "find":
                screen.opening.find("")
        self.article()

    def position(self) -> None:
        """Say where in the list the cursor is."""
        total = self.screen.headlines.rows.total
        n_means = "match" if self.screen.headlines.is_in_search else "unread"
        self.screen.status.change(
            position=f"{self.screen.headlines.cursor + 1} of {total}" if total else "",
            hint=f"n next {n_means}" if total and not self.screen.panes.is_in_article else "",
        )

    def article(self) -> None:
        """Say how far the article is read, and what its date was inferred from."""
        pane = self.screen.pane
        if pane.stored is None or not pane.display:
            self.screen.status.change(about="")
            return
        parts = [f"{pane.percent} %"]
        if pane.hit_count:
            all_hits = "1 match" if pane.hit_count == 1 else f"{pane.hit_count} matches"
            parts.append(f"match {pane.hit_number} of {pane.hit_count}" if pane.hit_number else all_hits)
        published = pane.stored.headline.published
        if published.is_inferred and published.evidence:
            parts.append(f"{self.screen.start.look.marks.inferred} {published.evidence}")
        self.screen.status.change(about="   ".join(parts))
        if self.screen.panes.is_in_article:
            self.screen.status.change(hint=f"n next {'match' if pane.hit_count else 'unread'}")

    def sentence(self) -> None:
        """Say what to do where there is nothing to read."""
        if self.screen.headlines.is_in_search:
            return
        is_adding = self.screen.adding.is_running or bool(self.screen.start.add)
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
