"""Where an article stands in time: the numbers that lists are ordered by, and the day headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from newsreader.article import Published

DAY_MS = 86_400_000
UNDATED_KEY = -(2**62)
"""Sort key and day key of articles without a date: they stand last."""

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
# Just before the first day of the period, so that newest first they follow the last known day of it.
_MONTH_OFFSET_MS = -1
_YEAR_OFFSET_MS = -2
PERIOD_MARKS = 2
"""Milliseconds at the end of a day that stand for periods; no article's time is among them."""
_LATEST_TIME_MS = DAY_MS - 1000


def keys(published: Published) -> tuple[int, int]:
    """Sort key and day key, both in milliseconds of naive local time since 1970.

    The day key is the sort key's heading: midnight of the day, or the place of a month or year heading.
    """
    midnight = _midnight_ms(published.date)
    if midnight is None:
        return UNDATED_KEY, UNDATED_KEY
    if published.precision == "month":
        return midnight + _MONTH_OFFSET_MS, midnight + _MONTH_OFFSET_MS
    if published.precision == "year":
        return midnight + _YEAR_OFFSET_MS, midnight + _YEAR_OFFSET_MS
    return midnight + _time_ms(published.time), midnight


def label(day_key: int) -> str | None:
    """The heading of a day key: ``2021-12-09``, ``2021-12``, ``2021``, or None for undated."""
    if day_key == UNDATED_KEY:
        return None
    into_day = day_key % DAY_MS
    if into_day == 0:
        return _iso(day_key)
    if into_day == DAY_MS + _MONTH_OFFSET_MS:
        return _iso(day_key - _MONTH_OFFSET_MS)[:7]
    return _iso(day_key - _YEAR_OFFSET_MS)[:4]


def labels(day_keys: Sequence[int]) -> list[str | None]:
    """The headings of many day keys, fast: a list asks for thousands before its first row is shown."""
    from_ordinal, epoch = date.fromordinal, _EPOCH_ORDINAL
    return [
        label(key) if key % DAY_MS else from_ordinal(key // DAY_MS + epoch).isoformat() for key in day_keys
    ]


def day_key(heading: str | None) -> int:
    """The inverse of ``label``; a heading that is none counts as undated."""
    if heading is None:
        return UNDATED_KEY
    parts = heading.count("-")
    midnight = _midnight_ms(heading + "-01" * (2 - parts))
    if midnight is None:
        return UNDATED_KEY
    return midnight + (_YEAR_OFFSET_MS, _MONTH_OFFSET_MS, 0)[parts]


@lru_cache(maxsize=1024)
def _midnight_ms(iso_date: str | None) -> int | None:
    if not iso_date:
        return None
    try:
        return (date.fromisoformat(iso_date).toordinal() - _EPOCH_ORDINAL) * DAY_MS
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _time_ms(time: str | None) -> int:
    parts = (time or "").split(":")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts[:3]):
        return 0
    hours, minutes, seconds = (*(int(part) for part in parts[:3]), 0)[:3]
    return min((hours * 3600 + minutes * 60 + seconds) * 1000, _LATEST_TIME_MS)


def _iso(midnight_ms: int) -> str:
    return date.fromordinal(midnight_ms // DAY_MS + _EPOCH_ORDINAL).isoformat()
