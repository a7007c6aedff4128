"""Why an article is, or is not, a hit of a query: where each clause stands in it, or what is nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from newsreader.search.compilation import Compiler, Vocabulary
from newsreader.search.doctor.clauses import MAX_CLAUSES, clauses_of
from newsreader.search.evaluation import Segment, evaluate
from newsreader.search.highlights import Highlights
from newsreader.search.matches import Match
from newsreader.search.matching import distance_within
from newsreader.search.nouns import ArticleText, ClauseReason, Standing, StateLookup, Why
from newsreader.search.query import Query, render
from newsreader.search.query.syntax import (
    After,
    And,
    Before,
    Dates,
    Filter,
    In,
    Most,
    Near,
    Newer,
    Node,
    Not,
    Or,
    Phrase,
    Said,
    WordCount,
)
from newsreader.search.schema import SEARCHED
from newsreader.search.segments.files import Numbers
from newsreader.search.tokens import tokenise

_FIELD_NAMES = {"byline": "by"}
SEARCHED_FIELDS = tuple(_FIELD_NAMES.get(field, field) for field in SEARCHED)
_NEAR = 2
_SHARED = 4
"""Words that begin with so many letters alike are said to be near."""
_WORDS_SHOWN = 5

Judge = Callable[[Node], float | None]
"""The score of the article for a clause; None if it is no hit of it."""


def explain(query: Query, article: ArticleText, judge: Judge | None) -> Why:
    """How an article stands to a query; ``judge`` asks the index, None for an article that is not in it."""
    clauses = tuple(_reason(clause, article, judge) for clause in clauses_of(query.node)[:MAX_CLAUSES])
    score = judge(query.node) if judge else None
    return Why(render(query.node), score is not None, clauses, score, is_indexed=judge is not None)


def judge_of(
    rowid: int, segments: Sequence[Segment], vocabulary: Vocabulary, state: StateLookup
) -> Judge | None:
    """Asks the index about one article; None if it does not have it."""
    compiler = Compiler(vocabulary, state)
    for segment in segments:
        documents = segment.opened.data.documents_of(np.array([rowid]))
        deleted = segment.opened.deleted
        if len(documents) and (deleted is None or not deleted[documents[0]]):
            return lambda node: _score(evaluate(compiler.compile(node), segment), documents)
    return None


def _score(match: Match, documents: Numbers) -> float | None:
    return float(match.scores(documents)[0]) if match and match.contains(documents)[0] else None


def _reason(clause: Node, article: ArticleText, judge: Judge | None) -> ClauseReason:
    standing = tuple(_standing(clause, article))
    score = judge(clause) if judge else None
    holds = score is not None if judge else bool(standing)
    if isinstance(clause, Not):
        reason = "" if holds else "it has what is not wanted"
    elif fact := _fact(clause, article):
        reason = fact
    else:
        reason = "" if holds else _lacking(clause, article)
    return ClauseReason(render(clause), holds, standing, reason, score or 0.0)


def _standing(clause: Node, article: ArticleText) -> Iterator[Standing]:
    """Where the words of a clause stand, as they are written there."""
    fields: Sequence[str] = SEARCHED_FIELDS
    while isinstance(clause, In | Not):
        fields = (clause.field,) if isinstance(clause, In) else fields
        clause = clause.clause
    highlights = Highlights.of(clause)
    for field in fields:
        text = article.fields.get(field, "")
        marks = highlights.marks(text, article.language) if text else []
        words = dict.fromkeys(text[mark.start : mark.end] for mark in marks)
        if marks:
            yield Standing(field, tuple(words)[:_WORDS_SHOWN], len(marks))


def _fact(clause: Node, article: ArticleText) -> str:
    """What the article is, where a clause asks for a property."""
    match clause:
        case Filter(field, value):
            return article.facts.get(f"{field}:{value}") or article.facts.get(field, "")
        case Dates() | Before() | After() | Newer():
            return article.facts.get("date", "")
        case WordCount():
            return article.facts.get("words", "")
        case _:
            return ""


def _lacking(clause: Node, article: ArticleText) -> str:
    """What the article has instead of the words that are missing."""
    match clause:
        case In(field, inner):
            elsewhere = [f"in {place.field} {place.count}" for place in _standing(inner, article)]
            return f"not in {field}; {', '.join(elsewhere)}" if elsewhere else _lacking(inner, article)
        case And(clauses) | Or(clauses) | Most(clauses):
            reasons = (_lacking(one, article) for one in clauses)
            return "; ".join(reason for reason in reasons if reason)
        case Phrase(text) | Near(text, _):
            missing = [word for word in text.split() if not any(_standing(Phrase(word), article))]
            if not missing:
                return "its words are there, but not together"
            return "; ".join(_nearest(word, article) for word in missing)
        case Said(speaker, _):
            return f"no quotation of {render(speaker)} has it"
        case Not():
            return ""
        case _:
            return _nearest(render(clause), article)


def _nearest(written: str, article: ArticleText) -> str:
    """Words of the article that are much like one that it lacks."""
    wanted = [token.text for token in tokenise(written)]
    if len(wanted) != 1:
        return "not in it"
    ranked: dict[str, tuple[int, str]] = {}
    for field in SEARCHED_FIELDS:
        text = article.fields.get(field, "")
        for token in tokenise(text):
            if token.text in ranked:
                continue
            distance = distance_within(wanted[0], token.text, _NEAR)
            if distance <= _NEAR < len(token.text) or token.text[:_SHARED] == wanted[0][:_SHARED]:
                ranked[token.text] = distance, text[token.start : token.end]
    near = [word for _, word in sorted(ranked.values())[:3]]
    return f"no {wanted[0]} in it; nearest: {', '.join(near)}" if near else f"no {wanted[0]} in it"
