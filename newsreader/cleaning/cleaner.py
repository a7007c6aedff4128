"""From a raw document to its articles: the reader for its kind, then what all kinds have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import chain

from newsreader.article import (
    Article,
    Block,
    BlockKind,
    Metadata,
    Picture,
    Published,
    RawDocument,
    RemovedLine,
)
from newsreader.cleaning import bylines, language, published, residue, roundups, safety, scrape
from newsreader.cleaning import head as heads
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import Draft
from newsreader.cleaning.head import Head
from newsreader.cleaning.published import Clues
from newsreader.cleaning.speech import attribute
from newsreader.errors import DocumentError

NO_CONTEXT = BundleContext()
_LONGEST_FIELD = 1000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_NOT_A_SECTION = frozenset(
    [
        "news",
        "articles",
        "article",
        "posts",
        "post",
        "content",
        "pages",
        "html",
        "htm",
        "txt",
        "text",
        "data",
        "input",
        "output",
        "test",
        "src",
        "raw",
        "docs",
        "archive",
        "json",
        "xml",
        "feeds",
        "feed",
        "items",
        "documents",
        "files",
        "export",
        "dump",
        "corpus",
        "stories",
        "story",
        "index",
        "www",
        "en",
        "de",
        "fr",
        "es",
        "ru",
        "zh",
    ]
)


def clean(raw: RawDocument, context: BundleContext = NO_CONTEXT) -> tuple[Article, ...]:
    """The articles of a document: several of a roundup, else one.

    Raises DocumentError where there is neither text nor headline.
    """
    documents = roundups.parts(raw) or (raw,)
    articles = tuple(_article(each, _draft(each, context), context) for each in documents)
    if not any(article.title or article.blocks for article in articles):
        raise DocumentError("empty: neither text nor headline")
    return articles


def _draft(raw: RawDocument, context: BundleContext) -> Draft:
    # What no document of a bundle needs is not loaded: each process of an add would load it.
    match raw.kind:
        case "text":
            return scrape.read(raw.body, context)
        case "markdown":
            from newsreader.cleaning import markdown

            return markdown.read(raw.body, context)
        case "html-fragment":
            from newsreader.cleaning import fragment

            return fragment.read(raw.body, context) if raw.body.strip() else Draft()
        case "html-page":
            from newsreader.cleaning import page

            return page.read(raw.body, context) if raw.body.strip() else Draft()


def _article(raw: RawDocument, draft: Draft, context: BundleContext) -> Article:
    metadata = raw.metadata
    title = _prose(raw, metadata.title) or field_text(draft.title)
    head = heads.read(draft.pieces, title)
    line = head.dateline
    url = field_text(metadata.url) or field_text(draft.url)
    subtitle = _prose(raw, metadata.subtitle) or field_text(draft.subtitle) or head.subtitle
    # An extractor numbers the nodes of its own tree, which are not lines of the page.
    is_numbered = raw.kind != "html-page"
    blocks = tuple(
        [_block((kind, text, number if is_numbered else 0)) for number, text, kind, _, _ in head.pieces]
    )
    written_in = _language(metadata, draft, head, context)
    return Article(
        title=head.title,
        subtitle=subtitle,
        byline=bylines.without_by(_repeating(metadata.byline)) or _repeating(draft.byline) or head.byline,
        agency=_repeating(metadata.agency) or (line.agency if line else "") or draft.agency,
        place=_repeating(metadata.place) or (line.place if line else ""),
        section=_repeating(metadata.section)
        or _repeating(draft.section)
        or head.section
        or _section_of(raw.path),
        language=written_in,
        url=url,
        guid=field_text(metadata.guid),
        tags=tuple(filter(None, map(_repeating, (*metadata.tags, *draft.tags)))),
        published=_published(raw, draft, head, url, context),
        blocks=blocks,
        teasers=tuple(draft.teasers),
        removed=tuple(sorted([*_beside(raw), *draft.removed, *head.removed], key=_line_number)),
        quotations=attribute(head.title, subtitle, blocks, written_in),
        pictures=_pictures(raw, draft, blocks) if draft.flow.pictures else (),
    )


def _pictures(raw: RawDocument, draft: Draft, blocks: Sequence[Block]) -> tuple[Picture, ...]:
    from newsreader.cleaning import pictures

    return pictures.placed(draft.flow, blocks, raw.path)


# As Block does it, but in C.
_block: Callable[[tuple[BlockKind, str, int]], Block] = partial(tuple.__new__, Block)


def _beside(raw: RawDocument) -> list[RemovedLine]:
    return [note._replace(text=safety.one_line(note.text)) for note in raw.removed]


def _line_number(note: RemovedLine) -> int:
    return note.line


def field_text(text: str) -> str:
    """A metadata field as one safe line: entities resolved, even twice escaped ones, and tags gone."""
    if not text:
        return ""
    text = text[: _LONGEST_FIELD * 4]
    for _ in range(2):
        if "&" not in text or not _ENTITY.search(text):
            break
        from html import unescape

        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if residue.may_hold(text):
        text = residue.cut(text)[0]
    return safety.one_line(text)[:_LONGEST_FIELD]


_repeating = lru_cache(maxsize=2048)(field_text)
"""For the fields that are alike in many documents of a bundle."""


def _prose(raw: RawDocument, text: str) -> str:
    """A title or subtitle; beside Markdown it is written in Markdown too."""
    if raw.kind == "markdown":
        from newsreader.cleaning import inline_markdown

        text = inline_markdown.plain(text).text
    return field_text(text)


def _published(raw: RawDocument, draft: Draft, head: Head, url: str, context: BundleContext) -> Published:
    metadata = safety.one_line(raw.metadata.date) or safety.one_line(draft.stated_date)
    return published.stated(metadata, head.dateline, context) or published.decide(
        Clues(
            metadata=metadata,
            fallback=safety.one_line(raw.metadata.fallback_date),
            stated=head.stated,
            dateline=head.dateline,
            texts=chain((head.title, head.subtitle), (piece.text for piece in head.pieces)),
            teasers=(text for teaser in draft.teasers for text in (teaser.title, teaser.summary)),
            url=url,
            path=safety.one_line(raw.path),
        ),
        context,
    )


def _language(metadata: Metadata, draft: Draft, head: Head, context: BundleContext) -> str:
    said = language.declared(metadata.language) or language.declared(draft.language)
    if said:
        return said
    opening = _opening(head)
    return language.detect(opening) or (
        context.language if language.may_be(opening, context.language) else ""
    )


def _opening(head: Head) -> str:
    """Enough of the article to tell its language by."""
    parts, length = [head.title, head.subtitle], 0
    for piece in head.pieces:
        parts.append(piece.text[:2000])
        length += len(parts[-1])
        if length > 2000:
            break
    return " \n".join(parts)


def _section_of(path: str) -> str:
    """The folder's name, where documents are sorted into folders by section."""
    if "/" not in path:
        return ""
    folders: Sequence[str] = safety.one_line(path).split("/")
    if len(folders) < 2 or re.search(r"\.[a-z]+:\d+$", folders[-1]):
        return ""
    name = folders[-2]
    stem = folders[-1].split(".", 1)[0]
    if name.endswith("!") or name == stem or len(name) > 30 or any(character.isdigit() for character in name):
        return ""
    return "" if name.casefold() in _NOT_A_SECTION or name.startswith(".") else name
