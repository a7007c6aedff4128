"""What it costs to tell what is about the same, in a library that is there.

    python -m tests.benchmarks.threads DATA_DIR [--articles N]

For articles drawn at random: what is shown below the text, and the thread of the story; then ``has:related``
at first and again. Prints a table for RESULTS.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths

SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    with Library(Paths(data=options.data, config=options.data / "config.toml")) as library:
        everything = library.listing(View(query="words:>60")).rowids()
        rowids = random.Random(SEED).sample(everything, options.articles)
        library.below(rowids[0])
        related = 0

        def look(rowid: int) -> None:
            nonlocal related
            related += bool(library.below(rowid).related)

        below = [timed(look, rowid) for rowid in rowids]
        ids = [headline.id for headline in library.headlines(rowids[:40])]
        threads = [timed(lambda id: library.listing(View(query=f"thread:{id}")), id) for id in ids]
        first = timed(library.listing, View(query="has:related"))
        again = timed(library.listing, View(query="has:related"))
        found = library.listing(View(query="has:related")).matches
        articles = library.counts().articles
    print(f"| {articles} articles | median | p95 |\n|---|---|---|")
    print(f"| below the text ({related} of {len(rowids)} have something) | {_both(below)} |")
    print(f"| a thread | {_both(threads)} |")
    print(f"| `has:related` ({found} found), at first / again | {first:.0f} ms | {again:.0f} ms |")
    print(f"| memory at its peak | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB | |")


def timed(ask: Callable[[Any], object], question: Any) -> float:
    """Milliseconds of CPU: the machine may be busy with other things."""
    started = time.process_time()
    ask(question)
    return (time.process_time() - started) * 1000


def _both(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ms | {sorted(times)[int(len(times) * 0.95)]:.1f} ms"


if __name__ == "__main__":
    main()
