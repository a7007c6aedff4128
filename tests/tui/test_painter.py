"""The painter: whatever frames are painted, the terminal shows what it would have shown without it."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.painter import Painter

COLUMNS, ROWS = 24, 4

STYLES = st.sampled_from(["", "1", "2", "1;36", "38;5;254;48;5;237", "39;49", "7", "30;43"])
TEXTS = st.text(st.sampled_from("ab  xyz …●│渡轮é"), min_size=1, max_size=COLUMNS)
PIECES = st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1), STYLES, TEXTS)
FRAMES = st.lists(st.lists(PIECES, max_size=5), max_size=6)


def _frame(pieces: list[tuple[int, int, str, str]]) -> str:
    output = []
    for row, column, style, text in pieces:
        fitting = _cut(text, COLUMNS - column)
        painted = f"\x1b[{style}m{fitting}\x1b[0m" if style else fitting
        output.append(f"\x1b[{row + 1};{column + 1}H{painted}\n")
    return "".join(output) + "\x1b[1;1H"


def _cut(text: str, cells: int) -> str:
    used = 0
    for position, character in enumerate(text):
        used += 2 if character in "渡轮" else 1
        if used > cells:
            return text[:position]
    return text


def _blank() -> str:
    return "".join(f"\x1b[{row + 1};1H{' ' * COLUMNS}" for row in range(ROWS))


def _terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(COLUMNS, ROWS)
    screen.reset_mode(7 << 5)
    return screen, pyte.Stream(screen)


def _shown(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    return [
        [
            (cell.data, cell.fg, cell.bg, cell.bold, cell.reverse)
            for cell in (screen.buffer[row][column] for column in range(COLUMNS))
        ]
        for row in range(ROWS)
    ]


@given(FRAMES)
def test_the_terminal_shows_the_same_with_the_painter_and_without(
    frames: list[list[tuple[int, int, str, str]]],
) -> None:
    plain, plain_stream = _terminal()
    painted, painted_stream = _terminal()
    painter = Painter()
    for frame in [_blank(), *map(_frame, frames)]:
        # A wide character that is half overwritten is drawn differently by different terminals.
        plain_stream.feed(frame.replace("\n", ""))
        painted_stream.feed(painter.paint(frame))
    wide = any("渡" in text or "轮" in text for frame in frames for *_, text in frame)
    if not wide:
        assert _shown(painted) == _shown(plain)


def test_wide_characters_come_whole() -> None:
    screen, stream = _terminal()
    painter = Painter()
    stream.feed(painter.paint(_blank()))
    stream.feed(painter.paint("\x1b[1;1H第一艘新渡轮下水\x1b[1;1H"))
    stream.feed(painter.paint("\x1b[1;1H第二艘新渡轮下水\x1b[1;1H"))
    assert screen.display[0].startswith("第二艘新渡轮下水")


def test_nothing_is_sent_for_what_is_shown_already() -> None:
    painter = Painter()
    frame = "\x1b[1;1H\x1b[1mNews\x1b[0m of the day\n"
    assert painter.paint(frame)
    assert painter.paint(frame) == ""


def test_only_the_cells_that_differ_are_sent() -> None:
    painter = Painter()
    painter.paint("\x1b[3;1H60 articles · 58 unread · indexed 100 %          2 of 60\n")
    assert (
        painter.paint("\x1b[3;1H60 articles · 58 unread · indexed 100 %          3 of 60\n") == "\x1b[3;50H3"
    )


def test_after_forgetting_everything_is_sent_again() -> None:
    painter = Painter()
    painter.paint("\x1b[1;1HNews\n")
    painter.forget()
    assert "News" in painter.paint("\x1b[1;1HNews\n")


def test_other_sequences_pass_in_their_place() -> None:
    painter = Painter()
    assert painter.paint("\x1b[?1004h") == "\x1b[?1004h"
    assert painter.paint("\x1b]52;c;TmV3cw==\x07") == "\x1b]52;c;TmV3cw==\x07"


def test_entering_the_other_screen_forgets_what_was_shown() -> None:
    painter = Painter()
    painter.paint("\x1b[1;1HNews\n")
    painter.paint("\x1b[?1049h")
    assert "News" in painter.paint("\x1b[1;1HNews\n")


def test_what_follows_a_character_of_uncertain_width_is_put_in_its_column() -> None:
    painter = Painter()
    sent = painter.paint("\x1b[1;1Hنخستین کشتی│\n")
    assert sent.endswith("\x1b[12G│")


def test_a_row_with_uncertain_widths_is_sent_whole() -> None:
    painter = Painter()
    painter.paint("\x1b[1;1H👩‍🚀 in the news  \n")
    assert "👩‍🚀" in painter.paint("\x1b[1;1H👩‍🚀 in the views \n")
