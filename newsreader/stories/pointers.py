"""Which teasers an article may be announced by: looked up, so that few titles are compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence, Set
from typing import NamedTuple

from newsreader.stories.titles import FUNCTION_WORDS, Title, title_of, url_key, words_of, words_of_each

FEWEST_TELLING = 4
"""A title of fewer telling words is common: others may have it too."""
MOST_WORDS = 24
PREFIX_WORDS = 4
FEWEST_SUMMARY_WORDS = 5


class Pointer(NamedTuple):
    """A teaser, or an article of which there is no text. ``day`` counts days: when it was said, if known."""

    title: str
    summary: str = ""
    url: str = ""
    day: int | None = None


class Candidate(NamedTuple):
    """An article that a teaser may announce."""

    rowid: int
    title: str
    subtitle: str = ""
    url: str = ""
    day: int | None = None


class Pointers:
    """Looks up which of many teasers an article may be announced by: those of the same address, title or
    summary, and those whose titles differ in one telling word, or begin alike."""

    def __init__(self, pointers: Sequence[Pointer]) -> None:
        self._by_key: dict[Hashable, list[int]] = {}
        self._words: set[str] = set()
        self._beginnings: set[str] = set()
        self._sums: set[int] = set()
        self._have_urls = any(pointer.url for pointer in pointers)
        self._have_summaries = any(pointer.summary for pointer in pointers)
        for number, pointer in enumerate(pointers):
            title = title_of(pointer.title)
            keys: set[Hashable] = {*_whole(title, pointer.url), *_alike(title)}
            keys.update(_summary_keys(pointer.summary))
            self._words.update(title.words)
            self._sums.update(_sums(set(title.words)))
            if title.is_cut:
                keys.update(_beginning(title))
                self._beginnings.update(title.words[:1])
            for key in keys:
                self._by_key.setdefault(key, []).append(number)
        self._ordinary = FUNCTION_WORDS | self._words

    def worth_a_look(self, articles: Sequence[Candidate]) -> Iterator[Candidate]:
        """These articles without nearly all of those that no teaser may mean: the words of all their titles
        are found at once, and sums of hashes stand for sets of words."""
        for article, words in zip(articles, words_of_each([each.title for each in articles]), strict=True):
            if (
                self._may_be_alike(words)
                or (self._have_urls and article.url)
                or (self._have_summaries and article.subtitle)
                or not self._beginnings.isdisjoint(words)
            ):
                yield article

    def _may_be_alike(self, words: Sequence[str]) -> bool:
        """Whether a title of these words may be a teaser's, or have one telling word more, less or other."""
        if len(set(words) - self._ordinary) > 1:
            return False
        sums = _sums(self._words.intersection(words))
        return not self._sums.isdisjoint(sums)

    def that_may_mean(self, article: Candidate) -> set[int]:
        """The numbers of such teasers."""
        title = title_of(article.title)
        keys: list[Hashable] = [*_whole(title, article.url if self._have_urls else "")]
        keys += _alike_among(title, self._words)
        if not self._beginnings.isdisjoint(title.words[:1]):
            keys += _beginning(title)
        keys += _summary_keys(article.subtitle)
        found: set[int] = set()
        for key in keys:
            found.update(self._by_key.get(key, ()))
        return found


def _sums(words: Set[str]) -> Iterator[int]:
    """What stands for these words, and for all of them but one; seldom for any others as well."""
    hashes = list(map(hash, words))
    return map(sum(hashes).__sub__, (0, *hashes))


def _whole(title: Title, url: str) -> Iterator[Hashable]:
    if title.key:
        yield "title", title.key
    if url and (address := url_key(url)):
        yield "url", address


def _alike(title: Title) -> list[int]:
    """What a title has in common with those that have one telling word more, less or other."""
    words = set(title.words)
    return list(_sums(words)) if FEWEST_TELLING <= len(words) <= MOST_WORDS else []


def _alike_among(title: Title, known: Set[str]) -> list[int]:
    """The same, but what those have of which all other words are known ones: most titles have several that
    are not, and nothing in common."""
    words = set(title.words)
    found = words & known
    if not FEWEST_TELLING <= len(words) <= MOST_WORDS or len(words) - len(found) > 1:
        return []
    sums = list(_sums(found))
    return sums if len(found) == len(words) else sums[:1]


def _beginning(title: Title) -> Iterator[Hashable]:
    if len(title.words) > PREFIX_WORDS:
        yield "begins", title.words[:PREFIX_WORDS]


def _summary_keys(summary: str) -> Iterator[Hashable]:
    if summary:
        words = words_of(summary)
        if len(words) >= FEWEST_SUMMARY_WORDS:
            yield "summary", " ".join(words)
