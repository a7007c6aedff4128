"""What goes into the store and comes out of it, besides articles and headlines themselves.

NamedTuples, not frozen dataclasses: they stand between the start and the first headline on the screen, and
Python 3.11 takes 1.6 ms to make the class of a frozen dataclass, 0.4 ms for a NamedTuple.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsreader.article import Article

if TYPE_CHECKING:
    from newsreader.store.preparation import PreparedArticle


class Fingerprint(NamedTuple):
    """What a file on disk looked like when it was last read to its end."""

    size_bytes: int
    mtime_ns: int


class CleanedDocument(NamedTuple):
    """A document as it is to be kept: its articles, prepared or not, or the reason why there are none."""

    source: str
    path: str
    sha256: str
    articles: tuple[Article | PreparedArticle, ...] = ()
    problem: str | None = None


class Outcome(NamedTuple):
    """What one write did. All but ``articles`` count documents; ``articles`` counts those written.

    ``inserted``: of each article that was not there before the number of its document among those written,
    its number in that document, and its rowid.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: int = 0
    articles: int = 0
    inserted: tuple[tuple[int, int, int], ...] = ()

    def plus(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.new + other.new,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.problems + other.problems,
            self.articles + other.articles,
            self.inserted + other.inserted,
        )


class BundleRecord(NamedTuple):
    """A bundle as the library knows it. ``added`` is ISO in UTC; ``documents`` counts unreadable ones too."""

    id: int
    name: str
    path: Path
    kind: str
    added: str
    documents: int
    articles: int
    unread: int
    junk: int
    problems: int
    is_complete: bool

    @property
    def available(self) -> bool:
        """Whether its files are there now; the library can be read without them."""
        return os.path.exists(self.path)  # noqa: PTH110 - Path.exists raises where a folder may not be entered


class BundleProblem(NamedTuple):
    """A document that could not be read: in which bundle, where in it, and why."""

    bundle: str
    path: str
    reason: str


class Origin(NamedTuple):
    """Where a document stands: in which bundle, in which file of it, and where in that file."""

    bundle_id: int
    bundle: str
    root: Path
    source: str
    path: str
    sha256: str


class LineRule(NamedTuple):
    """That a line belongs to the texts of a bundle, or does not. ``line`` is how lines are compared,
    ``text`` how it was written where the rule was made."""

    bundle: str
    line: str
    text: str
    is_kept: bool


class SpokenRules(NamedTuple):
    """What a reader has said of a bundle: of its lines, and in words of its dates."""

    lines: tuple[LineRule, ...] = ()
    dates: str = ""


class Counts(NamedTuple):
    """The library in numbers.

    ``stories`` counts articles with their exact duplicates folded and without what is dismissed, which
    ``articles`` counts too.
    """

    bundles: int
    articles: int
    stories: int
    unread: int
    starred: int
    indexed: int
    problems: int
    dismissed: int = 0


class Scope(NamedTuple):
    """Which articles a list shows. One row is one story, unless ``all_versions``.

    ``dismissed``: whether articles that the reader has dismissed are left out, shown too, or shown alone.
    """

    bundle: str | None = None
    section: str | None = None
    unread_only: bool = False
    starred_only: bool = False
    tag: str | None = None
    all_versions: bool = False
    dismissed: Literal["out", "with", "only"] = "out"


class DayCount(NamedTuple):
    """A heading of a list and how many rows stand under it.

    ``day`` is ``2021-12-09``, ``2021-12`` or ``2021``, by what is known; None is undated.
    """

    day: str | None
    count: int  # type: ignore[assignment]  # not how often a tuple holds something


class Unindexed(NamedTuple):
    """What the search index is to know of an article that it has not seen in its present form."""

    rowid: int
    title: str
    subtitle: str
    byline: str
    agency: str
    place: str
    section: str
    language: str
    url: str
    date: str | None
    is_inferred: bool
    bundle: str
    path: str
    words: int
    is_stub: bool
    tags: tuple[str, ...]
    sort_key: int
    story_rowid: int
    text: str
    speech: tuple[tuple[str, str], ...]
    """Speakers, each with what is said; its parts stand on lines of their own."""


class Mark(NamedTuple):
    """A wish to change an article's state.

    ``field`` is ``read``, ``starred``, ``dismissed`` or ``tag:NAME``, which are on or off; any other field
    (``score`` among them, a number from -9 to 9) keeps the string it is given, and "" means unset.
    """

    rowid: int
    field: str
    value: bool | str


class SavedSearch(NamedTuple):
    """A query that is kept under a name, with the order of its list."""

    name: str
    query: str
    sort: Literal["newest", "oldest", "best", "title", "score"]


class MergeOutcome(NamedTuple):
    """What merging another library's journal did: records not known before, and lines not understood."""

    added: int
    articles: int
    rejected: int


class Repair(NamedTuple):
    """How much of what is derived had to be put right."""

    states: int
    articles: int
    stories: int
    counts: int

    @property
    def total(self) -> int:
        return self.states + self.articles + self.stories + self.counts
