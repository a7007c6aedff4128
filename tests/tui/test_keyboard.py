"""Counts and chords."""

from __future__ import annotations

import itertools

from newsreader.tui.commands import COMMANDS, LETTER, Call, remapped
from newsreader.tui.keyboard import Keyboard, Pending, spelt

PLACES = ("list", "article", "side bar")


def _pressed(*keys: str, where: str = "list") -> Call | Pending | None:
    keyboard = Keyboard(COMMANDS)
    answer: Call | Pending | None = None
    for key in keys:
        answer = keyboard.press(key, where)  # type: ignore[arg-type]
    return answer


def _id(answer: Call | Pending | None) -> str | None:
    return answer.command.id if isinstance(answer, Call) else None


def test_a_key_means_what_it_means_in_its_pane() -> None:
    assert _id(_pressed("j")) == "list.next"
    assert _id(_pressed("j", where="article")) == "text.down"
    assert _id(_pressed("j", where="side bar")) == "side.next"


def test_a_number_before_a_movement_is_its_count() -> None:
    call = _pressed("1", "0", "j")
    assert isinstance(call, Call) and call.number == 10 and call.times == 10


def test_a_number_before_what_takes_none_is_forgotten() -> None:
    call = _pressed("3", "s")
    assert isinstance(call, Call) and call.command.id == "article.star" and call.number is None


def test_a_chord_waits_for_its_second_key() -> None:
    pending = _pressed("y")
    assert isinstance(pending, Pending)
    copies = {"copy.citation", "copy.url", "copy.text", "copy.quote"}
    assert {command.id for command in pending.continuations} == copies
    assert _id(_pressed("y", "u")) == "copy.url"


def test_a_wrong_second_key_ends_the_chord() -> None:
    assert _pressed("z", "q") is None
    assert _id(_pressed("z", "q", "j")) == "list.next"


def test_escape_ends_a_chord_and_does_nothing_else() -> None:
    keyboard = Keyboard(COMMANDS)
    keyboard.press("g", "list")
    assert keyboard.press("Esc", "list") is None
    assert _id(keyboard.press("Esc", "list")) == "list.back"


def test_a_mark_takes_any_letter() -> None:
    call = _pressed("m", "j")
    assert isinstance(call, Call) and call.command.id == "place.mark" and call.letter == "j"


def test_keys_are_spelt_as_in_the_table() -> None:
    assert spelt("ctrl+d", None) == "Ctrl-D"
    assert spelt("G", "G") == "G"
    assert spelt("question_mark", "?") == "?"
    assert spelt("shift+tab", None) == "Shift-Tab"
    assert spelt("space", " ") == "Space"
    assert spelt("pagedown", None) == "PgDn"
    assert spelt("f1", None) == "F1"
    assert spelt("escape", "\x1b") == "Esc"


def test_no_key_is_given_twice_in_a_place_nor_begins_another() -> None:
    for place in PLACES:
        keys = [tuple(key.split()) for command in COMMANDS if command.where == place for key in command.keys]
        everywhere = [
            tuple(key.split()) for command in COMMANDS if command.where == "anywhere" for key in command.keys
        ]
        for one, other in itertools.permutations([*keys, *everywhere], 2):
            assert one != other, f"{one} is given twice in {place}"
            assert one != other[: len(one)], f"{one} begins {other} in {place}"
            assert LETTER not in one[:-1]


def test_a_remapped_key_is_taken_from_whoever_had_it() -> None:
    commands = remapped({"article.star": ("r",)})
    keyboard = Keyboard(commands)
    assert _id(keyboard.press("r", "list")) == "article.star"
    assert next(command for command in commands if command.id == "article.read").keys == ()
