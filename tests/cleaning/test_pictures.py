"""Pictures of an article: where they stand among its text, and the place in the bundle that they name."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Block, Metadata, Picture
from newsreader.cleaning import pictures
from newsreader.cleaning.draft import Flow, Seen
from tests.cleaning.news import cleaned

PARAGRAPHS = [
    f"<p>Boat number {number} lay at the east mole all day, and nobody came to paint her, dry as it was.</p>"
    for number in range(1, 6)
]
LONG = "QUJD" * 60


def page(*body: str, head: str = "") -> str:
    return f"<html><head><title>Boats at the mole</title>{head}</head><body>{''.join(body)}</body></html>"


def html(*body: str, path: str = "pages/one.html", head: str = "") -> tuple[Picture, ...]:
    return cleaned(page(*body, head=head), kind="html-page", path=path).pictures


def fragment(*body: str, path: str = "one.html") -> tuple[Picture, ...]:
    return cleaned("".join(body), kind="html-fragment", path=path, metadata=Metadata(title="T")).pictures


def markdown(body: str, path: str = "notes/one.md") -> tuple[Picture, ...]:
    return cleaned(body, kind="markdown", path=path, metadata=Metadata(title="T")).pictures


def test_a_picture_of_a_page_stands_where_the_page_has_it() -> None:
    figure = (
        '<figure><img src="pier.png" alt="The pier"><figcaption>The pier by Ina Holm</figcaption></figure>'
    )
    (found,) = html("<article>", *PARAGRAPHS[:2], figure, *PARAGRAPHS[2:], "</article>")
    assert (found.block, found.source, found.alt) == (2, "pages/pier.png", "The pier")


def test_a_picture_above_the_text_is_the_articles_and_a_logo_is_not() -> None:
    head = '<header><a href="/"><img src="logo.png" alt="Gazette"></a></header>'
    lead = '<h1>Boats at the mole</h1><p>Ina Holm</p><img src="lead.jpg" alt="All the boats">'
    related = '<aside><img src="other.jpg"></aside><a href="other.html"><img src="thumb.jpg"></a>'
    found = html(head, "<main>", lead, *PARAGRAPHS, "</main>", related, "<footer><img src='f.png'></footer>")
    assert [(picture.block, picture.source) for picture in found] == [(0, "pages/lead.jpg")]


def test_markdown_images_stand_where_they_are_written() -> None:
    found = markdown('First words of it.\n\n![The *pier*](img/pier%20one.png "Title")\n\nSecond words.\n')
    assert found == (Picture(1, "notes/img/pier one.png", "The pier", 3),)


def test_html_among_markdown_has_pictures_too() -> None:
    (found,) = markdown('First words.\n\n<div><img src="a.png" alt="A"></div>\n<p>Second words.</p>\n')
    assert (found.block, found.source, found.line) == (1, "notes/a.png", 3)


@pytest.mark.parametrize(
    "source",
    ["https://elsewhere.example/a.png", "//elsewhere.example/a.png", "/root.png", "file:///etc/passwd.png",
     "../../etc/passwd", "../../etc/passwd.png", "..\\..\\x.png/../../../a.png", "data:image/gif,R0lGOD",
     "javascript:alert(1).png", "a.html", "", "#a.png", "C:\\a.png", "pages/%2e%2e/%2e%2e/%2e%2e/a.png"],
)  # fmt: skip
def test_what_is_not_a_file_of_the_bundle_is_left_out(source: str) -> None:
    assert html(*PARAGRAPHS[:2], f'<img src="{source}" alt="x">', *PARAGRAPHS[2:]) == ()


def test_pictures_of_a_decorating_size_are_left_out() -> None:
    assert fragment(PARAGRAPHS[0], '<img src="dot.gif" width="1" height="1">', PARAGRAPHS[1]) == ()


def test_a_page_that_is_of_another_address_has_only_pictures_written_into_it() -> None:
    images = f'<img src="near.png"><img src="data:image/png;base64,{LONG}" alt="Written in">'
    found = html(*PARAGRAPHS[:2], images, *PARAGRAPHS[2:], head='<base href="https://a.example/">')
    assert [picture.source for picture in found] == ["data:1"]


def test_pictures_in_an_archive_are_members_of_it() -> None:
    (found,) = html(
        *PARAGRAPHS[:2], '<img src="../img/a.png">', *PARAGRAPHS[2:], path="w.zip!/in/b.zip!/x/y.html"
    )
    assert found.source == "w.zip!/in/b.zip!/img/a.png"
    assert html(PARAGRAPHS[0], '<img src="../../a.png">', PARAGRAPHS[1], path="w.zip!/x/y.html") == ()


def test_files_written_into_a_document_are_told_by_their_number() -> None:
    first = base64.b64encode(b"first" * 60).decode()
    third = base64.b64encode(b"third" * 60).decode()
    body = page(
        f"<style>a {{ background: url(data:image/png;base64,{LONG}) }}</style>",
        *PARAGRAPHS[:2],
        f"<img src='data:image/png;base64,{first}'>",
        *PARAGRAPHS[2:4],
        f"<img src='data:image/png;base64,{third}'>",
        PARAGRAPHS[4],
    )
    found = cleaned(body, kind="html-page").pictures
    assert [picture.source for picture in found] == ["data:2", "data:3"]
    assert pictures.written_in(body, 2) == b"first" * 60
    assert pictures.written_in(body, 3) == b"third" * 60
    assert pictures.written_in(body, 4) is None


def test_a_picture_that_singlefile_put_into_a_style_sheet_is_found() -> None:
    style = f'<style>:root{{--sf-img-7:url("data:image/png;base64,{LONG}")}}</style>'
    image = '<img style="background-image:var(--sf-img-7)" src="data:image/svg+xml,&lt;svg&gt;" alt="Boats">'
    found = html(*PARAGRAPHS[:2], image, *PARAGRAPHS[2:], head=style)
    assert [(picture.source, picture.alt) for picture in found] == [("data:1", "Boats")]


def test_a_data_uri_that_is_no_base64_gives_nothing() -> None:
    assert pictures.written_in(f"data:image/png;base64,{'Q' * 201}", 1) is None
    assert pictures.written_in("data:image/svg+xml," + "%3Csvg%3E" * 40, 1) == b"<svg>" * 40


TEXT = st.text("abc <>é\n", max_size=60)


@given(
    texts=st.lists(TEXT, max_size=12),
    kept=st.lists(st.integers(0, 11), max_size=12),
    seen=st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from(["a.png", "../b.png", "data:,1"])), max_size=6
    ),
    is_page=st.booleans(),
)
def test_pictures_stand_somewhere_among_the_blocks_in_order(
    texts: list[str], kept: list[int], seen: list[tuple[int, str]], is_page: bool
) -> None:
    blocks = [Block("paragraph", texts[number]) for number in sorted(set(kept)) if number < len(texts)]
    flow = Flow(tuple(texts), tuple(Seen(before, source) for before, source in sorted(seen)), is_page)
    found = pictures.placed(flow, blocks, "folder/one.html")
    assert all(0 <= picture.block <= len(blocks) for picture in found)
    assert [picture.block for picture in found] == sorted(picture.block for picture in found)


@given(st.text(), st.text())
def test_a_place_never_leads_out_of_the_bundle(source: str, path: str) -> None:
    place = pictures.place(source, path)
    inner = place.removeprefix(path.rpartition("!/")[0] + "!/") if "!/" in path else place
    if ".." not in path:
        assert ".." not in inner.split("/")
    assert not inner.startswith("/")
