"""From an article's pictures to their bytes: files of the bundle, and files written into the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from newsreader.bundles import read_document, read_picture
from newsreader.cleaning.pictures import written_in
from newsreader.errors import BundleError, DocumentError
from newsreader.store import Origin


def read_pictures(origin: Origin, sources: Iterable[str]) -> Iterator[bytes | str]:
    """The bytes of each picture that the document at ``origin`` names, or why they cannot be read."""

    @cache
    def body() -> str:
        document = read_document(origin.root, origin.source, origin.path)
        if document.sha256 != origin.sha256:
            raise DocumentError("the document has changed in its bundle since it was read")
        return document.body

    for source in sources:
        try:
            if source.startswith("data:"):
                data = written_in(body(), int(source[5:]))
                yield "it is not encoded well" if data is None else data
            else:
                yield read_picture(origin.root, origin.source, source)
        except (BundleError, DocumentError) as error:
            yield str(error)
