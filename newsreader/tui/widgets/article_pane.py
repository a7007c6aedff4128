"""The reading pane: an article in its column, of which only the lines on the screen are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from newsreader.article import Original, StoredArticle
from newsreader.tui.messages import PaneClicked, PicturesWanted, Scrolled
from newsreader.tui.theme import Look
from newsreader.tui.widgets.article_layout import Anchor, FindHits, Line, Sheet, View, column_width
from newsreader.tui.widgets.article_line import Selection, line_segments
from newsreader.tui.widgets.found_text import FoundText

if TYPE_CHECKING:
    from newsreader.relating import Below
    from newsreader.tui.widgets.illustrations import Drawn, Illustrations
    from newsreader.version_access import Compared


class ArticlePane(FoundText, can_focus=False, inherit_bindings=False):
    """Draws an article, or the calm page shown before one is opened; scrolls, and finds in the text."""

    DEFAULT_CSS = "ArticlePane { overflow: hidden hidden; }"

    def __init__(
        self, look: Look, measure: int, *, is_justified: bool = False, is_divided: bool = False
    ) -> None:
        super().__init__()
        self.look = look
        self.measure = measure
        self.is_justified = is_justified
        self.is_divided = is_divided
        self.stored: StoredArticle | None = None
        self.is_answer = False
        self.view: View = "clean"
        self.original: Original | None = None
        self.compared: Compared | None = None
        self._left_at: Anchor = (0, 0)
        self.selection: Selection | None = None
        self.sheet: Sheet | None = None
        self.illustrations: Illustrations | None = None
        self.below: Below | None = None
        self.pointer = -1
        self.known: dict[int, list[tuple[int, int]]] = {}
        self._overview: tuple[Line, ...] = ()
        self._laid_out_for = 0
        self._wanted_anchor: Anchor = (0, 0)

    # Given data

    def show(self, stored: StoredArticle, *, search_hits: FindHits | None, anchor: Anchor = (0, 0)) -> None:
        """Show an article from ``anchor`` on, with the hits of the search marked."""
        if self.stored is None or stored.headline.rowid != self.stored.headline.rowid:
            self.words = ""
            self.illustrations = self.below = None
            self.known = {}
            self._leave_raw()
        self.stored, self._search_hits, self.is_answer = stored, search_hits, False
        self.selection = self.sheet = None
        self._hit = self.pointer = -1
        self._lay_out(anchor)

    def update(self, stored: StoredArticle) -> None:
        """Show the same article with other marks, tags or text, at the same place."""
        place = self.place
        self.stored = stored
        self._lay_out(place)

    def show_view(
        self, view: View, original: Original | None = None, compared: Compared | None = None
    ) -> None:
        """Show more or less of the same article, at the same place; what differs, from its beginning."""
        self._left_at = self.place
        place = (0, 0) if view == "compared" else self._left_at
        self.view, self.original, self.compared = view, original, compared
        self.selection = None
        self._hit = -1
        self._lay_out(place)

    def _leave_raw(self) -> None:
        if self.view in ("raw", "compared"):
            self.view, self.original, self.compared = "clean", None, None

    def show_below(self, below: Below) -> None:
        """Show what has to do with the article below its text; the same text stays at the top."""
        self.below = below
        self._lay_out(self.place)

    def dim(self, known: dict[int, list[tuple[int, int]]]) -> None:
        """Dim these parts of pieces, by their numbers."""
        self.known = known
        self.refresh()

    def line_of(self, anchor: Anchor) -> int:
        """The line that holds a place in the text."""
        return self._layout.line_at(anchor) if self._layout is not None else 0

    def point_at(self, number: int) -> None:
        """Mark a piece below the text, by its number, and bring it into sight; -1 marks none."""
        self.pointer = number
        if number >= 0 and self._layout is not None:
            line = self._layout.line_at((number, 0))
            if not self.top <= line < self.top + self.page - 1:
                self.scroll_to_line(max(0, line - self.page // 2))
        self.refresh()

    def show_pictures(self, illustrations: Illustrations | None) -> None:
        """Make room for pictures, or describe them; the same text stays at the top."""
        self.illustrations = illustrations
        self._lay_out(self.place)

    def put_picture(self, number: int, drawn: Drawn | None) -> None:
        """A picture can be drawn, or cannot be had."""
        assert self.illustrations is not None
        if drawn is None:
            self.illustrations.lose(number)
            self._lay_out(self.place)
            return
        self.illustrations.put(number, drawn)
        if self._layout is not None and self.sheet is None:
            lines = self._layout.lines[self.top : self.top + self.page]
            for y, line in enumerate(lines):
                if line.picture is not None and line.picture.number == number:
                    self.refresh_line(y)

    def show_overview(self, lines: Sequence[Line], *, is_answer: bool = False) -> None:
        """Show a calm page instead of an article, or the answer to a question, which can be read as one."""
        self.is_answer = is_answer
        self.stored, self._layout, self.words = None, None, ""
        self.selection = self.sheet = None
        self._overview = tuple(lines)
        self.virtual_size = Size(self.size.width, self.height)
        self.put_at_top(0)
        self.refresh()

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show lines instead of the article, or the article again, where it was."""
        if self.sheet is None:
            self._wanted_anchor = self.place
        self.sheet = sheet
        self.virtual_size = Size(self.size.width, self.height)
        if sheet is None:
            self._lay_out(self._wanted_anchor)
        elif not self.top <= sheet.cursor < self.top + self.page:
            self.put_at_top(0 if sheet.cursor < self.page else sheet.cursor - self.page // 2)
        self.refresh()

    def select(self, selection: Selection | None) -> None:
        """Mark a part of the text, and bring its end into sight, and its beginning if both have room."""
        self.selection = selection
        if selection is not None and self._layout is not None:
            first = self._layout.line_at(selection[0])
            last = self._layout.line_at((selection[1][0], selection[1][1] - 1))
            if last >= self.top + self.page:
                self.scroll_to_line(min(first, last - self.page + 1) if last - first < self.page else last)
            elif first < self.top:
                self.scroll_to_line(first)
        self.refresh()

    @property
    def place(self) -> Anchor:
        """The place in the text at the top of the pane."""
        if self.view == "compared":
            return self._left_at
        if self.sheet is not None or self._layout is None or not self._layout.lines:
            return self._wanted_anchor
        anchor = self._layout.lines[min(self.top, len(self._layout.lines) - 1)].anchor
        if self.view != "raw" or self.stored is None:
            return anchor
        from newsreader.tui.widgets.raw_places import block_of_line

        return block_of_line(anchor, self.stored, self.original) if self.top else (0, 0)

    @property
    def last_place(self) -> Anchor:
        """The place in the text at the bottom of the pane."""
        if self._layout is None or not self._layout.lines:
            return self.place
        return self._layout.lines[min(self.top + self.page, len(self._layout.lines)) - 1].anchor

    @property
    def is_readable(self) -> bool:
        """Whether there is anything in it to be read and scrolled."""
        return self.stored is not None or self.is_answer

    # Drawing

    @property
    def height(self) -> int:
        """How many lines there are."""
        if self.sheet is not None:
            return len(self.sheet.lines)
        if self.stored is None:
            return len(self._overview)
        return len(self._layout.lines) if self._layout else 0

    def on_click(self) -> None:
        """A click makes it the pane that keys go to."""
        self.post_message(PaneClicked(self))

    def on_resize(self) -> None:
        """Lay the text out for the new width; the same text stays at the top."""
        if self.size.width != self._laid_out_for and self.sheet is None:
            self._lay_out(self.place)
        else:
            self.scroll_to_line(self.top)

    def _lay_out(self, anchor: Anchor) -> None:
        width = self.size.width
        self._wanted_anchor = anchor
        if self.stored is None or not width or self.sheet is not None:
            self.refresh()
            return
        from newsreader.tui.widgets.article_setting import lay_out

        self._laid_out_for = width
        self._layout = lay_out(
            self.stored,
            width,
            self.measure,
            self.look,
            find_hits=self._find_hits,
            view=self.view,
            original=self.original,
            compared=self.compared,
            illustrations=self.illustrations,
            is_divided=self.is_divided,
            below=self.below,
        )
        if self.stored.article.pictures and self.view in ("clean", "removed"):
            self.post_message(PicturesWanted())
        self.virtual_size = Size(width, len(self._layout.lines))
        shown = anchor
        if self.view == "raw":
            from newsreader.tui.widgets.raw_places import line_of_block

            shown = line_of_block(anchor, self.stored, self.original)
        self.put_at_top(self._layout.line_at(shown) if shown != (0, 0) else 0)
        self.refresh()
        self.post_message(Scrolled())

    def render_line(self, y: int) -> Strip:
        """The line at line ``y`` of the screen."""
        width = self.size.width
        indent = max(1, (width - self.column) // 2)
        if self.sheet is not None:
            return self._sheet_strip(self.top + y, indent, width)
        if self.stored is None:
            lines: Sequence[Line] = self._overview
        elif self._layout is not None:
            lines, indent = self._layout.lines, self._layout.indent
        else:
            return self.look.strip((), width)
        number = self.top + y
        if number >= len(lines):
            return self.look.strip((), width)
        strip = self._strip(lines[number], indent, width)
        is_pointed_at = self.pointer >= 0 and lines[number].anchor[0] == self.pointer and lines[number].lead
        return strip.apply_style(self.look.style("cursor")) if is_pointed_at else strip

    @property
    def column(self) -> int:
        """How wide the text is set."""
        return column_width(self.size.width, self.measure)

    def _sheet_strip(self, number: int, indent: int, width: int) -> Strip:
        assert self.sheet is not None
        if number >= len(self.sheet.lines):
            return self.look.strip((), width)
        strip = self._strip(self.sheet.lines[number], indent, width)
        return strip.apply_style(self.look.style("cursor")) if number == self.sheet.cursor else strip

    def _strip(self, line: Line, indent: int, width: int) -> Strip:
        segments = [Segment(" " * max(1, indent - line.outdent))]
        if line.lead:
            segments.append(Segment(line.lead, self.look.style("quiet")))
        if line.picture is not None and self.illustrations is not None:
            picture = line.picture
            segments += self.illustrations.row(picture.number, picture.row, picture.box)
        fill = 0
        if self.is_justified and self._layout is not None:
            fill = self._layout.column - len(line.lead) - len(line.tail)
        known = self.known.get(line.anchor[0], ()) if self.sheet is None else ()
        segments += line_segments(
            line, self.look, hit_here=self._hit, selection=self.selection, fill=fill, known=known
        )
        return self.look.strip([segment for segment in segments if segment.text], width)
