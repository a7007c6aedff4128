"""How often a teaser is led to the right article, to a wrong one, or nowhere, among headlines that are close.

    python -m tests.benchmarks.linking [--data DIR] [--stories N]

Real stories are the library; of every second one the headline and the first sentence are made into teasers,
as they stand and changed in the ways that teasers are changed. For the precision, teasers are made of stories
that are not in the library while their near misses are: the same text under the same template with other
numbers, names, an ``UPDATE 1-``, a plural. Any link of such a teaser is wrong, and so is one of a held-out
story to another, unless that has the same text, or was sent within a day under the same headline. Prints a
table for RESULTS.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from newsreader.stories.linking import Choice, choose
from newsreader.stories.pointers import Candidate, Pointer, Pointers
from tests.terminal import PROJECT

SEED = 7
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
SAME_TEXT = 90
"""Letters alike in a hundred, from which on two stories count as one."""


class Story(NamedTuple):
    """A real story."""

    title: str
    text: str
    day: int | None

    @property
    def first_sentence(self) -> str:
        return self.text[:40] + re.split(r"(?<=[a-z0-9][.!?])\s", self.text[40:], maxsplit=1)[0]


Change = Callable[[Story, random.Random], Pointer | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared/data")
    parser.add_argument("--stories", type=int, default=8000)
    options = parser.parse_args()
    for name, read in (("Reuters", reuters), ("BBC", bbc)):
        stories = list(read(options.data))
        random.Random(SEED).shuffle(stories)
        report(name, stories[: options.stories])


def reuters(data: Path) -> Iterator[Story]:
    """The stories of Reuters that have a text."""
    with gzip.open(data / "reuters-1987.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            found = re.search(r"(\d+)-([A-Z]{3})-1987", record["date"])
            day = 31 * MONTHS.index(found[2]) + int(found[1]) if found else None
            text = " ".join(record.get("body", "").split())
            if text and record["title"]:
                yield Story(record["title"], text, day)


def bbc(data: Path) -> Iterator[Story]:
    """The BBC's, which have no dates."""
    with zipfile.ZipFile(data / "bbc-sections-txt.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".txt"):
                title, _, text = archive.read(name).decode("utf-8", "replace").partition("\n")
                if text.strip():
                    yield Story(title.strip(), " ".join(text.split()), None)


# Teasers of a story


def as_it_stands(story: Story, _: random.Random) -> Pointer:
    return Pointer(story.title, story.first_sentence, day=story.day)


def headline_alone(story: Story, _: random.Random) -> Pointer:
    return Pointer(story.title, day=story.day)


def cut_off(story: Story, _: random.Random) -> Pointer | None:
    words = story.title.split()
    return (
        Pointer(" ".join(words[:-1]) + " …", story.first_sentence[:80] + " …", day=story.day)
        if words
        else None
    )


def a_word_less(story: Story, chance: random.Random) -> Pointer | None:
    words = story.title.split()
    if len(words) < 6:
        return None
    del words[chance.randrange(len(words))]
    return Pointer(" ".join(words), story.first_sentence, day=story.day)


POSITIVE: dict[str, Change] = {
    "as it stands, with the first sentence": as_it_stands,
    "the headline alone": headline_alone,
    "headline and summary cut off": cut_off,
    "a word of the headline left out": a_word_less,
}


# Near misses of a story: another article, with another headline


def other_numbers(story: Story, chance: random.Random) -> Story | None:
    def change(match: re.Match[str]) -> str:
        return str(int(match[0]) + chance.randint(1, 9)) if len(match[0]) < 9 else match[0]

    title, text = re.sub(r"\d+", change, story.title), re.sub(r"\d+", change, story.text)
    return Story(title, text, story.day) if title != story.title else None


def other_names(story: Story, chance: random.Random) -> Story | None:
    names = [
        word
        for word in re.findall(r"\b[A-Z][A-Za-z]{4,}\b", story.title)
        if word.upper() in story.text.upper()
    ]
    if not names:
        return None
    name, other = chance.choice(names), chance.choice(["Halverton", "Brackwater", "Osgood", "Merrin"])
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    return Story(pattern.sub(other, story.title), pattern.sub(other, story.text), story.day)


def updated(story: Story, chance: random.Random) -> Story:
    sentences = re.split(r"(?<=[.!?])\s", story.text)
    return Story(f"UPDATE 1-{story.title}", " ".join(reversed(sentences[1:])), story.day)


def plural(story: Story, chance: random.Random) -> Story | None:
    words: list[str] = re.findall(r"\b[A-Za-z]{4,}[b-rt-zB-RT-Z]\b", story.title)
    if not words:
        return None
    word = chance.choice(words)
    text = re.sub(rf"\b{word}\b", f"{word}s", story.text, flags=re.IGNORECASE)
    others = re.sub(r"\d+", lambda match: str(chance.randint(2, 999)), text)
    return Story(story.title.replace(word, f"{word}s", 1), others, story.day)


def next_issue(story: Story, chance: random.Random) -> Story | None:
    if story.day is None:
        return None
    return Story(
        story.title,
        "Other things happened this time, and of these it tells.",
        story.day + chance.randint(2, 9),
    )


ISSUE = "the same headline on another day"

NEGATIVE: dict[str, Callable[[Story, random.Random], Story | None]] = {
    "other numbers": other_numbers,
    "another name": other_names,
    "UPDATE 1-, its first sentence gone": updated,
    "a plural, other numbers": plural,
    ISSUE: next_issue,
    "nothing like it but what was sent": lambda story, _: None,
}


def report(name: str, stories: list[Story]) -> None:
    """Print what became of each kind of teaser."""
    chance = random.Random(SEED)
    library, held_out = stories[::2], stories[1::2]
    started = time.perf_counter()
    rows = []
    linked = wrong = 0
    for kind, change in POSITIVE.items():
        pointers = [(number, change(story, chance)) for number, story in enumerate(library)]
        known = [(number, pointer) for number, pointer in pointers if pointer]
        choices = choices_of([pointer for _, pointer in known], library)
        pairs = [(library[number], choice) for (number, _), choice in zip(known, choices, strict=True)]
        rows.append(row(kind, pairs, library, is_there=True))
        linked, wrong = linked + rows[-1][2], wrong + rows[-1][3]
    for kind, miss in NEGATIVE.items():
        made = [(story, miss(story, chance)) for story in held_out]
        misses = [story for story, other in made if other or not kind.startswith(("other", "a"))]
        among = [*(other for _, other in made if other), *library]
        # A headline alone cannot tell the issues of a column apart.
        for with_summary in (True, False) if kind != ISSUE else (True,):
            make = as_it_stands if with_summary else headline_alone
            choices = choices_of([make(story, chance) for story in misses], among)
            pairs = list(zip(misses, choices, strict=True))
            label = f"not there, but one with {kind}" + ("" if with_summary else "; headline alone")
            rows.append(row(label, pairs, among, is_there=False))
            linked, wrong = linked + rows[-1][2], wrong + rows[-1][3]
    print(f"\n| {name}: teasers | number | led somewhere | wrong |\n|---|---|---|---|")
    for kind, number, found, mistaken in rows:
        print(f"| {kind} | {number} | {found} | {mistaken} |")
    precision = 1 - wrong / max(1, linked)
    print(
        f"| all: precision {precision:.4f} in {time.perf_counter() - started:.1f} s | | {linked} | {wrong} |"
    )


def row(
    kind: str, pairs: Iterable[tuple[Story, Choice]], library: list[Story], *, is_there: bool
) -> tuple[str, int, int, int]:
    number = found = mistaken = 0
    for story, choice in pairs:
        number += 1
        if choice.rowid is None:
            continue
        found += 1
        other = library[choice.rowid]
        # Each story stands in the corpus as often as it was sent.
        is_same = other.text == story.text or fuzz.ratio(other.text, story.text) >= SAME_TEXT
        if (not is_same) if is_there else (other.text != story.text and not _is_natural(other, story)):
            mistaken += 1
            if mistaken <= 3:
                print(f"wrong: {story.title!r} -> {other.title!r}")
    return kind, number, found, mistaken


def _is_natural(other: Story, story: Story) -> bool:
    """Whether the two are one story that was sent twice, and not the one made of the other here."""
    is_near = other.day is None or story.day is None or abs(other.day - story.day) <= 1
    return other.title.upper() == story.title.upper() and is_near


def choices_of(pointers: list[Pointer], library: list[Story]) -> list[Choice]:
    """Where each leads."""
    known = Pointers(pointers)
    found: dict[int, list[Candidate]] = {}
    articles = [Candidate(rowid, story.title, day=story.day) for rowid, story in enumerate(library)]
    for article in known.worth_a_look(articles):
        for number in known.that_may_mean(article):
            found.setdefault(number, []).append(article)
    return [
        choose(pointer, found.get(number, ()), lambda rowid: library[rowid].text)
        for number, pointer in enumerate(pointers)
    ]


if __name__ == "__main__":
    main()
