"""What passes between the widgets, the screen and the library's desk; all values are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.message import Message

from newsreader.article import Headline, StoredArticle

if TYPE_CHECKING:
    from textual.widget import Widget

    from newsreader.completing import Choices
    from newsreader.explaining import Explanation
    from newsreader.ingest.background import BackgroundAdd
    from newsreader.listing import Listing
    from newsreader.search import Diagnosis
    from newsreader.store import BundleRecord, Counts
    from newsreader.tui.beside import SideCounts
    from newsreader.tui.side_rows import SideRow
    from newsreader.tui.timeline import Timeline


COPY_REQUEST = -1
"""The request of an article that is to be copied, not shown."""


class Passage(NamedTuple):
    """The line below a hit: a piece of its text and where in it the hits stand."""

    text: str
    spans: tuple[tuple[int, int], ...]


# What the widgets say


class WindowWanted(Message):
    """The list needs the headlines of these rows."""

    def __init__(self, request: int, rows: range) -> None:
        super().__init__()
        self.request, self.rows = request, rows


class CursorMoved(Message):
    """The cursor of the list stands on another headline, or on none."""

    def __init__(self, index: int, headline: Headline | None) -> None:
        super().__init__()
        self.index, self.headline = index, headline


class PaneClicked(Message):
    """The mouse was used on a pane."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane


class Opened(Message):
    """The reader wants to read the article under the cursor."""


class Scrolled(Message):
    """The reading pane shows another part of its article, or another hit of it."""


class SideChosen(Message):
    """The reader wants the list that a row of the side bar stands for; None: back to the list there is."""

    def __init__(self, row: SideRow | None) -> None:
        super().__init__()
        self.row = row


class SideFolded(Message):
    """The reader wants to see, or not to see, what belongs below a row of the side bar."""

    def __init__(self, key: str, is_open: bool) -> None:
        super().__init__()
        self.key, self.is_open = key, is_open


class Typed(NamedTuple):
    """What stands in the prompt has changed."""

    purpose: str
    text: str


class Entered(NamedTuple):
    """The prompt was answered."""

    purpose: str
    text: str


class Abandoned(NamedTuple):
    """The prompt was left without an answer."""

    purpose: str


# What the library's desk answers


class ListingReady(Message):
    """The rows of a view, with the first ones to be seen."""

    def __init__(
        self, request: int, listing: Listing, cursor: int, start: int, headlines: Sequence[Headline]
    ) -> None:
        super().__init__()
        self.request, self.listing = request, listing
        self.cursor, self.start, self.headlines = cursor, start, tuple(headlines)


class WindowReady(Message):
    """Headlines of the rows from ``start`` on."""

    def __init__(self, request: int, start: int, headlines: Sequence[Headline]) -> None:
        super().__init__()
        self.request, self.start, self.headlines = request, start, tuple(headlines)


class PassagesReady(Message):
    """The lines below hits, by rowid."""

    def __init__(self, request: int, passages: dict[int, Passage]) -> None:
        super().__init__()
        self.request, self.passages = request, passages


class DiagnosisReady(Message):
    """Why the search of a list finds little."""

    def __init__(self, request: int, diagnosis: Diagnosis) -> None:
        super().__init__()
        self.request, self.diagnosis = request, diagnosis


class WhyReady(Message):
    """How an article stands to the search of a list."""

    def __init__(self, request: int, headline: Headline, explanation: Explanation) -> None:
        super().__init__()
        self.request, self.headline, self.explanation = request, headline, explanation


class ChoicesReady(Message):
    """How a query may go on that has ``text`` before its caret."""

    def __init__(self, serial: int, text: str, choices: Choices) -> None:
        super().__init__()
        self.serial, self.text, self.choices = serial, text, choices


class HistoryReady(Message):
    """The queries that were run, the newest last."""

    def __init__(self, queries: Sequence[str]) -> None:
        super().__init__()
        self.queries = tuple(queries)


class ArticleReady(Message):
    """An article with its text, and the place at which it was left."""

    def __init__(self, request: int, article: StoredArticle, anchor: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self.request, self.article, self.anchor = request, article, anchor


class PicturesWanted(Message):
    """The article in the pane has pictures, and room for them of some width."""


class UnreadFound(Message):
    """Where the next unread headline stands, or None."""

    def __init__(self, request: int, index: int | None) -> None:
        super().__init__()
        self.request, self.index = request, index


class TimelineReady(Message):
    """The timeline of a list."""

    def __init__(self, request: int, timeline: Timeline) -> None:
        super().__init__()
        self.request, self.timeline = request, timeline


class PlaceFound(Message):
    """Where in a list the article stands that was looked for, or None."""

    def __init__(self, request: int, index: int | None) -> None:
        super().__init__()
        self.request, self.index = request, index


class Marked(Message):
    """A marking, an undo or a redo is stored: what to say of it, and the rows as they are now."""

    def __init__(self, text: str, headlines: Sequence[Headline]) -> None:
        super().__init__()
        self.text, self.headlines = text, tuple(headlines)


class RowsPlaced(Message):
    """Where selected articles stand in the list: those asked about, or (``is_range``) those of its rows."""

    def __init__(self, request: int, places: dict[int, int], *, is_range: bool) -> None:
        super().__init__()
        self.request, self.places, self.is_range = request, places, is_range


class CountsReady(Message):
    """The library's counts and bundles as they are now."""

    def __init__(self, counts: Counts, bundles: Sequence[BundleRecord]) -> None:
        super().__init__()
        self.counts, self.bundles = counts, tuple(bundles)


class SideCounted(Message):
    """What the side bar counts, saved searches apart."""

    def __init__(self, counts: SideCounts) -> None:
        super().__init__()
        self.counts = counts


class SavedCounted(Message):
    """How much of each saved search is unread."""

    def __init__(self, unread: dict[str, int]) -> None:
        super().__init__()
        self.unread = unread


class LibraryChanged(Message):
    """Somebody else has written to the library."""


class IndexLost(Message):
    """The search index could not be used and is empty now."""


class AddStarted(Message):
    """Bundles are being added in the background."""

    def __init__(self, work: BackgroundAdd) -> None:
        super().__init__()
        self.work = work


class Answer(Message):
    """What a part of the reading screen asked for; only that part knows what the value is."""

    def __init__(self, part: str, value: Any) -> None:
        super().__init__()
        self.part, self.value = part, value


class Trouble(Message):
    """Something failed that a person can be told of in one line."""

    def __init__(self, text: str, request: int | None = None) -> None:
        super().__init__()
        self.text, self.request = text, request
