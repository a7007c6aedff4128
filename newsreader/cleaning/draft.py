"""What a reader of one kind of body hands on: an article in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.article import RemovedLine, Teaser
from newsreader.cleaning.paragraphs import Paragraph
from newsreader.cleaning.pictures import NO_PICTURES, Flow


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
