"""News of Port Ellin, made to measure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from newsreader.article import Article, Block, Headline, Published
from newsreader.store import CleanedDocument, Mark, Outcome, Scope, Store


class Clock:
    """Seconds since 1970, as a test sets them."""

    def __init__(self) -> None:
        self.time_s = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time_s


def article(title: str, text: str = "", date: str | None = None, **fields: object) -> Article:
    """An article whose text is one paragraph for each line; without text it is a stub."""
    time = fields.pop("time", None)
    precision = fields.pop("precision", "day" if date else "unknown")
    published = Published(date, time, None, precision, "metadata" if date else "none")  # type: ignore[arg-type]
    blocks = tuple(Block("paragraph", line) for line in text.splitlines())
    return Article(title=title, published=published, blocks=blocks, **fields)  # type: ignore[arg-type]


def document(
    path: str, *articles: Article, source: str | None = None, problem: str | None = None
) -> CleanedDocument:
    """A document whose digest follows from what is in it."""
    sha256 = hashlib.sha256(repr((articles, problem)).encode("utf-8", "replace")).hexdigest()
    return CleanedDocument(source or path, path, sha256, articles, problem)


def lines_of_a_file(*articles: Article) -> list[CleanedDocument]:
    """Each article as a line of one file."""
    return [document(f"wire.jsonl:{n}", each, source="wire.jsonl") for n, each in enumerate(articles, 1)]


def put(store: Store, bundle: int, *articles: Article) -> Outcome:
    """Each article as a document of its own, named after its place."""
    return store.write(bundle, [document(f"{n}.txt", each) for n, each in enumerate(articles)])


def titles(headlines: Sequence[Headline]) -> list[str]:
    return [headline.title for headline in headlines]


def listed(store: Store, scope: Scope = Scope()) -> list[Headline]:  # noqa: B008 (a frozen value)
    return store.window(scope, 0, 10_000)


def the(store: Store, title: str) -> Headline:
    """The one article of that title."""
    [found] = [each for each in listed(store, Scope(all_versions=True)) if each.title == title]
    return found


def read(store: Store, *headlines: Headline) -> int:
    return store.mark(
        [Mark(each.rowid, "read", True) for each in headlines], f"mark {len(headlines)} articles read"
    )


def star(store: Store, *headlines: Headline) -> int:
    return store.mark([Mark(each.rowid, "starred", True) for each in headlines], "star")


def tag(store: Store, headline: Headline, name: str, *, on: bool = True) -> int:
    return store.mark([Mark(headline.rowid, f"tag:{name}", on)], f"tag {name}")


FERRY = article(
    "Ferries for the outer isles", "The council agreed on two ferries.\nThey sail in May.", "2021-12-09"
)
STORM = article(
    "Storm closes the strait", "All pilots stayed ashore on Thursday.", "2021-12-08", time="13:40"
)
BREAD = article(
    "Bread prices fall again", "Flour is cheaper for the third month.", "2021-12-08", time="07:15"
)
OPERA = article("Opera returns", "The customs house has a stage once more.")
