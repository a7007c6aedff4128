"""Which rows of a list are selected: single articles, and a range of rows that follows the cursor."""

from __future__ import annotations

from collections.abc import Mapping


class Selection:
    """Articles by rowid, each with the place it was seen at; and where a range began.

    The range's other end is ``end``; None while it is the cursor.
    """

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self.anchor: int | None = None
        self.anchor_rowid: int | None = None
        self.end: int | None = None

    def __bool__(self) -> bool:
        return bool(self.places) or self.anchor is not None

    @property
    def is_following(self) -> bool:
        """Whether a range follows the cursor."""
        return self.anchor is not None and self.end is None

    def rows(self, cursor: int) -> range:
        """The rows of the range."""
        if self.anchor is None:
            return range(0)
        end = cursor if self.end is None else self.end
        return range(min(self.anchor, end), max(self.anchor, end) + 1)

    def holds(self, rowid: int, place: int, cursor: int) -> bool:
        """Whether the article at a place is selected."""
        return rowid in self.places or place in self.rows(cursor)

    def count(self, cursor: int) -> int:
        """How many articles are selected."""
        rows = self.rows(cursor)
        return len(rows) + sum(place not in rows for place in self.places.values())

    def toggle(self, rowid: int, place: int) -> None:
        """Select an article, or select it no more."""
        if self.places.pop(rowid, None) is None:
            self.places[rowid] = place

    def begin(self, rowid: int | None, place: int) -> None:
        """Begin a range at the cursor."""
        self.anchor, self.anchor_rowid, self.end = place, rowid, None

    def take_range(self, places: Mapping[int, int]) -> None:
        """The range is over: these are its articles."""
        self.places.update(places)
        self.anchor = self.anchor_rowid = self.end = None

    def settle(self, places: Mapping[int, int]) -> None:
        """The list has changed: keep what is still in it, at the place it is at now."""
        if self.anchor_rowid is not None:
            self.anchor = places.get(self.anchor_rowid)
            if self.anchor is None:
                self.anchor_rowid = self.end = None
        self.places = {rowid: places[rowid] for rowid in self.places if rowid in places}

    def clear(self) -> None:
        """Nothing is selected."""
        self.places = {}
        self.anchor = self.anchor_rowid = self.end = None
