from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.search.folding import fold
from newsreader.search.tokens import MAX_TERM, query_tokens, surfaces, tokenise

NEWS_TEXT = st.text(
    st.one_of(st.sampled_from("aé'’-.,‌ 19中国のカ한국ไทยпй\u0301كِ \n"), st.characters()), max_size=40
)


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@given(NEWS_TEXT)
def test_every_token_stands_where_it_says(text: str) -> None:
    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.position >= 0


@given(NEWS_TEXT)
def test_a_single_word_is_its_own_place_in_the_text_folded(text: str) -> None:
    for token in tokenise(text):
        written = text[token.start : token.end]
        if written.isalnum() and not token.is_joined and len(written) <= MAX_TERM:
            assert token.text in (fold(written), "".join(map(fold, written)))


@given(NEWS_TEXT)
def test_positions_never_go_back(text: str) -> None:
    positions = [token.position for token in tokenise(text)]
    assert positions == sorted(positions)


@given(NEWS_TEXT)
def test_ascii_and_other_texts_are_cut_alike(text: str) -> None:
    ascii_text = text.encode("ascii", "ignore").decode()
    assert surfaces(ascii_text) == surfaces(ascii_text + " é")[:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister's plan", ["the", "minister", "plan"]),
        ("O’Brien doesn't", ["obrien", "doesnt"]),
        ("l'économie dell'arte", ["l", "economie", "dell", "arte"]),
        ("S-400", ["s", "s400", "400"]),
        ("e-mail", ["e", "email", "mail"]),
        ("1,750 and 3.5", ["1750", "and", "3.5"]),
        ("U.S. trade", ["u", "us", "s", "trade"]),
        ("12:30, 9.12.2021", ["12", "30", "9", "12", "2021"]),
        ("co\u00adoperate", ["cooperate"]),
        ("کتاب\u200cها", ["کتاب", "کتابها", "ها"]),
        ("经济增长", ["经济", "济增", "增长", "长"]),
        ("中国A股", ["中国", "国", "a", "股"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("one_two", ["one", "two"]),
    ],
)
def test_words_are_cut_as_people_write_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_query_in_a_script_without_spaces_is_a_row_of_pairs() -> None:
    assert [token.text for token in query_tokens("经济增长")] == ["经济", "济增", "增长"]
    assert [token.is_open for token in query_tokens("国")] == [True]


def test_junk_without_spaces_is_cut_short() -> None:
    assert words("a" * 100_000) == ["a" * MAX_TERM]
