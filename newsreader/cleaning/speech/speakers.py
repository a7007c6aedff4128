"""Who speaks: the name, role or pronoun on either side of a reporting verb."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from newsreader.cleaning.speech.capitals import MAX_WORDS, STRIPPED, is_capital, run_of, words_back
from newsreader.cleaning.speech.grammar import Grammar
from newsreader.cleaning.speech.vocabulary import (
    ADJUNCTS,
    CALENDAR,
    CORPORATE,
    LINKS,
    PREPOSITIONS,
)

Kind = Literal["name", "role", "person", "thing", "body"]
_STRIPPED_LAST = STRIPPED + ","
_STRIPPED_TITLE = STRIPPED + ".,"
_STRIPPED_NAME = STRIPPED + " ,.;:-–—<>"
_PATRONYMIC = re.compile("(?:вич|вна|вича|вны)$")
_LONGEST_TITLE = 5
_LONGEST_ROLE = 5
_WIDEST = 60
_NAME_ALONE = re.compile(
    rf"(<(?=[^ >]+ [A-Z]))?((?:[A-Z][A-Za-z]*(?:['-][A-Za-z]+)* ){{0,{MAX_WORDS - 1}}}"
    r"[A-Z][A-Za-z]+(?:'[A-Za-z]+)?)(?(1)>) ?"
)
"""Nothing but words with capitals, perhaps between angle brackets, as an agency sets a firm's name."""


class Speaker(NamedTuple):
    """Who is said to speak, at ``text[start:end]``; ``name`` is that without titles and articles."""

    kind: Kind
    name: str
    start: int
    end: int


# As Speaker does it, but in C.
_speaker: Callable[[tuple[Kind, str, int, int]], Speaker] = partial(tuple.__new__, Speaker)
# In front of what is asked about, more words stand.
_BEYOND = Speaker("body", "", -1, -1)


def before(text: str, verb: int, begin: int, grammar: Grammar) -> Speaker | None:
    """The speaker whose name ends where a verb begins; nothing where that is no speaker.

    The same few words come again and again: "The company said". Neither names nor lists go beyond a comma,
    so that what follows the last one is all there is to know.
    """
    comma = text.rfind(", ", begin, verb - 1) if verb > begin else -1
    start = begin if comma < 0 else comma
    if verb - start > _WIDEST:
        return _at_end(text, verb, begin, grammar)
    speaker = (_at_end_of_lead if comma < 0 else _at_end_of_clause)(text[start:verb], grammar)
    if speaker is None or not start:
        return speaker
    if speaker is _BEYOND:
        return _at_end(text, verb, begin, grammar)
    return _speaker((speaker.kind, speaker.name, start + speaker.start, start + speaker.end))


@lru_cache(maxsize=4096)
def _at_end_of_lead(lead: str, grammar: Grammar) -> Speaker | None:
    return _alone(lead, 0, grammar) or _at_end(lead, len(lead), 0, grammar)


@lru_cache(maxsize=4096)
def _at_end_of_clause(clause: str, grammar: Grammar) -> Speaker | None:
    """The speaker at the end of a clause that has its comma in front."""
    alone = _alone(clause, 2, grammar)
    if alone:
        return alone
    end = _without_asides(clause, len(clause), 0, grammar)
    return _BEYOND if clause[end - 1] == "," else _ending_at(clause, end, 0, grammar)


def _alone(text: str, start: int, grammar: Grammar) -> Speaker | None:
    """The name that is all that stands here, if it plainly is one."""
    alone = _NAME_ALONE.fullmatch(text, start)
    if alone and _no_parts_of_names(grammar).isdisjoint(alone[2].lower().split(" ")):
        return _speaker(("name", alone[2], start, len(text.rstrip())))
    return None


@lru_cache(maxsize=16)
def _no_parts_of_names(grammar: Grammar) -> frozenset[str]:
    """Words without which a few words with capitals, and nothing else, are a name as they stand."""
    g = grammar
    return frozenset().union(g.openers, g.titles, g.fillers, g.persons, g.things, LINKS, CALENDAR)


def _at_end(text: str, end: int, begin: int, grammar: Grammar) -> Speaker | None:
    end = _without_asides(text, end, begin, grammar)
    if end <= begin:
        return None
    if text[end - 1] == ",":
        return _before_apposition(text, end - 1, begin, grammar)
    return _ending_at(text, end, begin, grammar)


def _without_asides(text: str, end: int, begin: int, grammar: Grammar) -> int:
    """The end of what stands before "also", "on Tuesday" and their like."""
    for _ in range(4):
        end = len(text[begin:end].rstrip()) + begin
        word = text[text.rfind(" ", begin, end) + 1 or begin : end]
        bare = word.strip(_STRIPPED_LAST).casefold()
        is_aside = bare in grammar.fillers or bare in CALENDAR or (bare.endswith("ly") and word.islower())
        if not is_aside or word.endswith(","):
            break
        end -= len(word)
        if bare in CALENDAR and text[begin:end].rstrip().endswith((" on", " am")):
            end = text.rindex(" ", begin, len(text[begin:end].rstrip()) + begin)
    return end


def _before_apposition(text: str, comma: int, begin: int, grammar: Grammar) -> Speaker | None:
    """The name in ``Byrd, a Democrat, said``; the first one of two that stand for the same."""
    first = text.rfind(",", max(begin, comma - 160), comma)
    if first < 0 or '"' in text[first:comma] or "”" in text[first:comma]:
        return None
    speaker = _ending_at(text, first, begin, grammar)
    if speaker is None or speaker.kind in ("person", "thing"):
        return None
    inner = _ending_at(text, comma, first + 1, grammar)
    if inner and inner.kind == "name" and speaker.kind in ("role", "body"):
        return Speaker("name", inner.name, speaker.start, comma)
    return Speaker(speaker.kind, speaker.name, speaker.start, comma + 1)


def _ending_at(text: str, end: int, begin: int, grammar: Grammar) -> Speaker | None:
    """The speaker whose words end here."""
    start = text.rfind(" ", begin, end) + 1 or begin
    word = text[start:end]
    if not word:
        last = words_back(text, end, begin, 1)
        if not last:
            return None
        start, word = last[0]
    lower = word.strip(STRIPPED).casefold()
    if lower in grammar.persons or lower in grammar.things:
        kind: Kind = "person" if lower in grammar.persons else "thing"
        return Speaker(kind, "", start, end)
    if "-t-" in lower or (lower.startswith("dit-") and lower.partition("-")[2] in grammar.persons):
        return Speaker("person", "", start, end)
    # Most of what stands before a verb and is no name is nobody's name either.
    if not is_capital(word):
        if lower not in grammar.roles and lower not in grammar.bodies:
            return None
        return _role(text, words_back(text, end, begin, _LONGEST_ROLE), end, grammar)
    words = words_back(text, end, begin)
    count = run_of(words)
    if count < len(words):
        if words[count][1].casefold() in PREPOSITIONS:
            return None
        attached = _attached_role(text, words, count, end, grammar)
        if attached:
            return attached
    elif text[begin : words[-1][0]].rstrip().endswith(",") and any(word == "and" for _, word in words):
        # The end of a list: "the Department for Culture, Media and Sport".
        return None
    found = named(text, words[:count], end, grammar)
    ahead = words[count : count + _LONGEST_TITLE]
    is_after_clause = 0 < len(words) - count <= _LONGEST_TITLE - 2 and words[-1][0] > begin
    if found and (is_after_clause or any(word.casefold() in grammar.titles for _, word in ahead)):
        # "the Kremlin's chief spokesman Dmitry Peskov"
        found = found._replace(start=(words[-1] if len(words) <= count + _LONGEST_TITLE else ahead[0])[0])
    return found


def without_fillers(text: str, verb: int, begin: int, grammar: Grammar) -> int:
    """Where a verb begins with its auxiliaries."""
    lead = text[begin:verb].rstrip()
    word = lead[lead.rfind(" ") + 1 :]
    return begin + len(lead) - len(word) if word.casefold() in grammar.fillers else verb


def _attached_role(
    text: str, words: list[tuple[int, str]], count: int, end: int, grammar: Grammar
) -> Speaker | None:
    """``a spokesman for Allegheny`` and ``analysts at the bank``: the role before the name."""
    place = count
    while place < len(words) and words[place][1].casefold() in ("the", "a", "le", "la", "des", "der", "des"):
        place += 1
    if place + 1 < len(words) and words[place][1].casefold() in (
        "for",
        "at",
        "of",
        "from",
        "with",
        "in",
        "du",
        "de",
        "des",
    ):
        if words[place + 1][1].casefold() in grammar.roles:
            return _role(text, words[place + 1 :], end, grammar)
        if is_capital(words[place + 1][1]):
            run = run_of(words[place + 1 :])
            limit = words[place + 1][0] + len(words[place + 1][1])
            found = named(text, words[place + 1 : place + 1 + run], limit, grammar)
            return Speaker(found.kind, found.name, found.start, end) if found else None
        return Speaker("body", "", words[place][0], end)
    return None


def _role(text: str, words: list[tuple[int, str]], end: int, grammar: Grammar) -> Speaker | None:
    """A speaker without a name: ``oil analysts``, ``a Kremlin official``, ``the company``."""
    start, word = words[0]
    lower = word.strip(STRIPPED).casefold()
    if lower not in grammar.roles and lower not in grammar.bodies:
        return None
    opener = -1
    for place, before_it in words[1:_LONGEST_ROLE]:
        bare = before_it.strip(STRIPPED).casefold()
        if bare in grammar.openers:
            opener = place
            break
        if not (bare.isalpha() or "-" in bare or "'" in bare or "’" in bare) or bare in (
            "to",
            "of",
            "and",
            "was",
            "is",
        ):
            break
        start = place
    if lower in grammar.bodies and start == words[0][0]:
        # "The company" is one that was named before; "the harbour office" names itself.
        return Speaker("body", "", start, end)
    name = text[start:end].strip(STRIPPED + " ,")
    return Speaker("role", name, opener if opener >= 0 else start, end)


def named(text: str, words: list[tuple[int, str]], end: int, grammar: Grammar) -> Speaker | None:
    """A name without the titles before it and without the words that only opened the sentence."""
    kept = words[::-1]
    start = kept[0][0]
    while kept and ((bare := kept[0][1].strip(STRIPPED).casefold()) in grammar.openers or bare in LINKS):
        kept.pop(0)
    if not kept:
        return None
    title = _last_title([word for _, word in kept], grammar)
    if title == len(kept):
        name = text[kept[0][0] : end].strip(STRIPPED + " ,")
        return Speaker("role", name, start, end)
    parts = [word for _, word in kept[title:] if not (word[0] == "<" and word.rstrip(",")[-1] == ">")]
    if len(parts) > 2 and "а" <= parts[-1][:1].lower() <= "я" and not _PATRONYMIC.search(parts[-2]):
        # "пресс-секретарь Кремля Дмитрий Песков"
        parts = parts[-2:]
    name = " ".join(parts)
    name = cleaned_name(name)
    return Speaker("name", name, start, end) if name else None


def _last_title(words: list[str], grammar: Grammar) -> int:
    """How many words go with the last title; in the name of a firm there are none."""
    last = 0
    every = [word.strip(_STRIPPED_TITLE).casefold() for word in words]
    if grammar.titles.isdisjoint(every) or words[-1].strip(".,").casefold() in CORPORATE:
        return 0
    for number, bare in enumerate(every):
        if bare in grammar.titles:
            last = number + 1
        elif number == last and last and bare in ("of", "the"):
            break
    return last


def name_ending_at(text: str, end: int, begin: int, grammar: Grammar) -> str:
    """The name that ends here, without titles; empty where there is none."""
    words = words_back(text, end, begin)
    count = next((number for number, (_, word) in enumerate(words) if not is_capital(word)), len(words))
    speaker = named(text, words[:count], end, grammar) if count else None
    return speaker.name if speaker and speaker.kind == "name" else ""


def is_adjunct(word: str) -> bool:
    """Does a word, in lower case, begin what says when and where something was said?"""
    return word in ADJUNCTS or word in CALENDAR


def cleaned_name(name: str) -> str:
    """A name without quotation marks and possessives; nothing where no letter is left, or too many."""
    name = name.strip(_STRIPPED_NAME)
    if not 2 <= len(name) <= 80 or name.casefold() in CALENDAR:
        return ""
    return name if name[0].isalpha() or any(map(str.isalpha, name)) else ""
