"""Which of many documents are new in every respect, asked once for all of them: such need no second look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from newsreader.store import state
from newsreader.store.connection import Database, Row
from newsreader.store.preparation import COLUMNS, PreparedArticle
from newsreader.store.tallies import count_articles, count_documents

_CHUNK = 400
PLACED_COLUMNS = ("id", "key_id", "content_hash", "bundle_id", "document_id", "part", *COLUMNS)
INSERT_ARTICLE = (
    "INSERT INTO article (rowid, story, is_representative, is_bundle_representative, tags,"
    f" {', '.join(PLACED_COLUMNS)})"
)
_INSERT_DOCUMENT = "INSERT INTO document (id, bundle_id, source_id, path, sha256, problem)"


class NewDocument(NamedTuple):
    """A document about to be written, its strings as the database keeps them; ``number`` is its place among
    those that are written together."""

    number: int
    source_id: int
    path: str | bytes
    sha256: str
    problem: str | None
    articles: list[PreparedArticle]

    def names(self) -> list[str]:
        """The ids and content hashes that its articles lay claim to."""
        return [name for article in self.articles for name in article.identity[1:]]


class Known:
    """Places, ids and contents that the library knew before a batch, and what the batch has since brought."""

    def __init__(self, places: set[tuple[int, str | bytes]], names: set[str]) -> None:
        self._places = places
        self._names = names
        self._waiting_places: set[tuple[int, str | bytes]] = set()
        self._waiting_names: set[str] = set()

    @classmethod
    def among(
        cls, database: Database, documents: Sequence[NewDocument], new_sources: Collection[int]
    ) -> Known:
        """What the library knows of these documents; ``new_sources`` had none before."""
        ids = [article.identity[1] for document in documents for article in document.articles]
        hashes = [article.identity[2] for document in documents for article in document.articles]
        names = {
            *_found(database, "SELECT id FROM article WHERE id IN", ids),
            *_found(database, "SELECT article_id FROM state WHERE article_id IN", ids),
            *_found(database, "SELECT content_hash FROM article WHERE content_hash IN", hashes),
        }
        places: set[tuple[int, str | bytes]] = set()
        paths_in: dict[int, list[str | bytes]] = {}
        for document in documents:
            if document.source_id not in new_sources:
                paths_in.setdefault(document.source_id, []).append(document.path)
        for source_id, paths in paths_in.items():
            sql = f"SELECT path FROM document WHERE source_id = {source_id} AND path IN"
            places |= {(source_id, path) for path in _found(database, sql, paths)}
        return cls(places, names)

    def hears_of(self, document: NewDocument) -> bool:
        """Whether anything of the document was there before it: its place, or one of its articles. From now
        on it is known; and if nothing was, it is taken to wait for being written."""
        place, names = (document.source_id, document.path), document.names()
        is_repeated = len(set(names)) < len(names)
        is_known = is_repeated or place in self._places or not self._names.isdisjoint(names)
        self._places.add(place)
        self._names.update(names)
        if not is_known:
            self._waiting_places.add(place)
            self._waiting_names.update(names)
        return is_known

    def is_waiting(self, document: NewDocument) -> bool:
        """Whether anything of the document came with one that is still to be written."""
        place = (document.source_id, document.path)
        return place in self._waiting_places or not self._waiting_names.isdisjoint(document.names())

    def none_waits(self) -> None:
        """All that waited has been written."""
        self._waiting_places.clear()
        self._waiting_names.clear()


def insert_newcomers(
    database: Database, bundle_id: int, newcomers: Sequence[tuple[NewDocument, int]]
) -> None:
    """Writes documents that are new in every respect, each with the rowid of its first article, all at once:
    most of what a first add meets."""
    first_id: int = 1 + database.value("SELECT coalesce(max(id), 0) FROM document")
    articles: list[PreparedArticle] = []
    rows: list[Row] = []
    bodies: list[Row] = []
    tags: list[tuple[str, int, int, int]] = []
    for document_id, (document, first) in enumerate(newcomers, first_id):
        for part, article in enumerate(document.articles):
            rowid = first + part
            _, key_id, content_hash = article.identity
            place = (key_id, key_id, content_hash, bundle_id, document_id, part)
            rows.append((rowid, rowid, 1, 1, article.shown_tags, *place, *article.row))
            bodies.append((rowid, article.packed))
            if article.shown_tags:
                tags += state.tag_rows(rowid, article.shown_tags, article.day_key, article.sort_key)
        articles += document.articles
    database.insert(
        _INSERT_DOCUMENT,
        [
            (document_id, bundle_id, each.source_id, each.path, each.sha256, each.problem)
            for document_id, (each, _) in enumerate(newcomers, first_id)
        ],
    )
    count_documents(database, bundle_id, [each.problem for each, _ in newcomers])
    database.insert(INSERT_ARTICLE, rows)
    count_articles(database, bundle_id, articles)
    database.insert("INSERT INTO body", bodies)
    state.file_under_tags(database, tags, is_unread=True)


def _found(database: Database, sql: str, values: Iterable[Any]) -> set[Any]:
    remaining = iter(values)
    found: set[Any] = set()
    while chunk := list(islice(remaining, _CHUNK)):
        found.update(value for (value,) in database.rows(f"{sql} ({','.join('?' * len(chunk))})", chunk))
    return found
