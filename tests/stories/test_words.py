"""Words of many texts as arrays."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.stories.words import NAME, NUMBER, Words, words

TEXTS = st.lists(st.text("abAB1 .’é中文か\0\n", max_size=12), max_size=6)


def of_one(text: str) -> list[int]:
    return words([text]).hashes.tolist()


@given(TEXTS)
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    found = words(texts)
    assert len(found.starts) == len(texts) + 1
    for place, text in enumerate(texts):
        mine, alone = found.of(place), words([text])
        assert mine.hashes.tolist() == alone.hashes.tolist()
        assert mine.looks.tolist() == alone.looks.tolist()


@given(st.lists(st.text("abcABC019_-'. \n", max_size=40), max_size=4))
def test_words_are_runs_of_letters_and_digits_whatever_their_case(texts: list[str]) -> None:
    split = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    found = words(texts)
    number_of = {word: of_one(word)[0] for each in split for word in each}
    assert found.hashes.tolist() == [number_of[word] for each in split for word in each]
    assert len(set(number_of.values())) == len(number_of)


def test_hashes_are_the_same_in_every_process() -> None:
    assert of_one("Strait") == of_one("strait") == [7901042117326862418]


def test_names_and_numbers_are_told_by_how_they_begin() -> None:
    found = words(["The pilots of Port Ellin wanted 12 ferries, 3rd rate. Žižka und Éclair"])
    looks = found.looks.tolist()
    assert [place for place, look in enumerate(looks) if look == NAME] == [3, 4, 10, 12]
    assert [place for place, look in enumerate(looks) if look == NUMBER] == [6, 8]


def test_typographic_marks_and_scripts_part_words_as_plain_ones_do() -> None:
    assert of_one("Washington’s “strait”—closed") == of_one('Washington\'s "strait" - closed')
    assert len(of_one("بسته شدن تنگه")) == 3
    assert len(of_one("пролив закрыт")) == 2


def test_chinese_words_are_pairs_of_characters_that_follow_one_another() -> None:
    assert len(of_one("海峡关闭")) == 4
    assert of_one("海峡关闭")[:3] == of_one("海峡关闭了")[:3]
    assert of_one("海，峡")[0] != of_one("海峡")[0]


@pytest.mark.parametrize("text", ["\ud800 a", "a" * 300_000, "\U0001f600", "", "ß İ ŉ"])
def test_odd_texts_have_words_too(text: str) -> None:
    assert isinstance(words([text, "next one"]), Words)
    assert words([text, "next one"]).of(1).hashes.tolist() == of_one("next one")


def test_very_many_texts_are_split_as_few_are() -> None:
    texts = [f"story {number} of the strait" * 40 for number in range(900)]
    found = words(texts)
    assert np.array_equal(found.of(899).hashes, words(texts[899:]).hashes)
