"""Markdown within a line: links, images, emphasis, code, entities and stray tags become plain text."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# A bracket may not hold another one, so every pattern looks at each character once.
_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)?)\)|\[[^\[\]]*\])")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CODE = re.compile(r"(`+)([^`\n]+)\1")
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*|(?<!\w)__(?=[^\s_])([^_\n]*[^\s_])__(?!\w)")
_EMPHASIS = re.compile(
    r"\*(?=[^\s*])([^*\n]*[^\s*]|[^\s*])\*|(?<!\w)_(?=[^\s_])([^_\n]*[^\s_]|[^\s_])_(?!\w)"
)
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]+)~~")
_STRAY = re.compile(r"(?<![\w*])\*{2,3}(?=\w)|(?<=[\w.,!?:;)”’\"'])\*{2,3}(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HELD = "\ue000{}\ue001"
_HELD_AT = re.compile("\ue000(\\d+)\ue001")


class Inline(NamedTuple):
    """The text of a line, the alternative texts of the images in it, and each image's target with its own."""

    text: str
    captions: tuple[str, ...]
    images: tuple[tuple[str, str], ...] = ()


def plain(line: str) -> Inline:
    """The line as it would be read aloud."""
    held: list[str] = []

    def hold(text: str) -> str:
        held.append(text)
        return _HELD.format(len(held) - 1)

    line = line.replace("\ue000", "").replace("\ue001", "")
    if "\\" in line:
        line = _ESCAPE.sub(lambda found: hold(found[1]), line)
    if "`" in line:
        line = _CODE.sub(lambda found: hold(found[2].strip() or found[2]), line)
    images: tuple[tuple[str, str], ...] = ()
    if "![" in line:
        images = tuple(
            (found[2] or "", _without_emphasis(" ".join(found[1].split()))) for found in _IMAGE.finditer(line)
        )
        line = _IMAGE.sub("", line)
    if "[" in line:
        line = _LINK.sub(r"\1", line)
    if "<" in line:
        line = _AUTOLINK.sub(r"\1", line)
        line = _TAG.sub("", _BREAK_TAG.sub(" ", line))
    line = _without_emphasis(line)
    if "&" in line:
        line = _ENTITY.sub(lambda found: html.unescape(found[0]), line)
    if held:
        line = _HELD_AT.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", line)
    return Inline(" ".join(line.split()), tuple(alt for _, alt in images if alt), images)


def _without_emphasis(line: str) -> str:
    if "*" not in line and "_" not in line and "~~" not in line:
        return line
    for _ in range(2):
        line = _STRONG.sub(lambda found: found[1] or found[2], line)
        line = _EMPHASIS.sub(lambda found: found[1] or found[2], line)
    return _STRAY.sub("", _STRUCK.sub(r"\1", line))
