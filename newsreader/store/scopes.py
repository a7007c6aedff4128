"""Scopes as SQL: from which index a list is read, and what is left out of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from newsreader.store.connection import Database
from newsreader.store.packing import storable
from newsreader.store.records import Scope

ORDER = "{0}.day_key DESC, {0}.sort_key DESC, {0}.rowid"


class Selection(NamedTuple):
    """FROM and WHERE of a list. ``a`` is the article; ``order`` the alias whose index gives the order."""

    source: str
    where: str
    parameters: tuple[Any, ...]
    order: str = "a"
    index_name: str = ""

    @property
    def tables(self) -> str:
        """What to read from when the order matters; ``source`` alone serves to look one article up."""
        return f"{self.source} INDEXED BY {self.index_name}" if self.index_name else self.source

    @property
    def order_by(self) -> str:
        return ORDER.format(self.order)


def selection(database: Database, scope: Scope) -> Selection:
    """How to read a scope's articles in order, without sorting and without reading other articles' rows."""
    bundle_id = bundle_id_of(database, scope.bundle)
    where: list[str] = []
    parameters: list[Any] = []
    if scope.tag is not None:
        source, order, index = "article_tag AS t CROSS JOIN article AS a ON a.rowid = t.rowid", "t", ""
        where.append("t.tag = ?")
        parameters.append(storable(scope.tag))
    else:
        source, order, index = "article AS a", "a", _index(scope)
    if scope.starred_only:
        where.append("a.is_starred = 1")
    if scope.section is not None:
        where.append("a.section = ?")
        parameters.append(storable(scope.section))
    if scope.bundle is not None:
        where.append("a.bundle_id = ?")
        parameters.append(bundle_id)
    if scope.unread_only:
        where.append("a.is_unread = 1")
    # What is dismissed is not unread.
    if scope.dismissed != "with" and not (scope.unread_only and scope.dismissed == "out"):
        where.append(f"a.is_dismissed = {int(scope.dismissed == 'only')}")
    if not scope.all_versions:
        folding, more = _folding(scope, bundle_id)
        where.append(folding)
        parameters.extend(more)
    return Selection(source, " AND ".join(where) or "1", tuple(parameters), order, index)


def bundle_id_of(database: Database, name: str | None) -> int:
    """The bundle's id; -1, which none has, for a name that is not there."""
    if name is None:
        return -1
    found: int | None = database.value("SELECT id FROM bundle WHERE name = ?", (storable(name),))
    return -1 if found is None else found


def _index(scope: Scope) -> str:
    if scope.dismissed == "only":
        return "list_dismissed"
    if scope.starred_only:
        return "list_starred"
    if scope.section is not None:
        return "list_section"
    if scope.bundle is not None:
        return "list_bundle"
    if scope.all_versions or scope.dismissed == "with":
        return "list_articles"
    return "list_unread" if scope.unread_only else "list_stories"


def _folding(scope: Scope, bundle_id: int) -> tuple[str, list[Any]]:
    """The condition that leaves one article of each story, and its parameters.

    A star or a tag may sit on any version: there the representative stands for its story if it carries it,
    else the first that does.
    """
    if not scope.starred_only and scope.tag is None:
        in_bundle = scope.bundle is not None
        return ("a.is_bundle_representative = 1" if in_bundle else "a.is_representative = 1"), []
    other = [
        "o.story = a.story",
        "(o.is_representative, -o.rowid) > (a.is_representative, -a.rowid)",
    ]
    parameters: list[Any] = []
    if scope.starred_only:
        other.append("o.is_starred = 1")
    if scope.tag is not None:
        other.append("EXISTS (SELECT 1 FROM article_tag AS ot WHERE ot.rowid = o.rowid AND ot.tag = ?)")
        parameters.append(storable(scope.tag))
    if scope.section is not None:
        other.append("o.section = a.section")
    if scope.bundle is not None:
        other.append("o.bundle_id = ?")
        parameters.append(bundle_id)
    if scope.unread_only:
        other.append("o.is_unread = 1")
    return f"NOT EXISTS (SELECT 1 FROM article AS o WHERE {' AND '.join(other)})", parameters
