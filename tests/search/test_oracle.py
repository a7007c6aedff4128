"""Stock Whoosh as the oracle: with the same weighting, the same documents, totals, scores and order."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import analysis, fields, query
from whoosh.filedb.filestore import RamStorage

from newsreader.search import IndexDocument, SearchIndex, schema
from newsreader.search.evaluation import evaluate, living, segments_of
from newsreader.search.languages import stem
from newsreader.search.nodes import Together
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.weighting import Weighting
from newsreader.search.tokens import tokenise
from tests.search.conftest import document
from tests.search.test_real_news import reuters

CORPORA = 12
QUERIES = 200
WORDS = ["oil", "oils", "price", "prices", "pricing", "rise", "rises", "rising"]
WORDS += ["u.s", "e-mail", "tax", "taxes", "1,750"]
ZONES = ("title", "lede", "byline", "body")
FIELDS = ("text", "text", "text_words", "title", "body", "body_words")
BETWEEN = "\0"
"""Between the zones of a text when stock Whoosh is given all of them as one."""


class SameWords(analysis.Analyzer):  # type: ignore[misc]
    """Cuts a text, of one zone or of all, for stock Whoosh as our index does."""

    def __init__(self, *, is_stemmed: bool) -> None:
        self._is_stemmed = is_stemmed

    def __call__(self, value: str, **kwargs: Any) -> Iterator[Any]:
        found = analysis.Token(**{**kwargs, "positions": True})
        zones = value.split(BETWEEN)
        for number, zone in enumerate(zones):
            for token in tokenise(zone):
                found.text = stem(token.text, "en") if self._is_stemmed else token.text
                found.pos = token.position + number * 10_000
                found.boost = schema.BOOSTS[ZONES[number]] if len(zones) > 1 else 1.0
                yield found


class ExactLengths(Weighting):
    """Stock Whoosh stores the lengths of fields rounded to a byte, and counts the parts of a hyphenated word
    and the whole; this is BM25F with the true ones, which in the whole text are weighted."""

    def __init__(self, lengths: dict[str, list[float]], commit: Commit) -> None:
        super().__init__(commit.idf)
        self._lengths = lengths
        self._averages = {name: sum(each) / len(each) or 1.0 for name, each in lengths.items()}

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> Any:
        scorer = super().scorer(searcher, fieldname, text, qf)
        lengths = self._lengths[fieldname]
        scorer.avgfl = self._averages[fieldname]
        parent = searcher.get_parent()
        base = 0 if parent is searcher else parent._offset_for_subsearcher(searcher)
        scorer.dfl = lambda number: lengths[base + number]
        # No upper bounds: those are of the rounded lengths, and would cut off what is better.
        scorer.supports_block_quality = lambda: False
        return scorer


def length(story: IndexDocument, name: str) -> float:
    """The length of a field in positions; of the whole text weighted."""
    if name == "text":
        return sum(schema.BOOSTS[zone] * length(story, zone) for zone in ZONES)
    return max((token.position + 1 for token in tokenise(getattr(story, name))), default=0)


class Both:
    """A corpus in our index and in stock Whoosh's, in the same segments under the same numbers."""

    def __init__(self, documents: list[IndexDocument], folder: Path, *, parts: int = 1) -> None:
        self._index = SearchIndex(folder)
        size = -(-len(documents) // parts)
        segments = [documents[start : start + size] for start in range(0, len(documents), size)]
        for segment in segments:
            self._index.add(segment)
        commit = self._index._opened().commit()
        assert commit is not None
        self.commit: Commit = commit
        self.stock = self._stock(segments)
        self.weighting = ExactLengths(
            {name: [length(each, name.partition("_")[0]) for each in documents] for name in FIELDS}, commit
        )

    def _stock(self, segments: list[list[IndexDocument]]) -> Any:
        kinds = {name: fields.TEXT(SameWords(is_stemmed=not name.endswith("_words"))) for name in FIELDS}
        index = RamStorage().create_index(fields.Schema(**kinds))
        for segment in segments:
            writer = index.writer()
            for each in segment:
                text = BETWEEN.join(getattr(each, zone) for zone in ZONES)
                writer.add_document(
                    text=text, text_words=text, title=each.title, body=each.body, body_words=each.body
                )
            writer.commit(merge=False)
        return index

    def expected(self, asked: Any) -> dict[int, float]:
        """Documents and scores by stock Whoosh.

        Its AndNotMatcher reads past the end of postings and misses documents when what is unwanted is
        itself a tree, so both sides are asked for by themselves.
        """
        if isinstance(asked, query.AndNot):
            unwanted = self.expected(asked.b)
            return {
                number: score for number, score in self.expected(asked.a).items() if number not in unwanted
            }
        with self.stock.searcher(weighting=self.weighting) as searcher:
            found = searcher.search(asked, limit=None)
            return {hit.docnum: hit.score for hit in found}

    def ours(self, asked: Any) -> dict[int, float]:
        """Documents and scores by our engine."""
        found: dict[int, float] = {}
        for segment in segments_of(self.commit):
            match = evaluate(asked, segment)
            documents = living(match, segment)
            numbers = (documents + segment.opened.base).tolist()
            found.update(zip(numbers, match.scores(documents).tolist(), strict=True))
        return found

    def assert_same(self, asked: Any) -> None:
        """The same documents with the same scores; so totals and order are the same too."""
        expected, ours = self.expected(asked), self.ours(asked)
        assert ours.keys() == expected.keys(), asked
        assert ours == pytest.approx(expected, rel=1e-6), asked

    def close(self) -> None:
        self._index.close()


class RandomQueries:
    """Whoosh queries made of given words."""

    def __init__(self, chance: random.Random, words: list[str]) -> None:
        self._chance = chance
        self._words = words

    def any(self) -> Any:
        """A query, perhaps without what another finds."""
        asked = self.tree()
        return query.AndNot(asked, self.tree(2)) if self._chance.random() < 0.2 else asked

    def tree(self, depth: int = 3) -> Any:
        """A query of terms, phrases and prefixes, joined by AND and OR."""
        kind = self._chance.random()
        if depth == 0 or kind < 0.3:
            return self.leaf()
        parts = [self.tree(depth - 1) for _ in range(self._chance.randint(1, 3))]
        return query.And(parts) if kind < 0.65 else query.Or(parts)

    def leaf(self) -> Any:
        kind = self._chance.random()
        name = self._chance.choice(FIELDS)
        if kind < 0.75:
            return query.Term(name, self._form(name), boost=self._chance.choice([1.0, 2.5]))
        if kind < 0.9:
            return self.phrase(slop=self._chance.choice([1, 2]))
        return query.Prefix(name, self._form(name)[:3])

    def phrase(self, *, slop: int = 1) -> Any:
        """Two words in a row."""
        name = self._chance.choice(FIELDS)
        return query.Phrase(name, [self._form(name) for _ in range(2)], slop=slop)

    def _form(self, name: str) -> str:
        token = next(tokenise(self._chance.choice(self._words)))
        return token.text if name.endswith("_words") else stem(token.text, "en")


@pytest.mark.parametrize("seed", range(CORPORA))
def test_random_queries_on_random_corpora_are_answered_as_by_stock_whoosh(seed: int) -> None:
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    documents = [
        document(rowid, text(4), text(12), lede=text(3) if rowid % 3 else "", byline=text(1))
        for rowid in range(chance.randint(1, 60))
    ]
    folder = Path(tempfile.mkdtemp())
    both = Both(documents, folder / "index", parts=chance.randint(1, 4))
    queries = RandomQueries(chance, [*WORDS, "zebra"])
    for _ in range(QUERIES):
        both.assert_same(queries.any())
    for phrase in (queries.phrase() for _ in range(QUERIES // 4)):
        slots = tuple((place, (word.encode(),)) for place, word in enumerate(phrase.words))
        assert both.ours(Together(phrase.fieldname, slots)).keys() == both.expected(phrase).keys()
    both.close()
    shutil.rmtree(folder)


def test_the_news_of_1987_is_searched_as_by_stock_whoosh(shared_data: Path, tmp_path: Path) -> None:
    documents = reuters(shared_data / "reuters-1987.jsonl.gz")[::3]
    both = Both(documents, tmp_path / "index", parts=3)
    chance = random.Random(1987)
    words = sorted({token.text for each in documents[::10] for token in tokenise(each.body)})
    common = [token.text for token in tokenise(documents[0].body)] * 5
    queries = RandomQueries(chance, [*words, *(common * (len(words) // len(common) + 1))])
    for _ in range(500):
        both.assert_same(queries.any())
    both.close()
