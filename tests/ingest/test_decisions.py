"""What a reader said of versions holds, whatever becomes of the articles that it was said of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.errors import UsageError
from newsreader.library import Library
from newsreader.store.decisions import MOST_TOGETHER
from tests.ingest.test_grouping import STORIES, extended, lines, of, rows, shortened
from tests.stories.isle_news import Story, stories

MakeBundle = Callable[..., Path]


def line(story: Story, guid: str) -> str:
    return f"{json.dumps({'title': story.title, 'body': story.text, 'date': '2021-12-09', 'guid': guid})}\n"


def versions(library: Library) -> list[int]:
    return sorted(row.versions for row in rows(library))


@pytest.fixture
def two(library: Library, make_bundle: MakeBundle) -> list[Path]:
    """Two bundles with a version each of one story, which have been set apart by the first one's."""
    bundles = [
        make_bundle({"wire.jsonl": lines(STORIES[0])}, "wire"),
        make_bundle({"post.jsonl": lines(shortened(STORIES[0]))}, "post"),
    ]
    library.add(bundles)
    assert versions(library) == [2]
    assert library.set_apart(of(library, "wire")[0].rowid) and versions(library) == [1, 1]
    return bundles


@pytest.mark.parametrize("edited", [["wire"], ["post"], ["wire", "post"]])
def test_an_article_that_is_edited_stays_apart(library: Library, two: list[Path], edited: list[str]) -> None:
    for bundle, story in zip(two, (STORIES[0], shortened(STORIES[0])), strict=True):
        if bundle.name in edited:
            longer = f"{story.text}\n\nMore of it is told tomorrow."
            next(bundle.iterdir()).write_text(lines(story._replace(text=longer)))
    assert sum(report.updated for report in library.refresh().bundles) == len(edited)
    assert versions(library) == [1, 1] and library.check() == []


@pytest.mark.parametrize("gone", ["wire", "post"])
def test_a_copy_of_what_was_set_apart_stays_apart_when_that_goes(
    library: Library, two: list[Path], make_bundle: MakeBundle, gone: str
) -> None:
    story = STORIES[0] if gone == "wire" else shortened(STORIES[0])
    library.add([make_bundle({"late.jsonl": line(story, "urn:isle:4711")}, "late")])
    assert versions(library) == [1, 2]
    library.remove(gone)
    assert versions(library) == [1, 1]
    library.add(two)
    assert versions(library) == [1, 2] and library.check() == []


def test_what_was_put_together_stays_so_whichever_of_them_goes(
    library: Library, make_bundle: MakeBundle
) -> None:
    bundles = [make_bundle({"a.jsonl": lines(STORIES[place])}, f"b{place}") for place in range(3)]
    library.add(bundles)
    library.put_together([of(library, bundle.name)[0].rowid for bundle in bundles])
    for bundle in bundles:
        library.remove(bundle.name)
        assert versions(library) == [2]
        library.add([bundle])
        assert versions(library) == [3]
    library.set_apart(of(library, "b0")[0].rowid)
    assert versions(library) == [1, 2], "the others were put together too"


def test_what_was_put_together_stays_so_when_it_is_edited(library: Library, make_bundle: MakeBundle) -> None:
    bundles = [make_bundle({"a.jsonl": lines(STORIES[place])}, f"b{place}") for place in range(3)]
    library.add(bundles)
    library.put_together([of(library, bundle.name)[0].rowid for bundle in bundles])
    for place, bundle in enumerate(bundles):
        (bundle / "a.jsonl").write_text(lines(extended(STORIES[place])))
        library.refresh()
        assert versions(library) == [3]


def test_more_than_can_be_told_at_once_is_refused(library: Library, make_bundle: MakeBundle) -> None:
    news = stories(MOST_TOGETHER + 1, seed=3)
    library.add([make_bundle({"a.jsonl": lines(*news)}, "many")])
    rowids = [row.rowid for row in of(library, "many")]
    with pytest.raises(UsageError):
        library.put_together(rowids)
    assert library.put_together(rowids[1:]) and versions(library) == [1, MOST_TOGETHER]


def test_what_was_marked_of_an_article_that_goes_is_marked_of_the_copy_that_stays(
    library: Library, make_bundle: MakeBundle
) -> None:
    old, new = (make_bundle({"scrape.jsonl": lines(*STORIES[:3])}, name) for name in ("old", "new"))
    library.add([old])
    starred, tagged = [row.rowid for row in of(library, "old")][:2]
    library.mark([starred], "starred", True)
    library.tag([tagged], {"harbour": True})
    library.add([new])
    own = [row.rowid for row in of(library, "new") if row.title == library.article(tagged).headline.title]
    library.tag(own, {"harbour": True})
    library.tag(own, {"harbour": False})
    library.remove("old")
    assert [row.is_starred for row in of(library, "new")] == [True, False, False]
    assert library.tags() == [], "what was said of the copy itself holds"
    assert library.counts().starred == 1 and library.check() == []
