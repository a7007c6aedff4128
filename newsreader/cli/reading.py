"""Commands that find, show and mark articles: list, search, show, mark."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import click

from newsreader.article import Headline, StoredArticle
from newsreader.cli.commands import (
    QueryCommand,
    json_option,
    newsreader,
    the_library,
    warn,
    whole_number,
)
from newsreader.cli.explaining import explain, listing_of
from newsreader.cli.filling import filled
from newsreader.cli.output import (
    BOLD,
    DIM,
    ID_CHARACTERS,
    is_terminal,
    print_json,
    print_rows,
    styled,
    terminal_width,
    when,
)
from newsreader.cli.searching import diagnosis_json, diagnosis_lines, full_words, listing_json, timeline_json
from newsreader.cli.shell import article_ids
from newsreader.errors import UsageError
from newsreader.export.jsonl import article_json
from newsreader.library import Library
from newsreader.listing import MOST_OF_THE_WORDS, Listing, Precision, View
from newsreader.store import Scope

DEFAULT_LIMIT = 50
MAX_TEXT_WIDTH = 80

timeline_option = click.option(
    "--timeline", type=click.Choice(["year", "month", "day"]), help="How many articles each year, ... has."
)
query_words = click.argument("words", metavar="[QUERY]", nargs=-1)
limit_option = click.option(
    "--limit", type=int, callback=whole_number, metavar="N", help="At most N articles; 0 for all."
)
sort_option = click.option("--sort", type=click.Choice(["newest", "oldest", "best", "title", "score"]))
versions_option = click.option(
    "--all-versions", is_flag=True, help="Every version of a story; a query finds them all in any case."
)
any_option = click.option(
    "--any", "is_any", is_flag=True, help="Also what has only most of the words of QUERY, best last."
)


@newsreader.command("list", cls=QueryCommand)
@query_words
@limit_option
@sort_option
@versions_option
@timeline_option
@click.option("--saved", metavar="NAME", help="The search that was saved under NAME; QUERY narrows it.")
@any_option
@json_option
@click.pass_context
def list_(
    context: click.Context,
    words: Sequence[str],
    limit: int | None,
    sort: Any,
    all_versions: bool,
    timeline: Precision | None,
    saved: str | None,
    is_any: bool,
    as_json: bool,
) -> None:
    """List articles, newest first; those that answer QUERY, or all."""
    query = " ".join(words)
    if saved is not None:
        search = the_library(context).saved_search(saved)
        query = f"({search.query}) ({query})" if query.strip() else search.query
        sort = sort or search.sort
    default = DEFAULT_LIMIT if is_terminal() and not as_json else 0
    view = View(scope_of(query, all_versions), query, sort or "newest", "most" if is_any else "all")
    request = Request(view, default if limit is None else limit, timeline, with_snippets=False)
    _print(the_library(context), request, as_json)


@newsreader.command(cls=QueryCommand)
@query_words
@limit_option
@sort_option
@versions_option
@timeline_option
@click.option(
    "--why", metavar="ID", shell_complete=article_ids, help="Why this article is, or is not, a hit of QUERY."
)
@any_option
@json_option
@click.pass_context
def search(
    context: click.Context,
    words: Sequence[str],
    limit: int | None,
    sort: Any,
    all_versions: bool,
    timeline: Precision | None,
    why: str | None,
    is_any: bool,
    as_json: bool,
) -> None:
    """Search the library, best first, with snippets.

    Where QUERY reads like a question and few articles have all its words, those follow that have most.
    """
    query = " ".join(words)
    if not query.strip():
        raise UsageError("search needs a QUERY; list shows everything")
    view = View(scope_of(query, all_versions), query, sort or "best", "most" if is_any else "enough")
    if why is not None:
        explain(the_library(context), view, why, as_json=as_json)
        return
    limit = DEFAULT_LIMIT if limit is None else limit
    _print(the_library(context), Request(view, limit, timeline, with_snippets=True), as_json)


@newsreader.command()
@click.argument("identity", metavar="ID", shell_complete=article_ids)
@json_option
@click.pass_context
def show(context: click.Context, identity: str, as_json: bool) -> None:
    """Show one article; the beginning of its id is enough where it is the only one."""
    stored = the_library(context).find(identity)
    if as_json:
        print_json(article_json(stored))
    else:
        _print_article(stored)


@newsreader.command(cls=QueryCommand)
@click.argument("action", metavar="ACTION")
@click.argument("targets", metavar="TARGET...", nargs=-1, shell_complete=article_ids)
@click.option("--query", help="Mark every article that answers QUERY.")
@click.pass_context
def mark(context: click.Context, action: str, targets: Sequence[str], query: str | None) -> None:
    """Mark articles: read, unread, star, unstar, tag:NAME, untag:NAME, dismiss or undismiss.

    TARGET is the id of an article, or its beginning.
    """
    field, value = _mark_of(action)
    if bool(targets) == (query is not None):
        raise UsageError("mark takes the ids of articles, or --query QUERY")
    library = the_library(context)
    if query is not None:
        rowids = listing_of(library, View(scope_of(query, True), query)).rowids()
    else:
        rowids = [library.find(target).headline.rowid for target in targets]
    changed = library.mark(rowids, field, value)
    print(f"{changed} {'article' if changed == 1 else 'articles'} changed")


def _mark_of(action: str) -> tuple[str, bool]:
    simple = {
        "read": ("read", True),
        "unread": ("read", False),
        "star": ("starred", True),
        "unstar": ("starred", False),
        "dismiss": ("dismissed", True),
        "undismiss": ("dismissed", False),
    }
    if action in simple:
        return simple[action]
    verb, _, tag = action.partition(":")
    if verb in ("tag", "untag") and tag.strip():
        return f"tag:{tag.strip()}", verb == "tag"
    raise UsageError(
        f"unknown action {action!r}; use read, unread, star, unstar, dismiss, undismiss, "
        "tag:NAME or untag:NAME"
    )


def scope_of(query: str, all_versions: bool) -> Scope:
    """Where a query looks: an explicit one finds every version."""
    has_query = bool(query.strip())
    return Scope(all_versions=all_versions or has_query, dismissed="with" if has_query else "out")


class Request(NamedTuple):
    """What is to be printed; ``limit`` 0 is all."""

    view: View
    limit: int
    timeline: Precision | None
    with_snippets: bool


def _print(library: Library, request: Request, as_json: bool) -> None:
    view, limit = request.view, request.limit
    # A timeline counts all there is.
    listing = listing_of(library, view, (limit or None) if request.timeline is None else None)
    timeline = listing.timeline(request.timeline) if request.timeline else None
    if timeline and not as_json:
        print_rows((period.day or "undated", period.count) for period in timeline)
        return
    headlines = listing.window(0, limit or listing.total)
    snippets = [_snippet(listing, headline) if request.with_snippets else None for headline in headlines]
    is_in_vain = bool(view.query.strip()) and not listing.total
    diagnosis = library.diagnose(view) if is_in_vain else None
    if as_json:
        found = listing_json(listing, headlines, snippets)
        print_json(found | timeline_json(timeline) | (diagnosis_json(diagnosis) if diagnosis else {}))
        return
    if not headlines:
        if not library.counts().articles:
            warn("the library is empty; newsreader add PATH adds a bundle")
        for line in diagnosis_lines(diagnosis) if diagnosis else ():
            warn(line)
        return
    if is_terminal():
        _print_for_person(listing, headlines, snippets)
    else:
        if listing.match.partial:
            warn(f"{full_words(listing)}; the others have most of them")
        print_rows(_row(headline, snippet) for headline, snippet in zip(headlines, snippets, strict=True))


def _snippet(listing: Listing, headline: Headline) -> str | None:
    snippet = listing.snippet(headline)
    return snippet.text if snippet else None


def _row(headline: Headline, snippet: str | None) -> list[str]:
    row = [headline.id, when(headline.published), headline.bundle, headline.title]
    return row if snippet is None else [*row, snippet]


def _print_for_person(
    listing: Listing, headlines: Sequence[Headline], snippets: Sequence[str | None]
) -> None:
    width = terminal_width()
    first_partial = listing.total - listing.partial_tail
    for place, (headline, snippet) in enumerate(zip(headlines, snippets, strict=True)):
        if place == first_partial:
            print(styled(f"— {MOST_OF_THE_WORDS} —", DIM))
        lead = f"{headline.id[:ID_CHARACTERS]}  {when(headline.published):16}  "
        title = textwrap.shorten(headline.title, max(20, width - len(lead)), placeholder="…")
        print(styled(lead, DIM) + (title if headline.is_read else styled(title, BOLD)))
        if snippet:
            for line in textwrap.wrap(snippet, max(20, width - 10))[:3]:
                print(" " * 10 + _with_hits_marked(line, listing, headline.language))
    if listing.total > len(headlines):
        warn(f"{len(headlines)} of {listing.total} articles; --limit 0 shows all")


def _with_hits_marked(line: str, listing: Listing, language: str) -> str:
    marked, position = "", 0
    for start, stop in listing.highlights.spans(line, language) if listing.highlights else ():
        marked += styled(line[position:start], DIM) + styled(line[start:stop], BOLD)
        position = stop
    return marked + styled(line[position:], DIM)


def _print_article(stored: StoredArticle) -> None:
    headline, article = stored.headline, stored.article
    width = min(MAX_TEXT_WIDTH, terminal_width())
    about = [headline.byline, headline.place, headline.agency, when(headline.published), headline.bundle]
    print(styled(headline.title, BOLD))
    if headline.subtitle:
        print(filled(headline.subtitle, width))
    print(styled(" · ".join(part for part in about if part), DIM))
    if headline.published.is_inferred:
        print(styled(f"date inferred: {headline.published.evidence}", DIM))
    for block in article.blocks:
        print()
        if block.kind in ("table", "code"):
            print(block.text)
        else:
            mark = {"quote": "> ", "list-item": "- "}.get(block.kind, "")
            text = styled(block.text, BOLD) if block.kind == "heading" else block.text
            print(filled(text, width, mark))
    if article.teasers:
        print()
    for teaser, link in zip_longest(article.teasers, stored.links):
        lead = f"→ {link.id[:ID_CHARACTERS]} " if link else "◌ "
        print(filled(teaser.title, width, lead))
