"""Articles as Markdown: the headline, what is known of it, and the text block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.article import Article, Block, Published, StoredArticle

# What would be taken for markup inside running text, and what would at the beginning of a line.
_INLINE = re.compile(r"([\\\\`*_\[\]<>])")
_OPENING = re.compile(r"^(\s*)([#>+-]|\d{1,9}(?=[.)]))")


def document(stored: StoredArticle) -> str:
    """An article as a Markdown document that ends in a line break."""
    return "\n\n".join(_parts(stored)) + "\n"


def _parts(stored: StoredArticle) -> Iterator[str]:
    headline, article = stored.headline, stored.article
    yield f"# {_escaped(article.title or '(no title)')}"
    if article.subtitle:
        yield f"*{_escaped(article.subtitle)}*"
    facts = (headline.place, headline.agency, date(headline.published), headline.byline, headline.section)
    if known := " · ".join(_escaped(fact) for fact in facts if fact):
        yield known
    if headline.url:
        yield f"<{headline.url}>"
    yield from _blocks(article)
    if article.teasers:
        yield "## Related"
        yield "\n".join(f"- {_escaped(teaser.title)}" for teaser in article.teasers)


def _blocks(article: Article) -> Iterator[str]:
    """The blocks; items of one list stand together, as do lines of one quotation."""
    together: list[str] = []
    kind = ""
    for block in article.blocks:
        if together and block.kind != kind:
            yield "\n".join(together)
            together = []
        kind = block.kind
        if kind == "list-item":
            together.append(_item(block.text))
        else:
            yield _block(block)
    if together:
        yield "\n".join(together)


def _item(text: str) -> str:
    is_numbered = re.match(r"\d{1,9}[.)]\s", text) is not None
    return _escaped(text) if is_numbered else f"- {_escaped(text)}"


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"## {_escaped(block.text)}"
        case "quote":
            return f"> {_escaped(block.text)}"
        case "caption":
            return f"*{_escaped(block.text)}*"
        case "code":
            return _fenced(block.text)
        case "table":
            return _table(block.text)
        case _:
            return _OPENING.sub(r"\1\\\2", _escaped(block.text), count=1)


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _table(text: str) -> str:
    rows = [row.split(" | ") for row in text.split("\n")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return _fenced(text)
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*map(_escaped, row), *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\1", text)


def date(published: Published) -> str:
    """The date as precisely as it is known, and whether it was inferred."""
    if published.date is None:
        return ""
    digits = {"year": 4, "month": 7}.get(published.precision, 10)
    text = published.date[:digits] + (f" {published.time}" if published.time else "")
    return f"{text} (inferred)" if published.is_inferred else text
