"""Plain text under a block of headers: ``Title: ...``, ``Author: ...``, a blank line, the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.article import RawDocument
from newsreader.bundles import decoding, records
from newsreader.bundles.content import Content
from newsreader.bundles.field_names import is_known
from newsreader.bundles.formats.format import Format, sha256
from newsreader.bundles.formats.plain_text import text_kind

_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{0,40}(?: [A-Za-z-]{1,20})?):[ \t]*(.*)")
_MAX_HEADERS = 500
_FEWEST_KNOWN = 2


def _recognises(content: Content) -> bool:
    return headers(content.opening)[1] > 0


def _read(content: Content) -> Iterator[RawDocument]:
    data = content.read()
    text = decoding.decode(data).lstrip("\ufeff \t\r\n\x0b\x0c")
    fields, start = headers(text)
    body = text[start:]
    metadata, _, _ = records.described(fields)
    yield RawDocument(content.path, sha256(data), text_kind(body), body, metadata)


def headers(text: str) -> tuple[dict[str, object], int]:
    """The headers that a text begins with, and where its body starts; ``({}, 0)`` if there are none.

    Every line up to the first blank one, below which headers may go on repeating, must be a header or
    continue one, the first must be known, and two at least: a headline may well end in a colon.
    """
    first = _HEADER.match(text)
    if first is None or not is_known(first[1]):
        return {}, 0
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    name, position = "", 0
    for _ in range(_MAX_HEADERS):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].rstrip("\r")
        position = end + 1 if end >= 0 else len(text)
        match = _HEADER.match(line)
        if not line.strip():
            if _goes_on(text, position, found):
                continue
            break
        if match:
            name = match[1]
            found.setdefault(name, []).append(match[2].strip())
            known.update({name.lower()} if is_known(name) else ())
        elif line[0] in " \t":
            found[name][-1] += " " + line.strip()
        else:
            return {}, 0
        if end < 0:
            break
    else:
        return {}, 0
    if len(known) < _FEWEST_KNOWN:
        return {}, 0
    return {name: values[0] if len(values) == 1 else list(values) for name, values in found.items()}, position


def _goes_on(text: str, position: int, found: dict[str, list[str]]) -> bool:
    """Whether a blank line stands in the middle of the headers: one that stood above it repeats below."""
    below = _HEADER.match(text, position)
    return below is not None and len(found.get(below[1], ())) > 1


HEADED_TEXT = Format("plain text with headers", _recognises, _read)
