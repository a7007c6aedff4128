"""Real news, where it stands beside the project."""

from __future__ import annotations

import gzip
import json
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from newsreader.article import Metadata, RawDocument
from newsreader.cleaning import BundleContext, clean, learn
from tests.cleaning.news import cleaned, document
from tests.cleaning.test_properties import strings


def scrapes(data: Path) -> list[RawDocument]:
    paths = sorted((data / "page-scrapes").glob("*.txt"))
    return [document(path.read_text(encoding="utf-8"), path=path.name) for path in paths]


@pytest.mark.parametrize("is_learned", [False, True])
def test_both_scrapes_of_one_page_are_read_alike(shared_data: Path, is_learned: bool) -> None:
    documents = scrapes(shared_data)
    context = learn(documents) if is_learned else BundleContext()
    assert context.furniture == frozenset()
    for raw, teasers in zip(documents, (0, 51), strict=True):
        (article,) = clean(raw, context)
        published = article.published
        assert (article.place, article.agency) == ("ATHENS", "TASS")
        assert (published.date, published.precision, published.source) == ("2021-12-09", "day", "dateline")
        assert published.is_inferred
        assert "July 2021" in published.evidence
        assert article.title.startswith("Russia plans")
        assert article.subtitle
        assert [block.text for block in article.blocks if block.kind == "heading"] == [
            "S-400 deliveries to Turkey"
        ]
        assert len(article.teasers) == teasers
        assert {teaser.section for teaser in article.teasers} <= {"Coronavirus pandemic"}
        for unwanted in ("{{", "Read more", "All news", "Coronavirus pandemic", "Hainan"):
            assert unwanted not in article.text
        assert "All news" in [note.text for note in article.removed]


def test_reuters_stories_are_joined_dated_and_signed(shared_data: Path) -> None:
    with gzip.open(shared_data / "reuters-1987.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in islice(stream, 4000)]
    stories = [row for row in rows if row["body"].strip()][::7][:500]
    for row in stories:
        article = cleaned(row["body"], metadata=Metadata(title=row["title"], date=row["date"]))
        assert article.published.date is not None
        assert article.published.date.startswith("1987-0")
        assert article.published.source == "metadata"
        assert not any(ord(c) < 32 and c != "\n" for text in strings(article) for c in text)
        assert not article.text.rstrip().endswith(("Reuter", "REUTER"))
        assert not article.teasers


def test_the_first_line_of_a_bbc_story_is_its_title(shared_data: Path) -> None:
    with zipfile.ZipFile(shared_data / "bbc-sections-txt.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".txt")][::20]
        for name in names:
            body = archive.read(name).decode("utf-8", errors="replace")
            article = cleaned(body, path=name)
            lines = [" ".join(line.split()) for line in body.splitlines() if line.strip()]
            assert article.title == lines[0]
            assert article.section == Path(name).parent.name
            assert article.text.split() == [w for line in lines[1:] for w in line.removeprefix("- ").split()]
