"""Articles as JSON, in the form that ``show --json`` promises; one a line when there are many."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import Any

from newsreader.article import Headline, Published, StoredArticle

# What JSON leaves as it is and a terminal or a line reader does not, and halves that stand for bytes.
_UNSHOWN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def line(stored: StoredArticle) -> str:
    """An article as one line of JSON, without the line break."""
    text = json.dumps(article_json(stored), ensure_ascii=False)
    return _UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def published_json(published: Published) -> dict[str, Any]:
    """``published`` as the contract spells it."""
    fields = published._asdict()
    fields["inferred"] = fields.pop("is_inferred")
    order = ("date", "time", "utc", "precision", "source", "inferred", "evidence")
    return {name: fields[name] for name in order}


def headline_json(
    headline: Headline, score: float | None = None, snippet: str | None = None
) -> dict[str, Any]:
    """An article of ``list`` and ``search`` as the contract spells it."""
    return {
        "id": headline.id,
        "title": headline.title,
        "subtitle": headline.subtitle,
        "byline": headline.byline,
        "agency": headline.agency,
        "place": headline.place,
        "section": headline.section,
        "language": headline.language,
        "url": headline.url,
        "published": published_json(headline.published),
        "bundle": headline.bundle,
        "path": headline.path,
        "words": headline.words,
        "read": headline.is_read,
        "starred": headline.is_starred,
        "tags": list(headline.tags),
        "story": {"id": headline.story_id, "versions": headline.versions},
        "stub": headline.is_stub,
        "score": score,
        "snippet": snippet,
    }


def article_json(stored: StoredArticle) -> dict[str, Any]:
    """An article of ``show`` as the contract spells it."""
    article = stored.article
    return headline_json(stored.headline) | {
        "blocks": [{"kind": block.kind, "text": block.text} for block in article.blocks],
        "text": article.text,
        "teasers": [
            {
                "section": teaser.section,
                "title": teaser.title,
                "summary": teaser.summary,
                "url": teaser.url,
                "article_id": link.id if link else None,
                "evidence": link.evidence if link else None,
            }
            for teaser, link in zip_longest(article.teasers, stored.links)
        ],
        "full_text": {"article_id": stored.full.id, "evidence": stored.full.evidence}
        if stored.full
        else None,
        "mentioned_by": list(stored.mentioned_by),
        "kinship": stored.kinship,
        "versions": list(stored.version_ids),
        "quotations": [
            {"speaker": said.speaker, "text": said.text.replace("\n", " "), "indirect": said.is_indirect}
            for said in article.quotations
        ],
        "pictures": [
            {"block": picture.block, "source": picture.source, "alt": picture.alt}
            for picture in article.pictures
        ],
        "removed": [
            {"line": line.line, "text": line.text, "reason": line.reason} for line in article.removed
        ],
        "sha256": stored.sha256,
    }
