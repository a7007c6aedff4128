"""What desks and scrapers do to a story, and what they do to a form: for tests and for the benchmark."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from random import Random

_FURNITURE = (
    "Share this page with your friends",
    "Sign up for our newsletter and never miss a story",
    "All rights reserved. No part may be reproduced without permission.",
    "More on this topic",
    "Read also",
    "Advertisement",
)
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}")
_TIMES = [
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
]
_ABBREVIATED = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
_KEPT = {
    *("The", "But", "And", "For", "This", "That", "His", "Her", "They", "When", "Reuter"),
    *("Shr", "Net", "Revs", "Note", "Year", "Avg", "Qtly", "Pay", "Record", "Prior", "Oper"),
}
_FIRST_SENTENCE = re.compile(r"(.+?[.!?])(?=\s|$)", re.S)


def paragraphs(text: str) -> list[str]:
    """A story's paragraphs: at blank lines, or where a line is indented."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=\s{2,})", text) if part.strip()]


def rewrapped(parts: Sequence[str], random: Random) -> str:
    width = random.randint(40, 100)
    between = random.choice(("\n\n", "\n", "\n\n\n"))
    return between.join(textwrap.fill(part, width) for part in parts)


def with_furniture(parts: Sequence[str], random: Random) -> list[str]:
    lines = random.sample(_FURNITURE, 3)
    return [lines[0], *parts, *lines[1:]]


def shortened(parts: Sequence[str], share: float, random: Random) -> list[str]:
    """Without paragraphs that hold about so much of the words, never the first, from the end or anywhere."""
    wanted = share * sum(len(part.split()) for part in parts)
    places = list(range(1, len(parts)))
    if random.random() < 0.5:
        random.shuffle(places)
    else:
        places.reverse()
    gone: set[int] = set()
    lost = 0
    for place in places:
        size = len(parts[place].split())
        if lost + size <= wanted:
            gone.add(place)
            lost += size
    return [part for place, part in enumerate(parts) if place not in gone]


def extended(parts: Sequence[str], others: Sequence[str], share: float, random: Random) -> list[str]:
    """With paragraphs of another story put in that hold about so much of the words."""
    wanted = share * sum(len(part.split()) for part in parts)
    longer, more = list(parts), 0
    for part in others:
        size = len(part.split())
        if more + size <= wanted:
            longer.insert(random.randint(1, len(longer)), part)
            more += size
    return longer


def reopened(parts: Sequence[str], random: Random) -> list[str]:
    """With its first sentence written anew: halves exchanged, every third word another."""
    sentence = _FIRST_SENTENCE.match(parts[0])
    if sentence is None:
        return list(parts)
    words = sentence[1].rstrip(".!?").split()
    middle = len(words) // 2
    turned = [*words[middle:], "as", *words[:middle]]
    fillers = ("reportedly", "officials", "apparently", "meanwhile", "further", "again", "newly")
    fresh = [random.choice(fillers) if place % 3 == 1 else word for place, word in enumerate(turned)]
    return [" ".join(fresh) + "." + parts[0][sentence.end() :], *parts[1:]]


def with_other_numbers(text: str, random: Random) -> str:
    """The same form on another day: each number, month and weekday is another."""

    def other(match: re.Match[str]) -> str:
        digits = match[0]
        while True:
            drawn = "".join(random.choice("123456789") for _ in digits)
            if drawn != digits:
                return drawn

    months, days = random.randint(1, 11), random.randint(1, 6)
    for names, step in ((_TIMES[:12], months), (_TIMES[12:], days), (list(_ABBREVIATED), months % 10 + 1)):
        later = {name: names[(place + step) % len(names)] for place, name in enumerate(names)}
        pattern = re.compile(rf"\b({'|'.join(names)})\b")
        text = pattern.sub(lambda match, later=later: later[match[1]], text)
    return _NUMBER.sub(other, text)


def with_other_names(text: str, random: Random) -> str:
    """The same form for somebody else: each name is another throughout, and so is each number."""
    invented: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match[0]
        if name in _KEPT or name in _TIMES:
            return name
        if name not in invented:
            syllables = ("ba", "ko", "ri", "tel", "mun", "sar", "vex", "do", "lin", "pra")
            made = "".join(random.choice(syllables) for _ in range(3))
            invented[name] = made.upper() if name.isupper() else made.capitalize()
        return invented[name]

    return with_other_numbers(_NAME.sub(other, text), random)
