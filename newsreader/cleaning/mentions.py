"""Dates that a text names, whole or in part: ``July 2021``, ``Wednesday, December 8th``, ``10月26日``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsreader.cleaning.months import month, weekday
from newsreader.cleaning.safety import western_digits

_WORD = r"[^\W\d_]{2,12}"
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<weekday>{_WORD})\.?,?\s+(?:the\s+|den\s+|le\s+)?)?"
    rf"(?:(?P<month1>{_WORD})\.?\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year1>\d{{4}})(?!\d))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(?P<month2>{_WORD})"
    rf"\.?(?:,?\s+(?:de\s+|del\s+)?(?P<year2>\d{{4}})(?!\d))?"
    rf"|(?P<month3>{_WORD})\.?,?\s+(?:of\s+|de\s+)?(?P<year3>\d{{4}})(?!\d))"
    r"|(?<!\d)(?P<year4>\d{4})[-/.](?P<month4>\d{1,2})[-/.](?P<day4>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<day5>\d{1,2})\.(?P<month5>\d{1,2})\.(?P<year5>\d{4})(?!\d)"
    r"|(?:(?P<year6>\d{4})年)?(?P<month6>\d{1,2})月(?:(?P<day6>\d{1,2})日)?"
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|will|would|expected|scheduled|due|plan\w*|next|upcoming|is to|are to|"
    r"до|будет|будут|планиру\w*|ожида\w*|bis|wird|werden|soll|jusqu\w*|sera|seront|hasta|será)\b|将|預計|预计|计划",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A date that stands in a text. ``is_ahead``: its sentence speaks of what is still to come."""

    text: str
    month: int
    day: int | None
    year: int | None
    weekday: int | None
    is_ahead: bool


def find(text: str) -> Iterator[Mention]:
    """The dates the text names, in the order of the text."""
    text = western_digits(text)
    position = 0
    while found := _DATE.search(text, position):
        mention = _mention(found, text)
        # What only looked like a date ("will. 10") may end in the beginning of a real one.
        position = found.end() if mention else found.start() + 1
        if mention:
            yield mention


def _mention(found: re.Match[str], text: str) -> Mention | None:
    groups = {name: value for name, value in found.groupdict().items() if value}
    named = next((groups[name] for name in ("month1", "month2", "month3") if name in groups), None)
    numbered = next((groups[name] for name in ("month4", "month5", "month6") if name in groups), None)
    number = month(named) if named else int(numbered or 0)
    if not number or number > 12:
        return None
    day = next((int(value) for name, value in groups.items() if name.startswith("day")), None)
    year = next((int(value) for name, value in groups.items() if name.startswith("year")), None)
    if (day is not None and not 1 <= day <= 31) or (year is not None and not 1600 <= year <= 2200):
        return None
    on = weekday(groups["weekday"]) if "weekday" in groups else None
    start = found.start() if on is not None or "weekday" not in groups else found.end("weekday") + 1
    sentence = text[max(0, found.start() - 60) : found.start("weekday") if on is not None else start]
    sentence = re.split(r"[.!?。]\s", sentence)[-1]
    return Mention(
        text[start : found.end()].strip(" ,."), number, day, year, on, bool(_AHEAD.search(sentence))
    )
