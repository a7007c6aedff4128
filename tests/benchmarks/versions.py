"""Which articles are grouped as versions of one story, rightly and wrongly, and what that costs.

    python -m tests.benchmarks.versions [--data DIR] [--copies 10] [--seed 1]

Right are a story of Reuters or the BBC and what a desk or a scraper makes of it: re-wrapped, with furniture,
with 5 to 40 % of its paragraphs cut or added, with its first sentence written anew, or several of these.
Wrong are forms filled in anew: the same with other numbers, with other names and numbers, earnings and
dividends of companies with other ticker symbols, and stories that were drawn because they share no run of
eight words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from newsreader.stories.lookup import Known, tidied
from newsreader.stories.matching import Match, Told, matches
from newsreader.stories.words import words
from tests.stories import edits

DATA = Path(__file__).parents[3] / "shared" / "data"
AT_ONCE = 2000
ORIGINALS = {"Reuters": 1500, "BBC": 700}
_TICKER = re.compile(r"<([A-Z.]+)>")
_FORM = re.compile(r"\b(QTR|NET|LOSS|DIVIDEND|PAYOUT|DIV|YEAR|QUARTERLY|SHR)\b")
_NAME = re.compile(r"\b[A-Z][a-zA-Z]+")


class Story(NamedTuple):
    title: str
    text: str
    day: int | None = None


def reuters(data: Path) -> list[Story]:
    with gzip.open(data / "reuters-1987.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        Story(
            story["title"] or "",
            story["body"].replace("\x03", ""),
            datetime.strptime(story["date"].split()[0], "%d-%b-%Y").toordinal(),
        )
        for story in found
        if story["body"].strip()
    ]


def bbc(data: Path) -> list[Story]:
    found = {}
    with zipfile.ZipFile(data / "bbc-sections-txt.zip") as archive:
        for name in archive.namelist():
            title, _, text = archive.read(name).decode("utf-8", "replace").partition("\n")
            if text.strip() and name.endswith(".txt"):
                found[text] = Story(title.strip(), text)
    return list(found.values())


def unrelated(stories: Sequence[Story], number: int, random: Random) -> list[Story]:
    """Stories of some length, no two of which share eight words in a row."""
    drawn, seen = [], set[tuple[str, ...]]()
    for story in random.sample(stories, len(stories)):
        split = re.findall(r"\w+", story.text.casefold())
        runs = set(zip(*(split[step:] for step in range(8)), strict=False))
        if len(split) >= 80 and len(edits.paragraphs(story.text)) >= 4 and runs.isdisjoint(seen):
            drawn.append(story)
            seen |= runs
        if len(drawn) == number:
            break
    return drawn


EDITS: dict[str, Callable[[list[str], list[str], Random], list[str]]] = {
    "re-wrapped": lambda parts, _, random: parts,
    "furniture added": lambda parts, _, random: edits.with_furniture(parts, random),
    "5-20 % cut": lambda parts, _, random: edits.shortened(parts, random.uniform(0.05, 0.2), random),
    "20-40 % cut": lambda parts, _, random: edits.shortened(parts, random.uniform(0.2, 0.4), random),
    "40 % cut": lambda parts, _, random: edits.shortened(parts, 0.4, random),
    "5-20 % added": lambda parts, more, random: edits.extended(
        parts, more, random.uniform(0.05, 0.2), random
    ),
    "20-40 % added": lambda parts, more, random: edits.extended(
        parts, more, random.uniform(0.2, 0.4), random
    ),
    "first sentence anew": lambda parts, _, random: edits.reopened(parts, random),
    "all of it": lambda parts, more, random: edits.reopened(
        edits.with_furniture(
            edits.extended(edits.shortened(parts, random.uniform(0.05, 0.2), random), more, 0.15, random),
            random,
        ),
        random,
    ),
    "40 % cut, first sentence anew": lambda parts, _, random: edits.reopened(
        edits.shortened(parts, 0.4, random), random
    ),
}


class Labelled(NamedTuple):
    """Texts, and which pairs of them are versions (by what was done) or are not (by why not)."""

    told: list[Told]
    right: dict[tuple[int, int], tuple[str, float]]
    wrong: dict[tuple[int, int], str]
    groups: dict[int, int]


def labelled(originals: Sequence[Story], random: Random) -> Labelled:
    told: list[Told] = []
    right: dict[tuple[int, int], tuple[str, float]] = {}
    wrong: dict[tuple[int, int], str] = {}
    groups: dict[int, int] = {}

    def add(story: Story, group: int) -> int:
        told.append(Told(len(told) + 1, story.title, story.text, story.day))
        groups[len(told)] = group
        return len(told)

    for number, story in enumerate(originals):
        first = add(story, number)
        parts = edits.paragraphs(story.text)
        more = edits.paragraphs(random.choice(originals).text)[1:]
        for name in random.sample(sorted(EDITS), 3):
            changed = EDITS[name](parts, more, random)
            text = edits.rewrapped(changed, random)
            right[first, add(story._replace(text=text), number)] = (name, overlap(parts, changed))
        if len(re.findall(r"\d+", story.text)) >= 4:
            for name, change in (
                ("other numbers", edits.with_other_numbers),
                ("other names and numbers", edits.with_other_names),
            ):
                form = Story(change(story.title, random), change(story.text, random))
                wrong[first, add(form, -len(told))] = name
    return Labelled(told, right, wrong, groups)


def overlap(before: Sequence[str], after: Sequence[str]) -> float:
    """Words in common as a share of the longer text."""
    mine, theirs = Counter(" ".join(before).split()), Counter(" ".join(after).split())
    return (mine & theirs).total() / max(mine.total(), theirs.total())


def grouped(told: Sequence[Told]) -> list[Match]:
    by_key = {each.key: each for each in told}
    known: list[Known] = []
    found: list[Match] = []
    for start in range(0, len(told), AT_ONCE):
        more, mine = matches(told[start : start + AT_ONCE], known, lambda keys: [by_key[key] for key in keys])
        found += more
        known = tidied([*known, mine])
    return found


def report(name: str, set_: Labelled) -> None:
    found = {(match.other, match.key) for match in grouped(set_.told)}
    print(f"\n| {name}: edit | pairs | found |\n|---|---|---|")
    by_edit: dict[str, list[bool]] = defaultdict(list)
    by_overlap: dict[str, list[bool]] = defaultdict(list)
    for pair, (edit, share) in set_.right.items():
        by_edit[edit].append(pair in found)
        if share >= 0.58:
            by_overlap["60 % overlap and more"].append(pair in found)
        if 0.55 <= share < 0.68:
            by_overlap["about 60 % overlap"].append(pair in found)
    for label, hits in [*sorted(by_edit.items()), *by_overlap.items()]:
        print(f"| {label} | {len(hits)} | {sum(hits) / len(hits):.4f} |")
    false = [pair for pair in found if set_.groups[pair[0]] != set_.groups[pair[1]]]
    why = Counter(set_.wrong.get(pair, "something else") for pair in false)
    asked = Counter(set_.wrong.values())
    true = len(found) - len(false)
    print(f"\n{name}: {true} right pairs found, {len(false)} wrong: precision {true / len(found):.4f}")
    for label, number in asked.items():
        print(f"- {label}: {why[label]} of {number} taken for versions")
    print(f"- others: {why['something else']}")


def earnings(stories: Sequence[Story]) -> None:
    """Real earnings and dividends: what is found among those of other companies is wrong."""
    forms = [story for story in stories if _FORM.search(story.title) and _TICKER.search(story.title)]
    told = [Told(place, *story) for place, story in enumerate(forms, 1)]
    false = [
        match
        for match in grouped(told)
        if not set(_TICKER.findall(forms[match.key - 1].title))
        & set(_TICKER.findall(forms[match.other - 1].title))
    ]
    companies = {tuple(_TICKER.findall(story.title)) for story in forms}
    print(
        f"\n{len(forms)} earnings and dividends of {len(companies)} companies, all pairs of other companies:"
    )
    print(f"{len(false)} taken for versions")
    for match in false:
        print(f"- {forms[match.key - 1].title} / {forms[match.other - 1].title}")


def cost(stories: Sequence[Story], copies: int) -> None:
    """Groups Reuters, then copies of it with other names, in this process."""
    for number in sorted({1, copies}):
        told = list(renamed(stories, number))
        before, started = time.process_time(), time.perf_counter()
        pairs = len(grouped(told))
        spent, passed = time.process_time() - before, time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {len(told)} | {spent:.1f} | {passed:.1f} | {pairs} | {peak:.0f} |")


def renamed(stories: Sequence[Story], copies: int) -> Iterator[Told]:
    key = 0
    for copy in range(copies):
        ending = chr(ord("a") + copy - 1) * 2 if copy else ""
        for story in stories:
            key += 1
            title, text = (_NAME.sub(lambda name: name[0] + ending, each) for each in story[:2])  # noqa: B023
            yield Told(key, title, text, story.day)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    words(["warm"])
    corpora = {"Reuters": reuters(options.data), "BBC": bbc(options.data)}
    for name, stories in corpora.items():
        random = Random(options.seed)
        report(name, labelled(unrelated(stories, ORIGINALS[name], random), random))
    earnings(corpora["Reuters"])
    print("\n| articles | CPU s | wall s | pairs | peak MB |\n|---|---|---|---|---|")
    cost(corpora["Reuters"], options.copies)


if __name__ == "__main__":
    main()
