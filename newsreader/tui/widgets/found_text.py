"""What the reading pane has of any text in which words are found: hits, and going from one to the next."""

from __future__ import annotations

from newsreader.tui.messages import Scrolled
from newsreader.tui.widgets.article_layout import Anchor, FindHits, Layout
from newsreader.tui.widgets.scrolled_text import ScrolledText

HIT_LINES = 4
"""As many lines as a hit may go over in any sensible column."""


class FoundText(ScrolledText, can_focus=False, inherit_bindings=False):
    """Marks ``words``, or else the hits of the search that led here."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._search_hits: FindHits | None = None
        self._layout: Layout | None = None
        self._hit = -1

    @property
    def place(self) -> Anchor:
        """The place in the text at the top of the pane."""
        raise NotImplementedError

    def _lay_out(self, anchor: Anchor) -> None:
        """Set the text anew, with the hits there are now, this place at the top."""
        raise NotImplementedError

    @property
    def hit_count(self) -> int:
        """How many hits are marked."""
        return len(self._layout.hits) if self._layout else 0

    @property
    def hit_number(self) -> int:
        """Which hit one is at, from 1; 0 before the first."""
        return self._hit + 1

    def find(self, words: str) -> None:
        """Mark ``words`` in the text and go to the first at or after the place one is at."""
        top = self.top
        self.words = words
        self._hit = -1
        self._lay_out(self.place)
        if words and self._layout and self._layout.hits:
            following = [number for number, line in enumerate(self._layout.hits) if line >= top]
            self._go_to_hit(following[0] if following else 0)

    def step_hit(self, step: int) -> bool | None:
        """Go to the next hit in a direction; True if that went round, None where there is no hit."""
        if self._layout is None or not self._layout.hits:
            return None
        number = self._next_hit(step) if self._hit < 0 else self._hit + step
        self._go_to_hit(number)
        return not 0 <= number < self.hit_count

    def _next_hit(self, step: int) -> int:
        """From the place one is at: the first hit on the screen or below it, or the last one above."""
        assert self._layout is not None
        above = sum(line < self.top for line in self._layout.hits)
        return above if step > 0 else above - 1

    @property
    def _find_hits(self) -> FindHits | None:
        if not self.words:
            return self._search_hits
        from newsreader.tui.widgets.finding import finder

        return finder(self.words)

    def _go_to_hit(self, number: int) -> None:
        assert self._layout is not None
        number %= self.hit_count
        before, self._hit = self._hit, number
        line = self._layout.hits[number]
        if not self.top <= line < self.top + self.page:
            self.scroll_to_line(line - self.page // 3)
        for changed in {before, number} - {-1}:
            if changed < len(self._layout.hits):
                row = self._layout.hits[changed] - self.top
                for y in range(max(0, row), min(row + HIT_LINES, self.size.height)):
                    self.refresh_line(y)
        self.post_message(Scrolled())
