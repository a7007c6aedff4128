"""A real store in a folder of its own, a clock that is set by hand, and news made up for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.store import Store
from tests.store.news import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "library" / "library.sqlite3"


@pytest.fixture
def store(database: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(database, now=clock)
    yield opened
    opened.close()


@pytest.fixture
def bundle(store: Store, tmp_path: Path) -> int:
    return store.add_bundle("Harbour wire", tmp_path / "wire", "folder")
