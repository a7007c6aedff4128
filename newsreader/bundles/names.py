"""File names made fit to be shown and stored, dates found in them, and the order they give."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date

# Bidirectional controls can make a path read as another one.
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWABLE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")

_FULL_DATE = re.compile(r"(?<!\d)((?:18|19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:18|19|20)\d\d)[-_/](0[1-9]|1[0-2])(?!\d)")


def printable(name: str) -> str:
    r"""The name without control characters and lone surrogates, and different for different names.

    Bytes that cannot be shown become ``\xNN``; then, and where a name already reads like such an
    escape, backslashes are escaped too, so that ``original`` gets the name back.
    """
    if name.isprintable() and "\\x" not in name:
        return name
    if not any(_is_unshowable(char) for char in name) and not _ESCAPE.search(os.fsencode(name)):
        return name
    return "".join(_escaped(char) if char == "\\" or _is_unshowable(char) else char for char in name)


def original(name: str) -> str:
    """The file system's name that ``printable`` made this one from."""
    if "\\x" not in name:
        return name
    return os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), os.fsencode(name)))


def date_in(name: str) -> str | None:
    """The last full date that a name or heading carries, ISO: ``20251026.md``, ``2021/04/13``."""
    for match in reversed(list(_FULL_DATE.finditer(name))):
        try:
            return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
        except ValueError:
            continue
    return None


def without_date(text: str) -> str:
    """A heading without its full date and the brackets the date stood in."""
    bare = _FULL_DATE.sub("", text)
    return re.sub(r"[(（\[]\s*[)）\]]", "", bare).strip(" \t-–—:,|·")


def newest_first(paths: list[str]) -> list[str]:
    """Paths that carry a date, newest first, then the others; by name where that says nothing."""
    dated = {path: found for path in paths if (found := _sortable_date(path))}
    undated = sorted(path for path in paths if path not in dated)
    by_name = sorted(dated)
    return sorted(by_name, key=dated.__getitem__, reverse=True) + undated


def _sortable_date(path: str) -> str | None:
    if not any(char.isdigit() for char in path):
        return None
    full = date_in(path)
    if full:
        return full
    months = _MONTH.findall(path)
    return f"{months[-1][0]}-{months[-1][1]}" if months else None


def _is_unshowable(char: str) -> bool:
    return unicodedata.category(char) in _UNSHOWABLE_CATEGORIES or char in _BIDI_CONTROLS


def _escaped(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
