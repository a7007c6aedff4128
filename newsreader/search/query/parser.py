"""Parse a query; every string is one, and none takes more than time in proportion to its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from newsreader.search.query import leaves
from newsreader.search.query.lexer import Item, Lexer
from newsreader.search.query.syntax import (
    EVERYTHING,
    SAID,
    In,
    Node,
    Phrase,
    Word,
    conjunction,
    disjunction,
    is_plain,
    most,
    negation,
    said,
    within,
)

MAX_DEPTH = 32
"""Parentheses nested deeper than this are ignored."""
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Controls, marks that turn writing round, and what is no character: nobody means to search for them, and
what is understood of a query is shown."""
MAX_OPERANDS = 16
"""Words and phrases that NEAR joins; the others are left out."""
MAX_LENGTH = 200_000
"""Characters of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood, and what was not taken literally."""

    node: Node
    notes: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """Understand a query. Never fails: what is no syntax is words."""
    lexer = Lexer(_UNREADABLE.sub(" ", text[:MAX_LENGTH]))
    lexer.run()
    notes = list(lexer.notes)
    if len(text) > MAX_LENGTH:
        notes.append(f"only the first {MAX_LENGTH} characters are looked at")
    balanced = _balanced(lexer.items)
    if len(balanced) < len(lexer.items) and _depth(lexer.items) > MAX_DEPTH:
        notes.append(f"parentheses deeper than {MAX_DEPTH} are left out")
    return Query(_Parser(balanced).disjunction(), tuple(notes))


def _depth(items: list[Item]) -> int:
    """How many parentheses are open at most."""
    steps = ({"open": 1, "close": -1}.get(item.kind, 0) for item in items)
    return max(accumulate(steps), default=0)


def _balanced(items: list[Item]) -> list[Item]:
    """The items with every parenthesis paired and none nested too deep."""
    kept: list[Item] = []
    depth = 0
    for item in items:
        if item.kind == "open":
            depth += 1
            if depth > MAX_DEPTH:
                continue
        elif item.kind == "close":
            depth -= 1
            if depth < 0:
                depth = 0
                continue
            if depth >= MAX_DEPTH:
                continue
        kept.append(item)
    return kept + [Item("close")] * min(depth, MAX_DEPTH)


class _Parser:
    """Recursive descent: OR binds weakest, then AND (which is silent), then NOT and fields."""

    def __init__(self, items: list[Item]) -> None:
        self._items = [*items, Item("end")]
        self._place = 0

    def _next_kind(self) -> str:
        return self._items[self._place].kind

    def disjunction(self) -> Node:
        """Alternatives, up to a closing parenthesis or the end."""
        alternatives = [self._conjunction()]
        while self._next_kind() == "or":
            self._place += 1
            alternatives.append(self._conjunction())
        return disjunction(alternatives) if len(alternatives) > 1 else alternatives[0]

    def _conjunction(self) -> Node:
        clauses: list[Node] = []
        while (kind := self._next_kind()) not in ("or", "close", "end"):
            if kind == "near":
                distance = self._items[self._place].number
                self._place += 1
                self._join_near(clauses, distance)
            else:
                clauses.append(self._clause())
        return conjunction(clauses) if len(clauses) != 1 else clauses[0]

    def _join_near(self, clauses: list[Node], distance: int) -> None:
        if self._next_kind() in ("or", "close", "end", "near"):
            return
        right = self._clause()
        left = clauses[-1] if clauses else EVERYTHING
        field = left.field if isinstance(left, In) else ""
        left = left.clause if isinstance(left, In) else left
        if not isinstance(left, (Word, Phrase)) or not isinstance(right, (Word, Phrase)):
            clauses.append(right)
            return
        operands, distances = [left, right], [distance]
        while self._next_kind() == "near" and self._is_word_at(self._place + 1):
            distances.append(self._items[self._place].number)
            self._place += 1
            following = self._clause()
            assert isinstance(following, (Word, Phrase))
            operands.append(following)
        joined = leaves.nearby(operands[:MAX_OPERANDS], distances[: MAX_OPERANDS - 1])
        clauses[-1] = within(field, joined) if field else joined

    def _is_word_at(self, place: int) -> bool:
        return place < len(self._items) and isinstance(self._items[place].node, (Word, Phrase))

    def _clause(self) -> Node:
        """One clause with what stands before it: any number of NOTs and at most one field that counts."""
        is_negated = has_most = False
        field = ""
        while (item := self._items[self._place]).kind in ("not", "field", "most"):
            self._place += 1
            if item.kind == "not":
                is_negated = not is_negated
            elif item.kind == "most":
                has_most = True
            else:
                field = item.name
        clause = self._operand()
        clause = most(clause) if has_most else clause
        if field == SAID and clause != EVERYTHING:
            clause = said(clause, conjunction(self._plain_words()))
        elif field:
            clause = within(field, clause)
        return negation(clause) if is_negated else clause

    def _plain_words(self) -> Iterator[Node]:
        """What follows a speaker: words and phrases up to anything else."""
        while self._next_kind() == "leaf":
            node = self._items[self._place].node
            is_near = (
                self._items[self._place + 1 : self._place + 2] and self._items[self._place + 1].kind == "near"
            )
            if is_near or not (is_plain(node) or node == EVERYTHING):
                return
            self._place += 1
            yield node

    def _operand(self) -> Node:
        item = self._items[self._place]
        if item.kind not in ("leaf", "open"):
            return EVERYTHING
        self._place += 1
        if item.kind == "leaf":
            return item.node
        clause = self.disjunction()
        self._place += 1
        return clause
