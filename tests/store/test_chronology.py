"""Where articles stand in time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Precision, Published
from newsreader.store import chronology


def published(iso: str | None, precision: Precision = "day", time: str | None = None) -> Published:
    return Published(date=iso, time=time, precision=precision)


def test_newest_first_runs_through_the_days_then_the_month_then_the_year() -> None:
    newest_first = [
        published("2021-02-01", time="00:00"),
        published("2021-02-01", "month"),
        published("2021-01-31", time="23:59:59"),
        published("2021-01-01", time="00:00"),
        published("2021-01-01", "month"),
        published("2021-01-01", "year"),
        published("2020-12-31", time="23:59:59"),
        published("0001-01-01", "year"),
        published(None, "unknown"),
    ]
    sort_keys = [chronology.keys(each)[0] for each in newest_first]
    assert sort_keys == sorted(sort_keys, reverse=True)
    assert len(set(sort_keys)) == len(sort_keys)


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_every_date_has_a_heading_that_leads_back_to_it(day: date, precision: Precision) -> None:
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision]
    length = {"day": 10, "month": 7, "year": 4}[precision]
    _, key = chronology.keys(published(first.isoformat(), precision))
    assert chronology.label(key) == first.isoformat()[:length]
    assert chronology.labels([key]) == [first.isoformat()[:length]]
    assert chronology.day_key(chronology.label(key)) == key


@given(st.dates(), st.times())
def test_a_time_of_day_never_leaves_its_day(day: date, time: object) -> None:
    sort_key, day_key = chronology.keys(published(day.isoformat(), "minute", str(time)[:8]))
    assert day_key <= sort_key < day_key + chronology.DAY_MS - 2


@pytest.mark.parametrize(
    "nonsense", ["", "0000-00-00", "2021-02-30", "99999-01-01", "-0044-03-15", "yesterday"]
)
def test_a_date_no_calendar_knows_stands_with_the_undated(nonsense: str) -> None:
    assert chronology.keys(published(nonsense)) == (chronology.UNDATED_KEY, chronology.UNDATED_KEY)
    assert chronology.label(chronology.UNDATED_KEY) is None


@pytest.mark.parametrize("nonsense", ["", "noon", "25", "-1:00", "99:99", "١٢:٣٠", "1:2:3:4", ":"])
def test_a_time_no_clock_shows_stays_within_the_day(nonsense: str) -> None:
    sort_key, day_key = chronology.keys(published("2021-12-09", "minute", nonsense))
    assert day_key <= sort_key < day_key + chronology.DAY_MS - 2
