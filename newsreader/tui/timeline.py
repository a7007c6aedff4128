"""Hits over time: what a list has in each stretch of time, as bars with an axis, and where its peaks are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsreader.listing import Listing
    from newsreader.listing import Precision as ListingPrecision

MOST_BARS = 36
DAYS_UP_TO_DAYS = 92
MONTHS_UP_TO_MONTHS = 120
"""A list that spans more time than this is counted by the next coarser unit."""

EXACT_SHARE = 0.9
"""So much of what has a date must have it as exactly as the bars are; the rest stands in none of them."""

LENGTHS: dict[ListingPrecision, int] = {"year": 4, "month": 7, "day": 10}

LEVELS, ASCII_LEVELS = "▁▂▃▄▅▆▇█", "_.:-=+*#"
"""Bars by height; the first stands for none at all."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Bar(NamedTuple):
    """A stretch of time, from one period to another of the same precision, and the rows in it."""

    first: str
    last: str
    articles: int

    @property
    def query(self) -> str:
        """What finds just these."""
        return f"date:{self.first}" if self.first == self.last else f"date:{self.first}..{self.last}"

    @property
    def label(self) -> str:
        """``Dec 2021``, ``3 Dec 2021 – 5 Dec 2021``."""
        return said(self.first) if self.first == self.last else f"{said(self.first)} – {said(self.last)}"


class Timeline(NamedTuple):
    """The bars of a list, oldest first; none where nothing in it has a date."""

    bars: tuple[Bar, ...] = ()

    def heights(self, levels: str) -> str:
        """Each bar as one character; only what is empty is at the lowest."""
        most = max((bar.articles for bar in self.bars), default=0)
        return "".join(levels[-(-bar.articles * (len(levels) - 1) // max(1, most))] for bar in self.bars)

    @property
    def axis(self) -> str:
        """From when to when."""
        return self.merged(0, len(self.bars) - 1).label if self.bars else ""

    def has_axis_of(self, other: Timeline) -> bool:
        """Whether a place in one is the same time in the other."""
        return [bar[:2] for bar in self.bars] == [bar[:2] for bar in other.bars]

    def merged(self, one: int, other: int) -> Bar:
        """Several bars as one."""
        bars = self.bars[min(one, other) : max(one, other) + 1]
        return Bar(bars[0].first, bars[-1].last, sum(bar.articles for bar in bars))

    def bar_of(self, date: str | None) -> int | None:
        """Which bar a date stands in."""
        for place, bar in enumerate(self.bars):
            if date and bar.first <= date[: len(bar.first)] <= bar.last:
                return place
        return None

    @property
    def peaks(self) -> list[int]:
        """The bars that stand above their neighbours and reach the mean of all that are not empty."""
        counts = [bar.articles for bar in self.bars]
        filled = [count for count in counts if count]
        mean = sum(filled) / len(filled) if filled else 0
        found = []
        for place, count in enumerate(counts):
            before = counts[place - 1] if place else 0
            after = counts[place + 1] if place + 1 < len(counts) else 0
            if count and count >= mean and count > before and count >= after:
                found.append(place)
        return found

    def peak_from(self, place: int, step: int) -> int | None:
        """The next peak in a direction."""
        later = [peak for peak in self.peaks if (peak - place) * step > 0]
        return None if not later else later[0] if step > 0 else later[-1]


def said(period: str) -> str:
    """``2021``, ``Dec 2021``, ``9 Dec 2021``."""
    year, *rest = period.split("-")
    if not rest:
        return year
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month


def timeline_of(listing: Listing, most: int = MOST_BARS) -> Timeline:
    """The timeline of a list, in at most so many bars, by days, months or years as its span asks for."""
    counts = _counts(listing, "month")
    total = sum(counts.values())
    if not total:
        return Timeline()
    months = _exactly(counts, "month")
    span = _number(max(months)) - _number(min(months)) + 1 if months else 0
    if span > MONTHS_UP_TO_MONTHS or sum(months.values()) < EXACT_SHARE * total:
        return Timeline(_bars(_counts(listing, "year"), most))
    days = _exactly(_counts(listing, "day"), "day") if span * 31 <= DAYS_UP_TO_DAYS + 31 else {}
    is_exact = days and sum(days.values()) >= EXACT_SHARE * total
    return Timeline(_bars(days if is_exact else months, most))


def _counts(listing: Listing, precision: ListingPrecision) -> dict[str, int]:
    return {each.day: each.count for each in listing.timeline(precision) if each.day}


def _exactly(counts: dict[str, int], precision: ListingPrecision) -> dict[str, int]:
    """Those of which that much is known."""
    return {period: count for period, count in counts.items() if len(period) == LENGTHS[precision]}


def _bars(counts: dict[str, int], most: int) -> tuple[Bar, ...]:
    periods = _all_periods(min(counts), max(counts))
    width = -(-len(periods) // max(1, most))
    return tuple(
        Bar(chunk[0], chunk[-1], sum(counts.get(period, 0) for period in chunk))
        for chunk in (periods[start : start + width] for start in range(0, len(periods), width))
    )


def _all_periods(first: str, last: str) -> Sequence[str]:
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == 7:
        numbers = range(_number(first), _number(last) + 1)
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]
    begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return [
        datetime.date.fromordinal(day).isoformat() for day in range(begin.toordinal(), end.toordinal() + 1)
    ]


def _number(month: str) -> int:
    """Months since the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1
