"""The command that takes articles out of the library: export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.article_access import ExportFormat
from newsreader.cli.commands import QueryCommand, newsreader, the_library, warn
from newsreader.cli.explaining import listing_of
from newsreader.cli.reading import query_words, scope_of
from newsreader.errors import NewsreaderError, UsageError
from newsreader.listing import View

FORMATS = ("markdown", "jsonl", "epub", "bibtex", "csl-json")
WRITTEN: tuple[ExportFormat, ...] = ("markdown", "jsonl")


@newsreader.command(cls=QueryCommand)
@query_words
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("--output", "file", metavar="FILE", required=True, help="Where to; - is standard output.")
@click.pass_context
def export(context: click.Context, words: Sequence[str], form: str, file: str) -> None:
    """Write articles to a file: all, or those that answer QUERY, newest first.

    A file that is there is replaced.
    """
    if form not in WRITTEN:
        raise UsageError(f"{form} cannot be written yet; there are {' and '.join(WRITTEN)}")
    query = " ".join(words)
    library = the_library(context)
    rowids = listing_of(library, View(scope_of(query, False), query, "newest")).rowids()
    pieces = library.export(rowids, form)
    if file == "-":
        sys.stdout.writelines(pieces)
        return
    try:
        with Path(file).open("w", encoding="utf-8", errors="replace") as output:
            output.writelines(pieces)
    except OSError as error:
        raise NewsreaderError(f"{file} could not be written: {error.strerror}") from error
    warn(f"{len(rowids)} {'article' if len(rowids) == 1 else 'articles'} written to {file}")
