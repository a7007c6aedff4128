"""Commands about the library itself: problems, stats, check, reindex, paths."""

from __future__ import annotations

import click

from newsreader.cli.commands import json_option, newsreader, the_library, the_paths
from newsreader.cli.output import print_json, print_rows, print_table
from newsreader.cli.progress import ProgressLine


@newsreader.command()
@json_option
@click.pass_context
def problems(context: click.Context, as_json: bool) -> None:
    """List documents that could not be read, each with its reason."""
    found = the_library(context).problems()
    if as_json:
        print_json(
            {
                "problems": [
                    {"bundle": problem.bundle, "path": problem.path, "reason": problem.reason}
                    for problem in found
                ]
            }
        )
    else:
        print_rows((problem.bundle, problem.path, problem.reason) for problem in found)


@newsreader.command()
@json_option
@click.pass_context
def stats(context: click.Context, as_json: bool) -> None:
    """Count what is in the library, and what it takes on disk."""
    found = the_library(context).stats()
    counts = found.counts
    numbers = {
        "bundles": counts.bundles,
        "articles": counts.articles,
        "stories": counts.stories,
        "unread": counts.unread,
        "starred": counts.starred,
        "indexed": counts.indexed,
        "index_bytes": found.index_bytes,
        "store_bytes": found.store_bytes,
    }
    if as_json:
        print_json(numbers)
    else:
        print_table(numbers.items())


@newsreader.command()
@click.option("--repair", is_flag=True, help="Build anew what can be derived.")
@json_option
@click.pass_context
def check(context: click.Context, repair: bool, as_json: bool) -> int:
    """Verify the store and the index."""
    faults = the_library(context).check(repair=repair)
    if as_json:
        print_json({"faults": faults, "repaired": bool(repair and faults)})
    elif faults:
        for fault in faults:
            print(fault)
        print("repaired" if repair else "newsreader check --repair rebuilds what can be derived")
    else:
        print("store and index are sound")
    return 1 if faults and not repair else 0


@newsreader.command()
@click.pass_context
def reindex(context: click.Context) -> None:
    """Build the search index anew from the store."""
    line = ProgressLine()
    try:
        indexed = the_library(context).reindex(on_progress=line)
    finally:
        line.clear()
    print(f"{indexed} articles indexed")


@newsreader.command()
@click.pass_context
def paths(context: click.Context) -> None:
    """Say where the data, the configuration and the index are."""
    places = the_paths(context)
    print_table([("data", places.data), ("config", places.config), ("index", places.index)])
