"""Read, starred, tagged: how marks are kept, taken back, and exchanged with another library."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import UsageError
from newsreader.store import Mark, Scope, Store
from newsreader.store.journal import ACTIONS_KEPT
from tests.store.news import BREAD, FERRY, OPERA, STORM, Clock, article, listed, put, read, star, tag, the


def test_marks_survive_a_restart(store: Store, bundle: int, database: Path) -> None:
    put(store, bundle, FERRY, STORM)
    read(store, the(store, FERRY.title))
    star(store, the(store, STORM.title))
    store.close()
    again = Store.open(database)
    assert the(again, FERRY.title).is_read
    assert the(again, STORM.title).is_starred
    again.close()


def test_reading_an_article_reads_its_copies(store: Store, bundle: int, tmp_path: Path) -> None:
    other = store.add_bundle("Isle post", tmp_path / "post", "folder")
    put(store, bundle, FERRY, FERRY)
    put(store, other, FERRY)
    assert read(store, listed(store)[0]) == 3
    assert store.counts().unread == 0
    copies = listed(store, Scope(all_versions=True))
    store.mark([Mark(copies[1].rowid, "read", False)], "mark unread")
    assert store.counts().unread == 3


def test_a_star_sits_on_one_version_and_shows_its_story_once(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, FERRY, FERRY)
    star(store, *listed(store, Scope(all_versions=True))[1:])
    assert len(listed(store, Scope(starred_only=True))) == 1
    assert len(listed(store, Scope(starred_only=True, all_versions=True))) == 2


def test_a_mark_that_changes_nothing_is_not_written(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    ferry = the(store, FERRY.title)
    assert star(store, ferry) == 1
    assert star(store, ferry) == 0
    assert store.mark([Mark(4711, "read", True)], "mark what is not there") == 0
    assert store.mark([], "mark nothing") == 0
    assert len(list(store.export_journal())) == 1
    assert store.undo() == "star"
    assert store.undo() is None


def test_undo_and_redo_walk_back_and_forth_and_name_what_they_do(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY, STORM)
    ferry, storm = the(store, FERRY.title), the(store, STORM.title)
    read(store, ferry, storm)
    star(store, ferry)
    assert store.redo() is None
    assert store.undo() == "star"
    assert store.undo() == "mark 2 articles read"
    assert store.undo() is None
    assert listed(store) == [ferry, storm]
    assert store.redo() == "mark 2 articles read"
    assert store.redo() == "star"
    assert store.redo() is None
    assert the(store, FERRY.title).is_starred
    assert store.counts().unread == 0
    assert store.health.verify() == []


def test_undo_survives_a_restart(store: Store, bundle: int, database: Path) -> None:
    put(store, bundle, FERRY)
    star(store, the(store, FERRY.title))
    store.close()
    again = Store.open(database)
    assert again.undo() == "star"
    assert not the(again, FERRY.title).is_starred
    again.close()


def test_a_new_mark_ends_what_could_be_redone(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    star(store, the(store, FERRY.title))
    store.undo()
    tag(store, the(store, FERRY.title), "isles")
    assert store.redo() is None
    assert store.undo() == "tag isles"
    assert store.undo() is None


def test_an_undo_adds_to_the_journal_and_takes_nothing_from_it(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    star(store, the(store, FERRY.title))
    before = list(store.export_journal())
    store.undo()
    after = list(store.export_journal())
    assert after[: len(before)] == before
    assert [json.loads(line)["value"] for line in after] == ["1", ""]


def test_the_last_hundred_actions_can_be_undone(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    for n in range(ACTIONS_KEPT + 5):
        tag(store, the(store, FERRY.title), f"tag {n}")
    undone = 0
    while store.undo():
        undone += 1
    assert undone == ACTIONS_KEPT
    assert the(store, FERRY.title).tags == tuple(f"tag {n}" for n in range(5))


def test_more_articles_than_one_transaction_takes_are_still_one_action(store: Store, bundle: int) -> None:
    put(store, bundle, *(article(f"Notice {n}", "Text.") for n in range(2000)))
    assert read(store, *listed(store)) == 2000
    assert store.counts().unread == 0
    assert store.undo() == "mark 2000 articles read"
    assert store.counts().unread == 2000
    assert store.redo() == "mark 2000 articles read"
    assert store.counts().unread == 0


def test_undo_leaves_what_another_library_has_changed_since(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    ferry = the(store, FERRY.title)
    store.mark([Mark(ferry.rowid, "note", "ask"), Mark(ferry.rowid, "starred", True)], "note and star")
    [mine] = [each for each in map(json.loads, store.export_journal()) if each["field"] == "note"]
    store.merge_journal([json.dumps(mine | {"value": "asked", "time": mine["time"] + 1, "device": "box"})])
    assert store.undo() == "note and star"
    assert not the(store, FERRY.title).is_starred
    latest = {each["field"]: each["value"] for each in map(json.loads, store.export_journal())}
    assert latest == {"note": "asked", "starred": ""}


def test_times_in_the_journal_grow_whatever_the_clock_does(store: Store, bundle: int, clock: Clock) -> None:
    put(store, bundle, FERRY, STORM, BREAD)
    star(store, *listed(store))
    clock.time_s -= 3600
    tag(store, the(store, FERRY.title), "a")
    tag(store, the(store, FERRY.title), "b")
    clock.time_s += 7200
    tag(store, the(store, FERRY.title), "c")
    times = [json.loads(line)["time"] for line in store.export_journal()]
    assert times == sorted(set(times))
    assert times[-1] == int(clock.time_s * 1_000_000)
    assert times[-2] < clock.time_s * 1_000_000 - 1_000_000


def test_a_tag_an_article_came_with_can_be_taken_and_given_back(store: Store, bundle: int) -> None:
    put(store, bundle, article("A", "x", tags=("Quay",)))
    assert tag(store, the(store, "A"), "Quay") == 0
    assert tag(store, the(store, "A"), "Quay", on=False) == 1
    assert store.tags() == []
    assert store.undo() == "tag Quay"
    assert store.tags() == [("Quay", 1)]


def test_a_tag_without_a_name_is_refused(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    with pytest.raises(UsageError):
        tag(store, the(store, FERRY.title), " ")


def test_any_other_field_keeps_the_string_it_is_given(store: Store, bundle: int) -> None:
    put(store, bundle, FERRY)
    store.mark([Mark(the(store, FERRY.title).rowid, "note", "ask about May")], "note")
    [line] = store.export_journal()
    assert json.loads(line)["value"] == "ask about May"


def test_a_state_travels_to_another_library(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY, STORM)
    read(store, the(store, FERRY.title))
    tag(store, the(store, STORM.title), "météo")
    other = Store.open(tmp_path / "box.sqlite3")
    put(other, other.add_bundle("copy", tmp_path / "copy", "folder"), STORM, FERRY, OPERA)
    outcome = other.merge_journal(store.export_journal())
    assert (outcome.added, outcome.articles, outcome.rejected) == (2, 2, 0)
    assert the(other, FERRY.title).is_read
    assert the(other, STORM.title).tags == ("météo",)
    again = other.merge_journal(store.export_journal())
    assert (again.added, again.articles) == (0, 0)
    assert other.health.verify() == []
    other.close()


def test_a_state_may_arrive_before_its_articles(store: Store, bundle: int, tmp_path: Path) -> None:
    put(store, bundle, FERRY)
    read(store, the(store, FERRY.title))
    other = Store.open(tmp_path / "box.sqlite3")
    other.merge_journal(store.export_journal())
    put(other, other.add_bundle("copy", tmp_path / "copy", "folder"), FERRY)
    assert the(other, FERRY.title).is_read
    other.close()


def test_lines_that_are_no_records_are_counted_and_left_out(store: Store) -> None:
    fine = {"id": "a" * 16, "field": "starred", "value": "1", "time": 5, "device": "d"}
    odd: list[object] = [
        [], "x", 3, None, fine | {"time": -1}, fine | {"time": 2**70}, fine | {"time": 1.5},
        fine | {"time": True}, fine | {"value": None}, fine | {"id": ""}, fine | {"field": ""},
        fine | {"id": "\ud800"}, {"id": "a"},
    ]  # fmt: skip
    lines = [json.dumps(each) for each in odd] + ["{", "[" * 100_000, "", json.dumps(fine)]
    outcome = store.merge_journal(lines)
    assert (outcome.added, outcome.rejected) == (1, len(odd) + 2)


records = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a" * 16, "b" * 16]),
        "field": st.sampled_from(["read", "starred", "tag:x"]),
        "value": st.sampled_from(["", "1", "2"]),
        "time": st.integers(0, 3),
        "device": st.sampled_from(["laptop", "box"]),
    }
)
journals = st.lists(st.lists(records.map(json.dumps), max_size=6), min_size=1, max_size=3)


def merged(*parts: list[str]) -> tuple[list[str], list[tuple[object, ...]]]:
    """Journal and folded state of a new library that took in these journals in this order."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "library.sqlite3")
        for part in parts:
            store.merge_journal(part)
        result = list(store.export_journal()), store._database.rows("SELECT * FROM state")
        assert store.health.verify() == []
        store.close()
    return result


@settings(max_examples=25, deadline=None)
@given(journals, st.randoms(use_true_random=False))
def test_journals_merge_to_one_state_in_any_order_however_often(
    journals: list[list[str]], random: object
) -> None:
    expected = merged(*journals)
    shuffled = [*journals, *journals]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(*shuffled) == expected
    assert merged([line for journal in journals for line in journal]) == expected
    # What two libraries have made of it can itself be merged.
    assert merged(expected[0], journals[0]) == expected


def test_what_listing_marking_and_removing_copies_costs_grows_as_their_number(tmp_path: Path) -> None:
    """A site's page that says that a page was not found may stand thousands of times in a bundle."""

    def steps(copies: int) -> int:
        counted = [0]

        def count() -> int:
            counted[0] += 1
            return 0

        store = Store.open(tmp_path / f"{copies}.sqlite3")
        bundles = [store.add_bundle(name, tmp_path / f"{copies}-{name}", "folder") for name in ("a", "b")]
        store._database._connection.set_progress_handler(count, 100)
        for bundle in bundles:
            put(store, bundle, *[FERRY] * copies)
        rows = listed(store, Scope(all_versions=True))
        assert {row.versions for row in rows} == {2 * copies} == {len(rows)}
        assert store.mark([Mark(row.rowid, "read", True) for row in rows], "read") == 2 * copies
        store.remove_bundle(bundles[0])
        assert store.counts().articles == copies and store.counts().unread == 0
        store.close()
        return counted[0]

    assert steps(400) < 2.6 * steps(200)
