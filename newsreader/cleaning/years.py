"""The year of a dateline that names only day and month, from what else the text and its bundle say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newsreader.cleaning import mentions
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.dateline import Dateline
from newsreader.cleaning.mentions import Mention
from newsreader.cleaning.months import WEEKDAYS, weekday
from newsreader.cleaning.stamps import day_of

_NEAR = timedelta(days=60)
_SPAN = timedelta(days=31)
_NARROW = timedelta(days=800)
_YEARS_AFTER = 6
_READ_FOR_DATES = 200_000
_LEDE = 500
_MARGIN = 0.5
_WORD = re.compile(r"[^\W\d_]{3,12}")


class Guess(NamedTuple):
    """A day, and in words what its year was inferred from."""

    day: date
    evidence: str


class _Signs(NamedTuple):
    """What bears on the year; ``past`` and ``ahead`` are the latest and the earliest such date told."""

    past: Mention | None
    ahead: Mention | None
    weekdays: Sequence[Mention]
    lede_word: str
    bounds: tuple[date, date] | None

    def score(self, day: date) -> float:
        """How well a day agrees with all of it; 0 is neither for nor against."""
        agreeing, against = votes(day, self.weekdays)
        score = float(max(-2, min(2, len(agreeing) - against)))
        score += self._of_lede(day) + self._of_bounds(day)
        if self.past:
            gap = (day - as_date(self.past)).days
            score -= 1.0 if gap < 0 else min(1.5, 0.3 * (gap // 366))
        if self.ahead and day > _last_day(self.ahead):
            score -= 1.0
        return score

    def _of_lede(self, day: date) -> float:
        """A story's first sentences say "on Thursday" of the dateline's day, or of the day before it."""
        said = weekday(self.lede_word)
        if said is None:
            return 0.0
        return {0: 1.5, 1: 0.3}.get((day.weekday() - said) % 7, 0.0)

    def _of_bounds(self, day: date) -> float:
        if not self.bounds or not self.bounds[0] <= day <= self.bounds[1]:
            return 0.0
        return 2.0 if self.bounds[1] - self.bounds[0] <= _NARROW else 0.5


def infer(
    line: Dateline, texts: Iterable[str], teasers: Iterable[str], context: BundleContext
) -> Guess | None:
    """The dateline's day in the year that agrees best with all signs; None where they leave it open."""
    signs = _signs(line, texts, teasers, context)
    days = sorted(_days(line, signs))
    if not days:
        return None
    ranked = sorted(((signs.score(day), -index, day) for index, day in enumerate(days)), reverse=True)
    best, _, day = ranked[0]
    is_anchored = signs.past is not None or signs.ahead is not None
    if not is_anchored and len(ranked) > 1 and best - ranked[1][0] < _MARGIN:
        return None
    return Guess(day, _evidence(day, signs, context))


def _signs(line: Dateline, texts: Iterable[str], teasers: Iterable[str], context: BundleContext) -> _Signs:
    in_text = list(_mentions(texts))
    weekdays = [*_own_weekday(line), *in_text, *_mentions(teasers)]
    bounds = None
    if context.earliest and context.latest:
        bounds = (date.fromisoformat(context.earliest) - _SPAN, date.fromisoformat(context.latest) + _SPAN)
    return _Signs(
        past=max((m for m in in_text if m.year and not m.is_ahead), key=as_date, default=None),
        ahead=min((m for m in in_text if m.year and m.is_ahead), key=as_date, default=None),
        weekdays=[mention for mention in weekdays if mention.weekday is not None and mention.day],
        lede_word=_weekday_in(line.rest[:_LEDE]),
        bounds=bounds,
    )


def _weekday_in(lede: str) -> str:
    """The first weekday named in a lede, abbreviations aside."""
    words = (found[0] for found in _WORD.finditer(lede))
    return next((word for word in words if len(word) > 4 and word.casefold() in WEEKDAYS), "")


def _mentions(texts: Iterable[str]) -> Iterator[Mention]:
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


def as_date(mention: Mention) -> date:
    """The first day the mention can mean."""
    year = mention.year or 1
    return day_of(year, mention.month, mention.day or 1) or date(year, mention.month, 1)


def _last_day(mention: Mention) -> date:
    return as_date(mention) + timedelta(days=0 if mention.day else 30)


def _days(line: Dateline, signs: _Signs) -> set[date]:
    """The days worth weighing: after what the text tells of, before what it expects, in the bundle."""
    days: set[date] = set()
    if signs.past:
        latest = as_date(signs.past)
        days |= set(_between(line, latest - _NEAR, latest + timedelta(days=366 * _YEARS_AFTER)))
    elif signs.ahead:
        expected = _last_day(signs.ahead)
        days |= set(_between(line, expected - timedelta(days=365), expected))
    if signs.bounds:
        days |= set(_between(line, *signs.bounds))
    return days


def _between(line: Dateline, first: date, last: date) -> Iterator[date]:
    """Every such day between two dates."""
    for year in range(first.year, min(last.year, 9998) + 1):
        day = day_of(year, line.month or 0, line.day or 0)
        if day and first <= day <= last:
            yield day


def votes(day: date, weekdays: Sequence[Mention]) -> tuple[list[Mention], int]:
    """The mentions near the day whose weekday is right in that year, and the number of those wrong."""
    agreeing: list[Mention] = []
    against = 0
    for mention in weekdays:
        shifted = (day_of(day.year + shift, mention.month, mention.day or 1) for shift in (-1, 0, 1))
        near = next((other for other in shifted if other and abs(other - day) <= _NEAR), None)
        if near is None or mention.year not in (None, near.year):
            continue
        if near.weekday() == mention.weekday:
            agreeing.append(mention)
        else:
            against += 1
    return agreeing, against


def _evidence(day: date, signs: _Signs, context: BundleContext) -> str:
    parts = []
    if signs.past and timedelta(days=-60) <= day - as_date(signs.past) <= timedelta(days=366):
        parts.append(f"year from “{signs.past.text}” in the text")
    elif signs.ahead and timedelta() <= _last_day(signs.ahead) - day <= timedelta(days=366):
        parts.append(f"year from “{signs.ahead.text}”, which the text expects")
    if signs.bounds and signs.bounds[0] <= day <= signs.bounds[1]:
        parts.append(
            f"{'within' if parts else 'year from'} the bundle’s other documents "
            f"({context.earliest} to {context.latest})"
        )
    elif signs.past and not parts:
        parts.append(f"a year after “{signs.past.text}” in the text")
    agreeing, _ = votes(day, signs.weekdays)
    if agreeing:
        parts.append(f"“{agreeing[0].text}” agrees")
    elif signs.lede_word and weekday(signs.lede_word) == day.weekday():
        parts.append(f"“{signs.lede_word}” agrees")
    return "; ".join(parts)
