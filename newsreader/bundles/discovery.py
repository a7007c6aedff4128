"""Which bundles a path stands for: itself, or each entry of a folder that collects several."""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsreader.bundles.content import reason
from newsreader.bundles.junk import is_about_the_folder, is_junk_file, is_junk_folder
from newsreader.bundles.names import printable
from newsreader.bundles.sources import ARCHIVE_SUFFIXES, status_of
from newsreader.errors import BundleError

Holds = Literal["nothing", "one article", "many articles", "folder"]

_MANY_SUFFIXES = (
    *ARCHIVE_SUFFIXES, ".jsonl", ".ndjson", ".jl", ".csv", ".tsv", ".rss", ".atom", ".rdf", ".gz", ".bz2",
    ".xz", ".zst", ".epub", ".zim", ".warc", ".arc", ".mbox", ".opml",
)  # fmt: skip
_MANY_IN_JSON = re.compile(
    rb'\s*(?:\xef\xbb\xbf)?\s*(?:\[|\{[^\[{}]{0,3000}"(?:articles|items|docs|documents|entries|posts|results|response)"\s*:)'
)
_MANY_IN_XML = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SAMPLE_FILES = 200
_LOOK_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that stands in a folder: for a folder, ``kind`` is the commonest suffix of its documents."""

    name: str
    holds: Holds
    kind: str = ""


def discover(path: Path) -> tuple[Path, ...]:
    """The bundles of a path, by name: each entry of a collection, else the path itself.

    Raises BundleError when the path is missing or cannot be read.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for names that are too long, among others
        status_of(path)
        return (path,)
    try:
        with os.scandir(path) as listing:
            entries = [_entry(each) for each in sorted(listing, key=lambda each: each.name)]
    except OSError as error:
        raise BundleError(f"{printable(str(path))} cannot be read: {reason(error)}") from error
    if not is_collection(entries):
        return (path,)
    return tuple(path / entry.name for entry in entries if entry.holds != "nothing")


def is_collection(entries: Sequence[Entry]) -> bool:
    """Whether a folder's entries are bundles of their own rather than one bundle.

    Junk and files about the folder (README, LICENSE) do not count. Loose articles make it one bundle, and
    so does a single entry. Otherwise it is a collection when it holds an archive or a file of many
    articles, unless there are no folders and the names differ only in their digits (``2021-01.jsonl``,
    ``2021-02.jsonl``: one dump in pieces); and when its subfolders hold different kinds of documents.
    Subfolders of one kind are the sections of one bundle.
    """
    held = [entry for entry in entries if entry.holds != "nothing"]
    if len(held) < 2 or any(entry.holds == "one article" for entry in held):
        return False
    if any(entry.holds == "many articles" for entry in held):
        return len({re.sub(r"\d+", "0", entry.name) for entry in held}) > 1
    return len({entry.kind for entry in held}) > 1


def _entry(found: os.DirEntry[str]) -> Entry:
    name = found.name
    if found.is_dir():
        kind = "" if is_junk_folder(name) else _commonest_kind(found.path)
        return Entry(name, "folder" if kind else "nothing", kind)
    if is_junk_file(name) or is_about_the_folder(name) or not found.is_file():
        return Entry(name, "nothing")
    return Entry(name, "many articles" if _holds_many(found) else "one article", _kind(name))


def _holds_many(found: os.DirEntry[str]) -> bool:
    lowered = found.name.lower()
    if lowered.endswith(_MANY_SUFFIXES):
        return True
    if not lowered.endswith((".json", ".xml")):
        return False
    try:
        with Path(found.path).open("rb") as file:
            start = file.read(_LOOK_BYTES)
    except OSError:
        return False
    if lowered.endswith(".xml"):
        return _MANY_IN_XML.search(start) is not None
    return _MANY_IN_JSON.match(start) is not None or b"}\n{" in start


def _commonest_kind(folder: str) -> str:
    """The suffix that most of a folder's first documents have; ``""`` when it holds none."""
    counts = Counter(itertools.islice(_kinds_below(folder), _SAMPLE_FILES))
    return min(counts, key=lambda kind: (-counts[kind], kind)) if counts else ""


def _kinds_below(folder: str) -> Iterator[str]:
    for _, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_junk_folder(name))
        for name in sorted(files):
            if not is_junk_file(name) and not is_about_the_folder(name):
                yield _kind(name)


def _kind(name: str) -> str:
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    return {".htm": ".html", ".markdown": ".md", ".text": ".txt", "": ".txt"}.get(suffix, suffix)
