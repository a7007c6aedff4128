"""What is said about a search: why it finds nothing, and how one article stands to it, when
what it found was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsreader.article import Headline
from newsreader.export.jsonl import headline_json
from newsreader.store import DayCount

if TYPE_CHECKING:
    from newsreader.listing import Listing
    from newsreader.search import Diagnosis


def full_words(listing: Listing) -> str:
    """How many articles of a list have all words of the query, in words."""
    total = listing.full_total
    if not total:
        return "no article has all the words"
    return "1 article has all the words" if total == 1 else f"{total} articles have all the words"


def listing_json(
    listing: Listing, headlines: Sequence[Headline], snippets: Sequence[str | None]
) -> dict[str, Any]:
    """What ``list`` and ``search`` print of a list: these rows of it, with their snippets."""
    partial = listing.match.partial
    return {
        "query": listing.view.query,
        "interpreted": listing.interpreted,
        "total": listing.total,
        **({"full_total": listing.full_total} if partial else {}),
        "took_ms": round(listing.took_ms, 3),
        "articles": [
            headline_json(headline, listing.score(headline.rowid), snippet)
            | ({"partial": True} if headline.rowid in partial else {})
            for headline, snippet in zip(headlines, snippets, strict=True)
        ],
    }


def diagnosis_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """What ``list`` and ``search`` add when nothing is found."""
    return {
        "clauses": [
            {"text": clause.text, "hits": clause.hits, "empties": clause.empties, "without": clause.without}
            for clause in diagnosis.clauses
        ],
        "suggestions": [
            {"word": suggestion.word, "instead": list(suggestion.instead)}
            for suggestion in diagnosis.suggestions
        ],
        "relaxed": [{"query": other.query, "total": other.total} for other in diagnosis.relaxed],
    }


def diagnosis_lines(diagnosis: Diagnosis) -> Iterator[str]:
    """The same for a person, in a few lines."""
    clauses = (
        f"{clause.text} {clause.hits}{' (empties the result)' if clause.empties else ''}"
        for clause in diagnosis.clauses
    )
    yield " · ".join(["nothing found", *clauses, *diagnosis.notes])
    for suggestion in diagnosis.suggestions:
        yield f"hardly any article has “{suggestion.word}”; {' or '.join(suggestion.instead)}?"
    if diagnosis.relaxed:
        yield "instead: " + " · ".join(f"{other.query} ({other.total})" for other in diagnosis.relaxed)


def timeline_json(timeline: Sequence[DayCount] | None) -> dict[str, Any]:
    """What ``--timeline`` adds; the period of undated articles is null."""
    if timeline is None:
        return {}
    return {"timeline": [{"period": period.day, "count": period.count} for period in timeline]}
