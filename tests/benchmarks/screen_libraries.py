"""The libraries the screen is measured on: the first thousand of Reuters' stories, each once, each ten times.

    python -m tests.benchmarks.screen_libraries --room DIR [--corpus FILE]

Copies after the first have other names in them: every capitalised word gets an ending. What is already in
DIR is used again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from newsreader.errors import SearchIndexError
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.terminal import PROJECT

CORPUS = PROJECT.parent / "shared/data/reuters-1987.jsonl.gz"
SIZES = (1_000, 19_000, 190_000)
"""Round names of the libraries: the first thousand, each story once, each story ten times."""

_NAME = re.compile(r"\b[A-Z][a-z]+\b")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--room", type=Path, required=True)
    options = parser.parse_args()
    for size in SIZES:
        print(size, articles_in(made(options.room, size, options.corpus)), flush=True)


def made(room: Path, size: int, corpus: Path = CORPUS) -> Path:
    """The data directory of one size, made if it is not there or not finished."""
    data = room / f"library-{size}"
    with Library(Paths(data, data / "config.toml")) as library:
        if not library.counts().articles or library.has_unfinished_work():
            sources = room / f"sources-{size}"
            sources.mkdir(parents=True, exist_ok=True)
            library.add(list(_written(sources, size, corpus)))
        try:
            library.listing(View(query="prices"))
        except SearchIndexError:
            # Made by an earlier version, whose index was another.
            library.reindex()
    return data


def articles_in(data: Path) -> int:
    """How many articles a library holds."""
    with Library(Paths(data, data / "config.toml")) as library:
        return library.counts().articles


def stories(corpus: Path, copy: int = 0) -> Iterator[dict[str, str]]:
    """The stories that have a body, with other names in every copy but the first."""
    ending = chr(ord("a") + copy - 1) * 2 if copy else ""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for story in map(json.loads, lines):
            if not story["body"].strip():
                continue
            if ending:
                for field in ("title", "body"):
                    story[field] = _NAME.sub(lambda name: name.group() + ending, story[field] or "")
                story["title"] = f"{story['title']} {ending.upper()}"
                story["id"] = f"{story['id']}{ending}"
            yield story


def _written(sources: Path, size: int, corpus: Path) -> Iterator[Path]:
    for copy in range(10 if size == SIZES[-1] else 1):
        path = sources / f"reuters-{copy}.jsonl"
        if not path.exists():
            chosen = islice(stories(corpus, copy), size if size < 19_000 else None)
            path.write_text("".join(json.dumps(story) + "\n" for story in chosen), encoding="utf-8")
        yield path


if __name__ == "__main__":
    main()
