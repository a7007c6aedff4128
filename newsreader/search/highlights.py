"""Which words of a text are hits of a query, and where; knows nothing of the index."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from newsreader.search.folding import fold
from newsreader.search.languages import stem
from newsreader.search.matching import is_within, wildcard_regex
from newsreader.search.query.syntax import (
    And,
    Exact,
    Fuzzy,
    In,
    Most,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)
from newsreader.search.tokens import QueryToken, Token, query_tokens, tokenise

_Test = Callable[[Token, str], bool]
"""Is this token, whose stem is given, the wanted one?"""
_MARKED_FIELDS = ("title", "lede", "body")


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit in a text: ``text[start:end]``, and the number of the clause that it answers."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Highlights:
    """The words that a query looks for. Frozen and small: it may travel between threads and processes."""

    clauses: tuple[Node, ...] = ()
    """Word, phrase, prefix ... clauses, in the order of the query; what is negated is not among them."""

    @classmethod
    def of(cls, node: Node) -> Highlights:
        """What to mark for a query. Names of fields are taken loosely: what is asked of the title is also
        marked in the text; what is asked of the byline or the place is not."""
        return cls(tuple(dict.fromkeys(_wanted(node))))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def spans(self, text: str, language: str) -> list[tuple[int, int]]:
        """Places of the hits in a text, ascending, without overlaps."""
        merged: list[tuple[int, int]] = []
        for mark in self.marks(text, language):
            if merged and mark.start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], mark.end))
            else:
                merged.append((mark.start, mark.end))
        return merged

    def marks(self, text: str, language: str) -> list[Mark]:
        """The hits of each clause, by place; those of different clauses may overlap."""
        seekers = [_seeker(clause, number, language) for number, clause in enumerate(self.clauses)]
        if not seekers:
            return []
        marks: list[Mark] = []
        for token in tokenise(text):
            root = stem(token.text, language)
            for seeker in seekers:
                marks.extend(seeker.see(token, root))
        return sorted(marks, key=lambda mark: (mark.start, mark.end, mark.clause))


def _wanted(node: Node) -> Iterator[Node]:
    match node:
        case And(clauses) | Or(clauses) | Most(clauses):
            for clause in clauses:
                yield from _wanted(clause)
        case In(name, clause):
            if name in _MARKED_FIELDS:
                yield from _wanted(clause)
        case Word() | Phrase() | Exact() | Prefix() | Near() | Wildcard() | Fuzzy():
            yield node
        case Not() | _:
            return


@dataclass(slots=True)
class _Seeker:
    """Watches the tokens of a text go by, for words in a row (or, with ``window``, close to one another)."""

    clause: int
    tests: tuple[tuple[int, _Test], ...]
    joined: _Test | None = None
    window: int | None = None
    _open: dict[int, list[Token]] = field(default_factory=dict)
    """Rows that have begun, by the position of their first word, with the tokens they have so far."""
    _recent: deque[tuple[int, Token]] = field(default_factory=deque)

    def see(self, token: Token, root: str) -> Iterable[Mark]:
        """The marks that this token completes."""
        if self.joined and token.is_joined and self.joined(token, root):
            return (self._mark(token),)
        if self.window is not None:
            return self._see_near(token, root, self.window)
        if len(self.tests) == 1:
            return (self._mark(token),) if self.tests[0][1](token, root) else ()
        return self._see_row(token, root)

    def _see_row(self, token: Token, root: str) -> Iterable[Mark]:
        for number, (offset, test) in enumerate(self.tests):
            if not test(token, root):
                continue
            start = token.position - offset
            row = self._open.get(start, [])
            if number == 0:
                self._open[start] = [token]
            elif len(row) == number:
                row.append(token)
                if len(row) == len(self.tests):
                    del self._open[start]
                    return [self._mark(part) for part in row]
        last_offset = self.tests[-1][0]
        for start in [start for start in self._open if start + last_offset < token.position]:
            del self._open[start]
        return ()

    def _see_near(self, token: Token, root: str, window: int) -> Iterable[Mark]:
        for number, (_, test) in enumerate(self.tests):
            if test(token, root):
                self._recent.append((number, token))
        while self._recent and self._recent[0][1].position < token.position - window:
            self._recent.popleft()
        if len({number for number, _ in self._recent}) < len(self.tests):
            return ()
        marks = [self._mark(part) for _, part in self._recent]
        self._recent.clear()
        return marks

    def _mark(self, token: Token) -> Mark:
        return Mark(token.start, token.end, self.clause)


def _seeker(clause: Node, number: int, language: str) -> _Seeker:
    match clause:
        case Word(text) | Phrase(text):
            return _Seeker(number, _row(text, language), _joined(clause, language))
        case Near(text, distance):
            tests = _row(text, language)
            return _Seeker(number, tests, window=distance + len(tests) - 1)
        case Exact(text):
            return _Seeker(number, tuple((token.position, _equals(token)) for token in query_tokens(text)))
        case Prefix(text):
            tokens = query_tokens(text)
            tests = tuple((token.position, _equals(token)) for token in tokens[:-1])
            return _Seeker(number, (*tests, (tokens[-1].position, _begins(tokens[-1]))))
        case Wildcard(pattern):
            regex = wildcard_regex(fold(pattern))
            return _Seeker(number, ((0, _fits(regex)),))
        case Fuzzy(text, distance):
            return _Seeker(number, _fuzzy_row(text, distance))
        case _:
            raise AssertionError(clause)


def _row(text: str, language: str) -> tuple[tuple[int, _Test], ...]:
    return tuple((token.position, _inflects(token, language)) for token in query_tokens(text))


def _joined(clause: Word | Phrase, language: str) -> _Test | None:
    """Where ``email`` is wanted, ``e-mail`` is marked as a whole."""
    tokens = query_tokens(clause.text)
    if isinstance(clause, Phrase) or len(tokens) != 1:
        return None
    return _inflects(tokens[0], language)


def _fuzzy_row(text: str, distance: int) -> tuple[tuple[int, _Test], ...]:
    tokens = query_tokens(text)
    if len(tokens) == 1 and not tokens[0].is_unspaced:
        word = tokens[0].text
        known: dict[str, bool] = {}

        def resembles(token: Token, root: str) -> bool:
            if token.text not in known:
                known[token.text] = token.text[:1] == word[0] and is_within(word, token.text, distance)
            return known[token.text]

        return ((0, resembles),)
    return tuple((token.position, _equals(token)) for token in tokens)


def _inflects(wanted: QueryToken, language: str) -> _Test:
    if wanted.is_unspaced:
        return _begins(wanted) if wanted.is_open else _equals(wanted)
    text, root_wanted = wanted.text, stem(wanted.text, language)
    return lambda token, root: root == root_wanted or token.text == text


def _equals(wanted: QueryToken) -> _Test:
    if wanted.is_open:
        return _begins(wanted)
    text = wanted.text
    return lambda token, root: token.text == text


def _begins(wanted: QueryToken) -> _Test:
    text = wanted.text
    return lambda token, root: token.text.startswith(text)


def _fits(regex: re.Pattern[str]) -> _Test:
    fits = regex.fullmatch
    known: dict[str, bool] = {}

    def test(token: Token, root: str) -> bool:
        if token.text not in known:
            known[token.text] = bool(fits(token.text))
        return known[token.text]

    return test
