"""Questions in natural language: which queries are such, and what they ask for when not every word counts."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import replace

from newsreader.search import stop_words
from newsreader.search.folding import fold
from newsreader.search.nouns import Found
from newsreader.search.query.syntax import (
    PROPERTIES,
    And,
    Everything,
    Most,
    Node,
    Not,
    Word,
    conjunction,
    most,
)

FEW = 10
"""Fewer articles than this are too few to be all that answers a question."""
_LONG = 5


def reads_as_question(text: str, node: Node, languages: Collection[str]) -> bool:
    """Whether somebody wrote a sentence, and not the words that all must be there.

    Such are plain words, besides dates and other properties, with at least two of those that every sentence
    has, or with a question mark at the end, or five and more.
    """
    if not isinstance(node, And):
        return False
    words = [clause for clause in node.clauses if not isinstance(clause, PROPERTIES)]
    plain = [fold(word.text) for word in words if isinstance(word, Word)]
    if len(plain) < len(words) or len(plain) < 2:
        return False
    return (
        len(plain) >= _LONG
        or text.rstrip().endswith(("?", "？"))
        or len(stop_words.among(plain, languages)) >= 2
    )


def loosened(node: Node, languages: Collection[str]) -> Node:
    """The query that most words answer, those that say little not counting; the same query where there are
    no words to choose from."""
    if not isinstance(node, And):
        return node
    wanted = [
        clause for clause in node.clauses if not isinstance(clause, (*PROPERTIES, Not, Most, Everything))
    ]
    idle = stop_words.among((fold(clause.text) for clause in wanted if isinstance(clause, Word)), languages)
    telling = [
        clause for clause in wanted if not (isinstance(clause, Word) and fold(clause.text) in idle)
    ] or wanted
    others = [clause for clause in node.clauses if clause not in wanted]
    return conjunction([most(conjunction(telling)), *others])


def followed(full: Found, loose: Found, limit: int | None, *, by_score: bool) -> Found:
    """Both answers as one: by score what has all the words stands before what has only most."""
    if full.is_cancelled or loose.is_cancelled:
        return replace(full, is_cancelled=True)
    partial = frozenset(loose.rowids) - frozenset(full.rowids)
    if not partial:
        return replace(
            full,
            rowids=full.rowids[:limit],
            scores=full.scores[:limit],
            sort_keys=full.sort_keys[:limit],
        )
    order = list(range(len(loose.rowids)))
    if by_score:
        order.sort(key=lambda place: loose.rowids[place] in partial)
    order = order[:limit]
    return replace(
        loose,
        rowids=array("q", map(loose.rowids.__getitem__, order)),
        scores=array("d", map(loose.scores.__getitem__, order)),
        sort_keys=array("q", map(loose.sort_keys.__getitem__, order)),
        partial=partial,
    )
