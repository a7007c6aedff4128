"""What is about the same: several rare words shared, close in time; and all such articles at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.search import ArticleText, IndexDocument, Kin, SearchIndex
from tests.search.conftest import document

FILLER = "The council met again on Thursday and nothing came of it, as so often in the isles this year."


def article(rowid: int, title: str, body: str, day: int | None) -> IndexDocument:
    """An article of a day counted from 1 June 2021."""
    if day is None:
        return document(rowid, title, f"{body} {FILLER}")
    date = f"2021-06-{1 + day:02}" if day < 30 else f"2021-07-{day - 29:02}"
    return document(rowid, title, f"{body} {FILLER}", date=date, sort_key=(18_779 + day) * 86_400_000)


BUFFER = (
    "Cocoa delegates of Kanonbra fought over the buffer. Kanonbra gave in, delegates said, on the buffer."
)
LIBRARY = [
    article(1, "Cocoa buffer agreed", BUFFER, 3),
    article(2, "Cocoa buffer nearer", BUFFER.replace("gave in", "stood firm"), 1),
    article(
        3, "Cocoa talks begin", "Delegates of Kanonbra: a Kanonbra buffer, delegates say, is a buffer.", 0
    ),
    article(4, "Cocoa buffer remembered", BUFFER, 45),
    article(5, "Cocoa buffer undated", BUFFER, None),
    article(6, "Ferry runs aground", "A ferry ran aground off Skerrow.", 2),
    *(article(number, f"Tide table {number}", f"High water at {number}.", 2) for number in range(10, 60)),
]


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    opened = SearchIndex(tmp_path / "index")
    opened.add(LIBRARY[:20])
    opened.add(LIBRARY[20:])
    return opened


def akin(index: SearchIndex, of: IndexDocument) -> list[Kin]:
    fields = {"body": of.body, "title": of.title}
    return index.akin(ArticleText(of.rowid, of.language, fields, {}), 10)


def test_what_shares_rare_words_within_weeks_is_akin_the_nearest_first(index: SearchIndex) -> None:
    found = akin(index, LIBRARY[0])
    assert [kin.rowid for kin in found] == [2, 3]
    assert {"Cocoa", "Kanonbra", "buffer", "delegates"} == set(found[0].words)
    assert found[0].nearness > found[1].nearness


def test_what_is_alone_or_everywhere_relates_nothing(index: SearchIndex) -> None:
    assert akin(index, LIBRARY[5]) == []
    assert akin(index, LIBRARY[10]) == []


def test_undated_articles_are_akin_to_undated_ones_only(index: SearchIndex) -> None:
    assert akin(index, LIBRARY[4]) == []
    index.add([article(7, "Cocoa buffer undated too", BUFFER, None)])
    assert [kin.rowid for kin in akin(index, LIBRARY[4])] == [7]


def test_all_that_has_something_akin_is_found_at_once_and_versions_of_a_story_do_not_count(
    index: SearchIndex,
) -> None:
    assert index.kindred({}) == {1, 2, 3}
    assert index.kindred({2: 1, 3: 1}) == frozenset()
    index.add([], [3])
    assert index.kindred({}) == {1, 2}
    assert [kin.rowid for kin in akin(index, LIBRARY[0])] == [2]


def test_an_empty_index_relates_nothing(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "none")
    assert index.kindred({}) == frozenset() and akin(index, LIBRARY[0]) == []


NAMES = ["skerrow", "tamm", "osk", "harrow", "marhold", "vardany", "kestrel", "gull", "tide", "风暴"]
WORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, st.none() | st.integers(0, 40)), max_size=14))
def test_whatever_is_found_at_once_has_akin_articles(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[list[str], int | None]]
) -> None:
    index = SearchIndex(tmp_path_factory.mktemp("any"))
    documents = [
        article(number, " ".join(words[:3]), " ".join(words), day)
        for number, (words, day) in enumerate(texts, 1)
    ]
    half = len(documents) // 2
    index.add(documents[:half])
    index.add(documents[half:])
    one_by_one = {each.rowid for each in documents if akin(index, each)}
    assert index.kindred({}) <= one_by_one
    if all(word.isascii() for words, _ in texts for word in words):
        assert index.kindred({}) == one_by_one
