"""Articles as references in BibTeX and CSL-JSON, with where they are kept and how they are dated."""

from __future__ import annotations

import json
import re
from typing import Any

from newsreader.article import Headline, Published

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}#$%&_~^]")
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*|\s+(?:and|und|et|y|и|&)\s+")
_LONGEST_NAME_WORDS = 5


def bibtex(headline: Headline) -> str:
    """A BibTeX entry that ends in a line break; its key is the article's id."""
    published = headline.published
    parts = _date_parts(published)
    fields = {
        "title": f"{{{_tex(headline.title)}}}",
        "subtitle": _tex(headline.subtitle),
        "author": " and ".join(f"{{{_tex(name)}}}" for name in names(headline.byline)),
        "journal": _tex(headline.agency or headline.bundle),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "address": _tex(headline.place),
        "url": headline.url.replace("{", "%7B").replace("}", "%7D"),
        "language": _tex(headline.language),
        "note": _tex(note(headline)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{headline.id},", *lines, "}"]) + "\n"


def csl(headline: Headline) -> str:
    """An item of CSL-JSON, on one line."""
    parts = _date_parts(headline.published)
    item: dict[str, Any] = {
        "id": headline.id,
        "type": "article-newspaper",
        "title": headline.title,
        "author": [{"literal": name} for name in names(headline.byline)],
        "container-title": headline.agency or headline.bundle,
        "issued": {"date-parts": [list(parts)], "circa": headline.published.is_inferred} if parts else None,
        "publisher-place": headline.place,
        "section": headline.section,
        "abstract": headline.subtitle,
        "language": headline.language,
        "URL": headline.url,
        "archive": headline.bundle,
        "archive_location": headline.path,
        "note": note(headline),
    }
    return json.dumps({name: value for name, value in item.items() if value})


def names(byline: str) -> list[str]:
    """The persons of a byline; one that is more than names stays whole."""
    found = [name for name in _BETWEEN_NAMES.split(byline) if name]
    return found if all(len(name.split()) <= _LONGEST_NAME_WORDS for name in found) else [byline]


def note(headline: Headline) -> str:
    """The place in its bundle, and what an inferred date was inferred from."""
    said = f"{headline.bundle}: {headline.path}"
    published = headline.published
    return f"{said}; date inferred: {published.evidence}" if published.is_inferred else said


def _date_parts(published: Published) -> tuple[int, ...]:
    """Year, month and day, as far as they are known."""
    if published.date is None:
        return ()
    known = {"year": 1, "month": 2}.get(published.precision, 3)
    return tuple(int(part) for part in published.date.split("-")[:known])


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], text)
