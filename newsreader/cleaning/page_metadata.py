"""What a web page states of itself: JSON-LD, OpenGraph, ``<meta>``, microdata, ``<title>`` and ``<h1>``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE_TYPES = re.compile(
    r"(?:Article|NewsArticle|BlogPosting|Report|WebPage|VideoObject)\b|Article$|Posting$"
)
_DATE_METAS = (
    "article:published_time", "datepublished", "article.published", "og:published_time", "published_time",
    "publication_date", "publishdate", "publish-date", "publish_date", "date.published", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dc.date.created",
    "citation_publication_date", "pubdate", "og:pubdate", "date", "created",
)  # fmt: skip
_AUTHOR_METAS = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator",
    "dcterms.creator", "citation_author", "article:author", "twitter:creator",
)  # fmt: skip
_SECTION_METAS = ("article:section", "parsely-section", "og:section", "section", "dc.subject", "category")
_SEPARATORS = re.compile(r"\s+[|–—·•»/-]\s+|\s*::\s*|\s+[<>]\s+")
_HOST = re.compile(r"https?://(?:www\.)?([^/:]+)")
_LARGEST_JSON = 2_000_000
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Strings as the page has them; empty means that it does not say."""

    title: str = ""
    description: str = ""
    author: str = ""
    date: str = ""
    section: str = ""
    site: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()


def read(tree: Any) -> PageMetadata:
    """What the tree of a page states, the most deliberate statement first."""
    metas = _metas(tree)
    data = _article_data(tree)
    url = _url(tree, data, metas)
    site = _first(metas, ("og:site_name", "application-name", "parsely-site")) or _name(data.get("publisher"))
    site = site or (found[1] if (found := _HOST.match(url)) else "")
    title = (
        _text(data.get("headline"))
        or _first(
            metas, ("og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "title")
        )
        or _only_h1(tree)
        or _content(tree, "string(//title)")
    )
    tags = _text_list(data.get("keywords")) or tuple(_all(metas, "article:tag"))
    return PageMetadata(
        title=without_site(title, site),
        description=_text(data.get("description")) or _first(metas, ("og:description", "description")),
        author=_author(tree, data, metas),
        date=_date(tree, data, metas),
        section=next(iter(_text_list(data.get("articleSection"))), "") or _first(metas, _SECTION_METAS),
        site=site,
        language=_language(tree, data, metas),
        url=url,
        tags=tags[:20],
    )


def without_site(title: str, site: str) -> str:
    """The title without the site's name at its end or beginning."""
    title = " ".join(title.split())
    if not site:
        return title
    parts = _SEPARATORS.split(title)
    name = _letters(site)
    if len(parts) < 2 or not name:
        return title
    for index in (-1, 0):
        part = _letters(parts[index])
        if part and part in (name, "www" + name, "the" + name):
            rest = title[: title.rfind(parts[-1])] if index else title[len(parts[0]) :]
            return rest.strip(" |–—·•»/-:<>")
    return title


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _metas(tree: Any) -> dict[str, list[str]]:
    """Contents of the meta elements by their lower-case name."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _all(metas: dict[str, list[str]], name: str) -> list[str]:
    return metas.get(name, [])


def _article_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object that describes the article."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" not in kind or not script.text or len(script.text) > _LARGEST_JSON:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(data):
            types = " ".join(_text_list(found.get("@type")))
            if not _ARTICLE_TYPES.search(types):
                continue
            if found.get("headline") or not best:
                best = found
            if found.get("headline") and "WebPage" not in types:
                return found
    return best


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in lists, in ``@graph`` and in ``mainEntity``."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for member in data:
            yield from _objects(member, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(data.get(key), depth + 1)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return next((text for member in value if (text := _text(member))), "")
    if isinstance(value, dict):
        return _text(value.get("@value"))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _text_list(value: Any) -> tuple[str, ...]:
    members = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else []
    return tuple(text for member in members if (text := _text(member)))


def _name(value: Any) -> str:
    """The names of one or more persons or organisations."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for member in value if (name := _name(member))))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _author(tree: Any, data: dict[str, Any], metas: dict[str, list[str]]) -> str:
    for name in (_name(data.get("author")), *(", ".join(metas.get(key, [])) for key in _AUTHOR_METAS)):
        if name and "://" not in name and not name.startswith("@"):
            return name
    return _content(tree, "string((//*[@itemprop='author'] | //a[@rel='author'])[1])")


def _date(tree: Any, data: dict[str, Any], metas: dict[str, list[str]]) -> str:
    stated = _text(data.get("datePublished")) or _text(data.get("dateCreated")) or _first(metas, _DATE_METAS)
    return stated or (
        _content(tree, "string((//time[@pubdate or @itemprop='datePublished']/@datetime)[1])")
        or _content(tree, "string((//*[@itemprop='datePublished']/@content)[1])")
        or _content(
            tree, "string((//article//time/@datetime | //header//time/@datetime | //main//time/@datetime)[1])"
        )
        or _content(tree, "string((//*[contains(@class, 'published')]/@title)[1])")
    )


def _language(tree: Any, data: dict[str, Any], metas: dict[str, list[str]]) -> str:
    root = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or ""
    )
    return (
        _text(data.get("inLanguage")) or root or _first(metas, ("og:locale", "content-language", "language"))
    )


def _url(tree: Any, data: dict[str, Any], metas: dict[str, list[str]]) -> str:
    canonical = _content(tree, "string((//link[@rel='canonical']/@href)[1])")
    for url in (canonical, _first(metas, ("og:url",)), _text(data.get("url"))):
        if url.startswith(("http://", "https://")):
            return url
    return ""


def _only_h1(tree: Any) -> str:
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    return headings[0] if len(headings) == 1 else ""


def _content(tree: Any, path: str) -> str:
    return " ".join(str(tree.xpath(path)).split())
