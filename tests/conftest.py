"""What every test may ask for: a library of its own, the sample bundles, real input where it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsreader.library import Library
from newsreader.paths import Paths

PROJECT = Path(__file__).resolve().parent.parent

# How long an example takes, or is looked for, says something of the machine and nothing of the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def no_library_but_the_tests_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the library of whoever runs it."""
    for name in list(os.environ):
        if name.startswith(("NEWSREADER_", "NO_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg-data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg-config"))


@pytest.fixture
def shared_data() -> Path:
    """Real news that is not part of the project; the test is skipped where it is absent."""
    data = PROJECT.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("needs the folder of real news beside the project, which is not here")
    return data


@pytest.fixture
def sample_bundles() -> Path:
    return PROJECT / "sample_bundles"


@pytest.fixture
def library_paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config.toml")


@pytest.fixture
def library(library_paths: Paths) -> Iterator[Library]:
    with Library(library_paths) as opened:
        yield opened


@pytest.fixture
def make_bundle(tmp_path: Path) -> Callable[..., Path]:
    """Write a folder of files: ``make_bundle({"a.txt": "..."}, name="wire")``."""

    def make(files: Mapping[str, str | bytes], name: str = "wire") -> Path:
        root = tmp_path / name
        for path, content in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


def scrape(title: str, *paragraphs: str) -> str:
    """A page scrape: a headline and paragraphs."""
    return "\n\n".join([title, *paragraphs]) + "\n"
