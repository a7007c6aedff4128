"""On real news: the index finds what a scan of the texts finds."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path

from newsreader.search import IndexDocument, SearchIndex
from newsreader.search.folding import fold
from tests.search.conftest import NO_MARKS, document, search

REUTERS_STORIES = 1500
CHINESE_DAYS = 20
PERSIAN_STORIES = 400


def reuters(path: Path) -> list[IndexDocument]:
    documents: list[IndexDocument] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for rowid, line in enumerate(lines):
            story = json.loads(line)
            if len(documents) == REUTERS_STORIES:
                break
            # Every fourth, so that all weeks are there.
            if story["body"].strip() and not rowid % 4:
                day = datetime.strptime(story["date"].split()[0], "%d-%b-%Y").date().isoformat()
                documents.append(document(rowid, story["title"] or "", story["body"], date=day))
    return documents


def scanned(documents: list[IndexDocument], pattern: str, *, field: str = "") -> set[int]:
    """Rowids of the documents in whose title or body (or one field) the pattern stands, case-blind."""
    regex = re.compile(pattern, re.IGNORECASE)
    fields = [field] if field else ["title", "body"]
    return {story.rowid for story in documents if any(regex.search(getattr(story, name)) for name in fields)}


def test_the_news_of_1987_is_found_as_by_scanning_it(shared_data: Path, index: SearchIndex) -> None:
    documents = reuters(shared_data / "reuters-1987.jsonl.gz")
    for start in range(0, len(documents), 1000):
        index.add(documents[start : start + 1000])
    every = {story.rowid for story in documents}
    march = {story.rowid for story in documents if (story.date or "").startswith("1987-03")}
    # A word's end, allowing for the possessive and for hyphens and points to part words.
    end = r"(?:'s)?(?![A-Za-z0-9])"

    def word(text: str) -> str:
        return rf"(?<![A-Za-z0-9'.,])(?:\w+[-.,'])*?{text}{end}"

    cocoa_title = scanned(documents, r"\bcocoa\b", field="title")
    assert set(search(index, "title:=cocoa")) == cocoa_title
    assert cocoa_title & scanned(documents, r"\bcolombia\b") <= set(search(index, "title:cocoa colombia"))
    rates = scanned(documents, r"\binterest\s+rates?\b")
    japan = scanned(documents, r"\bjapan\b")
    found = set(search(index, '"interest rates" -japan date:1987-03'))
    assert (rates - japan) & march <= found
    assert found <= (scanned(documents, r"\binterest\w*\W+rat") - japan) & march
    assert set(search(index, "=sugar")) == scanned(documents, word("sugar"))
    assert set(search(index, "-=sugar")) == every - scanned(documents, word("sugar"))
    assert scanned(documents, r"\bwheat") == set(search(index, "wheat*"))
    assert set(search(index, "date:1987-03")) == march
    assert set(search(index, "")) == every


def chinese(path: Path) -> list[IndexDocument]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".md"))[:CHINESE_DAYS]
        texts = [archive.read(name).decode("utf-8") for name in names]
    return [
        document(number * 100 + part, text.partition("\n")[0], text, language="zh")
        for number, day in enumerate(texts)
        for part, text in enumerate(re.split(r"\n#+ ", day))
    ]


def test_chinese_news_is_found_by_any_part_of_a_sentence(shared_data: Path, index: SearchIndex) -> None:
    documents = chinese(shared_data / "daily-broadcast-zh-markdown.zip")
    index.add(documents)
    for query in ("经济增长", "主席", "国", "国务院常务会议", "加拿大总理", "神舟二十一号"):
        found = index.search(query, state=NO_MARKS)
        scan = [story.rowid for story in documents if query in story.title or query in story.body]
        assert sorted(found.rowids) == scan != []
        for story in documents[:20]:
            marked = found.highlights.spans(story.body, "zh")
            assert len(marked) == len(re.findall(f"(?:{query})+", story.body))


def test_persian_news_is_found_however_its_letters_are_written(shared_data: Path, index: SearchIndex) -> None:
    with gzip.open(shared_data / "persian-1500.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines][::3]
    documents = [
        document(
            rowid, story["title"] or "", _text(story["body"]), lede=_text(story["summary"]), language="fa"
        )
        for rowid, story in enumerate(stories[:PERSIAN_STORIES])
    ]
    index.add(documents)
    # What joins the parts of a word is as good as a blank.
    folded = [fold(re.sub("[\u200c\u200d]", " ", f"{d.title}\n{d.lede}\n{d.body}")) for d in documents]
    for query in ("ایران", "کتاب", "اقتصاد", "سلامت", "زندگی"):
        scan = [rowid for rowid, text in enumerate(folded) if re.search(rf"\b{fold(query)}\b", text)]
        assert scan, query
        assert set(scan) <= set(search(index, query))
        arabic = query.replace("ی", "ي").replace("ک", "ك")
        assert search(index, f"={arabic}") == scan
    phrase = [rowid for rowid, text in enumerate(folded) if re.search(r"\bسلامت\s+روان\b", text)]
    assert set(phrase) <= set(search(index, '"سلامت روان"'))


def _text(value: str | list[str] | None) -> str:
    return "\n\n".join(value) if isinstance(value, list) else value or ""
