"""What is found out about texts where they are, and what becomes of it elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.search import SearchIndex
from newsreader.search.analysis import Analyser, Batch, definition, tokens_of
from newsreader.search.languages import stem
from newsreader.search.nouns import IndexFacts, IndexText
from newsreader.search.segments.lexicon import Lexicon
from newsreader.search.segments.words import Words
from newsreader.search.speech import marked
from newsreader.search.tokens import tokenise
from tests.search.conftest import search

NO_ZONES = ("",) * 6
WORDS = [
    "Oil",
    "oil,",
    "(U.S.)",
    "e-mail",
    "State-owned-Mines,",
    "one-by-one-by-one-by-one",
    "20-years",
    "1,750",
    "\0",
    "\1",
    "Überfluß",
    "中国国家",
    "l'eau",
    "--",
    "x" * 70,
]


def text(body: str, *, title: str = "", language: str = "en", quotations: object = ()) -> IndexText:
    zones = (title, *NO_ZONES[1:], body)
    return IndexText(zones, "", language, tuple(quotations))  # type: ignore[arg-type]


def facts(rowid: int) -> IndexFacts:
    return IndexFacts(rowid, None, 0, "en", "wire", 1, is_stub=False, is_inferred=False)


@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=8)).map(" ".join)))
def test_words_and_places_are_those_of_the_tokens_of_the_text(bodies: list[str]) -> None:
    lexicon = Lexicon()
    analyser = Analyser()
    halves = [bodies[::2], bodies[1::2]]
    words = Words([analyser.analyse([text(body) for body in half]) for half in halves], lexicon)
    tokens, widths = words.text()
    names = [name.decode("utf-8", "surrogatepass").split("\0") for name in lexicon.forms]
    found = [
        (int(zone) // 7, int(place), *names[form])
        for form, zone, place in zip(tokens.forms, tokens.documents, tokens.places, strict=True)
    ]
    expected = [
        (number, token.position, stem(token.text, "en"), token.text)
        for number, body in enumerate([*halves[0], *halves[1]])
        for token in tokenise(body)
    ]
    assert sorted(found) == sorted(expected)
    assert len(widths) == len(bodies)


TERMS = st.text("aé中.1", min_size=1, max_size=4)


@given(st.lists(st.tuples(TERMS, TERMS, st.integers(0, 9)), max_size=4), st.integers(0, 9))
def test_a_definition_says_all_of_a_surface(tokens: list[tuple[str, str, int]], width: int) -> None:
    if width == 1 and len(tokens) == 1:
        tokens = [(tokens[0][0], tokens[0][1], 0)]
    assert tokens_of(definition(tokens, width)) == (tokens, width)


SPOKEN = st.text("ab \n", max_size=4)


@given(SPOKEN, SPOKEN, SPOKEN, st.lists(st.tuples(st.integers(2, 5), SPOKEN), max_size=4))
def test_marks_stand_around_what_is_said_and_change_nothing_else(
    title: str, lede: str, body: str, quotations: list[tuple[int, str]]
) -> None:
    zones = (title, lede, "by ab", "", "", "", body)
    speakers: list[int] = []
    texts = marked(zones, quotations, "|", speakers)
    assert [text.replace("|", "") for text in texts] == list(zones)
    inside = [piece for text in texts for piece in text.split("|")[1::2]]
    pieces = [(speaker, piece) for speaker, said in quotations for piece in said.split("\n")]
    told = list(zip(speakers[::4], inside, strict=True))
    remaining = iter(pieces)
    assert all(each in remaining for each in told)
    assert speakers[::4] == speakers[2::4]
    assert set(speakers[3::4]) <= {0}
    assert texts[2] == "by ab"


def test_words_found_in_several_processes_make_one_segment(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    one = Analyser().analyse([text("Oil prices rise"), text("石油价格", language="zh")])
    two = Analyser().analyse([text("No price for 石油"), text("A rising tide")])
    index.add_analysed([Batch(one, [facts(1), facts(2)]), Batch(two, [facts(3), facts(4)])])
    assert index.verify().segments == 1
    assert [search(index, query) for query in ("price", "石油", "rise", '"no prices"')] == [
        [1, 3],
        [2, 3],
        [1, 4],
        [3],
    ]
    index.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_copy_of_the_process_has_numbers_of_its_own() -> None:
    analyser = Analyser()
    ours = analyser.analyse([text("Oil")])
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, analyser.analyse([text("Gas")]).analyser)
        os._exit(0)
    theirs = os.read(reading, 100)
    os.waitpid(child, 0)
    again = analyser.analyse([text("Tides")])
    assert ours.analyser == again.analyser != theirs


@given(st.lists(st.sampled_from([*WORDS, "Lee", "F.", "(1987)", "lees"]) | st.text(max_size=5)).map(" ".join))
def test_plain_names_are_what_other_names_are(name: str) -> None:
    known = Analyser()._of("en")
    plain = known._plain_name(name)
    chunks = name.replace("\0", " ").replace("\1", " ").lower().split()
    if plain is not None:
        assert plain == {root: word for chunk in chunks for word, root, _ in known._tokens(chunk)}


def test_words_that_came_with_an_earlier_batch_need_not_be_looked_up_again() -> None:
    lexicon = Lexicon()
    analyser, other = Analyser(), Analyser()
    batches = [
        analyser.analyse([text("Oil prices")]),
        other.analyse([text("Prices of gas")]),
        analyser.analyse([text("Gas prices, oil")]),
    ]
    for portion in ([batches[0]], batches[:2], batches):
        tokens, _ = Words(portion, lexicon).text()
    names = [name.decode().partition("\0")[2] for name in lexicon.forms]
    assert " ".join(names[form] for form in tokens.forms) == "oil prices prices of gas gas prices oil"


def test_articles_that_are_not_to_be_indexed_after_all_leave_no_word(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    speech = [("Ada Lee", "The tide rises")]
    articles = [
        text("The tide rises, Lee said", quotations=speech),
        text("Gone tides"),
        text("The tide rises again, she said", quotations=speech),
    ]
    index.add_analysed([Batch(Analyser().analyse(articles), [facts(1), None, facts(3)])])
    assert search(index, "tide") == [1, 3]
    assert search(index, "gone") == []
    assert search(index, "said:lee tide") == [1, 3]
    assert search(index, "said:lee again") == []
    assert index.document_count() == 2
    index.close()
