"""What is done from inside an article, each kind of it by a part of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from newsreader.tui.messages import Answer
from newsreader.tui.screens.inside.comparing import Comparing
from newsreader.tui.screens.inside.copying import Copying
from newsreader.tui.screens.inside.dating import Dating
from newsreader.tui.screens.inside.following import Following
from newsreader.tui.screens.inside.handing import Handing
from newsreader.tui.screens.inside.illustrating import Illustrating
from newsreader.tui.screens.inside.pointing import Pointing
from newsreader.tui.screens.inside.quoting import Quoting
from newsreader.tui.screens.inside.rereading import Rereading
from newsreader.tui.screens.inside.ruling import Ruling
from newsreader.tui.screens.inside.sheets import Sheets
from newsreader.tui.screens.inside.viewing import Viewing

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Part(Protocol):
    """Takes the answers to what it asked the desk."""

    def answered(self, value: Any) -> None: ...


class Inside:
    """The parts, by the names that answers carry."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.sheets = Sheets(screen)
        self.viewing = Viewing(screen)
        self.comparing = Comparing(screen)
        self.illustrating = Illustrating(screen)
        self.ruling = Ruling(screen, self.sheets)
        self.dating = Dating(screen)
        self.copying = Copying(screen)
        self.following = Following(screen, self.sheets, self.copying)
        self.pointing = Pointing(screen, self.following)
        self.rereading = Rereading(screen)
        self.quoting = Quoting(screen, self.copying)
        self.handing = Handing(screen, self.sheets, self.quoting)

    @property
    def owners(self) -> tuple[Any, ...]:
        """Whoever has methods of commands."""
        return (
            self.viewing,
            self.comparing,
            self.illustrating,
            self.ruling,
            self.dating,
            self.following,
            self.rereading,
            self.quoting,
            self.handing,
        )

    def answered(self, message: Answer) -> None:
        """Hand an answer to the part that asked."""
        part: Part = getattr(self, message.part)
        part.answered(message.value)

    def take(self, key: str) -> bool:
        """Whether the key was meant for what is shown over the article."""
        if self.screen.keyboard.is_pending:
            return False
        if self.sheets.is_open:
            return self.sheets.take(key)
        if self.pointing.is_pointing:
            return self.pointing.take(key)
        return self.quoting.is_selecting and self.quoting.take(key)

    def entered(self, purpose: str, text: str) -> None:
        """What was typed in the prompt for one of the parts."""
        if purpose == "pipe":
            self.handing.pipe(text)
        elif purpose == "dates":
            self.dating.set(text)
        elif purpose == "export":
            self.handing.export(text)
