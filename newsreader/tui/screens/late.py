"""The parts of the reading screen that are made, and their modules loaded, only after its first frame."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from newsreader.tui.keyboard import Keyboard
    from newsreader.tui.screens.adding import Adding
    from newsreader.tui.screens.aside import Aside
    from newsreader.tui.screens.choosing import Choosing
    from newsreader.tui.screens.consulting import Consulting
    from newsreader.tui.screens.general import General
    from newsreader.tui.screens.inside import Inside
    from newsreader.tui.screens.marking import Marking
    from newsreader.tui.screens.opening import Opening
    from newsreader.tui.screens.places import Places
    from newsreader.tui.screens.prompting import Prompting
    from newsreader.tui.screens.reading import ReadingScreen
    from newsreader.tui.screens.seeking import Seeking
    from newsreader.tui.screens.selecting import Selecting
    from newsreader.tui.screens.start import Start
    from newsreader.tui.screens.suggesting import Suggesting
    from newsreader.tui.screens.threads import Threads
    from newsreader.tui.screens.timing import Timing
    from newsreader.tui.screens.versions import Versions
    from newsreader.tui.widgets.prompt_line import PromptLine
    from newsreader.tui.widgets.rule import Rule, TooSmall
    from newsreader.tui.widgets.side_bar import SideBar


class LateParts(Screen[None], inherit_bindings=False):
    """A screen some of whose parts are made when they are first asked for."""

    start: Start

    def has_made(self, part: str) -> bool:
        """Whether a part has been asked for already."""
        return part in self.__dict__

    @property
    def _reading(self) -> ReadingScreen:
        return cast("ReadingScreen", self)

    @cached_property
    def keyboard(self) -> Keyboard:
        """Makes commands of keys."""
        from newsreader.tui.commands import COMMANDS
        from newsreader.tui.keyboard import Keyboard

        return Keyboard(self.start.commands or COMMANDS)

    @cached_property
    def opening(self) -> Opening:
        """Which article is in the pane."""
        from newsreader.tui.screens.opening import Opening

        return Opening(self._reading)

    @cached_property
    def marking(self) -> Marking:
        """What is done to articles."""
        from newsreader.tui.screens.marking import Marking

        return Marking(self._reading)

    @cached_property
    def versions(self) -> Versions:
        """The versions of stories."""
        from newsreader.tui.screens.versions import Versions

        return Versions(self._reading)

    @cached_property
    def threads(self) -> Threads:
        """The threads of stories."""
        from newsreader.tui.screens.threads import Threads

        return Threads(self._reading)

    @cached_property
    def aside(self) -> Aside:
        """What the side bar shows."""
        from newsreader.tui.screens.aside import Aside

        return Aside(self._reading)

    @cached_property
    def seeking(self) -> Seeking:
        """The query that is being typed."""
        from newsreader.tui.screens.seeking import Seeking

        return Seeking(self._reading)

    @cached_property
    def selecting(self) -> Selecting:
        """What is selected."""
        from newsreader.tui.screens.selecting import Selecting

        return Selecting(self._reading)

    @cached_property
    def inside(self) -> Inside:
        """What is done from inside an article."""
        from newsreader.tui.screens.inside import Inside

        return Inside(self._reading)

    @cached_property
    def choosing(self) -> Choosing:
        """A menu in the bottom line."""
        from newsreader.tui.screens.choosing import Choosing

        return Choosing(self._reading)

    @cached_property
    def places(self) -> Places:
        """Where the reader has been."""
        from newsreader.tui.screens.places import Places

        return Places(self._reading, self.start.session)

    @cached_property
    def timing(self) -> Timing:
        """The timeline above the list."""
        from newsreader.tui.screens.timing import Timing

        return Timing(self._reading)

    @cached_property
    def adding(self) -> Adding:
        """Bundles that are being added."""
        from newsreader.tui.screens.adding import Adding

        return Adding(self._reading)

    @cached_property
    def consulting(self) -> Consulting:
        """What is said of searches that find little."""
        from newsreader.tui.screens.consulting import Consulting

        return Consulting(self._reading)

    @cached_property
    def suggesting(self) -> Suggesting:
        """How a query that is being typed may go on."""
        from newsreader.tui.screens.suggesting import Suggesting

        return Suggesting(self._reading)

    @cached_property
    def general(self) -> General:
        """Help, the command line, quitting."""
        from newsreader.tui.screens.general import General

        return General(self._reading)

    @cached_property
    def prompting(self) -> Prompting:
        """What is typed in the bottom line, and what comes of it."""
        from newsreader.tui.screens.prompting import Prompting

        return Prompting(self._reading)

    @cached_property
    def prompt(self) -> PromptLine:
        """The bottom line while something is typed in it."""
        from newsreader.tui.widgets.prompt_line import PromptLine

        return PromptLine(self.start.look)

    @cached_property
    def side_bar(self) -> SideBar:
        """The bundles."""
        from newsreader.tui.widgets.side_bar import SideBar

        return SideBar(self.start.look)

    @cached_property
    def side_rule(self) -> Rule:
        """The line beside the side bar."""
        from newsreader.tui.widgets.rule import Rule

        return Rule(self.start.look)

    @cached_property
    def too_small(self) -> TooSmall:
        """What is shown where nothing else can be."""
        from newsreader.tui.widgets.rule import TooSmall

        return TooSmall(self.start.look)
