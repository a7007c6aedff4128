"""Articles chosen in a list, and what the desk's threads do with all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from newsreader.article import Headline
from newsreader.library import Library
from newsreader.listing import Listing
from newsreader.tui.desk import is_unread
from newsreader.tui.messages import Marked, RowsPlaced

LOOKED_AT = 500
"""Headlines fetched at a time to see what a key would change."""


class Chosen(NamedTuple):
    """Articles by rowid, and the rows of a list that are chosen besides."""

    rowids: tuple[int, ...]
    listing: Listing | None = None
    rows: range = range(0)

    def all(self) -> list[int]:
        """Every article, each once."""
        more = self.listing.rowids()[self.rows.start : self.rows.stop] if self.listing and self.rows else []
        return list(dict.fromkeys((*self.rowids, *more)))


class Toggle(NamedTuple):
    """A mark that a key sets where anything lacks it, and else takes away."""

    field: str
    lacks: Callable[[Headline], bool]
    words: tuple[str, str]


READ = Toggle("read", is_unread, ("marked read", "marked unread"))
STARRED = Toggle("starred", lambda headline: not headline.is_starred, ("starred", "no longer starred"))
DISMISSED = Toggle(
    "dismissed", lambda headline: not headline.is_dismissed, ("dismissed", "no longer dismissed")
)


def toggle(library: Library, chosen: Chosen, wanted: Toggle, shown: Collection[int]) -> Marked:
    """Mark all that is chosen, or take the mark from all if all have it, as one action."""
    rowids = chosen.all()
    value = any(wanted.lacks(headline) for headline in _headlines(library, rowids))
    library.mark(rowids, wanted.field, value)
    return _marked(library, rowids, wanted.words[0 if value else 1], shown)


def dismiss(library: Library, chosen: Chosen, shown: Collection[int]) -> Marked:
    """Take all that is chosen out of the lists, as one action."""
    rowids = chosen.all()
    changed = library.mark(rowids, "dismissed", True)
    return _marked(library, rowids, "dismissed", shown) if changed else Marked("", ())


def score(library: Library, chosen: Chosen, step: int, shown: Collection[int]) -> Marked:
    """Raise or lower the scores of all that is chosen, as one action."""
    rowids = chosen.all()
    library.change_scores(rowids, step)
    if len(rowids) > 1:
        return _marked(library, rowids, f"scored {step:+d}", shown)
    now = next(_headlines(library, rowids), None)
    return _marked(library, rowids, f"score {now.score if now else 0}", shown)


def tag(library: Library, chosen: Chosen, tags: dict[str, bool], shown: Collection[int]) -> Marked:
    """Give tags to all that is chosen, and take others away, as one action."""
    rowids = chosen.all()
    library.tag(rowids, tags)
    said = ", ".join(f"tagged {name}" if value else f"tag {name} taken away" for name, value in tags.items())
    return _marked(library, rowids, said, shown)


def _marked(library: Library, rowids: Sequence[int], said: str, shown: Collection[int]) -> Marked:
    touched = set(rowids)
    text = f"{len(rowids)} {said} · u undoes" if len(rowids) > 1 else said
    return Marked(text, library.headlines([rowid for rowid in shown if rowid in touched]))


def _headlines(library: Library, rowids: Sequence[int]) -> Iterator[Headline]:
    for start in range(0, len(rowids), LOOKED_AT):
        yield from library.headlines(rowids[start : start + LOOKED_AT])


def places(_: Library, request: int, listing: Listing, rowids: Collection[int]) -> RowsPlaced:
    """Where in a list these articles stand; those that are not in it are left out."""
    wanted = frozenset(rowids)
    found = {rowid: place for place, rowid in enumerate(listing.rowids()) if rowid in wanted}
    return RowsPlaced(request, found, is_range=False)


def rows(_: Library, request: int, listing: Listing, wanted: range) -> RowsPlaced:
    """The articles of some rows."""
    rowids = listing.rowids()[wanted.start : wanted.stop]
    return RowsPlaced(
        request, {rowid: place for place, rowid in enumerate(rowids, wanted.start)}, is_range=True
    )
