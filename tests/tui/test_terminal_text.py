"""Text made fit for a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.tui.terminal import (
    CLIPBOARD_LIMIT_BYTES,
    drawable,
    fit,
    fits_clipboard,
    has_colour,
    is_utf8,
    passed_on,
    wrap,
)

TEXTS = st.text(st.sampled_from("ab cd efé—渡轮、。 👩‍🚀ن‌خ\u00ad"), max_size=60)


@given(st.text(max_size=80), st.booleans())
def test_nothing_drawable_acts_on_the_terminal(text: str, is_ascii: bool) -> None:
    shown = drawable(text, is_ascii=is_ascii)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066" for c in shown)
    assert shown.isascii() or not is_ascii


def test_typography_becomes_ascii_where_there_is_no_utf8() -> None:
    assert drawable("“Là-bas” – 100 € … naïve", is_ascii=True) == '"La-bas" - 100 EUR ... naive'


@given(TEXTS.map(drawable), st.integers(1, 30))
def test_a_fitted_text_is_never_too_wide(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


@given(TEXTS.map(drawable), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = [text[start:stop] for start, stop in wrap(text, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_lines_break_at_spaces() -> None:
    text = "The harbour office closed the strait"
    assert [text[start:stop] for start, stop in wrap(text, 18)] == ["The harbour office", "closed the strait"]


def test_chinese_breaks_anywhere_but_before_closing_marks() -> None:
    text = "新渡轮星期三下水，提前"
    assert [text[start:stop] for start, stop in wrap(text, 16)] == ["新渡轮星期三下", "水，提前"]


def test_a_sequence_passes_through_tmux_and_screen() -> None:
    copy = "\x1b]52;c;TmV3cw==\x07"
    assert passed_on(copy, {"TERM": "xterm"}) == copy
    assert passed_on(copy, {"TMUX": "/somewhere"}) == copy + "\x1bPtmux;\x1b" + copy + "\x1b\\"
    assert passed_on(copy, {"TERM": "tmux-256color"}).startswith(copy + "\x1bPtmux;")
    assert passed_on(copy, {"TERM": "vt100", "STY": "1.tty"}) == "\x1bP" + copy + "\x1b\\"
    assert passed_on(copy, {"TERM": "screen.xterm"}) == "\x1bP" + copy + "\x1b\\"


def test_what_is_too_long_for_the_clipboard_is_not_sent() -> None:
    assert fits_clipboard("x" * 50_000)
    assert not fits_clipboard("x" * CLIPBOARD_LIMIT_BYTES)


def test_the_locale_says_whether_the_terminal_shows_utf8() -> None:
    assert is_utf8({"LANG": "de_DE.UTF-8"})
    assert is_utf8({"LANG": "C", "LC_ALL": "C.utf8"})
    assert not is_utf8({"LANG": "de_DE.UTF-8", "LC_ALL": "C"})
    assert not is_utf8({})


def test_no_color_is_honoured() -> None:
    assert has_colour({"TERM": "xterm-256color"})
    assert not has_colour({"TERM": "xterm-256color", "NO_COLOR": "1"})
