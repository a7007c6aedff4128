"""The bundles of a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import NotFoundError
from newsreader.store import Store
from tests.store.news import FERRY, Clock, document, listed, put


def test_a_bundle_is_known_by_its_path(store: Store, tmp_path: Path) -> None:
    first = store.add_bundle("Wire", tmp_path / "wire", "folder")
    assert store.add_bundle("Other name", tmp_path / "wire", "folder") == first
    assert [record.name for record in store.bundles()] == ["Wire"]


def test_a_name_already_taken_gets_a_number(store: Store, tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        store.add_bundle("Wire", tmp_path / folder, "folder")
    store.add_bundle("WIRE", tmp_path / "d", "folder")
    assert [record.name for record in store.bundles()] == ["Wire", "Wire-2", "Wire-3", "WIRE-4"]


def test_a_name_is_one_printable_line(store: Store, tmp_path: Path) -> None:
    for n, name in enumerate(["two\nlines \x1b[31m", "  ", "\ud800"]):
        store.add_bundle(name, tmp_path / str(n), "folder")
    assert [record.name for record in store.bundles()] == ["two lines [31m", "bundle", "?"]


def test_a_bundle_says_when_it_was_added_and_what_is_in_it(
    store: Store, tmp_path: Path, clock: Clock
) -> None:
    bundle = store.add_bundle("Wire", tmp_path / "wire", "archive")
    store.write(bundle, [document("a", FERRY), document("b", problem="empty")])
    store.set_bundle_complete(bundle, True, 3)
    [record] = store.bundles()
    assert record == store.bundle_named("wire")
    assert (record.path, record.kind, record.added) == (tmp_path / "wire", "archive", "2023-11-14T22:13:20Z")
    assert (record.documents, record.articles, record.problems, record.junk) == (2, 1, 1, 3)
    assert record.is_complete


def test_a_name_that_is_not_there_brings_near_ones(store: Store, tmp_path: Path) -> None:
    store.add_bundle("Harbour wire", tmp_path / "wire", "folder")
    with pytest.raises(NotFoundError, match="did you mean Harbour wire") as caught:
        store.bundle_named("harbor wire")
    assert "\n" not in str(caught.value)
    with pytest.raises(NotFoundError, match="newsreader bundles"):
        store.bundle_named("\ud800")


def test_a_bundle_can_be_bound_to_another_path_unless_one_lies_there(store: Store, tmp_path: Path) -> None:
    first = store.add_bundle("Wire", tmp_path / "wire", "folder")
    second = store.add_bundle("Post", tmp_path / "post", "folder")
    store.rebind_bundle(first, tmp_path / "moved")
    assert store.bundles()[0].path == tmp_path / "moved"
    with pytest.raises(NotFoundError, match="already in the library as “Wire”"):
        store.rebind_bundle(second, tmp_path / "moved")


def test_removing_a_large_bundle_removes_all_of_it(store: Store, tmp_path: Path) -> None:
    bundle = store.add_bundle("Wire", tmp_path / "wire", "file")
    other = store.add_bundle("Post", tmp_path / "post", "file")
    store.write(bundle, [document(f"{n}", FERRY, source="wire.csv") for n in range(2500)])
    put(store, other, FERRY)
    store.remove_bundle(bundle)
    assert [each.bundle for each in listed(store)] == ["Post"]
    assert store.counts().articles == 1
    assert store.health.verify() == []
    assert store.add_bundle("Next", tmp_path / "next", "file") not in (bundle, other)


def test_problems_are_listed_by_bundle_and_path(store: Store, tmp_path: Path) -> None:
    for name in ("Wire", "Post"):
        bundle = store.add_bundle(name, tmp_path / name, "folder")
        store.write(bundle, [document("b", problem="empty"), document("a", problem="cut \ud800 short")])
    assert [(each.bundle, each.path) for each in store.problems()] == [
        ("Wire", "a"), ("Wire", "b"), ("Post", "a"), ("Post", "b"),
    ]  # fmt: skip
    assert [each.reason for each in store.problems("post")] == ["cut ? short", "empty"]
