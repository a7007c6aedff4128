"""From keys to commands: how keys are spelt, and the little machine that gathers counts and chords."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.tui.commands import DIGIT, LETTER, Call, Command, Where

LARGEST_COUNT = 1_000_000
DIGITS = frozenset("123456789")

_NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def spelt(key: str, character: str | None) -> str:
    """A key as the table of commands writes it, from Textual's name and the character it types."""
    if character is not None and character.isprintable() and character != " ":
        return character
    *modifiers, name = key.split("+")
    name = _NAMES.get(name, name.upper() if modifiers or name.startswith("f") else name)
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


class Pending(NamedTuple):
    """Keys typed so far that do not make a command yet: the text to show, and how it can go on."""

    typed: str
    continuations: tuple[Command, ...] = ()


class Keyboard:
    """Gathers keys until they make a command; what a key means in the pane wins over anywhere."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self.commands = tuple(commands)
        self._count = ""
        self._keys: tuple[str, ...] = ()

    @property
    def is_pending(self) -> bool:
        """Whether a count or a chord has begun."""
        return bool(self._count or self._keys)

    def clear(self) -> None:
        """Forget what was typed."""
        self._count, self._keys = "", ()

    def press(self, key: str, where: Where, *, digits_choose: bool = False) -> Call | Pending | None:
        """The command that ``key`` completes, what is pending, or None when it means nothing.

        ``digits_choose``: a digit is no count now, but chooses among what is on the screen.
        """
        if digits_choose and not self.is_pending and key in DIGITS:
            for command in self.commands:
                if command.where == where and DIGIT in command.keys:
                    return Call(command, letter=key, key=key)
        if key == "Esc" and self.is_pending:
            self.clear()
            return None
        if not self._keys and key.isdigit() and key.isascii() and (self._count or key != "0"):
            self._count += key
            return Pending(self._count)
        self._keys = (*self._keys, key)
        for place in (where, "anywhere"):
            for command in self.commands:
                if command.where == place and (call := self._completed(command)):
                    self.clear()
                    return call
        following = tuple(
            command
            for command in self.commands
            if command.where in (where, "anywhere") and any(self._begins(written) for written in command.keys)
        )
        if following:
            return Pending(self._count + " ".join(self._keys), following)
        self.clear()
        return None

    def _completed(self, command: Command) -> Call | None:
        for written in command.keys:
            parts = tuple(written.split())
            if parts == self._keys:
                return Call(command, self._number(command), key=parts[-1])
            *lead, last = parts
            if last == LETTER and self._keys[:-1] == tuple(lead) and lead and len(self._keys[-1]) == 1:
                return Call(command, self._number(command), self._keys[-1], self._keys[-1])
        return None

    def _begins(self, written: str) -> bool:
        parts = tuple(written.split())
        return len(parts) > len(self._keys) and parts[: len(self._keys)] == self._keys

    def _number(self, command: Command) -> int | None:
        return min(int(self._count), LARGEST_COUNT) if self._count and command.takes_count else None
