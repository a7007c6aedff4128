"""Markdown: an article with front matter, an article without, or several articles under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.article import Metadata, Problem, RawDocument, RemovedLine
from newsreader.bundles import decoding, front_matter, names, records
from newsreader.bundles.content import Content
from newsreader.bundles.digest import Digest, Part, take_apart
from newsreader.bundles.formats.format import Format, sha256

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"})
_FRONT_MATTER = re.compile(r"(?:---[ \t]*\r?\n[ \t]*[\w\"'-]+[ \t]*:|\+{3}[ \t]*\r?\n[ \t]*[\w\"'-]+[ \t]*=)")

BESIDE_ARTICLES = "of the file, and of none of its articles"
"""Why the first article of a digest has lines that do not stand in it."""


def _recognises(content: Content) -> bool:
    return content.suffix in _SUFFIXES or _FRONT_MATTER.match(content.opening) is not None


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    data = content.read()
    text = decoding.well_formed(decoding.decode(data)).removeprefix("\ufeff")
    if not text.strip():
        yield Problem(content.path, "empty: nothing but blank space")
        return
    skipped = len(text) - len(text.lstrip())
    fields, start = front_matter.split(text[skipped:])
    body = text[skipped + start :] if start else text
    metadata, field_body, _ = records.described(fields)
    if not body.strip():
        body = field_body
    is_dated = names.date_in(_first_lines(content, body)) is not None
    digest = None if metadata.title else take_apart(body, is_dated=is_dated)
    if digest is None:
        yield RawDocument(content.path, sha256(data), "markdown", body, metadata)
        return
    first_line = text.count("\n", 0, len(text) - len(body)) + 1
    yield from _documents(content, digest, metadata, first_line)


def _first_lines(content: Content, body: str) -> str:
    """Where a digest carries its date: file name and title."""
    title = next((line for line in body.split("\n") if line.strip()), "")
    return f"{content.name}\n{title[:200]}"


def _documents(
    content: Content, digest: Digest, metadata: Metadata, first_line: int
) -> Iterator[RawDocument]:
    day = metadata.date or names.date_in(digest.title) or names.date_in(content.name) or ""
    aside: tuple[RemovedLine, ...] = ()
    if digest.is_rest_told:
        about = records.with_parts(metadata, {"title": digest.title, "fallback_date": day})
        path = f"{content.path}:{first_line}"
        yield RawDocument(path, sha256(digest.rest.encode()), "markdown", digest.rest, about)
    else:
        lines = (line.strip() for line in digest.rest.split("\n"))
        aside = tuple(RemovedLine(0, line, BESIDE_ARTICLES) for line in lines if line)
    several = len({part.parent for part in digest.parts}) > 1
    for part in digest.parts:
        section = part.parent.text if several and part.parent else names.without_date(digest.title)
        about = records.with_parts(metadata, _parts(part, section, day))
        yield _article(content, part, first_line, about)._replace(removed=aside)
        aside = ()


def _parts(part: Part, section: str, day: str) -> dict[str, str]:
    return {"title": part.heading.text, "section": section, "fallback_date": day, "url": part.url}


def _article(content: Content, part: Part, first_line: int, metadata: Metadata) -> RawDocument:
    path = f"{content.path}:{first_line + part.heading.line}"
    digest = sha256(f"{part.heading.text}\n{part.body}".encode())
    return RawDocument(path, digest, "markdown", part.body, metadata)


MARKDOWN = Format("Markdown", _recognises, _read)
