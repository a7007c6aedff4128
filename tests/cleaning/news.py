"""Documents as bundles give them, for tests of cleaning."""

from __future__ import annotations

from newsreader.article import Article, BodyKind, Metadata, RawDocument
from newsreader.cleaning import BundleContext, clean


def document(
    body: str, *, kind: BodyKind = "text", path: str = "notes/one.txt", metadata: Metadata | None = None
) -> RawDocument:
    return RawDocument(path, "0" * 64, kind, body, metadata or Metadata())


def cleaned(
    body: str,
    *,
    kind: BodyKind = "text",
    path: str = "one.txt",
    metadata: Metadata | None = None,
    context: BundleContext | None = None,
) -> Article:
    """The one article of a document."""
    (article,) = clean(document(body, kind=kind, path=path, metadata=metadata), context or BundleContext())
    return article
