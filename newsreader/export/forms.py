"""The forms there are, how files of them are named, and articles written in any of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import BinaryIO, Literal, get_args

from newsreader.article import StoredArticle

Form = Literal["markdown", "jsonl", "epub", "bibtex", "csl-json"]
FORMS: tuple[Form, ...] = get_args(Form)

_SUFFIXES: dict[str, Form] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".epub": "epub",
    ".bib": "bibtex",
    ".json": "jsonl",
    ".csl": "csl-json",
}


def named_by(path: PurePath) -> Form:
    """The form that a file's name asks for; Markdown where it asks for none."""
    if path.name.lower().endswith(".csl.json"):
        return "csl-json"
    return _SUFFIXES.get(path.suffix.lower(), "markdown")


def write(
    articles: Iterable[StoredArticle], form: Form, output: BinaryIO, *, title: str, now_s: float
) -> None:
    """Write articles one after another. Title and time (seconds since 1970) are those of a book."""
    if form == "epub":
        from newsreader.export import epub

        if output.seekable():
            epub.write(articles, output, title=title, now_s=now_s)
        else:
            whole = io.BytesIO()
            epub.write(articles, whole, title=title, now_s=now_s)
            output.write(whole.getbuffer())
        return
    for piece in texts(articles, form):
        output.write(piece.encode("utf-8", "replace"))


def texts(articles: Iterable[StoredArticle], form: Form) -> Iterator[str]:
    """The same in pieces of text, of any form but that of a book."""
    from newsreader.export import citations, jsonl, markdown

    is_first = True
    for stored in articles:
        match form:
            case "jsonl":
                yield f"{jsonl.line(stored)}\n"
            case "bibtex":
                yield ("" if is_first else "\n") + citations.bibtex(stored.headline)
            case "csl-json":
                yield ("[\n" if is_first else ",\n") + citations.csl(stored.headline)
            case _:
                yield ("" if is_first else "\n---\n\n") + markdown.document(stored)
        is_first = False
    if form == "csl-json":
        yield "[]\n" if is_first else "\n]\n"
