"""What the reading screen is told, by its widgets and by the desk, and whom each message is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui import messages
from newsreader.tui.screens.late import LateParts
from newsreader.tui.widgets.status_line import counts_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.store import BundleRecord, Counts
    from newsreader.tui.screens.browsing import Browsing
    from newsreader.tui.screens.panes import Panes
    from newsreader.tui.screens.telling import Telling
    from newsreader.tui.widgets.headline_list import HeadlineList
    from newsreader.tui.widgets.status_line import StatusLine


class Hearing(LateParts, inherit_bindings=False):
    """Hands every message to the part that it concerns."""

    counts: Counts
    bundles: Sequence[BundleRecord]
    headlines: HeadlineList
    status: StatusLine
    panes: Panes
    browsing: Browsing
    telling: Telling
    is_furnished: bool
    is_touched: bool

    # What the widgets say

    def on_cursor_moved(self, message: messages.CursorMoved) -> None:
        """The cursor of the list."""
        self.telling.position()
        if self.is_furnished:
            self.opening.cursor_moved(message)

    def on_pane_clicked(self, message: messages.PaneClicked) -> None:
        """The mouse chose a pane."""
        self._reading.furnish()
        self.is_touched = True
        self.panes.clicked("list" if message.pane is self.headlines else "article")

    def on_opened(self, _: messages.Opened) -> None:
        """An article is to be read."""
        self.opening.open()

    def on_scrolled(self, _: messages.Scrolled) -> None:
        """The article was scrolled."""
        self.telling.article()

    def on_pictures_wanted(self, _: messages.PicturesWanted) -> None:
        """The article has pictures."""
        self.inside.illustrating.wanted()

    def on_window_wanted(self, message: messages.WindowWanted) -> None:
        """The list lacks rows."""
        self.browsing.window_wanted(message)

    def on_side_chosen(self, message: messages.SideChosen) -> None:
        """Another list."""
        self.aside.chosen(message)

    def on_side_folded(self, message: messages.SideFolded) -> None:
        """A row of the side bar is unfolded or folded."""
        self.aside.folded(message)

    def on_side_counted(self, message: messages.SideCounted) -> None:
        """What the side bar counts."""
        self.aside.counted(message)

    def on_saved_counted(self, message: messages.SavedCounted) -> None:
        """What is unread in saved searches."""
        self.aside.saved_counted(message)

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

    def on_diagnosis_ready(self, message: messages.DiagnosisReady) -> None:
        """Why a search finds little."""
        self.consulting.diagnosis_ready(message)

    def on_why_ready(self, message: messages.WhyReady) -> None:
        """Why an article is a hit."""
        self.consulting.why_ready(message)

    def on_choices_ready(self, message: messages.ChoicesReady) -> None:
        """How a query may go on."""
        self.suggesting.choices_ready(message)

    def on_history_ready(self, message: messages.HistoryReady) -> None:
        """Queries that were run before."""
        self.suggesting.history_ready(message)

    def on_article_ready(self, message: messages.ArticleReady) -> None:
        """An article."""
        if message.request == messages.COPY_REQUEST:
            self.marking.copy_article(message)
        else:
            self.opening.article_ready(message)

    def on_unread_found(self, message: messages.UnreadFound) -> None:
        """The next unread."""
        self.opening.unread_found(message)

    def on_timeline_ready(self, message: messages.TimelineReady) -> None:
        """The timeline of a list."""
        self.timing.timeline_ready(message)

    def on_place_found(self, message: messages.PlaceFound) -> None:
        """An article in the list."""
        self.timing.place_found(message)

    def on_marked(self, message: messages.Marked) -> None:
        """A marking is stored."""
        self.marking.marked(message)

    def on_rows_placed(self, message: messages.RowsPlaced) -> None:
        """Where selected articles stand."""
        self.selecting.placed(message)

    def on_counts_ready(self, message: messages.CountsReady) -> None:
        """The counts as they are now."""
        if self.counts is self.start.counts and message.counts != self.counts:
            self.browsing.refresh()
        elif message.counts.dismissed != self.counts.dismissed:
            self.browsing.refresh(in_search=True)
        self.counts, self.bundles = message.counts, message.bundles
        words = counts_in_words(message.counts, self.start.look.marks.dot)
        self.prompt.counts = words
        self.status.change(counts=words)
        self._reading.show_bundles()

    def on_library_changed(self, _: messages.LibraryChanged) -> None:
        """Somebody else has written."""
        self.adding.library_changed()

    def on_add_started(self, message: messages.AddStarted) -> None:
        """Bundles are being added."""
        self.adding.started(message)

    def on_answer(self, message: messages.Answer) -> None:
        """What a part that works inside the article asked for."""
        self.inside.answered(message)

    def on_index_lost(self, _: messages.IndexLost) -> None:
        """The index is built anew while one reads on."""
        self.browsing.failed()
        self.telling.say("the search index could not be used and is being built anew")
        self.adding.resume()

    def on_trouble(self, message: messages.Trouble) -> None:
        """Something failed."""
        self.browsing.failed()
        self.adding.failed()
        if self.has_made("aside"):
            self.aside.failed()
        self.telling.say(message.text)
