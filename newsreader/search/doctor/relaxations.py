"""Other clauses that ask for less than one that finds nothing, likelier ones first."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsreader.search.query import leaves
from newsreader.search.query.syntax import (
    EVERYTHING,
    After,
    And,
    Before,
    Dates,
    Exact,
    Filter,
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
    Word,
    WordCount,
    conjunction,
    disjunction,
    within,
)

NEARBY = 5
_PREFIX_AT_LEAST = 4


class Variant(NamedTuple):
    """A clause in place of another, and how far it is from what was asked: 0 for a spelling."""

    cost: float
    node: Node


def variants(clause: Node) -> Iterator[Variant]:
    """Weaker clauses than this one; what leaves it out altogether is not among them."""
    match clause:
        case In(field, inner):
            yield from (Variant(one.cost, within(field, one.node)) for one in variants(inner))
            yield Variant(1.0, inner)
        case Said(speaker, words) if words != EVERYTHING:
            yield Variant(1.0, conjunction((words, Said(speaker, EVERYTHING))))
        case Exact(text):
            yield Variant(0.5, leaves.phrase(text))
        case Phrase(text):
            yield Variant(1.0, Near(text, NEARBY))
            yield Variant(2.0, conjunction(map(leaves.word, text.split())))
        case Near(text, distance):
            if distance < 2 * NEARBY:
                yield Variant(1.0, Near(text, 4 * NEARBY))
            yield Variant(1.5, conjunction(map(leaves.word, text.split())))
        case Nearby(operands):
            yield Variant(1.5, conjunction(operands))
        case Word(text) if len(text) >= _PREFIX_AT_LEAST:
            yield Variant(2.5, Prefix(text))
        case Dates() | Before() | After() | Newer():
            yield from (Variant(1.8 + 0.1 * step, node) for step, node in enumerate(wider(clause)))
        case _:
            return


def wider(dates: Dates | Before | After | Newer) -> Iterator[Node]:
    """Longer and longer times around a time."""
    match dates:
        case Newer(_, unit):
            units = "dwmy"
            yield from (Newer(1, longer) for longer in units[units.index(unit) + 1 :])
            yield from (Newer(years, "y") for years in (5, 25))
        case Before(date) | After(date) if len(date) > 4:
            year = int(date[:4]) + (1 if isinstance(dates, Before) else -1)
            if 1 <= year <= 9998:
                yield type(dates)(f"{year:04}")
        case Dates(first, last) if first and last:
            if first[:7] == last[:7] and len(first) > 7:
                yield Dates(first[:7], last[:7])
            if len(first) > 4 or len(last) > 4:
                yield Dates(first[:4], last[:4])
            for years in (1, 5):
                low, high = int(first[:4]) - years, int(last[:4]) + years
                if low >= 1 and high <= datetime.MAXYEAR:
                    yield Dates(f"{low:04}", f"{high:04}")
        case _:
            return


def is_words(clause: Node) -> bool:
    """Whether a clause asks for words, so that any of several such may do."""
    return not isinstance(clause, Not | Filter | Dates | Before | After | Newer | WordCount)


def words_in(node: Node) -> Iterator[str]:
    """The words a query asks for, as they were written; not those it does not want, nor patterns."""
    match node:
        case And(clauses) | Or(clauses) | Most(clauses):
            for clause in clauses:
                yield from words_in(clause)
        case Nearby(operands):
            for operand in operands:
                yield from words_in(operand)
        case In(_, clause) | Said(_, clause):
            yield from words_in(clause)
        case Word(text) | Phrase(text) | Near(text, _) | Exact(text):
            yield from text.split()
        case _:
            return


def respelt(node: Node, spellings: Mapping[str, str]) -> Node:
    """The query with other words in place of some."""
    match node:
        case And(clauses):
            return conjunction(respelt(clause, spellings) for clause in clauses)
        case Or(clauses):
            return disjunction(respelt(clause, spellings) for clause in clauses)
        case In(field, clause):
            return within(field, respelt(clause, spellings))
        case Said(speaker, words):
            return Said(speaker, respelt(words, spellings))
        case Word(text):
            return leaves.word(spellings.get(text, text))
        case Phrase(text):
            return leaves.phrase(_respelt_text(text, spellings))
        case Exact(text):
            return leaves.exact(_respelt_text(text, spellings))
        case Near(text, distance):
            return leaves.near(_respelt_text(text, spellings), distance)
        case _:
            return node


def _respelt_text(text: str, spellings: Mapping[str, str]) -> str:
    return " ".join(spellings.get(word, word) for word in text.split())
