"""A few short runs of random keys; ``python -m tests.tui.random_keys`` and ``tests.tui.reader_machine`` make
many long ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsreader.tui.commands import COMMANDS
from tests.tui import reader_machine
from tests.tui.random_keys import ENVIRON, Session, keys_of_the_table


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_pressed_the_reader_holds(
    seed: int, made_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(tmp_path)
    session = Session(random.Random(seed), 40, made_library, tmp_path / "run")
    try:
        await session.run()
    except Exception as error:
        raise AssertionError(f"{error}\nafter {session.story}") from error


def test_whatever_hypothesis_presses_the_reader_holds(
    made_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(tmp_path)
    reader_machine.run(made_library, runs=4, keys=30)


def test_every_command_has_a_key_that_is_pressed() -> None:
    assert len(keys_of_the_table()) >= len(COMMANDS) - 2
