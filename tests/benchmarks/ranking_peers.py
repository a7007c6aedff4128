"""Rankings to compare newsreader's with, all over the same tokens: newsreader's own stems."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsreader.search.languages import stem
from newsreader.search.tokens import tokenise
from tests.benchmarks.judged import Collection

GRID = [(k1, b) for k1 in (0.6, 0.9, 1.2, 1.6, 2.0, 2.5) for b in (0.3, 0.5, 0.75, 0.9)]
Ranking = Sequence[int]
"""Numbers of documents, best first."""


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(word, "en")


def stems(text: str) -> list[str]:
    """The tokens of a text as newsreader's index has them."""
    return [_stem(token.text) for token in tokenise(text)]


class Arrays:
    """BM25 over title and text as one, in a few lines of NumPy."""

    def __init__(self, collection: Collection) -> None:
        self._amount = len(collection.documents)
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = []
        for number, document in enumerate(collection.documents):
            counts = Counter(stems(f"{document.title}\n{document.text}"))
            lengths.append(counts.total())
            for word, count in counts.items():
                postings[word].append((number, count))
        self._postings = {word: np.array(found).T for word, found in postings.items()}
        self._lengths = np.array(lengths) / np.mean(lengths)

    def rank(self, query: str, idf: Callable[[int, int], float], k1: float, b: float) -> Ranking:
        """The documents with any of the query's words, best first."""
        scores: NDArray[np.float64] = np.zeros(self._amount)
        for word in dict.fromkeys(stems(query)):
            if word in self._postings:
                documents, counts = self._postings[word]
                norms = k1 * (1 - b + b * self._lengths[documents])
                weight = idf(self._amount, len(documents))
                scores[documents] += weight * counts * (k1 + 1) / (counts + norms)
        found = np.flatnonzero(scores)
        ordered: list[int] = found[np.argsort(-scores[found], kind="stable")].tolist()
        return ordered


def robertson(documents: int, frequency: int) -> float:
    """The idf of Robertson and Sparck Jones, with a floor."""
    return max(1e-6, float(np.log((documents - frequency + 0.5) / (frequency + 0.5))))


def lucene(documents: int, frequency: int) -> float:
    """The idf that Lucene has had since its version 6."""
    return float(np.log1p((documents - frequency + 0.5) / (frequency + 0.5)))


class Fts5:
    """SQLite FTS5 and its bm25()."""

    def __init__(self, collection: Collection) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute("create virtual table stories using fts5(text, content='')")
        self._database.executemany(
            "insert into stories(rowid, text) values (?, ?)",
            (
                (number, " ".join(stems(f"{document.title}\n{document.text}")))
                for number, document in enumerate(collection.documents)
            ),
        )

    def rank(self, query: str) -> Ranking:
        """The documents with any of the query's words, best first."""
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(stems(query)))
        found = self._database.execute("select rowid from stories(?) order by rank, rowid", (words,))
        return [number for (number,) in found]


class Whoosh:
    """Stock Whoosh and its default BM25F."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        from whoosh import analysis, fields, index

        text = fields.TEXT(analysis.SpaceSeparatedTokenizer(), phrase=False)
        schema = fields.Schema(number=fields.STORED, text=text)
        folder.mkdir(parents=True)
        made = index.create_in(str(folder), schema)
        writer = made.writer(limitmb=128)
        for number, document in enumerate(collection.documents):
            writer.add_document(number=number, text=" ".join(stems(f"{document.title}\n{document.text}")))
        writer.commit()
        self._searcher: Any = made.searcher()

    def rank(self, query: str) -> Ranking:
        """The documents with any of the query's words, best first."""
        from whoosh import query as wq

        words: Sequence[Any] = [wq.Term("text", word) for word in dict.fromkeys(stems(query))]
        return [hit["number"] for hit in self._searcher.search(wq.Or(words), limit=None)]
