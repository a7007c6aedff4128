"""Date stamps as formats write them: ISO, RFC 2822, epoch, ``26-FEB-1987 15:01``, ``9 décembre 2021``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from newsreader.article import Precision
from newsreader.cleaning.months import month
from newsreader.cleaning.safety import western_digits

# Newspapers begin in 1605; years such as 1400 are those of another calendar; 9999 stands for "never".
_FIRST_YEAR, _LAST_YEAR = 1582, 9998


class Stamp(NamedTuple):
    """A date as it was stated, with its time of day and its zone where those were stated too.

    ``day_order_is_guessed``: 03/04/2021 is the third of April in most of the world and not in all of it.
    """

    year: int
    month: int = 1
    day: int = 1
    precision: Precision = "day"
    minute_of_day: int | None = None
    offset_minutes: int | None = None
    day_order_is_guessed: bool = False

    @property
    def iso(self) -> str:
        return _iso(self.year, self.month, self.day)

    @property
    def time(self) -> str | None:
        """``HH:MM``, in the zone in which the date was stated."""
        return None if self.minute_of_day is None else _clock(self.minute_of_day)

    @property
    def utc(self) -> str | None:
        """The moment as ``2021-12-09T11:05:00Z``, where the zone is known."""
        if self.minute_of_day is None or self.offset_minutes is None:
            return None
        local = datetime(self.year, self.month, self.day, *divmod(self.minute_of_day, 60))
        return f"{local - timedelta(minutes=self.offset_minutes):%Y-%m-%dT%H:%M:00Z}".rjust(20, "0")


# A bundle has many documents of a day, and a day has few minutes.
@lru_cache(maxsize=1024)
def _iso(year: int, month_: int, day: int) -> str:
    return f"{year:04d}-{month_:02d}-{day:02d}"


@lru_cache(maxsize=1440)
def _clock(minute_of_day: int) -> str:
    return f"{minute_of_day // 60:02d}:{minute_of_day % 60:02d}"


_SEPARATED = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?\s*(Z|[+-]\d{4})?")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:of\s+|de\s+)?([^\W\d_]+)\.?,?[\s-]+(?:de\s+|del\s+)?(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"((?:0?[1-9]|[12][0-9]|3[01])-[A-Za-z]{3}-[0-9]{4}) ([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_UNIX_DATE = re.compile(r"([^\W\d_]+)\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2}\s+(?:[A-Z]{3,4}\s+)?)(\d{4})")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?")
_YEAR = re.compile(r"(\d{4})")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})[:h](\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?"
    r"\s*(Z\b|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")
_AFTER_NAME = re.compile(r"\s*([+-]\d{1,2})(?::?(\d{2}))?\b")
# RFC 2822 names the American ones; the others are those that mean one thing only.
_ZONE_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3,
    "msk": 3, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip


def day_of(year: int, month_: int, day: int) -> date | None:
    """The day, if there is such a one."""
    try:
        return date(year, month_, day)
    except ValueError:
        return None


def parse(text: str) -> Stamp | None:
    """The date that a metadata field states; None when it states none that exists."""
    text = western_digits(text[:200]).strip()
    if not text:
        return None
    # As the readers have it, in one look: a thousand stories of a wire are dated alike.
    found = _WIRE.fullmatch(text)
    if found and (day := _wire_day(found[1])):
        minute = _minute_of_day(int(found[2]), int(found[3]))
        return Stamp(*day, "day" if minute is None else "minute", minute)
    for read in _READERS:
        stamp = read(text)
        if stamp is not None:
            return stamp
    return None


@lru_cache(maxsize=1024)
def _wire_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of ``26-FEB-1987``."""
    day, name, year = text.split("-")
    number = month(name)
    stamp = _checked(int(year), number, int(day)) if number else None
    return (stamp.year, stamp.month, stamp.day) if stamp else None


def _epoch(text: str) -> Stamp | None:
    if not text[1:9].isdigit() or not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    if abs(seconds) >= 1e11:
        seconds /= 1000
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return _checked(moment.year, moment.month, moment.day, minute=moment.hour * 60 + moment.minute, offset=0)


def _compact(text: str) -> Stamp | None:
    found = _COMPACT.fullmatch(text) if text[:8].isdigit() else None
    if not found:
        return None
    year, month_, day, hour, minute, _, zone = found.groups()
    time_of_day = _minute_of_day(int(hour), int(minute)) if hour else None
    return _checked(int(year), int(month_), int(day), minute=time_of_day, offset=_offset(zone or ""))


def _separated(text: str) -> Stamp | None:
    found = _SEPARATED.search(text)
    if not found or (found.start() and text[found.start() - 1].isdigit()):
        return None
    year, _, month_, day = found.groups()
    rest = text[found.end() :].removeprefix("T").removeprefix("t")
    return _with_time(int(year), int(month_), int(day) if day else None, rest)


def _named(text: str) -> Stamp | None:
    found = _DAY_FIRST.search(text)
    if found and (number := month(found[2])):
        return _with_time(_full_year(found[3]), number, int(found[1]), text[found.end() :] or text)
    for found in _MONTH_FIRST.finditer(text):
        if number := month(found[1]):
            return _with_time(int(found[3]), number, int(found[2]), text[found.end() :] or text)
    found = _UNIX_DATE.search(text)
    if found and (number := month(found[1])):
        return _with_time(int(found[4]), number, int(found[2]), found[3])
    return None


def _numeric(text: str) -> Stamp | None:
    found = _NUMERIC.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    rest = text[found.end() :]
    is_american = second > 12 or (found[2] == "/" and re.search(r"\d\s*[ap]m\b", rest, re.IGNORECASE))
    day, month_ = (second, first) if is_american else (first, second)
    is_guessed = found[2] == "/" and first <= 12 and second <= 12 and first != second
    return _with_time(year, month_, day, rest, is_guessed=is_guessed)


def _cjk(text: str) -> Stamp | None:
    found = _CJK.search(text)
    if not found:
        return None
    return _with_time(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, text[found.end() :])


def _month_and_year(text: str) -> Stamp | None:
    found = _MONTH_YEAR.fullmatch(text)
    number = month(found[1]) if found else None
    return _checked(int(found[2]), number, None) if found and number else None


def _year_alone(text: str) -> Stamp | None:
    found = _YEAR.fullmatch(text)
    return _checked(int(found[1]), None, None) if found else None


_READERS: tuple[Callable[[str], Stamp | None], ...] = (
    _epoch,
    _compact,
    _separated,
    _named,
    _numeric,
    _cjk,
    _month_and_year,
    _year_alone,
)


def _with_time(
    year: int, month_: int, day: int | None, rest: str, *, is_guessed: bool = False
) -> Stamp | None:
    """A date, and the time of day that ``rest`` begins with or holds."""
    found = _TIME.search(rest) if day else None
    if not found:
        return _checked(year, month_, day, is_guessed=is_guessed)
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    offset = _offset(found[4] or "")
    named_offset = _AFTER_NAME.match(rest, found.end()) if found[4] and found[4].isalpha() else None
    if offset == 0 and named_offset:  # "GMT+0300", as browsers write it
        offset = int(named_offset[1]) * 60 if len(named_offset[1]) < 4 else offset
    minute = _minute_of_day(hour, int(found[2]))
    return _checked(year, month_, day, minute=minute, offset=offset, is_guessed=is_guessed)


def _minute_of_day(hour: int, minute: int) -> int | None:
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _offset(zone: str) -> int | None:
    """Minutes east of Greenwich."""
    if found := _OFFSET.fullmatch(zone):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (minutes if found[1] == "+" else -minutes) if minutes <= 15 * 60 else None
    hours = _ZONE_HOURS.get(zone.lower())
    return None if hours is None else hours * 60


def _full_year(digits: str) -> int:
    """Two digits mean 1969 to 2068, as POSIX has it."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 69 else 2000)


def _checked(
    year: int,
    month_: int | None,
    day: int | None,
    *,
    minute: int | None = None,
    offset: int | None = None,
    is_guessed: bool = False,
) -> Stamp | None:
    """The stamp, if there is such a day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if day_of(year, month_ or 1, day or 1) is None:
        return None
    if day is None or month_ is None:
        return Stamp(year, month_ or 1, precision="month" if month_ else "year")
    precision: Precision = "day" if minute is None else "minute"
    return Stamp(year, month_, day, precision, minute, offset, is_guessed)
