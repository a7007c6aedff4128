"""Questions in natural language: what has most of the words follows where little has all."""

from __future__ import annotations

import pytest

from newsreader.search import SearchIndex
from newsreader.search.nouns import Found, Words
from newsreader.search.query import parse, render
from newsreader.search.questions import loosened, reads_as_question
from tests.search.conftest import NO_MARKS, document

QUESTION = "what did the minister say about the pipeline?"


@pytest.fixture
def news(index: SearchIndex) -> SearchIndex:
    index.add(
        [
            document(1, "Harbour budget", "The minister said little about the new quay."),
            document(2, "Pipeline delayed", "The pipeline waits for steel, the minister told island radio."),
            document(3, "Steel from the mainland", "Steel for the pipeline has arrived."),
            document(4, "Ferry fares", "Fares go up in spring."),
            document(5, "Bread prices", "A loaf costs less than in autumn."),
            document(6, "Opera returns", "The opera returns to the customs house."),
        ]
    )
    return index


def asked(index: SearchIndex, query: str, words: Words = "enough", limit: int | None = None) -> Found:
    return index.search(query, state=NO_MARKS, words=words, limit=limit)


def test_a_question_is_answered_by_what_has_most_of_its_words(news: SearchIndex) -> None:
    found = asked(news, QUESTION)
    assert found.rowids[0] == 2
    assert 4 not in found.rowids
    assert found.partial == set(found.rowids)
    assert found.total == len(found.rowids)
    assert found.interpreted == "most:(minister say pipeline)"
    assert not asked(news, QUESTION, "all").total


def test_the_interpretation_finds_the_same(news: SearchIndex) -> None:
    found = asked(news, QUESTION)
    again = asked(news, found.interpreted, "all")
    assert set(again.rowids) == set(found.rowids)
    assert not again.partial


def test_what_has_all_the_words_stands_first(news: SearchIndex) -> None:
    found = asked(news, "steel for the pipeline has arrived")
    assert found.rowids[0] == 3
    assert 3 not in found.partial
    assert found.partial == set(found.rowids[1:])


def test_plain_words_must_all_be_there(news: SearchIndex) -> None:
    for query in ("minister opera", "minister opera bread", "title:minister opera", QUESTION + " OR quay"):
        assert asked(news, query) == asked(news, query, "all")


def test_most_of_the_words_can_be_asked_for_outright(news: SearchIndex) -> None:
    found = asked(news, "minister pipeline opera", "most")
    assert found.rowids[0] == 2
    assert 1 not in found.rowids
    assert asked(news, "opera", "most") == asked(news, "opera", "all")


def test_one_of_two_words_is_better_than_nothing(news: SearchIndex) -> None:
    assert set(asked(news, "most:(quay opera)").rowids) == {1, 6}
    assert set(asked(news, "most:(quay pipelines xylophone)").rowids) == {1}


def test_conditions_beside_the_words_still_hold(news: SearchIndex) -> None:
    assert asked(news, f"{QUESTION} lang:de").total == 0
    assert set(asked(news, f"{QUESTION} lang:en").rowids) == set(asked(news, QUESTION).rowids)


def test_a_limit_takes_the_first(news: SearchIndex) -> None:
    whole = asked(news, "steel for the pipeline")
    cut = asked(news, "steel for the pipeline", limit=1)
    assert cut.rowids == whole.rowids[:1]
    assert (cut.total, cut.partial) == (whole.total, whole.partial)


def test_deleted_articles_do_not_say_how_much_is_enough(news: SearchIndex) -> None:
    news.add([], [2])
    found = asked(news, "most:(minister pipeline)")
    assert set(found.rowids) == {1, 3}


def test_most_within_most_is_found_in_no_time(news: SearchIndex) -> None:
    assert asked(news, "most:(opera (bread OR " * 15 + "pipeline" + "))" * 15).total


@pytest.mark.parametrize(
    ("query", "is_question"),
    [
        (QUESTION, True),
        ("how did the storm affect ferries", True),
        ("storm strait pilots?", True),
        ("minister harbour budget quay radio", True),
        ("storm strait pilots", False),
        ("the storm", False),
        ("what about title:storm", False),
        ("the strait and -storm", False),
        ("the storm of the century date:2021", True),
        ("is:unread", False),
        ("", False),
    ],
)
def test_questions_are_told_from_words(query: str, is_question: bool) -> None:
    assert reads_as_question(query, parse(query).node, ["en"]) == is_question


@pytest.mark.parametrize(
    ("query", "language", "telling"),
    [
        ("was sagte die Ministerin über das Schiff", "de", "most:(sagte Ministerin Schiff)"),
        ("qui a vu le bateau", "fr", "most:(vu bateau)"),
        ("что сказал министр о мосте", "ru", "most:(сказал министр мосте)"),
        ("to be or not to be", "en", "most:(to be or not)"),
        ("who is the minister", "en", "minister"),
        ("one two -three date:2021", "en", "most:(one two) -three date:2021"),
    ],
)
def test_words_that_say_little_do_not_count(query: str, language: str, telling: str) -> None:
    assert render(loosened(parse(query).node, [language])) == telling
