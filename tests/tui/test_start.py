"""What stands between the start and the first headline."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

from newsreader.library import Library
from newsreader.paths import Paths
from tests.terminal import PROJECT
from tests.tui.conftest import Read, press, seen

FOREIGN = {"whoosh", "numpy", "lxml", "trafilatura", "feedparser", "charset_normalizer", "click", "tomllib"}
LATER = {
    f"newsreader.{name}"
    for name in (
        "search", "completing", "explaining", "export", "relating", "store.journal", "store.ingest",
        "store.migrations", "store.stories", "tui.commands", "tui.keyboard", "tui.timeline",
        "tui.screens.opening", "tui.screens.places", "tui.screens.seeking", "tui.widgets.prompt_line",
        "tui.widgets.side_bar",
    )
}  # fmt: skip
PROGRAM = """
import json, sys
from newsreader.cli import take_apart
from newsreader import config, paths
places = paths.locate(take_apart(sys.argv[1:]).data_dir, take_apart(sys.argv[1:]).config)
settings = config.load(places.config)
from newsreader.library import Library
from newsreader.tui.app import NewsreaderApp, prepare
app = NewsreaderApp(prepare(Library(places), config=settings))
app.get_driver_class()
app.get_default_screen()
ours = [module for name, module in sys.modules.items() if name.startswith("newsreader")]
made = [made for module in ours for made in vars(module).values() if hasattr(made, "__dataclass_fields__")]
print(json.dumps([sorted(sys.modules), [str(each) for each in made]]))
"""


def test_nothing_is_loaded_that_the_first_frame_does_not_show(paths: Paths, tmp_path: Path) -> None:
    with Library(paths) as library:
        assert library.counts().articles
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--data-dir", paths.data, "--config", tmp_path / "none.toml"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded, dataclasses = json.loads(finished.stdout)
    assert "newsreader.tui.screens.reading" in loaded
    assert not (FOREIGN | LATER) & set(loaded)
    assert not dataclasses, "each takes a millisecond and a half to define"


async def test_garbage_is_collected_again_once_the_first_frame_stands(read: Read) -> None:
    gc.disable()
    try:
        async with read() as pilot:
            await press(pilot, "j")
            assert "2 of" in seen(pilot)
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
