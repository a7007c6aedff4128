"""Bytes become the text they were written as."""

from __future__ import annotations

import pytest

from newsreader.bundles.decoding import declared_in, decode, well_formed

RUSSIAN = "Паромы снова ходят на внешние острова, сообщила в четверг служба порта Эллин. " * 4
CHINESE = "周四早上，开往外岛的渡轮恢复航行，港务局表示北部海峡的风暴已经减弱。" * 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_a_declaration(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "koi8-r") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_nuls(encoding: str) -> None:
    assert decode("Boats stay in".encode(encoding)) == "Boats stay in"


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), "windows-1251") == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb2312"), ("港に戻る", "iso2022-jp")],
)
def test_a_declaration_is_believed_where_utf8_does_not_fit(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), encoding) == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030")]
)
def test_an_undeclared_encoding_is_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_single_odd_byte_is_western() -> None:
    assert decode(b"A ticket costs \xa310 from today.") == "A ticket costs £10 from today."


def test_a_wound_in_utf8_does_not_spoil_the_rest() -> None:
    wounded = RUSSIAN.encode()[:101] + b"\xff" + RUSSIAN.encode()[102:]
    assert decode(wounded).count("\ufffd") <= 3
    assert decode(wounded).endswith(RUSSIAN[60:])


def test_pages_and_xml_say_their_encoding() -> None:
    assert declared_in(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert declared_in(b'<html><meta charset="Shift_JIS">') == "Shift_JIS"
    assert declared_in(b'<meta http-equiv="Content-Type" content="text/html; charset=gbk">') == "gbk"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert well_formed("a\ud800b") == "a\ufffdb"
