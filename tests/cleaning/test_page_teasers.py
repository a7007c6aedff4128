"""Web pages point at other articles in cards and lists; a page that does nothing else is a hub."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, RawDocument
from newsreader.cleaning import clean

STORY = (
    "<p>The ferry line between Port Ellin and Oxholm carried its first passengers since the storm.</p>"
    "<p>Crossings take forty minutes, and the harbour office expects six of them a day until the spring.</p>"
    "<p>Tickets cost what they cost before the storm, though nobody would promise for how long.</p>"
    "<p>The old boat goes to the northern strait, where a sister has waited for her for a dozen winters.</p>"
)
TITLES = [
    "Bread prices fall for a third month",
    "Lightship to get a new keeper",
    "Opera returns to the customs house",
    "Two hurt as crane falls at dry dock",
    "Pilots' union and port reach a truce",
    "Snow closes the pass to Osk",
]


def page(body: str, url: str = "https://isles.example/2021/ferry") -> Article:
    html = (
        f'<html><head><title>Ferry line to Oxholm reopens</title><link rel="canonical" href="{url}"></head>'
        f"<body>{body}</body></html>"
    )
    return clean(RawDocument("isles/page.html", "0" * 64, "html-page", html))[0]


def listed(titles: list[str] = TITLES, site: str = "") -> str:
    links = (f'<li><a href="{site}/story-{number}">{title}</a></li>' for number, title in enumerate(titles))
    return f"<ul>{''.join(links)}</ul>"


def cards() -> str:
    return "".join(
        f'<div class="card"><h3><a href="/{number}">{title}</a></h3><p>What we know: {title}.</p></div>'
        for number, title in enumerate(TITLES)
    )


def test_a_list_below_the_article_is_its_teasers_with_their_label_and_urls() -> None:
    found = page(
        f"<article><h1>Ferry line to Oxholm reopens</h1>{STORY}</article><h2>Most read</h2>{listed()}"
    )
    assert [teaser.title for teaser in found.teasers] == TITLES
    assert {teaser.section for teaser in found.teasers} == {"Most read"}
    assert found.teasers[0].url == "https://isles.example/story-0"
    assert "forty minutes" in found.text and "Bread prices" not in found.text


def test_cards_have_summaries_and_count_once_however_often_they_stand_there() -> None:
    found = page(f"<article>{STORY}</article><section><h2>More</h2>{cards()}{cards()}</section>")
    assert [teaser.title for teaser in found.teasers] == TITLES
    assert found.teasers[1].summary == "What we know: Lightship to get a new keeper."


def test_navigation_links_in_the_text_and_other_sites_are_no_teasers() -> None:
    navigation = f"<nav>{listed()}</nav><footer>{listed()}</footer><div class='site-menu'>{listed()}</div>"
    in_text = "".join(
        f"<p>As the gazette wrote of old, <a href='/{n}'>{title}</a>, and the pilots agreed with it.</p>"
        for n, title in enumerate(TITLES)
    )
    elsewhere = listed(site="https://elsewhere.example.net")
    assert page(f"{navigation}<article>{STORY}{in_text}</article>{elsewhere}").teasers == ()


def test_fewer_than_three_are_none() -> None:
    assert page(f"<article>{STORY}</article>{listed(TITLES[:2])}").teasers == ()


def test_a_front_page_is_a_hub_and_no_stub() -> None:
    hub = page(f"<main>{cards()}</main>", "https://isles.example/")
    assert hub.is_hub and not hub.is_stub and not hub.blocks
    assert len(hub.teasers) == len(TITLES)


def test_a_list_page_without_other_prose_is_a_hub_wherever_it_stands() -> None:
    assert page(
        f"<h1>Archive of the ninth of December</h1>{listed()}", "https://isles.example/archive"
    ).is_hub


def test_a_short_article_with_few_links_is_none() -> None:
    assert not page(f"<article>{STORY}</article>{listed(TITLES[:4])}").is_hub


@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_a_link_says_the_page_is_read(text: str, target: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    address = target.replace("&", "&amp;").replace('"', "&quot;")
    items = f'<li><a href="{address}">{escaped} and some more words</a></li>' * 3
    found = page(f"<article>{STORY}</article><ul>{items}</ul>")
    assert "forty minutes" in found.text
    assert all("\x1b" not in teaser.title + teaser.url for teaser in found.teasers)


def test_of_a_link_around_a_whole_card_its_headline_is_the_title() -> None:
    links = "".join(
        f'<div><a href="/{number}"><span>Isles</span> <span>2 min ago</span>'
        f'<span class="card-headline">{title}</span></a></div>'
        for number, title in enumerate(TITLES)
    )
    assert [each.title for each in page(f"<article>{STORY}</article><div>{links}</div>").teasers] == TITLES
