"""The queries that were run, on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.history import LONGEST, MOST, History
from tests.conftest import PROJECT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "searches.txt"


def test_the_newest_stands_last_and_each_once(path: Path) -> None:
    history = History(path)
    for query in ("storm", "bread prices", "storm", "  title:ferry   \n harbour "):
        history.add(query)
    assert History(path).queries() == ["bread prices", "storm", "title:ferry harbour"]


def test_only_the_last_are_kept_and_no_endless_ones(path: Path) -> None:
    path.write_text("".join(f"query {number}\n" for number in range(MOST + 200)), encoding="utf-8")
    history = History(path)
    history.add("x" * (LONGEST + 1))
    history.add("")
    history.add("latest")
    kept = history.queries()
    assert len(kept) == MOST
    assert kept[-2:] == [f"query {MOST + 199}", "latest"]


def test_a_damaged_file_does_no_harm(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00storm\x1b[2J\n\n" + b"y" * 5000 + b"\nbread\n")
    history = History(path)
    assert history.queries()[-1] == "bread"
    assert all(query.isprintable() for query in history.queries())
    history.add("harbour")
    assert history.queries()[-2:] == ["bread", "harbour"]


def test_a_folder_in_its_place_only_loses_it(path: Path) -> None:
    path.mkdir()
    history = History(path)
    history.add("storm")
    assert history.queries() == []
    assert not list(path.parent.glob("*.tmp"))


def test_readers_at_once_lose_nothing_of_one_another(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from newsreader.history import History\n"
        "history = History(Path(sys.argv[1]))\n"
        "for number in range(40): history.add(f'{sys.argv[2]} {number}')\n"
    )
    readers = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], cwd=PROJECT)
        for name in ("one", "two")
    ]
    assert [reader.wait() for reader in readers] == [0, 0]
    assert set(History(path).queries()) == {f"{name} {n}" for name in ("one", "two") for n in range(40)}


@given(st.lists(st.text(max_size=20), max_size=8))
def test_what_is_added_can_be_read(tmp_path_factory: pytest.TempPathFactory, queries: list[str]) -> None:
    path = tmp_path_factory.mktemp("history") / "searches.txt"
    history = History(path)
    for query in queries:
        history.add(query)
    kept = history.queries()
    assert len(kept) == len(set(kept)) <= len(queries)
    assert all("\n" not in query for query in kept)
