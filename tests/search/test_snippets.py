from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import Highlights, Snippet, parse, snippet

FILLER = "Rain fell on the harbour all day long. " * 20
TEXT = (
    f"Ferries sail at noon. {FILLER}The pilots met the harbour master.\n\n{FILLER}"
    f"Bread prices fell again, bakers reported. {FILLER}"
)


def of(query: str, text: str = TEXT, language: str = "en", width: int = 120) -> Snippet:
    return snippet(text, language, Highlights.of(parse(query).node), width=width)


def hits(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.spans]


def test_hits_that_are_far_apart_are_shown_in_several_fragments() -> None:
    found = of("pilots bread")
    assert " … " in found.text
    assert hits(found) == ["pilots", "Bread"]
    assert len(found.text) < 150


def test_hits_that_stand_together_are_shown_in_one_fragment() -> None:
    found = of("bread prices bakers")
    assert " … " not in found.text
    assert hits(found) == ["Bread", "prices", "bakers"]


def test_a_fragment_begins_with_its_sentence_if_that_is_near() -> None:
    assert of("bread").text.startswith("…Bread prices")
    assert of("master").text.startswith("…The pilots met")


def test_a_fragment_begins_with_a_word_where_the_sentence_is_long() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    found = of("needle", text)
    assert set(found.text.strip("…").split()) == {"word", "needle"}


def test_text_from_right_to_left_is_cut_between_words() -> None:
    text = "باران بارید. " * 40 + "کشتی‌ها در ظهر حرکت می‌کنند. " + "باران بارید. " * 40
    found = of("کشتی ظهر", text, "fa")
    assert found.text.startswith("…کشتی‌ها در ظهر")
    assert hits(found)[-1] == "ظهر"


def test_text_without_spaces_is_cut_after_punctuation() -> None:
    text = "今天下雨，港口关闭。" * 40 + "渡轮中午出发，船员很高兴。" + "今天下雨，港口关闭。" * 40
    found = of("渡轮 船员", text, "zh", width=40)
    assert found.text.startswith("…渡轮中午出发，船员")
    assert hits(found) == ["渡轮", "船员"]


def test_what_somebody_says_is_shown_where_he_says_it() -> None:
    speech = [("Mara Lind", "The ice is gone."), ("Jonas Berg", "The ice is thick.")]
    text = f"The ice is thick. {FILLER}The ice is gone. {FILLER}Ice on Friday."
    found = snippet(text, "en", Highlights.of(parse("said:lind ice").node), width=60, speech=speech)
    assert "The ice is gone" in found.text
    assert hits(found) == ["ice"]


QUERIES = [
    '"ab cd" NEAR/2 ab',
    "ab",
    "ab cd",
    '"ab cd"',
    "ab 中国",
    "a* OR b~",
    "*b",
    '"ab cd"~3',
    "said:ab cd",
    "港",
    "=ab",
    "می",
]
TEXTS = st.lists(
    st.sampled_from(["ab", "cd", "Ab.", "中国", "港口，", "。", "می", "؟", "\n", "\n\n", " ", "  ", ",",
                     "x" * 30, "e\u0301", "\u200c"])
    | st.text(max_size=3),
    max_size=120,
).map(lambda parts: "".join(part if part in " \n" else part + " " for part in parts))  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    text=TEXTS,
    query=st.sampled_from(QUERIES),
    width=st.integers(1, 120),
    language=st.sampled_from(["en", "zh", "fa"]),
)
def test_fragments_stand_in_the_text_and_hits_in_fragments(
    text: str, query: str, width: int, language: str
) -> None:
    found = of(query, text, language, width)
    assert "\n" not in found.text
    flat = re.sub(r"\s+", " ", text)
    if "…" not in text:
        for fragment in found.text.removeprefix("…").removesuffix("…").split(" … "):
            assert fragment.strip() in flat
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)
    assert all(before[1] <= after[0] for before, after in pairwise(found.spans))


@pytest.mark.parametrize(
    "unit", ["ab ", "ab", "中国", "中 ", "ab. ", "a" * 1000 + " ", "\n", "ab-", "。", "می‌"]
)
@pytest.mark.parametrize("query", ["ab cd", '"ab ab"~50', "*b* a?", "ab~2 中国 港口", "said:ab ab"])
def test_long_texts_are_bounded(unit: str, query: str) -> None:
    text = unit * (300_000 // len(unit))
    assert len(of(query, text, "zh" if ord(unit[0]) > 0x2FFF else "en").text) < 1000
