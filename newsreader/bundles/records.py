"""A mapping of named values (a JSON object, a table row, front matter) as the document it describes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, cast

from newsreader.article import BodyKind, Metadata, Problem, RawDocument
from newsreader.bundles.decoding import well_formed
from newsreader.bundles.field_names import meaning_of
from newsreader.bundles.markup import is_html_fragment, is_html_page

_MAX_DEPTH = 4
_MAX_LIST = 50
_MOST_NANOSECONDS = 1e20
_EPOCH_DIGITS = (10, 13, 16)
_MOST_REMEMBERED = 64
"""Fields of a record whose layout is kept; others may have as many as they are long."""
_MAX_PARAGRAPHS = 20_000
_TEXT_KEYS = (
    "name", "value", "rendered", "text", "main", "original", "title", "label", "term",
    "$oid", "$date", "$t", "#text", "_", "content", "default", "url", "href",
)  # fmt: skip
_URL_KEYS = ("url", "href", "value", "$t", "#text", "rendered")
_BODY_KEYS = ("html", "rendered", "value", "text", "content", "body", "paragraphs", "$t", "#text")
_WRAPPERS = (
    "_source", "article", "fields", "attributes", "document", "doc", "data", "item", "post",
    "metadata", "meta",
)  # fmt: skip
_DATE_KEYS = ("$date", "date", "value", "utc", "iso", "rendered")
_DATE_PARTS = frozenset({"date", "fallback_date"})
_PARTS_TO_READ = _DATE_PARTS | {"section"}
_PLURAL_KEYS = frozenset({"topics", "subjects", "categories", "sections", "tags", "keywords"})

Record = Mapping[str, object]


def document(path: str, digest: str, record: Record, *, language: str = "") -> RawDocument | Problem:
    """The document that a record describes; with a title and no body a stub, without both a problem."""
    metadata, body, kind = described(record)
    if not body and not metadata.title:
        names = ", ".join(sorted(str(name)[:30] for name in list(record)[:12])) or "none"
        return Problem(path, f"neither a title nor a text; its fields: {well_formed(names)}")
    if language and not metadata.language:
        metadata = with_parts(metadata, {"language": language})
    return RawDocument(path, digest, kind, body, metadata)


def described(record: Record) -> tuple[Metadata, str, BodyKind]:
    """What a record says: metadata, body and how the body is to be read."""
    parts, bodies = _collect(record)
    if not bodies or "title" not in parts:
        inner = next((value for key in _WRAPPERS if isinstance(value := record.get(key), dict)), None)
        if inner is not None:
            parts, bodies = _collect({**inner, **record})
    if "agency" in parts and _is_url(parts["agency"]):
        parts.setdefault("url", parts.pop("agency"))
    if "url" in parts and not _is_url(parts["url"]):
        del parts["url"]
    tags = _tags(parts.pop("tags")) if "tags" in parts else ()
    body, kind = _body(bodies)
    return Metadata(**parts, tags=tags), body, kind


def with_parts(metadata: Metadata, parts: Mapping[str, str]) -> Metadata:
    """The same metadata with some parts set."""
    return metadata._replace(**parts)  # type: ignore[arg-type]


class _Layout(NamedTuple):
    """Which fields of a record may give what, the most trusted first: their names for each part of metadata;
    and those of the body, each with how it holds it."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    bodies: tuple[tuple[str, str], ...]


def _layout(names: tuple[str, ...]) -> _Layout:
    parts: dict[str, list[tuple[int, str]]] = {}
    bodies: list[tuple[int, str, str]] = []
    for name in names:
        body, meant = meaning_of(name)
        if body is not None:
            bodies.append((body[1], name, body[0]))
        for part, rank in meant:
            parts.setdefault(part, []).append((rank, name))
    # Of equals the one that comes first.
    by_rank = itemgetter(0)
    return _Layout(
        tuple((part, tuple(name for _, name in sorted(named, key=by_rank))) for part, named in parts.items()),
        tuple((name, kind) for _, name, kind in sorted(bodies, key=by_rank)),
    )


_known_layout = lru_cache(maxsize=256)(_layout)
"""The records of a file mostly have the same fields in the same order."""


def _collect(record: Record) -> tuple[dict[str, str], list[tuple[str, object]]]:
    """The best value of each part of metadata, and the candidates for the body, the best first."""
    layout = (_known_layout if len(record) <= _MOST_REMEMBERED else _layout)(tuple(record))
    parts: dict[str, str] = {}
    for part, names in layout.parts:
        for name in names:
            value = record[name]
            if value is None or value == "":
                continue
            if isinstance(value, str) and part not in _PARTS_TO_READ:
                text = well_formed(value.strip())
            else:
                text = _part(part, name, value)
            if text:
                parts[part] = text
                break
    return parts, [(kind, value) for name, kind in layout.bodies if (value := record[name])]


def _part(part: str, key: str, value: object) -> str:
    if part in _DATE_PARTS:
        return date_text(value)
    if part == "tags":
        return "\0".join(_texts(value))
    if part == "title":
        # ninjs and others keep topics under "subject".
        if isinstance(value, list):
            return "" if key.lower() == "subject" else _first_text(value)
        return " ".join(as_text(value).split()) if isinstance(value, dict) else as_text(value)
    if part == "url":
        return as_text(value, _URL_KEYS)
    if part == "section" and isinstance(value, str) and key.lower() in _PLURAL_KEYS:
        return well_formed(re.split("[,;]", value.strip(", ;"))[0].strip())
    if part in ("section", "place", "agency", "language", "subtitle", "guid"):
        return _first_text(value)
    return ", ".join(_texts(value))


def as_text(value: object, keys: tuple[str, ...] = _TEXT_KEYS, depth: int = 0) -> str:
    """A value of any shape as one string; what says nothing is ``""``."""
    if isinstance(value, str):
        return well_formed(value.strip())
    if isinstance(value, bool) or value is None or depth > _MAX_DEPTH:
        return ""
    if isinstance(value, (int, float)):
        return _number_text(value)
    if isinstance(value, dict):
        found = (as_text(value[key], keys, depth + 1) for key in keys if key in value)
        return next(filter(None, found), "")
    if isinstance(value, (list, tuple)):
        return ", ".join(text for each in value[:_MAX_LIST] if (text := as_text(each, keys, depth + 1)))
    return ""


def date_text(value: object) -> str:
    """A date as it stands there; seconds (milli-, micro-, nanoseconds) since 1970 as ISO in UTC."""
    if isinstance(value, dict):
        value = next((value[key] for key in _DATE_KEYS if key in value), None)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        text = value.strip()
        if not (len(text) in _EPOCH_DIGITS and text.isascii() and text.isdigit()):
            return well_formed(text)
        value = int(text)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return _epoch_text(value)


def _epoch_text(value: int | float) -> str:
    """Small whole numbers are years or days written as numbers (``1987``, ``20211209``)."""
    if isinstance(value, int) and (1000 <= value <= 9999 or 17000101 <= value <= 22001231):
        return str(value)
    try:
        seconds = float(value)
        if not abs(seconds) < _MOST_NANOSECONDS:
            return ""
        while abs(seconds) >= 1e11:
            seconds /= 1000
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _number_text(value: int | float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    try:
        return str(value)
    except ValueError:
        # Python refuses to write integers of more than 4,300 digits.
        return ""


def _texts(value: object) -> list[str]:
    values: Iterable[object] = value[:_MAX_LIST] if isinstance(value, (list, tuple)) else (value,)
    return [text for each in values if (text := as_text(each))]


def _first_text(value: object) -> str:
    if not isinstance(value, (list, tuple)):
        return as_text(value)
    return next(filter(None, map(as_text, value[:_MAX_LIST])), "")


def _tags(joined: str) -> tuple[str, ...]:
    tags = joined.split("\0")
    if len(tags) == 1:
        tags = [tag.strip() for tag in joined.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(filter(None, tags)))


def _is_url(text: str) -> bool:
    return "://" in text[:20] or text.startswith(("/", "www."))


def _body(candidates: list[tuple[str, object]]) -> tuple[str, BodyKind]:
    for field_kind, value in candidates:
        text = well_formed(_body_text(value))
        if text and not text.isspace():
            return text, _kind(field_kind, text)
    return "", "text"


def _kind(field_kind: str, text: str) -> BodyKind:
    has_elements = "<" in text
    if has_elements and is_html_page(text.lstrip()):
        return "html-page"
    if field_kind == "markdown":
        return "markdown"
    if field_kind in ("html", "page") or (has_elements and is_html_fragment(text)):
        return "html-fragment"
    return "text"


def _body_text(value: object, depth: int = 0) -> str:
    if isinstance(value, str):
        return value
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, dict):
        found = (_body_text(value[key], depth + 1) for key in _BODY_KEYS if key in value)
        return next(filter(None, found), "")
    if isinstance(value, list):
        rendition = _rendition(value)
        if rendition is not None:
            return _body_text(rendition, depth + 1)
        return "\n\n".join(text for each in value[:_MAX_PARAGRAPHS] if (text := _body_text(each, depth + 1)))
    return ""


def _rendition(values: list[object]) -> dict[str, object] | None:
    """Of several renditions of one body, each with its role or type, the one in HTML, else the first."""
    named = [cast("dict[str, object]", each) for each in values if isinstance(each, dict)]
    if not named or len(named) != len(values) or not all(map(_rendition_type, named)):
        return None
    return next((each for each in named if "html" in _rendition_type(each)), named[0])


def _rendition_type(value: Mapping[str, object]) -> str:
    return " ".join(str(value[key]).lower() for key in ("role", "contentType", "contenttype") if key in value)
