"""Tables: in columns where there is room, wrapped where there is little, never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.article import Block
from newsreader.tui.tables import set_table
from newsreader.tui.theme import linear, look
from newsreader.tui.widgets.article_setting import lay_out
from tests.tui.news import STORED

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)
SHIPS = [
    "Ship | Built | Remarks",
    "Lady of Osk | 1964 | the first, with a funnel of brass",
    "Steadfast | 1966 | -",
]


def test_cells_stand_in_columns_and_figures_at_their_right() -> None:
    assert set_table(["Ship | Tons", "Lady | 640", "Steadfast | 1655"], 40) == [
        "Ship       Tons", "Lady        640", "Steadfast  1655",
    ]  # fmt: skip


def test_a_cell_without_room_is_wrapped_and_rows_are_set_apart() -> None:
    assert set_table(SHIPS, 40) == [
        "Ship         Built  Remarks",
        "",
        "Lady of Osk   1964  the first, with a",
        "                    funnel of brass",
        "",
        "Steadfast     1966  -",
    ]


def test_too_many_columns_become_a_list_of_each_row() -> None:
    assert set_table(SHIPS, 20) == [
        "Ship: Lady of Osk",
        "Built: 1964",
        "Remarks: the first,",
        "    with a funnel of",
        "    brass",
        "",
        "Ship: Steadfast",
        "Built: 1966",
        "Remarks: -",
    ]


def test_a_row_of_one_cell_goes_across() -> None:
    assert set_table(["A | B", "1 | 2", "Source: the harbour office"], 40)[2] == "Source: the harbour office"


def test_a_table_set_by_a_wire_keeps_its_columns_or_goes_on_in_the_next_line() -> None:
    row = "Shr        34 cts      vs 1.19 dlrs"
    assert set_table([row], 40) == [row]
    assert set_table([row], 24) == ["Shr        34 cts", "    vs 1.19 dlrs"]


def test_who_listens_hears_each_cell_with_its_name() -> None:
    stored = STORED._replace(article=STORED.article._replace(blocks=(Block("table", "\n".join(SHIPS)),)))
    lines = [line.text for line in lay_out(stored, 90, 80, linear(LOOK)).lines]
    assert "Built: 1964" in lines


CELLS = st.lists(st.lists(st.text("ab 渡é1", min_size=1, max_size=30), min_size=1, max_size=7), max_size=6)


@given(rows=CELLS, width=st.integers(8, 100))
def test_no_line_is_too_wide_and_no_word_is_lost(rows: list[list[str]], width: int) -> None:
    table = [" | ".join(row) for row in rows]
    lines = set_table(table, width)
    assert all(cell_len(line) <= width for line in lines)
    kept = sorted("".join(lines).replace(" ", ""))
    cells = [[cell.strip() for cell in row.split(" | ")] for row in table]
    for character in "ab渡é1":
        assert kept.count(character) >= sum(cell.count(character) for row in cells[1:] for cell in row)


def test_who_listens_hears_what_is_a_heading_and_no_signs_of_boxes() -> None:
    blocks = (Block("heading", "The first four"), Block("code", "mount ledger"), Block("quote", "No."))
    stored = STORED._replace(article=STORED.article._replace(blocks=blocks))
    lines = [line.lead + line.text for line in lay_out(stored, 90, 80, linear(LOOK)).lines]
    assert {"# The first four", ": mount ledger", "> No."} <= set(lines)
    assert not any("\u2500" <= character <= "\u259f" for line in lines for character in line)


@pytest.mark.parametrize("width", [30, 60])
def test_a_line_of_code_that_goes_on_is_marked(width: int) -> None:
    code = "mount --bind /harbour/ledger /srv/ledger --options ro,nodev,nosuid,noexec,relatime"
    stored = STORED._replace(article=STORED.article._replace(blocks=(Block("code", code),)))
    lines = [
        line.lead for line in lay_out(stored, width, 80, LOOK).lines if line.anchor[0] == 100 and line.text
    ]
    assert lines[0] == "┊ "
    assert set(lines[1:]) == {"┊→"}


def test_a_subtitle_that_only_begins_the_text_is_not_said_twice() -> None:
    blocks = (Block("paragraph", "The harbour was dredged bucket by"), Block("paragraph", "bucket."))
    stored = STORED._replace(
        article=STORED.article._replace(subtitle="The harbour was dredged …", blocks=blocks)
    )
    lines = [line.text for line in lay_out(stored, 90, 80, LOOK).lines]
    assert "The harbour was dredged …" not in lines
    assert STORED.article.subtitle in [line.text for line in lay_out(STORED, 90, 80, LOOK).lines]


def test_the_first_line_of_a_numbered_item_takes_the_whole_column() -> None:
    text = "10. Finish up with one question about it"
    stored = STORED._replace(article=STORED.article._replace(blocks=(Block("list-item", text),), teasers=()))
    lines = [line.lead + line.text for line in lay_out(stored, 29, 27, LOOK).lines]
    assert lines[-2:] == ["10. Finish up with one", "    question about it"]
    lines = [line.lead + line.text for line in lay_out(stored, 33, 31, LOOK).lines]
    assert lines[-2:] == ["10. Finish up with one question", "    about it"]
