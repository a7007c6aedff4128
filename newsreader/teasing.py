"""Teasers of articles that the library does not have, as rows of the list that asks for stubs.

Their rowids are below 0, so that they are never taken for articles: nothing can be marked on them.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from newsreader.store import Scope, Store

if TYPE_CHECKING:
    from newsreader.listing import View

_EVERYWHERE = Scope()


def teasers_for(view: View, store: Store) -> list[tuple[int, int]]:
    """The teasers that a view asks for with ``is:stub``, alone or with plain words: rowid and sort key, the
    newest first. None for any other query."""
    if "stub" not in view.query or view.scope._replace(all_versions=False, dismissed="out") != _EVERYWHERE:
        return []
    words = _words_with_stub(view.query)
    if words is None:
        return []
    return [
        (-id, sort_key)
        for id, sort_key, title, summary in store.unmet.all()
        if not words or _has(f"{title}\n{summary}", words)
    ]


def merged(
    rowids: array[int], sort_keys: array[int], teasers: list[tuple[int, int]], order: str
) -> tuple[array[int], array[int]]:
    """Rows with teasers among them where they are in the order of time, else after them."""
    rows = [*zip(rowids, sort_keys, strict=True), *teasers]
    if order in ("newest", "oldest"):
        undated = min((key for _, key in rows), default=0)
        sign = -1 if order == "newest" else 1
        # What has no date stands last in either order; the rest is stable.
        rows.sort(key=lambda row: (row[1] == undated and undated < -(2**60), sign * row[1]))
    return array("q", (row[0] for row in rows)), array("q", (row[1] for row in rows))


def _words_with_stub(query: str) -> list[str] | None:
    """The plain words beside ``is:stub``; None where that is not asked for, or anything else is."""
    from newsreader.search import parse
    from newsreader.search.query.syntax import And, Filter, Word

    node = parse(query).node
    clauses = node.clauses if isinstance(node, And) else (node,)
    if Filter("is", "stub") not in clauses:
        return None
    others = [clause for clause in clauses if clause != Filter("is", "stub")]
    words = [other.text for other in others if isinstance(other, Word)]
    return words if len(words) == len(others) else None


def _has(text: str, words: list[str]) -> bool:
    from newsreader.search.folding import fold

    there = [word.strip("\"'“”‘’(),.:;!?") for word in fold(text).split()]
    return all(any(word.startswith(fold(wanted)) for word in there) for wanted in words)
