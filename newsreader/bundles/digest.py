"""Markdown that holds several articles under headings: where each one begins, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_NOT_RUNNING_TEXT = re.compile(r"\s*(?:[-*+]\s|\d+[.)、．]|>|\||!?\[|<|[（(]\d+[)）]|$)")
_LINK_LINE = re.compile(r"\s*\[[^\]]{1,80}\]\((https?://[^\s)]+)\)\s*")
_INLINE_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}")
_SENTENCE = re.compile(r"[.!?…][\"'»”’)]*(?:\s|$)|[。！？]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

MAX_HEADINGS = 2000
MIN_ARTICLE_CHARS = 80
MAX_LEDE_CHARS = 160
MIN_REST_CHARS = 200
MIN_REST_SENTENCES = 2
MIN_HEADLINE_WORDS = 4
MIN_FILLED_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its index among the lines, its level, and the text with inline marks taken off."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a digest: its heading, the lines after it, and the heading it stands under."""

    heading: Heading
    body: str
    parent: Heading | None

    @property
    def url(self) -> str:
        """The address on a line of its own, when there is exactly one such line."""
        links = [match[1] for line in self.body.split("\n") if (match := _LINK_LINE.fullmatch(line))]
        return links[0] if len(links) == 1 else ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A file taken apart: its title, its articles, and the text that belongs to none of them."""

    title: str
    parts: tuple[Part, ...]
    rest: str

    @property
    def is_rest_told(self) -> bool:
        """Whether what belongs to none of the articles is one itself, and no table of contents or remark."""
        lines = [line for line in self.rest.split("\n") if not line.lstrip().startswith("#")]
        text = "\n".join(line for line in lines if not _NOT_RUNNING_TEXT.match(line))
        return _weight(text) >= MIN_REST_CHARS and len(_SENTENCE.findall(text)) >= MIN_REST_SENTENCES


def take_apart(text: str, *, is_dated: bool) -> Digest | None:
    """The articles of a digest; None for what may be one article with sub-headings.

    Precision comes first. It is a digest when headings of one level, two at least under one parent, nearly
    all have running text of their own; when no running text stands above them, as a lede would; and when
    the file is dated or the headings are as long as headlines are.
    """
    lines = text.split("\n")
    headings = _headings(lines)
    if not 2 <= len(headings) <= MAX_HEADINGS or _has_lede(lines, headings):
        return None
    for level in sorted({heading.level for heading in headings}):
        chosen = _siblings(lines, headings, level)
        if len(chosen) >= 2 and (is_dated or _read_like_headlines(chosen)):
            return _digest(lines, headings, chosen)
    return None


def headline_of(text: str) -> str:
    """A heading's text without links and emphasis."""
    return " ".join(_INLINE_MARKS.sub(lambda match: match[1] or "", text).split())


def _headings(lines: Sequence[str]) -> list[Heading]:
    found, fence = [], ""
    for index, line in enumerate(lines):
        if match := _FENCE.match(line):
            fence = "" if fence == match[1] else fence or match[1]
        elif not fence and line.lstrip()[:1] == "#" and (match := _HEADING.match(line.rstrip("\r"))):
            found.append(Heading(index, len(match[1]), headline_of(match[2])))
    return found


def _has_lede(lines: Sequence[str], headings: Sequence[Heading]) -> bool:
    """Whether running text stands before the first heading, or under a single title before the next one."""
    titles = [heading for heading in headings if heading.level == 1]
    until = headings[0].line
    if len(titles) == 1 and titles[0] is headings[0]:
        until = headings[1].line
    above = [line for line in lines[:until] if line.lstrip()[:1] != "#" and not _NOT_RUNNING_TEXT.match(line)]
    return _weight("".join(above)) > MAX_LEDE_CHARS


def _siblings(lines: Sequence[str], headings: Sequence[Heading], level: int) -> list[Heading]:
    """The headings of one level whose family of siblings consists of articles."""
    families: dict[int, list[int]] = {}
    for index, heading in enumerate(headings):
        if heading.level == level:
            parent = _parent(headings, index)
            families.setdefault(parent.line if parent else -1, []).append(index)
    chosen: list[Heading] = []
    for family in families.values():
        weights = [_weight(_own_text(lines, headings, index)) for index in family]
        filled = sum(weight >= MIN_ARTICLE_CHARS for weight in weights)
        if filled >= max(2, MIN_FILLED_SHARE * len(family)):
            chosen.extend(headings[index] for index in family)
    return sorted(chosen, key=lambda heading: heading.line)


def _own_text(lines: Sequence[str], headings: Sequence[Heading], index: int) -> str:
    """What stands between a heading and the next one of any level."""
    end = headings[index + 1].line if index + 1 < len(headings) else len(lines)
    return "".join(lines[headings[index].line + 1 : end])


def _parent(headings: Sequence[Heading], index: int) -> Heading | None:
    level = headings[index].level
    return next((each for each in reversed(headings[:index]) if each.level < level), None)


def _weight(text: str) -> int:
    """Characters of text; a CJK character says about as much as three letters."""
    bare = text.strip()
    return len(bare) + 2 * len(_CJK.findall(bare))


def _read_like_headlines(headings: Sequence[Heading]) -> bool:
    words = [len(heading.text.split()) + len(_CJK.findall(heading.text)) // 2 for heading in headings]
    return sum(words) >= MIN_HEADLINE_WORDS * len(words)


def _digest(lines: Sequence[str], headings: Sequence[Heading], chosen: Sequence[Heading]) -> Digest:
    level = chosen[0].level
    parents = {each.line: _parent(headings, index) for index, each in enumerate(headings)}
    parts: list[Part] = []
    taken: set[int] = set()
    for heading in chosen:
        after = (each.line for each in headings if each.line > heading.line and each.level <= level)
        end = next(after, len(lines))
        body = "\n".join(lines[heading.line + 1 : end]).strip("\r\n")
        parts.append(Part(heading, body, parents[heading.line]))
        taken.update(range(heading.line, end))
    title = next((each for each in headings if each.level == 1 and each.line not in taken), None)
    if title is not None:
        taken.add(title.line)
    rest = "\n".join(line for index, line in enumerate(lines) if index not in taken).strip()
    return Digest(title.text if title else "", tuple(parts), rest)
