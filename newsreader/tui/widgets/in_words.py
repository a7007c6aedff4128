"""A headline in words, for those who hear it: what the marks and columns of the list say to the eye."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article import Headline


class Words(NamedTuple):
    """What is said before the title, the title, and what is said after it."""

    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.title + self.after


def headline_in_words(headline: Headline, when: str = "", *, is_selected: bool = False) -> Words:
    """``selected, unread, starred, 2 versions, 14:05, `` and the title, and the subtitle."""
    states = (
        (is_selected, "selected"),
        (headline.is_updated, "updated"),
        (not headline.is_read and not headline.is_updated, "unread"),
        (headline.is_starred, "starred"),
        (headline.is_stub, "headline only"),
        (headline.versions > 1, f"{headline.versions} versions"),
        (bool(when) and headline.published.is_inferred, "date inferred"),
        (bool(when), when),
    )
    before = "".join(f"{words}, " for holds, words in states if holds)
    return Words(before, headline.title or "no title", f", {headline.subtitle}" if headline.subtitle else "")
