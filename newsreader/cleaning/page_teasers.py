"""The teasers of a web page: cards and lists of links to other articles, around its own or in its stead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from newsreader.article import FEWEST_IN_HUB, Teaser
from newsreader.cleaning import furniture, safety
from newsreader.cleaning.lines import has_digit

_FEWEST = 3
_MOST = 400
_MOST_PROSE_OF_HUB = 600
_SHORTEST_PROSE = 80
_SHORTEST_TITLE = 20
_FEWEST_WORDS = 4
_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 500
_LONGEST_CARD = 1500
_LONGEST_LABEL = 60
_CARDS = frozenset({"article", "li", "div", "section", "td", "tr", "figure", "dd", "dt"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ASIDE = re.compile(
    r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|footer|masthead|toolbar|pagination|comments?|share|social|catlinks|categories"
    r"|cookie|login|subscribe|newsletter|tags?)\b",
    re.IGNORECASE,
)
_NAMED_TITLE = re.compile(r"headline|title|\bhed\b", re.IGNORECASE)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Card(NamedTuple):
    """A link to another article, what is said of it, and the element that holds all of this."""

    teaser: Teaser
    element: Any


def find(tree: Any, url: str) -> list[Card]:
    """The cards of a page in its order: at least three beside one another, each with one link to somewhere.

    Navigation and what stands in the running text are left out, and links to other sites: those are sources,
    or advertisements. ``url`` is the page's own, by which relative links are made whole; "" is unknown.
    """
    groups: dict[Any, list[tuple[Any, Any]]] = {}
    for link in _links(tree, url):
        card = _card(link)
        if card is not None:
            groups.setdefault(card.getparent(), []).append((link, card))
    found = []
    seen: set[str] = set()
    for parent, members in groups.items():
        if len(members) < _FEWEST:
            continue
        section = _label(parent)
        for link, card in members:
            teaser = _teaser(link, card, section, url)
            if teaser.url not in seen:
                seen.add(teaser.url)
                found.append(Card(teaser, card))
    return found[:_MOST]


def is_hub(cards: Sequence[Card], texts: Sequence[str], url: str) -> bool:
    """Whether a page is nothing but its cards: a site's front page, or one with hardly any other prose."""
    if len(cards) < FEWEST_IN_HUB:
        return False
    if url and urlsplit(url).path in ("", "/"):
        return True
    said = " ".join(_words(card.element) for card in cards)
    titles = [card.teaser.title for card in cards]
    prose = (text for text in texts if len(text) >= _SHORTEST_PROSE and text not in said)
    return sum(len(text) for text in prose if not any(title in text for title in titles)) < min(
        _MOST_PROSE_OF_HUB, len(said) / 2
    )


def _links(tree: Any, url: str) -> Iterator[Any]:
    """The links that read like headlines, outside of navigation and of running text."""
    for link in tree.iter("a"):
        href = (link.get("href") or "").strip()
        if not _is_of_site(href, url):
            continue
        title = _title(link)
        if _reads_like_a_headline(title) and not _is_in_text(link, title) and not _is_aside(link):
            yield link


def _is_of_site(href: str, url: str) -> bool:
    """Whether a link leads to another page of the same site, as far as that can be told."""
    try:
        target, page = urlsplit(urljoin(url, href)), urlsplit(url)
    except ValueError:
        return False
    is_elsewhere = not href.startswith("#") and target._replace(fragment="") != page
    if not is_elsewhere or target.scheme not in ("http", "https", ""):
        return False
    return not page.hostname or not target.hostname or _site(target.hostname) == _site(page.hostname)


def _site(host: str) -> str:
    """What the hosts of one site have in common: ``isles.example`` of ``news.isles.example``."""
    labels = host.removeprefix("www.").split(".")
    # Below a country there may be a second level of the registry's own, as in "co.uk".
    is_deep = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_deep else -2 :])


def _title(link: Any) -> str:
    """A link's text; of one around a whole card that of its headline."""
    named = next((each for each in link.iter() if each.tag in _HEADINGS), None)
    if named is None:
        named = next((each for each in link.iterdescendants() if _is_named_title(each)), link)
    return _words(named)


def _is_named_title(element: Any) -> bool:
    return bool(_NAMED_TITLE.search(element.get("class") or ""))


def _reads_like_a_headline(title: str) -> bool:
    if not title or len(title) > _LONGEST_TITLE or furniture.is_read_more(title):
        return False
    length = len(title) + 2 * len(_CJK.findall(title))
    words = sum(not has_digit(word) for word in title.split())
    return length >= _SHORTEST_TITLE and (words >= _FEWEST_WORDS or bool(_CJK.search(title)))


def _is_in_text(link: Any, title: str) -> bool:
    """Whether a link stands among the words of a paragraph."""
    for holder in link.iterancestors():
        if holder.tag in _HEADINGS:
            return False
        if holder.tag in ("p", "blockquote", "li", "td", "dd"):
            return len(_words(holder)) > 2 * len(title) and holder.tag in ("p", "blockquote")
        if holder.tag in _CARDS:
            return False
    return False


def _is_aside(link: Any) -> bool:
    for holder in link.iterancestors():
        if holder.tag in ("nav", "footer", "form") or holder.get("role") in ("navigation", "menu"):
            return True
        if holder.tag in ("body", "main", "html"):
            return False
        names = f"{holder.get('class') or ''} {holder.get('id') or ''}"
        if holder.tag in _CARDS or holder.tag in ("ul", "ol", "aside", "header"):
            if holder.tag == "header" and holder.getparent() is not None and holder.getparent().tag == "body":
                return True
            if _ASIDE.search(names.replace("_", " ")):
                return True
    return False


def _card(link: Any) -> Any:
    """The largest element around a link that has no other link like it; None for a link without such."""
    chosen = None
    href = link.get("href")
    for holder in link.iterancestors():
        if holder.tag in ("body", "main", "html", "ul", "ol", "table", "tbody"):
            break
        others = (other for other in holder.iter("a") if other.get("href") != href)
        if any(_reads_like_a_headline(_title(other)) for other in others):
            break
        if len(_words(holder)) > _LONGEST_CARD:
            break
        if holder.tag in _CARDS:
            chosen = holder
    return chosen


def _teaser(link: Any, card: Any, section: str, url: str) -> Teaser:
    title = safety.one_line(_title(link))
    paragraphs = (_words(each) for each in card.iter("p"))
    summary = next((text for text in paragraphs if len(text.split()) > _FEWEST_WORDS and text != title), "")
    target = urljoin(url, (link.get("href") or "").strip())
    return Teaser(section, title, safety.one_line(summary)[:_LONGEST_SUMMARY], safety.one_line(target))


def _label(group: Any) -> str:
    """The heading that stands above a group of cards."""
    for element in (group, *group.iterancestors()):
        if element.tag in ("body", "main", "html"):
            break
        for before in element.itersiblings(preceding=True):
            headings = [each for each in before.iter() if each.tag in _HEADINGS]
            if headings:
                # One that is a link is the title of a card.
                text = "" if headings[-1].find(".//a") is not None else safety.one_line(_words(headings[-1]))
                return text if len(text) <= _LONGEST_LABEL else ""
    return ""


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
