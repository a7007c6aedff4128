"""JSON: one article, a list of them, or an object that holds such a list (JSON Feed among them)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from newsreader.article import Problem, RawDocument
from newsreader.bundles import decoding, records
from newsreader.bundles.content import Content
from newsreader.bundles.field_names import body_named, parts_named
from newsreader.bundles.formats import json_lines, plain_text
from newsreader.bundles.formats.format import Format, sha256, sha256_of_fields
from newsreader.errors import DocumentError

_LISTS = (
    "articles", "items", "docs", "documents", "entries", "posts", "stories", "news", "results", "records",
    "bookmarks", "hits", "rows", "data", "list", "children",
)  # fmt: skip
_ENVELOPES = (
    "response", "data", "hits", "result", "results", "feed", "channel", "rss", "query", "payload", "list",
)  # fmt: skip
_MAX_ENVELOPES = 4
_JSON_START = re.compile(r'\{\s*(?:"|\}\s*$)|\[\s*(?:\{|\[|\]\s*$|")')
_ARRAY_IN_OBJECT = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[')


def _recognises(content: Content) -> bool:
    if content.suffix in (".json", ".jsonfeed", ".geojson"):
        return content.opening[:1] in ("{", "[")
    return _JSON_START.match(content.opening) is not None


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    data = content.read()
    try:
        value = json_lines.loads(data)
    except DocumentError as error:
        yield from _damaged(content, data, error)
        return
    articles = _articles(value)
    if articles is None:
        yield _document(content.path, sha256(data), value, "")
        return
    language = _language(value)
    for number, each in enumerate(articles, 1):
        yield _document(f"{content.path}#{number}", None, each, language)


def _document(path: str, digest: str | None, value: object, language: str) -> RawDocument | Problem:
    if not isinstance(value, dict):
        return Problem(path, f"not an object but {json_lines.kind_in_words(value)}")
    return records.document(path, digest or sha256_of_fields(value), value, language=language)


def _articles(value: object, envelopes: int = 0) -> Sequence[object] | None:
    """The list of articles that a value is or holds; None when it is one article itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or envelopes > _MAX_ENVELOPES or any(body_named(key) for key in value):
        return None
    for name in _LISTS:
        held = value.get(name)
        if isinstance(held, list) and held and all(isinstance(each, dict) for each in held):
            return held
    for name in _ENVELOPES:
        if isinstance(value.get(name), dict) and (found := _articles(value[name], envelopes + 1)) is not None:
            return found
    if any(map(_is_title, value)):
        return None
    lists = [held for held in value.values() if isinstance(held, list) and held and isinstance(held[0], dict)]
    if len(lists) == 1:
        return lists[0]
    keyed = list(value.values())
    return keyed if len(keyed) > 1 and all(map(_is_article, keyed)) else None


def _is_article(value: object) -> bool:
    return isinstance(value, dict) and (any(map(body_named, value)) or any(map(_is_title, value)))


def _is_title(name: str) -> bool:
    return any(part == "title" for part, _ in parts_named(name))


def _language(value: object) -> str:
    return records.as_text(value.get("language")) if isinstance(value, dict) else ""


def _damaged(content: Content, data: bytes, error: DocumentError) -> Iterator[RawDocument | Problem]:
    """What can be had of text that is not one JSON value: lines of JSON, the objects of a cut list, text."""
    text = decoding.decode(data)
    if "Extra data" in str(error) and text.lstrip().startswith("{"):
        yield from json_lines.JSON_LINES.read(content)
        return
    number = 0
    for number, value in enumerate(_salvaged(text), 1):
        yield _document(f"{content.path}#{number}", None, value, "")
    if number == 0 and content.suffix in (".txt", ".text", ".md", ""):
        yield from plain_text.PLAIN_TEXT.read(content)
        return
    read = f"; {number} articles before the damage were read" if number else ""
    yield Problem(content.path, f"{error}{read}")


def _salvaged(text: str) -> Iterator[object]:
    """The objects of a list that is broken somewhere, up to there."""
    stripped = text.lstrip("\ufeff \t\r\n")
    inner = _ARRAY_IN_OBJECT.search(stripped, 0, 100_000) if stripped.startswith("{") else None
    if not stripped.startswith("[") and inner is None:
        return
    position = inner.end() if inner else 1
    decoder = json.JSONDecoder()
    while True:
        while position < len(stripped) and stripped[position] in " \t\r\n,":
            position += 1
        if not stripped.startswith("{", position):
            return
        try:
            value, position = decoder.raw_decode(stripped, position)
        except (ValueError, RecursionError):
            return
        yield value


JSON_DOCUMENT = Format("JSON", _recognises, _read)
