"""Titles and texts as a reader would call them the same."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.wording import general_wording, is_flat, normalised, plain_wording, words


def test_two_ideographs_count_as_a_word() -> None:
    assert words("港口今天关闭 two words") == 3 + 3


@given(st.text(st.sampled_from("ab é\u00a0\u3000\t\n\u2028\u200c港ー\x1f\ud800")))
def test_words_are_counted_as_splitting_counts_them(text: str) -> None:
    ideographs = sum("\u3040" <= character <= "\u9fff" for character in text)
    assert words(text) == len(text.split()) + ideographs // 2


PLAIN = st.text(st.sampled_from("aB. \n\t\x1c")) | st.text(st.sampled_from("aB é\u00a0港"))


@given(PLAIN, PLAIN)
def test_the_wording_of_plain_articles_is_what_it_is_of_any(title: str, text: str) -> None:
    assert plain_wording(title, text) in (None, general_wording(title, text))


def test_an_article_of_single_blanks_and_line_ends_is_plain() -> None:
    assert plain_wording("Ferries Sail", "At noon.\nAt one.") == ("ferries sail\nat noon. at one.", 4)


@given(st.text(st.characters(max_codepoint=127)) | st.text(st.sampled_from("a \t\x1c\u00a0é")))
def test_a_flat_text_is_one_that_splitting_and_joining_does_not_change(text: str) -> None:
    if is_flat(text):
        assert text == " ".join(text.split()) != ""


@given(st.text(st.sampled_from("aB éﬀ¨\u00a0\u3000\t\n\u2028\u200c港ｱﾞ")))
def test_white_space_is_made_one_blank_wherever_it_stands(text: str) -> None:
    assert normalised(text) == " ".join(unicodedata.normalize("NFKC", text).casefold().split())
