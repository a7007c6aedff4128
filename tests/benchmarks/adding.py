"""What adding costs, beside recollindex: the same stories, in turn, in one run.

    python -m tests.benchmarks.adding [--runs 3] [--corpus FILE] [--room DIR]

newsreader adds the corpus as the one file it is, headlines without a text among its stories, and then only
those with a text; recollindex, when it is installed, indexes these as a file each. All begin with nothing.
Memory is the proportional set size of all processes of the tree together, at its peak. Prints a table for
RESULTS.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.terminal import PROJECT

LOOK_EVERY_S = 0.5
"""How often memory is measured, which takes 6 ms of one core for three large processes."""
TEXTS_FILE = "with-a-text.jsonl.gz"
ALL, TEXTS, RECOLL = "newsreader add, all", "newsreader add, those with a text", "recollindex"


class Cost(NamedTuple):
    """What one run of a command took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=PROJECT.parent / "shared/data/reuters-1987.jsonl.gz")
    parser.add_argument("--room", type=Path, help="where the stories are written as files, and found again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        room = options.room or Path(scratch)
        write_stories(options.corpus, room)
        library, recoll = Path(scratch) / "library", Path(scratch) / "recoll"
        peers: dict[str, Callable[[], Cost]] = {
            ALL: lambda: add(options.corpus, library),
            TEXTS: lambda: add(room / TEXTS_FILE, library),
        }
        if shutil.which("recollindex"):
            peers[RECOLL] = lambda: index_with_recoll(room / "stories", recoll)
        costs: dict[str, list[Cost]] = {name: [] for name in peers}
        for _ in range(options.runs):
            for name, run in peers.items():
                costs[name].append(run())
    report(costs)


def write_stories(corpus: Path, room: Path) -> None:
    """The stories that have a text: each as a file, and all as one like the corpus. What an earlier run has
    written stays."""
    folder = room / "stories"
    if not folder.exists():
        folder.mkdir(parents=True)
        for number, line in with_text(corpus):
            story = json.loads(line)
            text = f"{story.get('title') or ''}\n\n{story['body']}"
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    if not (room / TEXTS_FILE).exists():
        with gzip.open(room / TEXTS_FILE, "wt", encoding="utf-8") as lines:
            lines.writelines(line for _, line in with_text(corpus))


def with_text(corpus: Path) -> Iterator[tuple[int, str]]:
    """The lines of the corpus whose stories have a text, with their numbers."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if json.loads(line).get("body", "").strip():
                yield number, line


def add(corpus: Path, library: Path) -> Cost:
    shutil.rmtree(library, ignore_errors=True)
    command = [sys.executable, "-m", "newsreader", "--data-dir", str(library), "add", str(corpus)]
    return measure(command)


def index_with_recoll(stories: Path, folder: Path) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "recoll.conf").write_text(f"topdirs = {stories.resolve()}\n")
    return measure(["recollindex", "-c", str(folder)])


def measure(command: Sequence[str]) -> Cost:
    """Runs a command to its end. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=PROJECT)
    peak_kb = 0
    while process.returncode is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY_S)
        peak_kb = max(peak_kb, sum(map(proportional_kb, tree(process.pid))))
    wall_s = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall_s, cpu_s, peak_kb / 1024)


def tree(pid: int) -> Iterator[int]:
    """The process and all that descend from it (Linux)."""
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))
    except OSError:
        return


def proportional_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def report(costs: dict[str, list[Cost]]) -> None:
    print("| adding | wall s | CPU s | peak MB |\n|---|---|---|---|")
    for name, runs in costs.items():
        medians = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"| {name} | {next(medians):.1f} | {next(medians):.1f} | {next(medians):.0f} |")
    for name in (ALL, TEXTS):
        for unit, column in (("wall", 0), ("CPU", 1)):
            pairs = zip(costs[name], costs.get(RECOLL, ()), strict=False)
            ratios = [mine[column] / theirs[column] for mine, theirs in pairs]
            if ratios:
                print(
                    f"| {name}: ratio of {unit}, pair by pair | {statistics.median(ratios):.2f} "
                    f"({min(ratios):.2f}-{max(ratios):.2f}) | | |"
                )


if __name__ == "__main__":
    main()
