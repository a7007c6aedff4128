"""How well newsreader ranks, beside other BM25s over the same tokens, on judged collections.

    python -m tests.benchmarks.ranking [FOLDER]... [--corpus FILE] [--command-line] [--without-whoosh]

A collection is a FOLDER of three files of JSON lines:

    documents.jsonl   {"id": "17", "title": "...", "text": "..."}
    queries.jsonl     {"id": "3", "text": "..."}
    judgements.jsonl  {"query": "3", "document": "17", "relevance": 1}

``title`` may be missing; ``relevance`` is 1 where it is, and 0 says no. ``"judged": false`` marks a document
that is indexed but that nobody judged: it is left out of what is ranked. ``"source"`` of a query names the
document it was made of, which is left out too. Without a FOLDER, and where the corpus is there, the
collections are those that ``judged.reuters`` makes.

The words of a query are joined with OR; the figures are mean average precision and the share of answers
among the first ten. "Tuned" are the best constants for just this collection: what newsreader must come near
with one set of constants for all. ``--command-line`` also writes each document as a text file, adds the
folder with ``newsreader add`` and asks ``newsreader search --json``: cleaning must not cost anything.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from newsreader.search import IndexDocument, SearchIndex
from newsreader.search.tokens import surfaces
from tests.benchmarks.judged import Collection, load, reuters
from tests.benchmarks.ranking_peers import GRID, Arrays, Fts5, Ranking, Whoosh, lucene, robertson
from tests.benchmarks.search_peers import NO_STATE
from tests.terminal import PROJECT

Rank = Callable[[str], Ranking]
Figures = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--corpus", type=Path, default=PROJECT.parent / "shared/data/reuters-1987.jsonl.gz")
    parser.add_argument("--command-line", action="store_true")
    parser.add_argument("--without-whoosh", action="store_true")
    options = parser.parse_args()
    collections = map(load, options.folders) if options.folders else reuters(options.corpus)
    for collection in collections:
        print(f"\n## {collection.name}: {len(collection.documents):,} documents, ", end="")
        print(f"{len(collection.questions)} queries\n\n| ranking | MAP | P@10 |\n|---|---|---|")
        with tempfile.TemporaryDirectory() as room:
            rows = compare(
                collection,
                Path(room),
                command_line=options.command_line,
                with_whoosh=not options.without_whoosh,
            )
            for name, (precision, at_ten) in rows:
                print(f"| {name} | {precision:.4f} | {at_ten:.3f} |", flush=True)


def compare(
    collection: Collection, room: Path, *, command_line: bool, with_whoosh: bool
) -> Iterator[tuple[str, Figures]]:
    """Each ranking's name and figures."""
    measure = Judge(collection).measure
    yield "newsreader", measure(newsreader(collection, room / "index"))
    if command_line:
        yield "newsreader search --json", measure(from_command_line(collection, room))
    arrays = Arrays(collection)
    for name, idf in (("Robertson", robertson), ("Lucene", lucene)):
        of = {
            (k1, b): measure(lambda query, k1=k1, b=b, idf=idf: arrays.rank(query, idf, k1, b))
            for k1, b in GRID
        }
        best = max(of, key=lambda constants: of[constants][0])
        yield f"BM25, {name}'s idf, k1 1.2, b 0.75", of[1.2, 0.75]
        yield f"BM25, {name}'s idf, tuned: k1 {best[0]}, b {best[1]}", of[best]
    yield "SQLite FTS5", measure(Fts5(collection).rank)
    if with_whoosh:
        yield "stock Whoosh, BM25F", measure(Whoosh(collection, room / "whoosh").rank)


class Judge:
    """Knows the answers to a collection's questions."""

    def __init__(self, collection: Collection) -> None:
        numbers = {document.name: number for number, document in enumerate(collection.documents)}
        self._is_judged = np.array([document.is_judged for document in collection.documents])
        self._asked = [
            (
                question.text,
                np.array([numbers[name] for name in question.relevant]),
                numbers.get(question.source),
            )
            for question in collection.questions
        ]

    def measure(self, rank: Rank) -> Figures:
        """Mean average precision, and mean precision among the first ten."""
        precisions, at_ten = [], []
        for text, relevant, source in self._asked:
            ranked = np.array(rank(text), np.int64)
            ranked = ranked[self._is_judged[ranked]]
            ranked = ranked[ranked != source] if source is not None else ranked
            places = np.flatnonzero(np.isin(ranked, relevant)) + 1
            precisions.append(float(np.sum(np.arange(1, len(places) + 1) / places)) / len(relevant))
            at_ten.append(float(np.sum(places <= 10)) / 10)
        return sum(precisions) / len(precisions), sum(at_ten) / len(at_ten)


def any_of(query: str) -> str:
    """The words of a query joined with OR."""
    return " OR ".join(word.lower() for word in surfaces(query))


def newsreader(collection: Collection, folder: Path) -> Rank:
    """newsreader's own index, asked without its command line."""
    index = SearchIndex(folder)
    documents = [
        _document(rowid, document.title, document.text) for rowid, document in enumerate(collection.documents)
    ]
    for start in range(0, len(documents), 5000):
        index.add(documents[start : start + 5000])
    return lambda query: index.search(any_of(query), state=NO_STATE).rowids


def _document(rowid: int, title: str, text: str) -> IndexDocument:
    return IndexDocument(
        rowid=rowid,
        title=title,
        lede="",
        body=text,
        byline="",
        place="",
        agency="",
        section="",
        url="",
        date=None,
        sort_key=-rowid,
        language="en",
        bundle="collection",
        words=len(text.split()),
        is_stub=False,
        tags=(),
        path="",
        is_inferred=False,
        story=rowid,
    )


def from_command_line(collection: Collection, room: Path) -> Rank:
    """What a person gets who adds the documents as text files and searches."""
    files = room / "collection"
    files.mkdir()
    for number, document in enumerate(collection.documents):
        head = f"{document.title}\n\n" if document.title else ""
        (files / f"{number}.txt").write_text(f"{head}{document.text}\n", encoding="utf-8")
    data = ["--data-dir", str(room / "library")]
    _run([*data, "add", str(files)])

    def rank(query: str) -> Ranking:
        asked = ["search", "--json", "--limit", "0", "--all-versions", any_of(query)]
        found = json.loads(_run([*data, *asked]))["articles"]
        return [int(Path(article["path"]).stem) for article in found]

    return rank


def _run(arguments: Sequence[str]) -> str:
    command = [sys.executable, "-m", "newsreader", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout


if __name__ == "__main__":
    main()
