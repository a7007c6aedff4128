"""Presets of keys: nothing collides, nothing gets lost, and the reader's own keys come on top."""

from __future__ import annotations

import itertools

import pytest

from newsreader.config import Config
from newsreader.tui.commands import COMMANDS, DIGIT, LETTER, Call, Command, Where, matching
from newsreader.tui.keyboard import Keyboard, Pending
from newsreader.tui.keymaps import KEYMAPS, commands
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen
from tests.tui.test_commands import FORBIDDEN

PANES: tuple[Where, ...] = ("list", "article", "side bar")


def pressed(table: tuple[Command, ...], written: str, where: Where) -> Call | Pending | None:
    keyboard = Keyboard(table)
    answer: Call | Pending | None = None
    for key in written.replace(LETTER, "x").split():
        answer = keyboard.press(key, where, digits_choose=DIGIT in written)
    return answer


@pytest.mark.parametrize("keymap", KEYMAPS)
def test_no_key_of_a_preset_is_given_twice_in_a_pane_nor_begins_another(keymap: str) -> None:
    table = commands(keymap, {})
    for where in (*PANES, "anywhere"):
        keys = [
            (command.id, key.split()) for command in table if command.where == where for key in command.keys
        ]
        for (one_id, one), (other_id, other) in itertools.permutations(keys, 2):
            assert one != other[: len(one)], f"{one_id} and {other_id} in {where}"
    assert not FORBIDDEN & {key for command in table for key in command.keys}


@pytest.mark.parametrize("keymap", KEYMAPS)
def test_every_command_of_a_preset_is_reached_by_key_or_by_name(keymap: str) -> None:
    for command in commands(keymap, {}):
        panes = PANES if command.where == "anywhere" else (command.where,)
        for key in command.keys:
            if key == DIGIT:
                continue
            done = [pressed(commands(keymap, {}), key, pane) for pane in panes]
            assert any(isinstance(call, Call) and call.command.id == command.id for call in done), (
                f"{command.id} by {key}"
            )
        assert matching(command.id, commands(keymap, {}))[0].id == command.id


@pytest.mark.parametrize("keymap", KEYMAPS)
def test_a_preset_names_only_commands_that_there_are(keymap: str) -> None:
    assert set(KEYMAPS[keymap]) <= {command.id for command in COMMANDS}


def test_own_keys_come_on_top_of_a_preset() -> None:
    table = commands("mutt", {"list.sort": ("S",), "article.star": ("*",)})
    keys = {command.id: command.keys for command in table}
    assert keys["list.sort"] == ("S",)
    assert keys["article.star"] == ("*",)
    assert "*" not in keys["list.last"] and "End" in keys["list.last"]


def test_a_key_that_begins_a_chord_takes_the_chord_away() -> None:
    keys = {command.id: command.keys for command in commands("default", {"list.sort": ("g",)})}
    assert keys["list.first"] == ("Home",)
    assert keys["text.top"] == ("g g", "Home")


async def test_the_keys_of_a_preset_work_and_stand_in_the_help(read: Read) -> None:
    async with read(config=Config(keymap="newsboat")) as pilot:
        await press(pilot, "J", "q")
        await until_seen(pilot, "2 of 68")
        await press(pilot, "g")
        await until_seen(pilot, "[n newest]")
        await press(pilot, "t")
        await until_seen(pilot, "by title")
        await press(pilot, "D")
        await until_seen(pilot, "of 67")
        await press(pilot, "question_mark", *"dismiss")
        await until_seen(pilot, "D ")
        assert any(line.split()[:2] == ["D", "Take"] for line in seen(pilot).splitlines())


async def test_mutts_pager_keys_walk_through_articles(read: Read) -> None:
    async with read(config=Config(keymap="mutt")) as pilot:
        await press(pilot, "j", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        await press(pilot, "j")
        await until_seen(pilot, "3 of 68")
        await press(pilot, "i", "k", "t")
        await until_seen(pilot, "1 selected   3 of 68")


async def test_what_is_said_of_keys_holds_for_the_readers_own(read: Read) -> None:
    keys = {"list.match-next": ("x",), "text.match-next": ("y",), "list.open": ("e",), "app.help": ()}
    async with read(config=Config(keys=keys)) as pilot:
        await until_seen(pilot, "x next unread")
        assert [line.split("│")[-1].split() for line in seen(pilot).splitlines() if " search" in line] == [
            ["/", "search"]
        ]
        assert "e  read" in seen(pilot) and "all keys" not in seen(pilot)
        await press(pilot, "e")
        await until_seen(pilot, "y next unread")
