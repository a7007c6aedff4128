"""XML that is neither a feed nor a web page: named, not read."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.article import Problem
from newsreader.bundles.content import Content
from newsreader.bundles.formats.format import Format
from newsreader.bundles.markup import root_element


def _recognises(content: Content) -> bool:
    if content.opening.startswith("<?xml"):
        return True
    return content.suffix in (".xml", ".opml", ".rss", ".atom", ".rdf") and content.opening.startswith("<")


def _read(content: Content) -> Iterator[Problem]:
    root = root_element(content.opening)[:60]
    reason = f"XML that is not a feed (its root element is <{root}>)" if root else "damaged XML"
    yield Problem(content.path, reason)


XML_DOCUMENT = Format("XML", _recognises, _read)
