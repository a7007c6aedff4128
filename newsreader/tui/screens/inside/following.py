"""Links and teasers of the article, offered to be followed."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import StoredArticle, TeaserLink
from newsreader.tui import errands
from newsreader.tui.commands import Call
from newsreader.tui.screens.inside.copying import Copying
from newsreader.tui.screens.inside.sheets import Choice, Offer, Sheets

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_URL = re.compile(r"https?://[^\s<>\"“”«»]+")
_AFTER = ".,;:!?)]}’'…"
MOST = 400
HOW = "Enter or its letter opens · - says it is not this article · Esc back"


class Position(NamedTuple):
    """Where in the list an article stands that was followed to."""

    rowid: int
    row: int | None


class Following:
    """Offers what an article points at; what is in the library opens, the address of the rest is copied."""

    def __init__(self, screen: ReadingScreen, sheets: Sheets, copying: Copying) -> None:
        self.screen = screen
        self.sheets = sheets
        self.copying = copying

    def do_text_links(self, _: Call) -> None:
        """Offer them, once it is known which are in the library."""
        stored = self.screen.pane.stored
        if stored is not None:
            links = links_of(stored)
            if links:
                self.screen.desk.ask("texts", errands.resolved, "following", stored, links)
            else:
                self.screen.telling.say("no links and no teasers in this article")

    def answered(self, value: tuple[int, list[errands.Link]] | Position) -> None:
        """Offer the links, or put the cursor on the article that was followed to."""
        shown = self.screen.pane.stored
        if isinstance(value, Position):
            if value.row is not None and shown is not None and shown.headline.rowid == value.rowid:
                self.screen.headlines.move_to(value.row)
            return
        rowid, links = value
        if shown is not None and shown.headline.rowid == rowid:
            offer = Offer("Links and teasers", tuple(map(_choice, links)), self._chosen, reject=self._reject)
            self.sheets.open(offer._replace(hint=HOW) if any(link.link for link in links) else offer)

    def _chosen(self, choice: Choice) -> None:
        self.follow(choice.value)

    def _reject(self, choice: Choice) -> None:
        stored, link = self.screen.pane.stored, choice.value.link
        if link is not None and stored is not None:
            self.screen.desk.ask("marks", errands.reject_link, "pointing", stored.headline.rowid, link)

    def follow(self, link: errands.Link) -> None:
        """Open what it leads to, or copy its address."""
        if link.rowid is not None:
            self.screen.places.leave()
            self.screen.opening.open_article(link.rowid)
            listing = self.screen.browsing.listing
            if listing is not None:
                self.screen.desk.ask("lists", errands.position, "following", listing, link.rowid)
        elif link.url:
            self.copying.copy(link.url, "not in the library; url")
        else:
            self.screen.telling.say("not in the library, and no url to copy")


def _choice(link: errands.Link) -> Choice:
    if link.rowid is not None:
        return Choice(link.text, link.what or "in the library", "text", link)
    return Choice(link.text, link.what or ("url" if link.url else ""), "quiet", link)


def _teaser(title: str, url: str, link: TeaserLink | None) -> errands.Link:
    if link is None:
        return errands.Link(title, url, is_teaser=True)
    return errands.Link(title, url, what=link.evidence, rowid=link.rowid, is_teaser=True, link=link)


def links_of(stored: StoredArticle) -> list[errands.Link]:
    """Teasers, other versions, articles that point here, urls in the text, and the article's own."""
    article = stored.article
    leads = zip_longest(article.teasers, stored.links)
    found = [_teaser(teaser.title, teaser.url, link) for teaser, link in leads if teaser is not None]
    if stored.full is not None:
        found.append(_teaser(stored.full.title, "", stored.full))
    others = [id for id in stored.version_ids if id != stored.headline.id]
    found += [errands.Link("another version", id=id, what="version") for id in others]
    found += [errands.Link("mentioned by", id=id, what="mentions this") for id in stored.mentioned_by]
    urls = dict.fromkeys(match[0].rstrip(_AFTER) for match in _URL.finditer(article.text))
    found += [errands.Link(url, url) for url in urls if url != article.url]
    if article.url:
        found.append(errands.Link(article.url, article.url, what="this article"))
    return found[:MOST]
