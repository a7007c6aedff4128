"""Which panes are on the screen, how wide they are, and which one the keys go to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

from textual.widget import Widget

from newsreader.tui.terminal import MINIMUM_SIZE

if TYPE_CHECKING:
    from newsreader.tui.commands import Call, Where
    from newsreader.tui.screens.reading import ReadingScreen

Layout = Literal["wide", "stacked", "single"]
Choice = Literal["auto", "wide", "stacked", "single"]

LAYOUTS: dict[Layout, str] = {
    "wide": "side by side",
    "stacked": "list above, article below",
    "single": "one pane at a time",
}
WIDE_FROM_COLUMNS = 110
STACKED_FROM_COLUMNS, STACKED_FROM_ROWS = 60, 44
"""From where on a layout is taken by itself; by key it can be had in less."""
WIDE_AT_LEAST_COLUMNS, STACKED_AT_LEAST_ROWS = 90, 18
SIDE_BAR_WIDTH = 26
LIST_SHARE = 0.44
LIST_AT_LEAST, LIST_AT_MOST = 46, 96
STACKED_LIST_SHARE = 0.4


def choice_of(value: object) -> Choice:
    """The layout in a session file, which anybody may have edited."""
    return cast("Choice", value) if value in get_args(Choice) else "auto"


class Panes:
    """Side by side where there is room, one above the other in a tall terminal, else one at a time; or as the
    reader chooses, where that fits.
    """

    def __init__(self, screen: ReadingScreen, *, choice: Choice, has_side_bar: bool) -> None:
        self.screen = screen
        self.choice: Choice = choice
        self.has_side_bar = has_side_bar
        self.is_zen = False
        self.is_reading = False
        self.active: Where = "list"
        self._divided: tuple[bool, int, int, int] | None = None

    @property
    def layout(self) -> Layout:
        """How list and article stand on a terminal of this size, zen apart."""
        columns, rows = self.screen.app.size
        if self.choice in self.possible:
            return self.choice
        if columns >= WIDE_FROM_COLUMNS and not self._is_linear:
            return "wide"
        is_tall = columns >= STACKED_FROM_COLUMNS and rows >= STACKED_FROM_ROWS
        return "stacked" if is_tall and not self._is_linear else "single"

    @property
    def possible(self) -> list[Layout]:
        """The layouts that fit on this terminal."""
        columns, rows = self.screen.app.size
        fits = {
            "wide": columns >= WIDE_AT_LEAST_COLUMNS and not self._is_linear,
            "stacked": rows >= STACKED_AT_LEAST_ROWS and not self._is_linear,
            "single": True,
        }
        return [layout for layout in LAYOUTS if fits[layout]]

    @property
    def is_wide(self) -> bool:
        """Whether list and article stand side by side."""
        return not self.is_zen and self.layout == "wide"

    @property
    def is_stacked(self) -> bool:
        """Whether the article stands below the list."""
        return not self.is_zen and self.layout == "stacked"

    @property
    def shows_both(self) -> bool:
        """Whether list and article are on the screen together."""
        return self.is_wide or self.is_stacked

    @property
    def _is_linear(self) -> bool:
        """Whether nothing may stand beside anything else."""
        return self.screen.start.look.is_linear

    @property
    def is_too_small(self) -> bool:
        """Whether there is only room to say so."""
        columns, rows = self.screen.app.size
        return columns < MINIMUM_SIZE[0] or rows < MINIMUM_SIZE[1]

    @property
    def list_width(self) -> int:
        """How wide the list is beside the article."""
        room = self.screen.app.size.width - (SIDE_BAR_WIDTH + 1 if self.has_side_bar else 0)
        return max(LIST_AT_LEAST, min(LIST_AT_MOST, round(room * LIST_SHARE)))

    @property
    def article_width(self) -> int:
        """How wide the reading pane is, or will be."""
        width = self.screen.app.size.width - (SIDE_BAR_WIDTH + 1 if self.has_side_bar else 0)
        return width - self.list_width - 1 if self.is_wide else width

    def arrange(self) -> None:
        """Show what belongs on a screen of this size."""
        screen = self.screen
        too_small, is_asking = self.is_too_small, screen.is_asking
        shows_both = self.shows_both
        shows_article = shows_both or self.is_zen or self.is_reading
        shows_side_bar = self.has_side_bar and not self.is_zen and (shows_both or not self.is_reading)
        shows_list = (shows_both or not self.is_reading) and not self.is_zen
        if self._is_linear:
            shows_side_bar = shows_side_bar and self.active == "side bar"
            shows_list = shows_list and not shows_side_bar
        shown: dict[Widget, bool] = {
            screen.top_line: not too_small and not self.is_zen,
            screen.body: not too_small,
            screen.headlines: shows_list,
            screen.rule: shows_both,
            screen.pane: shows_article and not (self._is_linear and shows_side_bar),
            screen.status: not too_small and not is_asking,
        }
        if screen.has_made("side_bar"):
            shown |= {screen.side_bar: shows_side_bar, screen.side_rule: shows_side_bar}
        if screen.is_furnished:
            shown |= {screen.too_small: too_small, screen.prompt: not too_small and is_asking}
        for widget, is_shown in shown.items():
            if widget.display != is_shown:
                widget.display = is_shown
        self._divide()
        side = SIDE_BAR_WIDTH + 1 if shows_side_bar else 0
        screen.status.change(rule_at=side + self.list_width if self.is_wide else None)

    def _divide(self) -> None:
        """Say how much of the screen the list and the rule take."""
        screen, is_stacked = self.screen, self.is_stacked
        rows = round((screen.app.size.height - 2) * STACKED_LIST_SHARE)
        width = self.list_width if self.is_wide else 0
        wanted = (is_stacked, width, rows if is_stacked else 0, self.article_width)
        if wanted == self._divided:
            return
        self._divided = wanted
        screen.split.styles.layout = "vertical" if is_stacked else "horizontal"
        screen.headlines.styles.width = self.list_width if self.is_wide else "1fr"
        screen.headlines.styles.height = rows if is_stacked else "100%"
        screen.pane.styles.height = "1fr" if is_stacked else "100%"
        screen.rule.styles.width = "100%" if is_stacked else 1
        screen.rule.styles.height = 1 if is_stacked else "100%"
        screen.show_overview()

    @property
    def is_in_article(self) -> bool:
        """Whether keys go to the article."""
        return self.active == "article"

    # Going from pane to pane

    def clicked(self, pane: Where) -> None:
        """A pane that is clicked is the one that keys go to."""
        if pane == self.active or self.screen.is_asking:
            return
        if pane == "list" or self.screen.pane.is_readable:
            self.is_reading = pane == "article"
            self._settle(pane)

    def focus_list(self) -> None:
        """The keys go to the list, also if an article was just being opened."""
        self.screen.opening.cancel()
        if self.is_in_article:
            self.screen.places.remember_scroll()
        self.is_reading = self.is_zen = False
        self._settle("list")

    def show_article(self) -> None:
        """The article is on the screen and the keys go to it."""
        self.is_reading = True
        self._settle("article")

    def enter_timeline(self) -> None:
        """The keys go to the timeline above the list."""
        self.focus_list()
        self._settle("timeline")

    def _settle(self, pane: Where) -> None:
        self.active = pane
        self.screen.headlines.activate(pane == "list")
        self.screen.side_bar.activate(pane == "side bar")
        self.arrange()
        self.screen.telling.article()
        self.screen.telling.position()

    def do_pane_next(self, _: Call) -> None:
        """The next pane."""
        self._step(1)

    def do_pane_previous(self, _: Call) -> None:
        """The previous pane."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.active == "article" and step > 0 and self.screen.inside.pointing.begin():
            return
        panes: list[Where] = ["side bar"] if self.has_side_bar else []
        panes.append("list")
        if self.screen.pane.is_readable:
            panes.append("article")
        pane = panes[(panes.index(self.active) + step) % len(panes)] if self.active in panes else "list"
        if pane == "article":
            self.show_article()
            return
        self.focus_list()
        self._settle(pane)

    def do_side_close(self, _: Call) -> None:
        """Back to the list."""
        self.focus_list()

    # Layouts

    def do_view_side_bar(self, _: Call) -> None:
        """The side bar, shown or not."""
        self.has_side_bar = not self.has_side_bar
        if self.has_side_bar:
            self.is_reading = self.is_zen = False
            self.screen.aside.refresh()
            self.screen.side_bar.point_at(self.screen.browsing.levels[-1].view)
            self._settle("side bar")
        else:
            self.focus_list()

    def do_view_zen(self, _: Call) -> None:
        """Nothing but the article."""
        if self.screen.pane.stored is None:
            self.screen.telling.say("open an article first")
            return
        self.is_zen = not self.is_zen
        self.show_article()

    def do_view_layout(self, _: Call) -> None:
        """The next layout that fits."""
        possible = self.possible
        self.choice = possible[(possible.index(self.layout) + 1) % len(possible)]
        self.is_zen = False
        self.is_reading = self.is_in_article
        self.arrange()
        self.screen.telling.say(LAYOUTS[self.layout])
