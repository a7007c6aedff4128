from __future__ import annotations

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import pytest

from newsreader.errors import SearchIndexError
from newsreader.search import SearchIndex, build_segments
from newsreader.search.segments.building import portions
from newsreader.search.segments.segment import SegmentData
from tests.search.conftest import NO_MARKS, document, search

WORDS = ["oil", "oils", "price", "prices", "rise", "tax", "taxes", "中国", "国家"]
QUERIES = [
    "oil",
    "=prices",
    '"oil prices"',
    "pri*",
    "tax~",
    '"oil rise"~3',
    "中国",
    "p?ice",
    "-oil",
    "minsiter",
]


def some(chance: random.Random, first: int, amount: int) -> list[object]:
    return [
        document(rowid, " ".join(chance.choices(WORDS, k=3)), " ".join(chance.choices(WORDS, k=30)))
        for rowid in range(first, first + amount)
    ]


@pytest.fixture
def several(index: SearchIndex) -> SearchIndex:
    """An index of several segments, with documents deleted and replaced."""
    chance = random.Random(1)
    for first in (0, 15, 30, 45):
        index.add(some(chance, first, 20), deleted_rowids=[first - 1] if first else ())  # type: ignore[arg-type]
    return index


@pytest.mark.skipif(
    not Path("/proc/self/smaps").exists(), reason="the system does not tell what is in memory"
)
def test_what_is_let_go_is_not_in_memory_and_comes_again(several: SearchIndex) -> None:
    before = {query: search(several, query) for query in QUERIES}
    commit = several._opened().commit()
    assert commit is not None and resident_kb(several._directory)
    for segment in commit.segments:
        segment.data.file.let_go()
    assert not resident_kb(several._directory)
    assert {query: search(several, query) for query in QUERIES} == before


def resident_kb(folder: Path) -> int:
    """How much of the mapped files of a folder is in this process's memory."""
    total, is_one = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        name, *values = line.split()
        if not name.endswith(":"):
            is_one = str(folder) in line
        elif is_one and name == "Rss:":
            total += int(values[0])
    return total


def test_merging_changes_no_answer(several: SearchIndex) -> None:
    before = {query: search(several, query) for query in QUERIES}
    several.optimize()
    assert several.verify().segments == 1
    assert {query: search(several, query) for query in QUERIES} == before


@pytest.mark.parametrize("after", range(3))
def test_a_merge_that_is_stopped_changes_nothing(several: SearchIndex, tmp_path: Path, after: int) -> None:
    files = {path.name for path in (tmp_path / "index").iterdir()}
    asked = count()
    assert not several.merge(lambda: next(asked) >= after, is_at_rest=True)
    assert {path.name for path in (tmp_path / "index").iterdir()} == files
    assert several.merge(is_at_rest=True)


def test_what_a_killed_writer_left_is_cleaned_up(several: SearchIndex, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    left = [folder / "MAIN_0123456789abcdef.arrays", folder / "_MAIN_99.toc.new", folder / ".partxyz"]
    for path in left:
        path.write_bytes(b"half")
    several.add([document(500, "zebra")])
    assert not any(path.exists() for path in left)
    assert search(several, "zebra") == [500]


def test_a_segment_is_built_without_an_index(tmp_path: Path) -> None:
    (description,) = build_segments([document(7, "Oil prices", "rise"), document(3, "Tax")], tmp_path)
    data = SegmentData(tmp_path, description)
    text = data.field("text")
    assert text is not None
    assert text.terms.all_bytes() == [b"oil", b"price", b"rise", b"tax"]
    title, as_written = data.field_of("title")
    assert title is not None and not as_written
    assert [title.frequency(stem) for stem in text.terms.all_bytes()] == [1, 1, 0, 1]
    assert data.column("rowid").tolist() == [7, 3]


def test_segments_that_worker_processes_built_are_added(several: SearchIndex, tmp_path: Path) -> None:
    folder = tmp_path / "index" / "building"
    folder.mkdir()
    batches = [[document(7, "zebra one"), document(101, "zebra")], [document(7, "zebra two"), document(102)]]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        built = list(pool.map(build_segments, batches, [folder] * 2))
    several.add_segments([segment for each in built for segment in each], folder, deleted_rowids=[8])
    assert list(folder.iterdir()) == []
    assert search(several, "zebra") == [7, 101]
    assert search(several, "zebra two") == [7]
    assert search(several, "zebra one") == []
    assert 8 not in search(several, "")
    several.optimize()
    assert several.verify().segments == 1
    assert search(several, "zebra") == [7, 101]


def test_segments_that_never_came_leave_the_index_as_it_was(several: SearchIndex, tmp_path: Path) -> None:
    before = search(several, "")
    built = build_segments([document(500, "zebra")], tmp_path) + build_segments([document(501)], tmp_path)
    (tmp_path / f"{built[1].name}.arrays").unlink()
    with pytest.raises(SearchIndexError):
        several.add_segments(built, tmp_path)
    assert search(several, "") == before
    several.add([document(502, "zebra")])
    assert search(several, "zebra") == [502]
    several.verify()


def test_much_text_is_built_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.search.segments.building.MAX_CHARACTERS", 10)
    documents = [document(rowid, body="x" * size) for rowid, size in enumerate([4, 4, 4, 50, 1])]
    assert [[each.rowid for each in part] for part in portions(documents)] == [[0, 1], [2], [3], [4]]


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_an_error_or_a_wrong_answer_never_a_crash(
    several: SearchIndex, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "damaged"
    shutil.copytree(tmp_path / "index", folder)
    path = chance.choice(sorted(folder.glob("*.arrays")))
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 10, 200])):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    index = SearchIndex(folder)
    for query in QUERIES:
        try:
            index.search(query, state=NO_MARKS)
        except SearchIndexError:
            continue
    with pytest.raises(SearchIndexError):
        index.verify()
    try:
        index.add([document(3, "new")])
        index.optimize()
    except SearchIndexError:
        index.clear()
    index.close()
