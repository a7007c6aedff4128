"""What a reader says of the dates of a bundle, where its documents leave them open or state them wrongly."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, get_args

from newsreader.article import DateSource, Precision, Published
from newsreader.cleaning.stamps import day_of
from newsreader.errors import UsageError

FORMS = "year 2021 · day-first · month-first · path YYYY-MM-DD · undated 2021-12-09 · ignore SOURCE · none"
BY_RULE = "by your rule for this bundle"

_SOURCES: tuple[DateSource, ...] = tuple(source for source in get_args(DateSource) if source != "none")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
MOST_STARS = 3
"""Of a path's pattern: with many, looking for it in a long path takes for ever."""
_UNDATED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_YEAR = r"1[6-9]\d\d|2[01]\d\d"
_PLACEHOLDERS = {
    "YYYY": rf"(?P<year>{_YEAR})",
    "YY": r"(?P<short_year>\d\d)",
    "MM": r"(?P<month>\d\d?)",
    "DD": r"(?P<day>\d\d?)",
    "*": r"[^/]*?",
}
_PIECES = re.compile(r"YYYY|YY|MM|DD|\*|[^YMD*]+|.", re.DOTALL)


class DateRule(NamedTuple):
    """Corrections to how the documents of a bundle are dated; what is empty is left to the documents.

    ``year`` is that of datelines that name none; ``path`` a pattern such as ``YYYY/MM-DD``, found anywhere in
    the place of a document, before which nothing else counts; ``undated`` an ISO day, month or year for
    documents that say nothing; what comes from a source in ``ignored`` is not believed.
    """

    year: int | None = None
    is_month_first: bool | None = None
    path: str = ""
    undated: str = ""
    ignored: frozenset[DateSource] = frozenset()

    @property
    def text(self) -> str:
        """The rule as ``parse`` reads it; empty where nothing is said."""
        parts = []
        if self.year is not None:
            parts.append(f"year {self.year:04}")
        if self.is_month_first is not None:
            parts.append("month-first" if self.is_month_first else "day-first")
        parts += [f"path {self.path}"] * bool(self.path) + [f"undated {self.undated}"] * bool(self.undated)
        return "; ".join([*parts, *(f"ignore {source}" for source in sorted(self.ignored))])

    def date_in(self, path: str) -> Published | None:
        """The date that the pattern finds in a document's place."""
        if not self.path:
            return None
        last = None
        for found in _pattern(self.path).finditer(path):
            last = found
        return _published(last) if last else None

    def date_of_undated(self) -> Published | None:
        """What documents are dated that say nothing."""
        if not self.undated:
            return None
        precision = _PRECISIONS[self.undated.count("-")]
        iso = self.undated + "-01" * (2 - self.undated.count("-"))
        return Published(iso, None, None, precision, "file", True, f"“{self.undated}”, {BY_RULE}")


NO_RULE = DateRule()


def parse(text: str) -> DateRule:
    """The rule that somebody has written: its parts with semicolons between them. Raises UsageError."""
    rule = NO_RULE
    for part in filter(None, map(str.strip, text.split(";"))):
        word, _, value = part.partition(" ")
        rule = _with(rule, word.casefold(), value.strip())
    return rule


def _with(rule: DateRule, word: str, value: str) -> DateRule:
    source = next((source for source in _SOURCES if source == value), None)
    if word == "year" and re.fullmatch(_YEAR, value):
        return rule._replace(year=int(value))
    if word in ("day-first", "month-first") and not value:
        return rule._replace(is_month_first=word == "month-first")
    if word == "path" and "YY" in value and len(value) <= 100:
        path = re.sub(r"\*+", "*", value)
        if path.count("*") > MOST_STARS:
            raise UsageError(
                f"path {value}: at most {MOST_STARS} parts of it may be left open by *", hint=FORMS
            )
        return rule._replace(path=path)
    if word == "undated" and _is_date(value):
        return rule._replace(undated=value)
    if word == "ignore" and source:
        return rule._replace(ignored=rule.ignored | {source})
    if word == "ignore":
        raise UsageError(f"ignore {value}: no such source of dates", hint="one of " + ", ".join(_SOURCES))
    raise UsageError(f"{' '.join((word, value)).strip()}: no rule about dates", hint=FORMS)


def _is_date(text: str) -> bool:
    found = _UNDATED.fullmatch(text)
    return found is not None and day_of(int(found[1]), int(found[2] or 1), int(found[3] or 1)) is not None


def _pattern(path: str) -> re.Pattern[str]:
    pieces, seen = [], set()
    for piece in _PIECES.findall(path):
        is_first = piece == "*" or piece not in seen
        seen.add(piece)
        pieces.append(_PLACEHOLDERS[piece] if piece in _PLACEHOLDERS and is_first else re.escape(piece))
    # Digits before or behind it would belong to a longer number.
    return re.compile(rf"(?<!\d){''.join(pieces)}(?!\d)")


def _published(found: re.Match[str]) -> Published | None:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("year") else _century(int(groups["short_year"]))
    month, day = groups.get("month"), groups.get("day") if groups.get("month") else None
    on: date | None = day_of(year, int(month or 1), int(day or 1))
    if on is None:
        return None
    precision = _PRECISIONS[bool(month) + bool(day)]
    return Published(
        on.isoformat(), None, None, precision, "file", True, f"“{found[0]}” in its place, {BY_RULE}"
    )


def _century(short_year: int) -> int:
    """Two digits mean 1969 to 2068, as POSIX has it."""
    return short_year + (1900 if short_year >= 69 else 2000)
