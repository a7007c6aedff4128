"""A line of text that is being typed: the text, the place in it, and what editing keys do to it."""

from __future__ import annotations

from typing import NamedTuple

_WORD_ENDS = " \t"


class EditedLine(NamedTuple):
    """A text and the place of the caret, counted in characters from its start."""

    text: str = ""
    caret: int = 0

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
                return EditedLine(text[: max(0, caret - 1)] + text[caret:], max(0, caret - 1))
            case "delete" | "ctrl+d":
                return EditedLine(text[:caret] + text[caret + 1 :], caret)
            case "left" | "ctrl+b":
                return EditedLine(text, max(0, caret - 1))
            case "right" | "ctrl+f":
                return EditedLine(text, min(len(text), caret + 1))
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

    def _word_start(self) -> int:
        start = self.caret
        while start and self.text[start - 1] in _WORD_ENDS:
            start -= 1
        while start and self.text[start - 1] not in _WORD_ENDS:
            start -= 1
        return start
