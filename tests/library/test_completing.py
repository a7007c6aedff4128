"""How a query may go on in a library of a few articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.library import Library

MakeBundle = Callable[..., Path]


@pytest.fixture
def isles(library: Library, make_bundle: MakeBundle) -> Library:
    records = [
        {"title": "Storm over Osk", "body": "The harbours are closed, one harbour after the other.",
         "date": "2021-12-09", "section": "Weather report", "author": "Mara Quill", "language": "en"},
        {"title": "Harbours open", "body": "Ships leave the harbour.", "date": "2021-12-10", "section": "Sea",
         "author": "Mara Quill", "language": "en"},
        {"title": "Bread", "body": "Prices fall.", "date": "2020-01-02", "section": "Sea", "language": "en"},
    ]  # fmt: skip
    library.add([make_bundle({"a.jsonl": "\n".join(map(json.dumps, records))}, name="isle wire")])
    return library


def offered(library: Library, text: str) -> list[tuple[str, int | None]]:
    return [(choice.text, choice.articles) for choice in library.complete(text).choices]


def test_fields_come_before_words(isles: Library) -> None:
    assert offered(isles, "storm ha") == [("has:", None), ("harbour", 2)]
    assert isles.complete("storm ha").start == 6


def test_values_stand_with_their_counts_and_in_quotes_where_needed(isles: Library) -> None:
    assert offered(isles, "section:") == [("Sea", 2), ('"Weather report"', 1)]
    assert offered(isles, 'section:"wea') == [('"Weather report"', 1)]
    assert offered(isles, "section:rep") == [('"Weather report"', 1)]
    assert offered(isles, "bundle:is") == [('"isle wire"', 3)]
    assert offered(isles, "by:m") == [('"Mara Quill"', 2)]
    assert offered(isles, "lang:") == [("en", 3)]
    assert offered(isles, "is:st") == [("starred", None), ("stub", None)]


def test_dates_go_on_with_years_then_months(isles: Library) -> None:
    assert offered(isles, "date:") == [("2021", 2), ("2020", 1)]
    assert offered(isles, "before:2021-") == [("2021-12", 2)]


def test_tags_given_meanwhile_are_offered(isles: Library) -> None:
    assert offered(isles, "tag:") == []
    isles.mark(isles.listing().rowids()[:1], "tag:to check", True)
    assert offered(isles, "tag:") == [('"to check"', 1)]


@pytest.mark.parametrize("text", ["", " ", '"', "(", "title:", "\ud800", "x" * 5000, "date:99999-99-99"])
def test_odd_beginnings_do_no_harm(isles: Library, text: str) -> None:
    assert isles.complete(text).start <= len(text)
