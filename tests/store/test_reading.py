"""Lists, days, sets and single articles."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsreader.article import Article, Headline
from newsreader.errors import NotFoundError
from newsreader.store import Counts, DayCount, Mark, Scope, Store
from newsreader.store.scopes import selection
from tests.store.news import BREAD, FERRY, OPERA, STORM, article, listed, put, read, star, tag, the, titles


def scopes(bundle: str) -> list[Scope]:
    """Every kind of scope there is."""
    return [
        Scope(bundle=b, section=s, unread_only=u, starred_only=st, tag=t, all_versions=v)
        for b, s, u, st, t, v in itertools.product(
            (None, bundle), (None, "Isles"), (False, True), (False, True), (None, "quay"), (False, True)
        )
    ]


@pytest.fixture
def mixed(store: Store, tmp_path: Path) -> Store:
    """A library of two bundles with copies, sections, marks, and all kinds of dates."""
    rng = random.Random(4)
    first = date(2021, 11, 1)
    precisions = [("day", None)] * 6 + [("minute", "13:40"), ("month", None), ("year", None)]
    for name in ("North", "South"):
        made: list[Article] = []
        for n in range(90):
            precision, time = rng.choice(precisions)
            day = (first + timedelta(days=rng.randrange(70))).isoformat()
            starts = {"month": day[:8] + "01", "year": day[:5] + "01-01"}
            when = None if n % 9 == 0 else starts.get(precision, day)
            made.append(
                article(
                    f"Title {rng.randrange(60)}",
                    "Text.",
                    when,
                    time=time,
                    precision=precision,
                    section=rng.choice(["Isles", "Town", ""]),
                    tags=("quay",) if n % 5 == 0 else (),
                )
            )
        put(store, store.add_bundle(name, tmp_path / name, "folder"), *made)
    everything = listed(store, Scope(all_versions=True))
    read(store, *rng.sample(everything, 60))
    star(store, *rng.sample(everything, 40))
    return store


def belongs(scope: Scope, headline: Headline) -> bool:
    return (
        (scope.bundle is None or headline.bundle == scope.bundle)
        and (scope.section is None or headline.section == scope.section)
        and (not scope.unread_only or not headline.is_read or headline.is_updated)
        and (not scope.starred_only or headline.is_starred)
        and (scope.tag is None or scope.tag in headline.tags)
    )


def test_any_window_of_any_scope_is_a_piece_of_the_whole(mixed: Store) -> None:
    for scope in scopes("North"):
        whole = listed(mixed, scope)
        days = mixed.days(scope)
        assert sum(day.count for day in days) == len(whole), scope
        for start, stop in ((0, 1), (3, 20), (len(whole) - 2, len(whole) + 5), (len(whole), 400), (5, 5)):
            assert mixed.window(scope, start, stop, days) == whole[max(start, 0) : max(stop, 0)], scope


def test_a_scope_shows_what_belongs_to_it_and_each_story_once(mixed: Store) -> None:
    everything = listed(mixed, Scope(all_versions=True))
    assert [each.rowid for each in everything] == mixed.sort_rowids(
        [h.rowid for h in everything][::-1], "newest"
    )
    for scope in scopes("South"):
        shown = listed(mixed, scope)
        wanted = [each for each in everything if belongs(scope, each)]
        if scope.all_versions:
            assert shown == wanted, scope
        else:
            assert set(shown) <= set(wanted), scope
            assert len({each.story_id for each in shown}) == len(shown), scope
            if scope.section is None:
                assert {each.story_id for each in shown} == {each.story_id for each in wanted}, scope


def test_the_headings_are_those_of_the_rows_in_order(mixed: Store) -> None:
    for scope in (Scope(), Scope(section="Isles"), Scope(bundle="North"), Scope(tag="quay")):
        below = mixed.days_of([each.rowid for each in listed(mixed, scope)])
        assert [DayCount(day, len(list(rows))) for day, rows in itertools.groupby(below)] == mixed.days(scope)
        assert below[-1] is None


def test_a_position_leads_to_the_row_it_names(mixed: Store) -> None:
    for scope in scopes("North"):
        for place, headline in enumerate(listed(mixed, scope)):
            if place % 7 == 0:
                assert mixed.position_of(scope, headline.rowid) == place, scope


def test_the_position_of_a_folded_version_is_that_of_its_story(store: Store, bundle: int) -> None:
    put(store, bundle, STORM, FERRY, STORM)
    [(version, story)] = store.folded().items()
    assert store.position_of(Scope(), version) == store.position_of(Scope(), story) == 1
    assert store.position_of(Scope(all_versions=True), version) == 2
    assert store.position_of(Scope(starred_only=True), version) is None
    assert store.position_of(Scope(), 4711) is None


def test_no_list_is_sorted_or_scanned_to_show_a_window(mixed: Store) -> None:
    for scope in scopes("North"):
        chosen = selection(mixed._database, scope)
        plan = mixed._database.rows(
            f"EXPLAIN QUERY PLAN SELECT a.title FROM {chosen.tables} WHERE {chosen.where}"
            f" AND {chosen.order}.day_key <= ? ORDER BY {chosen.order_by} LIMIT ? OFFSET ?",
            (*chosen.parameters, 0, 1, 1),
        )
        for *_, step in plan:
            assert "SCAN" not in step and "TEMP" not in step, (scope, plan)


def test_newest_stand_first_by_time_and_undated_last(store: Store, bundle: int) -> None:
    put(store, bundle, OPERA, BREAD, FERRY, STORM)
    assert titles(listed(store)) == [FERRY.title, STORM.title, BREAD.title, OPERA.title]
    assert store.days(Scope()) == [DayCount("2021-12-09", 1), DayCount("2021-12-08", 2), DayCount(None, 1)]


def test_a_scope_of_nothing_known_is_empty(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    for scope in (Scope(bundle="\ud800"), Scope(section="none"), Scope(tag="none")):
        assert store.days(scope) == []
        assert listed(store, scope) == []


def test_an_id_or_any_unambiguous_beginning_of_it_finds_an_article(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    id = the(store, FERRY.title).id
    for prefix in (id, id[:1], id[:5].upper(), f" {id} "):
        assert store.find(prefix).headline.id == id


def test_what_is_no_id_or_leads_nowhere_or_to_several_is_said_in_one_line(store: Store, bundle: int) -> None:
    put(store, bundle, *(article(f"Notice {n}", "Text.") for n in range(40)))
    ids = [each.id for each in listed(store)]
    crowded = next(digit for digit in "0123456789abcdef" if sum(id.startswith(digit) for id in ids) > 1)
    for prefix, expected in (
        (crowded, "could be several articles"),
        ("ffffffffffffffff", "no article has the id"),
        ("", "is not an article's id"),
        ("%' OR 1", "is not an article's id"),
        ("\ud800", "is not an article's id"),
        ("é", "is not an article's id"),
    ):
        with pytest.raises(NotFoundError, match=expected) as caught:
            store.find(prefix)
        assert "\n" not in str(caught.value)
        str(caught.value).encode()


def test_an_article_that_is_gone_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.article(1)


def test_headlines_come_in_the_order_asked_without_those_that_are_gone(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, STORM, OPERA)
    ferry, storm, opera = (the(store, each.title).rowid for each in (FERRY, STORM, OPERA))
    assert titles(store.headlines([opera, 4711, ferry, opera])) == [OPERA.title, FERRY.title, OPERA.title]
    assert store.sort_rowids([storm, opera, 4711, ferry], "newest") == [ferry, storm, opera]
    assert store.sort_rowids([storm, opera, ferry], "oldest") == [storm, ferry, opera]
    assert store.sort_rowids([storm, opera, ferry], "title") == [ferry, opera, storm]
    assert store.days_of([opera, 4711, ferry]) == [None, None, "2021-12-09"]


def test_counts_tell_articles_from_stories(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, FERRY, STORM, OPERA)
    read(store, the(store, STORM.title))
    star(store, the(store, OPERA.title))
    store.mark_indexed([the(store, OPERA.title).rowid])
    assert store.counts() == Counts(
        bundles=1, articles=4, stories=3, unread=3, starred=1, indexed=1, problems=0
    )
    [record] = store.bundles()
    assert (record.documents, record.articles, record.unread) == (4, 4, 3)


def test_an_empty_library_counts_nothing(store: Store) -> None:
    assert store.counts() == Counts(0, 0, 0, 0, 0, 0, 0)
    assert (store.days(Scope()), listed(store), store.sections(), store.tags()) == ([], [], [], [])


def test_sections_are_counted_in_the_library_and_in_a_bundle(
    store: Store, bundle: int, tmp_path: Path
) -> None:
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(
        store,
        bundle,
        article("A", "x", section="town"),
        article("B", "x"),
        article("C", "x", section="Isles"),
    )
    put(store, other, article("D", "x", section="town"))
    read(store, the(store, "D"))
    assert store.sections() == [("Isles", 1, 1), ("town", 2, 1), ("", 1, 1)]
    assert store.sections("Isle post") == [("town", 1, 0)]
    assert store.sections("none") == []


def test_a_tag_holds_however_it_is_capitalised(store: Store, bundle: int) -> None:
    put(store, bundle, article("A", "x", tags=("Quay",)), article("B", "x"))
    tag(store, the(store, "B"), " quay\n")
    assert [(name.casefold(), count) for name, count in store.tags()] == [("quay", 2)]
    assert len(listed(store, Scope(tag="QUAY"))) == 2
    tag(store, the(store, "A"), "QUAY", on=False)
    assert the(store, "A").tags == ()
    assert titles(listed(store, Scope(tag="quay"))) == ["B"]


def test_sets_of_articles_answer_is_has_and_tag(store: Store, bundle: int) -> None:
    inferred = article("D", "x", "2021-12-09")
    put(store, bundle, FERRY, FERRY, OPERA, article("Stub", "", "2021-12-09"), inferred)
    ferry, opera = listed(store)[0], the(store, OPERA.title)
    star(store, opera)
    read(store, opera)
    tag(store, opera, "stage")
    everything = {each.rowid for each in listed(store, Scope(all_versions=True))}
    [(version, story)] = store.folded().items()
    assert store.state_rowids("is", "read") == {opera.rowid}
    assert store.state_rowids("is", "unread") == everything - {opera.rowid}
    assert store.state_rowids("is", "starred") == {opera.rowid}
    assert store.state_rowids("is", "stub") == {the(store, "Stub").rowid}
    assert store.state_rowids("is", "undated") == {opera.rowid}
    assert store.state_rowids("is", "updated") == set()
    assert store.state_rowids("is", "inferred") == set()
    assert store.state_rowids("tag", "stage") == {opera.rowid}
    assert store.state_rowids("has", "versions") == {version, story}
    assert story == ferry.rowid
    assert store.state_rowids("is", "nonsense") == set()


def test_other_connections_writes_are_noticed(store: Store, bundle: int, database: Path) -> None:
    other = Store.open(database)
    put(store, bundle, FERRY)
    before = other.data_version()
    star(store, the(store, FERRY.title))
    assert other.data_version() != before
    assert the(other, FERRY.title).is_starred
    own = store.data_version()
    store.mark([Mark(the(store, FERRY.title).rowid, "starred", False)], "unstar")
    assert store.data_version() == own
    other.close()
