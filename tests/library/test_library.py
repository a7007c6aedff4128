"""The library as its faces use it: views, folding, marks, and two processes at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.errors import ConfigError, NotFoundError
from newsreader.library import Library
from newsreader.listing import Precision, Sort, View
from newsreader.paths import Paths, locate
from newsreader.store import Scope

MakeBundle = Callable[..., Path]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


def record(number: int, date: str | None, **more: str) -> str:
    text = f"The harbour log of watch {number} speaks of fog, three sails and a quiet pilot."
    return json.dumps({"title": f"Watch {number:02}", "body": text, "date": date, "language": "en", **more})


@pytest.fixture
def watches(library: Library, make_bundle: MakeBundle) -> Library:
    """Twelve articles over four days and one undated, in two sections."""
    lines = [
        record(
            number,
            f"2021-12-{1 + number // 3:02}T{8 + number:02}:00:00",
            section="East" if number % 2 else "West",
        )
        for number in range(12)
    ]
    # Beside the others it would be taken to be of their month.
    library.add([make_bundle({"log.jsonl": "\n".join(lines), "apart.jsonl": record(12, None)})])
    return library


def titles(library: Library, view: View) -> list[str]:
    listing = library.listing(view)
    return [headline.title for headline in listing.window(0, listing.total)]


def test_a_view_without_a_query_is_newest_first_by_day_with_undated_last(watches: Library) -> None:
    listing = watches.listing()
    assert [(day.day, day.count) for day in listing.days] == [
        ("2021-12-04", 3),
        ("2021-12-03", 3),
        ("2021-12-02", 3),
        ("2021-12-01", 3),
        (None, 1),
    ]
    assert [headline.title for headline in listing.window(0, 2)] == ["Watch 11", "Watch 10"]
    assert [headline.title for headline in listing.window(12, 99)] == ["Watch 12"]


def test_oldest_first_turns_the_days_round_and_leaves_undated_last(watches: Library) -> None:
    listing = watches.listing(View(sort="oldest"))
    assert [headline.title for headline in listing.window(0, 2)] == ["Watch 00", "Watch 01"]
    assert listing.days[-1].day is None


def test_a_query_keeps_to_the_place_it_is_asked_in(watches: Library) -> None:
    assert len(titles(watches, View(query="fog"))) == 13
    assert len(titles(watches, View(Scope(section="East"), "fog"))) == 6
    assert titles(watches, View(Scope(section="East"), "fog", "title"))[0] == "Watch 01"


def test_every_window_of_a_listing_agrees_with_the_whole(watches: Library) -> None:
    for view in (View(), View(sort="title"), View(query="quiet", sort="newest"), View(Scope(section="West"))):
        listing = watches.listing(view)
        whole = listing.window(0, listing.total)
        assert len(whole) == listing.total
        for start in range(listing.total):
            assert listing.window(start, start + 4) == whole[start : start + 4]
            assert listing.position_of(whole[start].rowid) == start


def test_a_date_range_and_state_filters_answer_in_one_query(watches: Library) -> None:
    rowids = watches.listing(View(query="date:2021-12-02")).rowids()
    watches.mark(rowids[:1], "read", True)
    assert len(titles(watches, View(query="date:2021-12-02 is:unread"))) == 2
    assert len(titles(watches, View(query="is:read OR is:undated"))) == 2


@pytest.fixture
def vague(library: Library, make_bundle: MakeBundle) -> Library:
    """Articles of days, of months and of years that are known no better, from before 1970 too."""
    dates = ["2021-12-09T23:59:59", "2021-12-09", "2021-12", "2021", "2021-11-30", "1969-07-20", "1969", None]
    lines = [record(number, date) for number, date in enumerate(dates)]
    library.add([make_bundle({"log.jsonl": "\n".join(lines)})])
    return library


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_search_has_the_days_that_the_list_has(vague: Library, sort: Sort) -> None:
    listed, found = vague.listing(View(sort=sort)), vague.listing(View(query="fog", sort=sort))
    assert found.days == listed.days
    assert found.rowids() == listed.rowids()


@pytest.mark.parametrize("sort", ["newest", "oldest", "best", "title"])
@pytest.mark.parametrize("query", ["", "fog"])
def test_a_timeline_counts_all_rows(vague: Library, query: str, sort: Sort) -> None:
    listing = vague.listing(View(query=query, sort=sort))
    timelines = {
        precision: [(period.day, period.count) for period in listing.timeline(precision)]
        for precision in PRECISIONS
    }
    assert timelines == {
        "year": [("1969", 2), ("2021", 5), (None, 1)],
        "month": [("1969", 1), ("1969-07", 1), ("2021", 1), ("2021-11", 1), ("2021-12", 3), (None, 1)],
        "day": [
            ("1969", 1),
            ("1969-07-20", 1),
            ("2021", 1),
            ("2021-11-30", 1),
            ("2021-12", 1),
            ("2021-12-09", 2),
            (None, 1),
        ],
    }


def test_a_limited_search_knows_how_many_there_are(watches: Library) -> None:
    whole, limited = (watches.listing(View(query="quiet"), limit=limit) for limit in (None, 4))
    assert limited.total == whole.total == 13
    assert limited.window(0, 4) == whole.window(0, 4)
    first = whole.rowids()[0]
    assert limited.score(first) == whole.score(first) is not None


def test_a_limited_search_shows_as_many_stories(library: Library, make_bundle: MakeBundle) -> None:
    same = record(1, "2021-12-01")
    library.add([make_bundle({"a.jsonl": same}, "first"), make_bundle({"a.jsonl": same}, "second")])
    library.add([make_bundle({"b.jsonl": "\n".join(record(n, "2021-12-01") for n in (2, 3))}, "third")])
    listing = library.listing(View(query="fog"), limit=3)
    assert (listing.total, listing.matches) == (3, 4)
    assert len(listing.window(0, 3)) == 3


def test_marks_are_undone_and_redone_in_order(watches: Library) -> None:
    rowids = watches.listing().rowids()
    assert watches.mark(rowids, "read", True) == 13
    assert watches.mark(rowids[:2], "starred", True) == 2
    assert watches.undo() == "mark 2 articles starred"
    assert watches.undo() == "mark 13 articles read"
    assert watches.undo() is None
    assert watches.counts().unread == 13
    assert watches.redo() == "mark 13 articles read"
    assert watches.counts().unread == 0


def test_threads_have_connections_of_their_own(watches: Library) -> None:
    seen: list[int] = []
    threads = [
        threading.Thread(target=lambda: seen.append(watches.listing(View(query="pilot")).total))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [13] * 4


def test_a_change_by_somebody_else_is_noticed_once(watches: Library, library_paths: Paths) -> None:
    watches.has_changed()
    assert not watches.has_changed()
    with Library(library_paths) as other:
        other.mark(other.listing().rowids()[:1], "starred", True)
    assert watches.has_changed()
    assert not watches.has_changed()


def test_nothing_found_comes_with_advice(watches: Library) -> None:
    view = View(query="pilot zeppelin")
    assert watches.listing(view).total == 0
    advice = watches.diagnose(view).advice
    assert "pilot 13" in advice and "zeppelin 0" in advice
    assert "harbour" in watches.diagnose(View(query="harbuor")).advice


def test_advice_counts_only_the_bundle_that_is_listed(watches: Library, make_bundle: MakeBundle) -> None:
    watches.add([make_bundle({"log.jsonl": record(20, "2021-12-09")}, name="annex")])
    said = watches.diagnose(View(Scope(bundle="annex"), "pilot zeppelin"))
    assert [(one.text, one.hits) for one in said.clauses] == [("pilot", 1), ("zeppelin", 0)]
    assert [(other.query, other.total) for other in said.relaxed] == [("pilot", 1)]


def test_an_unknown_bundle_is_named_in_one_line(watches: Library) -> None:
    with pytest.raises(NotFoundError, match="lgo"):
        watches.bundle("lgo")


def test_the_session_is_kept_and_a_damaged_one_is_nothing(library: Library) -> None:
    assert library.load_session() == {}
    library.counts()
    library.save_session({"cursor": "abc"})
    assert library.load_session() == {"cursor": "abc"}
    library.paths.session.write_text("{")
    assert library.load_session() == {}


def test_places_are_given_or_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_DATA_DIR", str(tmp_path / "env"))
    assert locate().data == tmp_path / "env"
    assert locate(tmp_path / "given").data == tmp_path / "given"
    monkeypatch.delenv("NEWSREADER_DATA_DIR")
    assert locate().data == tmp_path / "xdg-data" / "newsreader"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("measure = 'wide'", "measure"),
        ("measure = 3", "measure"),
        ("colour = 1", "colour"),
        ("theme = 'pink'", "theme"),
        ("[keys]\n'article.star' = 1", "article.star"),
        ("measure = ", "TOML"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    from newsreader.config import load

    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=complaint):
        load(file)


def test_a_configuration_says_what_it_says_and_defaults_for_the_rest(tmp_path: Path) -> None:
    from newsreader.config import Config, load

    file = tmp_path / "config.toml"
    assert load(file) == Config()
    file.write_text("measure = 66\n[keys]\n'article.star' = ['*', 's']\n")
    assert load(file) == Config(measure=66, keys={"article.star": ("*", "s")})


def test_why_tells_of_a_version_that_is_folded_and_of_a_bundle_that_is_not_listed(
    library: Library, make_bundle: MakeBundle
) -> None:
    line = json.dumps({"title": "Storm", "body": "The strait is closed to all ships.", "language": "en"})
    library.add([make_bundle({"a.jsonl": line}, name="one"), make_bundle({"b.jsonl": line}, name="two")])
    folded = next(
        headline for headline in library.headlines([*library.listing(View(query="strait")).rowids(), 1, 2])
        if headline.story_id != headline.id
    )  # fmt: skip
    explanation = library.why(View(Scope(bundle="one"), "strait"), folded.rowid)
    assert explanation.why.is_hit
    assert explanation.remarks == (
        f"it is folded under another version of the story, {folded.story_id}",
        "it is in the bundle two, the list is of one",
    )


def test_why_tells_of_an_article_that_is_not_indexed_yet(watches: Library) -> None:
    rowid = watches.listing().rowids()[0]
    watches.rebuild_index()
    explanation = watches.why(View(query="pilot zeppelin"), rowid)
    assert not explanation.why.is_hit
    assert explanation.remarks[0].startswith("it is not indexed yet")


def test_the_doctor_counts_what_a_search_would_find_where_some_are_dismissed(watches: Library) -> None:
    first = watches.find(watches.listing().window(0, 1)[0].id).headline
    watches.mark([first.rowid], "dismissed", True)
    for query in ("fog is:dismissed", "fog section:East is:dismissed", "fog section:nowhere"):
        diagnosis = watches.diagnose(View(query=query))
        assert diagnosis.relaxed
        for other in diagnosis.relaxed:
            assert other.total == watches.listing(View(query=other.query)).total
    without = {each.text: each.without for each in watches.diagnose(View(query="fog is:dismissed")).clauses}
    assert without == {"fog": 1, "is:dismissed": 12}
