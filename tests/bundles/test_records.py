"""Named values of every shape become the document they describe."""

from __future__ import annotations

from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Metadata, Problem, RawDocument
from newsreader.bundles import records
from newsreader.bundles.field_names import body_named, parts_named


def read(**record: object) -> RawDocument:
    document = records.document("a", "0", record)
    assert isinstance(document, RawDocument)
    return document


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("26-FEB-1987 15:01:01.79", "26-FEB-1987 15:01:01.79"),
        (1639051500, "2021-12-09T12:05:00Z"),
        (1639051500000, "2021-12-09T12:05:00Z"),
        (1639051500123456, "2021-12-09T12:05:00Z"),
        ("1639051500", "2021-12-09T12:05:00Z"),
        (1639051500.75, "2021-12-09T12:05:00Z"),
        (-86400, "1969-12-31T00:00:00Z"),
        (1987, "1987"),
        (20211209, "20211209"),
        ({"$date": "2021-12-09"}, "2021-12-09"),
        (["2021-12-09", "2021-12-10"], "2021-12-09"),
        (float("inf"), ""),
        (True, ""),
        (None, ""),
        (10**30, ""),
    ],
)
def test_dates_are_kept_as_written_and_counted_seconds_become_iso(value: object, text: str) -> None:
    assert records.date_text(value) == text


@pytest.mark.parametrize(
    "author",
    ["Ida Holm", ["Ida Holm"], {"name": "Ida Holm"}, [{"name": "Ida Holm", "url": "https://a.example"}]],
)
def test_authors_come_in_many_shapes(author: object) -> None:
    assert read(title="T", author=author).metadata.byline == "Ida Holm"


@pytest.mark.parametrize("name", ["headline", "Title", "article_title", "articleTitle", "name", "web-title"])
def test_a_title_has_many_names(name: str) -> None:
    assert read(**{name: "T"}).metadata.title == "T"


def test_the_more_trusted_of_two_names_wins_whatever_stands_first() -> None:
    assert read(name="N", title="T", created="2020", date="2021").metadata.title == "T"
    assert read(title="T", created="2020", date="2021").metadata.date == "2021"


def test_html_is_preferred_to_its_plain_copy() -> None:
    document = read(content_text="Plain.", content_html="<p>Rich.</p>")
    assert (document.kind, document.body) == ("html-fragment", "<p>Rich.</p>")


def test_a_raw_page_comes_after_the_text_taken_from_it() -> None:
    page = "<!doctype html><html><body>Page.</body></html>"
    assert read(html=page, text="Text.").body == "Text."
    assert read(html=page, text="").kind == "html-page"


def test_paragraphs_are_joined_by_blank_lines() -> None:
    assert read(paragraphs=["One.", {"text": "Two."}, "", None, 3]).body == "One.\n\nTwo."


def test_an_article_inside_an_envelope_is_found() -> None:
    document = read(_id="7", _source={"headline": "T", "body": "B"})
    assert (document.metadata.title, document.body, document.metadata.guid) == ("T", "B", "7")


def test_a_title_alone_is_a_stub() -> None:
    document = read(title="T", description="D", body=None)
    assert (document.body, document.metadata.subtitle) == ("", "D")


def test_nothing_to_read_names_the_fields_that_were_there() -> None:
    problem = records.document("a", "0", {"colour": "blue", "title": " "})
    assert problem == Problem("a", "neither a title nor a text; its fields: colour, title")


def test_a_source_that_is_an_address_is_the_url() -> None:
    metadata = read(title="T", source="https://a.example/1").metadata
    assert (metadata.agency, metadata.url) == ("", "https://a.example/1")


def test_a_list_of_topics_in_one_string_gives_the_section_and_all_tags() -> None:
    metadata = read(title="Boats", topics="ice, canal, shipping").metadata
    assert (metadata.section, metadata.tags) == ("ice", ("ice", "canal", "shipping"))
    assert read(title="Boats", section="Arts, culture").metadata.section == "Arts, culture"


_NAMES = [
    "Headline", "title", "byline", "authors", "day", "published_at", "section", "desk", "place", "body",
    "text", "article_body", "lang", "language", "docid",
]  # fmt: skip
_values = st.sampled_from(["", " ", "tide", " ice ", "1987"])


@given(st.lists(st.dictionaries(st.sampled_from(_NAMES), _values)))
def test_what_a_record_says_is_the_best_of_its_own_fields(several: list[dict[str, str]]) -> None:
    for record in several:
        best: dict[str, tuple[int, str]] = {}
        for name, value in record.items():
            for part, rank in parts_named(name):
                if value.strip() and (part not in best or rank < best[part][0]):
                    best[part] = (rank, value.strip())
        bodies = [(named[1], value) for name, value in record.items() if (named := body_named(name))]
        texts = [value for _, value in sorted(bodies, key=itemgetter(0)) if value.strip()]
        metadata, body, _ = records.described(record)
        assert metadata == Metadata(**{part: text for part, (_, text) in best.items()})
        assert body == "".join(texts[:1])
