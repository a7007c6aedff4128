"""What a reader says of a bundle's dates: understood, kept as words, and followed before all guesses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Metadata, Published, RawDocument
from newsreader.cleaning import BundleContext, clean
from newsreader.cleaning.date_rule import NO_RULE, DateRule, parse
from newsreader.errors import UsageError

BODY = "PORT ELLIN, December 9. /MWA/. The ferry to Osk sails again, the harbour office said."
PLAIN = "The ferry sails again\n\nThe ferry to Osk sails again, the harbour office said on the day."


def published(rule: str, body: str = PLAIN, path: str = "isles/ferry.txt", stated: str = "") -> Published:
    document = RawDocument(path, "0" * 64, "text", body, Metadata(date=stated))
    return clean(document, BundleContext(date_rule=parse(rule)))[0].published


def test_a_dateline_without_a_year_is_of_the_year_that_was_said() -> None:
    found = published("year 2019", BODY)
    assert (found.date, found.is_inferred) == ("2019-12-09", True)
    assert found.evidence.endswith("the dateline; year by your rule for this bundle")


def test_numeric_dates_are_read_in_the_order_that_was_said() -> None:
    assert published("", stated="03/04/2021").date == "2021-04-03"
    found = published("month-first", stated="03/04/2021")
    assert (found.date, found.is_inferred) == ("2021-03-04", False)
    assert "read as month and day by your rule" in found.evidence
    assert published("day-first", stated="3/4/2021 6:15 pm").date == "2021-04-03"


def test_a_pattern_finds_the_date_in_a_place_and_counts_before_all_else() -> None:
    assert published("path DDMMYY", path="isles/091221-ferry.txt", stated="2001-01-01").date == "2021-12-09"
    found = published("path MM-YYYY", path="isles/12-2021/ferry.txt")
    assert (found.date, found.precision) == ("2021-12-01", "month")
    assert published("path wk*_YYYY", path="isles/wk49_2021/ferry.txt").precision == "year"
    assert published("path DDMMYY", path="isles/ferry.txt", stated="2001-01-01").date == "2001-01-01"
    assert published("path DDMMYY", path="isles/991299-ferry.txt").date is None


def test_documents_that_say_nothing_are_of_the_time_that_was_said() -> None:
    assert published("undated 2021").precision == "year"
    assert published("undated 2021-12").date == "2021-12-01"
    assert published("undated 2021-12-09").precision == "day"
    assert published("undated 2021", stated="2001-01-01").date == "2001-01-01"


@pytest.mark.parametrize("source", ["metadata", "dateline", "url", "file", "text"])
def test_a_source_that_is_ignored_is_not_believed(source: str) -> None:
    document = RawDocument(
        "isles/2021-12-01/ferry.txt",
        "0" * 64,
        "text",
        "The ferry sails again\n\n4 December 2021\n\nPORT ELLIN, December 3, 2021. /MWA/. The ferry sails.",
        Metadata(date="2021-12-05", url="https://isles.example/2021/12/02/ferry"),
    )
    before = clean(document)[0].published.source
    ignored = "; ".join(f"ignore {name}" for name in ("metadata", "text", "dateline", "url", "file"))
    assert before == "metadata"
    assert clean(document, BundleContext(date_rule=parse(f"ignore {source}")))[0].published.source != source
    assert clean(document, BundleContext(date_rule=parse(ignored)))[0].published.date is None


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "year",
        "year 99999",
        "path MM-DD",
        "undated 2021-13",
        "ignore the-paper",
        "day-first x",
        "undated ２０２１",
        "path *a*b*c*YYYY",
    ],
)
def test_what_is_no_rule_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(text)
    assert refused.value.hint


rules = st.builds(
    DateRule,
    year=st.none() | st.integers(1600, 2199),
    is_month_first=st.none() | st.booleans(),
    path=st.sampled_from(["", "YYYY/MM-DD", "wk*_YY", "DD.MM.YYYY"]),
    undated=st.sampled_from(["", "2021", "2021-12", "2021-12-09"]),
    ignored=st.frozensets(st.sampled_from(["metadata", "dateline", "text", "url", "file"])),
)


@given(rules)
def test_a_rule_is_read_back_from_its_own_words(rule: DateRule) -> None:
    assert parse(rule.text) == rule


@given(st.text(max_size=60))
def test_any_words_are_a_rule_or_refused(text: str) -> None:
    try:
        assert parse(parse(text).text) == parse(text)
    except UsageError:
        assert text.strip("; \t\n")


@given(
    st.dates(date(1970, 1, 1), date(2068, 12, 31)), st.sampled_from(["YYYYMMDD", "DD-MM-YYYY", "YY.MM.DD"])
)
def test_a_date_written_by_the_pattern_is_found(day: date, pattern: str) -> None:
    written = day.strftime(
        pattern.replace("YYYY", "%Y").replace("YY", "%y").replace("MM", "%m").replace("DD", "%d")
    )
    found = parse(f"path {pattern}").date_in(f"isles/x-{written}-ferry.txt")
    assert found is not None and found.date == day.isoformat()


@pytest.mark.parametrize("rule", ["path *YYYY", "path YYYY"])
def test_a_number_that_is_no_year_of_a_newspaper_is_none(rule: str) -> None:
    assert parse(rule).date_in("isles/20210413/0000/0413.txt") is None


def test_stars_side_by_side_are_one() -> None:
    """As many of them as there are letters would be tried in every way."""
    assert parse(f"path {'*' * 90}YYYY") == parse("path *YYYY")
    assert parse(f"path {'*' * 90}YYYY").date_in(f"isles/{'ferry-' * 30}2021.txt")


@given(st.text(max_size=60))
def test_no_rule_says_nothing_of_any_place(path: str) -> None:
    assert NO_RULE.date_in(path) is None and NO_RULE.date_of_undated() is None
