"""When an article was published: what it states, what can be inferred, and the evidence in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from newsreader.article import UNDATED, DateSource, Published
from newsreader.cleaning import stamps
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.date_rule import BY_RULE, NO_RULE, DateRule
from newsreader.cleaning.dateline import Dateline
from newsreader.cleaning.stamps import Stamp, day_of

_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([/_.-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
_SITE = re.compile(r"[a-z]+://[^/]*", re.IGNORECASE)
_MONTH_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?=[/_.-]|$)")


class Clues(NamedTuple):
    """All that a document says about when it was published, still in its own words."""

    metadata: str = ""
    fallback: str = ""
    stated: str = ""
    dateline: Dateline | None = None
    texts: Iterable[str] = ()
    teasers: Iterable[str] = ()
    url: str = ""
    path: str = ""


def decide(clues: Clues, context: BundleContext) -> Published:
    """The best of the clues: metadata, a stated date, the dateline, the url, then the file's name; what the
    reader has said of the bundle's dates comes before them, or in their stead."""
    rule = context.date_rule
    if rule != NO_RULE:
        clues = _believed(clues, rule)
    published = (
        rule.date_in(clues.path)
        or _in_metadata(clues.metadata, rule)
        or _stated(clues.stated, "text", "a line under the headline", rule)
        or _from_dateline(clues, context)
        or _from_url(clues.url)
        or ("file" not in rule.ignored and _from_path(clues.path))
        or _from_fallback(clues.fallback)
        or rule.date_of_undated()
        or UNDATED
    )
    return _with_other_day(published, clues.dateline)


def stated(metadata: str, line: Dateline | None, context: BundleContext) -> Published | None:
    """What ``decide`` comes to where the metadata's date settles it, as in most bundles; else None."""
    if not metadata or context.date_rule != NO_RULE:
        return None
    published = _in_metadata(metadata, NO_RULE)
    return _with_other_day(published, line) if published else None


def _in_metadata(text: str, rule: DateRule) -> Published | None:
    return _stated(text, "metadata", "the document's metadata", rule)


def _with_other_day(published: Published, line: Dateline | None) -> Published:
    """The date, with the dateline's word where that is of another day, for it stands nowhere else."""
    if line is None or not line.month or not line.day or published.source == "dateline" or not published.date:
        return published
    if published.date.endswith(f"-{line.month:02}-{line.day:02}"):
        return published
    return published._replace(evidence=f"{published.evidence}; the dateline says “{line.text}”")


def _believed(clues: Clues, rule: DateRule) -> Clues:
    """The clues without those from sources that are not to be believed."""
    ignored = rule.ignored
    return clues._replace(
        metadata="" if "metadata" in ignored else clues.metadata,
        fallback="" if "metadata" in ignored else clues.fallback,
        stated="" if "text" in ignored else clues.stated,
        dateline=None if "dateline" in ignored else clues.dateline,
        url="" if "url" in ignored else clues.url,
    )


def _stated(text: str, source: DateSource, where: str, rule: DateRule) -> Published | None:
    stamp = stamps.parse(text) if text else None
    if stamp is None:
        return None
    evidence = f"“{text.strip()[:60]}” in {where}"
    is_guessed = stamp.day_order_is_guessed and rule.is_month_first is None
    if stamp.day_order_is_guessed:
        is_month_first = _is_month_first(text, stamp)
        if rule.is_month_first not in (None, is_month_first):
            stamp = stamp._replace(month=stamp.day, day=stamp.month)
            is_month_first = not is_month_first
        evidence += ", read as month and day" if is_month_first else ", read as day and month"
        evidence += "" if is_guessed else f" {BY_RULE}"
    return _published(stamp, source, evidence, is_inferred=is_guessed)


def _is_month_first(text: str, stamp: Stamp) -> bool:
    first = re.search(r"\d+", text)
    return first is not None and int(first[0]) == stamp.month


def _published(stamp: Stamp, source: DateSource, evidence: str, *, is_inferred: bool = False) -> Published:
    return Published(stamp.iso, stamp.time, stamp.utc, stamp.precision, source, is_inferred, evidence)


def _from_url(url: str) -> Published | None:
    site = _SITE.match(url)
    path = url[site.end() if site else 0 : 1000]
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
        day = day_of(line.year, line.month, line.day)
        return _on(day, f"“{line.text}”, the dateline", is_inferred=False) if day else None
    if context.date_rule.year and (day := day_of(context.date_rule.year, line.month, line.day)):
        return _on(day, f"“{line.text}”, the dateline; year {BY_RULE}", is_inferred=True)
    for where, other in (("the url", clues.url), ("the file's name", clues.path)):
        other_day = _date_in(other)
        day = _nearest(line, other_day) if other_day else None
        if day and other_day:
            return _on(day, f"“{line.text}”, the dateline; year from {where}", is_inferred=True)
    from newsreader.cleaning import years

    guess = years.infer(line, clues.texts, clues.teasers, context)
    if guess is None:
        return None
    return _on(guess.day, f"“{line.text}”, the dateline; {guess.evidence}", is_inferred=True)


def _on(day: date, evidence: str, *, is_inferred: bool) -> Published:
    return Published(day.isoformat(), None, None, "day", "dateline", is_inferred, evidence)


def _nearest(line: Dateline, other: date) -> date | None:
    """The dateline's day in the year that brings it within three days of the other date."""
    days = (day_of(other.year + shift, line.month or 0, line.day or 0) for shift in (-1, 0, 1))
    return next((day for day in days if day and abs(day - other) <= timedelta(days=3)), None)
