from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.search.matching import is_within, resembling
from tests.search.plain_distance import edit_distance

WORDS = st.text("abcé\u4e2d\ud800", max_size=8)


@given(word=WORDS, others=st.lists(WORDS, max_size=12), distance=st.integers(0, 3))
def test_words_resemble_as_the_plain_definition_says(word: str, others: list[str], distance: int) -> None:
    expected = [
        number for number, other in enumerate(others) if edit_distance(word, other, distance) <= distance
    ]
    assert resembling(word, others, distance) == expected
    assert [number for number, other in enumerate(others) if is_within(word, other, distance)] == expected
