"""What the desk's threads fetch and do for commands given inside an article; each answers one part."""

from __future__ import annotations

from newsreader.article import Original
from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.tui.messages import Answer


def original(library: Library, part: str, rowid: int) -> Answer:
    """The document as the bundle holds it, or why it cannot be shown."""
    found: Original | str
    try:
        found = library.original(rowid)
    except NewsreaderError as error:
        found = str(error)
    return Answer(part, (rowid, found))
