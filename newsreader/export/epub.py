"""Articles as a book to be read elsewhere: EPUB 3, with the table of contents that older readers want too."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from typing import BinaryIO, NamedTuple

from newsreader.article import Block, StoredArticle
from newsreader.export.markdown import date

_NAMESPACE = uuid.UUID("6f0c2e52-0d5f-4d0e-9f0e-6e657773726d")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"})
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)
_STYLE = """\
h1 { font-size: 1.4em; }
.subtitle, .facts, figcaption, .caption { font-style: italic; }
blockquote { margin: 0.5em 1.5em; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
td { border: 1px solid; padding: 0.1em 0.4em; }
"""
_ELEMENTS = {"heading": "h2", "quote": "blockquote", "code": "pre"}


class _Chapter(NamedTuple):
    file: str
    id: str
    title: str


def write(articles: Iterable[StoredArticle], output: BinaryIO, *, title: str, now_s: float) -> int:
    """Write a book of these articles, one a chapter, in their order, and give how many.

    The same articles at the same time (``now_s``, seconds since 1970) make the same book, byte for byte.
    """
    chapters: list[_Chapter] = []
    languages: dict[str, int] = {}
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as book:
        # Readers recognise the format by these bytes at the beginning, which must not be compressed.
        _put(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", _CONTAINER)
        _put(book, "style.css", _STYLE)
        for number, stored in enumerate(articles, 1):
            chapter = _Chapter(
                f"{number:06}.xhtml", stored.headline.id, stored.headline.title or "(no title)"
            )
            _put(book, chapter.file, _document(chapter.title, stored.headline.language, _body(stored)))
            chapters.append(chapter)
            language = stored.headline.language or "und"
            languages[language] = languages.get(language, 0) + 1
        usual = max(languages, key=lambda language: languages[language], default="und")
        identifier = uuid.uuid5(_NAMESPACE, "\n".join(chapter.id for chapter in chapters)).urn
        _put(book, "nav.xhtml", _navigation(title, chapters))
        _put(book, "toc.ncx", _older_navigation(title, identifier, chapters))
        _put(book, "content.opf", _package(title, identifier, usual, now_s, chapters))
    return len(chapters)


def _put(book: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    about = zipfile.ZipInfo(name)  # of 1980, so that the time of writing makes no difference
    about.compress_type = how
    book.writestr(about, text.encode("utf-8", "replace"))


def _escaped(text: str) -> str:
    return escape(text.translate(_NOT_XML))


def _document(title: str, language: str, body: str) -> str:
    code = _escaped(language or "und")
    direction = ' dir="rtl"' if language.partition("-")[0] in _RIGHT_TO_LEFT else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' xml:lang="{code}" lang="{code}"{direction}>\n<head><title>{_escaped(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(stored: StoredArticle) -> str:
    headline, article = stored.headline, stored.article
    parts = [f"<h1>{_escaped(headline.title or '(no title)')}</h1>"]
    if headline.subtitle:
        parts.append(f'<p class="subtitle">{_escaped(headline.subtitle)}</p>')
    facts = (headline.place, headline.agency, date(headline.published), headline.byline, headline.section)
    if known := " · ".join(_escaped(fact) for fact in facts if fact):
        parts.append(f'<p class="facts">{known}</p>')
    for is_list, run in groupby(article.blocks, key=lambda block: block.kind == "list-item"):
        blocks = list(run)
        parts += _list(blocks) if is_list else map(_block, blocks)
    if headline.url:
        url = _escaped(headline.url)
        is_link = headline.url.startswith(("http://", "https://"))
        parts.append(f'<p class="facts"><a href="{url}">{url}</a></p>' if is_link else f"<p>{url}</p>")
    return "\n".join(parts)


def _list(blocks: Iterable[Block]) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{_escaped(block.text)}</li>" for block in blocks)
    yield "</ul>"


def _block(block: Block) -> str:
    text = _escaped(block.text)
    if block.kind == "table":
        rows = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in text.split("\n"))
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    if block.kind == "caption":
        return f'<p class="caption">{text}</p>'
    if block.kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    element = _ELEMENTS.get(block.kind, "p")
    return f"<{element}>{text}</{element}>"


def _navigation(title: str, chapters: Iterable[_Chapter]) -> str:
    entries = "\n".join(
        f'<li><a href="{chapter.file}">{_escaped(chapter.title)}</a></li>' for chapter in chapters
    )
    return _document(
        title, "", f'<nav epub:type="toc"><h1>{_escaped(title)}</h1>\n<ol>\n{entries}\n</ol></nav>'
    )


def _older_navigation(title: str, identifier: str, chapters: Iterable[_Chapter]) -> str:
    points = "\n".join(
        f'<navPoint id="p{number}" playOrder="{number}">'
        f"<navLabel><text>{_escaped(chapter.title)}</text></navLabel>"
        f'<content src="{chapter.file}"/></navPoint>'
        for number, chapter in enumerate(chapters, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
        f'<head><meta name="dtb:uid" content="{identifier}"/></head>\n'
        f"<docTitle><text>{_escaped(title)}</text></docTitle>\n<navMap>\n{points}\n</navMap>\n</ncx>\n"
    )


def _package(title: str, identifier: str, language: str, now_s: float, chapters: list[_Chapter]) -> str:
    modified = f"{datetime.fromtimestamp(now_s, UTC):%Y-%m-%dT%H:%M:%SZ}"
    items = "\n".join(
        f'<item id="c{number}" href="{chapter.file}" media-type="application/xhtml+xml"/>'
        for number, chapter in enumerate(chapters, 1)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(chapters) + 1))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{identifier}</dc:identifier>\n<dc:title>{_escaped(title)}</dc:title>\n'
        f"<dc:language>{_escaped(language)}</dc:language>\n"
        f'<meta property="dcterms:modified">{modified}</meta>\n</metadata>\n<manifest>\n'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n'
        f'<item id="css" href="style.css" media-type="text/css"/>\n{items}\n</manifest>\n'
        f'<spine toc="ncx"><itemref idref="nav" linear="no"/>{spine}</spine>\n</package>\n'
    )
