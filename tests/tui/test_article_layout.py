"""An article in its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.article import Block, BlockKind, Published
from newsreader.tui.theme import look
from newsreader.tui.widgets.article_layout import BLOCKS, Layout
from newsreader.tui.widgets.article_line import line_segments, selected_part
from newsreader.tui.widgets.article_pieces import facts, when
from newsreader.tui.widgets.article_setting import lay_out
from newsreader.tui.widgets.finding import finder
from tests.tui.news import STORED, headline

LOOK = look("terminal", has_colour=True, colours=256, is_ascii=False)


def _lines(layout: Layout) -> list[str]:
    return [line.lead + line.text for line in layout.lines]


def test_the_head_says_where_who_and_when() -> None:
    assert (
        facts(headline(), LOOK)
        == "PORT ELLIN · MWA · Thu 9 December 2021 14:05 · Harbour · 2\u00a0min · 460\u00a0words"
    )


def test_a_date_is_as_precise_as_it_is_known() -> None:
    assert when(Published("2021-12-09", None, None, "day", "dateline", True), LOOK) == "Thu 9 December 2021 ≈"
    assert when(Published("2021-12-01", None, None, "month", "text"), LOOK) == "December 2021"
    assert when(Published("2021-01-01", None, None, "year", "text"), LOOK) == "2021"
    assert when(Published(), LOOK) == "undated"


def test_every_kind_of_block_is_set_in_its_way() -> None:
    lines = _lines(lay_out(STORED, 90, 80, LOOK))
    assert lines.index("The first four") > 0
    assert "▏ Ferries carry people, not arguments." in lines
    bullet = lines.index("• Lady of Osk, built 1964")
    assert lines[bullet + 1] == "• Steadfast, built 1966"
    assert "Lady        640" in lines
    assert lines[lines.index("Related") + 1] == "◌ Storm closes the northern strait"


@pytest.mark.parametrize("width", [12, 40, 90, 200])
def test_no_line_leaves_its_column(width: int) -> None:
    layout = lay_out(STORED, width, 80, LOOK)
    assert layout.column <= 80
    for line in layout.lines:
        assert cell_len(line.lead + line.text) <= max(layout.column, 16)


def test_the_same_text_stays_at_the_top_when_the_width_changes() -> None:
    wide, narrow = lay_out(STORED, 90, 80, LOOK), lay_out(STORED, 40, 80, LOOK)
    line = next(number for number, line in enumerate(wide.lines) if line.text.startswith("Ferries carry"))
    there = narrow.lines[narrow.line_at(wide.lines[line].anchor)]
    assert there.text.startswith("Ferries carry")


def test_removed_lines_are_shown_with_their_reason() -> None:
    assert not any("All news" in line for line in _lines(lay_out(STORED, 90, 80, LOOK)))
    lines = _lines(lay_out(STORED, 90, 80, LOOK, view="removed"))
    assert "    7  All news  (site furniture)" in lines


def test_finding_is_blind_to_case_and_accents() -> None:
    assert finder("CAFE")("In the Café, a cafe") == [(7, 11), (15, 19)]
    assert finder("")("anything") == []


def test_a_hit_across_two_lines_is_marked_in_both() -> None:
    layout = lay_out(STORED, 40, 80, LOOK, find_hits=finder("another batch of ferries to the outer"))
    assert len(layout.hits) == 1
    text = " ".join(line.text[start:stop] for line in layout.lines for start, stop, _ in line.hits)
    assert text == "another batch of ferries to the outer"


def test_an_article_without_text_says_so() -> None:
    stub = STORED._replace(article=STORED.article._replace(blocks=(), teasers=()))
    assert any("without its text" in line for line in _lines(lay_out(stub, 90, 80, LOOK)))


def test_an_inferred_date_says_below_it_what_it_was_inferred_from() -> None:
    evidence = "year from “July 2021” in the text"
    published = Published(
        "2021-12-09", precision="day", source="dateline", is_inferred=True, evidence=evidence
    )
    stored = STORED._replace(headline=STORED.headline._replace(published=published))
    lines = [line.text for line in lay_out(stored, 80, 80, LOOK).lines]
    at = next(number for number, line in enumerate(lines) if "9 December 2021" in line)
    assert lines[at + 1] == f"≈ {evidence}"


def _blocks(*blocks: Block) -> list[str]:
    stored = STORED._replace(article=STORED.article._replace(blocks=blocks, teasers=()))
    layout = lay_out(stored, 60, 40, LOOK)
    return [" " * (layout.indent - line.outdent) + line.lead + line.text for line in layout.lines]


def test_a_table_stands_in_columns_figures_to_the_right_cells_without_room_wrapped() -> None:
    table = "ship | tons | remark\nLady | 640 | slow\n新渡轮 | 1,655 | 三个星期"
    assert _blocks(Block("table", table))[-3:] == [
        "          ship     tons  remark",
        "          Lady      640  slow",
        "          新渡轮  1,655  三个星期",
    ]
    wide = f"ship | remark\nLady | {'very slow ' * 20}"
    lines = _blocks(Block("table", wide))[-6:]
    assert lines[0].lstrip().startswith("ship  remark") and lines[2].lstrip().startswith("Lady  very")
    assert " ".join(lines).count("very slow") == 20 and max(map(cell_len, lines)) <= 59


def test_code_keeps_its_blanks_and_is_broken_where_the_pane_ends() -> None:
    lines = _blocks(Block("code", "def depart():\n    return " + "x" * 60))
    assert [line.strip() for line in lines[-3:]] == [
        "┊ def depart():",
        "┊     return " + "x" * 45,
        "┊→" + "x" * 15,
    ]


def test_a_numbered_item_keeps_its_number_and_hangs_below_it() -> None:
    lines = _blocks(Block("list-item", "12. a rather long item that needs a second line"))
    assert [line[10:] for line in lines[-2:]] == ["12. a rather long item that needs a", "    second line"]


def test_a_long_url_is_broken_behind_a_slash_and_nothing_shifts() -> None:
    lines = _blocks(Block("paragraph", "See https://example.org/a/very/long/path/to/something/else now."))
    assert lines[-3:] == [
        "          See",
        "          https://example.org/a/very/long/path/to/",
        "          something/else now.",
    ]


def test_justified_lines_fill_the_column_but_the_last_of_a_paragraph() -> None:
    text = "The harbour was dredged bucket by bucket from the outer pier to the inner one and then again."
    stored = STORED._replace(article=STORED.article._replace(blocks=(Block("paragraph", text),), teasers=()))
    layout = lay_out(stored, 60, 30, LOOK, find_hits=finder("bucket by"))
    body = [line for line in layout.lines if line.anchor[0] == BLOCKS and line.text]
    drawn = ["".join(part.text for part in line_segments(line, LOOK, fill=30)) for line in body]
    assert all(cell_len(line) == 30 for line in drawn[:-1])
    assert drawn[-1] == body[-1].text
    assert " ".join(" ".join(drawn).split()) == text
    hit = next(line for line in body if line.hits)
    marked = [part.text for part in line_segments(hit, LOOK, fill=30) if part.style == LOOK.style("hit")]
    assert " ".join("".join(marked).split()) in ("bucket by", "bucket", "by")


def test_what_is_selected_is_marked_across_lines() -> None:
    layout = lay_out(STORED, 40, 80, LOOK)
    selection = ((BLOCKS, 5), (BLOCKS + 1, 3))
    marked = [line.text[slice(*selected_part(line, selection))] for line in layout.lines]
    assert " ".join(part for part in marked if part).startswith("Ellin plans to deliver")
    assert [part for part in marked if part][-1] == "The"


SCRIPTS = st.text(st.sampled_from("ab cd —é渡轮、。👩\u200d🚀🇳🇴ن\u200cخשל\u00ad\u0301|\n1"), max_size=120)


@given(
    SCRIPTS,
    st.sampled_from(["paragraph", "list-item", "quote", "table", "code", "caption"]),
    st.integers(24, 90),
)
def test_whatever_is_written_no_line_is_wider_than_the_pane(text: str, kind: BlockKind, width: int) -> None:
    if kind not in ("table", "code"):
        text = text.replace("\n", " ")
    stored = STORED._replace(article=STORED.article._replace(blocks=(Block(kind, text),), teasers=()))
    for justified in (0, 1):
        layout = lay_out(stored, width, 60, LOOK)
        for line in layout.lines:
            drawn = line_segments(line, LOOK, fill=(layout.column - len(line.lead)) * justified)
            cells = cell_len(line.lead) + sum(cell_len(part.text) for part in drawn)
            assert max(1, layout.indent - line.outdent) + cells <= width
