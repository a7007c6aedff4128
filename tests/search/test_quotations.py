"""``said:``: words inside one quotation of a speaker."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search import SearchIndex
from tests.search.conftest import document, search

DOCUMENTS = [
    document(
        1,
        "Lind: ferries will run",
        "Berg said the gas lasts. “We like ice,” Mara Lind said. “It is for winter supplies.”"
        " Ice came on Friday.",
        quotations=(
            ("Mara Lind", "ferries will run"),
            ("Jonas Berg", "the gas lasts."),
            ("Mara Lind", "We like ice\nIt is for winter supplies."),
        ),
    ),
    document(2, "", "По словам Пескова, газ дорогой.", language="ru",
             quotations=(("Дмитрий Песков", "газ дорогой."),)),
    document(3, "x", "林海表示，渡轮将恢复运行。", language="zh",
             quotations=(("林海", "渡轮将恢复运行"),)),
    document(4, "Ice and ferries, Mara Lind, winter supplies on Friday", "Nobody says anything."),
    document(5, "x", "Lind said ice. Lind said ferries.",
             quotations=(("Lind", "ice."), ("Lind", "ferries."))),
    document(6, "x", "Lind Lind said ice. Ferries.", quotations=(("Lind Lind", "ice."),)),
    document(7, "x", "Text that has changed.",
             quotations=(("Mara Lind", "what is nowhere in it"), ("", "Text"))),
]  # fmt: skip


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    index = SearchIndex(Path(tmp_path_factory.mktemp("spoken")) / "index")
    index.add(DOCUMENTS[:3])
    index.add(DOCUMENTS[3:])
    return index


QUERIES = {
    "said:lind": [1, 5, 6],
    "said:LIND": [1, 5, 6],
    "said:lind ice": [1, 5, 6],
    "said:lind ice ferries": [],
    "said:lind (ice ferries)": [1, 5, 6],
    "said:berg ice": [],
    'said:"mara lind" "winter supplies"': [1],
    'said:mara "ice winter"': [],
    "said:lind ice winter": [1],
    "said:lind friday": [],
    "said:lind run": [1],
    "said:lind run ice": [],
    "said:berg gas OR said:lind friday": [1],
    "-said:lind ice": [2, 3, 4, 7],
    "friday said:lind ice": [1],
    "(said:lind ice) friday": [1],
    "said:(lind OR berg) lasts": [1],
    "said:(lind -berg) ice": [1, 5, 6],
    "said:lin* wint*": [1],
    "said:l?nd *nter": [1],
    "said:lnid~2 ice": [1, 5, 6],
    "said:lind =supplies": [1],
    "said:lind =supply": [],
    "said:lind supply": [1],
    "said:lind title:ferries": [1],
    "said:песков": [2],
    "said:пескову газ": [2],
    "said:песковым дорогого": [2],
    "said:林海 渡轮": [3],
    "said:林海 恢复运行": [3],
    "said:nobody": [],
    "said:lind nothing": [],
}


@pytest.mark.parametrize("query", QUERIES)
def test_words_are_found_inside_quotations_of_the_speaker(spoken: SearchIndex, query: str) -> None:
    assert search(spoken, query) == QUERIES[query]


def test_speech_is_found_after_segments_are_merged(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    for one in DOCUMENTS:
        index.add([one])
    index.add([], deleted_rowids=[5])
    index.optimize()
    for query, rowids in QUERIES.items():
        if not query.startswith("-"):
            assert search(index, query) == [rowid for rowid in rowids if rowid != 5]
    index.verify()
    index.close()


WORDS = ["ice", "gas", "run"]
PIECES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
NAMES = st.sampled_from(["Ann", "Bob", "Ann Bob", "Bob Bob"])
SPEECHES = st.lists(
    st.tuples(NAMES, st.lists(PIECES, min_size=1, max_size=2)),
    max_size=4,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(articles=st.lists(SPEECHES, min_size=1, max_size=3), fillers=st.booleans())
def test_speech_is_found_as_by_reading(
    tmp_path_factory: pytest.TempPathFactory, articles: list[list[tuple[str, list[str]]]], fillers: bool
) -> None:
    documents = [
        document(
            rowid,
            "ice gas run" if fillers else "",
            " ; ".join(" , ".join(f"“{piece}”" for piece in pieces) for _, pieces in speeches),
            quotations=tuple(
                (speaker, "\n".join(f"“{piece}”" for piece in pieces)) for speaker, pieces in speeches
            ),
        )
        for rowid, speeches in enumerate(articles)
    ]
    index = SearchIndex(Path(tmp_path_factory.mktemp("speech")) / "index")
    index.add(documents)
    for name in ("ann", "bob", '"ann bob"'):
        for words in (["ice"], ["gas", "run"]):
            expected = [
                rowid
                for rowid, speeches in enumerate(articles)
                if any(
                    set(name.strip('"').split()) <= set(speaker.lower().split())
                    and set(words) <= set(" ".join(pieces).split())
                    for speaker, pieces in speeches
                )
            ]
            assert search(index, f"said:{name} {' '.join(words)}") == expected
    index.close()
