"""Commands that carry what was read and marked from one machine to another: state export, state merge."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from newsreader.cli.commands import newsreader, the_library, warn
from newsreader.cli.output import whole_file
from newsreader.errors import NewsreaderError


@newsreader.group()
def state() -> None:
    """Carry what was read, starred and tagged between libraries.

    Two libraries that have merged each other's state agree, in whatever order and however often it is done.
    """


@state.command("export")
@click.argument("file", metavar="FILE")
@click.pass_context
def export_state(context: click.Context, file: str) -> None:
    """Write all that was marked to FILE; - is standard output."""
    lines = (f"{line}\n" for line in the_library(context).export_state())
    if file == "-":
        sys.stdout.writelines(lines)
    else:
        with whole_file(Path(file)) as output:
            output.writelines(line.encode() for line in lines)


@state.command("merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.pass_context
def merge_state(context: click.Context, files: tuple[str, ...]) -> None:
    """Take in what was exported elsewhere; - is standard input. The later mark of two holds."""
    library = the_library(context)
    for file in files:
        outcome = library.merge_state(_lines(file))
        print(f"{file}\t{outcome.added} new marks\t{outcome.articles} articles changed")
        if outcome.rejected:
            lines = "1 line was" if outcome.rejected == 1 else f"{outcome.rejected} lines were"
            warn(f"{file}: {lines} not understood and left out")


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise NewsreaderError(f"{file} could not be read: {error.strerror}") from error
