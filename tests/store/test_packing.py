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


STRINGS = st.text() | st.text(st.sampled_from('a é\\"\n\t\a\x00\x1f\u2028\ud800'))
MANY = st.lists(STRINGS, max_size=3).map(tuple)


@given(STRINGS, MANY, MANY, MANY, MANY)
def test_bodies_encoded_at_once_are_those_encoded_piece_by_piece(
    guid: str, tags: tuple[str, ...], texts: tuple[str, ...], removed: tuple[str, ...], said: tuple[str, ...]
) -> None:
    article = Article(
        title="",
        guid=guid,
        tags=tags,
        blocks=tuple(Block("table", text, line) for line, text in enumerate(texts)),
        removed=tuple(RemovedLine(7, text, "furniture") for text in removed),
        quotations=tuple(Quotation("Ada Lee", text, is_indirect=len(text) > 1) for text in said),
    )
    encoded = packing.plain_json(article)
    if encoded is None:
        assert "\a" in "".join((guid, *tags, *texts, *removed, *said))
    else:
        assert json.loads(encoded, strict=False) == json.loads(packing.general_json(article))


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


@given(st.lists(st.none() | st.text(st.sampled_from("ab é\0\ud800"))))
def test_looking_at_texts_together_makes_each_of_them_storable(texts: list[str | None]) -> None:
    assert list(packing.all_storable(texts)) == [text and packing.storable(text) for text in texts]


def test_a_body_whose_bytes_have_changed_is_noticed() -> None:
    packed = bytearray(packing.pack(Article("", blocks=(Block("paragraph", "Ferries to the isles."),))))
    packed[-6] ^= 1
    with pytest.raises(ValueError):
        packing.unpack(bytes(packed))
