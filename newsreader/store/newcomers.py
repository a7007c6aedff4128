"""Which of many documents are new in every respect, asked once for all of them: such need no second look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from newsreader.store.connection import Database
from newsreader.store.preparation import PreparedArticle

_CHUNK = 400


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
        on it is known."""
        place, names = (document.source_id, document.path), document.names()
        is_repeated = len(set(names)) < len(names)
        is_known = is_repeated or place in self._places or not self._names.isdisjoint(names)
        self._places.add(place)
        self._names.update(names)
        return is_known


def _found(database: Database, sql: str, values: Iterable[Any]) -> set[Any]:
    remaining = iter(values)
    found: set[Any] = set()
    while chunk := list(islice(remaining, _CHUNK)):
        found.update(value for (value,) in database.rows(f"{sql} ({','.join('?' * len(chunk))})", chunk))
    return found
