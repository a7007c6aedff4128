"""Why a query finds little: what each clause finds, which one empties the result, what would find more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.search.doctor.clauses import Changes, Examined
from newsreader.search.doctor.counting import Counting
from newsreader.search.doctor.relaxations import is_words, respelt, variants, words_in
from newsreader.search.doctor.spelling import FAR, MAX_SUGGESTIONS, Spelling
from newsreader.search.evaluation import Cancelled
from newsreader.search.nouns import Clause, Diagnosis, Relaxation, Suggestion
from newsreader.search.query import Query, render
from newsreader.search.query.syntax import Exact, In, Node, Phrase, Word, conjunction, disjunction

MAX_RELAXED = 5
MAX_WORDS = 5
"""More words than this are not looked up: spelling costs most."""
RARE, RARE_SHARE = 10, 0.001
"""A word that no more articles have may be misspelt there too, if others like it are far more common."""
_DROPPED, _ANY, _TORN = 3.0, 4.0, 0.2
_MAX_CANDIDATES = 40


def diagnose(query: Query, counting: Counting) -> Diagnosis:
    """What is to be said about a query."""
    interpreted = render(query.node)
    try:
        examined = Examined(query.node, counting)
        suggestions = _suggestions(query.node, examined, counting, Spelling(counting.segments))
        return Diagnosis(
            interpreted,
            examined.total,
            _clauses(examined, counting),
            suggestions,
            _relaxed(examined, counting, suggestions),
            query.notes,
        )
    except Cancelled:
        return Diagnosis(interpreted, is_cancelled=True)


def _clauses(examined: Examined, counting: Counting) -> tuple[Clause, ...]:
    is_one_of_many = len(examined.clauses) > 1
    return tuple(
        Clause(
            render(clause),
            counting.hits(clause),
            number in examined.emptying and not examined.total,
            examined.without_each[number] if is_one_of_many else None,
        )
        for number, clause in enumerate(examined.clauses)
    )


def _suggestions(
    node: Node, examined: Examined, counting: Counting, spelling: Spelling
) -> tuple[Suggestion, ...]:
    """For the words of the clauses at fault that no article has, or hardly any."""
    found: list[Suggestion] = []
    at_fault = conjunction(examined.clauses[number] for number in sorted(examined.emptying))
    for word in list(dict.fromkeys(words_in(at_fault)))[:MAX_WORDS]:
        hits = counting.hits(Word(word))
        if hits > max(RARE, RARE_SHARE * counting.size):
            continue
        instead = spelling.nearest(word)
        parted = spelling.parted(word, more_than=FAR * hits)
        if parted:
            is_common = counting.hits(Phrase(" ".join(parted))) > RARE // 2
            at = bool(instead) and not is_common
            instead = (*instead[:at], " ".join(parted), *instead[at : MAX_SUGGESTIONS - 1])
        if instead:
            found.append(Suggestion(word, instead))
    return tuple(found)


def _relaxed(
    examined: Examined, counting: Counting, suggestions: Sequence[Suggestion]
) -> tuple[Relaxation, ...]:
    """The nearest queries that find more, each once."""
    best: dict[str, tuple[float, int]] = {}
    candidates = sorted(_candidates(examined, suggestions), key=lambda one: one[0])
    for cost, changes in candidates[:_MAX_CANDIDATES]:
        text = render(examined.replaced(changes))
        if not text or text in best:
            continue
        total = examined.hits(changes, counting)
        if total > examined.total:
            best[text] = cost, total
    if any_of := _any_of(examined, counting):
        best.setdefault(any_of.query, (_ANY, any_of.total))
    ordered = sorted(best, key=lambda text: (best[text][0], -best[text][1], text))
    return tuple(Relaxation(text, best[text][1]) for text in ordered[:MAX_RELAXED])


def _candidates(examined: Examined, suggestions: Sequence[Suggestion]) -> Iterator[tuple[float, Changes]]:
    yield from _corrected(examined, suggestions)
    yield from _joined(examined)
    at_fault = sorted(examined.emptying)
    for number in at_fault:
        for cost, node in variants(examined.clauses[number]):
            yield cost, {number: node}
        yield _DROPPED, {number: None}
    if len(at_fault) > 1:
        dropped: Changes = dict.fromkeys(at_fault)
        yield _DROPPED + 0.5, dropped
        for cost, changes in _corrected(examined, suggestions):
            yield _DROPPED - 1 + cost, dropped | changes


def _corrected(examined: Examined, suggestions: Sequence[Suggestion]) -> Iterator[tuple[float, Changes]]:
    """All words in their likeliest spelling, then one word after the other in its other spellings."""
    likeliest = {each.word: each.instead[0] for each in suggestions}
    others = [
        (0.2 * rank, likeliest | {each.word: word})
        for each in suggestions
        for rank, word in enumerate(each.instead)
    ]
    for cost, spellings in others:
        changes: Changes = {}
        for number, clause in enumerate(examined.clauses):
            changed = respelt(clause, spellings)
            if changed != clause:
                changes[number] = changed
        if changes:
            yield cost, changes


def _joined(examined: Examined) -> Iterator[tuple[float, Changes]]:
    """Two words in one: ``over seas``."""
    for number in range(len(examined.clauses) - 1):
        first, second = _word_of(examined.clauses[number]), _word_of(examined.clauses[number + 1])
        if first and second and examined.emptying & {number, number + 1}:
            joined = respelt(examined.clauses[number], {first: first + second})
            yield _TORN, {number: joined, number + 1: None}
    for number in sorted(examined.emptying):
        clause = examined.clauses[number]
        inner = clause.clause if isinstance(clause, In) else clause
        if isinstance(inner, Phrase) and len(inner.text.split()) == 2:
            word = Word("".join(inner.text.split()))
            yield _TORN, {number: In(clause.field, word) if isinstance(clause, In) else word}


def _word_of(clause: Node) -> str:
    inner = clause.clause if isinstance(clause, In) else clause
    return inner.text if isinstance(inner, Word | Exact) else ""


def _any_of(examined: Examined, counting: Counting) -> Relaxation | None:
    """Any of the words instead of all of them; those that no article has are no use."""
    words = [clause for clause in examined.clauses if is_words(clause) and counting.hits(clause)]
    if len(words) < 2:
        return None
    others = [clause for clause in examined.clauses if not is_words(clause)]
    node = conjunction([disjunction(words), *others, examined.rest])
    mask = counting.none()
    for clause in words:
        mask = mask | counting.mask(clause)
    for clause in [*others, examined.rest]:
        mask &= counting.mask(clause)
    total = int(mask.sum())
    return Relaxation(render(node), total) if total > examined.total else None
