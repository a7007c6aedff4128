"""What is known of the terminal, and text made fit for it: safe characters, cell widths, the clipboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from rich.cells import cell_len, set_cell_size, split_graphemes

from newsreader.tui.characters import Characters

MINIMUM_SIZE = (40, 8)
"""Columns and rows below which there is only room to say so."""

CLIPBOARD_LIMIT_BYTES = 74_994
"""What every terminal that knows OSC 52 takes: 100,000 bytes of base64, less the frame around it (hterm)."""

# C0, DEL and C1 controls; line and paragraph separators; embeddings, overrides and isolates of writing
# direction, which could reorder the rest of the line.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
# Beside what is never seen, joiners elsewhere than between the parts of an emoji: counts of cells take what
# follows one for a part of what stands before it. Marks of direction would be attached to the wrong sign. The
# last stands for cells of pictures.
_PICTURE = "\u203c-\u3299\U0001f000-\U0001faff"
_INVISIBLE = (
    "[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U0010eeee]"
    f"|(?<![{_PICTURE}\ufe0f])\u200d|\u200d(?![{_PICTURE}])"
)
# Latin, Greek, Cyrillic, Armenian; typographic punctuation; arrows, boxes and dots.
_NARROW = Characters(
    "\u0020\u007e\u00a0\u00ac\u00ae\u02ff\u0370\u0482\u048a\u058a\u2010\u2027\u2030\u205e"
    "\u20a0\u20bf\u2190\u2199\u2248\u2248\u2500\u25fc\u2605\u2606\u2713\u2713"
)
_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-",
     "‐": "-", "‑": "-", "…": "...", "•": "*", "·": "-", "→": "->", "\u00a0": " ", "€": "EUR", "≈": "~",
     "×": "x", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "Æ": "AE", "Ø": "O", "Ł": "L"}
)  # fmt: skip


def is_utf8(environ: Mapping[str, str]) -> bool:
    """Whether the locale of the environment says that the terminal shows UTF-8."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return "utf8" in locale.lower().replace("-", "")


def has_colour(environ: Mapping[str, str]) -> bool:
    """Whether colour is wanted and can be shown (https://no-color.org)."""
    return not environ.get("NO_COLOR") and environ.get("TERM", "") not in {"dumb", "vt100", "vt220", "vt320"}


def colours(environ: Mapping[str, str]) -> int:
    """How many colours the terminal claims to have."""
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return 1 << 24
    return 256 if "256color" in environ.get("TERM", "") else 16


@cache
def _seen_through() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What acts on a terminal, and what is never seen. Compiled where a text first asks for it: headlines of
    plain letters do not."""
    return re.compile(_UNSAFE), re.compile(_INVISIBLE)


def drawable(text: str, *, is_ascii: bool = False) -> str:
    """``text`` with nothing in it that acts on a terminal; positions in it are those of what is drawn."""
    if not _NARROW.hold(text):
        unsafe, invisible = _seen_through()
        text = invisible.sub("", unsafe.sub(" ", text))
    if is_ascii and not text.isascii():
        text = _asciified(text)
    return text


def printable(text: str, *, is_ascii: bool = False) -> str:
    """``text`` with whatever acts on a terminal, or is not ASCII where that is asked, replaced cell by cell.

    The last net below what draws: it keeps widths, while ``drawable`` reads better.
    """
    if not text.isprintable():
        text = _seen_through()[0].sub(" ", text)
    if is_ascii and not text.isascii():
        graphemes, _ = split_graphemes(text)
        text = "".join(_asciified(text[start:stop])[:cells].ljust(cells) for start, stop, cells in graphemes)
    return text


def _asciified(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY))
    return "".join(
        character if character.isascii() else "" if unicodedata.combining(character) else "?"
        for character in plain
    )


def is_narrow(text: str) -> bool:
    """Whether every character of it takes one cell; False for some rare ones that do."""
    return text.isascii() or _NARROW.hold(text)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` cut to ``width`` cells, with an ellipsis where something is missing; not padded."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ellipsis


def pad(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` in exactly ``width`` cells: cut, or followed by blanks."""
    text = fit(text, width, ellipsis)
    return text + " " * (width - cell_len(text))


def whole(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span made so large that no sign in ``text`` is cut in two, such as a letter and its accent."""
    if is_narrow(text):
        return start, stop
    graphemes = split_graphemes(text)[0]
    within = [(begin, end) for begin, end, _ in graphemes if end > start and begin < stop]
    return (within[0][0], within[-1][1]) if within else (start, stop)


def wrap(text: str, width: int, first: int = 0) -> list[tuple[int, int]]:
    """Where the lines of ``text`` begin and end, for a column of ``width`` cells.

    The first line has ``first`` cells more.
    Breaks at spaces, between wide characters (as Chinese and Japanese are set), and inside a word only
    when the word is wider than the column: behind a slash or a dot, if one is near.
    """
    width = max(1, width)
    if is_narrow(text):
        return _wrap_narrow(text, width, first)
    return _wrap_cells(text, width, first)


def _wrap_narrow(text: str, width: int, first: int) -> list[tuple[int, int]]:
    lines = []
    start, length, room = 0, len(text), width + first
    while length - start > room:
        space = text.rfind(" ", start, start + room + 1)
        end = space if space > start else _inside_word(text, start, start + room)
        lines.append((start, end))
        room = width
        start = end
        while start < length and text[start] == " ":
            start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def _inside_word(text: str, start: int, end: int) -> int:
    """Where to break a word that has no room: behind the last punctuation mark of its second half."""
    for position in range(end, (start + end) // 2, -1):
        if text[position - 1] in "/?&=-_.,;:":
            return position
    return end


def _wrap_cells(text: str, width: int, first: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = used = break_at = 0
    room = width + first
    for begin, end, cells in split_graphemes(text)[0]:
        is_space = text[begin:end] == " "
        while used + cells > room and begin > start and not is_space:
            cut = break_at if break_at > start else begin
            lines.append((start, cut))
            room = width
            start = cut
            while start < begin and text[start] == " ":
                start += 1
            used = cell_len(text[start:begin])
        used += cells
        if is_space or (cells == 2 and not _hangs(text, end)):
            break_at = end
    if start < len(text) or not lines:
        lines.append((start, len(text)))
    return [(begin, begin + len(text[begin:end].rstrip(" "))) for begin, end in lines]


def _hangs(text: str, at: int) -> bool:
    """Whether the character at ``at`` may not begin a line: closing marks stay with what they close."""
    return at < len(text) and unicodedata.category(text[at]) in {"Pe", "Pf", "Po"}


def fits_clipboard(text: str) -> bool:
    """Whether ``text`` is short enough for OSC 52."""
    return (len(text.encode()) + 2) // 3 * 4 <= CLIPBOARD_LIMIT_BYTES


def passed_on(sequence: str, environ: Mapping[str, str]) -> str:
    """A sequence as tmux or screen hands it to the terminal that one sits at.

    tmux gets it plainly too: it either takes copies itself (``set-clipboard on``) or lets what is wrapped
    pass (``allow-passthrough on``).
    """
    term = environ.get("TERM", "")
    if environ.get("TMUX") or term.startswith("tmux"):
        return sequence + "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY") or term.startswith("screen"):
        pieces = (sequence[start : start + 760] for start in range(0, len(sequence), 760))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence


def cell_size() -> tuple[int, int] | None:
    """Width and height of a cell in pixels, where the terminal tells."""
    import fcntl
    import struct
    import sys
    import termios

    if sys.__stdout__ is None:
        return None
    try:
        answer = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    return (width // columns, height // rows) if rows and columns and width and height else None


def has_hung_up(fileno: int) -> bool:
    """Whether the other end of a terminal has gone. Whoever ignores the hangup signal (started under
    nohup) is not told otherwise, and would wait for keys for ever."""
    import select

    poll = select.poll()
    poll.register(fileno, select.POLLHUP)
    return any(event & (select.POLLHUP | select.POLLNVAL) for _, event in poll.poll(0))
