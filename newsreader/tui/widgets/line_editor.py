"""A line of text that is being typed: the text, the place in it, and what editing keys do to it."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import split_graphemes

_WORD_ENDS = " \t"


class EditedLine(NamedTuple):
    """A text and the place of the caret, counted in characters from its start."""

    text: str = ""
    caret: int = 0

    @property
    def before(self) -> str:
        """What stands before the caret."""
        return self.text[: self.caret]

    def typed(self, characters: str) -> EditedLine:
        """With ``characters`` put in at the caret."""
        text = self.text[: self.caret] + characters + self.text[self.caret :]
        return EditedLine(text, self.caret + len(characters))

    def edited(self, key: str) -> EditedLine | None:
        """What an editing key makes of it; None for a key that edits nothing.

        The keys are those of a shell: Ctrl-A E B F H D W U K and the arrows.
        """
        text, caret = self.text, self.caret
        match key:
            case "backspace" | "ctrl+h":
                start = self.left_of(caret)
                return EditedLine(text[:start] + text[caret:], start)
            case "delete" | "ctrl+d":
                return EditedLine(text[:caret] + text[self.right_of(caret) :], caret)
            case "left" | "ctrl+b":
                return EditedLine(text, self.left_of(caret))
            case "right" | "ctrl+f":
                return EditedLine(text, self.right_of(caret))
            case "home" | "ctrl+a":
                return EditedLine(text, 0)
            case "end" | "ctrl+e":
                return EditedLine(text, len(text))
            case "ctrl+u":
                return EditedLine(text[caret:], 0)
            case "ctrl+k":
                return EditedLine(text[:caret], caret)
            case "ctrl+w":
                start = self._word_start()
                return EditedLine(text[:start] + text[caret:], start)
        return None

    def left_of(self, place: int) -> int:
        """Where the sign before a place begins: a letter with its accents is one."""
        return max((start for start, _, _ in self._signs() if start < place), default=0)

    def right_of(self, place: int) -> int:
        """Where the sign at a place ends."""
        return min((end for _, end, _ in self._signs() if end > place), default=len(self.text))

    def _signs(self) -> list[tuple[int, int, int]]:
        return split_graphemes(self.text)[0]

    def _word_start(self) -> int:
        start = self.caret
        while start and self.text[start - 1] in _WORD_ENDS:
            start -= 1
        while start and self.text[start - 1] not in _WORD_ENDS:
            start -= 1
        return start
