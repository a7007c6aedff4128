"""A mapping of named values (a JSON object, a table row, front matter) as the document it describes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from typing import cast

from newsreader.article import BodyKind, Metadata, Problem, RawDocument
from newsreader.bundles.decoding import well_formed
from newsreader.bundles.field_names import meaning_of
from newsreader.bundles.markup import is_html_fragment, is_html_page

_MAX_DEPTH = 4
_MAX_LIST = 50
_MOST_NANOSECONDS = 1e20
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
    if _is_url(parts.get("agency", "")):
        parts.setdefault("url", parts.pop("agency"))
    if not _is_url(parts.get("url", "")):
        parts.pop("url", None)
    tags = _tags(parts.pop("tags", ""))
    body, kind = _body(bodies)
    return Metadata(**parts, tags=tags), body, kind


def with_parts(metadata: Metadata, parts: Mapping[str, str]) -> Metadata:
    """The same metadata with some parts set."""
    return metadata._replace(**parts)  # type: ignore[arg-type]


def _collect(record: Record) -> tuple[dict[str, str], list[tuple[int, str, object]]]:
    """The best value of each part of metadata, and the candidates for the body with their ranks."""
    best: dict[str, tuple[int, str]] = {}
    bodies: list[tuple[int, str, object]] = []
    for key, value in record.items():
        body, parts = meaning_of(key)
        if body is not None and value:
            bodies.append((body[1], body[0], value))
        if not parts or value is None or value == "":
            continue
        plain = well_formed(value.strip()) if isinstance(value, str) else None
        for part, rank in parts:
            if part in best and best[part][0] <= rank:
                continue
            text = _part(part, key, value) if plain is None or part in _PARTS_TO_READ else plain
            if text:
                best[part] = (rank, text)
    return {part: text for part, (_, text) in best.items()}, sorted(bodies, key=itemgetter(0))


def _part(part: str, key: str, value: object) -> str:
    if part in _DATE_PARTS:
        return date_text(value)
    if part == "tags":
        return "\0".join(_texts(value))
    if part == "title":
        # ninjs and others keep topics under "subject".
        if isinstance(value, list):
            return "" if key.lower() == "subject" else next(iter(_texts(value)), "")
        return " ".join(as_text(value).split()) if isinstance(value, dict) else as_text(value)
    if part == "url":
        return as_text(value, _URL_KEYS)
    if part == "section" and isinstance(value, str) and key.lower() in _PLURAL_KEYS:
        return well_formed(re.split("[,;]", value.strip(", ;"))[0].strip())
    if part in ("section", "place", "agency", "language", "subtitle", "guid"):
        return next(iter(_texts(value)), "")
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
        if not (text.isascii() and text.isdigit() and len(text) in (10, 13, 16)):
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


def _tags(joined: str) -> tuple[str, ...]:
    if not joined:
        return ()
    tags = joined.split("\0")
    if len(tags) == 1:
        tags = [tag.strip() for tag in joined.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(filter(None, tags)))


def _is_url(text: str) -> bool:
    return "://" in text[:20] or text.startswith(("/", "www."))


def _body(candidates: list[tuple[int, str, object]]) -> tuple[str, BodyKind]:
    for _, field_kind, value in candidates:
        text = well_formed(_body_text(value))
        if text.strip():
            return text, _kind(field_kind, text)
    return "", "text"


def _kind(field_kind: str, text: str) -> BodyKind:
    if is_html_page(text.lstrip()):
        return "html-page"
    if field_kind == "markdown":
        return "markdown"
    if field_kind in ("html", "page") or is_html_fragment(text):
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
