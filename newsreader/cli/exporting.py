"""The command that takes articles out of the library: export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.commands import QueryCommand, newsreader, the_library, warn
from newsreader.cli.explaining import listing_of
from newsreader.cli.output import whole_file
from newsreader.cli.reading import query_words, scope_of
from newsreader.errors import NewsreaderError
from newsreader.export.forms import FORMS, Form
from newsreader.listing import View


@newsreader.command(cls=QueryCommand)
@query_words
@click.option("--format", "form", type=click.Choice(FORMS), required=True, help="What to write.")
@click.option("--output", "file", metavar="FILE", required=True, help="Where to; - is standard output.")
@click.pass_context
def export(context: click.Context, words: Sequence[str], form: Form, file: str) -> None:
    """Write articles to a file: all, or those that answer QUERY, newest first.

    A file that is there is replaced.
    """
    query = " ".join(words)
    library = the_library(context)
    rowids = listing_of(library, View(scope_of(query, False), query, "newest")).rowids()
    title = query or "newsreader"
    if file == "-":
        if form == "epub" and sys.stdout.isatty():
            raise NewsreaderError("a book is not for a terminal", hint="--output FILE")
        library.export_to(sys.stdout.buffer, rowids, form, title)
        sys.stdout.buffer.flush()
        return
    with whole_file(Path(file)) as output:
        library.export_to(output, rowids, form, title)
    warn(f"{len(rowids)} {'article' if len(rowids) == 1 else 'articles'} written to {file}")
