"""Teasers and the articles they announce: whether titles are the same, and which article is meant.

Precision comes first. Headlines of other articles come close (``UPDATE 1-``, other numbers, other names, the
next day's issue of a column), so a title that is not the same to the letter needs a summary that the article
bears out, or must differ in words that say nothing and be of the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.stories.pointers import FEWEST_TELLING, Candidate, Pointer
from newsreader.stories.support import Support, support
from newsreader.stories.titles import Title, host_of, title_of, url_key, words_of

FEWEST_CUT = 5
FEWEST_LASTING = 6
"""A headline of so many telling words stands for one article for a while."""
SAME_DAYS, NEAR_DAYS, FAR_DAYS, A_YEAR = 1, 7, 31, 366
ALIKE, SPELLING = 0.75, 0.93
SURE: tuple[Support, ...] = ("strong", "verbatim")
SHARED_WORDS = 0.6
VERSIONS_ALIKE = 90
RIVALRY = 0.05
"""Of two articles that are ranked closer than this neither is taken."""


class Evidence(NamedTuple):
    """Why an article is taken for the one that is announced, in words, and how sure that is, up to 1."""

    rank: float
    how: str


def judge(pointer: Pointer, article: Candidate, text: Callable[[], str]) -> Evidence | None:
    """Whether the teaser announces the article, and why; ``text`` gives the article's when it is needed."""
    said, found = title_of(pointer.title), title_of(article.title)
    address, other = url_key(pointer.url), url_key(article.url)
    if address and address == other:
        return Evidence(1.0, "same address")
    apart = None if pointer.day is None or article.day is None else abs(pointer.day - article.day)
    if not said.key or not _could_be(said, found, apart):
        return None
    borne_out = support(pointer.summary, article.title, article.subtitle, text)
    if borne_out == "contradicted":
        return None
    is_elsewhere = bool(address and other) and host_of(address) == host_of(other)
    if borne_out == "strange" and said.key != found.key:
        return None
    if is_elsewhere and borne_out not in SURE:
        return None
    if said.key == found.key:
        return _exact(said, borne_out, apart)
    if not _is_close(said, found, borne_out, apart, f"{article.subtitle}\n{text()}"):
        return None
    likeness = _likeness(said, found)
    how = _in_words(f"title {int(100 * likeness)} % alike", borne_out, apart)
    return Evidence(0.8 * likeness + _bonus(borne_out, apart), how)


def _could_be(said: Title, found: Title, apart: int | None) -> bool:
    """Whether the titles alone leave it open."""
    if said.key == found.key:
        return True
    if said.numbers - found.numbers or (found.numbers - said.numbers and not said.is_cut):
        return False
    return bool(found.key) and (apart is None or apart <= FAR_DAYS)


def _exact(title: Title, borne_out: Support, apart: int | None) -> Evidence | None:
    is_common = len(title.words) < FEWEST_TELLING
    if borne_out in SURE:
        furthest = SAME_DAYS if is_common else A_YEAR
    elif is_common:
        furthest = SAME_DAYS
    elif borne_out == "weak":
        furthest = FAR_DAYS
    else:
        # Of Reuters' headlines with six telling words and more 0.3 % come again within a week.
        furthest = NEAR_DAYS if len(title.words) >= FEWEST_LASTING and borne_out == "none" else SAME_DAYS
    if apart is None and is_common and borne_out not in SURE:
        return None
    if apart is not None and apart > furthest:
        return None
    return Evidence(0.9 + _bonus(borne_out, apart), _in_words("same title", borne_out, apart))


def _is_close(said: Title, found: Title, borne_out: Support, apart: int | None, text: str) -> bool:
    """Whether a title that is not the same is near enough, for what else is known."""
    is_same_day = apart is not None and apart <= SAME_DAYS
    if _is_beginning(said, found):
        return is_same_day or borne_out in SURE or borne_out == "weak"
    # ``drydock`` is ``dry dock``.
    if "".join(said.words) == "".join(found.words) and len(said.words) >= FEWEST_TELLING:
        return is_same_day or borne_out in SURE
    if borne_out not in SURE:
        return False
    ours, theirs = set(said.words), set(found.words)
    likeness = _likeness(said, found)
    if likeness < ALIKE or (likeness < SPELLING and len(ours & theirs) < SHARED_WORDS * len(ours | theirs)):
        return False
    strange = ours - theirs
    if strange and borne_out != "verbatim" and theirs - ours:
        # One word stands for another: that makes another article of it more often than not.
        return False
    return strange <= set(words_of(text))


def _likeness(said: Title, found: Title) -> float:
    """Of the letters in order, or of the words in any: 1 is the same."""
    from rapidfuzz import fuzz

    letters, words = fuzz.ratio(said.key, found.key), fuzz.token_sort_ratio(said.key, found.key)
    return max(letters, words) / 100


def _is_beginning(said: Title, found: Title) -> bool:
    """Whether a title that was cut is the beginning of the other."""
    whole = said.key.rpartition(" ")[0]
    return said.is_cut and len(said.words) > FEWEST_CUT and found.key.startswith(whole)


def _bonus(borne_out: Support, apart: int | None) -> float:
    bonus = {"verbatim": 0.06, "strong": 0.05, "weak": 0.03}.get(borne_out, 0.0)
    return bonus if apart is None else bonus + 0.04 / (1 + apart)


def _in_words(what: str, borne_out: Support, apart: int | None) -> str:
    parts = [what]
    if borne_out in (*SURE, "weak"):
        parts.append("summary in the text")
    if apart is not None:
        parts.append("same day" if not apart else "1 day apart" if apart == 1 else f"{apart} days apart")
    return ", ".join(parts)


class Choice(NamedTuple):
    """The article that a teaser announces, and why; or that several might be meant as well (``is_open``)."""

    rowid: int | None = None
    how: str = ""
    is_open: bool = False


def choose(pointer: Pointer, articles: Sequence[Candidate], text_of: Callable[[int], str]) -> Choice:
    """The one of these articles that the teaser announces, if it is clear which.

    Of several versions of one article it is the one with the best evidence, of equals the first.
    """
    ranked: list[tuple[float, Candidate, str]] = []
    for article in articles:
        evidence = judge(pointer, article, partial(text_of, article.rowid))
        if evidence is not None:
            ranked.append((evidence.rank, article, evidence.how))
    if not ranked:
        return Choice()
    ranked.sort(key=lambda each: (-each[0], each[1].rowid))
    best, article, how = ranked[0]
    for rank, rival, _ in ranked[1:]:
        if best - rank < RIVALRY and not _are_versions(text_of(article.rowid), text_of(rival.rowid)):
            return Choice(is_open=True)
    return Choice(article.rowid, how)


def _are_versions(text: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return text == other or fuzz.ratio(text[:3000], other[:3000]) >= VERSIONS_ALIKE
