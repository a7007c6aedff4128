"""The zones of a text: found together by a plain word, apart by their names."""

from __future__ import annotations

import pytest

from newsreader.search import SearchIndex, schema
from newsreader.search.query.leaves import MAX_DISTANCE, MAX_TEXT
from tests.search.conftest import NO_MARKS, document, search


@pytest.fixture
def stories(index: SearchIndex) -> SearchIndex:
    index.add(
        [document(1, "Ferry strike", "Crews walked out.", lede="Ferry fares rise", byline="Ann Ferrier")]
    )
    index.add([document(2, "Bread", "Ferry ferry ferry strike.", place="Port Ellin", section="Ferries")])
    index.add([document(3, "", "A strike. Ann said so.", agency="Ferry Wire")])
    return index


@pytest.mark.parametrize(
    ("query", "rowids"),
    [
        ("ferry", [1, 2, 3]),
        ("ferries strikes", [1, 2, 3]),
        ("title:ferries", [1]),
        ("lede:fare", [1]),
        ("body:ferry", [2]),
        ("section:ferries", [2]),
        ("section:ferry", []),
        ("agency:ferry", [3]),
        ("by:ann", [1]),
        ("by:ferr*", [1]),
        ("title:ferr*", [1]),
        ("place:e?lin", [2]),
        ("by:ferrer~", [1]),
        ("body:=strike", [2, 3]),
        ("=ferries", [2]),
        ('"ferry strike"', [1, 2]),
        ('title:"ferry strike"', [1]),
        ('"strike ferry"', []),
        ('title:"strike ferry"~9', [1]),
        ('"bread ferry"~100', []),
        ("title:zebra", []),
        ("title:(bread OR crews)", [2]),
    ],
)
def test_a_zone_is_asked_as_if_it_were_a_field(stories: SearchIndex, query: str, rowids: list[int]) -> None:
    assert search(stories, query) == rowids
    stories.optimize()
    assert search(stories, query) == rowids


def test_what_stands_near_is_never_in_two_zones() -> None:
    assert schema.ZONE_GAP > MAX_DISTANCE + MAX_TEXT


@pytest.mark.parametrize("query", ["oil", "=oil", "oi*", '"oil price"', '"price oil"~3', "oil~"])
def test_an_occurrence_weighs_what_its_zone_does(index: SearchIndex, query: str) -> None:
    for rowid, zone in enumerate(schema.SEARCHED):
        others = {name: "other words" for name in schema.SEARCHED if name != zone}
        index.add([document(rowid, **{**others, zone: "oil price"})])
    weights = [schema.BOOSTS[zone] for zone in schema.SEARCHED]
    found = index.search(query, state=NO_MARKS)
    best = [weights[rowid] for rowid in found.rowids]
    assert found.total == len(weights)
    assert best == sorted(weights, reverse=True)


def test_weights_are_kept_to_one_decimal() -> None:
    assert [unit / schema.UNIT for unit in schema.UNITS] == [schema.BOOSTS[zone] for zone in schema.SEARCHED]
