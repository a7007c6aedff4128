"""How a query may go on: what is being typed, and that the words offered are those of a plain scan."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import SearchIndex
from newsreader.search.completion import Unfinished, beginning, fields_beginning, unfinished
from newsreader.search.languages import stem
from tests.search.conftest import NO_MARKS, document

ROOTS = ("port", "price", "pilot", "prison", "product", "press", "island", "storm")
ENDINGS = ("", "s", "ed", "ing", "ers", "er", "ively")
WORDS = [root + ending for root in ROOTS for ending in ENDINGS]


def texts() -> list[list[str]]:
    chance = random.Random(7)
    return [chance.choices(WORDS, [1 + number % 5 for number in range(len(WORDS))], k=12) for _ in range(80)]


@pytest.fixture(scope="module", params=[80, 30])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Eighty texts, in one commit or in three."""
    index = SearchIndex(Path(tmp_path_factory.mktemp("words")) / "index")
    documents = [
        document(number, " ".join(text[:3]), " ".join(text[3:])) for number, text in enumerate(texts())
    ]
    for start in range(0, 80, request.param):
        index.add(documents[start : start + request.param])
    yield index
    index.close()


def scanned(prefix: str) -> list[tuple[str, int]]:
    """For each stem of a word that begins so: how many texts have it in any form."""
    articles: dict[str, set[int]] = defaultdict(set)
    wanted = {stem(word, "en") for word in WORDS if word.startswith(prefix)}
    for number, text in enumerate(texts()):
        for word in text:
            articles[stem(word, "en")].add(number)
    return sorted(
        ((root, len(articles[root])) for root in wanted if articles[root]), key=lambda pair: -pair[1]
    )


@settings(deadline=None)
@given(st.sampled_from(WORDS).flatmap(lambda word: st.integers(2, len(word)).map(lambda size: word[:size])))
def test_words_are_those_of_a_plain_scan(index: SearchIndex, prefix: str) -> None:
    offered = index.words_beginning(prefix, 100)
    assert sorted((stem(word, "en"), count) for word, count in offered) == sorted(scanned(prefix))
    assert [count for _, count in offered] == sorted((count for _, count in offered), reverse=True)
    occurrences = Counter(word for text in texts() for word in text)
    for word, count in offered:
        assert word.startswith(prefix) and word in occurrences
        assert count == index.search(word, state=NO_MARKS).total
    assert index.words_beginning(prefix, 2) == offered[:2] or len({count for _, count in offered[:3]}) < 3


def test_of_each_stem_the_commonest_word_is_offered(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.add([document(1, "", "ministries ministry"), document(2, "", "the ministries of ministries")])
    assert index.words_beginning("mini", 5) == [("ministries", 2)]
    index.close()


@pytest.mark.parametrize("prefix", ["", "x", "xylo", "渡", "a b", "*", "\ud800\ud800", "p" * 500])
def test_odd_beginnings_offer_nothing(index: SearchIndex, prefix: str) -> None:
    assert index.words_beginning(prefix, 5) == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("", Unfinished(0, "", "")),
        ("strait pil", Unfinished(7, "", "pil")),
        ("strait ", Unfinished(7, "", "")),
        ("ti", Unfinished(0, "", "ti")),
        ("title:fer", Unfinished(6, "title", "fer")),
        ("-title:fer", Unfinished(7, "title", "fer")),
        ("(storm OR section:We", Unfinished(18, "section", "We")),
        ('place:"port el', Unfinished(6, "place", "port el", True)),
        ('place:"port ellin" sto', Unfinished(19, "", "sto")),
        ('"bread pri', Unfinished(7, "", "pri", True)),
        ('"bre', Unfinished(1, "", "bre", True)),
        ("author:Qu", Unfinished(7, "by", "Qu")),
        ("=pri", Unfinished(1, "", "pri")),
        ("nofield:x", Unfinished(0, "", "nofield:x")),
        ("date:1987-", Unfinished(5, "date", "1987-")),
    ],
)
def test_what_is_being_typed_is_seen(text: str, piece: Unfinished) -> None:
    assert unfinished(text) == piece


@given(st.text())
def test_any_text_can_go_on(text: str) -> None:
    piece = unfinished(text)
    assert 0 <= piece.start <= len(text)
    assert text.endswith(piece.typed)


def test_fields_and_values_go_on_by_their_beginning() -> None:
    assert fields_beginning("ti") == ["title"]
    assert {"body", "by", "bundle", "before"} == set(fields_beginning("b"))
    places = [("PORT ELLIN", 3), ("OSK", 9), ("Ellin Bay", 2), ("Élan", 1)]
    assert beginning(places, "el", 9) == [("Ellin Bay", 2), ("Élan", 1), ("PORT ELLIN", 3)]
    assert beginning(places, "", 2) == [("OSK", 9), ("PORT ELLIN", 3)]
