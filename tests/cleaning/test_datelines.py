"""Datelines in the forms the wires use, and the sentences that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.cleaning import dateline

REAL = [
    ("ATHENS, December 9. /TASS/. The ship", "ATHENS", "TASS", 12, 9),
    ("LONDON (Reuters) - The ship", "LONDON", "Reuters", None, None),
    ("WASHINGTON, Feb 26 - The ship", "WASHINGTON", "", 2, 26),
    ("BEIJING, Oct. 12 (Xinhua) -- The ship", "BEIJING", "Xinhua", 10, 12),
    ("NEW YORK, March 3 /PRNewswire/ -- The ship", "NEW YORK", "PRNewswire", 3, 3),
    ("PARIS (AP) — The ship", "PARIS", "AP", None, None),
    ("MOSCOW, 5 August (RIA Novosti). The ship", "MOSCOW", "RIA Novosti", 8, 5),
    ("WASHINGTON/LONDON, March 3 (Reuters) - The ship", "WASHINGTON/LONDON", "Reuters", 3, 3),
    ("SAN JOSE, Calif. (AP) — The ship", "SAN JOSE, Calif.", "AP", None, None),
    ("МОСКВА, 9 декабря. /ТАСС/. The ship", "МОСКВА", "TASS", 12, 9),
    ("МОСКВА, 9 дек - РИА Новости. The ship", "МОСКВА", "RIA Novosti", 12, 9),
    ("新华社北京10月12日电 The ship", "北京", "新华社", 10, 12),
    ("央视网消息（新闻联播）：The ship", "", "央视网", None, None),
    ("（新闻联播）The ship", "", "", None, None),
    ("Berlin (dpa) - The ship", "Berlin", "dpa", None, None),
    ("Madrid, 12 mar (EFE).- The ship", "Madrid", "EFE", 3, 12),
    ("NEW YORK--(BUSINESS WIRE)--The ship", "NEW YORK", "Business Wire", None, None),
    ("GENEVA, Wednesday, December 8 (AFP) - The ship", "GENEVA", "AFP", 12, 8),
    ("PORT-AU-PRINCE, Haiti (AP) — The ship", "PORT-AU-PRINCE, Haiti", "AP", None, None),
    ("LONDON, Jan 3. The ship", "LONDON", "", 1, 3),
    ("LONDON - The ship", "LONDON", "", None, None),
    ("埃林港12月9日电（子午社）The ship", "埃林港", "子午社", 12, 9),
    ("القاهرة، 9 ديسمبر. /أ ف ب/. The ship", "القاهرة", "أ ف ب", 12, 9),
    ("تهران (ایرنا) - The ship", "تهران", "ایرنا", None, None),
]

NOT_DATELINES = [
    "NATO - the alliance of the north - met in the harbour.",
    "IBM, March 3 - the shares fell.",
    "IBM (NYSE: IBM) said it would hire.",
    "INTERNATIONAL BUSINESS MACHINES (IBM) - the company said.",
    "NASA (Reuters) - not a city.",
    "BREAKING - a ferry has run aground.",
    "The ferry (Reuters reported) was late.",
    "EU, March 3. The council met.",
    "JOHN SMITH, March 3, was born in a lighthouse.",
    "S-400 deliveries to the coast",
    "Q: What now? A: Nothing.",
    "A man - no longer young - sat down.",
    "",
]


@pytest.mark.parametrize(("text", "place", "agency", "month", "day"), REAL)
def test_a_real_dateline_gives_place_agency_and_day(
    text: str, place: str, agency: str, month: int | None, day: int | None
) -> None:
    line = dateline.parse(text)
    assert line is not None
    assert (line.place, line.agency, line.month, line.day) == (place, agency, month, day)
    assert line.rest == "The ship"


@pytest.mark.parametrize("text", NOT_DATELINES)
def test_what_only_looks_like_a_dateline_is_left_alone(text: str) -> None:
    assert dateline.parse(text) is None


def test_a_year_in_the_dateline_is_read() -> None:
    line = dateline.parse("BEIJING, Oct. 12, 2021 (Xinhua) -- The ship")
    assert line is not None
    assert line.year == 2021


def test_a_weekday_in_the_dateline_is_no_region() -> None:
    line = dateline.parse("GENEVA, Wednesday, December 8 (AFP) - The ship")
    assert line is not None
    assert line.weekday == 2


def test_a_reporter_in_a_chinese_dateline_is_the_byline() -> None:
    line = dateline.parse("新华社北京10月12日电（记者 林海）今天")
    assert line is not None
    assert line.byline == "林海"


PLACES = st.sampled_from(
    ["SANDHOLM", "OVERBY", "NEW HARBOUR", "ST. OLAF", "PORT-AU-LAC", "ÅRHOLM", "САНДХОЛЬМ"]
)
AGENCIES = st.sampled_from(["Reuters", "AP", "AFP", "TASS", "Xinhua", "dpa", "Tidewire", "Coast News"])
MONTHS = st.sampled_from([("March", 3), ("Sept.", 9), ("Dec", 12), ("мая", 5)])


@given(place=PLACES, agency=AGENCIES, month=MONTHS, day=st.integers(1, 28), form=st.integers(0, 3))
def test_a_dateline_built_from_parts_is_read_back(
    place: str, agency: str, month: tuple[str, int], day: int, form: int
) -> None:
    name, number = month
    text = [
        f"{place}, {name} {day}. /{agency}/. Boats stay in.",
        f"{place}, {name} {day} ({agency}) - Boats stay in.",
        f"{place}, {day} {name} ({agency}) — Boats stay in.",
        f"{place}, {name} {day} /{agency}/ -- Boats stay in.",
    ][form]
    line = dateline.parse(text)
    assert line is not None
    assert (line.place, line.agency, line.month, line.day) == (place, agency, number, day)
    assert line.rest == "Boats stay in."


@given(st.text(max_size=300))
def test_any_text_can_be_asked_for_its_dateline(text: str) -> None:
    line = dateline.parse(text)
    assert line is None or (line.rest and text.rstrip().endswith(line.rest.rstrip()))
