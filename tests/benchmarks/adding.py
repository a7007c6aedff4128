"""What adding costs, beside recollindex: the same stories, in turn, in one run.

    python -m tests.benchmarks.adding [--runs 3] [--corpus FILE] [--room DIR]

newsreader adds the corpus as the one file it is; recollindex, when it is installed, indexes each of its
stories that has a text as a file of its own. Both begin with nothing. Memory is the proportional set size of
all processes of the tree together, at its peak. Prints a table for RESULTS.md.
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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.terminal import PROJECT

LOOK_EVERY_S = 0.1


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
        costs: dict[str, list[Cost]] = {"newsreader add": []}
        if shutil.which("recollindex"):
            costs["recollindex"] = []
            write_stories(options.corpus, room / "stories")
        for _ in range(options.runs):
            costs["newsreader add"].append(add(options.corpus, Path(scratch) / "library"))
            if "recollindex" in costs:
                costs["recollindex"].append(index_with_recoll(room / "stories", Path(scratch) / "recoll"))
    report(costs)


def write_stories(corpus: Path, folder: Path) -> None:
    """Each story that has a text as a file, unless an earlier run has written them."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            story = json.loads(line)
            if story.get("body", "").strip():
                text = f"{story.get('title') or ''}\n\n{story['body']}"
                (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


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
    while process.poll() is None:
        peak_kb = max(peak_kb, sum(map(proportional_kb, tree(process.pid))))
        time.sleep(LOOK_EVERY_S)
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
    ours, theirs = costs["newsreader add"], costs.get("recollindex")
    if theirs:
        for unit, column in (("wall", 0), ("CPU", 1)):
            ratios = [mine[column] / other[column] for mine, other in zip(ours, theirs, strict=True)]
            print(
                f"| ratio of {unit}, pair by pair | {statistics.median(ratios):.2f} "
                f"({min(ratios):.2f}-{max(ratios):.2f}) | | |"
            )


if __name__ == "__main__":
    main()
