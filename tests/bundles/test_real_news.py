"""Real news that nobody here wrote: every file is read to its end, and the counts are known."""

from __future__ import annotations

import itertools
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from newsreader.article import Problem, RawDocument
from newsreader.bundles import discover, read_source, scan
from tests.bundles.reading import read_all


def documents_and_problems(root: Path) -> tuple[list[RawDocument], list[Problem]]:
    results = read_all(root)
    assert len({result.path for result in results if isinstance(result, RawDocument)}) == sum(
        isinstance(result, RawDocument) for result in results
    )
    return (
        [result for result in results if isinstance(result, RawDocument)],
        [result for result in results if isinstance(result, Problem)],
    )


@pytest.mark.parametrize(
    ("name", "documents", "problems"),
    [
        ("page-scrapes", 2, 0),
        ("bbc-sections-txt.zip", 2225, 0),
        ("persian-1500.jsonl.gz", 1500, 0),
        ("gentoo-news.zip", 126, 0),
        ("news-posts-markdown.zip", 2084, 0),
        ("saved-pages-singlefile.zip", 4, 0),
        ("wire-newsml-g2.zip", 0, 35),
        ("saved-pages-mhtml.zip", 0, 9),
        ("warc.zip", 0, 11),
        ("mail.zip", 0, 42),
        ("zim-news.zip", 0, 1),
        ("calibre-news.zip", 0, 1),
    ],
)
def test_every_document_is_read_or_named(shared_data: Path, name: str, documents: int, problems: int) -> None:
    found, unread = documents_and_problems(shared_data / name)
    assert (len(found), len(unread)) == (documents, problems)
    assert all(problem.reason for problem in unread)


def test_every_line_of_the_wire_of_1987_is_accounted_for(shared_data: Path) -> None:
    found, unread = documents_and_problems(shared_data / "reuters-1987.jsonl.gz")
    assert len(found) + len(unread) == 21_578
    assert sum(bool(document.body.strip()) for document in found) == 19_043
    assert all("neither a title nor a text" in problem.reason for problem in unread)


def test_feeds_give_entries_whatever_state_they_are_in(shared_data: Path) -> None:
    found, unread = documents_and_problems(shared_data / "feeds.zip")
    assert len(found) > 1000
    assert len({document.path.partition("#")[0] for document in found}) >= 27
    assert len(unread) < 10


def test_agency_json_gives_headlines_and_bodies(shared_data: Path) -> None:
    found, unread = documents_and_problems(shared_data / "wire-ninjs.zip")
    assert not unread
    assert all(document.metadata.title for document in found)
    assert sum(bool(document.body) for document in found) >= 20


def test_each_day_of_broadcasts_falls_into_its_articles(shared_data: Path) -> None:
    root = shared_data / "daily-broadcast-zh-markdown.zip"
    (source,) = scan(root).sources
    found = [each for each in read_source(root, source) if isinstance(each, RawDocument)]
    per_day = Counter(document.path.rpartition(":")[0].rpartition("/")[2] for document in found)
    with zipfile.ZipFile(root) as days:
        texts = {name: f"\n{days.read(name).decode()}" for name in days.namelist()}
    assert per_day == {name: text.count("\n### ") for name, text in texts.items()}
    assert all(document.metadata.title and document.metadata.fallback_date for document in found)


def test_every_file_of_the_folder_can_be_read(shared_data: Path) -> None:
    for bundle in discover(shared_data):
        for source in scan(bundle).sources:
            for result in itertools.islice(read_source(bundle, source), 50):
                assert result.path
