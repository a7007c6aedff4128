"""Who is quoted in a headline: ``Peskov: sanctions will not help``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsreader.article import Quotation
from newsreader.cleaning.speech import names
from newsreader.cleaning.speech.grammar import Grammar
from newsreader.cleaning.speech.marks import may_hold, quoted
from newsreader.cleaning.speech.quoting import QuotingSentence
from newsreader.cleaning.speech.reporting import Sentence

_SAYS_IN_ASCII = (" says", " said", " sagt", " dice", " dit")
_SAYS = rf"(?:{'|'.join(map(str.strip, _SAYS_IN_ASCII))}|заявил[аи]?|сказал[аи]?)"
_TITLES = (
    # What follows a colon may also be about the one who is named before it.
    re.compile(r"(?P<speaker>[^:]{2,60}): (?P<said>[\"'‘“«„].{4,300}|.{0,200}[а-яё] .{2,100})"),
    re.compile(
        r"(?P<speaker>[^:]{2,60}): (?P<said>(?=.*\b(?:will|is|are|was|were|has|have|had|not|must|should|"
        r"can|cannot|would|need|needs|may|might|could|won't|don't|I|we|ist|sind|wird|werden|hat|haben|nicht|est|sont|será|es|no)\b).{4,300})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<speaker>[^:,]{{2,60}}?) {_SAYS}:? (?P<said>.{{4,300}})", re.IGNORECASE),
    re.compile(rf"(?P<said>.{{4,300}}), (?P<speaker>[^:,]{{2,60}}) {_SAYS}", re.IGNORECASE),
)
_UNSURE = ("told", "tells", "claims", "claimed", "reported", "estimated")
"""Verbs that in a headline mostly report nothing."""
_MAY_NAME = re.compile(rf": |{_SAYS}", re.IGNORECASE)
_LONGEST = 400


def quotations(title: str, full: Mapping[str, str], grammar: Grammar) -> list[Quotation]:
    """What a headline quotes. ``full`` has the full names of those who speak in the text: only they are sure
    to speak before a colon."""
    if len(title) > _LONGEST:
        return []
    may_name = full and _may_name(title)
    known = {names.last_stem(name): name for name in full.values()} if may_name else {}
    for pattern in _TITLES if known else ():
        match = pattern.fullmatch(title)
        words = match["speaker"].split() if match else []
        speaker = known.get(names.stem(words[-1].strip("'’\"“”"))) if words else None
        if match and speaker:
            return [Quotation(speaker, match["said"].strip("'‘’\"“”« »"), is_indirect=True)]
    return [] if title.isupper() else _reported(title, full, grammar)


def _may_name(title: str) -> bool:
    """Whether somebody may be named for what is said; few titles in ASCII need a pattern to be ruled out."""
    if ": " in title:
        return True
    if title.isascii():
        lower = title.lower()
        return any(map(lower.__contains__, _SAYS_IN_ASCII))
    return _MAY_NAME.search(title) is not None


def _reported(title: str, full: Mapping[str, str], grammar: Grammar) -> list[Quotation]:
    verbs = [verb for verb in grammar.verbs(title) if title[verb.start : verb.end] not in _UNSURE]
    if not verbs:
        return []
    quotations = quoted(title) if may_hold(title) else []
    sentence = (
        QuotingSentence(title, 0, len(title), quotations, grammar)
        if quotations
        else Sentence(title, 0, len(title), grammar)
    )
    return [
        Quotation(
            full.get(report.speaker.name, report.speaker.name),
            "\n".join(title[start:end] for start, end in report.pieces),
            report.is_indirect,
        )
        for report in sentence.reports(verbs)
        if report.speaker.kind == "name" and report.pieces
    ]
