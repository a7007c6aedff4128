"""Several articles in one Markdown file are told apart; one article with sub-headings stays whole."""

from __future__ import annotations

import pytest

from newsreader.bundles.digest import take_apart

LONG = (
    "The harbour office said so on Thursday, and nobody at the quay had anything to say against it this time."
)

PARTS = f"## In full\n\n### Storm\n\n{LONG}\n\n### Bread\n\n{LONG}\n"


def test_headings_with_text_of_their_own_in_a_dated_file_are_articles() -> None:
    digest = take_apart(f"# Digest\n\n## Storm\n\n{LONG}\n\n## Bread\n\n{LONG}\n", is_dated=True)
    assert digest is not None
    assert [(part.heading.text, part.heading.line) for part in digest.parts] == [("Storm", 2), ("Bread", 6)]
    assert digest.title == "Digest"
    assert digest.rest == ""


@pytest.mark.parametrize(
    "rest",
    [
        "In this issue:\n\n1. Storm;\n\n2. Bread:\n\n(1) rye;\n\n(2) wheat.",
        "- [Storm](#storm)\n- [Bread](#bread)",
        "The office was closed on Thursday.",
        "",
    ],
)
def test_a_table_of_contents_or_a_remark_is_no_article(rest: str) -> None:
    digest = take_apart(f"# Digest\n\n## In brief\n\n{rest}\n\n{PARTS}", is_dated=True)
    assert digest is not None
    assert not digest.is_rest_told and rest in digest.rest


def test_what_is_told_beside_the_articles_is_an_article() -> None:
    digest = take_apart(f"# Digest\n\n## In brief\n\n{LONG} {LONG}\n\n{PARTS}", is_dated=True)
    assert digest is not None
    assert digest.is_rest_told


def test_undated_headings_must_read_like_headlines() -> None:
    short = f"# Guide\n\n## Setup\n\n{LONG}\n\n## Usage\n\n{LONG}\n"
    headlines = short.replace("Setup", "Storm closes the northern strait").replace(
        "Usage", "Bread gets cheaper again"
    )
    assert take_apart(short, is_dated=False) is None
    assert take_apart(headlines, is_dated=False) is not None


def test_a_lede_above_the_headings_makes_it_one_article() -> None:
    parts = f"## The long plan of the town\n\n{LONG}\n\n## The money for it all\n\n{LONG}\n"
    text = f"# The pier\n\n{LONG} {LONG}\n\n{parts}"
    assert take_apart(text, is_dated=True) is None


def test_articles_under_sections_keep_the_section() -> None:
    text = "".join(
        f"## {section}\n\n### {section} story one\n\n{LONG}\n\n### {section} story two\n\n{LONG}\n\n"
        for section in ("Sea", "Town")
    )
    digest = take_apart(text, is_dated=True)
    assert digest is not None
    assert [part.parent.text for part in digest.parts if part.parent] == ["Sea", "Sea", "Town", "Town"]


def test_headings_inside_code_are_not_headings() -> None:
    text = f"# One\n\n```\n# comment\n{LONG}\n# comment\n{LONG}\n```\n\n{LONG}\n"
    assert take_apart(text, is_dated=True) is None


def test_emphasis_and_links_of_a_heading_are_taken_off() -> None:
    text = f"# [Storm](https://a.example/1) **closes** strait ##\n\n{LONG}\n\n# Bread\n\n{LONG}\n"
    digest = take_apart(text, is_dated=True)
    assert digest is not None
    assert digest.parts[0].heading.text == "Storm closes strait"
