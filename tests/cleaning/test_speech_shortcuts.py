"""Shortcuts of telling who speaks: they come to the same as what they stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.cleaning import stamps
from newsreader.cleaning.lines import has_other_blanks
from newsreader.cleaning.speech import marks, speakers
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.grammars import grammar_of

LANGUAGES = ["en", "ru", "de", "fr", "es"]
_VERBS = """said says added reported (said essay said-so said. said,” said\u00a0so said- сказал sagte"""
_NAMES = """Harbour Union Inc Jane O'Dea Chairman The It <Kestrel Tide> J. Monday X"""
_WORDS = """the of and company spokesman he also on ferries 12 - kindly "so """
VERBS, NAMES, WORDS = (st.sampled_from(words.split(" ")) for words in (_VERBS, _NAMES, _WORDS))
MARKS = st.sampled_from(["", "", "", ",", ".", ":", "-", ",”", "\t"])


def _grammar(language: str) -> Grammar:
    grammar = grammar_of(language)
    assert grammar is not None
    return grammar


TEXTS = st.lists(st.tuples(VERBS | NAMES | WORDS, MARKS).map("".join), max_size=8).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@given(texts=st.lists(TEXTS, max_size=4))
@example(texts=["said", "", "The harbour, he said."])
@example(texts=["(said so", "said"])
def test_verbs_of_all_paragraphs_at_once_are_those_of_each(language: str, texts: list[str]) -> None:
    grammar = _grammar(language)
    every = "|".join(sorted(grammar.strong | grammar.weak, key=len, reverse=True))
    naive = re.compile(rf"(?<!\S)(?:{every})(?![\w'’)?!-])")
    expected = [
        [Verb(*match.span(), match.group() in grammar.strong) for match in naive.finditer(text)]
        for text in texts
    ]
    assert grammar.verbs_of(texts, " ".join(texts)) == expected
    assert [grammar.verbs(text) for text in texts] == expected


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    before=st.sampled_from(["", "Ferries ran. "]),
    words=st.lists(st.tuples(NAMES | WORDS, MARKS).map("".join), max_size=9),
)
@example(before="", words=["Jane,", "a", "Harbour", "spokesman,", "also"])
@example(before="", words=["<X>"])
@example(before="Ferries ran. ", words=["<Kestrel", "Tide>"])
@example(before="", words=["ferries,", "on", "Monday"])
@example(before="", words=["ferries,", "<Kestrel", "Tide>"])
@example(before="", words=["ferries,", "Harbour", "Union"])
def test_a_speaker_is_who_stands_behind_the_last_comma(language: str, before: str, words: list[str]) -> None:
    grammar = _grammar(language)
    text = before + " ".join([*words, "said"])
    place, begin = len(text) - 4, len(before)
    assert speakers.before(text, place, begin, grammar) == speakers._at_end(text, place, begin, grammar)


@given(st.text(st.sampled_from('"" ab.\'\n')))
def test_marks_of_ascii_are_those_of_any_script(text: str) -> None:
    assert marks._in_ascii(text) == marks._in_any_script(text)


@given(st.text(st.characters(max_codepoint=127)) | st.text(st.sampled_from("a \u00a0\u3000\x1c\u200b")))
def test_other_blanks_are_what_parts_words_besides_plain_ones(text: str) -> None:
    assert has_other_blanks(text) == any(each.isspace() for each in text if each != " ")


@given(
    st.integers(0, 32), st.sampled_from(["FEB", "Jun", "xyz"]), st.integers(1500, 2100), st.integers(0, 25)
)
def test_the_date_of_a_wire_is_what_all_readers_of_dates_make_of_it(
    day: int, month: str, year: int, hour: int
) -> None:
    for text in (f"{day}-{month}-{year} {hour:02}:07:09.25", f"{day}-{month}-{year} {hour:02}:61"):
        read = (reader(text) for reader in stamps._READERS)
        assert stamps.parse(text) == next(filter(None, read), None)
