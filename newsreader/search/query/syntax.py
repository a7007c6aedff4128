"""What a query says: a tree of frozen nodes, and the constructors that keep the tree in one canonical form.

Canonical means: no AND directly inside an AND (or OR inside an OR), no twins among the clauses, no clause
that says nothing, no double negation, fields as far out as they were written. Two queries that read the
same are equal, and ``parse(render(node)) == node``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TEXT_FIELDS = ("title", "lede", "body", "by", "place", "agency", "section", "url")
SAID = "said"
STATES = ("read", "unread", "starred", "stub", "updated", "undated", "inferred", "dismissed")


@dataclass(frozen=True, slots=True)
class Everything:
    """No condition at all."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, found with its inflections. It may have parts: ``S-400``."""

    text: str


@dataclass(frozen=True, slots=True)
class Exact:
    """A word or phrase, found as it is written (but case- and accent-blind)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Words in any order with at most ``distance`` others between them in all."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Nearby:
    """Words and at least one phrase in any order, with at most ``distances`` in all others between them; one
    distance fewer than operands."""

    operands: tuple[Word | Phrase, ...]
    distances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this shape; ``*`` stands for any characters, ``?`` for one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that differ in at most ``distance`` letters."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class In:
    """A clause that is looked for in one field only."""

    field: str
    clause: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """A property: ``is``, ``has``, ``tag``, ``bundle``, ``lang``, ``score`` with its value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Published from ``first`` to ``last``, both included: ISO year, month or day, or empty for open."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Before:
    """Published before this year, month or day began."""

    date: str


@dataclass(frozen=True, slots=True)
class After:
    """Published after this year, month or day ended."""

    date: str


@dataclass(frozen=True, slots=True)
class Newer:
    """Published in the last ``count`` days, weeks, months or years (``d w m y``) up to the newest article."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class WordCount:
    """Articles of at least ``low`` and at most ``high`` words; None for open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """Words inside one quotation of somebody; with ``words`` everything, he is quoted at all.

    ``speaker`` is a word or phrase of a name, or several joined with AND and OR; so are ``words`` with AND.
    """

    speaker: Node
    words: Node


@dataclass(frozen=True, slots=True)
class And:
    """All clauses hold."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one clause holds."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """Enough of the clauses hold: those that tell most of the words count for most."""

    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The clause does not hold."""

    clause: Node


Leaf = (
    Word
    | Exact
    | Phrase
    | Near
    | Nearby
    | Prefix
    | Wildcard
    | Fuzzy
    | Filter
    | Dates
    | Before
    | After
    | Newer
    | WordCount
)
Node = Everything | Leaf | In | Said | And | Or | Most | Not
PROPERTIES = (Filter, Dates, Before, After, Newer, WordCount)
"""What is asked of an article beside its words."""

EVERYTHING = Everything()


def conjunction(clauses: Iterable[Node]) -> Node:
    """All of these; those that say nothing are left out."""
    different = _different(clauses, And)
    return And(different) if len(different) > 1 else different[0] if different else EVERYTHING


def disjunction(clauses: Iterable[Node]) -> Node:
    """Any of these; those that say nothing are left out (somebody is still typing)."""
    different = _different(clauses, Or)
    return Or(different) if len(different) > 1 else different[0] if different else EVERYTHING


def _different(clauses: Iterable[Node], kind: type[And | Or]) -> tuple[Node, ...]:
    """Those that say something, each once, in order; the parts of one of the same kind in place of it."""
    flat: dict[Node, None] = {}
    for clause in clauses:
        for part in clause.clauses if isinstance(clause, kind) else (clause,):
            if not isinstance(part, Everything):
                flat[part] = None
    return tuple(flat)


def most(clause: Node) -> Node:
    """Most of what is joined by AND; properties, and what is not wanted, stay conditions of their own."""
    if not isinstance(clause, And):
        return clause
    fixed = (*PROPERTIES, Not)
    words = tuple(part for part in clause.clauses if not isinstance(part, fixed))
    others = (part for part in clause.clauses if isinstance(part, fixed))
    return conjunction([Most(words) if len(words) > 1 else conjunction(words), *others])


def negation(clause: Node) -> Node:
    """Not this."""
    if clause == EVERYTHING:
        return EVERYTHING
    return clause.clause if isinstance(clause, Not) else Not(clause)


def is_plain(node: Node) -> bool:
    """Words or phrases, with no operator between them that must be written."""
    if isinstance(node, And):
        return all(map(is_plain, node.clauses))
    return isinstance(node, (Word, Exact, Phrase, Prefix, Wildcard, Fuzzy))


def said(speaker: Node, words: Node) -> Node:
    """These plain words in one quotation of the speaker. What names nobody is a clause like any other."""
    name = _name(speaker)
    return conjunction((speaker, words)) if name == EVERYTHING else Said(name, words)


def _name(node: Node) -> Node:
    """Of a clause what can be a name."""
    match node:
        case And(clauses):
            return conjunction(map(_name, clauses))
        case Or(clauses):
            return disjunction(map(_name, clauses))
        case _:
            return node if is_plain(node) else EVERYTHING


def within(field: str, clause: Node) -> Node:
    """This clause in one field; a clause that names its own field, or has none, stays as it is."""
    if isinstance(clause, Not):
        return negation(within(field, clause.clause))
    if isinstance(clause, (Everything, In, Said, Filter, Dates, Before, After, Newer, WordCount)):
        return clause
    return In(field, clause)
