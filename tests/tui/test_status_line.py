"""The line at the bottom, at widths that people have."""

from __future__ import annotations

import pytest

from newsreader.tui.theme import look
from newsreader.tui.widgets.status_line import Status, StatusLine

COUNTS = "82 articles · 81 unread · indexed 100 %"


def line_of(status: Status, width: int) -> str:
    look_ = look("terminal", has_colour=True, colours=256, is_ascii=False)
    return "".join(segment.text for segment in StatusLine(look_, status)._single(width))


@pytest.mark.parametrize("width", range(52, 130))
def test_the_counts_are_never_run_into_by_what_follows(width: int) -> None:
    status = Status(COUNTS, position="1 of 2", about="100 %   24 matches   a long remark about the article")
    line = line_of(status, width)
    assert len(line) == width
    assert f"{COUNTS}  " in line or COUNTS not in line


def test_what_does_not_fit_is_left_out_whole() -> None:
    status = Status(COUNTS, position="1 of 2", about="100 %   24 matches   a long remark about the article")
    assert "a long" not in line_of(status, 80)
    assert "24 matches" in line_of(status, 80)
