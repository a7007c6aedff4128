"""Every key that users were promised means what they were promised, in each pane that it applies to."""

from __future__ import annotations

import pytest

from newsreader.tui.commands import COMMANDS, Call, Where
from newsreader.tui.keyboard import Keyboard, Pending

# Keys, and the command they give in the list and in the article; "" is none there.
PROMISED = [
    ("j Down", "list.next", "text.down"),
    ("k Up", "list.previous", "text.up"),
    ("J", "article.next", "article.next"),
    ("K", "article.previous", "article.previous"),
    ("gg Home", "list.first", "text.top"),
    ("G End", "list.last", "text.bottom"),
    ("Ctrl-D", "list.half-down", "text.half-down"),
    ("Ctrl-U", "list.half-up", "text.half-up"),
    ("Ctrl-F PgDn", "list.page-down", "text.page-down"),
    ("Ctrl-B PgUp b", "list.page-up", "text.page-up"),
    ("Space", "list.read-on", "text.read-on"),
    ("Enter l", "list.open", ""),
    ("q h Esc", "list.back", "text.close"),
    ("Q", "app.quit", "app.quit"),
    ("/", "list.search", "text.find"),
    ("n", "list.match-next", "text.match-next"),
    ("N", "list.match-previous", "text.match-previous"),
    ("f", "list.narrow", ""),
    ("r", "article.read", "article.read"),
    ("A", "list.read-all", ""),
    ("u", "undo", "undo"),
    ("Ctrl-R", "redo", "redo"),
    ("s", "article.star", "article.star"),
    ("t", "article.tag", "article.tag"),
    ("v", "list.select", "text.select"),
    ("V", "list.select-range", ""),
    ("d", "article.dismiss", "article.dismiss"),
    ("+", "article.score-up", "article.score-up"),
    ("-", "article.score-down", "article.score-down"),
    ("S", "list.sort", ""),
    ("=", "article.version", "article.version"),
    ("za", "list.fold", ""),
    ("T", "article.thread", "article.thread"),
    ("D", "article.compare", "article.compare"),
    ("R", "", "text.view"),
    ("U", "", "text.links"),
    ("o", "article.original", "article.original"),
    ("yy", "copy.citation", "copy.citation"),
    ("yu", "copy.url", "copy.url"),
    ("yt", "copy.text", "copy.text"),
    ("yq", "copy.quote", "copy.quote"),
    ("w", "article.export", "article.export"),
    ("|", "article.pipe", "article.pipe"),
    ("mx", "place.mark", "place.mark"),
    ("'x", "place.go", "place.go"),
    (":", "app.command", "app.command"),
    ("? F1", "app.help", "app.help"),
    ("Tab", "pane.next", "pane.next"),
    ("Shift-Tab", "pane.previous", "pane.previous"),
    ("zz", "view.zen", "view.zen"),
    ("zs", "view.side-bar", "view.side-bar"),
    ("zl", "view.layout", "view.layout"),
    ("Ctrl-O Backspace", "place.back", "place.back"),
    ("Ctrl-L", "app.redraw", "app.redraw"),
    ("Ctrl-Z", "app.suspend", "app.suspend"),
    ("Ctrl-C", "app.cancel", "app.cancel"),
]


_NAMED = {"Down", "Up", "Home", "End", "PgDn", "PgUp", "Space", "Enter", "Esc", "F1", "Tab", "Backspace"}


def strokes(key: str) -> list[str]:
    """The keys to press one after the other."""
    return [key] if key in _NAMED or "-" in key[1:] else list(key)


def command_of(key: str, where: Where) -> str:
    """The command that a key, or a chord, gives in a pane; "" for none."""
    keyboard = Keyboard(COMMANDS)
    answer: Call | Pending | None = None
    for stroke in strokes(key):
        answer = keyboard.press(stroke, where)
    return answer.command.id if isinstance(answer, Call) else ""


@pytest.mark.parametrize(("keys", "in_list", "in_article"), PROMISED, ids=[row[0] for row in PROMISED])
def test_a_promised_key_does_what_was_promised(keys: str, in_list: str, in_article: str) -> None:
    for key in keys.split():
        assert command_of(key, "list") == in_list
        assert command_of(key, "article") == in_article


def test_digits_count_before_a_movement() -> None:
    keyboard = Keyboard(COMMANDS)
    for key in "10":
        keyboard.press(key, "list")
    call = keyboard.press("G", "list")
    assert isinstance(call, Call) and (call.command.id, call.number) == ("list.last", 10)


@pytest.mark.parametrize("keys", ["zx", "gx", "yx", "5z!", "g5", "m", "'"])
def test_an_unknown_chord_does_no_harm(keys: str) -> None:
    keyboard = Keyboard(COMMANDS)
    answers = [keyboard.press(key, "list") for key in keys]
    assert not any(isinstance(answer, Call) for answer in answers)
    keyboard.press("Esc", "list")
    call = keyboard.press("j", "list")
    assert isinstance(call, Call) and (call.command.id, call.number) == ("list.next", None)
