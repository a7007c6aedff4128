"""Dismissed articles, scores, and what becomes of a library made before there were any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.store import Mark, Scope, Store, ingest, newcomers, schema
from tests.store.news import BREAD, FERRY, OPERA, STORM, article, listed, put, read, star, tag, the, titles


def dismiss(store: Store, title: str, value: bool = True) -> int:
    return store.mark([Mark(the_hidden(store, title), "dismissed", value)], "dismiss")


def the_hidden(store: Store, title: str) -> int:
    """The article of that title, dismissed or not; the first of several."""
    everything = listed(store, Scope(all_versions=True, dismissed="with"))
    return next(each.rowid for each in everything if each.title == title)


def test_a_dismissed_article_is_in_no_list_and_not_unread(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, STORM, article("Quay", "x", "2021-12-08", section="Port", tags=("sea",)))
    star(store, the(store, STORM.title))
    tag(store, the(store, STORM.title), "sea")
    dismiss(store, STORM.title)
    everywhere = (
        Scope(), Scope(bundle="Harbour wire"), Scope(tag="sea"), Scope(starred_only=True),
        Scope(unread_only=True), Scope(all_versions=True), Scope(bundle="Harbour wire", unread_only=True),
    )  # fmt: skip
    for scope in everywhere:
        found = titles(listed(store, scope))
        assert STORM.title not in found
        assert sum(day.count for day in store.days(scope)) == len(found)
    counts = store.counts()
    assert (counts.articles, counts.stories, counts.unread, counts.dismissed) == (3, 2, 2, 1)
    assert store.state_rowids("is", "unread").isdisjoint(store.state_rowids("is", "dismissed"))
    assert titles(listed(store, Scope(dismissed="only"))) == [STORM.title]
    assert len(listed(store, Scope(dismissed="with"))) == 3
    assert store.health.verify() == []
    assert store.undo() == "dismiss"
    assert len(listed(store)) == 3 and store.counts().unread == 3
    assert store.health.verify() == []


def test_to_dismiss_an_article_is_to_dismiss_its_copies(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY, STORM)
    assert dismiss(store, FERRY.title) == 1
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, other, FERRY, OPERA)
    assert titles(listed(store, Scope(all_versions=True))) == [STORM.title, OPERA.title]
    assert dismiss(store, FERRY.title, False) == 2
    assert store.counts().dismissed == 0
    assert store.health.verify() == []


def test_dismissed_articles_stay_so_through_restart_removal_and_merging(
    store: Store, bundle: int, database: Path, tmp_path: Path
) -> None:
    put(store, bundle, FERRY, STORM)
    dismiss(store, STORM.title)
    store.change_scores([the(store, FERRY.title).rowid], 4, "score")
    lines = list(store.export_journal())
    store.remove_bundle(bundle)
    store.close()
    again = Store.open(database)
    put(again, again.add_bundle("again", tmp_path / "again", "folder"), FERRY, STORM)
    assert titles(listed(again)) == [FERRY.title]
    assert the(again, FERRY.title).score == 4
    again.close()
    other = Store.open(tmp_path / "box.sqlite3")
    put(other, other.add_bundle("copy", tmp_path / "copy", "folder"), STORM, FERRY)
    other.merge_journal(lines)
    assert titles(listed(other)) == [FERRY.title]
    assert the(other, FERRY.title).score == 4
    assert other.health.verify() == []
    other.close()


def test_scores_go_from_minus_nine_to_nine(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, STORM, BREAD)
    ferry, storm = the(store, FERRY.title), the(store, STORM.title)
    assert store.change_scores([ferry.rowid, storm.rowid], 20, "score up") == 2
    assert store.change_scores([ferry.rowid, storm.rowid], 1, "score up") == 0
    assert store.change_scores([storm.rowid], -11, "score down") == 1
    assert [the(store, each.title).score for each in (FERRY, STORM, BREAD)] == [9, -2, 0]
    rowids = [each.rowid for each in listed(store)]
    assert titles(store.headlines(store.sort_rowids(rowids, "score"))) == [
        FERRY.title, BREAD.title, STORM.title,
    ]  # fmt: skip
    assert store.state_rowids("score", ">0") == {ferry.rowid}
    assert store.state_rowids("score", "<=-2") == {storm.rowid}
    assert store.state_rowids("score", "-2") == {storm.rowid}
    assert store.state_rowids("score", "; DROP") == frozenset()
    store.undo()
    assert the(store, STORM.title).score == 9


@pytest.mark.parametrize("value", ["", "x", "1.5", "--3", "٣", "9" * 5000, "-"])
def test_a_score_that_is_none_does_no_harm(store: Store, bundle: int, value: str) -> None:
    put(store, bundle, FERRY)
    id = the(store, FERRY.title).id
    record = {"id": id, "field": "score", "value": value, "time": 5, "device": "box"}
    store.merge_journal([json.dumps(record)])
    assert the(store, FERRY.title).score in (0, 9)
    assert store.health.verify() == []


def test_tags_know_how_much_of_them_is_unread(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, article("Quay", "x", "2021-12-08", tags=("Sea",)), STORM)
    tag(store, the(store, FERRY.title), "sea")
    tag(store, the(store, STORM.title), "wind")
    assert store.tags_unread() == [("Sea", 2), ("wind", 1)]
    read(store, the(store, "Quay"), the(store, STORM.title))
    assert store.tags_unread() == [("Sea", 1), ("wind", 0)]
    dismiss(store, FERRY.title)
    tag(store, the(store, STORM.title), "wind", on=False)
    assert store.tags_unread() == [("Sea", 0)]
    store.remove_bundle(bundle)
    assert store.tags_unread() == []
    assert store.health.verify() == []


def test_a_library_of_the_first_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "old.sqlite3"
    with monkeypatch.context() as then:
        then.setattr(schema, "VERSION", 1)
        then.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        # In that version triggers counted whatever was inserted.
        for where in (newcomers, ingest):
            then.setattr(where, "count_articles", lambda *_, **__: None)
            then.setattr(where, "count_documents", lambda *_: None)
        old = Store.open(database)
        put(old, old.add_bundle("wire", tmp_path / "wire", "folder"), FERRY, STORM, BREAD)
        ids = dict(old._database.rows("SELECT title, id FROM article"))
        for id, field, value in (
            (ids[FERRY.title], "dismissed", "1"),
            (ids[STORM.title], "score", "7"),
        ):
            # A newer newsreader's journal, taken in by one that did not know these fields.
            old._database.execute("INSERT INTO journal VALUES (5, 'box', ?, ?, ?)", (id, field, value))
            old._database.execute("INSERT INTO state VALUES (?, ?, ?, 5, 'box')", (id, field, value))
        rowid = old._database.value("SELECT rowid FROM article WHERE id = ?", (ids[BREAD.title],))
        old._database.execute(
            "UPDATE article SET own_tags = 'flour', tags = 'flour' WHERE rowid = ?", (rowid,)
        )
        old._database.execute(
            "INSERT INTO article_tag SELECT 'flour', day_key, sort_key, rowid FROM article WHERE rowid = ?",
            (rowid,),
        )
        old.close()
    store = Store.open(database)
    assert store.health.verify() == []
    assert titles(listed(store)) == [STORM.title, BREAD.title]
    assert the(store, STORM.title).score == 7
    assert store.counts().unread == 2
    assert store.tags_unread() == [("flour", 1)]
    star(store, the(store, BREAD.title))
    assert store.health.verify() == []
    store.close()
    again = Store.open(database)
    assert again.counts().starred == 1
    again.close()
