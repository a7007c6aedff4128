"""Plain text: whatever nothing else recognises, one document a file."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.article import BodyKind, Problem, RawDocument
from newsreader.bundles import decoding
from newsreader.bundles.content import Content
from newsreader.bundles.formats.format import Format, sha256
from newsreader.bundles.markup import is_html_fragment


def _recognises(_content: Content) -> bool:
    return True


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    data = content.read()
    text = decoding.decode(data)
    if not text.strip():
        yield Problem(content.path, "empty: nothing but blank space")
        return
    yield RawDocument(content.path, sha256(data), text_kind(text), text)


def text_kind(text: str) -> BodyKind:
    """How a text is to be read that may have been saved as HTML after all."""
    return "html-fragment" if is_html_fragment(text) else "text"


PLAIN_TEXT = Format("plain text", _recognises, _read)
