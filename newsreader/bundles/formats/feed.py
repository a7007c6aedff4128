"""RSS, Atom and RDF feeds, the way they are rather than the way they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsreader.article import BodyKind, Metadata, Problem, RawDocument
from newsreader.bundles import decoding
from newsreader.bundles.content import Content, Replayed
from newsreader.bundles.formats.format import Format, sha256_of_fields
from newsreader.bundles.markup import root_element
from newsreader.errors import DocumentError

_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "rdf", "channel"})
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s*)?[\w.:-]+\s+(?:\"([^\"]*)\"|'([^']*)'|)", re.IGNORECASE)
_MAX_ENTITIES = 300
_MAX_ENTITY_CHARS = 20
_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>", re.DOTALL)
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")

Entry = Mapping[str, Any]


def _recognises(content: Content) -> bool:
    return root_element(content.opening).lower() in _ROOTS


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    import feedparser

    text = decoding.decode(content.read(), decoding.declared_in(content.head))
    _refuse_entity_bombs(text)
    # Handed over as UTF-8, which the declaration in the text may not contradict.
    data = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace")
    parsed = feedparser.parse(
        Replayed(iter((data,))),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = parsed.entries
    if not entries:
        yield Problem(content.path, _why_nothing(parsed))
        return
    language = _text(parsed.feed, "language")
    for number, entry in enumerate(entries, 1):
        yield _document(f"{content.path}#{number}", dict(entry), language)
    written = len(_ENTRY.findall(text))
    if parsed.bozo and written > len(entries):
        yield Problem(content.path, f"damaged feed: only {len(entries)} of {written} entries could be read")


def _refuse_entity_bombs(text: str) -> None:
    """Entities that name entities, long or many ones are made to burst a reader. Raises DocumentError."""
    values = [match[1] or match[2] or "" for match in _ENTITY.finditer(text)]
    if len(values) > _MAX_ENTITIES or any(len(value) > _MAX_ENTITY_CHARS for value in values):
        raise DocumentError("XML with entities that are too long or too many, as in an attack; not read")


def _why_nothing(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    if parsed.bozo and error is not None:
        return f"damaged feed, no entries could be read: {' '.join(str(error).split())[:200]}"
    return "a feed without entries"


def _document(path: str, entry: Entry, language: str) -> RawDocument | Problem:
    body, kind, subtitle = _body(entry)
    terms = tuple(dict.fromkeys(term for tag in entry.get("tags") or () if (term := _text(tag, "term"))))
    published = _text(entry, "published") or _text(entry, "created") or _text(entry, "date")
    metadata = Metadata(
        title=_text(entry, "title"),
        subtitle=subtitle,
        date=published,
        fallback_date=_text(entry, "updated"),
        byline=_byline(entry),
        agency=_text(entry.get("source") or {}, "title"),
        section=terms[0] if terms else "",
        language=_text(entry, "language") or language,
        url=_text(entry, "link"),
        guid=_text(entry, "id"),
        tags=terms,
    )
    if not metadata.title and not body.strip():
        return Problem(path, "an entry with neither a title nor a text")
    fields = {name: getattr(metadata, name) for name in Metadata._fields}
    return RawDocument(path, sha256_of_fields({**fields, "body": body}), kind, body, metadata)


def _body(entry: Entry) -> tuple[str, BodyKind, str]:
    """Body, its kind and the summary that stands beside it; a summary alone is the body."""
    summary = _text(entry, "summary")
    contents = [held for held in entry.get("content") or () if _text(held, "value")]
    if not contents:
        return summary, _kind(entry.get("summary_detail") or {}, summary), ""
    held = next((each for each in contents if "html" in _text(each, "type")), contents[0])
    body = _text(held, "value")
    subtitle = "" if summary == body or summary in [_text(each, "value") for each in contents] else summary
    return body, _kind(held, body), subtitle


def _kind(detail: Mapping[str, Any], body: str) -> BodyKind:
    is_plain = _text(detail, "type") == "text/plain" and "</" not in body
    return "text" if is_plain else "html-fragment"


def _byline(entry: Entry) -> str:
    names = [_text(author, "name") for author in entry.get("authors") or ()]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _text(entry, "author")


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    return decoding.well_formed(value.strip()) if isinstance(value, str) else ""


FEED = Format("feed", _recognises, _read)
