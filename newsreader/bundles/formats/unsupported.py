"""Formats that are known but not read, and bytes that are no text at all: one clear sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.article import Problem
from newsreader.bundles import decoding
from newsreader.bundles.content import Content
from newsreader.bundles.formats.format import Format

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF"),
    (0, b"ZIM\x04", "ZIM"),
    (0, b"WARC/", "WARC"),
    (0, b"filedesc://", "ARC (a web archive)"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office (or Outlook) document"),
    (0, b"{\\rtf", "RTF"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (60, b"BOOKMOBI", "Mobipocket (Kindle) book"),
    (0, b"AT&TFORM", "DjVu"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"ITSF", "CHM (compiled help)"),
    (0, b"bplist00", "binary property list"),
    (0, b"PAR1", "Parquet"),
    (0, b"\x89PNG", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"GIF8", "image"),
    (30, b"mimetypeapplication/epub+zip", "EPUB"),
    (30, b"mimetypeapplication/vnd.oasis", "OpenDocument"),
    (30, b"[Content_Types].xml", "Office document"),
)
_HEADER_LINE = re.compile(rb"([!-9;-~]{1,60}):")
_MAIL_HEADERS = frozenset(
    {b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"x-mailer"}
)
_LETTER_HEADERS = frozenset({b"subject", b"date", b"to"})
_STARTS = (b"PK", *(magic for offset, magic, _ in _MAGIC if offset == 0))
_MOBI_AT = slice(60, 68)
_MAX_CONTROL_SHARE = 0.05
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1b")


def is_known(content: Content) -> bool:
    """Whether the first bytes are those of a format that is named but not read; some of them are zips."""
    return bool(_by_magic(content.head))


def _by_magic(head: bytes) -> str:
    if not head.startswith(_STARTS) and head[_MOBI_AT] != b"BOOKMOBI":
        return ""
    return next((name for offset, magic, name in _MAGIC if head.startswith(magic, offset)), "")


def _name_of(content: Content) -> str:
    """The format in words, or ``""`` when the content may be read."""
    head = content.head
    if name := _by_magic(head):
        return name
    return _message_kind(head) or ("binary data of an unknown kind" if _is_binary(head) else "")


def _message_kind(head: bytes) -> str:
    """Mail and saved pages: a block of headers that only messages have."""
    start = head[:4].lstrip()
    if not start[:1].isalpha():
        return ""
    block = re.split(rb"\r?\n\r?\n", head[:16384], maxsplit=1)[0]
    lines = block.splitlines()
    is_mailbox = bool(lines) and re.match(rb"From \S+ .*\d\d:\d\d", lines[0]) is not None
    if is_mailbox:
        lines = lines[1:]
    names = {match[1].lower() for line in lines if (match := _HEADER_LINE.match(line))}
    if b"snapshot-content-location" in names or (
        b"mime-version" in names and re.search(rb"multipart/related", block, re.IGNORECASE)
    ):
        return "MHTML (a saved web page)"
    is_mail = len(names & _MAIL_HEADERS) >= 2 or (b"from" in names and len(names & _LETTER_HEADERS) >= 2)
    return "mail" if is_mail or is_mailbox else ""


def _is_binary(head: bytes) -> bool:
    """NULs or other controls in number, and not UTF-16."""
    if not head or decoding.bom(head)[0]:
        return False
    sample = head[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _MAX_CONTROL_SHARE * len(sample) or sample.count(0) > len(sample) / 200


def _recognises(content: Content) -> bool:
    return bool(_name_of(content))


def _read(content: Content) -> Iterator[Problem]:
    name = _name_of(content)
    what = "" if name.startswith("binary data") else " is not supported yet"
    yield Problem(content.path, f"{name}{what}")


UNSUPPORTED = Format("unsupported", _recognises, _read)
