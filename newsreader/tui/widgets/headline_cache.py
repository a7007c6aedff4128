"""The headlines a list has at hand: what was fetched, what was asked for, and the hits in the titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newsreader.article import Headline
from newsreader.tui.messages import Passage

WINDOW = 100
"""Headlines asked for at a time."""

KEPT = 2000
"""Headlines kept; beyond that those far from the cursor are let go."""

Spans = list[tuple[int, int]]
FindHits = Callable[[str, str], Sequence[tuple[int, int]]]


class HeadlineCache:
    """Headlines by their place in the list."""

    def __init__(
        self, start: int = 0, headlines: Iterable[Headline] = (), find_hits: FindHits | None = None
    ) -> None:
        self._headlines = dict(enumerate(headlines, start))
        self._asked = {index // WINDOW for index in self._headlines if index % WINDOW == 0}
        self._find_hits = find_hits
        self._hits: dict[int, Spans] = {}
        self.passages: dict[int, Passage] = {}

    def get(self, index: int) -> Headline | None:
        """The headline at a place, if it is at hand."""
        return self._headlines.get(index)

    @property
    def rowids(self) -> list[int]:
        """The articles whose headlines are at hand."""
        return [headline.rowid for headline in self._headlines.values()]

    def lacking(self, first: int, last: int) -> list[range]:
        """The windows to ask for so that ``first`` to ``last`` will be at hand; none is named twice."""
        pages = [page for page in range(first // WINDOW, last // WINDOW + 1) if page not in self._asked]
        self._asked.update(pages)
        return [range(page * WINDOW, (page + 1) * WINDOW) for page in pages]

    def arrived(self, start: int, headlines: Iterable[Headline], cursor: int) -> None:
        """Keep what was asked for; let go of what is far from the cursor if there is too much."""
        if len(self._headlines) > KEPT:
            near = range(cursor - KEPT // 4, cursor + KEPT // 4)
            self._headlines = {index: row for index, row in self._headlines.items() if index in near}
            self._asked = {page for page in self._asked if page * WINDOW in near}
            self._hits.clear()
        self._headlines.update(enumerate(headlines, start))

    def renew(self, headlines: Iterable[Headline]) -> list[int]:
        """Take newer states of articles; the places that changed."""
        newer = {headline.rowid: headline for headline in headlines}
        places = [
            index
            for index, headline in self._headlines.items()
            if newer.get(headline.rowid, headline) != headline
        ]
        for index in places:
            self._headlines[index] = newer[self._headlines[index].rowid]
        return places

    def hits(self, index: int, title: str, language: str) -> Spans:
        """The hits in the title at a place, as it is drawn."""
        if self._find_hits is None:
            return []
        if index not in self._hits:
            self._hits[index] = list(self._find_hits(title, language))
        return self._hits[index]
