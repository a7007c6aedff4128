"""Titles and addresses as they are compared: what in them tells articles apart, and what does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_WORD = re.compile(r"\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_IN_ASCII_WORDS = f"0123456789\n{_LETTERS}{_LETTERS.upper()}"
_ASCII_WORDS = "".join(
    chr(code).lower() if chr(code) in _IN_ASCII_WORDS else " " for code in range(256)
).encode("latin-1")
"""What each character of several lines becomes so that only their words are left, in small letters."""
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile("['’ʼ‘]")
_GROUPED = re.compile(r"(?<=\d)[,.](?=\d)")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CUT = ("…", "...")

_TABLE = """
a an and are as at be by for from has have in into is it its of on or over s that the their this to was
   were will with
am auf aus das dem den der des die ein eine einem einen einer für im in ist mit nach und vom von vor zu zum
   zur
au aux dans de des du en et la le les par pour sur un une
al con del el en las los para por que un una y
в и на о об от по с у за из к
"""
FUNCTION_WORDS = frozenset(_TABLE.split())

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|ito|at_\w+|ns_\w+)$", re.IGNORECASE
)
_LEADING_HOSTS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


class Title(NamedTuple):
    """A title as it is compared.

    ``key``: all its words, in small letters, without punctuation. ``words``: those that tell it from others,
    in order. ``is_cut``: it ends in an ellipsis, and its last word may be a part of one.
    """

    key: str
    words: tuple[str, ...]
    is_cut: bool = False

    @property
    def numbers(self) -> frozenset[str]:
        """The words with digits in them."""
        return frozenset(word for word in self.words if any(map(str.isdigit, word)))


def title_of(text: str) -> Title:
    """What of a title counts when it is compared with others."""
    is_cut = text.rstrip().endswith(_CUT)
    words = words_of(text)
    return Title(" ".join(words), tuple([word for word in words if word not in FUNCTION_WORDS]), is_cut)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; where a script puts no spaces, each character is a word.

    Numbers lose the commas and points within them: ``1,750`` is ``1750``.
    """
    if text.isascii():
        text = text.lower()
        if "'" in text:
            text = text.replace("'", "")
        return _ASCII_WORD.findall(_GROUPED.sub("", text) if "," in text or "." in text else text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _GROUPED.sub("", _APOSTROPHES.sub("", text))
    if _UNSPACED.search(text):
        text = _UNSPACED.sub(lambda match: f" {match[0]} ", text)
    return _WORD.findall(text)


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """``words_of`` each text; of many plain ones together it takes a fraction of the time."""
    is_plain = [text.isascii() and "\n" not in text for text in texts]
    plain = "\n".join(compress(texts, is_plain)).replace("'", "")
    lines = _GROUPED.sub("", plain).encode("ascii").translate(_ASCII_WORDS).decode("ascii").split("\n")
    remaining = iter(lines)
    return [
        next(remaining).split() if easy else words_of(text)
        for text, easy in zip(texts, is_plain, strict=True)
    ]


def url_key(url: str) -> str:
    """What two addresses of one page have in common; empty where it is none, or names a whole site.

    Scheme, ``www.``, fragment, tracking parameters, the page name ``index.html`` and a slash at the end do
    not count.
    """
    try:
        parts = urlsplit(url.strip())
        host = _LEADING_HOSTS.sub("", (parts.hostname or "").lower())
        port = parts.port
    except ValueError:
        return ""
    if not host or parts.scheme not in ("http", "https"):
        return ""
    path = _INDEX_PAGE.sub("/", unquote(parts.path, errors="replace")).rstrip("/")
    fields = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    if not path and not fields:
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    return f"{host}{path}?{urlencode(sorted(fields))}" if fields else f"{host}{path}"


def host_of(key: str) -> str:
    """The host of an address that ``url_key`` gave."""
    return key.partition("/")[0].partition("?")[0]
