"""Which article is in the reading pane: opened, previewed as the cursor rests, or walked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.timer import Timer

from newsreader.article import Headline, StoredArticle, TeaserLink
from newsreader.tui import desk
from newsreader.tui.commands import Call
from newsreader.tui.messages import ArticleReady, CursorMoved, UnreadFound
from newsreader.tui.widgets.article_layout import Anchor, FindHits
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

REST_S = 0.2
"""The preview follows the cursor when it has rested this long."""


class UnreadStep(NamedTuple):
    """A key that asked for the next unread in a direction."""

    direction: int
    opens: bool


class Opening:
    """Asks for articles and shows the last one asked for."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.is_previewing = screen.config.preview == "always"
        self._request = 0
        self._opened: set[int] = set()
        self._waits_for_headline = False
        self._steps: list[UnreadStep] = []
        self._rest: Timer | None = None
        self._anchor: Anchor | None = None
        self._from_list = 0

    def open(self) -> None:
        """Read the article under the cursor; as soon as its headline is known."""
        headline = self.screen.headlines.headline
        self._waits_for_headline = headline is None or self.screen.browsing.is_waiting
        if headline is not None and not self._waits_for_headline:
            self._ask(headline.rowid, is_opened=True)
            self._from_list = self._request
            if self.screen.config.preview == "auto":
                self.is_previewing = True

    def cancel(self) -> bool:
        """What was being opened is not wanted any more; whether anything was."""
        was_pending = bool(self._opened) or self._waits_for_headline or bool(self._steps)
        if was_pending:
            self._request += 1
        self._opened.clear()
        self._waits_for_headline = False
        self._steps.clear()
        return was_pending

    def open_article(self, rowid: int, anchor: Anchor | None = None) -> None:
        """Read an article wherever the cursor is, from ``anchor`` on or from where it was left."""
        self.cancel()
        self._ask(rowid, is_opened=True)
        self._anchor = anchor

    def open_at(self, index: int) -> None:
        """Put the cursor on a headline and read it."""
        self.screen.headlines.move_to(index)
        self.open()

    def _ask(self, rowid: int, *, is_opened: bool) -> None:
        self._request += 1
        self._anchor = None
        if is_opened:
            self._opened.add(self._request)
        is_divided = self.screen.config.hyphenate
        self.screen.desk.ask("texts", desk.article, self._request, rowid, is_divided=is_divided)

    def article_ready(self, message: ArticleReady) -> None:
        """Show the article, unless another has been asked for since."""
        if message.request != self._request:
            self._opened.discard(message.request)
            return
        screen, stored = self.screen, message.article
        if stored.full is not None and message.request == self._from_list:
            self._open_full(stored.headline, stored.full)
            return
        screen.places.remember_scroll()
        anchor = self._anchor or screen.places.scroll_of(stored.headline.id, message.anchor)
        screen.pane.show(stored, search_hits=self._search_hits(stored), anchor=anchor)
        if message.request in self._opened:
            self._opened.clear()
            screen.panes.show_article()
            screen.marking.mark_opened(stored.headline)
        screen.inside.pointing.article_shown()
        screen.inside.rereading.article_shown()
        screen.telling.article()

    def _open_full(self, headline: Headline, full: TeaserLink) -> None:
        """Of a headline without its text, the article that has it."""
        self.screen.marking.mark_opened(headline)
        self.screen.places.leave()
        self.open_article(full.rowid)
        self.screen.telling.say(f"the text of this headline: {full.evidence} · Backspace returns")

    def _search_hits(self, stored: StoredArticle) -> FindHits | None:
        listing = self.screen.browsing.listing
        highlights = listing.highlights if listing else None
        if highlights is None:
            return None
        language = stored.headline.language
        speech = [(said.speaker, said.text) for said in stored.article.quotations]
        return lambda text: highlights.spans(text, language, speech)

    def cursor_moved(self, message: CursorMoved) -> None:
        """Open what was waited for, or preview it if the cursor rests here."""
        if self._waits_for_headline:
            self.open()
            return
        if not self.is_previewing or not self.screen.panes.shows_both or message.headline is None:
            return
        if self.screen.panes.is_in_article:
            # What is being read may have been followed to from elsewhere.
            return
        shown = self.screen.pane.stored
        if shown is not None and shown.headline.rowid == message.headline.rowid:
            return
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.screen.set_timer(REST_S, self._preview)

    def _preview(self) -> None:
        headline = self.screen.headlines.headline
        if headline is not None and self.screen.panes.shows_both and not self._opened:
            self._ask(headline.rowid, is_opened=False)

    # Commands

    def do_article_next(self, call: Call) -> None:
        """The next article of the list."""
        headlines = self.screen.headlines
        if headlines.cursor < headlines.rows.total - 1:
            self.open_at(headlines.cursor + call.times)
        else:
            self.screen.telling.say("this is the last")

    def do_article_previous(self, call: Call) -> None:
        """The previous article of the list."""
        headlines = self.screen.headlines
        if headlines.cursor > 0:
            self.open_at(headlines.cursor - call.times)
        else:
            self.screen.telling.say("this is the first")

    def do_text_close(self, call: Call) -> None:
        """Forget what was found, by Esc; else back to the list."""
        if call.key == "Esc" and self.screen.pane.words:
            self.screen.pane.find("")
            self.screen.telling.article()
        else:
            self.screen.panes.focus_list()

    def do_text_find(self, _: Call) -> None:
        """Find words in the article."""
        if self.screen.pane.stored is not None:
            self.screen.prompting.ask(Prompt("find", "find: ", hint="Enter to stay · Esc clears"))

    def find(self, words: str) -> None:
        """Mark words in the article."""
        self.screen.pane.find(words)
        self.screen.prompt.say(self.screen.telling.hits() or "not in this article" if words else "")

    # The next unread

    def do_list_open(self, _: Call) -> None:
        """Read the article under the cursor."""
        if self.screen.headlines.rows.total:
            self.open()

    def do_list_read_on(self, call: Call) -> None:
        """A page down; at the end, on to the next unread."""
        headlines = self.screen.headlines
        if headlines.cursor < headlines.rows.total - 1:
            headlines.do_list_page_down(call)
        else:
            self._find_unread(1, opens=False)

    def do_list_match_next(self, call: Call) -> None:
        """The next hit; without a search, the next unread."""
        self._step(call.times, 1)

    def do_list_match_previous(self, call: Call) -> None:
        """The previous hit; without a search, the previous unread."""
        self._step(-call.times, -1)

    def _step(self, hits: int, step: int) -> None:
        headlines = self.screen.headlines
        if headlines.is_in_search:
            before = headlines.cursor
            headlines.move_to(before + hits)
            if headlines.cursor == before:
                self.screen.telling.say(f"this is the {'last' if step > 0 else 'first'} hit")
        else:
            self._find_unread(step, opens=False)

    def do_text_read_on(self, call: Call) -> None:
        """A page down; at the end, on to the next unread."""
        if self.screen.pane.is_at_end:
            self._find_unread(1, opens=True)
        else:
            self.screen.pane.do_text_page_down(call)

    def do_text_match_next(self, call: Call) -> None:
        """The next hit in the text; where there is none, the next unread article."""
        self._step_hit(call.times, 1)

    def do_text_match_previous(self, call: Call) -> None:
        """The previous hit in the text; where there is none, the previous unread article."""
        self._step_hit(-call.times, -1)

    def _step_hit(self, hits: int, direction: int) -> None:
        pane = self.screen.pane
        has_wrapped = pane.step_hit(hits)
        if has_wrapped is None:
            self._find_unread(direction, opens=True)
        elif has_wrapped:
            self.screen.telling.say(
                f"wrapped {self.screen.start.look.marks.dot} {self.screen.telling.hits()}"
            )

    def _find_unread(self, direction: int, *, opens: bool) -> None:
        if self.screen.browsing.listing is not None:
            self._steps.append(UnreadStep(direction, opens))
            if len(self._steps) == 1:
                self._take_step()

    def _take_step(self) -> None:
        listing, headlines = self.screen.browsing.listing, self.screen.headlines
        if listing is not None:
            step, request = self._steps[0], headlines.request
            # In the lane of marks: what has just been marked read is not unread any more.
            self.screen.desk.ask(
                "marks", desk.next_unread, request, listing, headlines.cursor, step.direction
            )

    def unread_found(self, message: UnreadFound) -> None:
        """Go there, and on if the key was pressed again meanwhile."""
        if not self._steps:
            return
        if message.request == self.screen.headlines.request:
            step = self._steps.pop(0)
            if message.index is None:
                self._steps.clear()
                self.screen.telling.say("nothing unread in this list")
            else:
                if (message.index - self.screen.headlines.cursor) * step.direction <= 0:
                    self.screen.telling.say("wrapped: on from the other end of the list")
                if step.opens and not self._steps:
                    self.open_at(message.index)
                else:
                    self.screen.headlines.move_to(message.index)
        # Else the list was made anew meanwhile; its rows may stand elsewhere, but the key was pressed.
        if self._steps:
            self._take_step()
