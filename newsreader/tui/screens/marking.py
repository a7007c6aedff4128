"""What a reader does to articles: read and unread, stars, tags, undo, copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.article import Headline
from newsreader.tui import chosen, desk
from newsreader.tui.chosen import DISMISSED, READ, STARRED, Chosen
from newsreader.tui.commands import Call
from newsreader.tui.messages import COPY_REQUEST, ArticleReady, Marked
from newsreader.tui.widgets.article_pieces import when
from newsreader.tui.widgets.prompt_line import Prompt

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Marking:
    """Marks the article that is being read, or else the one under the cursor."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def headline(self) -> Headline | None:
        """The article that commands are about."""
        if self.screen.panes.is_in_article and self.screen.pane.stored is not None:
            return self.screen.pane.stored.headline
        return self.screen.headlines.headline

    def mark_opened(self, headline: Headline) -> None:
        """What has been opened has been read."""
        if desk.is_unread(headline):
            self._mark(headline, "read", True, "")

    def do_article_read(self, _: Call) -> None:
        """Read or unread."""
        if not self.screen.selecting.toggle(READ) and (headline := self.headline):
            is_unread = desk.is_unread(headline)
            self._mark(headline, "read", is_unread, "read" if is_unread else "unread")

    def do_article_star(self, _: Call) -> None:
        """Star, or no star."""
        if not self.screen.selecting.toggle(STARRED) and (headline := self.headline):
            starred = not headline.is_starred
            self._mark(headline, "starred", starred, "starred" if starred else "star taken away")

    def do_article_tag(self, _: Call) -> None:
        """Ask for tags."""
        if self.screen.selecting.chosen is not None:
            hint = "for all selected · -name takes one away"
            self.screen.prompting.ask(Prompt("tag", "tag: ", hint=hint))
        elif headline := self.headline:
            present = ", ".join(headline.tags) or "none yet"
            self.screen.prompting.ask(Prompt("tag", "tag: ", hint=f"tags: {present} · -name takes one away"))

    def tag(self, text: str) -> None:
        """Add the tags named, take away those named with a minus."""
        words = text.replace(",", " ").split()
        tags = {name: not word.startswith("-") for word in words if (name := word.lstrip("-#"))}
        headline = self.headline
        if tags and not self.screen.selecting.tag(tags) and headline is not None:
            shown = [*self.shown(), headline.rowid]
            self.screen.desk.ask("marks", chosen.tag, Chosen((headline.rowid,)), tags, shown)

    def do_article_dismiss(self, _: Call) -> None:
        """Out of the lists; where dismissed articles are shown, back into them."""
        screen, headline = self.screen, self.headline
        selected = screen.selecting.chosen
        listing = screen.browsing.listing
        if selected is None and headline is not None:
            selected = Chosen((headline.rowid,))
        if selected is None or listing is None:
            return
        is_back = headline is not None and headline.is_dismissed and screen.panes.is_in_article
        if listing.shows_dismissed or is_back:
            screen.desk.ask("marks", chosen.toggle, selected, DISMISSED, self.shown())
            return
        # The row goes once that is stored; the next key is meant for the next row.
        screen.desk.ask("marks", chosen.dismiss, selected, self.shown())
        if screen.panes.is_in_article:
            screen.panes.focus_list()
        if not screen.selecting.clear():
            screen.headlines.move_to(screen.headlines.cursor + 1)

    def do_article_score_up(self, call: Call) -> None:
        """A point more."""
        self._score(call.times)

    def do_article_score_down(self, call: Call) -> None:
        """A point less."""
        self._score(-call.times)

    def _score(self, step: int) -> None:
        selected, headline = self.screen.selecting.chosen, self.headline
        if selected is None and headline is not None:
            selected = Chosen((headline.rowid,))
        if selected is not None:
            shown = [*self.shown(), *selected.rowids]
            self.screen.desk.ask("marks", chosen.score, selected, step, shown)

    def do_list_read_all(self, _: Call) -> None:
        """All that the list shows is read."""
        if (listing := self.screen.browsing.listing) is not None and listing.total:
            self.screen.desk.ask("marks", desk.mark_all_read, listing, self.shown())

    def do_undo(self, _: Call) -> None:
        """Take back the last marking."""
        self.screen.desk.ask("marks", desk.undo, self.shown())

    def do_redo(self, _: Call) -> None:
        """Do again what was taken back."""
        self.screen.desk.ask("marks", desk.undo, self.shown(), is_redo=True)

    def _mark(self, headline: Headline, field: str, value: bool, said: str) -> None:
        shown = [*self.shown(), headline.rowid]
        self.screen.desk.ask("marks", desk.mark, [headline.rowid], field, value, said, shown)

    def shown(self) -> Sequence[int]:
        """The articles that are on the screen or at hand."""
        shown = self.screen.headlines.shown_rowids
        stored = self.screen.pane.stored
        return [*shown, stored.headline.rowid] if stored else shown

    def renew(self) -> None:
        """Show what others have marked; in the lane of marks, so that no older state comes after a newer."""
        self.screen.desk.ask("marks", desk.renewed, self.shown())

    def marked(self, message: Marked) -> None:
        """Show the marks as they are stored now."""
        self.screen.headlines.update_headlines(message.headlines)
        stored = self.screen.pane.stored
        for headline in message.headlines:
            if stored is None or headline == stored.headline:
                continue
            if headline.rowid == stored.headline.rowid:
                self.screen.pane.update(stored._replace(headline=headline))
        if message.text:
            self.screen.telling.say(message.text)
            self.screen.inside.ruling.marked(message.text)
            self.screen.inside.dating.marked(message.text)
            self.screen.inside.comparing.marked(message.text)
            self.screen.inside.pointing.marked(message.text)
        self.screen.desk.ask("lists", desk.counts)

    # Copies

    def do_copy_citation(self, _: Call) -> None:
        """Title, source, date and address, as one cites them."""
        if headline := self.headline:
            self._copy(citation(headline), "citation")

    def do_copy_url(self, _: Call) -> None:
        """The address."""
        headline = self.headline
        if headline is not None and headline.url:
            self._copy(headline.url, "url")
        else:
            self.screen.telling.say("this article has no url")

    def do_copy_text(self, _: Call) -> None:
        """The text, fetched first where it is not in the pane."""
        if headline := self.headline:
            stored = self.screen.pane.stored
            if stored is not None and stored.headline.rowid == headline.rowid:
                self.copy_article(ArticleReady(0, stored))
            else:
                self.screen.desk.ask("texts", desk.article, COPY_REQUEST, headline.rowid)

    def copy_article(self, message: ArticleReady) -> None:
        """Copy title and text of an article."""
        article = message.article.article
        parts = [article.title, article.subtitle, article.text]
        self._copy("\n\n".join(part for part in parts if part), "text")

    def _copy(self, text: str, what: str) -> None:
        self.screen.inside.copying.copy(text, what)


def citation(headline: Headline) -> str:
    """``Title. Agency, byline, place, 9 December 2021. url``"""
    from newsreader.tui.theme import ASCII_MARKS, Look

    plain = Look({}, ASCII_MARKS._replace(inferred="(inferred)"), is_ascii=False)
    source = ", ".join(
        part
        for part in (headline.agency, headline.byline, headline.place, when(headline.published, plain))
        if part
    )
    return ". ".join(part.rstrip(".") for part in (headline.title, source, headline.url) if part)
