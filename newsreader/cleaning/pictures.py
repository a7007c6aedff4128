"""Pictures of an article: where among its text they stand, and where in the bundle they are."""

from __future__ import annotations

import base64
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import count
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from newsreader.article import Block, Picture
from newsreader.cleaning import safety
from newsreader.cleaning.draft import Flow, Seen

MOST = 100
"""Pictures of one article that are kept."""

_LONGEST_ALT = 300
_SMALLEST = 32
_KEY = 40
_SURE = 25
_FAR = 10
"""Pieces of a page's head (byline, date, buttons) that may stand between a picture and the text below it."""

# Browsers save pages with megabytes of pictures and fonts written into them; what is shorter holds a place.
_WRITTEN_IN = re.compile(r"data:[\w.+/-]{0,80}(?:;[\w.=+-]{1,80}){0,4},[^\s\"'<>()]{200,}")
_NUMBERED = re.compile(r"data:,(\d{1,7})")
# SingleFile writes a picture that is used twice into a style sheet.
_VARIABLE = re.compile(r"--(sf-img-\d{1,6}):\s*url\([\"']?(data:,\d{1,7})[\"']?\)")
_USE = re.compile(r"var\(--(sf-img-\d{1,6})\)")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\#?]")
_FILE = re.compile(r"\.(?:jpe?g|jpe|jfif|png|gif|webp|avif|bmp|tiff?|svgz?)$", re.IGNORECASE)
_APART = frozenset({"nav", "aside", "footer"})


def numbered(body: str) -> str:
    """The body with each file that is written into it (``data:``) replaced by its number, from 1 on."""
    if "data:" not in body:
        return body
    numbers = count(1)
    body = _WRITTEN_IN.sub(lambda _: f"data:,{next(numbers)}", body)
    if "--sf-img-" in body:
        variables = dict(_VARIABLE.findall(body))
        body = _USE.sub(lambda found: f"url({variables.get(found[1], '')})", body)
    return body


def written_in(body: str, number: int) -> bytes | None:
    """The file that ``numbered`` gives this number; None where there is none, or it is not encoded well."""
    for position, found in enumerate(_WRITTEN_IN.finditer(body), 1):
        if position == number:
            header, _, payload = found[0].partition(",")
            if not header.endswith(";base64"):
                return unquote_to_bytes(payload)
            try:
                return base64.b64decode(unquote(payload) + "===")
            except ValueError:
                return None
    return None


def of_element(image: Any, before: int) -> Seen | None:
    """The picture of an ``img`` element; None for what decorates the page, or leads to another one."""
    source = _source(image)
    if not source or _is_tiny(image) or _is_apart(image):
        return None
    return Seen(before, source, _alt(image.get("alt") or ""), image.sourceline or 0)


def of_markdown(target: str, alt: str, before: int, line: int) -> Seen | None:
    """The picture that ``![alt](target)`` shows, the target with the title it may have."""
    target = target.strip()
    target = target[1:].partition(">")[0] if target.startswith("<") else target.partition(" ")[0]
    return Seen(before, target, _alt(alt), line) if is_in_bundle(target) else None


def is_in_bundle(source: str) -> bool:
    """Whether a source may be a file of the bundle: not on another machine, not outside of the bundle."""
    if _NUMBERED.fullmatch(source):
        return True
    return not _ELSEWHERE.match(source) and _FILE.search(_bare(source)) is not None


def _bare(source: str) -> str:
    return unquote(source.partition("?")[0].partition("#")[0])


def _source(image: Any) -> str:
    styled = _NUMBERED.search(image.get("style") or "")
    candidates = (styled[0] if styled else "", image.get("src"), image.get("data-src"))
    return next((source for name in candidates if name and is_in_bundle(source := name.strip())), "")


def _alt(text: str) -> str:
    return safety.one_line(text)[:_LONGEST_ALT]


def _is_tiny(image: Any) -> bool:
    sides = (image.get("width") or "", image.get("height") or "")
    return any(side.isdecimal() and int(side[:6]) <= _SMALLEST for side in sides)


def _is_apart(image: Any) -> bool:
    """Whether it stands in a part of the page that is not the article, or is the teaser of another one."""
    for element in image.iterancestors():
        if element.tag in _APART:
            return True
        if element.tag == "a" and not _FILE.search(_bare(element.get("href") or "")):
            return bool(element.get("href"))
        if element.tag in ("article", "main", "figure"):
            return False
    return False


# Where it is


def place(source: str, path: str) -> str:
    """The place in the bundle of a picture that the document at ``path`` names; empty where there is none.

    A file that is written into the document is ``data:`` and its number.
    """
    if written := _NUMBERED.fullmatch(source):
        return f"data:{written[1]}"
    archive, mark, inner = path.rpartition("!/")
    parts = [part for part in inner.split("/")[:-1] if part]
    for part in _bare(source).split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return archive + mark + "/".join(parts)


# Where it stands


def placed(flow: Flow, blocks: Sequence[Block], path: str) -> tuple[Picture, ...]:
    """The pictures of a document among the blocks that were made of it.

    Cleaning has taken pieces out and cut others, so they are found again by how they begin or end.
    """
    stands = _standing(flow.texts, blocks)
    marks = sorted(stands)
    found = []
    for seen in flow.pictures[:MOST]:
        after = bisect_left(marks, seen.before)
        above = marks[after - 1] if after else None
        below = marks[after] if after < len(marks) else None
        if flow.is_page and not _belongs(seen.before, above, below):
            continue
        block = stands[above] + 1 if above is not None else 0
        source = place(seen.source, path)
        if source:
            found.append(Picture(block, source, seen.alt, seen.line))
    return tuple(sorted(found, key=lambda picture: picture.block))


def _belongs(at: int, above: int | None, below: int | None) -> bool:
    """Whether a picture of a page is one of the article: within its text, or close to it."""
    if above is not None and below is not None:
        return True
    if below is not None:
        return below - at <= _FAR
    return above is not None and at - above == 1


def _standing(texts: Sequence[str], blocks: Sequence[Block]) -> dict[int, int]:
    """The block that each text became, by its number, as far as that is sure; both in ascending order."""
    beginnings: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    is_short = not any(len(block.text) >= _SURE for block in blocks)
    for number, block in enumerate(blocks):
        if is_short or len(block.text) >= _SURE:
            beginnings.setdefault(block.text[:_KEY], []).append(number)
            ends.setdefault(block.text[-_KEY:], []).append(number)
    stands: dict[int, int] = {}
    block_from = 0
    for position, text in enumerate(texts):
        numbers = beginnings.get(text[:_KEY]) or ends.get(text[-_KEY:]) or []
        following = bisect_left(numbers, block_from)
        if following < len(numbers):
            stands[position] = numbers[following]
            block_from = numbers[following] + 1
    return stands
