"""What the reader's screen costs: bytes to the terminal, time from key to screen, start, memory.

    python -m tests.benchmarks.screen [--room DIR] [--corpus FILE] [--runs N] [--only PART ...]

All in a pseudo-terminal of 120x40; newsboat, where it is installed, shows the same stories in the same run,
and the start is compared pair by pair with a bare Textual app. The libraries are made in DIR and found there
again. Prints tables for RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import newsboat
from tests.benchmarks.screen_libraries import CORPUS, SIZES, articles_in, made
from tests.terminal import Terminal

STEPS = 40
IDLE_S = 5.0
SETTLED_S = 1.5
HELD_KEYS, KEYS_A_SECOND = 150, 30
BARE = [sys.executable, "-m", "tests.benchmarks.bare_app"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--room", type=Path, help="where libraries are kept and found again")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--runs", type=int, default=15, help="pairs of starts")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        bench = Bench(options.room or Path(room), options.corpus, options.runs)
        print(f"{date.today()} · Python {sys.version.split()[0]}, Textual {version('textual')}, "
              f"{newsboat.version() or 'no newsboat'}, 120x40, load {os.getloadavg()[0]:.1f}")  # fmt: skip
        for part in options.only:
            PARTS[part](bench)


class Bench:
    """Where the libraries are, and how the reader is started on one."""

    def __init__(self, room: Path, corpus: Path, runs: int) -> None:
        self.room, self.corpus, self.runs = room, corpus, runs

    def command(self, size: int = SIZES[1]) -> list[str]:
        data = made(self.room, size, self.corpus)
        place = ["--data-dir", str(data), "--config", str(data / "config.toml")]
        return [sys.executable, "-m", "newsreader", *place]

    def opened(self, size: int = SIZES[1], *, settings: str = "") -> Terminal:
        """The reader in a terminal, at its first headline, everything drawn."""
        config = self.room / "config.toml"
        config.write_text(settings)
        terminal = Terminal([*self.command(size), "--config", str(config)])
        terminal.wait_for("articles")
        terminal.wait_until_quiet(SETTLED_S)
        terminal.press("g", "g")
        terminal.wait_until_quiet(SETTLED_S)
        return terminal


def measure_bytes(bench: Bench) -> None:
    """Bytes received for each thing a person does, newsboat's beside them."""
    peer: dict[str, list[int]] = {}
    if newsboat.version():
        with newsboat.opened(bench.room, bench.corpus) as terminal:
            peer["step"] = [terminal.bytes_for("j") for _ in range(STEPS)]
            peer["page"] = [terminal.bytes_for("pgdn") for _ in range(STEPS // 4)]
            peer["open"] = []
            for _ in range(STEPS // 4):
                peer["open"].append(terminal.bytes_for("enter"))
                terminal.press("q", "j")
    print("\n| bytes to the terminal | min | median | p95 | max | newsboat, median | at most |")
    print("|---|---|---|---|---|---|---|")
    with bench.opened() as terminal:
        steps = [terminal.bytes_for("j") for _ in range(STEPS)]
        limit = f"{statistics.median(peer['step']) * 1.2:.0f}" if peer else "360"
        print(row("cursor step", steps, peer.get("step"), limit))
        pages = [terminal.bytes_for("pgdn") for _ in range(STEPS // 2)]
        print(row("page down in the list", pages, peer.get("page"), "4500"))
        print(row(f"idle for {IDLE_S:.0f} s", [idle(terminal)], None, "0"))
        print(row("open an article", opened_articles(bench), peer.get("open"), "4500"))
        terminal.press("enter")
        terminal.wait_until_quiet(SETTLED_S)
        terminal.press("q", "j")
        terminal.wait_until_quiet(SETTLED_S)
        print(row(f"the cursor rests for {IDLE_S:.0f} s", [idle(terminal)], None, "0"))
        print(row("page down in the article", pages_of_long_article(terminal), None, "4500"))
        terminal.press("q", "/", *"prices")
        terminal.received = 0
        terminal.wait_until_quiet(SETTLED_S)
        terminal.wait_for("best first")
        print(row("search as it is typed, to the hits", [terminal.received], None, ""))


def opened_articles(bench: Bench) -> list[int]:
    """Bytes for opening one article after the other, the pane changing by Enter alone."""
    opened = []
    with bench.opened(settings='preview = "never"\n') as terminal:
        for _ in range(STEPS // 2):
            opened.append(terminal.bytes_for("enter"))
            terminal.press("q", "j")
    return opened


def pages_of_long_article(terminal: Terminal) -> list[int]:
    """Bytes of each page down in the longest article: the first hit for its words."""
    terminal.press("/")
    terminal.type("words:>1000")
    terminal.wait_for(" hits")
    terminal.press("enter")
    terminal.wait_until_quiet(SETTLED_S)
    terminal.press("enter")
    terminal.wait_until_quiet(SETTLED_S)
    # An earlier run may have read on, and that is where the article opens; the last page is not a whole one.
    terminal.press("g", "g")
    terminal.wait_until_quiet(SETTLED_S)
    return [terminal.bytes_for("pgdn") for _ in range(3)]


def idle(terminal: Terminal) -> int:
    """Bytes that come by themselves."""
    terminal.received = 0
    terminal.wait_until_quiet(IDLE_S)
    return terminal.received


def measure_keys(bench: Bench) -> None:
    """Milliseconds from a key to the last byte that it brings, and a key that is held."""
    with bench.opened() as terminal:
        terminal.press("j", "j")
        terminal.wait_until_quiet(SETTLED_S)
        times = []
        for _ in range(100):
            pressed_at = time.perf_counter()
            terminal.press("j")
            terminal.wait_until_quiet(0.15)
            times.append((terminal.last_at - pressed_at) * 1000)
        print("\n| ms | median | p95 | max | at most |\n|---|---|---|---|---|")
        numbers = (statistics.median(times), percentile(times, 95), max(times))
        print("| key to last byte | " + " | ".join(f"{value:.1f}" for value in numbers) + " | 8 / 16 |")
        hold(terminal)


def hold(terminal: Terminal) -> None:
    """Hold ``j``; say where the list ends and whether the preview follows."""
    terminal.press("enter")
    terminal.wait_until_quiet(SETTLED_S)
    terminal.press("q", "g", "g")
    terminal.wait_until_quiet(SETTLED_S)
    terminal.received = 0
    started = time.perf_counter()
    for number in range(HELD_KEYS):
        while (wait := started + number / KEYS_A_SECOND - time.perf_counter()) > 0:
            terminal._read(wait)
        terminal.press("j")
    released_at = time.perf_counter()
    terminal.wait_for(f" {HELD_KEYS + 1} of ")
    listed_ms = (terminal.last_at - released_at) * 1000
    terminal.wait_until_quiet(SETTLED_S)
    title = next(line for line in terminal.lines if line.startswith("▌"))[12:40].rstrip("… ")
    follows = sum(title[:20] in line for line in terminal.lines) > 1
    print(f"\n`j` held, {KEYS_A_SECOND} a second, {HELD_KEYS} keys: the cursor ends at {HELD_KEYS + 1}, "
          f"{listed_ms:.0f} ms after the last key; {terminal.received / HELD_KEYS:.0f} bytes a key; "
          f"the preview {'follows' if follows else 'DOES NOT FOLLOW'}.")  # fmt: skip


def compare_start(bench: Bench) -> None:
    """Seconds from starting the process to the first headline, turn by turn with a bare app."""
    commands = {size: bench.command(size) for size in SIZES}
    times: dict[int, list[float]] = {0: [], **{size: [] for size in SIZES}}
    for run in range(bench.runs + 1):
        for name in times:
            elapsed_s = time_to(commands[name], "●") if name else time_to(BARE, "Headline number 3 ")
            if run:  # The first of each warms the caches.
                times[name].append(elapsed_s)
    print("\n| start to first headline | min, s | median, s | times bare app, median of pairs | at most |")
    print("|---|---|---|---|---|")
    for name, values in times.items():
        label = (
            f"newsreader, {articles_in(made(bench.room, name)):,} articles" if name else "bare Textual app"
        )
        ratio = statistics.median(a / b for a, b in zip(values, times[0], strict=True))
        shown = f"{ratio:.2f} | 1.25" if name else "1 | "
        print(f"| {label} | {min(values):.3f} | {statistics.median(values):.3f} | {shown} |")
    ends = statistics.median(a / b for a, b in zip(times[SIZES[-1]], times[SIZES[0]], strict=True))
    print(f"\n190,000 articles against 1,000, median of pairs: {ends:.2f} (at most 1.10)")


def time_to(command: list[str], text: str) -> float:
    started = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.wait_for(text)
        return time.perf_counter() - started


def measure_memory(bench: Bench) -> None:
    """Megabytes of memory of its own (PSS) after the first headlines, after reading, and after a search."""
    with Terminal(BARE) as bare:
        bare.wait_for("Headline number 3 ")
        bare.wait_until_quiet(SETTLED_S)
        base = pss_mb(bare.pid)
    found = []
    with bench.opened(SIZES[-1]) as terminal:
        found.append(("newsreader, first headlines", pss_mb(terminal.pid)))
        terminal.press("G", "g", "g", "enter")
        for _ in range(30):
            terminal.press("J", "pgdn")
        terminal.wait_until_quiet(SETTLED_S)
        found.append(("thirty articles read", pss_mb(terminal.pid)))
        terminal.press("q", "/", *"oil prices")
        terminal.wait_for("best first")
        terminal.wait_until_quiet(SETTLED_S)
        found.append(("a search of two words", pss_mb(terminal.pid)))
    print("\n| memory, 190,000 articles (PSS) | MB | above the bare app | at most |\n|---|---|---|---|")
    print(f"| bare Textual app | {base:.0f} | | |")
    for label, mb in found:
        print(f"| {label} | {mb:.0f} | {mb - base:.0f} | 60 |")


def pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("the kernel does not tell")


def row(label: str, values: list[int], peer: list[int] | None, limit: str) -> str:
    shown = (min(values), statistics.median(values), percentile(values, 95), max(values))
    beside = f"{statistics.median(peer):.0f}" if peer else ""
    return f"| {label} | " + " | ".join(f"{value:.0f}" for value in shown) + f" | {beside} | {limit} |"


def percentile(values: list[int] | list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


PARTS: dict[str, Callable[[Bench], None]] = {
    "bytes": measure_bytes,
    "keys": measure_keys,
    "start": compare_start,
    "memory": measure_memory,
}


if __name__ == "__main__":
    main()
