"""What the reader's screen costs: time to the first headline, and bytes to the terminal for each thing done.

    python -m tests.benchmarks.screen [--corpus FILE] [--library DIR] [--runs N]

Runs beside a bare Textual app, turn by turn in one run, in a pseudo-terminal of 120x40. The library is made
from the corpus unless DIR holds one already. Prints a table for RESULTS.md.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from newsreader.library import Library
from newsreader.paths import Paths
from tests.terminal import PROJECT, Terminal

STEPS = 20
IDLE_S = 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=PROJECT.parent / "shared/data/reuters-1987.jsonl.gz")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        data = options.library or Path(room)
        articles = make_library(data, options.corpus)
        print(f"Python {sys.version.split()[0]}, Textual {version('textual')}, {articles} articles, 120x40\n")
        compare_start(data, options.runs)
        time_adding(options.corpus, options.runs // 2)
        measure_bytes(data)


def make_library(data: Path, corpus: Path) -> int:
    """The library in ``data``, filled from ``corpus`` if it is empty; the number of its articles."""
    with Library(Paths(data, data / "config.toml")) as library:
        if not library.counts().articles or library.has_unfinished_work():
            library.add([corpus])
        return library.counts().articles


def reader_command(data: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "newsreader",
        "--data-dir",
        str(data),
        "--config",
        str(data / "config.toml"),
    ]


def compare_start(data: Path, runs: int) -> None:
    """Seconds from starting the process to the first headline on the screen, turn by turn with a bare app."""
    bare = [sys.executable, "-m", "tests.benchmarks.bare_app"]
    times: dict[str, list[float]] = {"bare": [], "reader": []}
    for run in range(runs + 1):
        for name, command, text in (
            ("bare", bare, "Headline number 3 "),
            ("reader", reader_command(data), "●"),
        ):
            elapsed_s = time_to(command, text)
            if run:  # The first of each warms the caches.
                times[name].append(elapsed_s)
    ratios = [reader / bare for reader, bare in zip(times["reader"], times["bare"], strict=True)]
    print("| start to first headline | min | median | max |\n|---|---|---|---|")
    for name, label in (("bare", "bare Textual app with a DataTable, s"), ("reader", "newsreader, s")):
        print(row(label, times[name], ".3f"))
    print(row("ratio, pair by pair", ratios, ".2f"))


def time_adding(corpus: Path, runs: int) -> None:
    """Seconds from ``newsreader PATH`` on an empty library to the first headline of that bundle."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as room:
            times.append(time_to([*reader_command(Path(room)), str(corpus)], "●"))
    print(row(f"newsreader {corpus.name}, empty library, s", times, ".3f"))


def time_to(command: list[str], text: str) -> float:
    started = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.wait_for(text)
        return time.perf_counter() - started


def measure_bytes(data: Path) -> None:
    """Bytes received for each thing a person does."""
    print("\n| bytes to the terminal | min | median | max |\n|---|---|---|---|")
    with Terminal(reader_command(data)) as terminal:
        terminal.wait_for("articles")
        terminal.wait_until_quiet(1.0)
        print(row("cursor step", [terminal.bytes_for("j") for _ in range(STEPS)], ".0f"))
        print(row("page down in the list", [terminal.bytes_for("pgdn") for _ in range(STEPS // 2)], ".0f"))
        terminal.received = 0
        terminal.wait_until_quiet(IDLE_S)
        print(row(f"idle for {IDLE_S:.0f} s", [terminal.received], ".0f"))
        terminal.received = 0
        terminal.press("/", *"prices")
        terminal.wait_for("best first")
        terminal.wait_until_quiet(1.0)
        print(row("search for prices as it is typed, to the hits", [terminal.received], ".0f"))
        terminal.press("esc", "esc", "Q")
        terminal.wait_for_end()
    measure_opening(data)


def measure_opening(data: Path) -> None:
    """Bytes for opening articles one after the other, the pane changing by Enter alone."""
    with tempfile.TemporaryDirectory() as room:
        config = Path(room, "config.toml")
        config.write_text('preview = "never"\n')
        with Terminal([*reader_command(data), "--config", str(config)]) as terminal:
            terminal.wait_for("articles")
            terminal.wait_until_quiet(1.0)
            opened = []
            for _ in range(STEPS):
                opened.append(terminal.bytes_for("enter"))
                terminal.press("q", "j")
            print(row("open an article", opened, ".0f"))
            print(row("next article, from inside one", [terminal.bytes_for("J") for _ in range(5)], ".0f"))


def row(label: str, values: list[float] | list[int], form: str) -> str:
    shown = (format(value, form) for value in (min(values), statistics.median(values), max(values)))
    return f"| {label} | " + " | ".join(shown) + " |"


if __name__ == "__main__":
    main()
