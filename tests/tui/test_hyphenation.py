"""Words divided at the ends of lines, while the text stays what it is."""

from __future__ import annotations

import sys

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Block
from newsreader.config import Config
from newsreader.errors import ConfigError
from newsreader.tui import hyphenation
from newsreader.tui.hyphenation import Patterns, points_of, wrap
from newsreader.tui.theme import look
from newsreader.tui.widgets.article_line import line_segments
from newsreader.tui.widgets.article_setting import lay_out
from newsreader.tui.widgets.finding import finder
from tests.tui.conftest import Read, press, screen_of, seen, until_seen
from tests.tui.news import HEADLINE, STORED

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)
WORDS = {
    "en": "harbour government representative newspaper minister announcement administration",
    "de": "Regierungserklärung Hafenmeister Ministerpräsident Schifffahrt Zeitungsverkäufer",
    "fr": "gouvernement représentation ministère journaliste aujourd",
    "ru": "правительство министерство корреспондент представитель",
    "es": "gobierno internacional representación periodista",
    "nl": "lettergrepen regering minister krantenkop",
    "el": "κυβέρνηση εφημερίδα",
}


def _points(language: str) -> hyphenation.Points:
    found = points_of(language)
    assert found is not None
    return found


@pytest.mark.parametrize("language", WORDS)
def test_words_are_divided_where_pyphen_itself_divides_them(language: str) -> None:
    oracle = pyphen.Pyphen(lang={"en": "en_US"}.get(language, language))
    for word in WORDS[language].split():
        ours = list(_points(language)(word))
        theirs = [int(point) for point in oracle.positions(word) if point <= len(word) - 3]
        assert [point for point in ours if point <= len(word) - 3] == theirs


def test_a_word_that_would_be_spelt_otherwise_is_not_divided_there() -> None:
    assert not list(_points("hu")("asszonnyal"))


def test_a_language_without_patterns_has_no_division() -> None:
    assert points_of("") is None
    assert points_of("zh") is None
    assert points_of("tlh") is None


def test_digits_of_patterns_are_levels_and_the_odd_ones_divide() -> None:
    patterns = Patterns("UTF-8\nLEFTHYPHENMIN 2\n% remark\n1b\n2b3c\nb4c.\n^^61b1d/x=y,1,2\n")
    assert patterns.points("aabbcdd") == [2, 4]
    assert patterns.points("xaabd") == [3]


@given(text=st.text("abcdefg hij-é.,»\u0301渡", max_size=400), width=st.integers(1, 60))
def test_no_character_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    lines, hyphens = wrap(text, width, lambda word: range(2, len(word) - 1))
    kept = "".join(text[start:stop] for start, stop in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")
    for start, stop in lines:
        if text.isascii():
            assert stop - start + (stop in hyphens) <= width
        if stop in hyphens:
            assert text[stop - 1].isalpha() and text[stop].isalpha()


def test_compounds_are_divided_at_their_own_hyphen() -> None:
    text = "the north-westerly-going boats of the harbour went out"
    lines, hyphens = wrap(text, 16, _points("en"))
    assert [text[start:stop] for start, stop in lines][:2] == ["the north-", "westerly-going"]
    assert not {10, 24} & hyphens


def test_the_last_word_of_a_paragraph_figures_and_capitals_stay_whole() -> None:
    for word in ("representatives", "10,000,000,000", "REPRESENTATIVES", "a.b/representatives"):
        text = f"some of the {word}" + ("" if word == "representatives" else " go")
        assert not wrap(text, 20, _points("en"))[1]


def test_not_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    text = "representative " * 40
    lines, hyphens = wrap(text, 20, _points("en"))
    ends = [stop in hyphens for _, stop in lines]
    assert any(ends)
    assert not any(all(ends[at : at + 3]) for at in range(len(ends)))


TEXT = "The harbour administration announced that the representatives of the government would be at the pier."
PROSE = STORED._replace(
    headline=HEADLINE._replace(language="en"),
    article=STORED.article._replace(blocks=(Block("paragraph", TEXT),), teasers=(), removed=()),
)


def test_a_hit_that_goes_over_a_hyphen_is_one_hit_marked_in_both_lines() -> None:
    layout = lay_out(PROSE, 26, 24, LOOK, find_hits=finder("administration"), is_divided=True)
    (at,) = layout.hits
    first, second = layout.lines[at], layout.lines[at + 1]
    assert first.tail == "-"
    assert first.hits[0][2] == second.hits[0][2] == 0
    marked = first.text[slice(*first.hits[0][:2])] + second.text[slice(*second.hits[0][:2])]
    assert marked == "administration"


def test_a_justified_line_with_a_hyphen_is_as_wide_as_the_column() -> None:
    layout = lay_out(PROSE, 28, 26, LOOK, is_divided=True)
    for line in layout.lines:
        if line.tail:
            segments = line_segments(line, LOOK, fill=layout.column - len(line.tail))
            assert "".join(segment.text for segment in segments).endswith("-")
            assert sum(len(segment.text) for segment in segments) == layout.column


def test_places_in_the_text_are_those_of_the_undivided_text() -> None:
    layout = lay_out(PROSE, 28, 26, LOOK, is_divided=True)
    for line in layout.lines:
        if line.anchor[0] == 100 and line.text:
            assert TEXT[line.anchor[1] :].startswith(line.text)


async def test_it_is_off_until_asked_for_and_copying_knows_nothing_of_it(read: Read) -> None:
    divided = Config(hyphenate=True, measure=25)
    async with read(config=divided) as pilot:
        await press(pilot, "j", "j", "j", "j", "enter")
        await until_seen(pilot, "The long report")
        assert "-\n" in "\n".join(line.rstrip() for line in seen(pilot).split("\n"))
        await press(pilot, "v")
        assert "-" not in screen_of(pilot).inside.quoting.selected
    async with read(config=Config(measure=25)) as pilot:
        await press(pilot, "j", "j", "j", "j", "enter")
        await until_seen(pilot, "The long report")
        pane = screen_of(pilot).pane
        assert pane._layout is not None
        assert not any(line.tail for line in pane._layout.lines)


def test_without_pyphen_the_wish_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    hyphenation.require()
    monkeypatch.setitem(sys.modules, "pyphen", None)
    with pytest.raises(ConfigError, match=r"newsreader\[hyphenation\]"):
        hyphenation.require()
