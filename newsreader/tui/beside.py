"""What the side bar counts, asked for in a thread of its own."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.errors import SearchIndexError
from newsreader.library import Library
from newsreader.listing import View
from newsreader.store import SavedSearch, Scope
from newsreader.tui.messages import SavedCounted, SideCounted


class SideCounts(NamedTuple):
    """Unread articles by section (with its bundle), by tag, and starred; and the searches that are saved."""

    sections: tuple[tuple[str, str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    starred: int = 0
    saved: tuple[SavedSearch, ...] = ()


def counts(library: Library) -> SideCounted:
    """What the store keeps sums of: quick at any size."""
    sections = tuple(each for each in library.sections_by_bundle() if each[1])
    return SideCounted(
        SideCounts(
            sections, tuple(library.tags_unread()), library.starred_unread(), tuple(library.saved_searches())
        )
    )


def saved_counts(library: Library, searches: tuple[SavedSearch, ...]) -> SavedCounted:
    """How many rows of each saved search are unread; none is known while the index is being built anew."""
    found = {}
    for search in searches:
        query = f"({search.query}) is:unread" if search.query else "is:unread"
        try:
            found[search.name] = library.listing(View(Scope(), query, "newest")).total
        except SearchIndexError:
            return SavedCounted({})
    return SavedCounted(found)
