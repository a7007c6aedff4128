"""The timeline above the list: shown or not, walked through by bars and peaks, brushed to narrow the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from newsreader.tui import desk
from newsreader.tui.commands import Call
from newsreader.tui.messages import PlaceFound, TimelineReady
from newsreader.tui.timeline import ASCII_LEVELS, LEVELS, MOST_BARS, Timeline

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

SHARE = 4
"""The bars take at most one in so many cells of the line."""


class Timing:
    """Asks for the timeline of the list that is shown, and draws it when it has changed."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.is_shown = False
        self.timeline = Timeline()
        self._of: object = None
        self._at = 0
        self._from: int | None = None
        self._waiting: int | None = None

    # Data

    def list_shown(self) -> None:
        """Another list, or another state of it: its timeline is wanted if any is."""
        listing = self.screen.browsing.listing
        if self.is_shown and listing is not None and listing is not self._of:
            self._of = listing
            most = max(8, min(MOST_BARS, self.screen.app.size.width // SHARE))
            self.screen.desk.ask("lists", desk.timeline, self.screen.headlines.request, listing, most)

    def timeline_ready(self, message: TimelineReady) -> None:
        """Show it, unless it is that of another list."""
        if message.request != self.screen.headlines.request:
            return
        before, self.timeline = self.timeline, message.timeline
        if not self.is_inside or not before.has_axis_of(self.timeline):
            self._at, self._from = self._bar_of_cursor(), None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._step_peak(waiting)
        self._draw()

    def place_found(self, message: PlaceFound) -> None:
        """Go to the article that was looked for."""
        if message.request == self.screen.headlines.request and message.index is not None:
            self.screen.headlines.move_to(message.index)

    @property
    def is_inside(self) -> bool:
        """Whether keys go to the timeline."""
        return self.screen.panes.active == "timeline"

    @property
    def in_words(self) -> str:
        """What the timeline's cursor is on: ``Dec 2021: 43``."""
        if not self.timeline.bars:
            return "nothing here has a date"
        bar = self.timeline.merged(self._at if self._from is None else self._from, self._at)
        return f"{bar.label}: {bar.articles}"

    def _bar_of_cursor(self) -> int:
        headline = self.screen.headlines.headline
        place = self.timeline.bar_of(headline.published.date) if headline else None
        return max(0, len(self.timeline.bars) - 1) if place is None else place

    # Drawing

    def _draw(self) -> None:
        self.screen.top_line.show_strip(self._segments() if self.is_shown else ())
        if self.is_inside:
            self.screen.telling.position()

    def _segments(self) -> list[Segment]:
        look, timeline = self.screen.start.look, self.timeline
        if look.is_linear or not timeline.bars:
            return []
        heights = timeline.heights(ASCII_LEVELS if look.is_ascii else LEVELS)
        begin, end = sorted((self._at if self._from is None else self._from, self._at))
        segments = []
        for place, height in enumerate(heights):
            style = look.style("accent" if timeline.bars[place].articles else "quiet")
            if self.is_inside and begin <= place <= end:
                style += Style(reverse=True)
            segments.append(Segment(height, style))
        label = self.in_words if self.is_inside else timeline.axis
        return [*segments, Segment(f"  {label} ", look.style("quiet"))]

    # Commands

    def do_view_timeline(self, _: Call) -> None:
        """Show it and go into it; from inside, hide it."""
        if self.is_inside:
            self.is_shown = False
            self.screen.panes.focus_list()
        else:
            self.show()
            self.screen.panes.enter_timeline()
        self._draw()

    def show(self) -> None:
        """Show it above the list, the keys going on to where they go."""
        self.is_shown = True
        self.list_shown()

    def do_time_leave(self, _: Call) -> None:
        """First forget a range, then back to the list."""
        if self._from is not None:
            self._from = None
        else:
            self.screen.panes.focus_list()
        self._draw()

    def do_time_next(self, call: Call) -> None:
        """Later."""
        self._move(self._at + call.times)

    def do_time_previous(self, call: Call) -> None:
        """Earlier."""
        self._move(self._at - call.times)

    def do_time_first(self, _: Call) -> None:
        """To the beginning."""
        self._move(0)

    def do_time_last(self, _: Call) -> None:
        """To the end."""
        self._move(len(self.timeline.bars) - 1)

    def _move(self, place: int) -> None:
        self._at = max(0, min(place, len(self.timeline.bars) - 1))
        self._draw()

    def do_time_peak_next(self, _: Call) -> None:
        """The next peak."""
        self._step_peak(1)

    def do_time_peak_previous(self, _: Call) -> None:
        """The peak before."""
        self._step_peak(-1)

    def do_list_peak_next(self, _: Call) -> None:
        """The newest article of the next peak."""
        self._from_list(1)

    def do_list_peak_previous(self, _: Call) -> None:
        """The newest article of the peak before."""
        self._from_list(-1)

    def _from_list(self, step: int) -> None:
        if self.is_shown:
            self._at = self._bar_of_cursor()
            self._step_peak(step)
        else:
            self._waiting = step
            self.show()

    def _step_peak(self, step: int) -> None:
        peak = self.timeline.peak_from(self._at, step)
        listing = self.screen.browsing.listing
        if peak is None or listing is None:
            self.screen.telling.say(f"no {'later' if step > 0 else 'earlier'} peak")
            return
        self._move(peak)
        bar, request = self.timeline.bars[peak], self.screen.headlines.request
        self.screen.desk.ask("lists", desk.newest_within, request, listing, bar.first, bar.last)
        self.screen.telling.say(self.in_words)

    def do_time_range(self, _: Call) -> None:
        """Begin a range, or forget it."""
        self._from = self._at if self._from is None else None
        self._draw()

    def do_time_narrow(self, _: Call) -> None:
        """Only what is under the cursor or in the range."""
        if self.timeline.bars:
            bar = self.timeline.merged(self._at if self._from is None else self._from, self._at)
            self._from = None
            self.screen.seeking.narrow(bar.query)
            self._draw()
