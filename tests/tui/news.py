"""Headlines and articles for tests of the widgets."""

from __future__ import annotations

from typing import Any

from newsreader.article import Article, Block, Headline, Published, RemovedLine, StoredArticle, Teaser

PUBLISHED = Published("2021-12-09", "14:05", None, "minute", "metadata")

HEADLINE = Headline(
    rowid=1,
    id="0123456789abcdef",
    title="Ferries for the outer isles: second batch agreed",
    subtitle="Harbour office: nothing to worry about",
    byline="Mara Quill",
    agency="MWA",
    place="PORT ELLIN",
    section="Harbour",
    language="en",
    url="https://meridian.example/ferries",
    published=PUBLISHED,
    bundle="meridian",
    path="ferries.txt",
    words=460,
    is_read=False,
    is_starred=False,
    is_stub=False,
    is_updated=False,
    tags=(),
    story_id="0123456789abcdef",
    versions=1,
)

ARTICLE = Article(
    title=HEADLINE.title,
    subtitle=HEADLINE.subtitle,
    byline=HEADLINE.byline,
    published=PUBLISHED,
    blocks=(
        Block(
            "paragraph", "Port Ellin plans to deliver another batch of ferries to the outer isles, they say."
        ),
        Block("heading", "The first four"),
        Block("quote", "Ferries carry people, not arguments."),
        Block("list-item", "Lady of Osk, built 1964"),
        Block("list-item", "Steadfast, built 1966"),
        Block("table", "ship       tons\nLady        640\nSteadfast   655"),
        Block("paragraph", "第一艘新渡轮在哈罗湾下水，比计划提前三个星期。两千人和一支铜管乐队到场观看。"),
    ),
    teasers=(
        Teaser("Related", "Storm closes the northern strait", "All pilots stay ashore"),
        Teaser("Related", "Opera returns to the customs house"),
    ),
    removed=(RemovedLine(7, "All news", "site furniture"),),
)

STORED = StoredArticle(HEADLINE, ARTICLE, "00", (HEADLINE.id,))


def headline(**changes: Any) -> Headline:
    """The headline, with something else in it."""
    return HEADLINE._replace(**changes)
