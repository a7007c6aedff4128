"""Web pages and pieces of them: decoded, not looked into (that is cleaning's work)."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.article import Problem, RawDocument
from newsreader.bundles.content import Content
from newsreader.bundles.formats.format import Format, sha256
from newsreader.bundles.markup import has_page_elements, is_html_page

_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".asp", ".aspx", ".php", ".jsp"})


def _recognises(content: Content) -> bool:
    if is_html_page(content.opening):
        return True
    return content.suffix in _SUFFIXES and "<" in content.opening


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    text = content.text()
    if not text.strip():
        yield Problem(content.path, "empty: nothing but blank space")
        return
    is_page = is_html_page(content.opening) or has_page_elements(text)
    yield RawDocument(content.path, sha256(content.read()), "html-page" if is_page else "html-fragment", text)


HTML = Format("HTML", _recognises, _read)
