"""Teasers find their articles, whichever comes first, and lose them when these go."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.article import StoredArticle
from newsreader.errors import NotFoundError
from newsreader.explaining import OF_TEASERS
from newsreader.ingest.linking import MOST_CANDIDATES
from newsreader.ingest.linking import _candidates as candidates_of
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.store import Scope
from newsreader.store.teasers import KnownTeaser, Titled
from tests.conftest import PROJECT

MakeBundle = Callable[..., Path]

REVIEW = """Press review of the isles

The papers write about the storm and about bread, and the pilots have the last word in all of them.

A second paragraph says nothing of importance, but it is long enough to be taken for a paragraph of its own.

More stories
Storm closes the northern strait
All pilots stay ashore until it is over
Read more
Crane falls at dry dock 4
Two hurt in the gusts before the storm
Read more
"""
STORM = {
    "title": "Storm closes the northern strait",
    "subtitle": "All pilots stay ashore until it is over",
    "body": "The strait was closed on Thursday.\n\nNobody knows when it opens.",
    "date": "2021-12-09",
}
CRANE = {
    "title": "Crane falls at drydock 4",
    "subtitle": "Two hurt in the gusts before the storm",
    "body": "A cable gave way, the yard said.\n\nThe dock is shut.",
    "date": "2021-12-08",
}
FLASH = {
    "title": "Storm closes the northern strait",
    "date": "2021-12-09",
    "url": "https://kestrel.example/f",
}


def lines(*records: dict[str, str]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def titled(library: Library, title: str, *, is_stub: bool = False) -> StoredArticle:
    found = library.listing(View(Scope(all_versions=True)))
    rows = [row for row in found.window(0, found.total) if row.title == title and row.is_stub == is_stub]
    return library.article(rows[0].rowid)


def led(library: Library) -> list[str | None]:
    """Where the teasers of the review lead."""
    return [link and link.title for link in titled(library, "Press review of the isles").links]


@pytest.fixture
def review(library: Library, make_bundle: MakeBundle) -> Path:
    bundle = make_bundle({"review.txt": REVIEW}, "review")
    library.add([bundle])
    return bundle


@pytest.mark.usefixtures("review")
def test_a_link_appears_when_a_later_bundle_brings_the_article_and_goes_with_it(
    library: Library, make_bundle: MakeBundle
) -> None:
    assert led(library) == [None, None]
    library.add([make_bundle({"wire.jsonl": lines(STORM, CRANE)}, "wire")])
    assert led(library) == [STORM["title"], CRANE["title"]]
    storm, page = titled(library, STORM["title"]), titled(library, "Press review of the isles")
    assert storm.mentioned_by == (page.headline.id,)
    link = page.links[0]
    assert link and (link.id, link.evidence) == (storm.headline.id, "same title, summary in the text")
    library.remove("wire")
    assert led(library) == [None, None]
    library.add([make_bundle({"wire.jsonl": lines(STORM)}, "again")])
    assert led(library) == [STORM["title"], None]


def test_a_page_that_goes_no_longer_mentions_anything(
    library: Library, review: Path, make_bundle: MakeBundle
) -> None:
    library.add([make_bundle({"wire.jsonl": lines(STORM)}, "wire")])
    review.joinpath("review.txt").write_text(REVIEW.partition("More stories")[0])
    library.refresh()
    assert titled(library, STORM["title"]).mentioned_by == ()
    library.remove("review")
    assert titled(library, STORM["title"]).mentioned_by == ()


@pytest.mark.usefixtures("review")
def test_an_article_whose_headline_changes_is_announced_no_more(
    library: Library, make_bundle: MakeBundle
) -> None:
    wire = make_bundle({"wire.jsonl": lines(STORM)}, "wire")
    library.add([wire])
    changed = STORM | {"title": "Bread is cheaper", "subtitle": "Bakers say so", "body": "Flour is cheap."}
    wire.joinpath("wire.jsonl").write_text(lines(changed))
    library.refresh()
    assert led(library) == [None, None]
    wire.joinpath("wire.jsonl").write_text(lines(changed, STORM))
    library.refresh()
    assert led(library) == [STORM["title"], None]


def test_a_headline_without_its_text_leads_to_the_article_that_has_it(
    library: Library, make_bundle: MakeBundle
) -> None:
    library.add([make_bundle({"flash.jsonl": lines(FLASH)}, "flash")])
    assert titled(library, FLASH["title"], is_stub=True).full is None
    library.add([make_bundle({"wire.jsonl": lines(STORM)}, "wire")])
    flash, storm = titled(library, FLASH["title"], is_stub=True), titled(library, STORM["title"])
    assert flash.full and flash.full.id == storm.headline.id
    assert storm.mentioned_by == (flash.headline.id,)


@pytest.mark.usefixtures("review")
def test_a_link_that_was_rejected_stays_so_until_that_is_undone(
    library: Library, make_bundle: MakeBundle
) -> None:
    wire = make_bundle({"wire.jsonl": lines(STORM)}, "wire")
    library.add([wire])
    link = titled(library, "Press review of the isles").links[0]
    assert link and library.reject_link(link) and not library.reject_link(link)
    assert led(library) == [None, None]
    assert titled(library, STORM["title"]).mentioned_by == ()
    library.remove("wire")
    library.add([wire])
    library.remove("review")
    library.add([wire.parent / "review"])
    assert led(library) == [None, None]
    library.undo()
    assert led(library) == [STORM["title"], None]
    library.redo()
    better = STORM | {
        "body": "The strait was closed by the storm of the century.",
        "url": "https://k.example/s",
    }
    library.add([make_bundle({"wire.jsonl": lines(better)}, "better")])
    page = titled(library, "Press review of the isles")
    assert page.links[0] is not None and page.links[0].id != link.id


def test_whatever_the_order_of_bundles_the_links_are_the_same(
    tmp_path: Path, make_bundle: MakeBundle
) -> None:
    other = STORM | {"body": "Quite another text under the same headline."}
    bundles = [
        make_bundle({"review.txt": REVIEW}, "review"),
        make_bundle({"a.jsonl": lines(STORM)}, "storm"),
        make_bundle({"a.jsonl": lines(CRANE, other)}, "crane"),
        make_bundle({"a.jsonl": lines(FLASH)}, "flash"),
    ]  # fmt: skip
    chance = random.Random(4)
    expected: dict[frozenset[str], set[object]] = {}
    for number in range(6):
        steps = [(bundle, True) for bundle in bundles] + [(chance.choice(bundles), False) for _ in range(2)]
        chance.shuffle(steps)
        present: set[str] = set()
        with Library(Paths(data=tmp_path / f"library-{number}", config=tmp_path / "config.toml")) as library:
            for bundle, is_added in steps:
                if is_added:
                    library.add([bundle])
                    present.add(bundle.name)
                elif bundle.name in present:
                    library.remove(bundle.name)
                    present.discard(bundle.name)
                found = links_of(library)
                assert expected.setdefault(frozenset(present), found) == found, (number, present)


def links_of(library: Library) -> set[object]:
    listing = library.listing(View())
    articles = [library.article(rowid) for rowid in listing.rowids()]
    return {
        (
            stored.headline.id,
            stored.full and stored.full.id,
            stored.mentioned_by,
            *(link and link.id for link in stored.links),
        )
        for stored in articles
    }


def test_linking_that_was_killed_is_made_up_for(library_paths: Paths, make_bundle: MakeBundle) -> None:
    files = {f"review-{number}.txt": REVIEW.replace("isles", f"isles, {number}") for number in range(400)}
    review = make_bundle(files, "review")
    wire = make_bundle({"wire.jsonl": lines(STORM, CRANE)}, "wire")
    script = (
        "import sys; from pathlib import Path; import newsreader.store.teasers as t\n"
        "from newsreader.library import Library; from newsreader.paths import Paths\n"
        "gather = t.Teasers.gather\n"
        "t.Teasers.gather = lambda self: (gather(self), print('gathered', flush=True), input())\n"
        "library = Library(Paths(data=Path(sys.argv[1]), config=Path(sys.argv[1] + '.toml')))\n"
        "library.add([Path(p) for p in sys.argv[2:]])\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(library_paths.data), str(review), str(wire)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT,
    )  # fmt: skip
    assert child.stdout and child.stdin
    with child:
        assert child.stdout.readline() == b"gathered\n"
        child.send_signal(signal.SIGKILL)
        child.stdin.close()
    with Library(library_paths) as library:
        assert library.has_unfinished_work()
        library.add([wire])
        assert not library.has_unfinished_work()
        page = titled(library, "Press review of the isles, 7")
        assert [link and link.title for link in page.links] == [STORM["title"], CRANE["title"]]
        assert len(titled(library, STORM["title"]).mentioned_by) == 400
        assert library.check() == []


def test_a_library_of_an_earlier_version_is_linked_by_the_next_add(
    library: Library, library_paths: Paths, review: Path, make_bundle: MakeBundle
) -> None:
    wire = make_bundle({"wire.jsonl": lines(STORM)}, "wire")
    library.add([wire])
    database = library._store()._database
    with database.writing():
        database.execute("DELETE FROM mention")
        database.execute("INSERT INTO untold SELECT rowid FROM article")
    assert library.has_unfinished_work() and led(library) == [None, None]
    library.add([wire])
    assert led(library) == [STORM["title"], None]


@pytest.mark.usefixtures("review")
def test_a_teaser_without_its_article_is_found_as_a_stub_until_the_article_comes(
    library: Library, make_bundle: MakeBundle
) -> None:
    def stubs() -> list[str]:
        listing = library.listing(View(query="is:stub", sort="newest"))
        assert (
            listing.total == len(listing.window(0, listing.total)) == sum(day.count for day in listing.days)
        )
        return [row.title for row in listing.window(0, listing.total)]

    library.add([make_bundle({"flash.jsonl": lines(FLASH | {"title": "Ice on the upper Marl"})}, "flash")])
    announced = ["Storm closes the northern strait", "Crane falls at dry dock 4"]
    assert library.listing(View()).total == 2
    assert stubs() and set(library_titles(library, "is:stub")) == {
        "Ice on the upper Marl",
        *announced,
    }
    assert library_titles(library, "is:stub crane") == ["Crane falls at dry dock 4"]
    assert library_titles(library, "is:stub title:crane") == []
    row = library.listing(View(query="is:stub crane")).window(0, 1)[0]
    stored = library.article(row.rowid)
    assert library.find(row.id) == stored and stored.headline.is_stub
    assert stored.article.subtitle == "Two hurt in the gusts before the storm"
    assert [library.find(id).headline.title for id in stored.mentioned_by] == ["Press review of the isles"]
    assert library.mark([row.rowid], "starred", True) == 0
    library.add([make_bundle({"wire.jsonl": lines(STORM, CRANE)}, "wire")])
    assert stubs() == ["Ice on the upper Marl"]
    with pytest.raises(NotFoundError):
        library.find(row.id)


@pytest.mark.usefixtures("review")
def test_why_a_teaser_without_its_article_is_a_hit_is_said(library: Library) -> None:
    row = library.listing(View(query="is:stub crane")).window(0, 1)[0]
    for query, is_hit in (("is:stub crane", True), ("is:stub bread", False), ("crane", False)):
        found = library.why(View(query=query), row.rowid)
        assert found.why.is_hit is is_hit and found.remarks == (OF_TEASERS,)


def test_of_thousands_of_articles_of_one_title_only_the_nearest_in_time_are_kept() -> None:
    title = "Photo of the day from the isles"
    teaser = KnownTeaser(1, title, "", "", 5000)
    articles = [Titled(rowid, title, "", "", (rowid * 7919) % 9973) for rowid in range(1, 9000)]
    [kept] = candidates_of([teaser], articles).values()
    nearest = sorted(abs(article.day - 5000) for article in articles if article.day is not None)
    found = sorted(abs(article.day - 5000) for article in kept if article.day is not None)
    assert found[:MOST_CANDIDATES] == nearest[:MOST_CANDIDATES] and len(kept) <= 10 * MOST_CANDIDATES


def test_an_article_at_the_address_of_a_teaser_is_found_among_thousands_of_its_title() -> None:
    title = "Photo of the day from the isles"
    teaser = KnownTeaser(1, title, "", "https://isles.example/4711", None)
    articles = [Titled(rowid, title, "", f"https://isles.example/{rowid}", 0) for rowid in range(1, 6000)]
    [kept] = candidates_of([teaser], articles).values()
    assert "https://isles.example/4711" in [article.url for article in kept]


def test_a_stub_leads_to_the_article_at_its_address_among_many_of_its_title(
    library: Library, make_bundle: MakeBundle
) -> None:
    said = [
        STORM
        | {
            "title": "Photo of the day",
            "body": f"{STORM['body']} It is number {number}.",
            "url": f"https://isles.example/{number}",
        }
        for number in range(2 * MOST_CANDIDATES)
    ]
    stub = {"title": "Photo of the day", "summary": "", "url": said[-1]["url"]}
    library.add([make_bundle({"wire.jsonl": lines(*said), "stub.jsonl": lines(stub)}, "wire")])
    full = titled(library, "Photo of the day", is_stub=True).full
    assert full is not None and library.find(full.id).article.url == stub["url"]


def library_titles(library: Library, query: str) -> list[str]:
    listing = library.listing(View(query=query))
    return [row.title for row in listing.window(0, listing.total)]


def test_the_sample_bundles_lead_their_teasers_to_their_articles(
    library: Library, sample_bundles: Path
) -> None:
    library.add([sample_bundles / "meridian-wire"])
    pages = [library.article(rowid) for rowid in library.listing(View()).rowids()]
    led = {link.title for page in pages for link in page.links if link}
    assert "Grain ship Alma Terren freed from sandbank off Lantern Point" in led
    links = [link for page in pages for link in page.links]
    assert sum(link is not None for link in links) >= 12
    stubs = library_titles(library, "is:stub")
    assert "Museum of Knots opens a second room" in stubs and "Storm closes the northern strait" not in stubs
    storm = titled(library, "Storm closes the northern strait")
    assert len(storm.mentioned_by) >= 2
