"""What the desk's threads fetch and do for commands given inside an article; each answers one part."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article import Headline, Original, StoredArticle
from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.store import LineRule
from newsreader.tui.messages import Answer


def original(library: Library, part: str, rowid: int) -> Answer:
    """The document as the bundle holds it, or why it cannot be shown."""
    found: Original | str
    try:
        found = library.original(rowid)
    except NewsreaderError as error:
        found = str(error)
    return Answer(part, (rowid, found))


# Rules about lines


class Recleaned(NamedTuple):
    """An article as it is after it was cleaned anew, if it could be, and what to say."""

    stored: StoredArticle | None
    said: str


def line_rules(library: Library, part: str) -> Answer:
    """All rules about lines."""
    return Answer(part, library.line_rules())


def set_line_rule(library: Library, part: str, headline: Headline, text: str, *, is_kept: bool) -> Answer:
    """Keep a line, or drop it, from now on; the article is cleaned anew."""
    if not library.set_line_rule(headline.bundle, text, is_kept=is_kept):
        return Answer(part, "this was said of that line before; refreshing the bundle applies it")
    said = f"{'kept' if is_kept else 'dropped'} in {headline.bundle} from now on · u undoes"
    return reclean(library, part, headline, said)


def remove_line_rule(library: Library, part: str, rule: LineRule, headline: Headline | None) -> Answer:
    """Forget a rule; the article that is being read is cleaned anew if it is of that bundle."""
    library.remove_line_rule(rule)
    said = f"no rule about “{rule.text}” any more · u undoes"
    if headline is None or headline.bundle != rule.bundle:
        return Answer(part, said)
    return reclean(library, part, headline, said)


def reclean(library: Library, part: str, headline: Headline, said: str) -> Answer:
    """Clean an article anew by the rules there are now."""
    try:
        library.reclean_in_child(headline.rowid)
        return Answer(part, Recleaned(library.article(headline.rowid), said))
    except NewsreaderError as error:
        return Answer(part, Recleaned(None, f"{said}; this article stays as it is: {error}"))
