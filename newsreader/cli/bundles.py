"""Commands about bundles: add, refresh, bundles, remove."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.commands import json_option, newsreader, the_library, warn
from newsreader.cli.output import print_json, print_table
from newsreader.cli.progress import ProgressLine
from newsreader.cli.shell import bundle_names
from newsreader.errors import UsageError

if TYPE_CHECKING:
    from newsreader.ingest.progress import AddReport


@newsreader.command()
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path())
@click.option("--name", help="What to call the bundle; its file name otherwise.")
@json_option
@click.pass_context
def add(context: click.Context, paths: Sequence[str], name: str | None, as_json: bool) -> None:
    """Add bundles: folders, archives, feeds, dumps.

    A folder that holds several bundles adds each. Ctrl-C is safe: the same command resumes. What has
    been added and has not changed is not read again.
    """
    if not paths:
        raise UsageError("add needs a PATH")
    if "" in paths:
        # An unset variable in a script; as a path it would mean the folder one happens to be in.
        raise UsageError("a PATH is empty")
    library, roots = the_library(context), [Path(path) for path in paths]
    line = ProgressLine()
    report = _with_line(line, lambda: library.add(roots, name=name, on_progress=line, on_wait=_say_waiting))
    _print_report(report, as_json)


@newsreader.command()
@click.argument("names", metavar="[BUNDLE]...", nargs=-1, shell_complete=bundle_names)
@json_option
@click.pass_context
def refresh(context: click.Context, names: Sequence[str], as_json: bool) -> None:
    """Look again at bundles that changed on disk; all of them, or those named."""
    library = the_library(context)
    line = ProgressLine()
    report = _with_line(line, lambda: library.refresh(names, on_progress=line, on_wait=_say_waiting))
    _print_report(report, as_json)


@newsreader.command()
@json_option
@click.pass_context
def bundles(context: click.Context, as_json: bool) -> None:
    """Say what is in the library."""
    records = the_library(context).bundles()
    if as_json:
        fields = ("name", "path", "kind", "articles", "unread", "added", "available")
        print_json(
            {"bundles": [{name: _plain(getattr(record, name)) for name in fields} for record in records]}
        )
        return
    if not records:
        warn("the library is empty; newsreader add PATH adds a bundle")
        return
    print_table(
        (
            record.name,
            f"{record.articles} articles",
            f"{record.unread} unread",
            record.kind if record.available else "not there now",
            record.path,
        )
        for record in records
    )


@newsreader.command()
@click.argument("bundle", shell_complete=bundle_names)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove(context: click.Context, bundle: str, yes: bool) -> None:
    """Forget a bundle. Its files are never touched, and what you marked is kept."""
    library = the_library(context)
    library.bundle(bundle)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("remove asks before it forgets; say --yes in scripts")
        click.confirm(f"Forget {bundle}? Its files stay where they are", abort=True)
    removed = library.remove(bundle)
    print(f"{bundle} forgotten: {removed} articles")


def _with_line(line: ProgressLine, work: Any) -> Any:
    try:
        return work()
    except KeyboardInterrupt:
        line.clear()
        warn("what was read is kept; the same command resumes")
        raise
    finally:
        line.clear()


def _say_waiting() -> None:
    warn("waiting for another newsreader that is adding to this library")


def _print_report(report: AddReport, as_json: bool) -> None:
    problems = sum(bundle.problems for bundle in report.bundles)
    if problems:
        documents = "1 document" if problems == 1 else f"{problems} documents"
        warn(f"{documents} could not be read; newsreader problems names them")
    if as_json:
        print_json(
            {"bundles": [asdict(bundle) for bundle in report.bundles], "took_s": round(report.took_s, 3)}
        )
        return
    print_table(
        (
            bundle.name,
            f"{bundle.articles} articles",
            f"{bundle.new} new",
            f"{bundle.updated} updated",
            f"{bundle.unchanged} unchanged",
            f"{bundle.problems} problems",
        )
        for bundle in report.bundles
    )


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value
