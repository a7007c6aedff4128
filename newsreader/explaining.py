"""Why an article is, or is not, a hit: what the store and the index know of it, put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article import StoredArticle
from newsreader.listing import View
from newsreader.retrieval import State
from newsreader.store import Store
from newsreader.teasing import teasers_for

if TYPE_CHECKING:
    from newsreader.search import SearchIndex, Why
    from newsreader.search.nouns import ArticleText

OF_TEASERS = "its article is not in the library: is:stub finds teasers, alone or with words of theirs"


class Explanation(NamedTuple):
    """How an article stands to the query of a list, and why it may be missing from it though it is a hit."""

    why: Why
    remarks: tuple[str, ...] = ()


def explain(view: View, stored: StoredArticle, store: Store, index: SearchIndex) -> Explanation:
    """How an article stands to a view's query."""
    why = index.why(view.query, _text_of(stored), state=State(store, index))
    headline, remarks = stored.headline, []
    if headline.rowid < 0:
        is_hit = any(rowid == headline.rowid for rowid, _ in teasers_for(view, store))
        why = replace(why, is_hit=is_hit, clauses=(), score=0.0 if is_hit else None)
        remarks.append(OF_TEASERS)
    elif not why.is_indexed:
        remarks.append("it is not indexed yet, so that no search finds it")
    if not view.scope.all_versions and headline.story_id != headline.id:
        remarks.append(f"it is folded under another version of the story, {headline.story_id}")
    if headline.is_dismissed and view.scope.dismissed == "out":
        remarks.append("it is dismissed, and shown only to who asks for is:dismissed")
    if view.scope.bundle not in (None, headline.bundle):
        remarks.append(f"it is in the bundle {headline.bundle}, the list is of {view.scope.bundle}")
    return Explanation(why, tuple(remarks))


def _text_of(stored: StoredArticle) -> ArticleText:
    from newsreader.search.nouns import ArticleText

    headline, article = stored.headline, stored.article
    fields = {
        "title": headline.title,
        "lede": headline.subtitle,
        "body": article.text,
        "by": headline.byline,
        "place": headline.place,
        "agency": headline.agency,
        "section": headline.section,
        "url": headline.url,
    }
    return ArticleText(headline.rowid, headline.language, fields, _facts(stored))


def _facts(stored: StoredArticle) -> dict[str, str]:
    headline = stored.headline
    states = {
        "starred": headline.is_starred,
        "stub": headline.is_stub,
        "updated": headline.is_updated,
        "inferred": headline.published.is_inferred,
        "dismissed": headline.is_dismissed,
    }
    read = "it is read" if headline.is_read else "it is unread"
    facts = {f"is:{name}": f"it is {name if holds else f'not {name}'}" for name, holds in states.items()}
    facts |= {"is:read": read, "is:unread": read}
    tags = ", ".join(headline.tags)
    return facts | {
        "has": f"it has {headline.versions} version{'s' if headline.versions > 1 else ''}",
        "tag": f"its tags: {tags}" if tags else "it has no tags",
        "bundle": f"it is in the bundle {headline.bundle}",
        "lang": f"its language is {headline.language or 'not known'}",
        "date": f"its date is {headline.published.date}" if headline.published.date else "it is undated",
        "score": f"its score is {headline.score}",
        "words": f"it has {headline.words} words",
    }
