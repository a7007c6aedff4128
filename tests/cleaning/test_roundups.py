"""A document that holds several articles gives several; one that may be one article is left whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, Metadata, RawDocument
from newsreader.cleaning import clean

STORIES = {
    "Ferry line to Oxholm reopens": (
        "The ferry line between Port Ellin and Oxholm carried its first passengers since the storm. "
        "Crossings take forty minutes, and the harbour office expects six of them a day until spring. "
        "Tickets cost what they cost before."
    ),
    "Bread prices fall for a third month": (
        "A loaf of rye cost four crowns in Straitgate this week, the lowest price since the summer harvest. "
        "Bakers credit cheaper flour from the mainland, where two new mills opened in the autumn. "
        "Nobody expects it to last beyond the frost."
    ),
    "Lightship to get a new keeper": (
        "Three people have applied for the post of keeper of the northern lightship, the pilots said. "
        "The last keeper left it in the autumn after thirty winters, with a cat and nine hundred books. "
        "The cat is said to come with the post."
    ),
}


def text_of(stories: dict[str, str], separator: str = "* * *", head: str = "", foot: str = "") -> str:
    parts = [f"{title}\n\n{story}" for title, story in stories.items()]
    return f"\n\n{separator}\n\n".join(filter(None, [head, *parts, foot])) + "\n"


def articles(body: str, kind: str = "text", **metadata: str) -> tuple[Article, ...]:
    return clean(RawDocument("isles/review", "0" * 64, kind, body, Metadata(**metadata)))  # type: ignore[arg-type]


@pytest.mark.parametrize("separator", ["* * *", "***", "-----", "— — —", "___", "⁂", "====="])
def test_stories_between_separators_are_articles_of_their_own(separator: str) -> None:
    found = articles(text_of(STORIES, separator))
    assert [article.title for article in found] == list(STORIES)
    assert [article.text for article in found] == list(STORIES.values())


def test_lines_keep_their_numbers_in_the_document() -> None:
    body = text_of(STORIES)
    lines = body.split("\n")
    for article in articles(body):
        assert all(block.text in lines[block.line - 1] for block in article.blocks)


def test_what_stands_above_the_stories_stays_and_the_foot_does_too() -> None:
    found = articles(text_of(STORIES, head="The papers this morning", foot="Compiled by the night desk"))
    assert [article.title for article in found] == ["The papers this morning", *STORIES]
    assert "Compiled by the night desk" in found[-1].text


def test_an_article_in_sections_is_left_whole() -> None:
    sections = "\n\n* * *\n\n".join(STORIES.values())
    assert len(articles(f"A winter on the isles\n\n{sections}")) == 1


def test_wrapped_lines_above_no_blank_line_are_no_headlines() -> None:
    wrapped = "\n\n***\n\n".join(story.replace(". ", "\n") for story in STORIES.values())
    assert len(articles(f"A winter on the isles\n\n{wrapped}")) == 1


def test_two_stories_or_a_part_without_text_are_not_enough() -> None:
    two = dict(list(STORIES.items())[:2])
    assert len(articles(text_of(two))) == 1
    empty = {**two, "Weather for the weekend at sea": "Fair.", "And a last one for the road": "Fog."}
    assert len(articles(text_of(empty))) == 1


def test_a_document_whose_format_states_its_title_is_one_article() -> None:
    assert len(articles(text_of(STORIES), title="Press review")) == 1


def page(*elements: str, head: str = "") -> str:
    return (
        f"<html><head><title>Isles</title>{head}</head><body><main>{''.join(elements)}</main></body></html>"
    )


def element(title: str, story: str, **attributes: str) -> str:
    about = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return (
        f'<article{about}><h2><a href="/{title.split()[0].lower()}">{title}</a></h2>'
        f'<time datetime="2021-12-09T14:05:00+01:00">Thursday</time><p>{story}</p></article>'
    )


ELEMENTS = [element(*each) for each in STORIES.items()]


def test_a_page_of_whole_articles_is_split_with_their_urls_and_dates() -> None:
    canonical = '<link rel="canonical" href="https://isles.example/blog/">'
    found = articles(page(*ELEMENTS, head=canonical), "html-page")
    assert [article.title for article in found] == list(STORIES)
    assert found[0].url == "https://isles.example/ferry"
    assert (found[0].published.date, found[0].published.time) == ("2021-12-09", "14:05")
    assert all(story in article.text for article, story in zip(found, STORIES.values(), strict=True))


@pytest.mark.parametrize(
    "odd",
    [
        element("Weather for the weekend at sea", f"{STORIES['Lightship to get a new keeper']} Read more"),
        element("And one more thing from the desk", "Fog."),
    ],
)
def test_a_page_with_an_article_that_is_only_a_teaser_is_left_whole(odd: str) -> None:
    assert len(articles(page(*ELEMENTS, odd), "html-page")) == 1


def test_comments_and_articles_inside_an_article_are_no_articles() -> None:
    comments = [element(title, story, class_="comment") for title, story in STORIES.items()]
    assert len(articles(page(ELEMENTS[0], *comments), "html-page")) == 1
    nested = f"<article><h1>The isles this week</h1>{''.join(ELEMENTS)}</article>"
    assert len(articles(page(nested), "html-page")) == 1


def test_a_page_that_says_it_is_an_article_is_one() -> None:
    head = '<meta property="og:type" content="article">'
    assert len(articles(page(*ELEMENTS, head=head), "html-page")) == 1


@given(st.lists(st.sampled_from(["***", *STORIES, "", *STORIES.values(), "- - -"]), max_size=24))
def test_no_line_of_a_roundup_is_lost(lines: list[str]) -> None:
    found = articles("Isles\n\n" + "\n".join(lines))
    kept = " ".join(
        " ".join((each.title, each.subtitle, each.text, *(line.text for line in each.removed)))
        for each in found
    )
    assert all(line in kept for line in lines if line in STORIES.values())
