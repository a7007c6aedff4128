"""Which sentences of an article were read elsewhere before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths

BACKGROUND = "The strait was last closed for longer than a day in February 2019, when ice came down."
ARTICLES = {
    "Storm closes the strait": f"A storm closed the strait at noon on Monday. Nobody was hurt. {BACKGROUND}",
    "Strait opens again": f"The strait was opened to all ships on Saturday. {BACKGROUND} Nobody was hurt.",
    "Bread is cheaper": "A loaf of rye costs four crowns in Straitgate this week, bakers say.",
}


class Clock:
    """Goes on by a minute whenever it is asked."""

    now = 1_600_000_000.0

    def __call__(self) -> float:
        self.now += 60
        return self.now


@pytest.fixture
def library(library_paths: Paths, make_bundle: Callable[..., Path]) -> Library:
    opened = Library(library_paths, now=Clock())
    records = (
        {"title": title, "body": body, "url": f"https://k.example/{n}"}
        for n, (title, body) in enumerate(ARTICLES.items())
    )
    opened.add([make_bundle({"wire.jsonl": "".join(f"{json.dumps(each)}\n" for each in records)})])
    return opened


def rowid(library: Library, title: str) -> int:
    listing = library.listing(View())
    return next(row.rowid for row in listing.window(0, listing.total) if row.title.startswith(title))


def known(library: Library, title: str) -> frozenset[tuple[int, int]]:
    """What of an article is known to somebody who opens it now."""
    return library.read_elsewhere(rowid(library, title), library._now())


def test_quoted_background_is_recognised_once_it_was_read(library: Library) -> None:
    storm = rowid(library, "Storm")
    assert known(library, "Strait opens") == frozenset()
    library.mark([storm], "read", True)
    assert known(library, "Strait opens") == {(0, 1)}
    assert known(library, "Bread") == frozenset()
    library.mark([storm], "read", False)
    assert known(library, "Strait opens") == frozenset()
    library.undo()
    assert known(library, "Strait opens") == {(0, 1)}


def test_what_was_marked_when_an_article_was_opened_was_not_known_then(library: Library) -> None:
    storm, opened = rowid(library, "Storm"), rowid(library, "Strait opens")
    now = library._now()
    library.mark([storm, opened], "read", True)
    assert library.read_elsewhere(storm, now) == library.read_elsewhere(opened, now) == frozenset()
    assert known(library, "Storm") == {(0, 2)}


def test_what_has_gone_from_the_library_is_forgotten(library: Library) -> None:
    library.mark([rowid(library, "Storm")], "read", True)
    assert known(library, "Strait opens")
    library.remove("wire")
    database = library._store()._database
    library._store().sentences.take([])
    assert database.value("SELECT count(*) FROM read_sentence") == 0
    assert library.check() == []
