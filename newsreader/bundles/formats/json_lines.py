"""JSON Lines: one article a line, any number of lines, one line in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newsreader.article import Problem, RawDocument
from newsreader.bundles import decoding, records
from newsreader.bundles.content import MAX_LINE_BYTES, Content, LimitError
from newsreader.bundles.formats.format import Format, sha256
from newsreader.errors import DocumentError

_FUTILE_LINES = 1000
_decode = json.JSONDecoder().raw_decode
_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl", ".jsonlines", ".ldjson"})


def _recognises(content: Content) -> bool:
    """By name; or a first line that is a whole object, with another one begun after it."""
    opening = content.opening
    if content.suffix in _SUFFIXES:
        return True
    if not opening.startswith("{"):
        return False
    first, newline, rest = opening.partition("\n")
    if not newline or not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    number, failures = 0, 0
    try:
        for number, line in content.lines():
            result = document(f"{content.path}:{number}", line)
            if result is None:
                continue
            yield result
            if failures >= 0:
                failures = failures + 1 if isinstance(result, Problem) else -1
            if failures >= _FUTILE_LINES:
                raise DocumentError(f"no article in its first {failures:,} lines")
    except LimitError:
        raise
    except DocumentError as error:
        raise DocumentError(f"{error}; the {number} lines before were read") from error


def document(path: str, line: bytes | None) -> RawDocument | Problem | None:
    """What a line gives; None for a blank one."""
    if line is None:
        return Problem(path, f"a line of more than {MAX_LINE_BYTES // 2**20} MiB")
    if not line or line.isspace():
        return None
    try:
        record = _value(line)
    except DocumentError as error:
        return Problem(path, str(error))
    if not isinstance(record, dict):
        return Problem(path, f"not an object but {kind_in_words(record)}")
    return records.document(path, sha256(line.rstrip(b"\r")), record)


def _value(line: bytes) -> object:
    """What ``loads`` gives, sooner for what nearly every line is: an object in UTF-8, no blanks around it."""
    if line.startswith(b'{"'):
        try:
            text = line.decode()
            value, end = _decode(text)
            if end == len(text) or text[end:] == "\r":
                return value
        except (ValueError, RecursionError):
            pass
    return loads(line)


def loads(data: bytes) -> object:
    """The value that JSON text stands for, in whatever encoding. Raises DocumentError."""
    try:
        try:
            return json.loads(data)
        except UnicodeDecodeError:
            return json.loads(decoding.decode(data))
    except RecursionError:
        raise DocumentError("nested too deeply to be read") from None
    except ValueError as error:
        raise DocumentError(f"not valid JSON: {' '.join(str(error).split())[:200]}") from error


def kind_in_words(value: object) -> str:
    """What a JSON value is, for a sentence."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "a text"
    return "nothing (null)" if value is None else "a single value"


JSON_LINES = Format("JSON Lines", _recognises, _read)
