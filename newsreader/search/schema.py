"""The fields of the index and how a document fills them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from whoosh import analysis, fields, formats

from newsreader.search.analysis import Analyser
from newsreader.search.folding import fold
from newsreader.search.languages import primary
from newsreader.search.nouns import IndexDocument
from newsreader.search.numbers import NumberColumn

VERSION = 2
"""Raised whenever an index made by an earlier version would be read wrongly: the library then rebuilds it."""

STEMMED = ("title", "lede", "body")
"""Indexed twice: by stems, and in a companion field by words as they are written."""
PLAIN = ("byline", "place", "agency", "section", "url")
"""Names, not prose: indexed by words only."""
NUMBERS = {"rowid": ">i8", "sort_key": ">i8", "date": ">u4", "words": ">u4", "flags": "u1"}
"""Columns, each with its NumPy type."""
IS_STUB, IS_INFERRED = 1, 2

SEARCHED = ("title", "lede", "body", "byline", "place", "agency", "section")
"""Where a word without a field is looked for."""
BOOSTS = {"title": 2.5, "lede": 1.5, "body": 1.0, "byline": 0.5, "place": 0.7, "agency": 0.5, "section": 0.7}


def words_field(field: str) -> str:
    """The field that has the words of this one as they are written."""
    return f"{field}_words" if field in STEMMED else field


def length_field(field: str) -> str:
    """The column that has the lengths of a field (or of its companion), in terms."""
    return f"{field.removesuffix('_words')}_length"


class PackedPositions(formats.Format):  # type: ignore[misc]
    """Positions as a plain array of unsigned numbers: half the work of Whoosh's own pickled lists."""

    def encode(self, positions: list[int]) -> bytes:
        is_short = positions[-1] < 65536
        return (b"H" if is_short else b"I") + array("H" if is_short else "I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return array("H" if value[:1] == b"H" else "I", value[1:]).tolist()

    def decode_frequency(self, value: bytes) -> int:
        return (len(value) - 1) // (2 if value[:1] == b"H" else 4)

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))


class TermsField(fields.FieldType):  # type: ignore[misc]
    """A text field whose terms were made beforehand: its value is a dict of term to positions."""

    def __init__(self) -> None:
        # Not "scorable" in Whoosh's sense: lengths are columns of ours, exact, and read as arrays.
        super().__init__(PackedPositions(), analysis.IDAnalyzer(), scorable=False)

    def index(self, value: dict[str, list[int]], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        encode = self.format.encode
        for term, positions in value.items():
            count = len(positions)
            yield term.encode("utf-8", "surrogatepass"), count, float(count), encode(positions)


class NumberField(fields.COLUMN):  # type: ignore[misc]
    """A number of each document that is not searched by term but read as a column."""

    def __init__(self, kind: str) -> None:
        super().__init__(NumberColumn(kind))


def make_schema() -> Any:
    """The schema of a new index."""
    schema = fields.Schema()
    for name in (*STEMMED, *PLAIN):
        schema.add(name, TermsField())
        schema.add(length_field(name), NumberField(">u2"))
    for name in map(words_field, STEMMED):
        schema.add(name, TermsField())
    for name, kind in NUMBERS.items():
        schema.add(name, NumberField(kind))
    schema.add("language", fields.ID())
    schema.add("bundle", fields.ID())
    return schema


class Writer:
    """Turns documents into the values of the schema's fields. For one thread."""

    def __init__(self) -> None:
        self._analysers: dict[str, Analyser] = {}

    def values(self, document: IndexDocument) -> dict[str, Any]:
        """What Whoosh's ``add_document`` takes for this document."""
        language = primary(document.language)
        analyser = self._analysers.setdefault(language, Analyser(language))
        values: dict[str, Any] = {}
        for name in (*STEMMED, *PLAIN):
            text = getattr(document, name)
            if text:
                analysed = analyser.analyse(text)
                values[words_field(name)] = analysed.words
                values[name] = analysed.stems if name in STEMMED else analysed.words
                values[length_field(name)] = sum(map(len, analysed.words.values()))
        values.update(
            rowid=document.rowid,
            sort_key=document.sort_key,
            date=day_number(document.date),
            words=document.words,
            flags=IS_STUB * document.is_stub + IS_INFERRED * document.is_inferred,
            # An empty language is a term too: its documents were not stemmed, and queries must know.
            language=language or "-",
            bundle=fold(document.bundle) or "-",
        )
        return values


def day_number(date: str | None) -> int:
    """An ISO date as the number 20211209; 0 for none."""
    digits = (date or "").replace("-", "")[:8]
    return int(digits) if digits.isdecimal() and len(digits) == 8 else 0
