"""Who gets which id: when documents lay claim to the same one, when they move, when they shift in a file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from newsreader.store.connection import Database
from newsreader.store.identity import Identity


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands. ``is_rewrite`` says that another, or an earlier one, stood there before."""

    document_id: int
    part: int
    source_id: int
    is_rewrite: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """The article that has an id now."""

    rowid: int
    id: str
    key_id: str
    content_hash: str
    title: str
    bundle_id: int
    document_id: int


class Claims:
    """Gives ids to the articles of one bundle, within one transaction of the caller's."""

    def __init__(self, database: Database, bundle_id: int, unavailable: Collection[int]) -> None:
        self._database = database
        self._bundle_id = bundle_id
        self._unavailable = frozenset(unavailable) - {bundle_id}
        self._tried_variants: dict[tuple[str, str], int] = {}
        self.renamed: list[int] = []
        """Articles that had to leave their id to another; their marks are to be shown anew."""

    def claim(self, identity: Identity, place: Place) -> tuple[str, Holder | None]:
        """The id for an article, and the article of a bundle gone from disk whose row it is to take over."""
        holder = self.holder("id", identity.key_id)
        if holder is None or (holder.bundle_id in self._unavailable and not place.is_rewrite):
            return identity.key_id, holder
        differs = holder.content_hash != identity.content_hash
        if place.is_rewrite and not differs and self._is_in_source(holder, place.source_id):
            # Articles have shifted within their file: this is the one that had the id; the holder's own
            # turn to be written anew is still to come.
            self._database.execute(
                "UPDATE article SET id = ? WHERE rowid = ?",
                (self._variant(identity, differs=False, take_over=False)[0], holder.rowid),
            )
            self.renamed.append(holder.rowid)
            return identity.key_id, None
        return self._variant(identity, differs=differs, take_over=not place.is_rewrite)

    def _variant(self, identity: Identity, *, differs: bool, take_over: bool) -> tuple[str, Holder | None]:
        tried = (identity.key, identity.content_hash if differs else "")
        while True:
            number = self._tried_variants[tried] = self._tried_variants.get(tried, 0) + 1
            id = identity.variant(number, differs=differs)
            holder = self.holder("id", id)
            if holder is None or (take_over and holder.bundle_id in self._unavailable):
                return id, holder

    def holder(self, column: Literal["id", "rowid"], value: str | int) -> Holder | None:
        row = self._database.row(
            "SELECT rowid, id, key_id, content_hash, title, bundle_id, document_id"
            f" FROM article WHERE {column} = ?",
            (value,),
        )
        return Holder(*row) if row else None

    def _is_in_source(self, holder: Holder, source_id: int) -> bool:
        found = self._database.value("SELECT source_id FROM document WHERE id = ?", (holder.document_id,))
        return bool(found == source_id)
