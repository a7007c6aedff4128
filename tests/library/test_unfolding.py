"""Stories with their versions in rows of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import Listing, View
from newsreader.paths import Paths
from newsreader.unfolding import Unfolded

COPIED, THRICE = 3, 7
"""Numbers of the notices that stand in two, and in three bundles."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Twelve notices on six days; one has a copy in another bundle, another has two."""
    library = Library(Paths(tmp_path / "library", tmp_path / "config.toml"))
    for bundle, numbers in (("wire", range(12)), ("post", (COPIED, THRICE)), ("isles", (THRICE,))):
        path = tmp_path / f"{bundle}.jsonl"
        records = [
            {"title": f"Notice {n}", "body": f"Buoy {n}.", "date": f"2021-12-{1 + n // 2:02}"}
            for n in numbers
        ]
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        library.add([path])
    return library


def row_of(listing: Listing, number: int) -> int:
    return [each.title for each in listing.window(0, 99)].index(f"Notice {number}")


def unfolded(library: Library, view: View, *numbers: int) -> Unfolded:
    base = library.listing(view)
    rowids = base.rowids()
    listing = library.unfolded(base, [rowids[row_of(base, number)] for number in numbers])
    assert isinstance(listing, Unfolded)
    return listing


VIEWS = [
    View(),
    View(sort="oldest"),
    View(sort="title"),
    View(query="buoy"),
    View(query="buoy", sort="newest"),
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_versions_stand_below_their_story_whatever_the_order(library: Library, view: View) -> None:
    base, listing = library.listing(view), unfolded(library, view, COPIED, THRICE)
    assert (listing.total, base.total) == (15, 12)
    rows = listing.window(0, 99)
    titles = [each.title for each in rows]
    first, second = titles.index(f"Notice {COPIED}"), titles.index(f"Notice {THRICE}")
    assert listing.nested == {first + 1, second + 1, second + 2}
    assert [each.title for place, each in enumerate(rows) if place not in listing.nested] == [
        each.title for each in base.window(0, 99)
    ]
    assert {each.bundle for each in rows[second : second + 3]} == {"wire", "post", "isles"}
    assert listing.rowids() == [each.rowid for each in rows]
    assert [listing.position_of(each.rowid) for each in rows] == list(range(15))
    if listing.days:
        assert sum(day.count for day in listing.days) == 15
        assert [day.day for day in listing.days] == [day.day for day in base.days]


def test_any_window_is_a_piece_of_the_whole(library: Library) -> None:
    listing = unfolded(library, View(), COPIED, THRICE)
    rows = listing.window(0, 99)
    for start in range(-1, 16):
        for stop in range(start, 17):
            assert listing.window(start, stop) == rows[max(0, start) : max(0, stop)]


def test_a_story_knows_its_rows(library: Library) -> None:
    listing = unfolded(library, View(), THRICE)
    first = row_of(listing, THRICE)
    assert listing.story_at(first) == listing.story_at(first + 2) == range(first, first + 3)
    assert listing.story_at(first - 1) is None and listing.story_at(first + 3) is None


def test_what_has_no_versions_or_is_not_in_the_list_unfolds_to_nothing(library: Library) -> None:
    base = library.listing(View())
    assert library.unfolded(base, [4711]) is base
    assert library.unfolded(base, [base.rowids()[row_of(base, 0)]]) is base
    again = unfolded(library, View(), THRICE)
    assert library.unfolded(again, []).total == 12
