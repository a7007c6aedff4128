"""The tail of teasers below an article: a section label, then titles, summaries and ``Read more``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article import RemovedLine, Teaser
from newsreader.cleaning import furniture
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.lines import Line, ends_sentence, removed

_LONGEST_LABEL = 60
_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 500
_FEWEST_RELATED = 2
_REACH = 3000


class Tail(NamedTuple):
    """A document parted in its article and what is pointed at below it."""

    lines: Sequence[Line]
    teasers: tuple[Teaser, ...] = ()
    removed: tuple[RemovedLine, ...] = ()


def split_off(lines: Sequence[Line], context: BundleContext) -> Tail:
    """The article's lines and the teasers below them; an article that merely ends in a list keeps it."""
    reach = range(max(0, len(lines) - _REACH), len(lines))
    last = [index for index in reach if furniture.may_be_label(lines[index].text)]
    closers = [index for index in last if furniture.is_read_more(lines[index].text)]
    if closers and (tail := _closed_groups(lines, closers, context)):
        return tail
    labels = [index for index in last if furniture.is_related_label(lines[index].text)]
    return _related_list(lines, labels[-1], context) if labels else Tail(lines)


def _closed_groups(lines: Sequence[Line], closers: Sequence[int], context: BundleContext) -> Tail | None:
    """The teasers that end in ``Read more``, followed upwards from the last one."""
    after = _Below(lines[closers[-1] + 1 :], context)
    if len(after.own) > 12:
        return None
    groups: list[tuple[str, str, str]] = []
    start = closers[-1] + 1
    for position in range(len(closers) - 1, -1, -1):
        floor = closers[position - 1] + 1 if position else 0
        members = [i for i in range(floor, closers[position]) if lines[i].text.strip()]
        chosen = _own_lines(lines, members) if position == 0 else _group(lines, members)
        if chosen is None and position:
            chosen = _own_lines(lines, members)
        if not chosen:
            break
        groups.append(_parts(lines, chosen))
        start = chosen[0]
        if chosen[0] != members[0]:
            break
    if not groups or (len(groups) == 1 and not _stands_apart(lines, start, closers[-1])):
        return None
    teasers = _labelled(groups[::-1])
    last, gone = _after_last(after, teasers[-1].section) if len(groups) > 1 else ((), after.notes())
    gone = (*(removed(lines[i], furniture.REASON) for i in closers if i >= start), *gone)
    return Tail(lines[:start], (*teasers, *last), tuple(sorted(gone, key=_number)))


def _number(note: RemovedLine) -> int:
    return note.line


def _group(lines: Sequence[Line], members: Sequence[int]) -> list[int] | None:
    """All lines between two ``Read more``, if they are a title, perhaps a summary, perhaps a label."""
    texts = [lines[i].text for i in members]
    if not 1 <= len(texts) <= 3 or max(map(len, texts)) > _LONGEST_SUMMARY:
        return None
    title = texts[-2] if len(texts) > 1 else texts[-1]
    if len(title) > _LONGEST_TITLE or (len(texts) == 3 and not _is_label(texts[0])):
        return None
    return list(members)


def _own_lines(lines: Sequence[Line], members: Sequence[int]) -> list[int] | None:
    """The last lines above the first ``Read more``: those of its teaser, not of the article."""
    block: list[int] = []
    for index in reversed(members):
        if block and block[0] - index > 1:
            break
        block.insert(0, index)
    if 1 < len(block) <= 3:
        return block if _group(lines, block) else None
    if len(block) > 3:
        return None
    # A blank line after every line: a title and its summary are told from paragraphs by how they end.
    for size in (3, 2):
        chosen = list(members[-size:])
        is_whole = len(chosen) == size and not any(ends_sentence(lines[i].text.strip()) for i in chosen[:-1])
        if is_whole and _group(lines, chosen) and (size == 2 or len(lines[chosen[0]].text) <= _LONGEST_LABEL):
            return chosen
    return None


def _parts(lines: Sequence[Line], members: Sequence[int]) -> tuple[str, str, str]:
    texts = [" ".join(lines[i].text.split()) for i in members]
    if len(texts) == 3:
        return texts[0], texts[1], texts[2]
    return "", texts[0], texts[1] if len(texts) == 2 else ""


def _labelled(groups: Sequence[tuple[str, str, str]]) -> tuple[Teaser, ...]:
    """Teasers, each under the last label above it."""
    section, teasers = "", []
    for label, title, summary in groups:
        section = label or section
        teasers.append(Teaser(section, title, summary))
    return tuple(teasers)


def _stands_apart(lines: Sequence[Line], start: int, closer: int) -> bool:
    """Whether a lone teaser is a block of its own under paragraphs that are single lines."""
    if start == 0 or closer - start < 2 or lines[start - 1].text.strip() or not _is_label(lines[start].text):
        return False
    return all(not (a.text.strip() and b.text.strip()) for a, b in pairwise(lines[:start]))


class _Below:
    """The lines that are not blank below an article: the page's foot, and what is no furniture."""

    def __init__(self, lines: Sequence[Line], context: BundleContext) -> None:
        below = [line for line in lines if line.text.strip()]
        self._reasons = {line.number: context.furniture_reason(line.text) for line in below}
        self.own = [line for line in below if not self._reasons[line.number]]
        self.foot = [line for line in below if self._reasons[line.number]]

    def notes(self, *, foot_alone: bool = False) -> tuple[RemovedLine, ...]:
        lines = self.foot if foot_alone else sorted((*self.own, *self.foot))
        return tuple(
            removed(line, self._reasons[line.number] or "stands below the list of teasers") for line in lines
        )


def _after_last(after: _Below, section: str) -> tuple[tuple[Teaser, ...], tuple[RemovedLine, ...]]:
    """A last teaser without its ``Read more``, and the page's foot."""
    own, foot = after.own, after.foot
    is_teaser = 1 <= len(own) <= 2 and (not foot or own[-1].number < foot[0].number)
    if is_teaser and _is_title(own[0].text) and all(len(line.text) <= _LONGEST_SUMMARY for line in own):
        texts = [" ".join(line.text.split()) for line in own]
        teaser = Teaser(section, texts[0], texts[1] if len(texts) == 2 else "")
        return (teaser,), after.notes(foot_alone=True)
    return (), after.notes()


def _related_list(lines: Sequence[Line], label: int, context: BundleContext) -> Tail:
    """Titles under ``Related articles`` or the like, down to the end of the page."""
    below = _Below(lines[label + 1 :], context)
    titles = below.own
    if len(titles) < _FEWEST_RELATED or label < 2 or not all(_is_title(line.text) for line in titles):
        return Tail(lines)
    section = " ".join(lines[label].text.split()).rstrip(":")
    return Tail(
        lines[:label],
        tuple(Teaser(section, " ".join(line.text.split()).lstrip("-*•» ")) for line in titles),
        below.notes(foot_alone=True),
    )


def _is_label(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_LABEL and not ends_sentence(text.strip())


def _is_title(text: str) -> bool:
    text = text.strip()
    is_link = "://" in text or not any(character.isalpha() for character in text)
    return len(text) <= _LONGEST_TITLE and not is_link and not text.endswith((".", "。", ";", ","))
