from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.search.folding import fold


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_case_never_matters(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Économie", "economie"),
        ("E\u0301conomie", "economie"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("ёлка", "елка"),
        ("край", "край"),
        ("їжак", "їжак"),
        ("كتاب", "کتاب"),
        ("يوم", "یوم"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("۱۴۰۰", "1400"),
        ("हिन्दी", "हिन्दी"),
        ("がん", "がん"),
        ("한국", "한국"),
        ("ＡＢＣ１２", "abc12"),
    ],
)
def test_writings_of_one_word_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded
