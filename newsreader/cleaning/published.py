"""When an article was published: what it states, what can be inferred, and the evidence in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsreader.article import UNDATED, DateSource, Published
from newsreader.cleaning import mentions, stamps
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.dateline import Dateline
from newsreader.cleaning.mentions import Mention
from newsreader.cleaning.stamps import Stamp

_NEAR = timedelta(days=60)
_SPAN = timedelta(days=31)
_READ_FOR_DATES = 200_000

_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([/_.-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONTH_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class Clues:
    """All that a document says about when it was published, still in its own words."""

    metadata: str = ""
    fallback: str = ""
    stated: str = ""
    dateline: Dateline | None = None
    texts: Sequence[str] = ()
    teasers: Sequence[str] = ()
    url: str = ""
    path: str = ""


def decide(clues: Clues, context: BundleContext) -> Published:
    """The best of the clues: metadata, a stated date, the dateline, the url, then the file's name."""
    return (
        _stated(clues.metadata, "metadata", "the document's metadata")
        or _stated(clues.stated, "text", "a line under the headline")
        or _from_dateline(clues, context)
        or _from_url(clues.url)
        or _from_path(clues.path)
        or _from_fallback(clues.fallback)
        or UNDATED
    )


def _stated(text: str, source: DateSource, where: str) -> Published | None:
    stamp = stamps.parse(text) if text else None
    if stamp is None:
        return None
    evidence = f"“{text.strip()[:60]}” in {where}"
    if stamp.day_order_is_guessed:
        evidence += (
            ", read as day and month" if not _is_month_first(text, stamp) else ", read as month and day"
        )
    return _published(stamp, source, evidence, is_inferred=stamp.day_order_is_guessed)


def _is_month_first(text: str, stamp: Stamp) -> bool:
    first = re.search(r"\d+", text)
    return first is not None and int(first[0]) == stamp.month


def _published(stamp: Stamp, source: DateSource, evidence: str, *, is_inferred: bool = False) -> Published:
    return Published(stamp.iso, stamp.time, stamp.utc, stamp.precision, source, is_inferred, evidence)


def _from_url(url: str) -> Published | None:
    path = re.sub(r"^[a-z]+://[^/]*", "", url[:1000], flags=re.IGNORECASE)
    if day := _date_in(path):
        return Published(day.isoformat(), None, None, "day", "url", True, f"“{day:%Y/%m/%d}” in the url")
    if month := _MONTH_IN_PATH.search(path):
        return Published(
            f"{month[1]}-{month[2]}-01", None, None, "month", "url", True, f"“{month[0]}” in the url"
        )
    return None


def _from_path(path: str) -> Published | None:
    if day := _date_in(path):
        return Published(day.isoformat(), None, None, "day", "file", True, f"the file's name, “{path[-80:]}”")
    months = list(_MONTH_IN_PATH.finditer(path))
    if months:
        year, month = months[-1].groups()
        return Published(
            f"{year}-{month}-01", None, None, "month", "file", True, f"the folder “{months[-1][0]}”"
        )
    return None


def _from_fallback(text: str) -> Published | None:
    stamp = stamps.parse(text) if text else None
    if stamp is None:
        return None
    evidence = f"“{text.strip()[:60]}”, when the document arrived or its file was made"
    return _published(stamp, "metadata", evidence, is_inferred=True)


def _date_in(path: str) -> date | None:
    """The last whole date in a path or url."""
    days = []
    for found in _IN_PATH.finditer(path):
        try:
            days.append(date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6])))
        except ValueError:
            continue
    return days[-1] if days else None


def _from_dateline(clues: Clues, context: BundleContext) -> Published | None:
    line = clues.dateline
    if line is None or not line.month or not line.day:
        return None
    if line.year:
        day = _day(line.year, line.month, line.day)
        return _on(day, f"“{line.text}”, the dateline", is_inferred=False) if day else None
    for where, other in (("the url", clues.url), ("the file's name", clues.path)):
        other_day = _date_in(other)
        day = _nearest(line, other_day) if other_day else None
        if day and other_day:
            return _on(day, f"“{line.text}”, the dateline; year from {where}", is_inferred=True)
    day, evidence = _infer_year(line, clues, context)
    return _on(day, f"“{line.text}”, the dateline; {evidence}", is_inferred=True) if day else None


def _on(day: date, evidence: str, *, is_inferred: bool) -> Published:
    return Published(day.isoformat(), None, None, "day", "dateline", is_inferred, evidence)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(line: Dateline, other: date) -> date | None:
    """The dateline's day in the year that brings it within three days of the other date."""
    days = (_day(other.year + shift, line.month or 0, line.day or 0) for shift in (-1, 0, 1))
    return next((day for day in days if day and abs(day - other) <= timedelta(days=3)), None)


def _infer_year(line: Dateline, clues: Clues, context: BundleContext) -> tuple[date | None, str]:
    """The dateline's day in the first year that contradicts neither text, weekdays nor the bundle's dates."""
    in_text = list(_mentions(clues.texts))
    weekdays = [*_own_weekday(line), *in_text, *_mentions(clues.teasers)]
    weekdays = [mention for mention in weekdays if mention.weekday is not None and mention.day]
    latest = max((m for m in in_text if m.year and not m.is_ahead), key=_as_date, default=None)
    if latest:
        days = list(_candidates(line, _as_date(latest), _as_date(latest) + timedelta(days=366 * 6)))
        chosen, agreeing = _best(days, weekdays)
        return chosen, "; ".join(filter(None, [f"year from “{latest.text}” in the text", agreeing]))
    if context.earliest and context.latest:
        first, last = date.fromisoformat(context.earliest) - _SPAN, date.fromisoformat(context.latest) + _SPAN
        days = list(_candidates(line, first, last))
        agreed = [day for day in days if _votes(day, weekdays)[0]]
        if len(days) == 1 or len(agreed) == 1:
            chosen, agreeing = _best(agreed or days, weekdays)
            bounds = f"year from the bundle's other documents ({context.earliest} to {context.latest})"
            return chosen, "; ".join(filter(None, [bounds, agreeing]))
    return None, ""


def _mentions(texts: Sequence[str]) -> Iterator[Mention]:
    """The dates that the texts name, as far as a person would read for them."""
    left = _READ_FOR_DATES
    for text in texts:
        if left <= 0:
            return
        yield from mentions.find(text[:left])
        left -= len(text)


def _own_weekday(line: Dateline) -> list[Mention]:
    if line.weekday is None or not line.month:
        return []
    return [Mention(line.text, line.month, line.day, None, line.weekday, is_ahead=False)]


def _as_date(mention: Mention) -> date:
    """The first day the mention can mean."""
    return _day(mention.year or 1, mention.month, mention.day or 1) or date(
        mention.year or 1, mention.month, 1
    )


def _candidates(line: Dateline, first: date, last: date) -> Iterator[date]:
    """Every such day between two dates."""
    for year in range(first.year, min(last.year, 9998) + 1):
        day = _day(year, line.month or 0, line.day or 0)
        if day and first <= day <= last:
            yield day


def _best(days: Sequence[date], weekdays: Sequence[Mention]) -> tuple[date | None, str]:
    """The first day that the weekdays named nearby agree with; without such, the first day."""
    for day in days:
        agreeing, against = _votes(day, weekdays)
        if agreeing and len(agreeing) > against:
            return day, f"“{agreeing[0].text}” agrees"
    return (days[0] if days else None), ""


def _votes(day: date, weekdays: Sequence[Mention]) -> tuple[list[Mention], int]:
    """The mentions near the day whose weekday is right in that year, and the number of those wrong."""
    agreeing, against = [], 0
    for mention in weekdays:
        shifted = (_day(day.year + shift, mention.month, mention.day or 1) for shift in (-1, 0, 1))
        near = next((other for other in shifted if other and abs(other - day) <= _NEAR), None)
        if near is None or mention.year not in (None, near.year):
            continue
        if near.weekday() == mention.weekday:
            agreeing.append(mention)
        else:
            against += 1
    return agreeing, against
