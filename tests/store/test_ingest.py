"""How documents become articles, and what becomes of these when the documents change."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace
from pathlib import Path

from newsreader.article import Article, Block, RemovedLine, Teaser
from newsreader.store import CleanedDocument, Fingerprint, Outcome, Scope, Store
from tests.store.news import (
    BREAD,
    FERRY,
    OPERA,
    STORM,
    Clock,
    article,
    document,
    listed,
    put,
    read,
    star,
    tag,
    the,
    titles,
)

EVERY = Scope(all_versions=True)


def test_an_article_comes_back_as_it_was_given(store: Store, bundle: int) -> None:
    given = replace(
        FERRY,
        subtitle="Second batch agreed",
        byline="M. Corran",
        agency="MWA",
        place="PORT ELLIN",
        section="Isles",
        language="en",
        url="https://ellin.example/ferries",
        guid="urn:mwa:1",
        tags=("ferries", "isles"),
        blocks=(*FERRY.blocks, Block("heading", "The first four")),
        teasers=(Teaser("Related", "Storm closes the strait"),),
        removed=(RemovedLine(3, "Share", "furniture"),),
    )
    put(store, bundle, given)
    found = store.find(the(store, FERRY.title).id)
    assert found.article == given
    assert found.headline.bundle == "Harbour wire"
    assert found.headline.path == "0.txt"
    assert found.headline.words == 13
    assert found.version_ids == (found.headline.id,)


def test_the_outcome_counts_documents(store: Store, bundle: int) -> None:
    documents = [
        document("a.txt", FERRY, STORM),
        document("b.txt", problem="empty: no text left after cleaning"),
    ]
    assert store.write(bundle, documents) == Outcome(new=1, problems=1, articles=2)
    assert store.write(bundle, documents) == Outcome(unchanged=1, problems=1)
    changed = [document("a.txt", FERRY, BREAD)]
    assert store.write(bundle, changed) == Outcome(updated=1, articles=2)
    assert titles(listed(store)) == [FERRY.title, BREAD.title]


def test_an_unchanged_document_keeps_its_rows(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    store.mark_indexed([the(store, FERRY.title).rowid])
    put(store, bundle, FERRY)
    assert store.unindexed(10) == []


def test_every_document_has_its_own_article_and_copies_fold_into_one_story(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, STORM, FERRY, FERRY)
    first = the(store, STORM.title)
    assert first.versions == 1
    [ferry] = [each for each in listed(store) if each.title == FERRY.title]
    assert ferry.versions == 3
    copies = [each for each in listed(store, EVERY) if each.title == FERRY.title]
    assert len({each.id for each in copies}) == 3
    assert {each.story_id for each in copies} == {ferry.id}
    assert store.folded() == {each.rowid: ferry.rowid for each in copies if each != ferry}
    assert set(store.find(ferry.id).version_ids) == {each.id for each in copies}


def test_each_bundle_shows_its_own_copy(store: Store, bundle: int, tmp_path: Path) -> None:
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, bundle, FERRY)
    put(store, other, FERRY, STORM)
    assert titles(listed(store)) == [FERRY.title, STORM.title]
    assert titles(listed(store, Scope(bundle="Isle post"))) == [FERRY.title, STORM.title]
    assert titles(listed(store, Scope(bundle="Harbour wire"))) == [FERRY.title]


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
    assert [each.headline.rowid for each in store.unindexed(10)] == [left.rowid]
    assert store.verify() == []


def test_two_texts_under_one_url_are_two_articles(store: Store, bundle: int) -> None:
    url = "https://ellin.example/ferries"
    morning, evening = replace(FERRY, url=url), replace(STORM, url=url)
    put(store, bundle, morning, evening)
    assert len({each.id for each in listed(store)}) == 2


def test_a_document_edited_in_place_keeps_its_id_when_it_has_a_url(store: Store, bundle: int) -> None:
    page = replace(FERRY, url="https://ellin.example/ferries")
    put(store, bundle, page)
    before = the(store, FERRY.title)
    read(store, before)
    put(store, bundle, replace(page, title="Ferries: a third one"))
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
    put(store, bundle, replace(FERRY, blocks=(*FERRY.blocks, Block("paragraph", "Correction: in June."))))
    after = the(store, FERRY.title)
    assert after.id != before.id
    assert after.rowid == before.rowid
    assert (after.is_read, after.is_updated, after.is_starred, after.tags) == (True, True, True, ("isles",))
    assert store.verify() == []


def test_another_article_in_the_same_place_does_not_inherit_marks(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    star(store, the(store, FERRY.title))
    put(store, bundle, STORM)
    assert not the(store, STORM.title).is_starred


def lines(*articles: Article) -> list[CleanedDocument]:
    return [document(f"wire.jsonl:{n}", each, source="wire.jsonl") for n, each in enumerate(articles, 1)]


def test_lines_that_shift_within_a_file_keep_their_marks(store: Store, bundle: int) -> None:
    store.write(bundle, lines(FERRY, STORM, BREAD))
    star(store, the(store, STORM.title))
    ids = {each.title: each.id for each in listed(store)}
    store.write(bundle, lines(OPERA, FERRY, STORM, BREAD))
    assert {each.title: each.id for each in listed(store)} == ids | {OPERA.title: the(store, OPERA.title).id}
    assert titles(listed(store, Scope(starred_only=True))) == [STORM.title]
    # A line taken out, and the documents written one by one, as at the seams between batches.
    for each in lines(FERRY, STORM, BREAD):
        store.write(bundle, [each])
    store.forget_documents(bundle, "wire.jsonl", [f"wire.jsonl:{n}" for n in (1, 2, 3)])
    assert {each.title: each.id for each in listed(store, EVERY)} == ids
    assert titles(listed(store, Scope(starred_only=True))) == [STORM.title]
    assert store.verify() == []


def test_parts_that_shift_within_a_document_keep_their_marks(store: Store, bundle: int) -> None:
    store.write(bundle, [document("day.md", FERRY, STORM, STORM)])
    star(store, the(store, FERRY.title))
    ids = {each.title: each.id for each in listed(store)}
    store.write(bundle, [document("day.md", STORM, FERRY)])
    assert {each.title: each.id for each in listed(store, EVERY)} == ids
    assert titles(listed(store, Scope(starred_only=True))) == [FERRY.title]
    assert store.verify() == []


def test_one_path_twice_in_a_batch_is_one_document(store: Store, bundle: int) -> None:
    store.write(bundle, [document("a.txt", FERRY, BREAD), document("a.txt", STORM)])
    assert titles(listed(store)) == [STORM.title]
    assert store.find(the(store, STORM.title).id).article == STORM
    assert store.bundles()[0].documents == 1
    assert store.verify() == []


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
    assert store.write(bundle, [document("a.txt", FERRY)]) == Outcome(new=1, articles=1)
    assert store.problems() == []
    assert store.bundles()[0].problems == 0


def test_articles_of_documents_that_are_gone_go_too(store: Store, bundle: int) -> None:
    store.write(bundle, lines(FERRY, STORM, BREAD))
    gone = the(store, STORM.title).rowid
    assert store.forget_documents(bundle, "wire.jsonl", ["wire.jsonl:1", "wire.jsonl:3"]) == 1
    assert titles(listed(store)) == [FERRY.title, BREAD.title]
    assert store.index_deletions(10) == [gone]
    store.mark_indexed([], [gone])
    assert store.index_deletions(10) == []


def test_sources_are_known_once_they_are_finished(store: Store, bundle: int) -> None:
    store.write(bundle, lines(FERRY))
    assert store.sources(bundle) == {}
    assert list(store.document_hashes(bundle, "wire.jsonl")) == ["wire.jsonl:1"]
    store.finish_source(bundle, "wire.jsonl", Fingerprint(120, 1_700_000_000_000_000_000))
    assert store.sources(bundle) == {"wire.jsonl": Fingerprint(120, 1_700_000_000_000_000_000)}
    store.forget_source(bundle, "wire.jsonl")
    assert store.sources(bundle) == {}
    assert listed(store) == []


def test_names_that_are_not_unicode_come_back_as_they_are_on_disk(store: Store, bundle: int) -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    each = document(name, FERRY)
    store.write(bundle, [each])
    store.finish_source(bundle, name, Fingerprint(1, 1))
    assert list(store.sources(bundle)) == [name]
    assert store.document_hashes(bundle, name) == {name: each.sha256}
    assert listed(store)[0].path == "caf?.txt"


def test_strings_that_sqlite_cannot_keep_do_not_stop_a_bundle(store: Store, bundle: int) -> None:
    odd = article(
        "Nul\0 and \ud800", "Body \udfff with \0.", "2021-12-09", section="\udc80", tags=("\ud800\0",)
    )
    assert put(store, bundle, odd).new == 1
    [headline] = listed(store)
    assert headline.title == "Nul and ?"
    assert store.find(headline.id).article.text
    assert titles(listed(store, Scope(tag="?"))) == ["Nul and ?"]
    assert store.verify() == []


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
    assert store.verify() == []


def test_a_new_copy_of_what_was_read_is_read(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY)
    read(store, *listed(store))
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, other, FERRY)
    assert store.counts().unread == 0
    assert store.verify() == []


def test_an_article_deleted_and_read_again_never_takes_an_old_rowid(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    first = listed(store)[0].rowid
    store.forget_source(bundle, "0.txt")
    put(store, bundle, FERRY)
    assert listed(store)[0].rowid > first


def test_many_copies_of_one_document_each_have_an_id(store: Store, bundle: int) -> None:
    documents = [document(f"{n}.txt", FERRY) for n in range(300)]
    for start in range(0, 300, 100):
        store.write(bundle, documents[start : start + 100])
    assert store.counts().articles == 300
    assert store.counts().stories == 1


def test_a_failing_batch_leaves_nothing_behind(store: Store, bundle: int) -> None:
    class Torn(tuple[Article, ...]):
        def __iter__(self) -> object:  # type: ignore[override]
            yield FERRY
            raise RuntimeError("torn")

    digest = hashlib.sha256(b"").hexdigest()
    with contextlib.suppress(RuntimeError):
        store.write(
            bundle, [document("a.txt", STORM), CleanedDocument("b.txt", "b.txt", digest, Torn((FERRY,)))]
        )
    assert listed(store) == []
    assert store.verify() == []


def test_unindexed_articles_come_newest_first_with_all_the_index_needs(store: Store, bundle: int) -> None:
    put(store, bundle, OPERA, STORM, FERRY, STORM)
    found = store.unindexed(3)
    assert titles([each.headline for each in found]) == [FERRY.title, STORM.title, STORM.title]
    assert found[0].article == FERRY
    assert found[2].story_rowid == found[1].headline.rowid
    assert found[0].sort_key > found[1].sort_key
    store.mark_indexed([each.headline.rowid for each in found])
    assert titles([each.headline for each in store.unindexed(3)]) == [OPERA.title]
    assert store.counts().indexed == 3
    store.mark_all_unindexed()
    assert store.counts().indexed == 0


def test_reading_the_same_news_with_another_clock_gives_the_same_ids(
    tmp_path: Path, store: Store, bundle: int
) -> None:
    put(store, bundle, FERRY, STORM, FERRY)
    late = Clock()
    late.time_s += 1e6
    other = Store.open(tmp_path / "other.sqlite3", now=late)
    put(other, other.add_bundle("x", tmp_path / "y", "folder"), FERRY, STORM, FERRY)
    assert {each.id for each in listed(other, EVERY)} == {each.id for each in listed(store, EVERY)}
    other.close()
