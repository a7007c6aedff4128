"""A whole web page: trafilatura tells the article from the page, the page's own metadata win over guesses."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from newsreader.article import BlockKind
from newsreader.cleaning import (
    bylines,
    fragment,
    head,
    headings,
    page_metadata,
    page_teasers,
    pictures,
    pieces,
    safety,
)
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import NO_PICTURES, Draft, Flow
from newsreader.cleaning.page_metadata import PageMetadata
from newsreader.cleaning.paragraphs import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_SAVED_FROM = re.compile(r"<!--\s*(?:Page saved with SingleFile\s*url:|saved from url=\(\d+\))\s*(\S+)")
_KINDS: dict[str, BlockKind] = {"head": "heading", "quote": "quote", "code": "code", "item": "list-item"}
_DEEPEST = 400
_LEAST = 250
_ENOUGH = 6000
_SHARE_OF_PROSE = 0.6
_SHORTEST_PROSE = 80


def read(body: str, context: BundleContext) -> Draft:
    """The draft of a web page. Raises DocumentError for a page that no parser can read."""
    tree = fragment.parsed(body)
    about = page_metadata.read(tree)
    flow = _flow(tree)
    cards = page_teasers.find(tree, about.url or _saved_from(body))
    draft = _tidy(_article(tree), cards, about.url, context)
    draft.flow = flow
    draft.title = about.title
    draft.byline = bylines.without_by(about.author)
    draft.section = about.section
    draft.language = about.language
    draft.url = about.url or _saved_from(body)
    draft.stated_date = about.date
    draft.tags = about.tags
    draft.subtitle = _subtitle(about, draft.pieces)
    return draft


def _flow(tree: _Element) -> Flow:
    """All texts of the page, and its pictures, if there are any that may be in the bundle."""
    base = tree.find(".//base[@href]")
    # Where links start from another machine, files beside the page are not meant.
    only = "data:" if base is not None and "//" in base.get("href") else ""
    found = (pictures.of_element(image, 0) for image in tree.iter("img"))
    if not any(seen is not None and seen.source.startswith(only) for seen in found):
        return NO_PICTURES
    flow = fragment.blocks_and_pictures(tree)[1]
    seen = tuple(seen for seen in flow.pictures if seen.source.startswith(only))
    return flow._replace(pictures=seen, is_page=True)


def _tidy(found: list[Paragraph], cards: list[page_teasers.Card], url: str, context: BundleContext) -> Draft:
    """The draft without the teasers that an extractor took for text; of a hub, nothing but teasers."""
    if page_teasers.is_hub(cards, [piece.text for piece in found], url):
        draft = Draft()
    else:
        titles = {card.teaser.title for card in cards}
        draft = pieces.tidy([piece for piece in found if piece.text not in titles], context)
    draft.teasers = [card.teaser for card in cards]
    return draft


def _saved_from(body: str) -> str:
    """The address that a browser noted when it saved the page."""
    found = _SAVED_FROM.search(body[:4000])
    return safety.one_line(found[1]) if found and found[1].startswith("http") else ""


def _subtitle(about: PageMetadata, body: list[Paragraph]) -> str:
    """The page's description, unless it is only the article's beginning once more."""
    text = " ".join(about.description.split())
    start = re.sub(r"[\s.…]+$", "", text)[:200]
    if not start or (body and " ".join(body[0].text.split()).startswith(start)):
        return ""
    return text if len(text) <= 500 and not head.is_same_title(text, about.title) else ""


def _article(tree: _Element) -> list[Paragraph]:
    """The article's pieces as trafilatura finds them; failing that, all text of the page."""
    captions = _captions(tree)
    found = _extracted(tree)
    if not found:
        main = tree.xpath("(//article | //main | //*[@role='main'] | //body)[1]")
        found = headings.mark(fragment.blocks(main[0] if main else tree))
    return [
        piece._replace(kind="caption") if piece.kind == "paragraph" and piece.text in captions else piece
        for piece in found
    ]


def _captions(tree: _Element) -> set[str]:
    """The texts below the page's pictures; they become paragraphs, which an extractor does not drop."""
    texts: set[str] = set()
    for caption in list(tree.iter("figcaption")):
        text = _words(caption)
        figure = caption.getparent()
        if text and figure is not None and figure.tag == "figure":
            figure.tag, caption.tag = "div", "p"
            figure.attrib.clear()
            caption.attrib.clear()
            texts.add(text)
    return texts


def _extracted(tree: _Element) -> list[Paragraph]:
    """The article by trafilatura's own rules; where these miss much, by its slower algorithms too."""
    if _is_too_deep(tree):
        return []
    prose = _prose(tree)
    if prose:
        found = _by_trafilatura(tree, is_fast=True)
        wanted = max(_LEAST, min(_ENOUGH, _SHARE_OF_PROSE * prose))
        if sum(len(piece.text) for piece in found) >= wanted:
            return found
    return _by_trafilatura(tree, is_fast=False)


def _prose(tree: _Element) -> int:
    """How many characters the page has in paragraphs that are more than a label."""
    lengths = (len(_words(paragraph)) for paragraph in tree.iter("p"))
    return sum(length for length in lengths if length >= _SHORTEST_PROSE)


def _is_too_deep(tree: _Element) -> bool:
    """Whether the nesting would exhaust the stack of an extractor that recurses."""
    return bool(_deep_path()(tree))


@cache
def _deep_path() -> Any:
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * _DEEPEST})")


@cache
def _options(*, is_fast: bool) -> Any:
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(fast=is_fast, comments=False, tables=True, formatting=False, with_metadata=False)


def _by_trafilatura(tree: _Element, *, is_fast: bool) -> list[Paragraph]:
    import trafilatura

    try:
        # It copies the tree before it works on it.
        found = trafilatura.bare_extraction(tree, options=_options(is_fast=is_fast))
    except (
        RecursionError,
        ValueError,
        AttributeError,
        TypeError,
        KeyError,
        IndexError,
        AssertionError,
    ) as error:
        logging.getLogger(__name__).debug("trafilatura gave up: %s", error)
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return list(_pieces(found.body))


def _pieces(body: Any) -> Iterator[Paragraph]:
    for element in body.iterchildren():
        yield from _piece(element)


def _piece(element: Any) -> Iterator[Paragraph]:
    number = element.sourceline or 1
    match element.tag:
        case "table":
            rows = [[_words(cell) for cell in row.iter("cell")] for row in element.iter("row")]
            lines = [" | ".join(cells) for cells in rows if any(cells)]
            if lines:
                yield Paragraph(number, "\n".join(lines), "table")
        case "list":
            for item in element.iter("item"):
                if text := _own_words(item):
                    yield Paragraph(number, text, "list-item")
        case "quote" if len(element):
            for text in filter(None, re.split(r"\n+", _text(element))):
                if line := " ".join(text.split()):
                    yield Paragraph(number, line, "quote")
        case "code":
            if text := "\n".join(
                line.rstrip() for line in _text(element).expandtabs(4).strip("\n").split("\n")
            ):
                yield Paragraph(number, text, "code")
        case tag:
            for part in re.split(r"\n\s*\n", _text(element)):
                if text := " ".join(part.split()):
                    yield Paragraph(number, text, _KINDS.get(tag, "paragraph"))


def _text(element: Any) -> str:
    """The element's text; a line break element is a line break, paragraphs inside are set apart."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == "lb":
            parts.append("\n")
        elif node.tag in ("p", "head") and node is not element:
            parts.append("\n\n")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _own_words(item: Any) -> str:
    """An item's text without that of the list inside it."""
    if item.find(".//list") is None:
        return _words(item)
    return " ".join((item.text or "").split())
