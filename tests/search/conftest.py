"""What tests of the search index share: an index in a folder of its own, documents in few words, marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newsreader.search import IndexDocument, SearchIndex
from newsreader.search.schema import day_number


def document(rowid: int, title: str = "", body: str = "", **fields: object) -> IndexDocument:
    """A document of which only what matters to the test is said."""
    date = fields.get("date")
    values: dict[str, object] = {
        "rowid": rowid,
        "title": title,
        "body": body,
        "lede": "",
        "byline": "",
        "place": "",
        "agency": "",
        "section": "",
        "url": "",
        "date": None,
        "language": "en",
        "bundle": "wire",
        "words": len(body.split()),
        "is_stub": False,
        "tags": (),
        "path": f"{rowid}.txt",
        "is_inferred": False,
        "story": rowid,
        "sort_key": day_number(str(date)) if date else -(2**62),
    }
    return IndexDocument(**{**values, **fields})  # type: ignore[arg-type]


@dataclass
class Marks:
    """A reader's marks, as the store would answer them."""

    rowids_of: dict[tuple[str, str], Collection[int]] = field(default_factory=dict)

    def rowids(self, field: str, value: str) -> Collection[int]:
        return self.rowids_of.get((field, value), ())


NO_MARKS = Marks()


def search(index: SearchIndex, query: str, marks: Marks = NO_MARKS) -> list[int]:
    """Rowids that a query finds, ascending."""
    return sorted(index.search(query, state=marks).rowids)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    index = SearchIndex(tmp_path / "index")
    yield index
    index.close()
