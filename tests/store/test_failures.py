"""What goes wrong with a database, said so that a person knows what to do."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.errors import StoreError
from newsreader.store import Scope, Store, connection, schema
from tests.store.news import FERRY, OPERA, STORM, article, listed, put, star, the


@contextlib.contextmanager
def said(*words: str) -> Iterator[None]:
    """Expects a StoreError whose one line holds these words and a hint."""
    with pytest.raises(StoreError) as caught:
        yield
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.hint
    for word in words:
        assert word in line


def raw(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        for statement in statements:
            other.execute(statement)
        other.commit()


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    garbage = b"Minutes of the harbour board\n" * 100
    path.write_bytes(garbage)
    with said(str(path), "not a newsreader library", "--data-dir"):
        Store.open(path)
    assert path.read_bytes() == garbage


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    raw(path, "CREATE TABLE berth (ship TEXT)")
    before = path.read_bytes()
    with said("another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_library_of_a_newer_newsreader_is_refused(store: Store, database: Path) -> None:
    store.close()
    raw(database, f"PRAGMA user_version = {schema.VERSION + 1}")
    with said("newer newsreader", "update newsreader"):
        Store.open(database)


def test_a_folder_in_the_place_of_the_database_is_refused(tmp_path: Path) -> None:
    with said("cannot be opened"):
        Store.open(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with said("cannot create the folder"):
        Store.open(tmp_path / "data" / "library.sqlite3")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    with said("may write"):
        Store.open(folder / "library.sqlite3")


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.touch()
    store = Store.open(path)
    assert store.counts().articles == 0
    store.close()


def test_a_full_disk_is_said_and_loses_nothing(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    pages = store._database.value("PRAGMA page_count")
    store._database.execute(f"PRAGMA max_page_count = {pages}")
    with said("disk is full", "nothing is lost"):
        put(store, bundle, *(article(f"Notice {n}", os.urandom(2000).hex()) for n in range(20)))
    store._database.execute("PRAGMA max_page_count = 1000000")
    assert [each.title for each in listed(store)] == [FERRY.title]
    assert store.health.verify() == []
    put(store, bundle, FERRY, STORM)
    assert store.counts().articles == 2


def test_a_library_that_another_keeps_locked_is_said(
    store: Store, bundle: int, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_S", 0.05)
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = Store.open(database)
        with said("locked", "close other newsreaders"):
            put(impatient, bundle, FERRY)
        assert listed(impatient) == []
        other.execute("ROLLBACK")
        put(impatient, bundle, FERRY)
        impatient.close()


def test_a_page_overwritten_with_nonsense_is_found_and_said(
    store: Store, bundle: int, database: Path
) -> None:
    put(store, bundle, *(article(f"Notice {n}", os.urandom(500).hex()) for n in range(200)))
    store.close()
    content = bytearray(database.read_bytes())
    content[4096 * 4 :] = b"\xa5" * (len(content) - 4096 * 4)
    database.write_bytes(content)
    with said("damaged"):
        damaged = Store.open(database)
        try:
            assert damaged.health.verify() != []
            damaged.window(Scope(all_versions=True), 0, 500)
            damaged.unindexed(500)
        finally:
            damaged.close()


def test_an_article_whose_text_is_damaged_is_said_and_stops_no_list(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    rowid = the(store, FERRY.title).rowid
    store._database.execute("UPDATE body SET packed = x'00' WHERE rowid = ?", (rowid,))
    with said("text of article", "add it again"):
        store.article(rowid)
    assert len(listed(store)) == 1


def test_a_thread_that_did_not_open_the_store_is_a_bug_and_stays_visible(store: Store) -> None:
    raised: list[BaseException] = []

    def use() -> None:
        try:
            store.counts()
        except BaseException as error:  # noqa: BLE001 (whatever it is, it is looked at)
            raised.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert isinstance(raised[0], sqlite3.ProgrammingError)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM state",
        "UPDATE state SET value = 'x'",
        "INSERT INTO state VALUES ('feed', 'starred', '1', 1, 'd')",
        "UPDATE article SET is_starred = 1 - is_starred",
        "UPDATE article SET is_unread = 0, tags = 'lost'",
        "DELETE FROM article_tag",
        "UPDATE article SET story = 1, is_representative = 1",
        "UPDATE article SET is_bundle_representative = 0",
        "DELETE FROM day_tally",
        "UPDATE day_tally SET articles = 7",
        "DELETE FROM section_tally",
        "INSERT INTO section_tally VALUES (9, 'x', 1, 1)",
        "UPDATE bundle SET documents = 9, problems = 9",
    ],
)
def test_what_is_derived_is_found_wrong_and_put_right(store: Store, bundle: int, damage: str) -> None:
    put(store, bundle, FERRY, FERRY, STORM, article("Tagged", "x", tags=("quay",)), OPERA)
    star(store, the(store, STORM.title))

    def everything() -> tuple[object, ...]:
        scope = Scope()
        return (
            store.counts(),
            store.days(scope),
            listed(store),
            store.sections(),
            store.tags(),
            store.bundles(),
        )

    right = everything()
    assert store.health.verify() == []
    store._database.execute(damage)
    faults = store.health.verify()
    assert faults
    assert store.health.verify() == faults
    assert store.health.repair().total > 0
    assert store.health.verify() == []
    assert everything() == right


def test_parts_that_belong_to_nothing_are_found(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    store._database.execute("DELETE FROM body")
    assert store.health.verify() == ["1 articles have lost their text"]
    store._database.execute("PRAGMA foreign_keys = OFF")
    store._database.execute("DELETE FROM document")
    assert any("document" in fault for fault in store.health.verify())


def test_the_size_counts_what_is_not_yet_checked_in(store: Store, bundle: int, database: Path) -> None:
    before = store.health.size_bytes()
    put(store, bundle, *(article(f"Notice {n}", os.urandom(500).hex()) for n in range(100)))
    assert store.health.size_bytes() > before
    assert store.health.size_bytes() >= database.stat().st_size


def test_opening_again_changes_nothing(store: Store, bundle: int, database: Path) -> None:
    put(store, bundle, FERRY)
    device = store.device_id
    store.close()
    again = Store.open(database)
    assert again.device_id == device
    assert len(listed(again)) == 1
    again.close()
