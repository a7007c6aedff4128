"""Documents that hold several articles, each with a text of its own: press reviews, pages of a blog.

Precision comes first: a document is left whole unless all its parts read like articles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsreader.article import Metadata, RawDocument
from newsreader.cleaning import safety
from newsreader.cleaning.lines import ends_sentence
from newsreader.errors import DocumentError

if TYPE_CHECKING:
    from newsreader.cleaning.page_metadata import PageMetadata

_FEWEST = 3
_FEWEST_ON_PAGE = 2
_MOST = 500
_LONGEST_TITLE = 150
_FEWEST_WORDS = 3
_SHORTEST_TEXT = 200
_LARGEST_SHARE = 0.8
_SEPARATOR = re.compile(
    r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:[-–—][ \t]*){3,}|(?:[_~#][ \t]*){3,}|(?:=[ \t]*){5,}|⁂)\r?$", re.M
)
_MAY_SEPARATE = re.compile(r"^[ \t]*(?:\*[ \t]*\*|--|–|—|__|~~|##|# #|==|⁂)", re.M)
# Compiled when they are needed, which is seldom.
_SENTENCE = r"[.!?。！？…](?:[\"'»”’)]*)(?:\s|$)|[。！？]"
_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_HEADINGS = ("h1", "h2", "h3", "h4")
_COMMENT = re.compile(r"comment|reply|respon[ds]e", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:\.\.\.|…|\[…\]|read more|continue reading)\W*$", re.IGNORECASE)


def parts(raw: RawDocument) -> list[RawDocument]:
    """The articles of a roundup as documents of their own, at the same place; none for any other document."""
    if raw.kind == "text" and not raw.metadata.title and _MAY_SEPARATE.search(raw.body):
        return _parts_of_text(raw)
    if raw.kind == "html-page" and raw.body.count("<article") >= _FEWEST_ON_PAGE:
        return _parts_of_page(raw)
    return []


def _parts_of_text(raw: RawDocument) -> list[RawDocument]:
    """What stands between lines of asterisks or dashes, if each of it is a headline and its story.

    What stands above the first such line may be an introduction, below the last one the page's foot.
    """
    bounds = [found.span() for found in _SEPARATOR.finditer(raw.body)]
    if not _FEWEST - 1 <= len(bounds) <= _MOST:
        return []
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(raw.body)]
    texts = [raw.body[start:end] for start, end in zip(starts, ends, strict=True)]
    is_story = [_is_story(text) for text in texts]
    if not all(is_story[1:-1]) or sum(is_story) < _FEWEST:
        return []
    if not is_story[-1]:
        starts.pop()
        ends.pop(-2)
    about = raw.metadata._replace(guid="", url="", subtitle="", byline="")
    # Blank lines stand for what is above, so that lines keep their numbers.
    return [
        raw._replace(body="\n" * raw.body.count("\n", 0, start) + raw.body[start:end], metadata=about)
        for start, end in zip(starts, ends, strict=True)
        if raw.body[start:end].strip()
    ]


def _is_story(text: str) -> bool:
    """Whether a text begins with a headline that stands alone, and goes on with sentences."""
    head, _, rest = text.strip().replace("\r\n", "\n").partition("\n\n")
    title = head.strip()
    return "\n" not in title and _is_headline(title) and _is_prose(rest)


def _is_headline(title: str) -> bool:
    words = len(title.split()) + len(re.findall(_CJK, title)) // 2
    return (
        words >= _FEWEST_WORDS
        and len(title) <= _LONGEST_TITLE
        and not title.endswith((".", ",", ";", ":", "。"))
    )


def _is_prose(text: str) -> bool:
    weight = len(text.strip()) + 2 * len(re.findall(_CJK, text))
    return weight >= _SHORTEST_TEXT and len(re.findall(_SENTENCE, text)) >= 2


def _parts_of_page(raw: RawDocument) -> list[RawDocument]:
    """The ``article`` elements of a page that is not itself one, if each has a headline and a story."""
    from newsreader.cleaning import fragment, page_metadata

    try:
        tree = fragment.parsed(raw.body)
    except DocumentError:
        return []
    if tree.xpath("boolean(//meta[@property='og:type'][@content='article'])"):
        return []
    elements = [each for each in tree.iter("article") if not _is_inside(each)]
    stories = [each for each in elements if _heading(each) is not None and _is_whole_story(each)]
    if not _FEWEST_ON_PAGE <= len(stories) <= _MOST or len(stories) < len(elements):
        return []
    lengths = [len(_words(each)) for each in stories]
    titles = {_words(_heading(each)) for each in stories}
    if max(lengths) > _LARGEST_SHARE * sum(lengths) or len(titles) < len(stories):
        return []
    about = page_metadata.read(tree)
    return [_part(each, raw, about) for each in stories]


def _is_inside(element: Any) -> bool:
    """Whether an article stands inside another, or is a reader's comment."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemtype') or ''}"
    return bool(_COMMENT.search(names)) or next(element.iterancestors("article"), None) is not None


def _heading(element: Any) -> Any:
    found = next((each for each in element.iter(*_HEADINGS)), None)
    return found if found is not None and _is_headline(_words(found).rstrip(".")) else None


def _is_whole_story(element: Any) -> bool:
    paragraphs = [text for text in map(_words, element.iter("p")) if ends_sentence(text)]
    return _is_prose(" ".join(paragraphs)) and not _GOES_ON.search(_words(element)[-60:])


def _part(element: Any, raw: RawDocument, about: PageMetadata) -> RawDocument:
    from urllib.parse import urljoin

    from lxml import etree

    heading = _heading(element)
    link = next(
        (each for each in (*heading.iterancestors("a"), *heading.iter("a")) if each.get("href")), None
    )
    date = next((each.get("datetime") for each in element.iter("time") if each.get("datetime")), "")
    metadata = Metadata(
        title=_words(heading),
        date=date,
        fallback_date=raw.metadata.fallback_date,
        section=about.section,
        language=about.language,
        url=safety.one_line(urljoin(about.url, link.get("href"))) if link is not None and about.url else "",
    )
    return raw._replace(
        kind="html-fragment",
        body=etree.tostring(element, encoding="unicode", with_tail=False),
        metadata=metadata,
    )


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
