"""What a document can be written in: one module per format, one registry.

One more format is one more module with a ``Format`` and one more line in ``FORMATS``; the first that
recognises a content reads it.
"""

from __future__ import annotations

from newsreader.bundles.content import Content
from newsreader.bundles.formats import (
    feed,
    headed_text,
    html,
    json_document,
    json_lines,
    markdown,
    plain_text,
    table,
    unsupported,
    xml_document,
)
from newsreader.bundles.formats.format import Format

FORMATS: tuple[Format, ...] = (
    feed.FEED,
    html.HTML,
    xml_document.XML_DOCUMENT,
    json_lines.JSON_LINES,
    json_document.JSON_DOCUMENT,
    table.TABLE,
    markdown.MARKDOWN,
    headed_text.HEADED_TEXT,
    plain_text.PLAIN_TEXT,
)


def format_of(content: Content) -> Format:
    """The format that reads this content; the last one reads any text."""
    if unsupported.UNSUPPORTED.recognises(content):
        return unsupported.UNSUPPORTED
    return next(known for known in FORMATS if known.recognises(content))
