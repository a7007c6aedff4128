"""What a list shows: the view that was asked for and the rows that answer it, fetched by window."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsreader.article import Headline
from newsreader.store import DayCount, Scope, Store, chronology

if TYPE_CHECKING:
    from newsreader.search import Found, Highlights, Snippet, Words

Sort = Literal["newest", "oldest", "best", "title", "score"]
Precision = Literal["year", "month", "day"]
SNIPPET_CHARACTERS = 200
ASKS_FOR_DISMISSED = "is:dismissed"
_PERIOD_CHARACTERS: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}
MOST_OF_THE_WORDS = "most of the words"
"""How articles are spoken of that do not have all words of a query."""


class View(NamedTuple):
    """A place in the library, a query within it, and an order.

    ``sort`` None means newest first without a query, best first with one. ``words``: whether articles that
    have only most of the query's words may follow.
    """

    scope: Scope = Scope()
    query: str = ""
    sort: Sort | None = None
    words: Words = "all"

    @property
    def order(self) -> Sort:
        """The order that is meant; without a query nothing is better than anything, so newest."""
        if self.sort is None or (self.sort == "best" and not self.query.strip()):
            return "best" if self.query.strip() else "newest"
        return self.sort


class Match(NamedTuple):
    """What a query came to, beside its rows.

    ``interpreted`` is the query as it was understood, ``notes`` what in it was not; ``partial`` has the
    articles that do not have all the words, but most.
    """

    interpreted: str = ""
    highlights: Highlights | None = None
    notes: tuple[str, ...] = ()
    partial: frozenset[int] = frozenset()


class Listing:
    """The rows of a view as the library was when asked; cheap to keep, usable from any thread.

    ``total`` counts rows, ``matches`` articles: they differ by the versions that are folded into one row.
    ``days`` are the groups in row order, empty where the order is not by date. A listing that
    ``is_cancelled`` answers nothing: its search was told to stop.
    """

    def __init__(
        self,
        view: View,
        store: Callable[[], Store],
        *,
        total: int,
        matches: int,
        days: Sequence[DayCount] = (),
        rowids: array[int] | None = None,
        found: Found | None = None,
        sort_keys: array[int] | None = None,
        match: Match | None = None,
        took_ms: float = 0.0,
        is_cancelled: bool = False,
    ) -> None:
        self.view = view
        self.total = total
        self.matches = matches
        self.days = tuple(days)
        self.match = match or Match()
        self.took_ms = took_ms
        self.is_cancelled = is_cancelled
        self._store = store
        self._rowids = rowids
        self._found = found
        self._sort_keys = sort_keys

    @property
    def interpreted(self) -> str:
        """The query as it was understood; empty without one."""
        return self.match.interpreted

    @property
    def highlights(self) -> Highlights | None:
        """Finds the hits in a text; None without a query."""
        return self.match.highlights

    @property
    def shows_dismissed(self) -> bool:
        """Whether articles that the reader has dismissed stand in it."""
        return self.view.scope.dismissed != "out" or ASKS_FOR_DISMISSED in self.interpreted

    @property
    def nested(self) -> frozenset[int]:
        """The places of rows that stand below the row of their story."""
        return frozenset()

    @property
    def full_total(self) -> int:
        """How many rows have all words of the query."""
        partial, rowids = self.match.partial, self._rowids
        if not partial or rowids is None:
            return self.total
        # Where not all rows are at hand there is one for each article.
        is_whole = len(rowids) == self.total
        return self.total - (sum(map(partial.__contains__, rowids)) if is_whole else len(partial))

    @property
    def partial_tail(self) -> int:
        """How many rows at the end have only most of the words; 0 where the order mixes them with others."""
        return self.total - self.full_total if self.view.order == "best" else 0

    def window(self, start: int, stop: int) -> list[Headline]:
        """The rows from ``start`` up to, not including, ``stop``; fewer at the end of the list, or where an
        article has gone since the list was made."""
        start, stop = max(0, start), min(self.total, stop)
        if self._rowids is None:
            return self._store().window(self.view.scope, start, stop, self.days)
        return self._store().headlines(self._rowids[start:stop])

    def position_of(self, rowid: int) -> int | None:
        """The row an article stands in, if it is in the list under its own name."""
        if self._rowids is None:
            return self._store().position_of(self.view.scope, rowid)
        try:
            return self._rowids.index(rowid)
        except ValueError:
            return None

    def rowids(self) -> list[int]:
        """Every row's article, in order."""
        if self._rowids is None:
            return self._store().rowids(self.view.scope)
        return list(self._rowids)

    def score(self, rowid: int) -> float | None:
        """How well an article answers the query; None without one."""
        return self._scores.get(rowid)

    @cached_property
    def _scores(self) -> dict[int, float]:
        return dict(zip(self._found.rowids, self._found.scores, strict=True)) if self._found else {}

    def timeline(self, precision: Precision) -> tuple[DayCount, ...]:
        """How many rows each year, month or day has, oldest first, undated last; what is known less exactly
        than asked stands under what is known. Of a list that was found with a limit, its first rows only."""
        if self._sort_keys is None:
            days = self._store().days(self.view.scope)
        else:
            days = day_counts(self._sort_keys, is_in_order=False)
        counts: dict[str | None, int] = {}
        for each in days:
            period = each.day and each.day[: _PERIOD_CHARACTERS[precision]]
            counts[period] = counts.get(period, 0) + each.count
        return tuple(DayCount(period, counts[period]) for period in sorted(counts, key=lambda it: it or "~"))

    def snippet(self, headline: Headline) -> Snippet | None:
        """The best passage of an article for the query; None without a query or without text."""
        if self.highlights is None:
            return None
        from newsreader.search.snippets import snippet

        article = self._store().article(headline.rowid).article
        if not article.text:
            return None
        return snippet(
            article.text,
            headline.language,
            self.highlights,
            width=SNIPPET_CHARACTERS,
            speech=[(said.speaker, said.text) for said in article.quotations],
        )


def day_counts(sort_keys: array[int], *, is_in_order: bool = True) -> list[DayCount]:
    """The headings of articles with these keys, and how many articles stand under each."""
    from newsreader.search import results

    keys = results.floored(sort_keys, chronology.DAY_MS, chronology.PERIOD_MARKS, chronology.UNDATED_KEY)
    counted = results.runs(keys if is_in_order else results.ascending(keys))
    labels = chronology.labels([key for key, _ in counted])
    return [DayCount(label, count) for label, (_, count) in zip(labels, counted, strict=True)]
