"""The library's desk: takes questions from the screen, asks the library in threads, posts the answers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec

from textual.message import Message

from newsreader.article import Headline
from newsreader.errors import NewsreaderError, NotFoundError, SearchIndexError
from newsreader.library import Library
from newsreader.listing import Listing, View
from newsreader.tui.messages import (
    ArticleReady,
    CountsReady,
    IndexLost,
    LibraryChanged,
    ListingReady,
    Marked,
    Passage,
    PassagesReady,
    PlaceFound,
    TimelineReady,
    Trouble,
    UnreadFound,
    WindowReady,
)

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Question = ParamSpec("Question")
Lane = Literal["lists", "texts", "search", "marks", "side", "completion", "pictures", "related"]

WINDOW = 100
"""Headlines fetched at a time."""

SCAN = 400
"""Headlines looked through at a time for the next unread."""


class Desk:
    """One thread for each lane: what is asked in a lane is answered in order, and lanes do not wait for one
    another. An expected failure is answered by Trouble."""

    def __init__(self, library: Library, post: Callable[[Message], object]) -> None:
        self.library = library
        self._post = post
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._closed = threading.Event()
        self._asked: Counter[Lane] = Counter()
        self._done: Counter[Lane] = Counter()

    def ask(
        self,
        lane: Lane,
        answer: Callable[Concatenate[Library, Question], Message | None],
        *args: Question.args,
        **kwargs: Question.kwargs,
    ) -> None:
        """Have ``answer(library, ...)`` made in a thread and posted; nothing is posted for None."""
        if self._closed.is_set():
            return
        if lane not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"desk-{lane}")

        self._asked[lane] += 1

        def work() -> None:
            try:
                message = answer(self.library, *args, **kwargs)
            except NewsreaderError as error:
                message = Trouble(str(error))
            except Exception as error:  # noqa: BLE001 - a thread's bug must reach the screen, not vanish
                message = Trouble(f"unexpected {type(error).__name__}: {error}")
            self._done[lane] += 1
            if message is not None and not self._closed.is_set():
                self._post(message)

        self._lanes[lane].submit(work)

    def done(self, lane: Lane) -> int:
        """How much of what was asked in a lane is done."""
        return self._done[lane]

    def has_worked_since(self, lane: Lane, done: int) -> bool:
        """Whether anything was being done in a lane, or waiting there, when so much was ``done`` or later."""
        return self._asked[lane] > done

    def finish(self, lane: Lane) -> None:
        """Wait for all that was asked in a lane: a mark made just before leaving is kept."""
        if lane in self._lanes:
            self._lanes[lane].shutdown(wait=True)

    def close(self) -> None:
        """Answer nothing more; what was being marked is still stored."""
        self.finish("marks")
        self._closed.set()
        for executor in self._lanes.values():
            executor.shutdown(wait=False, cancel_futures=True)


def open_listing(
    library: Library,
    request: int,
    view: View,
    near: int | None,
    fallback: int,
    should_stop: Callable[[], bool] | None = None,
    *,
    unfolded: Collection[int] = (),
) -> ListingReady | IndexLost | None:
    """The rows of a view and the window around article ``near``, or else around row ``fallback``; the
    stories of the articles ``unfolded`` with all their versions.

    An index that cannot be searched is thrown away; whoever is told so has it built anew.
    """
    try:
        listing = library.listing(view, should_stop=should_stop)
    except SearchIndexError:
        library.rebuild_index()
        return IndexLost()
    if should_stop is not None and should_stop():
        return None
    if unfolded:
        listing = library.unfolded(listing, unfolded)
    return _around(request, listing, near, fallback)


def refold(
    library: Library, request: int, listing: Listing, near: int, fallback: int, unfolded: Collection[int]
) -> ListingReady:
    """The same list with other stories unfolded."""
    return _around(request, library.unfolded(listing, unfolded), near, fallback)


def _around(request: int, listing: Listing, near: int | None, fallback: int) -> ListingReady:
    position = listing.position_of(near) if near is not None else None
    cursor = max(0, min(fallback if position is None else position, listing.total - 1))
    start = max(0, cursor // WINDOW * WINDOW - WINDOW // 2)
    return ListingReady(request, listing, cursor, start, listing.window(start, start + 2 * WINDOW))


def window(_: Library, request: int, listing: Listing, start: int, stop: int) -> WindowReady:
    """The headlines of some rows."""
    return WindowReady(request, start, listing.window(start, stop))


def passages(
    _: Library, request: int, listing: Listing, start: int, stop: int, is_stale: Callable[[], bool]
) -> PassagesReady | None:
    """The lines below the hits of some rows."""
    found: dict[int, Passage] = {}
    for headline in listing.window(start, stop):
        if is_stale():
            return None
        try:
            snippet = listing.snippet(headline)
        except NotFoundError:
            continue
        if snippet is not None:
            found[headline.rowid] = Passage(snippet.text, tuple(snippet.spans))
    return PassagesReady(request, found)


def article(library: Library, request: int, rowid: int, *, is_divided: bool = False) -> ArticleReady:
    """An article with its text; ``is_divided``: its words will be, and how is looked up here."""
    stored = library.article(rowid)
    if is_divided:
        from newsreader.tui.hyphenation import points_of

        points_of(stored.headline.language)
    return ArticleReady(request, stored, library.reading_place(stored.headline.id))


def timeline(_: Library, request: int, listing: Listing, most: int) -> TimelineReady:
    """What a list has over time, in at most so many bars."""
    from newsreader.tui.timeline import timeline_of

    return TimelineReady(request, timeline_of(listing, most))


def newest_within(_: Library, request: int, listing: Listing, first: str, last: str) -> PlaceFound:
    """Where the newest article of a list stands whose date is between two periods."""
    total = listing.total
    best: tuple[str, int] | None = None
    place = 0
    for day in listing.days:
        if listing.view.order == "newest" and day.day and day.day[: len(first)] <= last:
            total = min(total, place + SCAN)
            break
        place += day.count
    begin = place if total > place and listing.view.order == "newest" else 0
    for start in range(begin, total, SCAN):
        for row, headline in enumerate(listing.window(start, min(start + SCAN, total)), start):
            date = headline.published.date or ""
            when = date + (headline.published.time or "")
            if first <= date[: len(first)] <= last and (best is None or when > best[0]):
                best = (when, row)
    return PlaceFound(request, best[1] if best else None)


def next_unread(_: Library, request: int, listing: Listing, index: int, step: int) -> UnreadFound:
    """The first unread row after ``index`` in a direction, going round at the end of the list."""
    total = listing.total
    stretches = [range(index + 1, total), range(index)]
    if step < 0:
        stretches = [range(index), range(index + 1, total)]
    for stretch in stretches:
        found = _first_unread(listing, stretch, step)
        if found is not None:
            return UnreadFound(request, found)
    return UnreadFound(request, None)


def _first_unread(listing: Listing, stretch: range, step: int) -> int | None:
    starts = range(stretch.start, stretch.stop, SCAN)
    for start in starts if step > 0 else reversed(starts):
        rows = list(enumerate(listing.window(start, min(start + SCAN, stretch.stop)), start))
        for row, headline in rows if step > 0 else reversed(rows):
            if is_unread(headline):
                return row
    return None


def is_unread(headline: Headline) -> bool:
    """Whether it counts as unread: never read, or changed since, and not dismissed."""
    return (not headline.is_read or headline.is_updated) and not headline.is_dismissed


def mark(
    library: Library, rowids: Sequence[int], field: str, value: bool, said: str, shown: Collection[int]
) -> Marked:
    """Mark articles, and fetch again the rows that are on the screen."""
    library.mark(rowids, field, value)
    # What is read or dismissed are all versions of a story.
    touched = shown if field in ("read", "dismissed") else rowids
    return Marked(said, library.headlines([rowid for rowid in shown if rowid in touched]))


def mark_all_read(library: Library, listing: Listing, shown: Sequence[int]) -> Marked:
    """Mark every article of a list as read, as one action."""
    changed = library.mark(listing.rowids(), "read", True)
    said = f"{changed} marked read · u undoes" if changed else "all were read"
    return Marked(said, library.headlines(shown))


def renewed(library: Library, shown: Sequence[int]) -> Marked:
    """The rows as they are now."""
    return Marked("", library.headlines(shown))


def undo(library: Library, shown: Sequence[int], *, is_redo: bool = False) -> Marked:
    """Take back the last marking, or do it again."""
    label = library.redo() if is_redo else library.undo()
    if label is None:
        return Marked(f"nothing to {'redo' if is_redo else 'undo'}", ())
    return Marked(f"{'done again' if is_redo else 'undone'}: {label}", library.headlines(shown))


def counts(library: Library) -> CountsReady:
    """The counts and the bundles."""
    return CountsReady(library.counts(), library.bundles())


def changes(library: Library) -> LibraryChanged | None:
    """Whether somebody else has written since this lane last asked."""
    return LibraryChanged() if library.has_changed() else None
