"""What becomes of articles and their marks when documents are edited, moved, lost and found."""

from __future__ import annotations

from pathlib import Path

from newsreader.article import Block
from newsreader.store import Outcome, Scope, Store
from tests.store.news import (
    BREAD,
    FERRY,
    OPERA,
    STORM,
    document,
    lines_of_a_file,
    listed,
    put,
    read,
    star,
    tag,
    the,
    titles,
)

EVERY = Scope(all_versions=True)


def test_when_the_first_of_a_story_goes_the_next_stands_for_it(
    store: Store, bundle: int, tmp_path: Path
) -> None:
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, bundle, FERRY)
    put(store, other, FERRY)
    store.mark_indexed([each.rowid for each in listed(store, EVERY)])
    store.remove_bundle(bundle)
    [left] = listed(store)
    assert (left.bundle, left.versions, left.story_id) == ("Isle post", 1, left.id)
    assert store.health.verify() == []


def test_a_document_edited_in_place_keeps_its_id_when_it_has_a_url(store: Store, bundle: int) -> None:
    page = FERRY._replace(url="https://ellin.example/ferries")
    put(store, bundle, page)
    before = the(store, FERRY.title)
    read(store, before)
    put(store, bundle, page._replace(title="Ferries: a third one"))
    after = the(store, "Ferries: a third one")
    assert (after.id, after.rowid) == (before.id, before.rowid)
    assert after.is_read
    assert after.is_updated
    assert titles(listed(store, Scope(unread_only=True))) == ["Ferries: a third one"]
    read(store, after)
    assert not the(store, "Ferries: a third one").is_updated
    assert listed(store, Scope(unread_only=True)) == []


def test_a_document_edited_in_place_takes_its_marks_to_its_new_id(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    before = the(store, FERRY.title)
    read(store, before)
    star(store, before)
    tag(store, before, "isles")
    put(store, bundle, FERRY._replace(blocks=(*FERRY.blocks, Block("paragraph", "Correction: in June."))))
    after = the(store, FERRY.title)
    assert after.id != before.id
    assert after.rowid == before.rowid
    assert (after.is_read, after.is_updated, after.is_starred, after.tags) == (True, True, True, ("isles",))
    assert store.health.verify() == []


def test_another_article_in_the_same_place_does_not_inherit_marks(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    star(store, the(store, FERRY.title))
    put(store, bundle, STORM)
    assert not the(store, STORM.title).is_starred


def test_lines_that_shift_within_a_file_keep_their_marks(store: Store, bundle: int) -> None:
    store.write(bundle, lines_of_a_file(FERRY, STORM, BREAD))
    star(store, the(store, STORM.title))
    ids = {each.title: each.id for each in listed(store)}
    store.write(bundle, lines_of_a_file(OPERA, FERRY, STORM, BREAD))
    assert {each.title: each.id for each in listed(store)} == ids | {OPERA.title: the(store, OPERA.title).id}
    assert titles(listed(store, Scope(starred_only=True))) == [STORM.title]
    # A line taken out, and the documents written one by one, as at the seams between batches.
    for each in lines_of_a_file(FERRY, STORM, BREAD):
        store.write(bundle, [each])
    store.forget_documents(bundle, "wire.jsonl", [f"wire.jsonl:{n}" for n in (1, 2, 3)])
    assert {each.title: each.id for each in listed(store, EVERY)} == ids
    assert titles(listed(store, Scope(starred_only=True))) == [STORM.title]
    assert store.health.verify() == []


def test_parts_that_shift_within_a_document_keep_their_marks(store: Store, bundle: int) -> None:
    store.write(bundle, [document("day.md", FERRY, STORM, STORM)])
    star(store, the(store, FERRY.title))
    ids = {each.title: each.id for each in listed(store)}
    store.write(bundle, [document("day.md", STORM, FERRY)])
    assert {each.title: each.id for each in listed(store, EVERY)} == ids
    assert titles(listed(store, Scope(starred_only=True))) == [FERRY.title]
    assert store.health.verify() == []


def test_a_document_that_became_unreadable_keeps_its_article_and_is_a_problem(
    store: Store, bundle: int
) -> None:
    store.write(bundle, [document("a.txt", FERRY)])
    store.write(bundle, [document("a.txt", problem="the file ends in the middle")])
    assert titles(listed(store)) == [FERRY.title]
    assert [each.reason for each in store.problems()] == ["the file ends in the middle"]
    store.write(bundle, [document("a.txt", FERRY)])
    assert store.problems() == []
    assert titles(listed(store)) == [FERRY.title]
    assert store.counts().problems == 0


def test_a_problem_that_became_readable_is_an_article(store: Store, bundle: int) -> None:
    store.write(bundle, [document("a.txt", problem="empty")])
    assert store.counts().problems == 1
    assert store.write(bundle, [document("a.txt", FERRY)]) == Outcome(
        new=1, articles=1, inserted=((0, 0, 1),)
    )
    assert store.problems() == []
    assert store.bundles()[0].problems == 0


def test_articles_of_documents_that_are_gone_go_too(store: Store, bundle: int) -> None:
    store.write(bundle, lines_of_a_file(FERRY, STORM, BREAD))
    gone = the(store, STORM.title).rowid
    assert store.forget_documents(bundle, "wire.jsonl", ["wire.jsonl:1", "wire.jsonl:3"]) == 1
    assert titles(listed(store)) == [FERRY.title, BREAD.title]
    assert store.index_deletions(10) == [gone]
    store.mark_indexed([], [gone])
    assert store.index_deletions(10) == []


def test_removing_a_bundle_keeps_what_was_read_starred_and_tagged(
    store: Store, bundle: int, tmp_path: Path
) -> None:
    put(store, bundle, FERRY, STORM)
    ferry = the(store, FERRY.title)
    read(store, ferry)
    star(store, ferry)
    tag(store, ferry, "isles")
    store.remove_bundle(bundle)
    assert (store.bundles(), listed(store), store.counts().articles) == ([], [], 0)
    assert ferry.rowid in store.index_deletions(10)
    again = store.add_bundle("Elsewhere", tmp_path / "other", "folder")
    put(store, again, STORM, FERRY)
    back = the(store, FERRY.title)
    assert back.id == ferry.id
    assert back.rowid not in store.index_deletions(10)
    assert (back.is_read, back.is_starred, back.tags) == (True, True, ("isles",))
    assert not the(store, STORM.title).is_read


def test_a_bundle_that_moved_keeps_its_articles(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY, STORM, FERRY)
    before = {each.id: each.rowid for each in listed(store, EVERY)}
    star(store, the(store, STORM.title))
    moved = store.add_bundle("Harbour wire", tmp_path / "moved", "folder")
    documents = [document(f"new-{n}.txt", each) for n, each in enumerate((FERRY, STORM, FERRY))]
    store.write(moved, documents, unavailable={bundle})
    assert {each.id: each.rowid for each in listed(store, EVERY)} == before
    assert {each.bundle for each in listed(store, EVERY)} == {"Harbour wire-2"}
    assert the(store, STORM.title).is_starred
    old = store.bundle_named("Harbour wire")
    assert (old.articles, old.documents) == (0, 0)
    assert store.health.verify() == []


def test_a_new_copy_of_what_was_read_is_read(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY)
    read(store, *listed(store))
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, other, FERRY)
    assert store.counts().unread == 0
    assert store.health.verify() == []


def test_an_article_deleted_and_read_again_never_takes_an_old_rowid(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    first = listed(store)[0].rowid
    store.forget_source(bundle, "0.txt")
    put(store, bundle, FERRY)
    assert listed(store)[0].rowid > first
