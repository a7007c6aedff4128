"""The group of commands, and what they share: the library they work on, and their options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from newsreader.cli import COMPLETION_VARIABLE
from newsreader.cli.output import visible
from newsreader.errors import NewsreaderError, UsageError
from newsreader.library import Library
from newsreader.paths import Paths, locate

Command = TypeVar("Command", bound=Callable[..., Any])

EVERYWHERE = """\b
Before or after every command:
  --data-dir DIR   the library to use (or NEWSREADER_DATA_DIR)
  --config FILE    the configuration to use
  --version, --help"""


@click.group(
    epilog=EVERYWHERE,
    subcommand_metavar="[PATH]... | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.pass_context
def newsreader(context: click.Context) -> None:
    """Read news that is already on disk.

    Without a command the reader opens; each PATH (a folder of articles, an archive, a feed, a dump) is
    first added to the library, in the background.
    """
    context.ensure_object(dict)


class QueryCommand(click.Command):
    """A command whose arguments are a query: ``-word`` is part of it, an unknown ``--option`` is not."""

    def make_parser(self, ctx: click.Context) -> Any:
        ctx.ignore_unknown_options = True
        return super().make_parser(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        before_end = args[: args.index("--")] if "--" in args else args
        for word in before_end:
            if word.startswith("--") and word.partition("=")[0] not in known:
                raise click.NoSuchOption(word, ctx=ctx)
        return super().parse_args(ctx, args)


def json_option(command: Command) -> Command:
    """``--json`` as the commands share it."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def the_library(context: click.Context) -> Library:
    """The library the command line names, open until the command ends."""
    library: Library | None = context.obj.get("library")
    if library is None:
        library = context.obj["library"] = context.find_root().with_resource(Library(the_paths(context)))
    return library


def the_paths(context: click.Context) -> Paths:
    """Where the library and its configuration are."""
    return locate(context.obj.get("data_dir"), context.obj.get("config"))


def run_command(arguments: Sequence[str], data_dir: Path | None, config: Path | None) -> int:
    """Run a command; the exit status. NewsreaderErrors and KeyboardInterrupt are the caller's."""
    from newsreader.cli import (  # noqa: F401 - they add their commands to the group
        bundles,
        comparing,
        exporting,
        health,
        reading,
        state,
    )

    try:
        status = newsreader.main(
            list(arguments),
            prog_name="newsreader",
            standalone_mode=False,
            obj={"data_dir": data_dir, "config": config},
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as error:
        # Beside completion, click leaves so when nobody reads the output; what that means is the caller's.
        if COMPLETION_VARIABLE in os.environ:
            raise
        raise BrokenPipeError from error
    return status if isinstance(status, int) else 0


def warn(line: str) -> None:
    """Say something on stderr that is not the command's output."""
    print(f"newsreader: {visible(line)}", file=sys.stderr)


def whole_number(context: click.Context, _parameter: click.Parameter, value: int | None) -> int | None:
    """A ``--limit``: 0 means all, nothing below it means anything."""
    if value is not None and value < 0:
        raise click.BadParameter("give 0 for all, or a number of articles", ctx=context)
    return value


__all__ = [
    "NewsreaderError",
    "QueryCommand",
    "UsageError",
    "json_option",
    "newsreader",
    "run_command",
    "the_library",
    "the_paths",
    "warn",
    "whole_number",
]
