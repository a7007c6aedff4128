"""When an article was published: stamps of every format, inference, and its evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import UNDATED, Metadata, Published, RawDocument
from newsreader.cleaning import BundleContext, clean, learn, mentions, stamps
from tests.cleaning.news import cleaned

STAMPS = [
    ("2021-12-09T14:05:00+03:00", "2021-12-09", "14:05", "2021-12-09T11:05:00Z"),
    ("2021-12-09T14:05:00Z", "2021-12-09", "14:05", "2021-12-09T14:05:00Z"),
    ("2021-12-09T23:30:00-05:00", "2021-12-09", "23:30", "2021-12-10T04:30:00Z"),
    ("2021-12-09 2:05:17 -0400", "2021-12-09", "02:05", "2021-12-09T06:05:00Z"),
    ("2021-12-09", "2021-12-09", None, None),
    ("20211209T140500Z", "2021-12-09", "14:05", "2021-12-09T14:05:00Z"),
    ("Thu, 09 Dec 2021 14:05:00 GMT", "2021-12-09", "14:05", "2021-12-09T14:05:00Z"),
    ("Thursday, 09-Dec-21 14:05:00 GMT", "2021-12-09", "14:05", "2021-12-09T14:05:00Z"),
    ("Thu Dec  9 14:05:00 UTC 2021", "2021-12-09", "14:05", "2021-12-09T14:05:00Z"),
    ("Thu Dec 09 2021 14:05:00 GMT+0300 (MSK)", "2021-12-09", "14:05", "2021-12-09T11:05:00Z"),
    ("26-FEB-1987 15:01:01.79", "1987-02-26", "15:01", None),
    (" 2-MAR-1987 04:40:56.03", "1987-03-02", "04:40", None),
    ("1639040700", "2021-12-09", "09:05", "2021-12-09T09:05:00Z"),
    ("1639040700000", "2021-12-09", "09:05", "2021-12-09T09:05:00Z"),
    ("9 December 2021", "2021-12-09", None, None),
    ("December 9, 2021 2:05 p.m. EST", "2021-12-09", "14:05", "2021-12-09T19:05:00Z"),
    ("09.12.2021 14:05", "2021-12-09", "14:05", None),
    ("2021年12月9日 14:05", "2021-12-09", "14:05", None),
    ("9 декабря 2021 г., 14:05", "2021-12-09", "14:05", None),
    ("9. Dezember 2021", "2021-12-09", None, None),
    ("9 décembre 2021", "2021-12-09", None, None),
    ("9 de diciembre de 2021", "2021-12-09", None, None),
    ("9 دسامبر 2021", "2021-12-09", None, None),
    ("۲۰۲۱-۱۲-۰۹", "2021-12-09", None, None),
    ("12/31/2021", "2021-12-31", None, None),
    ("1912-04-15", "1912-04-15", None, None),
    ("2077-01-01", "2077-01-01", None, None),
]

ABSURD = [
    "",
    "0000-00-00",
    "2021-02-31",
    "2021-13-01",
    "99999-01-01",
    "Thu, 32 Dec 2021",
    "soon",
    "-1",
    "1400/09/18",
    "99999999999999",
    "31.02.2021",
    "9999-12-31",
    "\x00",
    "12",
]


@pytest.mark.parametrize(("text", "iso", "time", "utc"), STAMPS)
def test_a_stamp_is_read(text: str, iso: str, time: str | None, utc: str | None) -> None:
    stamp = stamps.parse(text)
    assert stamp is not None
    assert (stamp.iso, stamp.time, stamp.utc) == (iso, time, utc)


@pytest.mark.parametrize("text", ABSURD)
def test_a_date_that_does_not_exist_is_no_date(text: str) -> None:
    assert stamps.parse(text) is None


@given(st.text(max_size=120) | st.from_regex(r"[0-9:./\-T Z+a-z]{0,40}", fullmatch=True))
def test_any_text_can_be_asked_for_its_date(text: str) -> None:
    stamp = stamps.parse(text)
    assert stamp is None or (len(stamp.iso) == 10 and (stamp.utc is None or stamp.utc.endswith("Z")))


@pytest.mark.parametrize(
    ("text", "precision"), [("2021", "year"), ("2021-12", "month"), ("Dec 2021", "month")]
)
def test_precision_is_only_what_is_stated(text: str, precision: str) -> None:
    stamp = stamps.parse(text)
    assert stamp is not None
    assert stamp.precision == precision


def test_mentions_know_weekdays_and_what_is_still_to_come() -> None:
    text = "It began in July 2021. By October 2025 it will end. Papers on Wednesday, December 8th say so."
    began, end, papers = mentions.find(text)
    assert (began.text, began.is_ahead) == ("July 2021", False)
    assert (end.text, end.is_ahead) == ("October 2025", True)
    assert (papers.text, papers.weekday) == ("Wednesday, December 8th", 2)


def published(
    body: str, *, path: str = "a.txt", metadata: Metadata | None = None, context: BundleContext | None = None
) -> Published:
    return cleaned(body, path=path, metadata=metadata, context=context).published


DATELINED = "Boats stay in\n\nSANDHOLM, March 4. /Tidewire/. Boats stay in.\n\n{}"


def test_metadata_come_first() -> None:
    found = published(
        DATELINED.format("In 2019."), metadata=Metadata(date="2020-03-05 08:00"), path="2018-01-01.txt"
    )
    assert (found.date, found.source, found.is_inferred, found.precision) == (
        "2020-03-05",
        "metadata",
        False,
        "minute",
    )


def test_a_date_line_under_the_headline_is_the_date() -> None:
    found = published(
        "Boats stay in\n\nPublished: 4 March 2020, 14:05\n\nThe boats stayed in for a third day."
    )
    assert (found.date, found.time, found.source, found.is_inferred) == ("2020-03-04", "14:05", "text", False)


def test_a_date_in_a_sentence_is_not_the_date() -> None:
    assert published("Boats stay in\n\nThe storm of 4 March 2020 is remembered.\n\nStill.") == UNDATED


def test_the_year_is_inferred_from_the_latest_date_named() -> None:
    found = published(DATELINED.format("They had stayed in once, in November 2019, and in May 2017."))
    assert (found.date, found.source, found.is_inferred) == ("2020-03-04", "dateline", True)
    assert "year from “November 2019” in the text" in found.evidence


def test_a_date_still_to_come_does_not_move_the_year() -> None:
    found = published(
        DATELINED.format("In November 2019 it was so. The pier is expected to be ready by June 2024.")
    )
    assert found.date == "2020-03-04"


def test_weekdays_that_disagree_move_the_year() -> None:
    body = DATELINED.format("It was so in November 2017. The council meets again on Friday, March 6th.")
    found = published(body)
    assert found.date == "2020-03-04"
    assert "“Friday, March 6th” agrees" in found.evidence


def test_the_bundles_dates_bound_the_year() -> None:
    context = BundleContext(earliest="1987-02-26", latest="1987-10-20")
    found = published(DATELINED.format("No other date."), context=context)
    assert (found.date, found.is_inferred) == ("1987-03-04", True)
    assert "1987-02-26 to 1987-10-20" in found.evidence


LEDE = "Boats stay in\n\nSANDHOLM, January 6. /Tidewire/. Boats stayed in {}, the harbour office said.\n\n{}"


def test_a_weekday_in_the_lede_tells_the_year_among_the_bundles_dates() -> None:
    context = BundleContext(earliest="2020-06-01", latest="2023-06-01")
    found = published(LEDE.format("on Thursday", "They wait."), context=context)
    assert found.date == "2022-01-06"
    assert "“Thursday” agrees" in found.evidence


def test_a_date_just_ahead_does_not_put_the_story_a_year_later() -> None:
    expected = "Herring for delivery in February 2022 rose. The council meets on March 1, 2022."
    found = published(LEDE.format("on Thursday", expected))
    assert (found.date, found.is_inferred) == ("2022-01-06", True)


def test_a_date_the_text_expects_is_enough_where_it_names_no_other() -> None:
    found = published(LEDE.format("again", "The isles will vote on January 16, 2022."))
    assert found.date == "2022-01-06"
    assert "which the text expects" in found.evidence


def test_a_lone_date_long_past_does_not_win_against_the_bundle() -> None:
    context = BundleContext(earliest="2021-11-22", latest="2022-01-12")
    found = published(LEDE.format("on Thursday", "The pier dates from May 2009."), context=context)
    assert found.date == "2022-01-06"


def test_bounds_of_many_years_leave_the_year_unknown() -> None:
    context = BundleContext(earliest="1987-02-26", latest="1995-10-20")
    assert published(DATELINED.format("No other date."), context=context) == UNDATED


def test_a_dateline_takes_its_year_from_a_url_of_the_same_days() -> None:
    found = published(DATELINED.format("x"), metadata=Metadata(url="https://x.example/2020/03/05/boats"))
    assert (found.date, found.source, found.is_inferred) == ("2020-03-04", "dateline", True)


@pytest.mark.parametrize(
    ("url", "date", "precision"),
    [
        ("https://x.example/2021/12/09/boats", "2021-12-09", "day"),
        ("https://x.example/2025/12/05/Xi0251205.shtml", "2025-12-05", "day"),
        ("https://x.example/news-20211209.html", "2021-12-09", "day"),
        ("https://x.example/2021/12/boats", "2021-12-01", "month"),
        ("https://x.example/2021/13/45/boats", None, "unknown"),
    ],
)
def test_a_url_can_hold_the_date(url: str, date: str | None, precision: str) -> None:
    found = published("Boats stay in\n\nAll of them.", metadata=Metadata(url=url))
    assert (found.date, found.precision) == (date, precision)
    assert found.source == ("url" if date else "none")


@pytest.mark.parametrize("path", ["2021-12-09-boats.txt", "news/20211209.txt", "2021/12/09/boats.txt"])
def test_a_file_name_can_hold_the_date_and_says_so(path: str) -> None:
    found = published("Boats stay in\n\nAll of them.", path=path)
    assert (found.date, found.source, found.is_inferred) == ("2021-12-09", "file", True)
    assert "file" in found.evidence


def test_a_weaker_date_is_used_last_and_counts_as_inferred() -> None:
    found = published("Boats stay in\n\nAll of them.", metadata=Metadata(fallback_date="2021-12-09"))
    assert (found.date, found.is_inferred) == ("2021-12-09", True)


def test_day_and_month_in_doubt_are_marked_as_a_guess() -> None:
    found = published("Boats stay in\n\nAll of them.", metadata=Metadata(date="03/04/2021"))
    assert found.is_inferred
    assert "read as day and month" in found.evidence


def test_unknown_stays_unknown() -> None:
    assert published("Boats stay in\n\nAll of them.") == UNDATED


def test_a_date_below_the_headline_is_no_furniture_however_many_pages_share_it() -> None:
    documents = [
        RawDocument(
            f"{isle}.txt",
            "0" * 64,
            "text",
            f"Ferry for {isle}\n\n9 December 2021\n\nThe ferry to {isle} sails again, they said.\n",
        )
        for isle in ("Osk", "Ulva", "Mull", "Eigg", "Rum", "Skerry")
    ]
    context = learn(documents)
    assert {clean(each, context)[0].published.date for each in documents} == {"2021-12-09"}


def test_a_dateline_of_another_day_than_the_stated_one_is_told() -> None:
    body = "The ferry sails\n\nPORT ELLIN, December 8. /MWA/. The ferry to Osk sails again, they said.\n"
    stated = RawDocument("isles.txt", "0" * 64, "text", body, Metadata(date="2021-12-09"))
    found = clean(stated)[0].published
    assert found.date == "2021-12-09"
    assert "the dateline says “PORT ELLIN, December 8. /MWA/" in found.evidence
    same = stated._replace(metadata=Metadata(date="2021-12-08"))
    assert "dateline" not in clean(same)[0].published.evidence
