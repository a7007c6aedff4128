"""The peer for reading: newsboat on the same stories, out of a local feed, without a network."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from tests.benchmarks.screen_libraries import stories
from tests.terminal import Terminal

STORIES = 2_000
"""As many as a feed can have without newsboat's start taking long."""


def version() -> str | None:
    """Its version; None where it is not installed."""
    if shutil.which("newsboat") is None:
        return None
    return subprocess.run(["newsboat", "-V"], capture_output=True, text=True).stdout.split("\n")[0]


def opened(room: Path, corpus: Path) -> Terminal:
    """newsboat in a terminal of 120x40, its list of headlines on the screen."""
    folder = room / "newsboat"
    places = [
        f"-{letter}{folder / name}" for letter, name in (("u", "urls"), ("c", "cache"), ("C", "config"))
    ]
    if not (folder / "cache").exists():
        folder.mkdir(parents=True, exist_ok=True)
        feed = folder / "feed.xml"
        feed.write_text(_feed(corpus), encoding="utf-8")
        (folder / "urls").write_text(f"file://{feed}\n")
        (folder / "config").write_text("auto-reload no\nconfirm-exit no\nbind-key j down\n")
        subprocess.run(["newsboat", *places, "-x", "reload"], check=True, capture_output=True)
    terminal = Terminal(["newsboat", *places], environ={"HOME": str(folder)})
    terminal.wait_for("Reuters")
    terminal.press("enter")
    terminal.wait_until(lambda seen: "   2 " in seen.text, "the list of headlines")
    terminal.wait_until_quiet(1.0)
    return terminal


def _feed(corpus: Path) -> str:
    items = "".join(map(_item, islice(stories(corpus), STORIES)))
    return f'<rss version="2.0"><channel><title>Reuters</title>{items}</channel></rss>'


def _item(story: dict[str, str]) -> str:
    day = datetime.strptime(story["date"].split(".")[0].strip(), "%d-%b-%Y %H:%M:%S").astimezone()
    link = f"https://news.example/{story['id']}"
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in story["body"].split("\n    "))
    return (
        f"<item><title>{escape(_clean(story['title']))}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(day)}</pubDate>"
        f"<description>{escape(_clean(paragraphs))}</description></item>"
    )


def _clean(text: str) -> str:
    return "".join(character for character in text if character >= " " or character == "\n")
