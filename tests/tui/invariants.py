"""What must hold of the reader whatever was pressed."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library import Library
from newsreader.listing import View
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.terminal import MINIMUM_SIZE

Marks = dict[int, tuple[bool, bool, tuple[str, ...]]]
"""Read, starred and tags by rowid."""


def marks_of(library: Library) -> Marks:
    """The marks of every article."""
    rowids = library.listing(View()).rowids()
    return {
        headline.rowid: (headline.is_read, headline.is_starred, headline.tags)
        for headline in library.headlines(rowids)
    }


def hold_always(app: NewsreaderApp, troubles: Sequence[str]) -> None:
    """After every key: nothing has failed, and the cursor stands in the list."""
    assert app._exception is None, f"the app failed: {app._exception!r}"
    unexpected = [text for text in troubles if text.startswith("unexpected")]
    assert not unexpected, unexpected[0]
    assert app.reading is not None
    headlines = app.reading.headlines
    assert 0 <= headlines.cursor <= max(0, headlines.rows.total - 1), "the cursor is outside of the list"
    assert headlines.top >= 0


def hold_at_rest(app: NewsreaderApp, library: Library) -> None:
    """Once all is answered: what is shown is what is stored, and fills the screen exactly."""
    screen = app.reading
    assert screen is not None
    assert screen.counts == library.counts(), f"{screen.counts} are not {library.counts()}"
    headlines = list(screen.headlines._cache._headlines.values())
    stored = {each.rowid: each for each in library.headlines([each.rowid for each in headlines])}
    for headline in headlines:
        found = stored.get(headline.rowid)
        assert headline == found, f"{headline} is shown, {found} is stored"
    _rows_fit(app)
    _status_is_there(app, screen)


def _rows_fit(app: NewsreaderApp) -> None:
    strips = app.screen._compositor.render_strips()
    size = app.size
    assert len(strips) == size.height, f"{len(strips)} rows on a screen of {size.height}"
    wide = [(y, strip.cell_length) for y, strip in enumerate(strips) if strip.cell_length != size.width]
    assert not wide, f"rows of other widths than {size.width}: {wide}"


def _status_is_there(app: NewsreaderApp, screen: ReadingScreen) -> None:
    columns, rows = MINIMUM_SIZE
    if app.screen is not screen or app.size.width < columns or app.size.height < rows:
        return
    if screen.choosing.is_open:
        # A menu takes the line until the next key.
        return
    last = app.screen._compositor.render_strips()[-1].text
    if screen.is_asking:
        assert screen.prompt.prompt.lead.strip()[:3] in last, f"the prompt is not there: {last}"
    else:
        assert f"{screen.counts.articles} article" in last, f"the counts are not there: {last}"
