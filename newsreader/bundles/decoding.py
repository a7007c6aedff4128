"""Bytes to text: byte order mark, UTF-8, what the document declares, a guess, and never a failure."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(mark for mark, _ in BOMS)
_ENOUGH_TO_GUESS = 32 * 1024
_WESTERN_SHARE = 0.02
_TOO_FEW = 12
_SURROGATES = re.compile("[\ud800-\udfff]")
_DECLARATIONS = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
# Encodings in which ASCII bytes do not mean ASCII: valid UTF-8 proves nothing about them.
_SHIFTING = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})


def decode(data: bytes, declared: str = "") -> str:
    """The text of a document, as well as can be known; bytes that fit nothing become U+FFFD."""
    encoding, start = bom(data)
    if encoding:
        return data[start:].decode(encoding, "replace")
    named = _known(declared)
    if named in _SHIFTING:
        return data.decode(named, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if named:
        try:
            return data.decode(named)
        except UnicodeDecodeError:
            pass
    return data.decode(guess(data), "replace")


def bom(data: bytes) -> tuple[str, int]:
    """The encoding that the first bytes prove, and how many of them say it; or ``("", 0)``.

    UTF-16 without a mark is proven by its NULs.
    """
    if data.startswith(_MARKS):
        return next((encoding, len(mark)) for mark, encoding in BOMS if data.startswith(mark))
    sample = data[:400]
    if len(sample) >= 8 and b"\0" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > 0.6 * half and even < 0.1 * half:
            return "utf-16-le", 0
        if even > 0.6 * half and odd < 0.1 * half:
            return "utf-16-be", 0
    return "", 0


def declared_in(head: bytes) -> str:
    """The encoding that an XML declaration or an HTML meta element names; or ``""``."""
    match = _DECLARATIONS.search(head[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not valid UTF-8.

    UTF-8 with a wound here and there stays UTF-8; a few odd bytes among ASCII are Windows-1252, for there
    is too little to count.
    """
    sample = data[:_ENOUGH_TO_GUESS]
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = sum(byte > 0x7F for byte in sample)
    whole = sum(char > "\x7f" for char in text) - broken
    if whole > 4 * broken:
        return "utf-8"
    if high < _WESTERN_SHARE * len(sample) or (high < _TOO_FEW and high < len(sample) / 10):
        return _western(data)
    return _guessed_by_statistics(sample) or _western(data)


def well_formed(text: str) -> str:
    """The text with lone surrogates, which cannot be stored, as U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _guessed_by_statistics(sample: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, steps=5, chunk_size=512).best()
    return _known(best.encoding) if best else ""


def _western(data: bytes) -> str:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _known(encoding: str) -> str:
    """The codec's own name; what pages call latin-1 is Windows-1252 on the web."""
    try:
        name = codecs.lookup(encoding.strip()).name if encoding.strip() else ""
        "".encode(name or "ascii")
    except (LookupError, ValueError, UnicodeError):
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    if name in ("gb2312", "gbk"):
        return "gb18030"
    return name
