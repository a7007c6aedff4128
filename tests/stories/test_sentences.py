"""What sentences of the same words have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.stories.sentences import fingerprint, fingerprints, sentences


def test_case_and_punctuation_do_not_count_and_words_do() -> None:
    said = fingerprint("The strait was closed at noon, “to all ships”.")
    assert said == fingerprint('THE STRAIT was closed at noon - "to all ships"') is not None
    assert said != fingerprint("The strait was opened at noon to all ships.")


def test_short_sentences_are_not_recognised() -> None:
    assert fingerprints("Nobody was hurt. The strait was closed at noon on Thursday.")[0] is None


@given(st.text())
def test_every_sentence_has_a_place_for_its_fingerprint_of_64_bits(text: str) -> None:
    found = fingerprints(text)
    assert len(found) == len(sentences(text))
    assert all(each is None or -(2**63) <= each < 2**63 for each in found)
