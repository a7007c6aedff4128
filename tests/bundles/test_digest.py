"""Several articles in one Markdown file are told apart; one article with sub-headings stays whole."""

from __future__ import annotations

from newsreader.bundles.digest import take_apart

LONG = (
    "The harbour office said so on Thursday, and nobody at the quay had anything to say against it this time."
)


def test_headings_with_text_of_their_own_in_a_dated_file_are_articles() -> None:
    digest = take_apart(f"# Digest\n\n## Storm\n\n{LONG}\n\n## Bread\n\n{LONG}\n", is_dated=True)
    assert digest is not None
    assert [(part.heading.text, part.heading.line) for part in digest.parts] == [("Storm", 2), ("Bread", 6)]
    assert digest.title == "Digest"
    assert digest.rest == ""


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
