"""Makes text from a bundle harmless: no control characters, escape sequences or bidi overrides."""

from __future__ import annotations

import re

_ESCAPE_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor movement
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # OSC: window titles, hyperlinks, clipboard
    r"|\x1b[PX^_][^\x1b\n]*(?:\x1b\\)?"  # DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]?"
    # The same in one character each, as far as it is sure: text in a wrong encoding holds these, too.
    r"|\x9b[0-?]+[ -/]*[@-~]|\x9d\d+;[^\x07\x1b\x9c\n]*(?:\x07|\x9c)|[\x90\x98\x9e\x9f][^\x1b\x9c\n]*\x9c"
)
_ESCAPES = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Not among them: ZWNJ and ZWJ, which Persian and Indic spelling and emoji need, and LRM, RLM, ALM,
# which only nudge neutral characters.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    "\u202a-\u202e\u2066-\u2069"
)
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SUSPICIOUS = re.compile(f"[{_INVISIBLE}\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff]")
# In ASCII, where no surrogate and no bidi control is: most of what old wires send. As bytes it is made safe
# in less time than a pattern takes to find that there is nothing to do.
_DROPPED_IN_ASCII = bytes(code for code in range(0x80) if _DROPPED.match(chr(code)))
_BREAKS_IN_ASCII = bytes.maketrans(b"\x0b\x0c", b"\n\n")
_DECIMAL_DIGITS = {ord(start) + digit: str(digit) for start in "٠۰०০๐０" for digit in range(10)}
_FOREIGN_DIGIT = re.compile(f"[{''.join(map(chr, _DECIMAL_DIGITS))}]")


def make_safe(text: str) -> str:
    """The text without what could act on a terminal; line breaks become ``\\n``, tabs stay.

    Lone surrogates become U+FFFD. Bidi embeddings, overrides and isolates go, since one left open would
    turn round whatever is drawn after it.
    """
    if text.isascii():
        return _made_safe_ascii(text)
    if not _SUSPICIOUS.search(text):
        return text
    if _ESCAPES.search(text):
        text = _ESCAPE_SEQUENCES.sub("", text)
    text = _LINE_BREAKS.sub("\n", text)
    text = _DROPPED.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def _made_safe_ascii(text: str) -> str:
    if "\x1b" in text:
        text = _ESCAPE_SEQUENCES.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("ascii").translate(_BREAKS_IN_ASCII, _DROPPED_IN_ASCII).decode("ascii")


def one_line(text: str) -> str:
    """The safe text on one line, every run of white space a single space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(make_safe(text).split())


def western_digits(text: str) -> str:
    """The text with Arabic, Persian, Indic, Thai and full-width digits as 0-9."""
    if text.isascii() or not _FOREIGN_DIGIT.search(text):
        return text
    return text.translate(_DECIMAL_DIGITS)
