"""Shortcuts of cleaning: what is found not to need a closer look comes to the same as a closer look does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.cleaning import (
    BundleContext,
    bylines,
    dateline,
    furniture,
    head,
    headings,
    paragraphs,
    published,
    safety,
    scrape,
    wires,
)
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


PLACES = st.sampled_from(
    [
        "LONDON",
        "Oslo",
        "U.S.",
        "SAN JOSE",
        "RIO de JANEIRO",
        "PARIS/ROME",
        "D'OR",
        "КИЕВ",
        "A",
        "IBM",
        "Washington",
    ]
)
BEHIND_PLACES = st.sampled_from(
    [
        "",
        ", N.Y.",
        ", march 3",
        ", Dec 9.",
        " 9 août",
        " (AP)",
        " /TASS/.",
        " [dpa]",
        " -",
        " --",
        ":",
        " said",
    ]
)


@given(PLACES, st.lists(BEHIND_PLACES | st.text(st.sampled_from("aZé (/-,.3")), max_size=4), PROSE)
@example("LONDON", [" and PARIS", " (AP)", " -"], "Ferries run.")
def test_a_dateline_is_found_as_if_all_its_forms_were_tried(
    place: str, behind: list[str], prose: str
) -> None:
    text = f"{place}{''.join(behind)} {prose}"
    in_capitals = text[0].isupper() and (text[1].isupper() or text[1] in ".'’")
    forms = (dateline._DATED, dateline._SIGNED, dateline._MIXED, dateline._BARE)
    tried = (
        dateline._checked(form, found, text)
        for form in (forms if in_capitals else (dateline._MIXED,))
        if (found := dateline._compiled(form).match(text))
    )
    assert dateline.parse(text) == next(filter(None, tried), None)


LINE_WORDS = st.sampled_from(
    [
        "By",
        "by:",
        "Von",
        "Jane",
        "Doe",
        "9",
        "December",
        "2021",
        "The",
        "of",
        "company",
        "said",
        "U.S.",
        ",",
        "–",
    ]
)


@given(st.lists(LINE_WORDS, max_size=8).map(" ".join).map(lambda text: text.replace(" ,", ",")))
@example("The of 9 December 2021")
@example("9 December 2021, by Jane Doe")
def test_a_line_that_begins_like_neither_is_no_byline_and_no_date(text: str) -> None:
    if _is_undivided(text) and head._begins_like_neither(text):
        assert (head._parts(text), bylines.parse(text), head.is_date_line(text)) == ([text], "", False)


DATES = st.sampled_from(
    ["26-FEB-1987 15:01:01.79", "31-FEB-1987 15:01", "9-Mai-2021 24:10", "2021-12-09T11:05Z"]
)
DATELINES = st.sampled_from([None, dateline.Dateline("OSLO, Feb 3", "", "OSLO", month=2, day=3)])


@given(DATES | st.sampled_from(["3/4/2021", "soon", ""]), DATELINES)
def test_a_date_that_metadata_settle_is_the_one_that_all_clues_come_to(
    date: str, line: dateline.Dateline | None
) -> None:
    settled = published.stated(date, line, BundleContext())
    clues = published.Clues(metadata=date, stated="1 May 2020", dateline=line, url="/2019/01/01/")
    assert settled in (None, published.decide(clues, BundleContext()))


STARTS = st.sampled_from(
    ["", "", "    ", "    ", "  ", "     ", "- ", "12. ", "a) ", "\t", "(", "===", "[1] "]
)
ENDS = st.sampled_from(["", " ", ".", ":", ",", "  12.5", " Net 5,000 vs 4,000", "é", "\u00a0x", ' said."'])
WIRE_LINES = st.tuples(STARTS, PROSE | st.text(st.sampled_from("ab 1.)")), ENDS).map("".join)


@given(st.lists(WIRE_LINES, max_size=10))
@example(["The harbour was closed", "by a storm.", "    Ferries run.", "    Shr 7 cts", "    Net 5"])
@example(["The harbour was closed.", "    Ferries run.", ""])
@example(["", "The harbour was closed.", "    Ferries run.", "   "])
@example(["The harbour was closed.", "    Ferries run.", " "])
@example([" ", "The harbour was closed.", "    Ferries run."])
def test_a_wire_story_is_laid_out_as_any_text_is(texts: list[str]) -> None:
    numbers = range(3, len(texts) + 3)
    quickly = wires.lay_out(texts, numbers)
    thoroughly = paragraphs.lay_out(list(map(Line, numbers, texts)))
    assert quickly is None or (quickly, []) == thoroughly
    assert quickly is None or headings.mark(quickly) == quickly


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
