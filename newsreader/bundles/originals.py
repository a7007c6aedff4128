"""One document of a bundle, found again at its place and shown as it stands there."""

from __future__ import annotations

from pathlib import Path

from newsreader.article import Metadata, Original, Problem, RawDocument
from newsreader.bundles import decoding
from newsreader.bundles.containers import container_of
from newsreader.bundles.containers.container import is_at_or_in
from newsreader.bundles.content import Budget, Content, reason
from newsreader.bundles.formats import format_of, json_lines, unsupported
from newsreader.bundles.formats.format import sha256
from newsreader.bundles.reading import MAX_NESTED_ARCHIVES, open_source
from newsreader.errors import BundleError, DocumentError

_OPENING = 300


def read_document(root: Path, source: str, path: str) -> RawDocument:
    """The document at ``path``, as formats give it. Raises BundleError when the file cannot be opened,
    DocumentError when the document is not in it."""
    return _found(root, source, path)[0]


def read_original(root: Path, source: str, path: str, digest: str) -> Original:
    """The document at ``path`` in the file ``source`` of a bundle, as it was when it was read.

    ``digest`` is the SHA-256 it had then. Raises BundleError when the file cannot be opened, DocumentError
    when the document is not in it, or has changed.
    """
    document, content, line = _found(root, source, path)
    if document.sha256 != digest:
        raise DocumentError(f"{path} has changed in its bundle since it was read")
    if line is not None:
        return Original(path, decoding.decode(line), 0)
    data = content.read()
    if sha256(data) != digest:
        return Original(path, *_put_together(document), is_verbatim=False)
    text = decoding.decode(data, decoding.declared_in(content.head)).replace("\r\n", "\n")
    return Original(path, text, _first_line(text, document.body.replace("\r\n", "\n")))


def _first_line(text: str, body: str) -> int:
    at = text.find(body[:_OPENING])
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _put_together(document: RawDocument) -> tuple[str, int]:
    """What a format said of a part of its text: the fields that are not empty, then the body."""
    metadata = document.metadata
    lines = [f"{name}: {value}" for name in Metadata._fields if (value := _shown(getattr(metadata, name)))]
    return "\n".join([*lines, "", document.body]), len(lines) + 2


def _shown(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _found(root: Path, source: str, path: str) -> tuple[RawDocument, Content, bytes | None]:
    """The document, the content it was read from, and its line where it is one of a dump's."""
    try:
        stream = open_source(root, source)
    except OSError as error:
        raise BundleError(f"{root} cannot be read: {reason(error)}") from error
    with stream:
        size_bytes = stream.seek(0, 2)
        stream.seek(0)
        content = Content(
            source, source.rpartition("/")[2], stream, Budget(on_disk_bytes=size_bytes), is_on_disk=True
        )
        found = _within(content, path)
    if found is None:
        raise DocumentError(f"{path} is no longer in its bundle")
    return found


def _within(content: Content, path: str) -> tuple[RawDocument, Content, bytes | None] | None:
    container = None if unsupported.is_known(content) else container_of(content)
    if container is None:
        return _in_format(content, path)
    if container.is_archive and content.archives >= MAX_NESTED_ARCHIVES:
        return None
    for member in container.members(content, ""):
        if not isinstance(member, Problem) and is_at_or_in(path, member.path):
            found = _within(member, path)
            if found is not None:
                return found
    return None


def _in_format(content: Content, path: str) -> tuple[RawDocument, Content, bytes | None] | None:
    known = format_of(content)
    if known is json_lines.JSON_LINES:
        wanted = path[len(content.path) + 1 :]
        for number, line in content.lines():
            if str(number) == wanted and line is not None:
                document = json_lines.document(path, line)
                return (document, content, line) if isinstance(document, RawDocument) else None
        return None
    if not content.is_empty:
        # Read whole first, so that the bytes are still there to be shown.
        content.read()
        for document in known.read(content):
            if isinstance(document, RawDocument) and document.path == path:
                return document, content, None
    return None
