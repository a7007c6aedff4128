"""The weighting for queries that Whoosh's own matchers step through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh import scoring

from newsreader.search import schema


class Weighting(scoring.BM25F):  # type: ignore[misc]
    """BM25F with another idf, which depends on nothing but in how many documents a term is."""

    def __init__(self, idf: Callable[[int], float]) -> None:
        super().__init__(B=schema.B, K1=schema.K1)
        self._idf = idf

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        return self._idf(searcher.get_parent().doc_frequency(fieldname, text))
