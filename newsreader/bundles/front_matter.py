"""The block of metadata on top of a Markdown file: YAML between ``---``, TOML between ``+++``."""

from __future__ import annotations

import re
import tomllib
from typing import cast

_FENCES = {"---": "---", "+++": "+++"}
_MAX_CHARS = 64 * 1024
_MAX_DEPTH = 20
_MAX_ALIASES = 50
_PLAIN_PAIR = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]*[:=][ \t]+(.+)")


class _UnreadableError(Exception):
    """The block is not what its fence says, or built to do harm."""


def split(text: str) -> tuple[dict[str, object], int]:
    """The fields of a text's front matter and where its body starts; ``({}, 0)`` when it has none.

    A block with an error in it gives what its plain ``key: value`` lines say.
    """
    fence = text[:3]
    if fence not in _FENCES or text[3:4] not in ("\n", "\r", " ", "\t"):
        return {}, 0
    closing = re.compile(rf"^{re.escape(_FENCES[fence])}[ \t]*\r?$", re.MULTILINE)
    first_line = text.find("\n") + 1
    end = closing.search(text, first_line, first_line + _MAX_CHARS) if first_line else None
    if end is None or text[3:first_line].strip():
        return {}, 0
    block = text[first_line : end.start()]
    if fence == "---" and block.strip() and ":" not in block:
        # Two thematic breaks with prose between them.
        return {}, 0
    start = min(end.end() + 1, len(text))
    try:
        return (_yaml(block) if fence == "---" else _toml(block)), start
    except _UnreadableError:
        return _plain_pairs(block), start


def _toml(block: str) -> dict[str, object]:
    try:
        return {key: _as_strings(value) for key, value in tomllib.loads(block).items()}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _UnreadableError from error


def _as_strings(value: object) -> object:
    """TOML's dates as text; the rest as it is."""
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat is not None else value


def _yaml(block: str) -> dict[str, object]:
    """The mapping that a block of YAML is, every scalar as it is written.

    Built from parser events: libyaml's composer overflows the C stack on deep nesting, and dates,
    booleans and tags are better left as the text they are.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder()
    try:
        for event in yaml.parse(block, Loader=loader):
            builder.take(event)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _UnreadableError from error
    if builder.result is None:
        return {}
    if not isinstance(builder.result, dict):
        raise _UnreadableError
    return cast("dict[str, object]", builder.result)


class _Builder:
    """Values put together from YAML events, with bounds on depth and repetition."""

    def __init__(self) -> None:
        self.result: object = None
        self._open: list[object] = []
        self._keys: list[str | None] = []
        self._aliases = 0
        self._anchored: dict[str, object] = {}

    def take(self, event: object) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._put(self._scalar(event), event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin({} if kind == "MappingStartEvent" else [], event)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
        elif kind == "AliasEvent":
            self._aliases += 1
            if self._aliases > _MAX_ALIASES:
                raise _UnreadableError
            self._put(self._anchored.get(getattr(event, "anchor", ""), ""), None)

    def _begin(self, value: object, event: object) -> None:
        if len(self._open) >= _MAX_DEPTH:
            raise _UnreadableError
        self._put(value, event)
        self._open.append(value)
        self._keys.append(None)

    def _put(self, value: object, event: object) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor and isinstance(value, str):
            self._anchored[anchor] = value
        if not self._open:
            self.result = value if self.result is None else self.result
            return
        parent = self._open[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif isinstance(parent, dict):
            key = self._keys[-1]
            if key is None:
                self._keys[-1] = value if isinstance(value, str) else ""
            else:
                parent.setdefault(key, value)
                self._keys[-1] = None

    @staticmethod
    def _scalar(event: object) -> str:
        value = str(getattr(event, "value", ""))
        is_plain = getattr(event, "style", None) in (None, "")
        return "" if is_plain and value in ("~", "null", "Null", "NULL") else value


def _plain_pairs(block: str) -> dict[str, object]:
    """What a broken block says on lines of its own, quotes taken off."""
    pairs: dict[str, object] = {}
    for line in block.splitlines():
        match = _PLAIN_PAIR.match(line)
        if match:
            pairs.setdefault(match[1], _bare(match[2]))
    return pairs


def _bare(value: str) -> str:
    """A broken value without the quotes, brackets and colons around it, closed or not."""
    value = value.strip().lstrip(": \t")
    if value[:1] == "[":
        value = value.strip("[] \t")
    for quote in "\"'":
        if value[:1] == quote and value.count(quote) <= 2:
            value = value[1:].removesuffix(quote)
    return value
