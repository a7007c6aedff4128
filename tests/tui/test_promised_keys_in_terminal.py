"""Every key that is promised, pressed in a pseudo-terminal, and what a person sees then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Spawn, Terminal
from tests.tui.test_promised_keys import PROMISED

Steps = list[tuple[str, str]]
"""Keys with blanks between them, and what is on the screen then; after a ``-`` what is there no more."""

COUNTS = "68 articles · 68 unread"
LONG, END = "Paragraph 1 of the long report", "Paragraph 40 of the long report"

SESSIONS: dict[str, Steps] = {
    "moving": [
        ("j", " 2 of 68"),
        ("k", " 1 of 68"),
        ("down", " 2 of 68"),
        ("up", " 1 of 68"),
        ("G", " 68 of 68"),
        ("g g", " 1 of 68"),
        ("end", " 68 of 68"),
        ("home", " 1 of 68"),
        ("5 j", " 6 of 68"),
        ("5 k", " 1 of 68"),
        ("1 0 G", " 10 of 68"),
        ("g g", " 1 of 68"),
        ("ctrl-d", "- 1 of 68"),
        ("ctrl-u", " 1 of 68"),
        ("ctrl-f", " 19 of 68"),
        ("ctrl-b", " 2 of 68"),
        ("pgdn", "- 2 of 68"),
        ("pgup", " of 68"),
        ("g g", " 1 of 68"),
        ("space", " 19 of 68"),
        ("b", " 2 of 68"),
        ("home", " 1 of 68"),
        ("n", "2 of 68"),
        ("N", "1 of 68"),
        ("3 J", "4 of 68"),
        ("K", "A [red]text[/red]"),
    ],
    "marking": [
        ("s", "starred"),
        ("s", "star taken away"),
        ("t", "tag:"),
        ("h i enter", "tagged hi"),
        ("v", "1 selected"),
        ("V", "2 selected"),
        ("esc", "-selected"),
        ("d", "· 67 unread"),
        ("u", COUNTS),
        ("+", "score 1"),
        ("-", "score 0"),
        ("r", "· 67 unread"),
        ("u", COUNTS),
        ("ctrl-r", "· 67 unread"),
        ("A", "· 0 unread"),
        ("u", "· 67 unread"),
        ("S", "[n newest]"),
        ("o", "oldest first"),
        ("=", "no other version of this story"),
        ("g g", "- no other"),
        ("z a", "no other version of this story"),
        ("g g", "- no other"),
        ("D", "no other version of this story"),
    ],
    "searching": [
        ("/", "/"),
        ("m o o r i n g", "61 hits"),
        ("enter", "1 of 61"),
        ("n", "2 of 61"),
        ("N", "1 of 61"),
        ("f", "narrow:"),
        ("h i g h enter", "of 60"),
        ("esc", "1 of 61"),
        ("esc", "of 68"),
        ("h", "of 68"),
    ],
    "reading": [
        ("5 G", " 5 of 68"),
        ("enter", LONG),
        ("j j j j j j j j", f"-{LONG}"),
        ("g g", LONG),
        ("G", END),
        ("home", LONG),
        ("end", END),
        ("k k k k k k k k", f"-{END}"),
        ("g g", LONG),
        ("ctrl-d", f"-{LONG}"),
        ("ctrl-u", LONG),
        ("ctrl-f", f"-{LONG}"),
        ("ctrl-b", LONG),
        ("pgdn", f"-{LONG}"),
        ("pgup", LONG),
        ("space", f"-{LONG}"),
        ("b", LONG),
        ("/", "find:"),
        ("p a t i e n c e enter", "match 1/40"),
        ("n", "match 2/40"),
        ("N", "match 1/40"),
        ("esc", "-match 1/40"),
        ("R", "cleaning removed nothing"),
        ("R", "as the bundle has it"),
        ("R", "clean text"),
        ("J", "A headline without its text"),
        ("K", "The long report"),
        ("q", "5 of 68"),
        ("l", "-bundle has it"),
    ],
    "handing on": [
        ("enter", "The strait was closed"),
        ("y y", "citation copied"),
        ("y u", "url copied"),
        ("y t", "text copied"),
        ("v", "sentence"),
        ("y q", "copied"),
        ("w", "write to:"),
        ("esc", "-write to:"),
        ("|", "shell command"),
        ("esc", "-shell command"),
        ("U", "Links and teasers"),
        ("esc", "-Links and teasers"),
        ("T", "Thread:"),
        ("q", "-Thread:"),
        ("o", "The strait was closed"),
    ],
    "places": [
        ("m x", "marked x"),
        ("G", " 68 of 68"),
        ("' x", " 1 of 68"),
        ("ctrl-o", " 68 of 68"),
        ("' x", " 1 of 68"),
        ("backspace", " 68 of 68"),
        (":", ":"),
        ("esc", " 68 of 68"),
        ("?", "Search the library as you type"),
        ("esc", "-Search the library"),
        ("f1", "Search the library as you type"),
        ("esc", "-Search the library"),
        ("/", "/"),
        ("f1", "Search the library as you type"),
        ("esc", "-Search the library"),
        ("esc", " of 68"),
    ],
    "panes": [
        ("z s", "▸ kestrel"),
        ("shift-tab", "▸ kestrel"),
        ("tab", "▸ kestrel"),
        ("z s", "-▸ kestrel"),
        ("z l", "list above, article below"),
        ("z l", "one pane at a time"),
        ("enter", "The strait was closed"),
        ("z z", "The strait was closed"),
        ("ctrl-l", "The strait was closed"),
        ("ctrl-c", "quit"),
    ],
}

IN_OTHER_TESTS = {"ctrl-z", "Q"}
"""Suspending and leaving: ``test_in_terminal``, ``test_leaving_at_once``."""


def press(seen: Terminal, keys: str, shown: str) -> None:
    """Press the keys, and wait until the screen is as it is to be."""
    seen.press(*keys.split())
    if shown.startswith("-") and len(shown) > 1:
        seen.wait_until_gone(shown[1:])
    else:
        seen.wait_for(shown)
    seen.wait_until_quiet()


@pytest.mark.parametrize("name", SESSIONS)
def test_promised_keys_do_it_in_a_terminal(name: str, terminal: Spawn, data_dir: Path) -> None:
    seen = terminal(data_dir=data_dir, environ={"PAGER": "cat"})
    seen.wait_for("indexed 100 %")
    for keys, shown in SESSIONS[name]:
        press(seen, keys, shown)


def test_capital_q_leaves_from_anywhere(terminal: Spawn, data_dir: Path) -> None:
    seen = terminal(data_dir=data_dir)
    seen.wait_for("indexed 100 %")
    press(seen, "enter", "The strait was closed")
    seen.press("Q")
    assert seen.wait_for_end() == 0


def test_every_promised_key_is_pressed() -> None:
    pressed = {"".join(keys.split()) for steps in SESSIONS.values() for keys, _ in steps}
    promised = {key if len(key) == 1 else key.lower() for row in PROMISED for key in row[0].split()}
    assert promised <= pressed | IN_OTHER_TESTS
