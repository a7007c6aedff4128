"""Shortcuts of cleaning: what is found not to need a closer look comes to the same as a closer look does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.cleaning import BundleContext, furniture, paragraphs, safety, scrape, wires
from newsreader.cleaning.head import _SPLIT, _is_undivided
from newsreader.cleaning.lines import Line
from newsreader.library import Library

MakeBundle = Callable[..., Path]

LABELS = st.sampled_from(sorted(furniture.PHRASES | furniture.READ_MORE | furniture.RELATED))
COUNTS = st.sampled_from(
    ["12 comments", "Shares (3)", "© 2021 Tidewire", "(c) 1999", "Copyright 2020 us", "5 评论"]
)
PROSE = st.sampled_from(
    ["The harbour was closed.", "a reuter of words", "Ferries run to the isles", "Über", "."]
)
WORDS = st.sampled_from(
    ["reuter", "reuters say", "“the end”", "view", "_", "§", "the harbour", "ſhare", "--"]
)
AROUND = st.sampled_from(["", " ", "    ", "» ", "_", "[", "\t", "…", "- ", "\u00a0"])


class Thorough(BundleContext):
    """Looks at every line."""

    def may_hold_furniture(self, lines: object) -> bool:
        return True


@st.composite
def _lines(draw: st.DrawFn) -> str:
    text = draw(LABELS | COUNTS | PROSE | WORDS | st.text(max_size=12))
    text = draw(st.sampled_from([text, text.title(), text.upper(), text.replace(" ", "  ")]))
    return draw(AROUND) + text + draw(AROUND)


@given(st.lists(_lines() | st.just(""), max_size=12), st.frozensets(WORDS | PROSE, max_size=3))
@example(["Share"], frozenset())
@example(["A line.", "  REUTER..."], frozenset(["reuter"]))
def test_text_that_may_hold_no_furniture_holds_none(lines: list[str], learned: frozenset[str]) -> None:
    body = "\n".join(lines)
    known = frozenset(filter(None, map(furniture.normalise, learned)))
    assert scrape.read(body, BundleContext(furniture=known)) == scrape.read(body, Thorough(furniture=known))


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_made_safe_as_any_text_is(text: str) -> None:
    assert safety.make_safe(text) == safety.make_safe("é" + text)[1:]


@given(st.text(st.sampled_from("ab |/•·.,\t\n\u00a0")))
def test_a_line_that_is_undivided_is_not_split(text: str) -> None:
    assert not _is_undivided(text) or re.split(_SPLIT, text) == [text]


STARTS = st.sampled_from(["", "", "    ", "  ", "     ", "- ", "12. ", "a) ", "\t", "(", "==="])
ENDS = st.sampled_from(["", " ", ".", ":", ",", "  12.5", " Net 5,000 vs 4,000", "é", "\u00a0x", ' said."'])
WIRE_LINES = st.tuples(STARTS, PROSE | st.text(st.sampled_from("ab 1.)")), ENDS).map("".join)


@given(st.lists(WIRE_LINES, max_size=10))
@example(["The harbour was closed", "by a storm.", "    Ferries run.", "    Shr 7 cts", "    Net 5"])
@example(["The harbour was closed.", "    Ferries run.", ""])
@example(["", "The harbour was closed.", "    Ferries run.", "   "])
def test_a_wire_story_is_laid_out_as_any_text_is(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 3)]
    quickly = wires.lay_out(lines)
    assert quickly is None or quickly == paragraphs.lay_out(lines)


@given(st.lists(st.text(st.sampled_from("aB \t\u00a0…_ſ")) | LABELS, max_size=4))
def test_a_phrase_is_found_wherever_a_line_is_one_in_its_normal_form(lines: list[str]) -> None:
    phrases = furniture.PHRASES | furniture.READ_MORE | furniture.RELATED
    assert furniture.holds_phrase(lines) or not any(furniture.normalise(line) in phrases for line in lines)


def test_thousands_of_lines_without_a_word_are_looked_at_once(
    make_bundle: MakeBundle, library: Library
) -> None:
    """Looking from each of them through all that follow would take so long that the document is given up."""
    story = "The ferry to Lantern Point sails again, the harbour office said on Thursday. " * 4
    text = f"Ferry sails again\n\n{story}\n\n" + "* * *\n" * 60_000 + f"\n{story}\n"
    [report] = library.add([make_bundle({"review.txt": text}, "review")]).bundles
    assert (report.articles, report.problems) == (1, 0)
