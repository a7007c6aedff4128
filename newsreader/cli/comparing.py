"""The command that says what changed between two versions of an article: diff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.commands import json_option, newsreader, the_library
from newsreader.cli.output import BOLD, DIM, ID_CHARACTERS, print_json, styled, visible, when

if TYPE_CHECKING:
    from newsreader.article import Headline, Teaser
    from newsreader.stories.differences import Passage, Span
    from newsreader.version_access import Compared

UNDERLINED, STRUCK = "\x1b[4m", "\x1b[9m"
_SIGNS = {"same": ("", "", ""), "added": ("{+", "+}", UNDERLINED), "removed": ("[-", "-]", STRUCK)}
_LEADS = {"added": "+ ", "removed": "- ", "moved here": "> ", "moved away": "< ", "changed": "! "}


@newsreader.command()
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@json_option
@click.pass_context
def diff(context: click.Context, first: str, second: str, as_json: bool) -> None:
    """What changed between two versions of an article, or between any two articles.

    The older one is taken for what was before. A line for each paragraph that is not the same: + added,
    - removed, > moved here, < moved away, ! changed, with {+words added+} and [-words removed-].
    """
    library = the_library(context)
    rowids = [library.find(id).headline.rowid for id in (first, second)]
    compared = library.compare(*rowids)
    if as_json:
        print_json(_json(compared))
    else:
        _print(compared)


def _print(compared: Compared) -> None:
    differences = compared.differences
    for sign, stored in (("---", compared.older), ("+++", compared.newer)):
        print(styled(f"{sign} {_name(stored.headline)}", BOLD))
    for spans in (differences.title, differences.subtitle):
        if any(span.kind != "same" for span in spans):
            print(f"! {_marked(spans)}")
    skipped = 0
    for passage in differences.passages:
        if passage.kind == "same":
            skipped += 1
            continue
        _print_skipped(skipped)
        skipped = 0
        print(_LEADS[passage.kind] + _passage(passage))
    _print_skipped(skipped)
    for sign, teasers in (("+", differences.teasers_added), ("-", differences.teasers_removed)):
        for teaser in teasers:
            print(f"{sign} teaser: {visible(teaser.title)}")


def _print_skipped(count: int) -> None:
    if count:
        print(styled(f"  {count} {'paragraph' if count == 1 else 'paragraphs'} unchanged", DIM))


def _name(headline: Headline) -> str:
    parts = (headline.id[:ID_CHARACTERS], when(headline.published), headline.bundle, headline.title)
    return visible("  ".join(part for part in parts if part))


def _passage(passage: Passage) -> str:
    return visible(passage.text) if passage.kind != "changed" else _marked(passage.spans)


def _marked(spans: Sequence[Span]) -> str:
    said = []
    for span in spans:
        begin, end, style = _SIGNS[span.kind]
        text = f"{begin}{visible(span.text)}{end}"
        said.append(styled(text, style) if style else text)
    return " ".join(said)


def _json(compared: Compared) -> dict[str, Any]:
    differences = compared.differences
    return {
        "from": compared.older.headline.id,
        "to": compared.newer.headline.id,
        "title": _spans_json(differences.title),
        "subtitle": _spans_json(differences.subtitle),
        "passages": [
            {"kind": passage.kind, "spans": _spans_json(passage.spans)} for passage in differences.passages
        ],
        "teasers_added": [_teaser_json(teaser) for teaser in differences.teasers_added],
        "teasers_removed": [_teaser_json(teaser) for teaser in differences.teasers_removed],
        "words": {kind: differences.words(kind) for kind in ("same", "added", "removed")},
        "moved": differences.moved,
    }


def _spans_json(spans: Sequence[Span]) -> list[dict[str, str]]:
    return [{"kind": span.kind, "text": span.text} for span in spans]


def _teaser_json(teaser: Teaser) -> dict[str, str]:
    return {"section": teaser.section, "title": teaser.title, "summary": teaser.summary}
