"""From what a query says to a Whoosh query over the fields of the index."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import Any, Protocol

import numpy as np
from whoosh import query as wq

from newsreader.search import schema
from newsreader.search.coverage import Enough
from newsreader.search.evaluation import Segment
from newsreader.search.folding import fold
from newsreader.search.languages import name_stems_of, stems_of
from newsreader.search.matching import resembling, wildcard_regex
from newsreader.search.nodes import AnyLike, AnyTerm, Close, Every, Flag, NumberRange, Rowids, Slot, Together
from newsreader.search.nouns import StateLookup
from newsreader.search.query.syntax import (
    EVERYTHING,
    After,
    And,
    Before,
    Dates,
    Everything,
    Exact,
    Filter,
    Fuzzy,
    In,
    Most,
    Near,
    Nearby,
    Newer,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Said,
    Wildcard,
    Word,
    WordCount,
)
from newsreader.search.quotations import InSpeech, Name
from newsreader.search.tokens import QueryToken, joined_word, query_tokens

FIELD_NAMES = {"by": "byline"}
MAX_NUMBER = 2**32
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_MIN_JOINED = 3
_MAX_SCORED_FORMS = 16
_MAX_NAMES = 64
"""Alternatives of a speaker's name that are looked for."""


class Vocabulary(Protocol):
    """What the index knows that a query depends on."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the documents."""

    @property
    def segments(self) -> Sequence[Segment]:
        """Where the documents are."""

    def with_prefix(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so."""

    def newest_day(self) -> datetime.date | None:
        """The day of the newest dated document."""

    def is_known(self, field: str, term: bytes) -> bool:
        """Has any document the term?"""


class Compiler:
    """Compiles queries against one state of the index."""

    def __init__(self, vocabulary: Vocabulary, state: StateLookup) -> None:
        self._vocabulary = vocabulary
        self._state = state

    def compile(self, node: Node, name: str = schema.TEXT) -> Any:
        """The Whoosh query; words without a field of their own are looked for in the field ``name``."""
        match node:
            case Everything():
                return Every()
            case And(clauses):
                return self._conjunction(clauses, name)
            case Or(clauses):
                return wq.Or([self.compile(clause, name) for clause in clauses])
            case Most(clauses):
                return Enough([self.compile(clause, name) for clause in clauses], self._vocabulary.segments)
            case Not(clause):
                return wq.AndNot(Every(), self.compile(clause, name))
            case Said(speaker, words):
                return self._said(speaker, words)
            case In(field, clause):
                return self.compile(clause, FIELD_NAMES.get(field, field))
            case Filter(field, value):
                return self._filter(field, value)
            case Dates() | Before() | After() | Newer():
                return NumberRange("date", *self._days(node))
            case WordCount(low, high):
                return NumberRange("words", low or 0, MAX_NUMBER if high is None else high)
            case _:
                return _any(self._in_field(node, name))

    def _conjunction(self, clauses: tuple[Node, ...], name: str) -> Any:
        wanted = [self.compile(clause, name) for clause in clauses if not isinstance(clause, Not)]
        unwanted = [self.compile(clause.clause, name) for clause in clauses if isinstance(clause, Not)]
        query = wq.And(wanted) if wanted else Every()
        return wq.AndNot(query, wq.Or(unwanted)) if unwanted else query

    def _filter(self, field: str, value: str) -> Any:
        match field, value:
            case "lang", _:
                return AnyTerm("language", (value.encode(),), 0.0)
            case "bundle", _:
                return AnyTerm("bundle", (_bytes(schema.label(value)),), 0.0)
            case "is", "stub":
                return Flag(schema.IS_STUB)
            case "is", "inferred":
                return Flag(schema.IS_INFERRED)
            case "is", "undated":
                return NumberRange("date", 0, 0)
            case _:
                rowids = self._state.rowids(field, value)
                return Rowids(np.fromiter(rowids, np.int64, len(rowids)))

    def _said(self, speaker: Node, words: Node) -> Any:
        names = tuple(self._names(speaker))[:_MAX_NAMES]
        if words == EVERYTHING:
            return InSpeech(names)
        plain = words.clauses if isinstance(words, And) else (words,)
        asked = [self._in_field(word, schema.TEXT) for word in plain]
        # The words are scored as they are anywhere.
        return wq.And([InSpeech(names, asked), *map(_any, asked)])

    def _names(self, node: Node) -> Iterator[Name]:
        """The alternatives of a name."""
        match node:
            case And(clauses):
                each = [tuple(self._names(clause))[:_MAX_NAMES] for clause in clauses]
                for parts in islice(product(*each), _MAX_NAMES):
                    yield tuple(chain.from_iterable(parts))
            case Or(clauses):
                yield from chain.from_iterable(map(self._names, clauses))
            case Word(text) | Phrase(text) | Exact(text):
                yield tuple(terms for _, terms in self._slots(query_tokens(text), schema.SAID))
            case Prefix(text):
                yield tuple(
                    terms for _, terms in self._slots(query_tokens(text), schema.SAID, is_prefix=True)
                )
            case Wildcard(pattern):
                pattern = fold(pattern)
                known = self._vocabulary.with_prefix(schema.SAID, re.split(r"[*?]", pattern, maxsplit=1)[0])
                fits = wildcard_regex(pattern).fullmatch
                yield (tuple(_bytes(term) for term in known if fits(term)),)
            case Fuzzy(text, distance):
                known = self._vocabulary.with_prefix(schema.SAID, fold(text)[:1])
                yield (tuple(_bytes(known[number]) for number in resembling(fold(text), known, distance)),)
            case _:
                raise AssertionError(node)

    def _days(self, node: Node) -> tuple[int, int]:
        match node:
            case Dates(first, last):
                return (_first_day(first) if first else 1), (_last_day(last) if last else MAX_NUMBER)
            case Before(date):
                return 1, _first_day(date) - 1
            case After(date):
                return _last_day(date) + 1, MAX_NUMBER
            case Newer(count, unit):
                newest = self._vocabulary.newest_day()
                days = min(count * _DAYS[unit], newest.toordinal() - 1) if newest else 0
                since = newest - datetime.timedelta(days) if newest else datetime.date.min
                return schema.day_number(since.isoformat()), MAX_NUMBER
            case _:
                raise AssertionError(node)

    def _in_field(self, node: Node, field: str) -> list[Any]:
        """Queries of which any will do; none where the index cannot have it."""
        boost = schema.BOOSTS.get(field, 1.0)
        if isinstance(node, Word):
            return self._row(node.text, field, boost) + self._joined(node.text, field, boost)
        words = schema.words_field(field)
        match node:
            case Phrase(text):
                return self._row(text, field, boost)
            case Exact(text):
                return self._row(text, words, boost)
            case Prefix(text):
                return self._row(text, words, boost, is_prefix=True)
            case Near(text, distance):
                slots = self._slots(query_tokens(text), field)
                window = distance + len(slots) - 1
                return [Together(field, slots, window, boost)] if all(terms for _, terms in slots) else []
            case Nearby(operands, distances):
                rows = [self._slots(query_tokens(operand.text), field) for operand in operands]
                if not all(terms for slots in rows for _, terms in slots):
                    return []
                return [Close(tuple(Together(field, slots, boost=boost) for slots in rows), sum(distances))]
            case Wildcard(pattern):
                return [self._wild(words, pattern, boost)]
            case Fuzzy(text, distance):
                return self._fuzzy(text, distance, words, boost)
            case _:
                raise AssertionError(node)

    def _row(self, text: str, field: str, boost: float, *, is_prefix: bool = False) -> list[Any]:
        """Words in a row; of a single one each form is a term of its own, with its own rarity."""
        tokens = query_tokens(text)
        if is_prefix and len(tokens) == 1 and not tokens[0].is_unspaced:
            return [AnyLike(field, _bytes(tokens[0].text), boost=boost)]
        slots = self._slots(tokens, field, is_prefix=is_prefix)
        if not slots or not all(terms for _, terms in slots):
            return []
        if len(slots) > 1:
            return [Together(field, slots, boost=boost)]
        terms = slots[0][1]
        if is_prefix or len(terms) > _MAX_SCORED_FORMS:
            return [AnyTerm(field, terms, boost)]
        return self._terms(field, terms, boost)

    def _joined(self, text: str, field: str, boost: float) -> list[Any]:
        """``e-mail`` also stands written as one word."""
        joined = joined_word(text)
        if len(joined) < _MIN_JOINED:
            return []
        return self._terms(field, self._forms(joined, field), boost)

    def _terms(self, field: str, terms: tuple[bytes, ...], boost: float) -> list[Any]:
        """Those that are in the index at all."""
        return [wq.Term(field, term, boost=boost) for term in terms if self._vocabulary.is_known(field, term)]

    def _slots(
        self, tokens: Sequence[QueryToken], field: str, *, is_prefix: bool = False
    ) -> tuple[Slot, ...]:
        slots: list[Slot] = []
        for token in tokens:
            if token.is_open or (is_prefix and token is tokens[-1] and not token.is_unspaced):
                terms = tuple(map(_bytes, self._vocabulary.with_prefix(field, token.text)))
            else:
                terms = self._forms(token.text, field)
            slots.append((token.position, terms))
        return tuple(slots)

    def _forms(self, word: str, field: str) -> tuple[bytes, ...]:
        if field == schema.SAID:
            return tuple(map(_bytes, name_stems_of(word, self._vocabulary.languages)))
        if field not in (schema.TEXT, *schema.STEMMED):
            return (_bytes(word),)
        return tuple(map(_bytes, stems_of(word, self._vocabulary.languages)))

    def _wild(self, field: str, pattern: str, boost: float) -> Any:
        pattern = fold(pattern)
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        fits = wildcard_regex(pattern).fullmatch
        # Most words lack the longest piece, and that is soon seen.
        piece = max(re.split(r"[*?]", pattern), key=len)

        def fitting(terms: list[str]) -> list[int]:
            return [number for number, term in enumerate(terms) if piece in term and fits(term)]

        return AnyLike(field, _bytes(prefix), fitting, boost)

    def _fuzzy(self, text: str, distance: int, field: str, boost: float) -> list[Any]:
        """The first letter is taken to be right, as spelling mistakes seldom are there."""
        tokens = query_tokens(text)
        if len(tokens) != 1 or tokens[0].is_unspaced:
            return self._row(text, field, boost)
        word = tokens[0].text
        return [AnyLike(field, _bytes(word[0]), lambda terms: resembling(word, terms, distance), boost)]


def _any(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else wq.Or(queries)


def _bytes(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")


def _first_day(date: str) -> int:
    return int(date.replace("-", "").ljust(8, "0"))


def _last_day(date: str) -> int:
    return int(date.replace("-", "").ljust(8, "9"))
