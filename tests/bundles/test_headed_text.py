"""Plain text under a block of headers."""

from __future__ import annotations

from newsreader.bundles.formats.headed_text import headers


def test_headers_that_repeat_go_on_below_a_blank_line() -> None:
    text = "Title: Boats\nAuthor: Ina Holm\nShown-If: a\nShown-If: b\n\nShown-If: c\n\nNote: all stay in.\n"
    fields, start = headers(text)
    assert fields["Shown-If"] == ["a", "b", "c"]
    assert text[start:] == "Note: all stay in.\n"


def test_a_text_that_begins_like_a_header_stays_text() -> None:
    text = "Title: Boats\nAuthor: Ina Holm\n\nAuthor: unknown, it was said.\n"
    assert text[headers(text)[1] :] == "Author: unknown, it was said.\n"
