"""Bodies and strings as the database keeps them."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, Block, Quotation, RemovedLine, Teaser
from newsreader.store import packing


@given(st.lists(st.text()), st.text(), st.integers(0))
def test_a_packed_body_comes_back_as_it_was(texts: list[str], text: str, line: int) -> None:
    article = Article(
        title="kept in the row",
        guid=text,
        tags=tuple(texts),
        blocks=tuple(Block("quote", each, line) for each in texts),
        teasers=(Teaser("More", text, "summary", "url"),),
        removed=(RemovedLine(line, text, "furniture"),),
        quotations=tuple(Quotation(text, each, is_indirect=bool(line % 2)) for each in texts),
    )
    body = packing.unpack(packing.pack(article))
    assert (body.guid, body.tags, body.blocks) == (article.guid, article.tags, article.blocks)
    assert [block.line for block in body.blocks] == [line] * len(texts)
    assert (body.teasers, body.removed) == (article.teasers, article.removed)
    assert body.quotations == article.quotations


def test_a_body_that_was_packed_before_quotations_were_has_none() -> None:
    packed = zlib.compress(json.dumps({"blocks": [["paragraph", "Ferries."]]}).encode())
    assert packing.unpack(packed).quotations == ()


@pytest.mark.parametrize("damage", [b"", b"nonsense", packing.pack(Article(title=""))[:-3]])
def test_a_damaged_body_is_a_value_error(damage: bytes) -> None:
    with pytest.raises(ValueError):
        packing.unpack(damage)


@given(st.text(st.characters()))
def test_a_path_comes_back_as_it_was_even_when_it_is_not_unicode(path: str) -> None:
    assert packing.path_from_sql(packing.path_to_sql(path)) == path
    packing.shown_path(packing.path_to_sql(path)).encode()


def test_two_ideographs_count_as_a_word() -> None:
    assert packing.words(Article("", blocks=(Block("paragraph", "港口今天关闭 two words"),))) == 3 + 3


@given(st.lists(st.text(st.sampled_from("ab é\u00a0\u3000\t\n\u2028\u200c港ー\x1f\ud800"))))
def test_words_are_counted_as_splitting_counts_them(texts: list[str]) -> None:
    article = Article("", blocks=tuple(Block("paragraph", text) for text in texts))
    ideographs = sum("\u3040" <= character <= "\u9fff" for character in article.text)
    assert packing.words(article) == len(article.text.split()) + ideographs // 2


@given(st.lists(st.none() | st.text(st.sampled_from("ab é\0\ud800"))))
def test_looking_at_texts_together_makes_each_of_them_storable(texts: list[str | None]) -> None:
    assert list(packing.all_storable(texts)) == [text and packing.storable(text) for text in texts]


def test_a_body_whose_bytes_have_changed_is_noticed() -> None:
    packed = bytearray(packing.pack(Article("", blocks=(Block("paragraph", "Ferries to the isles."),))))
    packed[-6] ^= 1
    with pytest.raises(ValueError):
        packing.unpack(bytes(packed))


@given(st.text(st.characters(max_codepoint=127)) | st.text(st.sampled_from("a \t\x1c\u00a0é")))
def test_a_flat_text_is_one_that_splitting_and_joining_does_not_change(text: str) -> None:
    if packing.is_flat(text):
        assert text == " ".join(text.split()) != ""
