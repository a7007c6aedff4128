"""Words of a text that answer one clause of a query, watched for as they go by."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsreader.search.folding import fold
from newsreader.search.languages import stem
from newsreader.search.matching import is_within, wildcard_regex
from newsreader.search.query.syntax import Exact, Fuzzy, Near, Node, Phrase, Prefix, Wildcard, Word
from newsreader.search.tokens import QueryToken, Token, cut, is_run, query_tokens, surface_matches

_Test = Callable[[Token, str], bool]
"""Is this token, whose stem is given, the wanted one?"""
_FOLDED = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+")
"""Runs that folding does not change."""
"""Runs that folding does not change."""
_MOST_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit in a text: ``text[start:end]``, and the number of the clause that it answers."""

    start: int
    end: int
    clause: int


@dataclass(slots=True)
class Seeker:
    """Watches the tokens of a text go by, for words in a row (or, with ``window``, close to one another)."""

    clause: int
    tests: tuple[tuple[int, _Test], ...]
    joined: _Test | None = None
    window: int | None = None
    literals: tuple[str, ...] = ()
    """In a run of characters without spaces one of these must stand; none are known where there are none."""
    _open: dict[int, list[Token]] = field(default_factory=dict)
    """Rows that have begun, by the position of their first word, with the tokens they have so far."""
    _recent: deque[tuple[int, Token]] = field(default_factory=deque)

    def wants(self, token: Token, root: str) -> bool:
        """Is a token among those that are looked for?"""
        if self.joined and token.is_joined and self.joined(token, root):
            return True
        return any(test(token, root) for _, test in self.tests)

    def may_be_in(self, run: str) -> bool:
        """Can a run of characters without spaces have such tokens?"""
        if not self.literals:
            return True
        if _FOLDED.fullmatch(run) is None:
            run = fold(run)
        return any(literal in run for literal in self.literals)

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


def seeker(clause: Node, number: int, language: str) -> Seeker:
    """What looks for the words of a clause."""
    match clause:
        case Word(text) | Phrase(text):
            joined = _joined(clause, language)
            return Seeker(number, _row(text, language), joined, literals=_literals(text))
        case Near(text, distance):
            tests = _row(text, language)
            return Seeker(number, tests, window=distance + len(tests) - 1, literals=_literals(text))
        case Exact(text):
            tests = tuple((token.position, _equals(token)) for token in query_tokens(text))
            return Seeker(number, tests, literals=_literals(text))
        case Prefix(text):
            tokens = query_tokens(text)
            tests = tuple((token.position, _equals(token)) for token in tokens[:-1])
            tests = (*tests, (tokens[-1].position, _begins(tokens[-1])))
            return Seeker(number, tests, literals=_literals(text))
        case Wildcard(pattern):
            regex = wildcard_regex(fold(pattern))
            return Seeker(number, ((0, _fits(regex)),))
        case Fuzzy(text, distance):
            return Seeker(number, _fuzzy_row(text, distance))
        case _:
            raise AssertionError(clause)


def _literals(text: str) -> tuple[str, ...]:
    """What must stand in a run; a character that folds to another may be written as either."""
    tokens = query_tokens(text)
    if any(not token.is_unspaced for token in tokens):
        return ("\0",) if all(not token.is_unspaced for token in tokens) else ()
    return tuple(token.text for token in tokens)


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


_Cut = tuple[int, tuple[tuple[Token, str], ...]]
"""How many positions a surface takes, and its tokens that are looked for with their stems."""


@lru_cache(maxsize=8)
def surfaces_known(clauses: tuple[Node, ...], language: str) -> dict[str, _Cut]:
    """What has been found out about surfaces; the texts of one screenful have many in common."""
    return {}


def wanted_tokens(
    text: str, language: str, seekers: Sequence[Seeker], known: dict[str, _Cut]
) -> Iterator[tuple[Token, str]]:
    """The tokens that any seeker looks for, with their stems, in order."""
    if len(known) > _MOST_KNOWN:
        known.clear()
    position = 0
    for match in surface_matches(text):
        written = match.group()
        found = known.get(written)
        if found is None:
            found = known[written] = _cut(written, language, seekers)
        width, tokens = found
        for token, root in tokens:
            offset = match.start()
            places = (position + token.position, offset + token.start, offset + token.end)
            yield Token(token.text, *places, token.is_joined), root
        position += width


def _cut(written: str, language: str, seekers: Sequence[Seeker]) -> tuple[int, tuple[tuple[Token, str], ...]]:
    """How many positions a surface takes, and its tokens that are looked for."""
    if is_run(written) and not any(each.may_be_in(written) for each in seekers):
        return len(written), ()
    surface = cut(written)
    tokens = ((token, stem(token.text, language)) for token in surface.tokens)
    return surface.width, tuple(
        (token, root) for token, root in tokens if any(each.wants(token, root) for each in seekers)
    )
