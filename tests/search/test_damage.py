"""Whatever happens to the files of an index: a right answer or SearchIndexError, and it can be rebuilt."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.errors import SearchIndexError
from newsreader.search import SearchIndex
from tests.conftest import PROJECT
from tests.search.conftest import document, search

QUERIES = {
    "oil": list(range(30)),
    '"oil prices" -zebra': list(range(30)),
    "story 7": [7],
    "pri* is:undated": list(range(30)),
}
DOCUMENTS = [document(rowid, f"story {rowid}", "oil prices rise " * 20) for rowid in range(30)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("sound")) / "index"
    index = SearchIndex(folder)
    index.add([document(rowid, "older") for rowid in range(5)])
    index.add(DOCUMENTS)
    index.close()
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.stat().st_size)


def answer_or_error(folder: Path) -> bool:
    """Ask everything; True if the damage was noticed. Then the index must be fit to be rebuilt.

    Opening reads but the frame of a segment: a changed number inside an array may make an answer wrong (never
    anything worse), and then verifying must notice.
    """
    index = SearchIndex(folder)
    try:
        answers = {query: search(index, query) for query in QUERIES}
        index.verify()
        assert answers == QUERIES
    except SearchIndexError:
        index.clear()
        index.add(DOCUMENTS[:1])
        assert search(index, "oil") == [0]
        return True
    finally:
        index.close()
    return False


@pytest.mark.parametrize("kind", ["truncated", "emptied", "one byte changed", "garbage", "gone", "longer"])
def test_damage_to_any_file_is_noticed(sound: Path, tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    for name in files(sound):
        folder = tmp_path / f"copy of {name}"
        shutil.copytree(sound, folder)
        path = folder / name
        data = bytearray(path.read_bytes())
        match kind:
            case "truncated":
                data = data[: chance.randrange(len(data))]
            case "emptied":
                data = bytearray()
            case "one byte changed":
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            case "garbage":
                data = bytearray(chance.randbytes(len(data)))
            case "longer":
                data += b"\0"
        path.write_bytes(data)
        if kind == "gone":
            path.unlink()
        assert answer_or_error(folder), name


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_anywhere_do_nothing_worse_than_be_noticed(
    sound: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    path = folder / chance.choice([name for name in files(folder) if name.endswith(".arrays")])
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 10, 100])):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    answer_or_error(folder)


ADDING = {
    "documents": "index.add(documents)",
    "segments": "index.add_segments(build_segments(documents, Path(sys.argv[2])), Path(sys.argv[2]))",
}


@pytest.mark.parametrize("kind", ADDING)
def test_a_writer_killed_at_work_leaves_its_last_commit(tmp_path: Path, kind: str) -> None:
    work = (
        "import sys\nfrom pathlib import Path\nfrom newsreader.search import SearchIndex, build_segments\n"
        "from tests.search.conftest import document\nindex = SearchIndex(Path(sys.argv[1]))\n"
        "for start in range(0, 10**6, 20):\n"
        "    documents = [document(rowid, 'oil') for rowid in range(start, start + 20)]\n"
        f"    {ADDING[kind]}\n"
        "    print(start + 20, flush=True)\n"
    )
    command = [sys.executable, "-c", work, str(tmp_path / "index"), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as writer:
        assert writer.stdout is not None
        committed = [int(writer.stdout.readline()) for _ in range(5)][-1]
        writer.kill()
    index = SearchIndex(tmp_path / "index")
    found = search(index, "oil")
    assert found == list(range(len(found)))
    assert len(found) >= committed
    index.add([document(10**6, "after")])
    assert search(index, "after") == [10**6]
    index.verify()
    index.close()


def test_an_index_of_another_version_says_so(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sound, folder)
    monkeypatch.setattr("newsreader.search.schema.VERSION", 999)
    index = SearchIndex(folder)
    with pytest.raises(SearchIndexError, match="another version"):
        search(index, "oil")
    with pytest.raises(SearchIndexError, match="another version"):
        index.add(DOCUMENTS)
    index.clear()
    index.add(DOCUMENTS)
    assert search(index, "oil") == list(range(30))
    index.close()


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file where the folder should be")
    with pytest.raises(SearchIndexError, match="search index in"):
        SearchIndex(tmp_path / "index").add(DOCUMENTS)
