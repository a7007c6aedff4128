"""What holds for any text at all: no crash, nothing that acts on a terminal, nothing silently dropped."""

from __future__ import annotations

import pickle
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article import Article, BodyKind, Metadata
from newsreader.cleaning import BundleContext, clean, furniture, learn, safety
from newsreader.cleaning.lines import has_digit
from newsreader.errors import DocumentError
from tests.cleaning.news import document

PIECES = st.sampled_from(
    [
        "Read more",
        "All news",
        "Share",
        "Harbour and coast",
        "SANDHOLM, March 4. /Tidewire/. ",
        "{{title}}",
        "{% if %}",
        "<% x %>",
        "${item.name}",
        "By Jane Doe",
        "4 March 2020",
        "- a thing",
        "1. a thing",
        "    indented",
        "====",
        "A sentence that ends as a sentence does.",
        "Sub-heading",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\u202ebidi",
        "Reuter",
        "-0-",
        "\x03",
        "| a | b |",
        "```",
        "> quoted",
        "# Heading",
        "<p>para</p>",
        "<b>bold</b>",
        "&amp;",
        "Related articles",
        "新华社北京10月12日电 今天",
        "续",
        "Net 5,000 vs 4,000",
        "\u200c\u200d",
        "\x00",
        "\r",
        "\ud800",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=40), max_size=25).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", " "]).map(lambda joint: joint.join(parts))
)
KINDS = st.sampled_from(["text", "markdown", "html-fragment"])
CONTEXT = BundleContext(
    furniture=frozenset({"harbour and coast"}), earliest="2020-01-01", latest="2020-12-31"
)


def strings(article: Article) -> list[str]:
    return [
        article.title,
        article.subtitle,
        article.byline,
        article.agency,
        article.place,
        article.section,
        article.language,
        article.url,
        article.guid,
        *article.tags,
        article.published.evidence,
        *(block.text for block in article.blocks),
        *(text for teaser in article.teasers for text in (teaser.section, teaser.title, teaser.summary)),
        *(text for note in article.removed for text in (note.text, note.reason)),
    ]


def cleaned_or_none(body: str, kind: BodyKind, metadata: Metadata | None = None) -> Article | None:
    try:
        (article,) = clean(document(body, kind=kind, metadata=metadata), CONTEXT)
    except DocumentError:
        return None
    return article


@settings(max_examples=150, deadline=None)
@given(body=TEXTS, kind=KINDS, title=st.text(max_size=30))
def test_no_control_character_or_escape_sequence_comes_out(body: str, kind: BodyKind, title: str) -> None:
    article = cleaned_or_none(body, kind, Metadata(title=title, byline=body[:50], date=body[:30]))
    if article is None:
        return
    for text in strings(article):
        bad = [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
        assert not bad
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert all("\n" not in b.text for b in article.blocks if b.kind not in ("table", "code"))
    assert "\n" not in article.title


@settings(max_examples=60, deadline=None)
@given(body=TEXTS)
def test_any_page_ends_in_an_article_or_a_clear_error(body: str) -> None:
    cleaned_or_none(f"<html><body>{body}</body></html>", "html-page")


@settings(max_examples=150, deadline=None)
@given(body=TEXTS)
def test_every_word_of_a_plain_text_is_somewhere(body: str) -> None:
    article = cleaned_or_none(body, "text")
    if article is not None:
        words = set(re.findall(r"\w+", safety.make_safe(body)))
        assert words <= set(re.findall(r"\w+", " ".join(strings(article))))


@settings(max_examples=60, deadline=None)
@given(bodies=st.lists(TEXTS, max_size=6))
def test_what_is_learned_can_be_sent_to_a_worker(bodies: list[str]) -> None:
    context = learn([document(body) for body in bodies])
    assert pickle.loads(pickle.dumps(context)) == context


@given(st.text())
def test_making_safe_twice_is_making_safe_once(text: str) -> None:
    once = safety.make_safe(text)
    assert safety.make_safe(once) == once


@given(st.text())
def test_the_quick_look_for_digits_finds_what_python_calls_digits(text: str) -> None:
    assert has_digit(text) == any(character.isdigit() for character in text)


@given(st.text() | st.lists(st.sampled_from([*" \t\xa0\u3000.»→ẞßŉǰİ", "Read", "MORE", "٣"])).map("".join))
def test_the_edges_of_a_line_are_those_of_its_normal_form(line: str) -> None:
    normal = furniture.normalise(line)
    assert furniture.edges(line) == (normal[0] + normal[-1] if normal else "")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_ascii_is_made_safe_as_any_other_text_is(text: str) -> None:
    # What stands behind an escape that has no end goes with it, so the other letter stands before.
    assert "ä" + safety.make_safe(text) == safety.make_safe("ä" + text)
