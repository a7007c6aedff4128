"""The speaker after a verb: ``said Kremlin spokesman Dmitry Peskov``."""

from __future__ import annotations

import re

from newsreader.cleaning.speech.capitals import MAX_WORDS, STRIPPED, is_capital
from newsreader.cleaning.speech.grammar import Grammar
from newsreader.cleaning.speech.speakers import Kind, Speaker, named
from newsreader.cleaning.speech.vocabulary import ADJUNCTS, CALENDAR, LINKS, SHORT_FORMS

_STOPS = re.compile(r"[.,;:!?…\"“”„«»()\[\]–—-](?:(?<=\.)(?=\s|$)|(?<=\s[–—-])(?=\s)|(?<![.–—-]))")


def after(text: str, verb_end: int, until: int, grammar: Grammar) -> Speaker | None:
    """The speaker whose name begins after a verb: ``said Kremlin spokesman Dmitry Peskov``."""
    stop = _STOPS.search(text, verb_end, min(until, verb_end + 160))
    limit = stop.start() if stop else min(until, verb_end + 160)
    while stop and stop.group() == "." and _is_short_form(text, stop.start(), verb_end):
        stop = _STOPS.search(text, stop.end(), min(until, verb_end + 160))
        limit = stop.start() if stop else min(until, verb_end + 160)
    words: list[tuple[int, str]] = []
    place = verb_end
    for word in text[verb_end:limit].split(" ")[: MAX_WORDS + 1]:
        if word:
            lower = word.casefold()
            if (words and lower in ADJUNCTS) or lower in CALENDAR:
                break
            words.append((place, word))
        place += len(word) + 1
    return _among(text, words, grammar, stop.start() if stop and stop.group() == "," else -1, until)


def _is_short_form(text: str, dot: int, begin: int) -> bool:
    word = text[text.rfind(" ", begin, dot) + 1 : dot]
    return len(word) == 1 or word.casefold() in SHORT_FORMS or "." in word


def _among(
    text: str, words: list[tuple[int, str]], grammar: Grammar, comma: int, until: int
) -> Speaker | None:
    """The speaker that the words after a verb name: their last name, else their role."""
    if not words:
        return None
    first = words[0][1].casefold()
    if first in grammar.persons or first in grammar.things:
        kind: Kind = "person" if first in grammar.persons else "thing"
        return Speaker(kind, "", words[0][0], words[0][0] + len(first))
    begin = words[0][0]
    role = ""
    best: list[tuple[int, str]] = []
    number = 0
    while number < len(words):
        word = words[number][1]
        if is_capital(word):
            run = _run_forward(words[number:])
            bare = [part.casefold().strip(STRIPPED + ".") for _, part in words[number : number + run]]
            if not all(part in grammar.openers or part in LINKS for part in bare):
                best = words[number : number + run]
            number += run
            if (
                best
                and number < len(words)
                and words[number][1].casefold() in ("of", "for", "from", "at", "who", "with")
            ):
                break
            continue
        if word.casefold() in grammar.roles:
            role = word
            if comma >= 0 and not best:
                role = text[begin:comma]
        elif best and word.casefold() not in LINKS and word.casefold() not in grammar.titles:
            return None
        number += 1
    return _chosen(text, words, best, role, grammar, comma, until)


def _chosen(
    text: str,
    words: list[tuple[int, str]],
    best: list[tuple[int, str]],
    role: str,
    grammar: Grammar,
    comma: int,
    until: int,
) -> Speaker | None:
    begin, end = words[0][0], words[-1][0] + len(words[-1][1])
    if role and comma >= 0:
        # "le porte-parole du Kremlin, Dmitri Peskov"
        stop = _STOPS.search(text, comma + 1, min(until, comma + 80))
        inner = text[comma + 1 : stop.start() if stop else min(until, comma + 80)].strip()
        parts = inner.split(" ")
        if 2 <= len(parts) <= 4 and all(map(is_capital, parts)):
            return Speaker("name", inner, begin, stop.start() if stop else until)
    if best:
        found = named(text, list(reversed(best)), best[-1][0] + len(best[-1][1]), grammar)
        return Speaker(found.kind, found.name, begin, end) if found else None
    if role:
        kept = [word for _, word in words]
        while kept and kept[0].casefold() in grammar.openers:
            kept.pop(0)
        return Speaker("role", " ".join(kept), begin, end) if kept else None
    return None


def _run_forward(words: list[tuple[int, str]]) -> int:
    count = 0
    for number, (_, word) in enumerate(words):
        if is_capital(word):
            count = number + 1
        elif (
            not count
            or word.casefold() not in LINKS
            or number != count
            or word.casefold() in ("for", "and", "und", "et", "y")
        ):
            break
    return count
