"""What makes an article that article: its key, its public id, and the hash of its content."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from newsreader.article import Article
from newsreader.store.wording import Wording, normalised, wording

ID_DIGITS = 16
_GLOBAL_GUID = re.compile(r"(?i)urn:|tag:|(?:uuid:)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$")


class Identity(NamedTuple):
    """``key_id`` is the id of an article's key, the one it has unless another document holds it."""

    key: str
    key_id: str
    content_hash: str

    def variant(self, number: int, *, differs: bool) -> str:
        """The id to try at the given turn, from 1 on, when the key's own id belongs to another document.

        ``differs`` says that the other document's content is not this one's.
        """
        base = f"{self.key}\n{self.content_hash}" if differs else self.key
        if differs and number == 1:
            return article_id(base)
        return article_id(f"{base}#{number if differs else number + 1}")


def identify(article: Article, worded: Wording | None = None) -> Identity:
    """The identity of an article: by guid or url where these are stable, else by its content.

    ``worded`` is its wording, where the caller has it at hand.
    """
    content = content_hash(article, worded or wording(article))
    key = _key(article, content)
    return Identity(key, article_id(key), content)


def article_id(key: str) -> str:
    """The first 16 hex digits of the key's SHA-256."""
    return _digest(key)[:ID_DIGITS]


def content_hash(article: Article, worded: Wording) -> str:
    """32 hex digits that are equal for articles whose title and text a reader would call the same.

    Case, width and spacing do not count. A stub has no text: there the summary and the date stand in
    for it, so that two headlines of the same words on different days stay two stories. A hub
    is what it points at.
    """
    whole = worded.whole
    if not whole:
        pointed_at = "\n".join(teaser.title for teaser in article.teasers) if article.is_hub else ""
        instead = pointed_at or f"{article.subtitle}\n{article.published.date or ''}"
        whole = f"{normalised(article.title)}\n{normalised(instead)}"
    return _digest(whole)[:32]


def _key(article: Article, content: str) -> str:
    guid = article.guid.strip()
    if guid and ("://" in guid or _GLOBAL_GUID.match(guid)):
        return f"guid:{guid}"
    if _has_path(article.url):
        return f"url:{article.url.strip()}"
    return f"text:{content}"


def _has_path(url: str) -> bool:
    """Whether a url names a page, not only a site."""
    if not url:
        return False
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return bool(parts.netloc) and (parts.path.strip("/") != "" or parts.query != "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
