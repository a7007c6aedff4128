"""What differs between two versions of an article, word by word, and what has only moved.

Passages that both have are found first, so that only what lies between them is aligned word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from newsreader.article import Article, Teaser

Kind = Literal["same", "added", "removed"]
PassageKind = Literal["same", "changed", "added", "removed", "moved here", "moved away"]

MOST_ALIGNED = 20_000_000
"""Word times word: more is not aligned, but taken as removed and added."""
FEWEST_MOVED = 6
"""Words of a passage that is worth being told to have moved."""
_SHORT_ISLAND = 2
_TOKEN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\\w+|[^\\w\\s]"
)
_BREAK = "\0"


class Span(NamedTuple):
    """A run of words that both versions have, or one of them."""

    kind: Kind
    text: str


class Passage(NamedTuple):
    """A paragraph, a heading and so on: of the newer version, or, where it lacks it, of the older one."""

    kind: PassageKind
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """All of it, with what was removed."""
        return " ".join(span.text for span in self.spans)


class Differences(NamedTuple):
    """What differs between two versions: in the title, below it, in the text, and in the teasers."""

    title: tuple[Span, ...]
    subtitle: tuple[Span, ...]
    passages: tuple[Passage, ...]
    teasers_added: tuple[Teaser, ...] = ()
    teasers_removed: tuple[Teaser, ...] = ()

    def words(self, kind: Kind) -> int:
        """Words that both have, or one of them; what has moved both have."""
        return sum(
            count_words(span.text)
            for passage in self.passages
            for span in passage.spans
            if span.kind == kind and passage.kind != "moved away"
        )

    @property
    def is_none(self) -> bool:
        """Whether nothing differs but perhaps white space."""
        lines = (self.title, self.subtitle, *(passage.spans for passage in self.passages))
        is_same = all(span.kind == "same" for line in lines for span in line)
        return is_same and not self.teasers_added and not self.teasers_removed and not self.moved

    @property
    def moved(self) -> int:
        """How many passages stand elsewhere."""
        return sum(passage.kind == "moved here" for passage in self.passages)


def compare(older: Article, newer: Article) -> Differences:
    """What changed from one version to another."""
    before, after = set(older.teasers), set(newer.teasers)
    return Differences(
        words_between(older.title, newer.title),
        words_between(older.subtitle, newer.subtitle),
        tuple(passages([block.text for block in older.blocks], [block.text for block in newer.blocks])),
        tuple(teaser for teaser in newer.teasers if teaser not in before),
        tuple(teaser for teaser in older.teasers if teaser not in after),
    )


def words_between(older: str, newer: str) -> tuple[Span, ...]:
    """What changed from one line to another."""
    return tuple(span for passage in _aligned([older], [newer]) for span in passage.spans)


def passages(older: Sequence[str], newer: Sequence[str]) -> Iterator[Passage]:
    """The paragraphs of the newer text with what was added and removed, in its order; moved ones marked."""
    keys_older = [" ".join(text.split()) for text in older]
    keys_newer = [" ".join(text.split()) for text in newer]
    kept: list[tuple[int, int]] = [
        (block.a + step, block.b + step)
        for block in LCSseq.editops(keys_older, keys_newer).as_matching_blocks()
        for step in range(block.size)
    ]
    stay_older, stay_newer = {first for first, _ in kept}, {second for _, second in kept}
    gone = [place for place in range(len(older)) if place not in stay_older]
    moved = _moved(
        gone, [place for place in range(len(newer)) if place not in stay_newer], keys_older, keys_newer
    )
    left = set(moved.values())
    place_older = place_newer = 0
    for first, second in [*kept, (len(older), len(newer))]:
        yield from _between(older, newer, (place_older, first), (place_newer, second), moved, left)
        if first < len(older):
            yield Passage("same", (Span("same", newer[second]),))
        place_older, place_newer = first + 1, second + 1


def _moved(
    gone: Sequence[int], come: Sequence[int], keys_older: Sequence[str], keys_newer: Sequence[str]
) -> dict[int, int]:
    """By place in the newer text, the place in the older one of a passage that stands elsewhere now."""
    places: dict[str, list[int]] = {}
    for place in reversed(gone):
        if len(_TOKEN.findall(keys_older[place])) >= FEWEST_MOVED:
            places.setdefault(keys_older[place], []).append(place)
    return {place: places[key].pop() for place in come if places.get(key := keys_newer[place])}


def _between(
    older: Sequence[str],
    newer: Sequence[str],
    range_older: tuple[int, int],
    range_newer: tuple[int, int],
    moved: dict[int, int],
    left: set[int],
) -> Iterator[Passage]:
    """The passages between two that both have; a moved one parts them as well."""
    before: list[str] = []
    for place in range(*range_older):
        if place not in left:
            before.append(older[place])
    after: list[str] = []
    arrivals: list[tuple[int, Passage]] = []
    for place in range(*range_newer):
        if place in moved:
            arrivals.append((len(after), Passage("moved here", (Span("same", newer[place]),))))
        else:
            after.append(newer[place])
    departures = [
        Passage("moved away", (Span("removed", older[p]),)) for p in range(*range_older) if p in left
    ]
    yield from departures
    yield from _with_arrivals(_aligned(before, after), arrivals)


def _with_arrivals(found: Sequence[Passage], arrivals: list[tuple[int, Passage]]) -> Iterator[Passage]:
    """Puts moved passages where they stand among those of the newer text."""
    count = 0
    for passage in found:
        while arrivals and arrivals[0][0] <= count and passage.kind != "removed":
            yield arrivals.pop(0)[1]
        yield passage
        count += passage.kind != "removed"
    yield from (passage for _, passage in arrivals)


class _Tokens(NamedTuple):
    """The words and marks of some paragraphs, with breaks between these; and where each stands."""

    words: list[str]
    spans: list[tuple[int, int, int]]


def _tokens(texts: Sequence[str]) -> _Tokens:
    words: list[str] = []
    spans: list[tuple[int, int, int]] = []
    for number, text in enumerate(texts):
        if number:
            words.append(_BREAK)
            spans.append((number, 0, 0))
        for match in _TOKEN.finditer(text):
            words.append(match[0])
            spans.append((number, *match.span()))
    return _Tokens(words, spans)


def _aligned(older: Sequence[str], newer: Sequence[str]) -> list[Passage]:
    """Paragraphs aligned word by word."""
    if not older or not newer:
        kind: Kind = "added" if newer else "removed"
        return [Passage(kind, (Span(kind, text),)) for text in (newer or older)]
    before, after = _tokens(older), _tokens(newer)
    if len(before.words) * len(after.words) > MOST_ALIGNED:
        return [*_aligned(older, ()), *_aligned((), newer)]
    runs: list[tuple[Kind, int, int]] = []
    for tag, from_older, to_older, from_newer, to_newer in _operations(before.words, after.words):
        if tag == "equal":
            runs.append(("same", from_newer, to_newer))
            continue
        if from_older < to_older:
            runs.append(("removed", from_older, to_older))
        if from_newer < to_newer:
            runs.append(("added", from_newer, to_newer))
    return _in_passages(runs, before, after, older, newer)


def _operations(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Equal and unequal stretches by turns. A word or two that happen to stand between two long changes are
    changed with them."""
    merged: list[tuple[str, int, int, int, int]] = []
    found = [
        (each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end)
        for each in LCSseq.opcodes(before, after)
    ]
    for place, (tag, from_older, to_older, from_newer, to_newer) in enumerate(found):
        size = to_older - from_older
        is_island = tag == "equal" and size <= _SHORT_ISLAND and 0 < place < len(found) - 1
        if is_island:
            around = (found[place - 1], found[place + 1])
            least = min(max(each[2] - each[1], each[4] - each[3]) for each in around)
            is_island = least > 2 * size and _BREAK not in before[from_older:to_older]
        kind = "change" if tag != "equal" or is_island else "equal"
        if merged and merged[-1][0] == kind == "change":
            last = merged.pop()
            from_older, from_newer = last[1], last[3]
        merged.append((kind, from_older, to_older, from_newer, to_newer))
    return merged


def _in_passages(
    runs: Sequence[tuple[Kind, int, int]],
    before: _Tokens,
    after: _Tokens,
    older: Sequence[str],
    newer: Sequence[str],
) -> list[Passage]:
    """Runs of words as spans, parted where paragraphs end."""
    found: list[Passage] = []
    spans: list[Span] = []

    def part() -> None:
        if spans:
            found.append(Passage(_kind(spans), tuple(spans)))
            spans.clear()

    for kind, start, stop in runs:
        tokens, texts = (before, older) if kind == "removed" else (after, newer)
        while start < stop:
            end = next((place for place in range(start, stop) if tokens.words[place] == _BREAK), stop)
            if end > start:
                number, first, _ = tokens.spans[start]
                spans.append(Span(kind, texts[number][first : tokens.spans[end - 1][2]]))
            # Where the older text had a break and the newer has none, a paragraph only ends if it is gone.
            if end < stop and (kind != "removed" or all(span.kind == "removed" for span in spans)):
                part()
            start = end + 1 if end < stop else stop
    part()
    return found


def _kind(spans: Sequence[Span]) -> PassageKind:
    kinds = {span.kind for span in spans}
    return kinds.pop() if len(kinds) == 1 else "changed"


def count_words(text: str) -> int:
    """Words; of Chinese and Japanese, characters."""
    return sum(token[0].isalnum() for token in _TOKEN.findall(text))
