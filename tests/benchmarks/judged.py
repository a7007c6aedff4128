"""Judged collections for the benchmark of ranking: documents, queries, and which documents answer which."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOPICS = Path(__file__).with_name("topics.jsonl")
KNOWN_ITEMS = 300
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Document:
    """A document; one that nobody ``is_judged`` is indexed, and left out of what is ranked."""

    name: str
    title: str
    text: str
    is_judged: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the names of the documents that answer it. ``source``: the document it was made of, if
    it was, which is no answer to it."""

    name: str
    text: str
    relevant: frozenset[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and questions about them."""

    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]


def load(folder: Path) -> Collection:
    """A collection in three files of JSON lines; how they look says the benchmark's docstring."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in _lines(folder / "judgements.jsonl"):
        if line.get("relevance", 1) > 0:
            relevant[str(line["query"])].add(str(line["document"]))
    documents = tuple(
        Document(str(line["id"]), line.get("title") or "", line.get("text") or "", line.get("judged", True))
        for line in _lines(folder / "documents.jsonl")
    )
    questions = tuple(
        Question(name, line["text"], frozenset(relevant[name]), str(line.get("source") or ""))
        for line in _lines(folder / "queries.jsonl")
        if relevant[name := str(line["id"])]
    )
    return Collection(folder.name, documents, questions)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def reuters(corpus: Path) -> Iterator[Collection]:
    """Reuters-21578 with its editors' topics as judgements, and known items of it.

    The topics are asked for in a few words and in a sentence, both written from what the topic means.
    Even ones (by name) are there to tune on, odd ones are held out. Stories to which nobody gave a topic
    are not judged.
    """
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        stories = list(map(json.loads, lines))
    documents = tuple(
        Document(str(number), _plain(story["title"]), _plain(story["body"]), bool(story["topics"]))
        for number, story in enumerate(stories)
    )
    relevant: dict[str, set[str]] = defaultdict(set)
    for number, story in enumerate(stories):
        for topic in story["topics"] or ():
            relevant[topic].add(str(number))
    asked = sorted(_lines(TOPICS), key=lambda line: str(line["topic"]))
    for kind in ("words", "sentence"):
        for half, name in enumerate(("tuning", "held out")):
            questions = [
                Question(line["topic"], line[kind], frozenset(relevant[line["topic"]]))
                for line in asked[half::2]
            ]
            yield Collection(f"Reuters topics, {kind}, {name}", documents, tuple(questions))
    yield _known_items(documents)


def _known_items(documents: tuple[Document, ...]) -> Collection:
    """Find a story by its headline, in a collection in which no story has one."""
    long = [document for document in documents if len(document.text) > 500 and document.title]
    chosen = random.Random(1987).sample(long, KNOWN_ITEMS)
    questions = [Question(document.name, document.title, frozenset((document.name,))) for document in chosen]
    bare = tuple(Document(document.name, "", document.text) for document in documents)
    return Collection("Reuters known items", bare, tuple(questions))


def _plain(text: str | None) -> str:
    return _CONTROL.sub("", text or "").strip().removesuffix("REUTER").removesuffix("Reuter").strip()
