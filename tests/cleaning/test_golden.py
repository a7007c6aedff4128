"""Whole articles: a document as it is found, and all that cleaning makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsreader.article import BodyKind
from tests.cleaning.news import cleaned

GOLDEN = Path(__file__).parent / "golden"
KINDS: dict[str, BodyKind] = {
    "scrape_with_teasers.txt": "text",
    "wire_hard_wrapped.txt": "text",
    "russian.txt": "text",
    "speech.txt": "text",
    "shell_and_templates.txt": "text",
    "chinese.txt": "text",
    "markdown_post.md": "markdown",
    "page.html": "html-page",
    "fragment.html": "html-fragment",
}


@pytest.mark.parametrize("name", KINDS)
def test_a_document_becomes_the_article_written_beside_it(name: str) -> None:
    body = (GOLDEN / name).read_text(encoding="utf-8")
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    article = _spelt_out(cleaned(body, kind=KINDS[name], path=name))
    assert json.loads(json.dumps(article)) == expected


def _spelt_out(value: Any) -> Any:
    """A noun as a dictionary of its fields, and so all that it holds."""
    if hasattr(value, "_asdict"):
        return {name: _spelt_out(field) for name, field in value._asdict().items()}
    return [_spelt_out(each) for each in value] if isinstance(value, tuple) else value
