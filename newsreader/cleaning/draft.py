"""What a reader of one kind of body hands on: an article in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.article import RemovedLine, Teaser
from newsreader.cleaning.paragraphs import Paragraph


class Seen(NamedTuple):
    """A picture as the document names it: how many pieces of text stand before it, and the line it is on."""

    before: int
    source: str
    alt: str = ""
    line: int = 0


class Flow(NamedTuple):
    """The texts of a document before anything is taken out, and the pictures among them."""

    texts: tuple[str, ...] = ()
    pictures: tuple[Seen, ...] = ()
    is_page: bool = False


NO_PICTURES = Flow()


@dataclass(slots=True)
class Draft:
    """Pieces in order, what was taken out, and what the body states of itself where its form says so.

    ``stated_date`` is a date string that the body's own metadata hold, unparsed. ``flow`` is empty where
    there are no pictures.
    """

    pieces: list[Paragraph] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)
    removed: list[RemovedLine] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""
    byline: str = ""
    agency: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    stated_date: str = ""
    tags: tuple[str, ...] = ()
    flow: Flow = NO_PICTURES
