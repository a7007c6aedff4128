"""Columns stand where they stand, whatever is written in them and however a terminal counts its cells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyte
import pyte.screens
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip
from wcwidth import wcwidth

from newsreader.library import Library
from newsreader.paths import Paths
from newsreader.tui.cells import is_certain
from newsreader.tui.commands import COMMANDS
from newsreader.tui.messages import Passage
from newsreader.tui.painter import Painter
from newsreader.tui.terminal import drawable, fit, pad
from newsreader.tui.theme import look
from newsreader.tui.widgets.headline_row import Drawing, RowState, headline_row, passage_row
from tests.terminal import Spawn, Terminal
from tests.tui.news import headline

FAMILY, FLAG, WAVE, HEART = "👩‍👩‍👧‍👦", "🇮🇸", "👋🏽", "❤️"
STACK = "Ż̷̨͓̎ą̶͉̊l̴̰̽g̸̛̪o̵̝͝"
PERSIAN, HEBREW, ARABIC = "کشتی تازه به‌آب افتاد", "ספינה חדשה", "سفينة (جديدة) ١٢"
DIFFICULT = (
    FAMILY, FLAG, WAVE, HEART, STACK, PERSIAN, HEBREW, ARABIC, "第一艘新渡轮", "가나다", "ﷺ", "नमस्ते",
    "soft\u00adhy\u00adphen", "zero\u200bwidth\u200djoin\u200cers", "tab\there", "\u0301leading mark",
    "\u202eoverride", "e\u0301\u0323", "\ufe0f", "\U0001f3fb",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(DIFFICULT), st.text(max_size=6), st.sampled_from(("a", " ", "word ", "- "))),
    max_size=8,
).map("".join)
LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)
ASCII = look("terminal", has_colour=False, colours=16, is_ascii=True)

Count = Callable[[str], int]


def counting(doubtful: int) -> Count:
    """A terminal that takes as many cells for every character in which terminals are known to differ."""
    return lambda character: wcwidth(character) if is_certain(character) else doubtful


TERMINALS: list[Count] = [wcwidth, counting(0), counting(1), counting(2)]


@given(TEXTS, TEXTS, st.integers(20, 120), st.booleans())
def test_a_headline_fills_its_column_exactly(title: str, subtitle: str, width: int, is_ascii: bool) -> None:
    look_ = ASCII if is_ascii else LOOK
    row = headline_row(
        headline(title=title, subtitle=subtitle), Drawing(width, look_), [(0, 3), (4, 9)], RowState()
    )
    strip = look_.strip(row, width)
    assert strip.cell_length == width
    assert Strip(row).cell_length == width
    assert strip.text.isascii() or not is_ascii


@given(TEXTS, st.integers(30, 120), st.data())
def test_a_passage_fills_its_column_exactly(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    spans = ((start, data.draw(st.integers(start, len(text)))),)
    row = passage_row(Passage(text, spans), Drawing(width, LOOK), is_cursor=False)
    assert Strip(row).cell_length == LOOK.strip(row, width).cell_length == width
    assert "\u202e" not in Strip(row).text


@given(TEXTS, st.integers(0, 40))
def test_padded_text_has_its_width(text: str, width: int) -> None:
    assert Strip([Segment(pad(drawable(text), width))]).cell_length == width


@given(TEXTS, TEXTS, st.sampled_from(TERMINALS), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rule_stands_in_its_column_in_any_terminal(
    monkeypatch: pytest.MonkeyPatch,
    left: str,
    right: str,
    count: Count,
    reorders: bool,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pyte.screens, "wcwidth", count)
        screen = pyte.Screen(60, 3)
        screen.reset_mode(pyte.modes.DECAWM)
        stream = pyte.Stream(screen)
        painter = Painter(reorders=reorders)
        for one, other in ((left, right), ("plain", "text"), (right, left)):
            row = f"{pad(drawable(one), 28)} │{pad(drawable(other), 29)}│"
            stream.feed(painter.paint(f"\x1b[2;1H{row}\r\n"))
            assert screen.buffer[1][29].data.startswith("│")
            assert screen.buffer[1][59].data.startswith("│")
        # Nothing of an earlier row is left where the later one is blank.
        stream.feed(painter.paint(f"\x1b[2;1H{'':28} │{'':29}│\r\n"))
        assert screen.display[1] == f"{'':28} │{'':29}│"


def test_a_mark_keeps_right_to_left_text_on_its_side_of_the_rule() -> None:
    sent = Painter(reorders=True).paint(f"\x1b[1;1H {HEBREW} 12  │ {PERSIAN}\r\n")
    before = sent.split("│")[0]
    assert "\u200e" in before and before.index("\u200e") > before.index(HEBREW[-1])
    assert "\u200e" not in Painter().paint(f"\x1b[1;1H {HEBREW}  │ {PERSIAN}\r\n")


def test_signs_of_several_characters_are_not_cut() -> None:
    assert fit(FAMILY * 3, 3) == f"{FAMILY}…"


@pytest.fixture
def difficult(tmp_path: Path) -> Path:
    """A library whose every name and headline is difficult."""
    for number, name in enumerate(("渡轮👩‍👩‍👧‍👦", "سفينة")):
        records = [
            {"title": f"{text} {index}", "subtitle": f"{text}: {text}", "body": f"strait {text}\n\n{text}",
             "section": text, "date": f"2021-12-{1 + index:02}T08:00:00", "url": f"https://x.example/{number}/{index}"}
            for index, text in enumerate(DIFFICULT)
        ]  # fmt: skip
        (tmp_path / f"{name}.jsonl").write_text(
            "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
        )
    with Library(Paths(data=tmp_path / "library", config=tmp_path / "config.toml")) as library:
        library.add(sorted(tmp_path.glob("*.jsonl")))
    return tmp_path / "library"


def rules(seen: Terminal) -> set[int]:
    """The columns with a rule in any row between the first and the last."""
    return {
        column
        for row in range(1, seen.screen.lines - 1)
        for column in range(seen.screen.columns)
        if seen.screen.buffer[row][column].data.startswith("│")
    }


def has_rule_in_every_row(seen: Terminal, column: int) -> bool:
    return all(
        seen.screen.buffer[row][column].data.startswith("│") for row in range(1, seen.screen.lines - 1)
    )


@pytest.mark.parametrize("bidi", ["logical", "terminal"])
def test_the_rules_of_the_screen_stand_straight(
    terminal: Spawn, difficult: Path, tmp_path: Path, bidi: str
) -> None:
    (tmp_path / "config.toml").write_text(f'bidi = "{bidi}"\n')
    seen = terminal(data_dir=difficult)
    seen.wait_for("articles · ")
    seen.press("enter", "z", "s", "esc")
    seen.wait_for("▌All bundles")
    seen.wait_until_quiet()
    columns = rules(seen)
    assert len(columns) == 2
    for keys in ("jjjjj", "J", "JJJ", "/strait\r", "\r", "q", "\x1b", "G"):
        seen.type(keys)
        seen.wait_until_quiet()
        assert all(has_rule_in_every_row(seen, column) for column in columns), seen.text


def test_all_is_ascii_where_the_locale_is_not_utf8(terminal: Spawn, difficult: Path) -> None:
    seen = terminal(data_dir=difficult, environ={"LANG": "C", "LC_ALL": "C"})
    seen.wait_for("articles - ")
    for keys in [
        "\r",
        "q",
        "zs",
        "\x1b",
        "/straït",
        "\x7f\x7fit\r",
        "\r",
        "q\x1b",
        "?",
        "\x1b",
        ":un",
        "\x1b",
        "t",
        "\x1b",
    ]:
        seen.type(keys)
        seen.wait_until_quiet()
    assert bytes(seen.raw).isascii()


def test_every_key_of_the_help_fits_its_column() -> None:
    from newsreader.tui.screens.help import HelpTable

    table = HelpTable(LOOK, [COMMANDS[0]._replace(keys=("渡轮", *("é" * 30))), *COMMANDS])
    assert all(
        Strip(table._line(line, width)).cell_length == width
        for line in table._lines
        if not isinstance(line, str)
        for width in (60, 100, 140)
    )
