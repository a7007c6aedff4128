"""The engines that the benchmark of searching compares, behind one face."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, Protocol

from newsreader.search import IndexDocument, SearchIndex

LIMIT = 50


class _NoState:
    def rowids(self, field: str, value: str) -> Collection[int]:
        return ()


NO_STATE = _NoState()


class Peer(Protocol):
    """An engine with an index in a folder."""

    folder: Path

    def warm_up(self) -> None:
        """Import what indexing needs."""

    def add(self, documents: Sequence[IndexDocument]) -> None:
        """Index some documents."""

    def finish(self) -> None:
        """After the last ones."""

    def open(self) -> None:
        """Be ready to search."""

    def search(self, kind: str, words: Sequence[str]) -> int:
        """Fetch the best 50; the exact number of all hits."""


class Ours:
    """The index of newsreader."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = SearchIndex(folder)

    def warm_up(self) -> None:
        self._index.document_count()

    def add(self, documents: Sequence[IndexDocument]) -> None:
        self._index.add(documents)
        self._index.merge()

    def finish(self) -> None:
        while self._index.merge(is_at_rest=True):
            continue

    def open(self) -> None:
        self._index.document_count()

    def search(self, kind: str, words: Sequence[str]) -> int:
        text = {"words": " ".join(words), "phrase": f'"{" ".join(words)}"', "prefix": f"{words[0]}*"}[kind]
        found = self._index.search(text, state=NO_STATE, limit=LIMIT)
        return found.total


class Whoosh:
    """Stock Whoosh as its documentation sets it up: title and body with StemmingAnalyzer, one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer: Any = None
        self._searcher: Any = None

    def warm_up(self) -> None:
        from whoosh import analysis, fields, index

        self.folder.mkdir(parents=True)
        text = fields.TEXT(analysis.StemmingAnalyzer())
        schema = fields.Schema(
            rowid=fields.NUMERIC(stored=True), title=text, body=text, date=fields.NUMERIC(sortable=True)
        )
        self._writer = index.create_in(str(self.folder), schema).writer(limitmb=128)

    def add(self, documents: Sequence[IndexDocument]) -> None:
        for each in documents:
            self._writer.add_document(rowid=each.rowid, title=each.title, body=each.body, date=each.sort_key)

    def finish(self) -> None:
        self._writer.commit()

    def open(self) -> None:
        from whoosh import index
        from whoosh.qparser import MultifieldParser

        self._searcher = index.open_dir(str(self.folder)).searcher()
        self._parser = MultifieldParser(["title", "body"], self._searcher.schema)

    def search(self, kind: str, words: Sequence[str]) -> int:
        text = {"words": " ".join(words), "phrase": f'"{" ".join(words)}"', "prefix": f"{words[0]}*"}[kind]
        found = self._searcher.search(self._parser.parse(text), limit=LIMIT)
        rowids = [hit["rowid"] for hit in found]
        return len(found) if rowids else 0


class Fts5:
    """SQLite FTS5 with its stemmer, ordered by its BM25; contents are kept elsewhere, as ours are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database: sqlite3.Connection | None = None

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.folder / "fts5.sqlite")
        return self._database

    def warm_up(self) -> None:
        self._opened().execute(
            "create virtual table stories using fts5(title, body, content='', tokenize='porter unicode61')"
        )

    def add(self, documents: Sequence[IndexDocument]) -> None:
        rows = ((each.rowid, each.title, each.body) for each in documents)
        with self._opened() as database:
            database.executemany("insert into stories(rowid, title, body) values (?, ?, ?)", rows)

    def finish(self) -> None:
        self._opened().commit()

    def open(self) -> None:
        self._opened()

    def search(self, kind: str, words: Sequence[str]) -> int:
        quoted = [f'"{word}"' for word in words]
        text = {"words": " ".join(quoted), "phrase": f'"{" ".join(words)}"', "prefix": f"{words[0]}*"}[kind]
        database = self._opened()
        best = "select rowid from stories where stories match ? order by rank limit ?"
        database.execute(best, (text, LIMIT)).fetchall()
        (total,) = database.execute("select count(*) from stories where stories match ?", (text,)).fetchone()
        return int(total)


PEERS: dict[str, Callable[[Path], Peer]] = {"newsreader": Ours, "SQLite FTS5": Fts5, "stock Whoosh": Whoosh}
