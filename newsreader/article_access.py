"""What the library knows of a single article beyond its text: its document as the bundle holds it."""

from __future__ import annotations

from newsreader.article import Original
from newsreader.store import Store


class ArticleAccess:
    """The part of a library's door that is used from inside an article."""

    def _store(self) -> Store:
        raise NotImplementedError

    def original(self, rowid: int) -> Original:
        """The document of an article as its bundle holds it now.

        Raises NotFoundError when the article is gone, BundleError when its bundle is not there, DocumentError
        when the document is not in it any more, or has changed since it was read.
        """
        from newsreader.bundles import read_original

        origin = self._store().origin(rowid)
        return read_original(origin.root, origin.source, origin.path, origin.sha256)
