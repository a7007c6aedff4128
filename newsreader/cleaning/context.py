"""What the documents of a bundle have in common, learned from a sample of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsreader.article import RawDocument
from newsreader.cleaning import dateline as datelines
from newsreader.cleaning import furniture, head, language, safety, stamps
from newsreader.cleaning.date_rule import NO_RULE, DateRule
from newsreader.cleaning.lines import ends_sentence, has_digit

DROPPED_BY_RULE = "your rule for this bundle"

_FEWEST_DOCUMENTS = 5
_SHARE = 0.3
_SHARE_OF_SENTENCES = 0.8
_SHARE_OF_COPIES = 0.6
_HEAVIEST = 80
_MOST_HOLDERS = 200
_LONGEST = 120
_LONG_LABEL = 60
_EDGE = 6
_TOP = 25
_MOST_LINES = 4000
_MOST_READ = 100
_TAGS = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]*>|\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_FIRST_WORD = re.compile(r"[^\W_]\w*")
_MARKS = re.compile(r"^[#>*\-+\s]+|\]\([^()\s]*\)|[\[*_`]")


@dataclass(frozen=True, slots=True)
class BundleContext:
    """What is known of the bundle a document stands in.

    ``furniture`` holds normalised lines; ``repeats`` in how many of the ``documents`` looked at each of
    them stands. ``earliest`` and ``latest`` are ISO dates that other documents state;
    ``language`` is the one nearly all of them are in. ``kept`` and ``dropped`` are normalised lines of
    which a reader has said that they belong to the text, or do not; ``date_rule`` is what was said of dates.
    """

    furniture: frozenset[str] = frozenset()
    earliest: str | None = None
    latest: str | None = None
    repeats: Mapping[str, int] = field(default_factory=dict, hash=False)
    documents: int = 0
    language: str = ""
    kept: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    date_rule: DateRule = NO_RULE

    def furniture_reason(self, line: str) -> str:
        """Why the line is site furniture, in words; empty if it is not."""
        if self.kept or self.dropped:
            ruled = furniture.normalise(line)
            if ruled in self.kept:
                return ""
            if ruled in self.dropped:
                return DROPPED_BY_RULE
        if len(line) > _LONGEST:
            return ""
        edges = furniture.edges(line)
        if furniture.is_known_by(line, edges):
            return furniture.REASON
        if not self.furniture or edges not in _edges(self.furniture):
            return ""
        normalised = furniture.normalise(line)
        if normalised not in self.furniture:
            return ""
        if normalised not in self.repeats:
            return "repeats in many documents of this bundle"
        return f"repeats in {self.repeats[normalised]} of {self.documents} documents of this bundle"

    def may_hold_furniture(self, lines: Sequence[str]) -> bool:
        """Whether it is worth while to look at the lines one by one; most stories of a wire hold none.

        What it answers No to has neither furniture nor labels of teasers.
        """
        if self.kept or self.dropped:
            return True
        text = "\n" + "\n".join(lines)
        # Outside ASCII a line and its normal form may differ by more than a pattern's case.
        if self.furniture and not text.isascii():
            return True
        if "©" in text or furniture.holds_phrase(lines):
            return True
        # To look for small letters alone takes half the time, and in ASCII finds the same.
        if text.isascii():
            return _starts(self.furniture, re.NOFLAG).search(text.lower()) is not None
        return _starts(self.furniture, re.IGNORECASE).search(text) is not None


@lru_cache(maxsize=8)
def _starts(learned: frozenset[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """What a text must hold to hold a counter, a notice, or one of the lines, by their first words.

    It begins with the line break alone, which the search for it leaps to.
    """
    first_words = {word[0] if (word := _FIRST_WORD.search(line)) else "" for line in learned}
    starts = [furniture.COUNTED_STARTS, *sorted(filter(str.isascii, first_words))]
    # No longer than a line of furniture: what is no word may be the whole of a text.
    return re.compile(rf"\n[\W_]{{0,{_LONGEST}}}+(?:{'|'.join(starts)})", flags)


@lru_cache(maxsize=4)
def _edges(lines: frozenset[str]) -> frozenset[str]:
    return frozenset(map(furniture.edges, lines))


def learn(documents: Sequence[RawDocument]) -> BundleContext:
    """What repeats in the documents, copies of one page counting once, and when they are from."""
    bodies = [_lines(document) for document in documents]
    distinct = _without_copies(bodies)
    repeats = _repeating(distinct)
    days = _days(documents, bodies)
    return BundleContext(
        furniture=frozenset(repeats),
        earliest=min(days, default=None),
        latest=max(days, default=None),
        repeats=repeats,
        documents=len(distinct),
        language=_usual_language(bodies),
    )


def _usual_language(bodies: Sequence[list[str]]) -> str:
    """The language of nine in ten documents, of those whose language can be told."""
    told = Counter(filter(None, (language.detect("\n".join(body[:20])) for body in bodies[:_MOST_READ])))
    if not told:
        return ""
    usual, count = told.most_common(1)[0]
    return usual if count >= 5 and count >= 0.9 * told.total() else ""


def _days(documents: Sequence[RawDocument], bodies: Sequence[list[str]]) -> list[str]:
    """The days that metadata state, and where they state none a line on top of the text."""
    days = []
    for document, body in zip(documents, bodies, strict=True):
        if document.metadata.date:
            stamp = stamps.parse(document.metadata.date)
            days.append(stamp.iso if stamp and stamp.precision in ("day", "minute") else "")
        else:
            days.append(next(filter(None, map(_day_on_top, body[:_TOP])), ""))
    return list(filter(None, days))


def _day_on_top(line: str) -> str:
    """The full date that a line consists of, or that a dateline at its beginning holds."""
    if not has_digit(line[:_LONGEST]):
        return ""
    stated = head.date_of_line(line)
    if stated:
        return stated
    found = datelines.parse(line)
    if found and found.year and found.month and found.day:
        day = stamps.day_of(found.year, found.month, found.day)
        return day.isoformat() if day else ""
    return ""


def _lines(document: RawDocument) -> list[str]:
    """The document's lines that are not blank, as far as they are worth comparing."""
    body = safety.make_safe(document.body[:400_000])
    if document.kind == "html-page":
        return []  # the page's extractor knows furniture better
    if document.kind != "text":
        from html import unescape

        body = unescape(_TAG.sub("", _TAGS.sub("\n", body)))
    if document.kind == "markdown":
        body = "\n".join(_MARKS.sub("", line) for line in body.split("\n"))
    lines = (" ".join(line.split()) for line in body.split("\n"))
    return [line for line in lines if line][:_MOST_LINES]


def _without_copies(bodies: Iterable[list[str]]) -> list[list[str]]:
    """One body of each set of copies: copies have most of the smaller one's text in common.

    A long line weighs no more than a few short ones, so that a stock paragraph alone makes no copy.
    """
    kept: list[list[str]] = []
    weights: list[int] = []
    holders: dict[str, list[int]] = {}
    for body in bodies:
        lines = {line: min(len(line), _HEAVIEST) for line in body}
        shared: Counter[int] = Counter()
        for line, weight in lines.items():
            for holder in holders.get(line, ()):
                shared[holder] += weight
        whole = sum(lines.values())
        if any(weight > _SHARE_OF_COPIES * min(whole, weights[holder]) for holder, weight in shared.items()):
            continue
        for line in lines:
            owners = holders.setdefault(line, [])
            if len(owners) < _MOST_HOLDERS:
                owners.append(len(kept))
        kept.append(body)
        weights.append(whole)
    return kept


def _repeating(bodies: Sequence[list[str]]) -> dict[str, int]:
    """The lines that repeat at the edges of enough bodies, each with the number of bodies it stands in."""
    total: Counter[str] = Counter()
    at_edge: Counter[str] = Counter()
    sentences: set[str] = set()
    for body in bodies:
        # A date that pages share is the site's only above the headline; below it the pages are of one day.
        candidates = {
            furniture.normalise(line): line
            for place, line in enumerate(body)
            if _may_be_furniture(line) and (not place or not head.is_date_line(line))
        }
        candidates.pop("", None)
        sentences |= {normalised for normalised, line in candidates.items() if _is_sentence(line)}
        total.update(candidates.keys())
        edge = {furniture.normalise(line) for line in (*body[:_EDGE], *body[-_EDGE:])}
        at_edge.update(edge & candidates.keys())
    few = max(_FEWEST_DOCUMENTS, _SHARE * len(bodies))
    # A sentence that repeats is an agency's stock paragraph, unless nearly every page ends in it.
    many = max(_FEWEST_DOCUMENTS, _SHARE_OF_SENTENCES * len(bodies))
    return {
        line: count
        for line, count in total.items()
        if count >= (many if line in sentences else few) and at_edge[line] * 2 > count
    }


def _may_be_furniture(line: str) -> bool:
    return len(line) <= _LONGEST and any(character.isalpha() for character in line)


def _is_sentence(line: str) -> bool:
    return len(line) > _LONG_LABEL or (ends_sentence(line) and len(line.split()) > 2)
