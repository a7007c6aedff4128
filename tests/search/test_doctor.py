"""Why a query finds little: each figure is that of a search of its own, and words are corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import Diagnosis, SearchIndex, parse, render
from newsreader.search.doctor.clauses import clauses_of
from newsreader.search.doctor.spelling import distances_of, spelt
from newsreader.search.query.syntax import conjunction
from tests.search.conftest import NO_MARKS, Marks, document
from tests.search.plain_distance import edit_distance

WORDS = ("ferry", "harbour", "storm", "pilot", "bread", "price", "crane", "opera", "island", "statistics")
MARKS = Marks({("is", "unread"): range(40), ("tag", "sea"): (3, 5, 7)})


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Sixty stories in two commits, some of them deleted again, each with a few of ten words."""
    index = SearchIndex(Path(tmp_path_factory.mktemp("harbour")) / "index")
    stories = [
        document(
            number,
            " ".join(word for place, word in enumerate(WORDS) if (number * 7 + place * 3) % 11 < 2),
            " ".join(word for place, word in enumerate(WORDS) if (number * 5 + place * 2) % 9 < 3),
            date=f"2021-{1 + number % 12:02}-{1 + number % 28:02}",
            place="PORT ELLIN" if number % 3 else "OSK",
        )
        for number in range(60)
    ]
    index.add(stories[:35])
    index.add(stories[35:], deleted_rowids=[1, 2, 50])
    yield index
    index.close()


def diagnosis(index: SearchIndex, query: str, **options: object) -> Diagnosis:
    return index.diagnose(query, state=MARKS, **options)  # type: ignore[arg-type]


clause = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"title:{word}"),
    st.sampled_from(WORDS).map(lambda word: f"-{word}"),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda two: f'"{two[0]} {two[1]}"'),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(lambda two: f"({two[0]} OR {two[1]})"),
    st.sampled_from(("ferri", "harbuor", "xylophone", "breadprice", "storm*", "=pilots",
                     "title:(storm crane)",
                     "date:2021-03", "date:2021-03-04", "before:2021-02", "newer:1d", "is:unread", "tag:sea",
                     "is:starred", "place:osk", "place:nowhere", "words:>3")),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(clause, min_size=1, max_size=14))
def test_every_figure_equals_a_search_of_its_own(harbour: SearchIndex, clauses: list[str]) -> None:
    query = " ".join(clauses)
    said = diagnosis(harbour, query)

    def total(text: str) -> int:
        return harbour.search(text, state=MARKS).total

    parts = clauses_of(parse(query).node)
    assert said.total == total(query)
    assert [one.text for one in said.clauses] == [render(part) for part in parts[:12]]
    for number, one in enumerate(said.clauses):
        assert one.hits == total(one.text)
        if one.without is not None:
            assert one.without == total(render(conjunction([*parts[:number], *parts[number + 1 :]])))
            if said.total == 0 and one.without:
                assert one.empties
    if said.total == 0 and len(said.clauses) == len(parts):
        assert any(one.empties for one in said.clauses)
    assert len(said.relaxed) <= 5
    for other in said.relaxed:
        assert other.total == total(other.query) > said.total


def test_the_clause_that_empties_the_result_is_named(harbour: SearchIndex) -> None:
    said = diagnosis(harbour, "storm xylophone date:2021")
    assert [(one.text, one.empties) for one in said.clauses] == [
        ("storm", False),
        ("xylophone", True),
        ("date:2021", False),
    ]
    assert "storm date:2021" in [other.query for other in said.relaxed]


def test_two_clauses_that_never_meet_are_named_together(harbour: SearchIndex) -> None:
    said = diagnosis(harbour, "storm xylophone glockenspiel")
    assert [one.text for one in said.clauses if one.empties] == ["xylophone", "glockenspiel"]
    assert said.relaxed[0].query == "storm"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("harbuor storm", "harbour storm"),
        ("tsorm", "storm"),
        ("sotrm", "storm"),
        ("ztatistics", "statistics"),
        ("title:(ilsand)", "title:island"),
        ("breadprice", '"bread price"'),
        ("har bour", "harbour"),
        ("haerbour", "harbour"),
        ("cranes place:nowhere", "crane"),
    ],
)
def test_what_was_meant_is_offered_first(index: SearchIndex, query: str, first: str) -> None:
    index.add(
        [document(number, f"The {word}", f"About a {word}, a bread price and a storm") for number, word in
         enumerate(WORDS)]
    )  # fmt: skip
    relaxed = [other.query for other in index.diagnose(query, state=NO_MARKS).relaxed]
    assert relaxed[0].replace("cranes", "crane") == first


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ('"storm harbour"', '"storm harbour"~5'),
        ('title:"gale warning"', "title:(gale warning)"),
        ("title:customs", "customs"),
        ("=warnings", "warnings"),
        ("gale date:2021-12-24", "gale date:2021-12"),
        ("gale date:2020", "gale date:2019..2021"),
        ("gale newer:1d", "gale newer:1m"),
        ("gale is:starred", "gale"),
        ("warn gale section:sea", "warn gale"),
        ("gale customs", "gale OR customs"),
    ],
)
def test_weaker_queries_are_offered(index: SearchIndex, query: str, offered: str) -> None:
    index.add(
        [
            document(1, "Warning of a gale", "The harbour waits for the storm.", date="2021-12-09"),
            document(2, "Opera", "The customs house is full.", date="2021-12-31"),
        ]
    )
    said = index.diagnose(query, state=NO_MARKS)
    assert said.total == 0
    assert offered in [other.query for other in said.relaxed]


def test_the_commoner_of_two_words_as_near_is_offered_first(index: SearchIndex) -> None:
    index.add([document(1, "", "lioness")] + [document(number, "", "licence") for number in range(2, 30)])
    assert index.diagnose("licenss", state=NO_MARKS).suggestions[0].instead[0] == "licence"


def test_a_rare_misprint_is_seen_through(index: SearchIndex) -> None:
    index.add(
        [document(1, "", "the miinster spoke"), document(2, "", "a storm")]
        + [document(number, "", "the minister spoke") for number in range(3, 40)]
    )
    said = index.diagnose("miinster storm", state=NO_MARKS)
    assert said.suggestions[0].instead == ("minister",)


def test_only_the_list_that_is_looked_at_counts(harbour: SearchIndex) -> None:
    assert diagnosis(harbour, "storm").total > 3
    said = diagnosis(harbour, "storm xylophone", within=[4, 5, 6])
    stormy = [rowid for rowid in harbour.search("storm", state=MARKS).rowids if rowid in (4, 5, 6)]
    assert said.clauses[0].hits == len(stormy)


def test_a_diagnosis_that_is_no_longer_wanted_stops(harbour: SearchIndex) -> None:
    assert diagnosis(harbour, "storm xylophone", should_stop=lambda: True).is_cancelled


@pytest.mark.parametrize(
    "query", ["", "(", "-", "NOT", "*", "title:", '"', "-storm", "渡轮", "\ud800", "a" * 5000]
)
def test_odd_queries_are_diagnosed_too(harbour: SearchIndex, query: str) -> None:
    said = diagnosis(harbour, query)
    assert said.total == harbour.search(query, state=MARKS).total


def test_an_empty_index_has_nothing_to_say(index: SearchIndex) -> None:
    assert index.diagnose("storm", state=NO_MARKS).clauses == ()


def test_ten_thousand_words_are_diagnosed(harbour: SearchIndex) -> None:
    said = diagnosis(harbour, " ".join(f"w{number}" for number in range(10_000)))
    assert len(said.clauses) == 12


short = st.text("abcé", max_size=6)


@settings(deadline=None)
@given(short, st.lists(short, max_size=8))
def test_distances_of_many_words_are_those_of_each(word: str, others: list[str]) -> None:
    expected = [edit_distance(word, other, 20) for other in others]
    assert distances_of(word, *spelt(others)).tolist() == expected
