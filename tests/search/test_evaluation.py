"""Random small corpora and queries: the index finds what looking at every document finds."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import IndexDocument, SearchIndex, parse
from newsreader.search.languages import stem
from newsreader.search.query.syntax import (
    And,
    Everything,
    Exact,
    Filter,
    In,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
)  # fmt: skip
from newsreader.search.tokens import tokenise
from tests.search.conftest import Marks, document, search

WORDS = ["oil", "oils", "price", "prices", "pricing", "rise", "s-400", "email", "中国", "国家"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
LANGUAGES = ["en", "zh"]
LEAVES = st.one_of(
    st.sampled_from(
        ["oil", "prices", "=oil", "pric*", "国", "中国", "S-400", "is:unread", "date:2021", "国家"]
    ),
    st.tuples(*[st.sampled_from(["oil", "prices", "rise"])] * 2).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    st.tuples(*[st.sampled_from(["oil", "prices", "rise"])] * 2).map(lambda pair: f'"{pair[0]} {pair[1]}"~1'),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"-{part}"),
        inner.map(lambda part: f"title:{part}"),
    ),
    max_leaves=6,
)
UNREAD = Marks({("is", "unread"): range(0, 200, 2)})


class Corpus:
    """An index and what is in it; no dataclass, as that is too much to be printed when a test fails."""

    def __init__(self, index: SearchIndex, documents: list[IndexDocument]) -> None:
        self.index = index
        self.documents = documents


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Every short title with some text, in several segments, with some documents deleted and replaced."""
    texts = [" ".join(words) for size in (1, 2) for words in itertools.product(WORDS, repeat=size)]
    documents = [
        document(rowid, title, texts[(rowid * 37) % len(texts)] + " " + texts[(rowid * 53) % len(texts)],
                 language=LANGUAGES[rowid % 2], date="2021-05-06" if rowid % 3 else None)
        for rowid, title in enumerate(texts)
    ]  # fmt: skip
    index = SearchIndex(Path(tmp_path_factory.mktemp("corpus")) / "index")
    index.add([document(rowid, "oil oils", "prices rise") for rowid in range(30)])
    index.add([document(1000 + rowid, "oil") for rowid in range(10)])
    index.add(documents[:60], deleted_rowids=range(1000, 1010))
    index.add(documents[60:])
    return Corpus(index, documents)


@settings(max_examples=200, deadline=None)
@given(query=QUERIES)
def test_the_index_finds_what_reading_everything_finds(corpus: Corpus, query: str) -> None:
    node = parse(query).node
    expected = [story.rowid for story in corpus.documents if holds(node, story, ("title", "body"))]
    assert search(corpus.index, query, UNREAD) == expected


def holds(node: Node, story: IndexDocument, fields: tuple[str, ...]) -> bool:
    """Is this document a hit? The meaning of a query, said once more as plainly as possible."""
    match node:
        case Everything():
            return True
        case And(clauses):
            return all(holds(clause, story, fields) for clause in clauses)
        case Or(clauses):
            return any(holds(clause, story, fields) for clause in clauses)
        case Not(clause):
            return not holds(clause, story, fields)
        case In(field, clause):
            return holds(clause, story, (field,))
        case Filter("is", "unread"):
            return story.rowid % 2 == 0
        case Word(text) | Phrase(text) | Exact(text) | Prefix(text) | Near(text):
            return any(stands_in(node, text, getattr(story, field), story.language) for field in fields)
        case _:
            return story.date is not None


def stands_in(node: Node, wanted: str, text: str, language: str) -> bool:
    if not wanted.isascii():
        return wanted in text.replace(" ", "|")
    words = [token.text for token in tokenise(text) if not token.is_joined]
    looked_for = wanted.lower().replace("-", " ").split()
    if isinstance(node, Prefix):
        return any(word.startswith(looked_for[0]) for word in words)
    if not isinstance(node, Exact):
        # A query does not say in what language it is: a word may be meant as it stands or by its stem.
        forms = [{word, stem(word, "en")} for word in looked_for]
        words = [stem(word, language) for word in words]
    else:
        forms = [{word} for word in looked_for]
    if isinstance(node, Near):
        return any(
            {0, 1} == {left, right} and words[a] in forms[left] and words[b] in forms[right]
            for a in range(len(words))
            for b in range(a + 1, min(a + node.distance + 2, len(words)))
            for left, right in ((0, 1), (1, 0))
        )
    return any(
        all(words[start + place] in form for place, form in enumerate(forms))
        for start in range(len(words) - len(forms) + 1)
    )
