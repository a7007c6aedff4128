"""Markdown, web pages and fragments of HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.article import BodyKind, Metadata
from newsreader.cleaning import clean
from newsreader.errors import DocumentError
from newsreader.library import Library
from newsreader.listing import View
from tests.cleaning.news import cleaned, document

PROSE = "".join(
    f"<p>Boat {n} came into the harbour in the evening, and its skipper said that the sea had been rough "
    f"since the morning, so that all {n} of the crew were glad to see the light on the east mole.</p>"
    for n in range(3, 7)
)


def page(head: str = "", body: str = PROSE, language: str = "") -> str:
    return f"<!DOCTYPE html><html{language}><head>{head}</head><body><article>{body}</article></body></html>"


def blocks(body: str, kind: str = "markdown") -> list[tuple[str, str]]:
    article = cleaned(body, kind=kind, metadata=Metadata(title="T"))  # type: ignore[arg-type]
    return [(block.kind, block.text) for block in article.blocks]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**Bold** and *slanted* and __both__ and _this_", "Bold and slanted and both and this"),
        ('a [link](https://x.example/a_(b) "title") and [ref][1]', "a link and ref"),
        ("`code * here` and ~~gone~~ text", "code * here and gone text"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\*not slanted\* &amp; R&#8217;s", "*not slanted* & R’s"),
        ("<a href='#'>tag</a><br>next <https://x.example>", "tag next https://x.example"),
        ("***very* bold**", "very bold"),
    ],
)
def test_marks_within_a_line_become_plain_text(line: str, text: str) -> None:
    assert blocks(line) == [("paragraph", text)]


def test_the_html_of_a_markdown_paragraph_is_taken_apart() -> None:
    assert blocks("<p><strong>Wire</strong>: one.</p><p>Two.</p>") == [
        ("paragraph", "Wire: one."),
        ("paragraph", "Two."),
    ]


def test_the_text_below_a_picture_is_a_caption_where_it_stood() -> None:
    figure = '<figure><img src="a.png"><figcaption>The east mole at dusk, by Ina Holm</figcaption></figure>'
    found = blocks(page(body=PROSE + figure + PROSE.replace("Boat", "Ship")), kind="html-page")
    assert found[4] == ("caption", "The east mole at dusk, by Ina Holm")
    assert {kind for kind, _ in found[:4] + found[5:]} == {"paragraph"}


def test_files_written_into_a_page_are_cut_before_it_is_read() -> None:
    picture = f'<img src="data:image/png;base64,{"QUJD" * 11_000_000}">'
    found = blocks(page(body=PROSE + picture), kind="html-page")
    assert len(found) == 4


def test_shortcodes_are_residue_and_code_is_not() -> None:
    article = cleaned(
        "One {{< x >}} two.\n\n```\n{{ kept }}\n```\n", kind="markdown", metadata=Metadata(title="T")
    )
    assert [block.text for block in article.blocks] == ["One two.", "{{ kept }}"]
    assert article.removed[0].reason == "template residue"


def test_a_heading_that_repeats_the_title_goes() -> None:
    article = cleaned(
        "# Boats stay in\n\nAll of them.", kind="markdown", metadata=Metadata(title="Boats stay in")
    )
    assert article.text == "All of them."


def test_a_summary_in_front_matter_is_markdown_too() -> None:
    article = cleaned(
        "All of them.", kind="markdown", metadata=Metadata(title="A *T*", subtitle="**Boats** stay")
    )
    assert (article.title, article.subtitle) == ("A T", "Boats stay")


def test_line_numbers_are_those_of_the_source() -> None:
    article = cleaned("# Boats\n\nAll of them.\n\nShare\n", kind="markdown")
    assert [(note.line, note.text) for note in article.removed] == [(5, "Share")]


def test_what_a_page_states_wins_over_guesses() -> None:
    head = (
        "<title>Boats | Courier</title><meta property='og:title' content='Boats stay in'>"
        "<meta name=author content='By Jane Doe'>"
        "<meta property='article:published_time' content='2020-03-04T07:00:00Z'>"
        "<meta property='article:section' content='Coast'>"
    )
    article = cleaned(page(head, "<h1>Something else</h1>" + PROSE, " lang=en-GB"), kind="html-page")
    assert (article.title, article.byline, article.section, article.language) == (
        "Boats stay in",
        "Jane Doe",
        "Coast",
        "en",
    )
    assert article.published.utc == "2020-03-04T07:00:00Z"


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "headline": "Boats stay in"}',
        '[{"@type": "Organization", "name": "x"}, {"@type": "Article", "headline": "Boats stay in"}]',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Boats stay in"}]}',
        '{"@type": "NewsArticle", "headline": "Boats &amp; stay in"}',
    ],
)
def test_linked_data_are_found_where_pages_put_them(data: str) -> None:
    article = cleaned(
        page(f"<title>x</title><script type='application/ld+json'>{data}</script>"), kind="html-page"
    )
    assert article.title in ("Boats stay in", "Boats & stay in")


def test_broken_linked_data_do_no_harm() -> None:
    head = "<title>Boats stay in</title><script type='application/ld+json'>{'[[" + "[" * 5000 + "</script>"
    assert cleaned(page(head), kind="html-page").title == "Boats stay in"


@pytest.mark.parametrize(
    "title", ["Boats stay in - The Courier", "Boats stay in | Courier", "The Courier: Boats"]
)
def test_the_sites_name_is_no_part_of_the_title(title: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='Courier'>"
    expected = "The Courier: Boats" if title.startswith("The") else "Boats stay in"
    assert cleaned(page(head), kind="html-page").title == expected


def test_the_headline_is_not_the_first_block() -> None:
    article = cleaned(
        page("<title>Boats stay in</title>", f"<h1>Boats stay in</h1>{PROSE}"), kind="html-page"
    )
    assert article.blocks[0].text.startswith("Boat 3 came")


def test_a_page_with_a_title_and_no_text_is_a_stub() -> None:
    assert cleaned(page("<title>Boats stay in</title>", "<script>x()</script>"), kind="html-page").is_stub


@pytest.mark.parametrize("body", ["", "<html></html>", "<!-- nothing -->", "<p></p>", "<script>x</script>"])
def test_a_page_with_nothing_is_a_clear_error(body: str) -> None:
    with pytest.raises(DocumentError):
        clean(document(body, kind="html-page"))


def test_a_page_nested_deeper_than_any_stack_is_read_or_refused() -> None:
    try:
        clean(document("<div>" * 20_000 + "Boats stay in", kind="html-page"))
    except DocumentError as error:
        assert str(error)


def test_a_fragment_gives_blocks_of_every_kind() -> None:
    body = (
        "<h2>Fares</h2><p>One<br><br>Two</p><blockquote><p>Q</p></blockquote><ul><li>L</li></ul>"
        "<pre>a\n  b</pre>"
        "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Mon</td><td>2</td></tr></table>"
        "<figure><figcaption>C</figcaption></figure><script>bad()</script>tail"
    )
    assert blocks(body, "html-fragment") == [
        ("heading", "Fares"),
        ("paragraph", "One"),
        ("paragraph", "Two"),
        ("quote", "Q"),
        ("list-item", "L"),
        ("code", "a\n  b"),
        ("table", "Day | Boats\nMon | 2"),
        ("caption", "C"),
        ("paragraph", "tail"),
    ]


def test_a_fragment_that_is_plain_text_is_a_paragraph() -> None:
    assert blocks("Boats &amp; bread", "html-fragment") == [("paragraph", "Boats & bread")]


@pytest.mark.parametrize("kind", ["html-page", "html-fragment", "markdown"])
def test_character_references_bring_no_control_characters_in(kind: BodyKind) -> None:
    evil = "&#27;[31mred&#27;]0;title&#7;&#x1b;[2J &#x202e;turned&#x2066; &#155;1m &#13;&#8;over &#xfeff;"
    paragraph = f"The northern strait was closed {evil} to all ships on Thursday, the harbour office said."
    body = f"<p>{paragraph}</p><pre>{evil}</pre><table><tr><td>{evil}<td>1<tr><td>2<td>{evil}</table>"
    if kind == "markdown":
        body = f"# {evil}\n\n{paragraph}\n\n- {evil}\n\n| {evil} | b |\n|--|--|\n| {evil} | c |\n\n{body}"
    article = cleaned(body, kind=kind)
    shown = article.title + article.text + "".join(line.text for line in article.removed)
    assert "closed red" in shown and "turned" in shown
    assert not set(shown) & set("\x1b\x07\x08\x9b\r\u202e\u2066\ufeff")


def test_a_tag_of_tens_of_thousands_of_attributes_is_cut_short_before_it_is_parsed() -> None:
    names = " ".join(f'a{number}="x > y"' for number in range(50_000))
    article = cleaned(f"<p {names}>Boats stay in.</p><p>Nets are mended.</p>", kind="html-fragment")
    assert (article.title, article.text) == ("Boats stay in.", "Nets are mended.")


@pytest.mark.parametrize("text", ["<a", "<a ", "<a b='", "<a b=\"<a b='", "< a <b =", "<a" + "/" * 50])
def test_what_only_begins_like_tags_is_looked_through_once(text: str) -> None:
    cleaned(f"<p>Boats stay in.</p>{text * 100_000}", kind="html-fragment")


def test_lines_of_a_file_that_belong_to_none_of_its_articles_are_kept_with_the_first(
    make_bundle: Callable[..., Path], library: Library
) -> None:
    said = "The harbour office said so on Thursday, and nobody at the quay had anything to say against it."
    text = "# Day\n\n## In brief\n\n1. Storm\x1b[31m over the strait;\n2. Bread is cheaper.\n\n## In full\n\n"
    parts = "".join(f"### {title} once more in the isles\n\n{said}\n\n" for title in ("Storm", "Bread"))
    library.add([make_bundle({"2021-12-09.md": text + parts}, "day")])
    first, second = (library.article(row.rowid).article for row in library.listing(View()).window(0, 9))
    assert [(note.line, note.text) for note in first.removed][1:] == [
        (0, "1. Storm over the strait;"), (0, "2. Bread is cheaper."), (0, "## In full"),
    ]  # fmt: skip
    assert second.removed == ()
