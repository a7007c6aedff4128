"""What makes an article that article."""

from __future__ import annotations

import re

from newsreader.store.identity import identify
from tests.store.news import article


def test_an_id_is_sixteen_hex_digits() -> None:
    assert re.fullmatch("[0-9a-f]{16}", identify(article("A", "b")).key_id)


def test_case_width_and_spacing_do_not_make_another_article() -> None:
    plain = article("Ferries agreed", "Two ferries sail in May.")
    shouted = article("FERRIES  AGREED ", "Ｔｗｏ ferries\u00a0sail in   May.")
    assert identify(plain) == identify(shouted)


def test_a_guid_that_is_unique_in_the_world_is_the_identity() -> None:
    for guid in (
        "https://ellin.example/?p=4",
        "urn:x:4",
        "tag:ellin.example,2021:4",
        "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    ):
        one, other = article("A", "b", guid=guid), article("C", "d", guid=guid)
        assert identify(one).key_id == identify(other).key_id


def test_a_guid_that_is_only_a_number_is_not_an_identity() -> None:
    assert identify(article("A", "b", guid="4")).key_id != identify(article("C", "d", guid="4")).key_id


def test_a_url_with_a_path_is_the_identity_and_a_bare_site_is_not() -> None:
    page, site = "https://ellin.example/news/4", "https://ellin.example/"
    assert identify(article("A", "b", url=page)).key_id == identify(article("C", "d", url=page)).key_id
    assert identify(article("A", "b", url=site)).key_id != identify(article("C", "d", url=site)).key_id


def test_a_url_that_cannot_be_parsed_is_no_identity() -> None:
    assert identify(article("A", "b", url="http://[broken")).key.startswith("text:")


def test_stubs_of_one_headline_on_different_days_are_different() -> None:
    one, same, other = (
        identify(article("Tides", date=date)) for date in ("2021-12-08", "2021-12-08", "2021-12-09")
    )
    assert one.content_hash == same.content_hash != other.content_hash


def test_lone_surrogates_do_not_stop_hashing() -> None:
    assert identify(article("A \ud800", "b \udfff")).key_id
