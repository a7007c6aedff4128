"""How results are printed: JSON as promised to scripts, tab-separated lines on a pipe, calm on a terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from newsreader.article import Published
from newsreader.errors import NewsreaderError

# What JSON leaves as it is: control characters, those that turn text round on a screen, and the halves
# that stand in a path for bytes that are no text.
_UNSHOWN_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
DIM, BOLD, PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"
ID_CHARACTERS = 8


def is_terminal() -> bool:
    """Whether a person reads the output."""
    return sys.stdout.isatty()


def print_json(value: Any) -> None:
    """One JSON document; indented for a person, on one line for a script.

    Where the output's encoding lacks characters they are escaped, so that none is lost.
    """
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=2 if is_terminal() else None)
    print(_UNSHOWN_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def visible(text: str) -> str:
    """The text on one line, with control characters as escapes: names of files may hold any."""
    line = " ".join(text.split())
    return line if line.isprintable() else _UNSHOWN.sub(_escaped, line)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def print_rows(rows: Iterable[Sequence[object]]) -> None:
    """Tab-separated lines; a field's own tabs and line breaks become spaces."""
    for row in rows:
        print("\t".join(visible(str(value)) for value in row))


def print_table(rows: Iterable[Sequence[object]]) -> None:
    """Columns in line with one another on a terminal, tab-separated on a pipe."""
    cells = [[visible(str(value)) for value in row] for row in rows]
    if not is_terminal():
        print_rows(cells)
        return
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def styled(text: str, style: str) -> str:
    """The text in a style, where the terminal is one and the reader did not ask for no colour."""
    return f"{style}{text}{PLAIN}" if is_terminal() and not os.environ.get("NO_COLOR") else text


def terminal_width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size().columns


def when(published: Published) -> str:
    """Date and time as precisely as known: ``2021-12-09 14:05``, ``2021-12``, nothing."""
    if published.date is None:
        return ""
    date = {"month": published.date[:7], "year": published.date[:4]}.get(published.precision, published.date)
    return f"{date} {published.time}" if published.time else date


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to be written whole or not at all; one that is there is replaced. Raises NewsreaderError."""
    # Neither a pipe nor /dev/stdout can be replaced.
    is_special = path.exists() and not path.is_file() and not path.is_dir()
    written = path if is_special else path.with_name(f".{path.name[-200:]}.{os.getpid()}.tmp")
    try:
        try:
            with written.open("wb") as output:
                yield output
            if not is_special:
                written.replace(path)
        finally:
            if not is_special:
                written.unlink(missing_ok=True)
    except OSError as error:
        raise NewsreaderError(f"{path} could not be written: {error.strerror}") from error
