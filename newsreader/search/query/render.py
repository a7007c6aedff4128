"""Write a query tree in the query language, in the one form that parses back to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.search.query.leaves import OPERATOR, PLAIN
from newsreader.search.query.syntax import (
    After,
    And,
    Before,
    Dates,
    Everything,
    Exact,
    Filter,
    Fuzzy,
    In,
    Leaf,
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
    is_plain,
)


def render(node: Node) -> str:
    """The query as text; empty for everything."""
    match node:
        case Everything():
            return ""
        case And(clauses):
            return " ".join(_joined(clauses))
        case Or(clauses):
            return " OR ".join(_grouped(clause, And) for clause in clauses)
        case Most(clauses):
            return f"most:({render(And(clauses))})"
        case Not(clause):
            return "-" + _grouped(clause, (And, Or))
        case Said(speaker, words):
            return f"said:{_grouped(speaker, (And, Or))} {render(words)}".rstrip()
        case In(field, clause):
            return f"{field}:{_grouped(clause, (And, Or))}"
        case _:
            return _leaf(node)


def _joined(clauses: Sequence[Node]) -> Iterator[str]:
    """The clauses of an AND; of what was said, words that stand outside must not become part."""
    for number, clause in enumerate(clauses):
        text = _grouped(clause, Or)
        followed = number + 1 < len(clauses) and is_plain(clauses[number + 1])
        if followed and isinstance(clause, Said):
            yield f"({text})"
        elif followed and isinstance(clause, Not) and isinstance(clause.clause, Said):
            yield f"-({text[1:]})"
        else:
            yield text


def _grouped(node: Node, kinds: type | tuple[type, ...]) -> str:
    return f"({render(node)})" if isinstance(node, kinds) else render(node)


def _leaf(node: Leaf) -> str:
    match node:
        case Word(text):
            return f'"{text}"' if OPERATOR.fullmatch(text) else text
        case Exact(text):
            return f"={text}" if PLAIN.fullmatch(text) else f'="{text}"'
        case Phrase(text):
            return f'"{text}"'
        case Near(text, distance):
            return f'"{text}"~{distance}'
        case Nearby(operands, distances):
            rest = zip(distances, operands[1:], strict=True)
            return render(operands[0]) + "".join(f" NEAR/{number} {render(each)}" for number, each in rest)
        case Prefix(text):
            return f"{text}*"
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~" if distance == 1 else f"{text}~{distance}"
        case Filter(field, value):
            return f"{field}:{value}" if PLAIN.fullmatch(value) else f'{field}:"{value}"'
        case _:
            return _bounds(node)


def _bounds(node: Dates | Before | After | Newer | WordCount) -> str:
    match node:
        case Before(date):
            return f"before:{date}"
        case After(date):
            return f"after:{date}"
        case Newer(count, unit):
            return f"newer:{count}{unit}"
        case Dates(first, last):
            return f"date:{first}" if first == last else f"date:{first}..{last}"
        case WordCount(low, high):
            return f"words:{_count_range(low, high)}"


def _count_range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"
