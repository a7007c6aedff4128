"""Bundles that are being added while one reads, and what other processes write meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from newsreader.tui import desk
from newsreader.tui.messages import AddStarted

if TYPE_CHECKING:
    from newsreader.ingest.background import BackgroundAdd
    from newsreader.library import Library
    from newsreader.tui.screens.reading import ReadingScreen

LOOK_S = 0.1
"""How often the progress is looked at while something is added."""

WATCH_S = 1.0
"""How often it is asked whether somebody else has written to the library."""


class Adding:
    """Starts what was asked for or left unfinished, shows how far it is, and ends it with the reader."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.work: BackgroundAdd | None = None
        self.is_running = False
        self._timer: Timer | None = None
        self._is_more_to_do = False

    def start(self, work: BackgroundAdd | None) -> None:
        """Watch the adding that has been started, or else finish what an earlier run left."""
        if work is not None:
            self.started(AddStarted(work))
        else:
            self.screen.desk.ask("lists", _resume)
        # From the first look on changes are noticed; what was written before it shows in the counts.
        self._watch()
        self.screen.desk.ask("lists", desk.counts)
        self.screen.set_interval(WATCH_S, self._watch)

    def resume(self) -> None:
        """Finish what is unfinished, such as indexing; what is being done now is finished first."""
        if self.is_running:
            self._is_more_to_do = True
        else:
            self.is_running = True
            self.screen.desk.ask("lists", _resume)

    def started(self, message: AddStarted) -> None:
        """Look at its progress from now on."""
        self.work = message.work
        self.is_running = True
        self.screen.telling.sentence()
        self._timer = self.screen.set_interval(LOOK_S, self._look)

    def failed(self) -> None:
        """If it was the start of adding that failed, nothing is running."""
        self.is_running = self.work is not None
        self.screen.telling.sentence()

    def _look(self) -> None:
        work = self.work
        if work is None:
            return
        if work.is_running():
            self.screen.top_line.report(work.progress())
            if work.progress() is not None and not self.screen.headlines.rows.total:
                # The first headlines should not wait for the next watch.
                self._watch()
            return
        self.work = None
        self.is_running = False
        if self._timer is not None:
            self._timer.stop()
        self.screen.top_line.report(None)
        if work.error:
            self.screen.telling.say(work.error)
        self.library_changed(is_done=True)
        if self._is_more_to_do:
            self._is_more_to_do = False
            self.resume()

    def _watch(self) -> None:
        self.screen.desk.ask("lists", desk.changes)

    def library_changed(self, *, is_done: bool = False) -> None:
        """Show what is new, without moving what is being read."""
        self.screen.desk.ask("lists", desk.counts)
        self.screen.browsing.refresh(in_search=is_done)
        self.screen.marking.renew()
        self.screen.telling.sentence()

    def stop(self) -> None:
        """Stop adding; the next start goes on where it stopped."""
        if self.work is not None:
            self.work.stop()
            self.work = None


def _resume(library: Library) -> AddStarted | None:
    return AddStarted(library.add_in_background([])) if library.has_unfinished_work() else None
