"""Tables of articles: CSV and TSV with a header row, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from newsreader.article import Problem, RawDocument
from newsreader.bundles import decoding, records
from newsreader.bundles.content import MAX_LINE_BYTES, Content
from newsreader.bundles.field_names import body_named, is_known, parts_named
from newsreader.bundles.formats.format import Format, sha256_of_fields
from newsreader.errors import DocumentError

_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_DELIMITERS = ",;\t|"
_FEWEST_KNOWN = 3
# A process-wide setting of the csv module; its default refuses the text of a long article.
csv.field_size_limit(MAX_LINE_BYTES)


def _recognises(content: Content) -> bool:
    """By name; elsewhere a first line of several known column names, a title or text among them."""
    if content.suffix in _SUFFIXES:
        return True
    if content.suffix not in ("", ".txt", ".dat"):
        return False
    first, newline, _ = content.opening.partition("\n")
    if not newline or len(first) > 2000:
        return False
    columns = _columns(first, _delimiter(first))
    is_prose = any(" " in name for name in columns)
    return not is_prose and sum(map(is_known, columns)) >= _FEWEST_KNOWN and _says_something(columns)


def _read(content: Content) -> Iterator[RawDocument | Problem]:
    lines = _text_lines(content)
    first = next((line for line in lines if line.strip()), "")
    delimiter = _delimiter(first)
    columns = _columns(first, delimiter)
    if not _says_something(columns):
        shown = ", ".join(decoding.well_formed(name)[:30] for name in columns[:8])
        raise DocumentError(f"a table without a column for titles, texts or addresses; its columns: {shown}")
    rows = csv.reader(lines, delimiter=delimiter)
    line_number = 1
    while True:
        path = f"{content.path}:{line_number + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(path, f"damaged row: {error}")
            line_number = 1 + rows.line_num
            continue
        line_number = 1 + rows.line_num
        if any(cell.strip() for cell in row):
            record = dict(zip(columns, row, strict=False))
            yield records.document(path, sha256_of_fields(record), record)


def _text_lines(content: Content) -> Iterator[str]:
    """Lines with their ends, decoded as UTF-8 or else as the whole head seems to be."""
    encoding = ""
    for number, line in content.lines():
        if line is None:
            yield "\n"
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            encoding = encoding or decoding.guess(content.head)
            text = line.decode(encoding, "replace")
        yield (text.removeprefix("\ufeff") if number == 1 else text) + "\n"


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _columns(header: str, delimiter: str) -> Sequence[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _says_something(columns: Sequence[str]) -> bool:
    parts = {part for name in columns for part, _ in parts_named(name)}
    return bool(parts & {"title", "url"}) or any(map(body_named, columns))


TABLE = Format("table", _recognises, _read)
