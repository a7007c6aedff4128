"""How documents become articles."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from pathlib import Path

from newsreader.article import Article, Block, Quotation, RemovedLine, Teaser
from newsreader.store import CleanedDocument, Fingerprint, Outcome, Scope, Store
from newsreader.store.preparation import prepare
from tests.store.news import (
    BREAD,
    FERRY,
    OPERA,
    STORM,
    Clock,
    article,
    document,
    lines_of_a_file,
    listed,
    put,
    the,
    titles,
)

EVERY = Scope(all_versions=True)


def test_an_article_comes_back_as_it_was_given(store: Store, bundle: int) -> None:
    given = FERRY._replace(
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
        quotations=(
            Quotation("Mara Lind", "Ferries will run"),
            Quotation("Jon Berg", "not yet", is_indirect=True),
        ),
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
    inserted = ((0, 0, 1), (0, 1, 2))
    assert store.write(bundle, documents) == Outcome(new=1, problems=1, articles=2, inserted=inserted)
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


def test_two_texts_under_one_url_are_two_articles(store: Store, bundle: int) -> None:
    url = "https://ellin.example/ferries"
    morning, evening = FERRY._replace(url=url), STORM._replace(url=url)
    put(store, bundle, morning, evening)
    assert len({each.id for each in listed(store)}) == 2


def test_one_path_twice_in_a_batch_is_one_document(store: Store, bundle: int) -> None:
    store.write(bundle, [document("a.txt", FERRY, BREAD), document("a.txt", STORM)])
    assert titles(listed(store)) == [STORM.title]
    assert store.find(the(store, STORM.title).id).article == STORM
    assert store.bundles()[0].documents == 1
    assert store.health.verify() == []


def test_sources_are_known_once_they_are_finished(store: Store, bundle: int) -> None:
    store.write(bundle, lines_of_a_file(FERRY))
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
    assert store.health.verify() == []


def test_what_is_written_at_once_is_as_if_written_one_by_one(tmp_path: Path) -> None:
    notices = [
        article(
            f"Notice {n}",
            f"Of the harbour master, the {n}th.",
            "2021-12-09" if n % 3 else None,
            tags=("sea",),
        )
        for n in range(100)
    ]
    documents = [*lines_of_a_file(*notices), document("wire.jsonl:101", source="wire.jsonl", problem="torn")]
    kept = []
    for at_once in (101, 7, 1):
        store = Store.open(tmp_path / f"{at_once}.sqlite3")
        bundle = store.add_bundle("wire", tmp_path / "wire", "file")
        for start in range(0, 101, at_once):
            store.write(bundle, documents[start : start + at_once])
        tables = ("document", "article", "body", "article_tag", "day_tally", "section_tally", "tag_tally")
        kept.append([store._database.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables])
        assert store.health.verify() == []
        store.close()
    assert len(kept[0][1]) == 100
    assert kept[0] == kept[1] == kept[2]


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
    assert store.health.verify() == []


def test_unindexed_articles_come_newest_first_with_all_the_index_needs(store: Store, bundle: int) -> None:
    put(store, bundle, OPERA, STORM, FERRY, STORM)
    found = store.unindexed(3)
    assert [each.title for each in found] == [FERRY.title, STORM.title, STORM.title]
    assert (found[0].text, found[0].date) == (FERRY.text, "2021-12-09")
    assert found[2].story_rowid == found[1].rowid
    assert found[0].sort_key > found[1].sort_key
    store.mark_indexed([each.rowid for each in found])
    assert [each.title for each in store.unindexed(3)] == [OPERA.title]
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


def test_a_batch_comes_to_the_same_as_its_documents_one_by_one(store: Store, tmp_path: Path) -> None:
    signed = article("Signed twice", "Two hands.", "2021-12-07", guid="urn:isle:7", tags=("Harbour", "ice"))
    other = article("Signed twice", "Two other hands.", "2021-12-07", guid="urn:isle:7", tags=("harbour",))
    documents = [
        document("a", FERRY, source="wire"),
        document("b", BREAD, signed, source="wire"),
        document("c", source="wire", problem="damaged"),
        document("d", FERRY, source="wire"),
        document("e", other, source="wire"),
        document("a", STORM, source="wire"),
        document("f", OPERA, OPERA, source="wire"),
        document("g", source="wire"),
        document("h", BREAD, source="post"),
        document("d", FERRY, source="wire"),
    ]
    together = store.add_bundle("Together", tmp_path / "together", "folder")
    outcome = store.write(together, documents)
    with contextlib.closing(Store.open(tmp_path / "single" / "library.sqlite3")) as single:
        alone = single.add_bundle("Together", tmp_path / "together", "folder")
        outcomes = [single.write(alone, [each]) for each in documents]
        singly = functools.reduce(Outcome.plus, outcomes)
        assert outcome._replace(inserted=()) == singly._replace(inserted=())
        assert [each[1:] for each in outcome.inserted] == [each[1:] for each in singly.inserted]
        assert listed(store, EVERY) == listed(single, EVERY)
        assert store.tags() == single.tags()
        assert [store.article(each.rowid) for each in listed(store, EVERY)] == [
            single.article(each.rowid) for each in listed(single, EVERY)
        ]
    assert store.health.verify() == []


def test_articles_may_come_prepared(store: Store, bundle: int) -> None:
    ready = CleanedDocument("a.txt", "a.txt", "0" * 64, (prepare(FERRY),))
    assert store.write(bundle, [ready]).new == 1
    assert store.article(the(store, FERRY.title).rowid).article == FERRY
