"""What indexing and searching cost, beside stock Whoosh and SQLite FTS5.

    python -m tests.benchmarks.search [--corpus FILE] [--copies 1 10] [--room DIR] [--without-whoosh]

Each peer indexes the same stories in a process of its own, one after the other; then each in turn is asked
all queries, and that several times: of each query the median counts. (Asked turn by turn, the peer that comes
after a slow one would find its data pushed out of the processor's caches.) Copies after the first have other
names in them: every capitalised word gets an ending. Prints tables for RESULTS.md. CPU seconds are quoted:
they suffer least from what else runs. ``--room`` keeps the indexes; stock Whoosh takes long to make its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsreader.search import IndexDocument, SearchIndex
from tests.benchmarks.search_peers import NO_STATE, PEERS, Peer
from tests.terminal import PROJECT

QUERIES = 200
ROUNDS = 3
SCREENFUL = 12
STORIES = 1_000_000
_NAME = re.compile(r"\b[A-Z][a-z]+\b")
_WORD = re.compile(r"[a-z]{3,}")
_FIRST_SEARCH = (
    "import time; started = time.perf_counter(); import sys\n"
    "from pathlib import Path\nfrom newsreader.search import SearchIndex\n"
    "found = SearchIndex(Path(sys.argv[1])).search('oil prices', state=None, limit=50)\n"
    "print((time.perf_counter() - started) * 1000, found.total)\n"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: words that must all be there, or a phrase, or the beginning of a word."""

    kind: str
    words: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=PROJECT.parent / "shared/data/reuters-1987.jsonl.gz")
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--room", type=Path, help="where indexes are kept and found again")
    parser.add_argument("--without-whoosh", action="store_true")
    parser.add_argument("--index", nargs=3, metavar=("PEER", "COPIES", "DIR"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.index:
        peer, copies, folder = options.index
        index_here(peer, options.corpus, int(copies), Path(folder))
        return
    names = [name for name in PEERS if name != "stock Whoosh" or not options.without_whoosh]
    with tempfile.TemporaryDirectory() as room:
        for copies in options.copies:
            compare(names, options.corpus, copies, options.room or Path(room))


def stories(corpus: Path, copies: int) -> Iterator[IndexDocument]:
    """The stories that have a body, each copy of them with other names."""
    for copy in range(copies):
        ending = chr(ord("a") + copy - 1) * 2 if copy else ""
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                story = json.loads(line)
                if story["body"].strip():
                    yield _document(story, number + copy * STORIES, ending)


def _document(story: dict[str, str], rowid: int, ending: str) -> IndexDocument:
    title, body = (
        _NAME.sub(lambda name: name.group() + ending, text or "") if ending else text or ""
        for text in (story["title"], story["body"])
    )
    day = datetime.strptime(story["date"].split()[0], "%d-%b-%Y").date().isoformat()
    return IndexDocument(
        rowid=rowid,
        title=title,
        lede="",
        body=body,
        byline="",
        place="",
        agency="Reuters",
        section="",
        url="",
        date=day,
        sort_key=int(day.replace("-", "")),
        language="en",
        bundle="reuters",
        words=len(body.split()),
        is_stub=False,
        tags=(),
        path="",
        is_inferred=False,
        story=rowid,
    )


def index_here(name: str, corpus: Path, copies: int, folder: Path) -> None:
    """Index with one peer and print documents, CPU seconds and seconds; reading the corpus is not counted."""
    peer: Peer = PEERS[name](folder)
    peer.warm_up()
    documents, cpu, wall = 0, 0.0, 0.0

    def take(batch: list[IndexDocument]) -> None:
        nonlocal documents, cpu, wall
        begun, started = time.process_time(), time.perf_counter()
        peer.add(batch)
        documents += len(batch)
        cpu += time.process_time() - begun
        wall += time.perf_counter() - started

    batch: list[IndexDocument] = []
    for document in stories(corpus, copies):
        batch.append(document)
        if len(batch) == 5000:
            take(batch)
            batch = []
    take(batch)
    begun, started = time.process_time(), time.perf_counter()
    peer.finish()
    cpu += time.process_time() - begun
    wall += time.perf_counter() - started
    print(json.dumps([documents, cpu, wall, _peak_memory_mb()]))


def _peak_memory_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def compare(names: list[str], corpus: Path, copies: int, room: Path) -> None:
    """Index, then ask, and print both tables."""
    print(f"\n## {copies} x Reuters\n\n| index | docs/s (CPU) | CPU s | s | peak MB | size MB |")
    print("|---|---|---|---|---|---|")
    peers = {name: PEERS[name](room / f"{name.replace(' ', '-')}-{copies}") for name in names}
    for name, peer in peers.items():
        if not peer.folder.exists():
            command = [sys.executable, "-m", "tests.benchmarks.search", "--corpus", str(corpus)]
            command += ["--index", name, str(copies), str(peer.folder)]
            output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
            documents, cpu, wall, memory = json.loads(output)
            print(f"| {name} | {documents / cpu:,.0f} | {cpu:.1f} | {wall:.1f} | {memory:.0f} ", end="")
        else:
            print(f"| {name} (made before) | | | | ", end="")
        print(f"| {_size_mb(peer.folder):.1f} |", flush=True)
    ask(peers, drawn(corpus), rounds={name: 1 for name in names if name == "stock Whoosh" and copies > 1})
    show(peers["newsreader"], corpus)
    first = sorted(_first_search(peers["newsreader"].folder) for _ in range(7))
    print(
        f"\nFirst search of a fresh process, imports included: least {first[0]:.0f}, median {first[3]:.0f} ms"
    )


def show(ours: Peer, corpus: Path) -> None:
    """Print what the snippets of a screenful of hits cost."""
    from newsreader.search import snippet

    found = SearchIndex(ours.folder).search("oil prices", state=NO_STATE, limit=SCREENFUL)
    bodies = {document.rowid: document.body for document in stories(corpus, 1)}
    texts = [bodies[rowid % STORIES] for rowid in found.rowids]
    took = []
    for _ in range(9):
        started = time.perf_counter()
        for text in texts:
            snippet(text, "en", found.highlights)
        took.append((time.perf_counter() - started) * 1000)
    print(f"\nSnippets of {len(texts)} hits: first {took[0]:.1f} ms, median {statistics.median(took):.1f} ms")


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _first_search(folder: Path) -> float:
    command = [sys.executable, "-c", _FIRST_SEARCH, str(folder)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()[0])


def drawn(corpus: Path) -> list[Asked]:
    """Queries of 1-4 words, phrases and prefixes, in equal parts from common, middling and rare words."""
    chance = random.Random(1987)
    texts = [document.body.lower() for document in stories(corpus, 1)]
    frequencies = Counter(word for text in texts for word in set(_WORD.findall(text)))
    ranked = sorted(
        (word for word, count in frequencies.items() if count > 2),
        key=lambda word: (-frequencies[word], word),
    )
    bands = [ranked[:150], ranked[150:2000], ranked[2000:]]
    asked: list[Asked] = []
    for number in range(QUERIES):
        band = bands[number % 3]
        match number % 10:
            case 8:
                asked.append(Asked("phrase", _neighbours(chance, texts, band)))
            case 9:
                asked.append(Asked("prefix", (chance.choice([word for word in band if len(word) > 4])[:4],)))
            case _:
                amount = 1 + number % 4
                words = chance.sample(band, 1) + chance.sample(ranked[:800], amount - 1)
                asked.append(Asked("words", tuple(words)))
    return asked


def _neighbours(chance: random.Random, texts: list[str], band: list[str]) -> tuple[str, ...]:
    while True:
        word, text = chance.choice(band), chance.choice(texts)
        found = re.search(rf"\b{word} ([a-z]{{3,}})\b", text)
        if found:
            return word, found.group(1)


def ask(peers: dict[str, Peer], queries: list[Asked], rounds: dict[str, int]) -> None:
    """Ask every peer every query and print what it took; ``rounds`` where they are not as many as usual."""
    each: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in peers}
    hits: dict[str, int] = {}
    for peer in peers.values():
        peer.open()
        for asked in queries[:20]:
            peer.search(asked.kind, asked.words)
    for number in range(ROUNDS):
        for name, peer in peers.items():
            if number < rounds.get(name, ROUNDS):
                hits[name] = 0
                for asked, times in zip(queries, each[name], strict=True):
                    started = time.perf_counter()
                    hits[name] += peer.search(asked.kind, asked.words)
                    times.append((time.perf_counter() - started) * 1000)
    took = {name: [statistics.median(times) for times in per_query] for name, per_query in each.items()}
    print("\n| top 50 of 200 queries | median ms | p95 ms | worst ms | sum ms | hits |")
    print("|---|---|---|---|---|---|")
    for name, times in took.items():
        ordered = sorted(times)
        print(
            f"| {name} | {statistics.median(times):.2f} | {ordered[int(len(ordered) * 0.95)]:.2f} "
            f"| {ordered[-1]:.2f} | {sum(times):.0f} | {hits[name]:,} |"
        )
    for kind in ("words", "phrase", "prefix"):
        which = [number for number, asked in enumerate(queries) if asked.kind == kind]
        medians = [
            f"{name} {statistics.median(times[number] for number in which):.2f}"
            for name, times in took.items()
        ]
        print(f"\nMedian ms, {kind}: {', '.join(medians)}", end="")
    print()


if __name__ == "__main__":
    main()
