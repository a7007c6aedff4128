"""How a query that is being typed may go on: fields, what stands in them in this library, words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newsreader.store import Scope, Store

if TYPE_CHECKING:
    from newsreader.search import SearchIndex

MOST = 24
"""Choices at most."""
_COLUMNS = {"by": "byline", "place": "place", "agency": "agency", "lang": "language"}
_YEAR_TYPED = 5


class Choice(NamedTuple):
    """What may stand in place of what was typed, and how many articles have it, where that is known."""

    text: str
    articles: int | None = None


class Choices(NamedTuple):
    """Ways to go on, likeliest first; they take the place of what stands from ``start`` on."""

    start: int = 0
    choices: tuple[Choice, ...] = ()


class Completing:
    """Answers from one library. For one thread; what stands in fields is kept until somebody has written."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index
        self._stamp = (-1, -1)
        self._values: dict[str, list[tuple[str, int]]] = {}

    def complete(self, text: str) -> Choices:
        """Ways to go on with a query, of which ``text`` is what stands before the caret."""
        from newsreader.search.completion import WORD_FIELDS, beginning, fields_beginning, unfinished

        piece = unfinished(text)
        if piece.field not in WORD_FIELDS:
            values = self._values_of(piece.field, piece.typed)
            found = beginning(values, piece.typed, MOST)
            return Choices(
                piece.start, tuple(Choice(_quoted(value), count or None) for value, count in found)
            )
        fields = [] if piece.field or piece.is_quoted else fields_beginning(piece.typed)
        words = self._index.words_beginning(piece.typed, MOST)
        choices = [Choice(f"{name}:") for name in fields]
        choices += [Choice(word, count) for word, count in words if word != piece.typed]
        return Choices(piece.start, tuple(choices))

    def _values_of(self, field: str, typed: str) -> list[tuple[str, int]]:
        from newsreader.search.completion import FIXED

        if field in FIXED:
            return [(value, 0) for value in FIXED[field]]
        stamp = self._store.stamp()
        if stamp != self._stamp:
            self._stamp, self._values = stamp, {}
        kind = field
        if field in ("date", "before", "after"):
            kind = "months" if len(typed) >= _YEAR_TYPED else "years"
        if kind not in self._values:
            self._values[kind] = self._counted(kind)
        return self._values[kind]

    def _counted(self, kind: str) -> list[tuple[str, int]]:
        match kind:
            case "bundle":
                return [(bundle.name, bundle.articles) for bundle in self._store.bundles()]
            case "section":
                return [(name, articles) for name, articles, _ in self._store.sections()]
            case "tag":
                return self._store.tags()
            case "years" | "months":
                return self._dates(4 if kind == "years" else 7)
            case _ if kind in _COLUMNS:
                return self._store.values(_COLUMNS[kind])
            case _:
                return []

    def _dates(self, length: int) -> list[tuple[str, int]]:
        counted: Counter[str] = Counter()
        for day in self._store.days(Scope(all_versions=True)):
            if day.day and len(day.day) >= length:
                counted[day.day[:length]] += day.count
        return sorted(counted.items())


def _quoted(value: str) -> str:
    """A value as it stands in a query: in quotes if it would not be one word."""
    from newsreader.search.query.leaves import PLAIN

    return value if PLAIN.fullmatch(value) else '"' + value.replace('"', " ").replace("\\", " ") + '"'
