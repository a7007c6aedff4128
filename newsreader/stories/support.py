"""Whether an article bears out a summary: what stands in both, and which numbers and names in one alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from newsreader.stories.titles import title_of, words_of

Support = Literal["none", "contradicted", "strange", "weak", "strong", "verbatim"]
"""``none``: there is no summary that could say anything. ``contradicted``: it has a number or a name that the
article does not have; ``strange``: the article hardly has its words. ``verbatim``: the article has it word by
word; ``strong``: in almost the same words. ``weak``: most of the telling words are there."""

SHINGLE = 3
FEWEST_WORDS = 3
STRONG_SHARE, WEAK_SHARE = 0.6, 0.6
READ_WORDS = 1500
"""Words of a text that are looked at: what a summary says stands near the beginning."""

_NAME = re.compile(r"(?<=[\w,;:'’)] )[^\W\d_a-zß-öø-ÿ][\w]+")
"""A capitalised word that does not begin a sentence."""


def support(summary: str, title: str, subtitle: str, text: Callable[[], str]) -> Support:
    """How an article bears out a teaser's summary; its text is asked for if needed."""
    said = title_of(summary)
    telling = set(said.words)
    if len(telling) < FEWEST_WORDS:
        return "none"
    words = said.key.split()[: -1 if said.is_cut else None]
    if words == words_of(subtitle)[: len(words)]:
        return "verbatim"
    there = words_of(f"{subtitle}\n{text()[: READ_WORDS * 12]}")[:READ_WORDS]
    if f" {' '.join(words)} " in f" {' '.join(there)} ":
        return "verbatim"
    known = {*there, *words_of(title)}
    if (said.numbers | _names(summary, set(words))) - known:
        return "contradicted"
    shingles = _shingles(words)
    if shingles and len(shingles & _shingles(there)) >= STRONG_SHARE * len(shingles):
        return "strong"
    return "weak" if len(telling & known) >= WEAK_SHARE * len(telling) else "strange"


def _names(summary: str, words: set[str]) -> set[str]:
    if summary.isupper():
        return set()
    found = words_of(" ".join(_NAME.findall(summary)))
    return words.intersection(found)


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
