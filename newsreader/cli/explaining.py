"""Why an article is, or is not, a hit, as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.cli.commands import warn
from newsreader.cli.output import BOLD, DIM, print_json, styled, visible
from newsreader.errors import SearchIndexError
from newsreader.library import Library
from newsreader.listing import Listing, View

if TYPE_CHECKING:
    from newsreader.article import StoredArticle
    from newsreader.explaining import Explanation
    from newsreader.search.nouns import ClauseReason


def listing_of(library: Library, view: View, limit: int | None = None) -> Listing:
    """The answer to a query; a damaged index is built anew for it."""
    try:
        return library.listing(view, limit=limit)
    except SearchIndexError as error:
        warn(f"{error}; building it anew")
        library.reindex()
        return library.listing(view, limit=limit)


def explain(library: Library, view: View, identity: str, *, as_json: bool) -> None:
    """Say why an article is, or is not, a hit."""
    stored = library.find(identity)
    listing = listing_of(library, view)
    position = listing.position_of(stored.headline.rowid)
    explanation = library.why(view, stored.headline.rowid)
    if as_json:
        rank = None if position is None else position + 1
        print_json(_explanation_json(view, stored, explanation) | {"rank": rank, "total": listing.total})
        return
    print(f"{stored.headline.id}  {styled(visible(stored.headline.title), BOLD)}")
    print(_verdict(explanation, position, listing.total))
    for clause in explanation.why.clauses:
        print(_clause_line(clause))
    for remark in explanation.remarks:
        print(visible(remark))


def _verdict(explanation: Explanation, position: int | None, total: int) -> str:
    why = explanation.why
    if not why.is_hit:
        return f"no hit of: {visible(why.interpreted)}"
    place = "not shown" if position is None else f"number {position + 1} of {total}"
    return f"a hit of: {visible(why.interpreted)} ({place}, score {why.score or 0:.2f})"


def _clause_line(clause: ClauseReason) -> str:
    where = [f"{place.field} {place.count} ({', '.join(place.words)})" for place in clause.where]
    said = " · ".join([*where, *([clause.reason] if clause.reason else [])])
    return (
        f"{'yes' if clause.holds else 'no '}  {visible(clause.text)}  {styled(visible(said), DIM)}".rstrip()
    )


def _explanation_json(view: View, stored: StoredArticle, explanation: Explanation) -> dict[str, Any]:
    why = explanation.why
    return {
        "query": view.query,
        "interpreted": why.interpreted,
        "id": stored.headline.id,
        "title": stored.headline.title,
        "hit": why.is_hit,
        "score": why.score,
        "remarks": list(explanation.remarks),
        "clauses": [
            {
                "text": clause.text,
                "holds": clause.holds,
                "score": clause.score,
                "where": [
                    {"field": place.field, "words": list(place.words), "count": place.count}
                    for place in clause.where
                ],
                "reason": clause.reason,
            }
            for clause in why.clauses
        ],
    }
