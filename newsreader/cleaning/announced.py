"""Articles that say nothing of when they appeared, dated by the teasers that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from newsreader.article import Published
from newsreader.cleaning import stamps
from newsreader.cleaning.head import is_date_line

_BREAK = re.compile(r"\s+[–—|·-]\s+|:\s|\n")


class Announcement(NamedTuple):
    """A teaser's label and summary, and the page it stands on with its ISO day; "" is unknown."""

    section: str
    summary: str
    page: str
    page_day: str


def date(announcements: Iterable[Announcement]) -> Published | None:
    """When an article appeared that these announce: on the day that a teaser states, as label or before its
    summary; else in the month of the earliest page that has a teaser of it. None where nothing tells."""
    pages = []
    for each in announcements:
        for stated in (each.section, _BREAK.split(each.summary, maxsplit=1)[0]):
            stamp = stamps.parse(stated) if stated and is_date_line(stated) else None
            if stamp is not None:
                evidence = f"“{stated[:60]}”, with which “{each.page[:60]}” announces it"
                return Published(stamp.iso, None, None, "day", "text", True, evidence)
        if each.page_day:
            pages.append((each.page_day, each.page))
    if not pages:
        return None
    day, page = min(pages)
    evidence = f"announced on “{page[:60]}”, of {day}"
    return Published(f"{day[:7]}-01", None, None, "month", "text", True, evidence)
