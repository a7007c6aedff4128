"""The columns of the list, and headlines of two rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from newsreader.config import COLUMNS, Config, load
from newsreader.errors import ConfigError
from newsreader.tui.theme import look
from newsreader.tui.widgets.headline_row import Drawing, RowState, headline_row, wrapped_row
from tests.tui.conftest import Read, press, seen, until_seen
from tests.tui.news import headline

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)


def text(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def row(width: int, *names: str, **changes: object) -> str:
    return text(headline_row(headline(**changes), Drawing(width, LOOK, names=names), (), RowState()))


def test_columns_stand_in_the_order_asked_for() -> None:
    shown = row(120, "marks", "bundle", "title", "words", "time", is_starred=True)
    assert shown.startswith("  ●★   meridian ")
    assert shown.index("meridian") < shown.index("Ferries for") < shown.index("   460") < shown.index("14:05")
    assert row(120, "title").startswith(" Ferries for the outer isles: second batch agreed ")
    assert "Harbour office" not in row(120, "title")
    assert row(120, "time", "title", "section").rstrip().endswith("Harbour")
    assert row(120, "time", "title").startswith(" 14:05 Ferries")


def test_the_last_columns_give_way_to_titles() -> None:
    names = ("time", "marks", "title", "section", "byline", "bundle")
    assert "meridian" in row(100, *names)
    assert "meridian" not in row(60, *names) and "Harbour" in row(60, *names)
    assert "Harbour" not in row(40, *names) and "Ferries for the outer" in row(40, *names)


def test_what_is_selected_is_seen_without_a_column_of_marks() -> None:
    drawing = Drawing(60, LOOK, names=("time", "title"))
    assert text(headline_row(headline(), drawing, (), RowState(is_selected=True))).startswith(
        "✓14:05 Ferries"
    )


@given(
    st.permutations(COLUMNS).flatmap(lambda names: st.integers(0, 7).map(lambda n: tuple(names[:n]))),
    st.text(max_size=80),
    st.text(max_size=40),
    st.integers(40, 200),
    st.booleans(),
    st.integers(-9, 9),
)
def test_rows_are_exactly_as_wide_as_the_list(
    names: tuple[str, ...], title: str, subtitle: str, width: int, is_nested: bool, score: int
) -> None:
    names = names if "title" in names else (*names, "title")
    one = headline(title=title, subtitle=subtitle, section=title[:20], byline=subtitle, score=score)
    for wraps in (False, True):
        drawing = Drawing(width, LOOK, is_nested, names, wraps)
        state = RowState(is_nested=is_nested)
        assert cell_len(text(headline_row(one, drawing, (), state))) == width
        assert cell_len(text(wrapped_row(one, drawing, (), state))) == width


def test_a_long_headline_goes_on_in_the_row_below_with_its_hits() -> None:
    drawing = Drawing(44, LOOK, wraps=True)
    first = headline_row(headline(), drawing, [(42, 48)], RowState())
    second = wrapped_row(headline(), drawing, [(42, 48)], RowState())
    assert text(first).rstrip().endswith("Ferries for the outer isles:")
    assert text(second).strip().startswith("second batch agreed")
    assert "".join(part.text for part in second if part.style == LOOK.style("hit")) == "agreed"


async def test_headlines_of_two_rows_are_walked_through_like_others(read: Read) -> None:
    async with read(config=Config(wrap=True), size=(80, 24)) as pilot:
        await until_seen(pilot, "Pilots stay ashore")
        lines = seen(pilot).splitlines()
        assert "Storm closes" in lines[2] and "Pilots stay ashore" in lines[3] and "Bread" in lines[4]
        await press(pilot, "j", "/", *"strait", "enter")
        await until_seen(pilot, "1 of 1")
        found = [line.strip() for line in seen(pilot).splitlines()[1:4]]
        assert "Storm closes" in found[0] and "Pilots" in found[1] and "strait was closed" in found[2]


async def test_columns_are_chosen_in_the_configuration(read: Read) -> None:
    async with read(config=Config(columns=("bundle", "title")), size=(80, 24)) as pilot:
        await until_seen(pilot, "▌kestrel    Storm closes")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('columns = ["time", "titel"]', "columns: 'titel' is none; known are time, marks, title"),
        ('columns = ["title", "title"]', "columns: title stands there twice"),
        ('columns = ["time"]', "columns: title must be among them"),
        ('columns = "title"', "columns must be a list"),
        ("columns = [3, []]", "columns: 3 is none"),
        ("wrap = 1", "wrap must be true or false"),
        ('keymap = "emacs"', "keymap must be one of default, newsboat, mutt, vim"),
    ],
)
def test_a_wrong_setting_is_said_in_one_clear_line(tmp_path: Path, written: str, said: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(written)
    with pytest.raises(ConfigError) as failure:
        load(config)
    assert said in str(failure.value) and str(config) in str(failure.value)
    assert "\n" not in str(failure.value)


def test_columns_are_read_from_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('columns = ["title", "byline"]\nwrap = true\nkeymap = "vim"\n')
    loaded = load(config)
    assert (loaded.columns, loaded.wrap, loaded.keymap) == (("title", "byline"), True, "vim")
