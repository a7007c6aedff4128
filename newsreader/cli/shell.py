"""What the shell's Tab offers beside the names of commands and options: bundles, ids of articles."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

import click
from click.shell_completion import CompletionItem

from newsreader.cli.commands import the_library, the_paths
from newsreader.errors import NewsreaderError

MOST_IDS = 30


def bundle_names(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Bundles whose name begins so."""
    if not the_paths(context).store.exists():
        return []
    try:
        names = [bundle.name for bundle in the_library(context).bundles()]
    except NewsreaderError:
        # In the middle of a command line there is nobody to tell.
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def article_ids(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids that begin so, with the headlines for shells that show them."""
    if not incomplete or not the_paths(context).store.exists():
        return []
    try:
        found = the_library(context).ids_beginning(incomplete, MOST_IDS)
    except NewsreaderError:
        return []
    return [CompletionItem(identity, help=title) for identity, title in found]


def take_out_places(environ: MutableMapping[str, str]) -> list[str]:
    """Take ``--data-dir DIR`` and ``--config FILE``, which click does not know, out of the words that bash or
    zsh want completed; gives them."""
    words, at = environ.get("COMP_WORDS", "").split(" "), environ.get("COMP_CWORD", "")
    if not at.isdigit():
        return []
    taken: list[str] = []
    place = 1
    cursor = int(at)
    while place + 1 < min(cursor, len(words)):
        if words[place] in ("--data-dir", "--config"):
            taken += words[place : place + 2]
            del words[place : place + 2]
            cursor -= 2
        else:
            place += 1
    environ["COMP_WORDS"], environ["COMP_CWORD"] = " ".join(words), str(cursor)
    return taken


def places_in_environment() -> list[str]:
    """As ``take_out_places``, of this process."""
    return take_out_places(os.environ)
