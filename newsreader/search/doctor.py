"""Why a query finds nothing: what each clause finds alone, and words that the index has instead."""

from __future__ import annotations

from typing import Protocol

from newsreader.search.highlights import Highlights
from newsreader.search.matching import edit_distance
from newsreader.search.nouns import Suggestion
from newsreader.search.query.syntax import And, Node, Word
from newsreader.search.tokens import query_tokens

_FIELDS = ("text_words",)
_MAX_WORDS = 5
_MAX_SUGGESTIONS = 3
_SHORT = 4
MAX_CLAUSES = 12


class Lexicon(Protocol):
    """The words of the index."""

    def with_prefix(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so."""

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands."""


def clauses_of(node: Node) -> tuple[Node, ...]:
    """The clauses that all must hold."""
    return node.clauses[:MAX_CLAUSES] if isinstance(node, And) else ()


def suggest(highlights: Highlights, lexicon: Lexicon) -> tuple[Suggestion, ...]:
    """For each word that the index does not have, the nearest that it has with the same first letter."""
    words = [clause.text for clause in highlights.clauses if isinstance(clause, Word)]
    found = (_nearest(word, lexicon) for word in words[:_MAX_WORDS])
    return tuple(suggestion for suggestion in found if suggestion)


def _nearest(written: str, lexicon: Lexicon) -> Suggestion | None:
    tokens = query_tokens(written)
    if len(tokens) != 1 or tokens[0].is_unspaced:
        return None
    word = tokens[0].text
    if any(lexicon.frequency(field, word) for field in _FIELDS):
        return None
    limit = 1 if len(word) <= _SHORT else 2
    candidates: dict[str, tuple[int, int]] = {}
    for field in _FIELDS:
        for term in lexicon.with_prefix(field, word[0]):
            distance = edit_distance(word, term, limit)
            if distance > limit:
                continue
            known = candidates.get(term, (distance, 0))
            candidates[term] = (distance, known[1] - lexicon.frequency(field, term))
    best = sorted(candidates, key=lambda term: (candidates[term], term))[:_MAX_SUGGESTIONS]
    return Suggestion(written, tuple(best)) if best else None
