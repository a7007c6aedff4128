"""The table of commands, and what is made from it."""

from __future__ import annotations

import pytest

from newsreader.errors import ConfigError
from newsreader.tui.commands import COMMANDS, key_table_markdown, matching, remapped
from tests.conftest import PROJECT
from tests.tui.conftest import Read, screen_of

FORBIDDEN = {"Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-M", "Ctrl-S", "Ctrl-Q"}
"""Keys that terminals and slow links garble."""


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_no_command_hangs_on_a_key_that_terminals_garble() -> None:
    for command in COMMANDS:
        assert not FORBIDDEN & set(command.keys)
        assert not any(key.startswith("Alt") for key in command.keys)


def test_the_readme_shows_the_table_of_keys() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    assert table.strip() == key_table_markdown().strip()


async def test_every_command_is_done_by_somebody(read: Read) -> None:
    async with read() as pilot:
        assert set(screen_of(pilot)._methods) == {command.id for command in COMMANDS}


def test_remapping_an_unknown_command_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"article\.sing"):
        remapped({"article.sing": ("x",)})


def test_searching_the_table_puts_an_exact_key_or_name_first() -> None:
    assert matching("undo")[0].id == "undo"
    assert matching("J")[0].id == "article.next"
    assert {command.id for command in matching("copy url")} == {"copy.url"}
    assert matching("no such thing") == []
