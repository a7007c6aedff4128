from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import Highlights, parse, snippet


def marked(query: str, text: str, language: str = "en") -> list[str]:
    spans = Highlights.of(parse(query).node).spans(text, language)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("price", "Prices of oil rose; pricing is hard", ["Prices", "pricing"]),
        ("économie", "L'Economie et les ÉCONOMIES", ["Economie", "ÉCONOMIES"]),
        ('"interest rates"', "interest in rates. Interest rates fell.", ["Interest", "rates"]),
        ("pipe*", "Pipelines and a pipe", ["Pipelines", "pipe"]),
        ("w?ld", "wild weld willed", ["wild", "weld"]),
        ("minster~", "The minister said", ["minister"]),
        ("=rate", "rate rates", ["rate"]),
        ("email", "an e-mail, an email", ["e-mail", "email"]),
        ("S-400", "the S-400 and the S 400", ["S", "400", "S", "400"]),
        ("oil -gas", "oil and gas", ["oil"]),
        ("title:oil by:gas", "oil and gas", ["oil"]),
        ('"oil price"~3', "price of oil, and much later some other oil", ["price", "oil"]),
        ("is:unread", "unread", []),
        ("a NEAR/2 b NEAR/2 c", "a x b y c, then a b", ["a", "b", "c"]),
        ("*ism", "tourism, prism and ismail", ["tourism", "prism"]),
        ('="interest rates"', "interest rate, interest rates", ["interest", "rates"]),
        ("said:lind ice", "Ice, said Lind", ["Ice"]),
        ("said:lind", "Ice, said Lind", ["Lind"]),
        ("-said:lind ice", "Ice, said Lind", []),
        ("colour~2", "color colours", ["color", "colours"]),
        ("STRASSE", "Straße", ["Straße"]),
    ],
)
def test_hits_are_marked_where_the_query_means_them(query: str, text: str, hits: list[str]) -> None:
    assert marked(query, text, "fr" if "é" in query else "en") == hits


def test_words_that_somebody_says_are_marked_inside_his_quotations() -> None:
    text = "Ice! “The ice is gone,” Lind said. “The ice is thick,” said Berg. “It is blue,” Lind said."
    speech = [
        ("Mara Lind", "The ice is gone"),
        ("Jonas Berg", "The ice is thick"),
        ("Mara Lind", "It is blue"),
    ]

    def places(query: str) -> list[str]:
        return [
            text[start : end + 8] for start, end in Highlights.of(parse(query).node).spans(text, "en", speech)
        ]

    assert places("said:lind ice") == ["ice is gone"]
    assert places("said:(berg OR lind) ice") == ["ice is gone", "ice is thic"]
    assert places("said:lind ice blue") == []
    assert places("said:berg blue") == []


def test_parts_of_words_without_spaces_are_marked_whole() -> None:
    assert marked("经济增长", "中国经济增长很快，经济不增长", "zh") == ["经济增长"]
    assert marked("国", "中国的国家", "zh")[0].startswith("国")


@settings(deadline=None)
@given(
    st.text(max_size=80),
    st.sampled_from(["a", '"a b"', "a*", "*a*", "国", "a~", '"a b"~3', "=a", "a OR b -c"]),
)
def test_marks_never_leave_the_text_nor_overlap(text: str, query: str) -> None:
    spans = Highlights.of(parse(query).node).spans(text, "en")
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_highlights_travel_between_processes() -> None:
    highlights = Highlights.of(parse('a "b c" d*').node)
    assert pickle.loads(pickle.dumps(highlights)) == highlights


def test_the_snippet_is_the_passage_with_most_of_the_words() -> None:
    text = (
        "Oil was mentioned. "
        + "Filler words go on and on. " * 30
        + "The pipeline carries oil to ports.\n\nEnd."
    )
    found = snippet(text, "en", Highlights.of(parse("oil pipeline").node), width=60)
    assert [found.text[start:end] for start, end in found.spans] == ["pipeline", "oil"]
    assert found.text.startswith("…")
    assert "\n" not in found.text
    assert len(found.text) < 80


def test_without_hits_the_snippet_is_the_beginning() -> None:
    found = snippet("First words of a story that goes on for long", "en", Highlights(), width=16)
    assert found.text == "First words of a…"
    assert found.spans == ()


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n中国."), max_size=300), st.integers(1, 80))
def test_what_a_snippet_marks_is_in_its_text(text: str, width: int) -> None:
    found = snippet(text, "en", Highlights.of(parse("ab 中国").node), width=width)
    places = [place for span in found.spans for place in span]
    assert places == sorted(places)
    assert all(found.text[start:end] for start, end in found.spans)
    assert not places or places[-1] <= len(found.text)
