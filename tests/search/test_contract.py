"""What the query language promises, item by item: what each query finds among a few articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.search import SearchIndex, parse
from tests.search.conftest import Marks, document, search

ARTICLES = [
    document(1, "Bread prices fall", "Bakers in Port Ellin sell loaves of bread. Tourism helps.",
             byline="Jane Doe",
             place="PORT ELLIN", agency="MWA", section="Coronavirus pandemic",
             bundle="my bundle", date="2021-12-09",
             words=600, url="https://example.org/2021/12/bread?id=7"),
    document(2, "Ferries run again",
             "The pilot of the S-400 ferry praised pilots: gas supplies to the isles are safe.",
             lede="An e-mail said so", date="2021-12-01", words=150, bundle="wire",
             url="http://wire.example/a/ferries"),
    document(3, "Ёлка и хлеб", "Цены на хлеб упали. Ещё дешевле стала мука.", language="ru",
             date="2020-05-31", words=90),
    document(4, "Straße gesperrt", "Die Maße der Brücke und die İstanbul Konferenz, ısı.", language="de",
             words=100),
    document(5, "经济增长很快", "中国经济增长 7 percent, oil prices 稳定。", language="zh",
    date="2021-12-05", words=200),
    document(6, "خبر", "كتاب يوم ۱۲۳ در کتابخانه", language="fa", words=5, is_stub=True),
    document(7, "ＡＢＣ agreement",
             "Gas to Europe: the supplies are late. Price rises in bread but prices of gas.", words=501,
             is_inferred=True, tags=("to read",)),
]  # fmt: skip
MARKS = Marks(
    {
        ("is", "unread"): [1, 3],
        ("is", "read"): [2, 4, 5, 6, 7],
        ("is", "starred"): [2],
        ("is", "updated"): [5],
        ("tag", "to read"): [7],
        ("has", "versions"): [1, 2],
        ("has", "related"): [3],
    }
)
PROMISES = {
    # words
    "bread": [1, 7], "BREAD price": [1, 7], "pilots": [2], "bread gas": [7], "loaf": [], "loaves": [1],
    "bread OR ferries": [1, 2, 7], "bread NOT gas": [1], "bread -gas": [1], "(bread OR ferry) -gas": [1],
    "NOT (bread OR gas)": [3, 4, 5, 6], "bread AND gas": [7],
    # together
    '"bread prices"': [1], '"prices bread"': [], '"prices bread"~5': [1, 7], "prices NEAR/5 bread": [1, 7],
    "bread NEAR/0 prices": [1, 7], '"gas supplies" NEAR/3 isles': [2], 'isles NEAR "gas supplies"': [2],
    '"gas supplies" NEAR/1 isles': [], "rises NEAR/2 bread NEAR/2 prices": [7],
    '"gas supplies" NEAR/2 "the isles"': [2], "title:(prices NEAR/2 bread)": [1],
    # patterns
    "ferr*": [2], "l?aves": [1], "*ism": [1], "t*sm": [1], "brad~": [1, 7], "braedd~2": [1, 7],
    "=pilot": [2], "=loaf": [], "=price": [7], '="gas supplies"': [2], '="gas supply"': [], "S-400": [2],
    "s400": [2],
    # fields
    "title:bread": [1], "lede:email": [2], "body:pilots": [2], "by:doe": [1], 'by:"jane doe"': [1],
    "author:jane": [1],
    'place:"port ellin"': [1], "agency:mwa": [1], 'section:"Coronavirus pandemic"': [1],
    "section:coronavirus": [1],
    'bundle:"my bundle"': [1], "bundle:MY\\ bundle": [1], "bundle:wire": [2, 3, 4, 5, 6, 7],
    'tag:"to read"': [7],
    "lang:ru": [3], "lang:russian": [3], "lang:zh-CN": [5], "lang:English": [1, 2, 7], "lang:русский": [3],
    "url:example.org": [1], "url:bread": [1], "url:https://example.org/2021/12/bread?id=7": [1],
    'url:"https://example.org/2021/12/bread?id=7"': [1], "url:http://wire.example/a/ferries": [2],
    "url:2021/12": [1],
    "title:(bread OR ferries)": [1, 2], "-title:bread": [2, 3, 4, 5, 6, 7], "bread -title:bread": [7],
    "title:(bread -fall)": [], "title:ferr*": [2], "title:=prices": [1], "title:bred~": [1],
    'title:"prices fall"': [1],
    # state
    "is:unread": [1, 3], "is:read": [2, 4, 5, 6, 7], "is:starred": [2], "is:updated": [5], "is:stub": [6],
    "is:inferred": [7], "is:undated": [4, 6, 7], "has:versions": [1, 2], "has:related": [3],
    "bread -is:unread": [7],
    # dates and lengths
    "date:2021": [1, 2, 5], "date:2021-12": [1, 2, 5], "date:2021-12-09": [1],
    "date:2021-12-01..2021-12-05": [2, 5],
    "date:2021-12-05..": [1, 5], "date:..2020": [3], "before:2021": [3], "after:2021-12-01": [1, 5],
    "newer:7d": [1, 5],
    "newer:1y": [1, 2, 5], "words:>500": [1, 7], "words:>=501": [1, 7], "words:100..200": [2, 4, 5],
    "words:<100": [3, 6],
    "words:150": [2], "words:..90": [3, 6], "words:600..": [1],
    # scripts
    "елка": [3], "ЁЛКА": [3], "еще": [3], "хлеба": [3], "strasse": [4], "STRAßE": [4], "masse": [4],
    "istanbul": [4],
    "isi": [4], "ISI": [4], "经济": [5], "增长 oil": [5], "经济增长很": [5], "国经": [5],
    "济国": [], "\"经济增长\"": [5],
    "کتاب": [6], "كتاب": [6], "یوم": [6], "يوم": [6], "123": [6], "۱۲۳": [6], "١٢٣": [6], "abc": [7],
    "ａｂｃ": [7],
    # escapes
    r"\"bread\"": [1, 7], r"port\:ellin": [1], r"\(bread\)": [1, 7], r"\-bread": [1, 7], r"\OR": [],
    r"bread\*": [1, 7],
    # whatever else
    "": [1, 2, 3, 4, 5, 6, 7], '"bread prices': [1], "(bread OR ferries": [1, 2, 7], "bread)": [1, 7],
    "OR": [1, 2, 3, 4, 5, 6, 7],
    "nofield:bread": [], "bread\0gas": [7], "\u202ebread\u202c": [1, 7], "\ud800 bread": [1, 7],
    "title:": [1, 2, 3, 4, 5, 6, 7],
}  # fmt: skip


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    index = SearchIndex(Path(tmp_path_factory.mktemp("few")) / "index")
    index.add(ARTICLES[:4])
    index.add(ARTICLES[4:])
    return index


@pytest.mark.parametrize("query", PROMISES, ids=ascii)
def test_a_query_finds_what_is_promised(few: SearchIndex, query: str) -> None:
    assert search(few, query, MARKS) == PROMISES[query]


ABSURD = {
    "10,000 words": " ".join(f"w{number}" for number in range(10_000)),
    "1,000 wildcards": " ".join(f"*a{number}*b" for number in range(1000)),
    "10,000 parentheses": "(" * 10_000 + "bread" + ")" * 10_000,
    "10,000 negations": "-" * 10_000 + "bread",
    "a megabyte of one word": "x" * 1_000_000,
    "a megabyte of words": "ab cd " * 170_000,
    "a megabyte of phrases": '"ab cd" ' * 130_000,
    "NEAR without end": "bread NEAR/5 " * 5000,
    "phrases NEAR without end": '"a b" NEAR/5 ' * 5000,
    "speakers without end": "said:a b " * 5000,
    "speakers in speakers": "said:(" * 5000,
    "names without end": "said:(" + " ".join(f"(a{number} OR b{number})" for number in range(100)) + ") x",
    "fields without end": "title:body:" * 5000,
    "nulls": "\0" * 10_000,
    "surrogates": "\ud800" * 10_000,
    "turned round": "\u202e\u2067bread " * 1000,
    "quotation marks": '"' * 9999,
    "stars": "*" * 10_000 + " " + "?" * 10_000,
    "fuzzy": " ".join(f"bread{number}~2" for number in range(1000)),
    "numbers": "words:" + "9" * 1000 + " date:" + "9" * 1000 + " newer:" + "9" * 1000 + "d",
}


@pytest.mark.parametrize("query", ABSURD.values(), ids=list(ABSURD))
def test_absurd_queries_are_answered_and_say_how_they_were_taken(few: SearchIndex, query: str) -> None:
    found = few.search(query, state=MARKS, limit=50)
    assert not found.is_cancelled
    found.interpreted.encode()
    assert found.interpreted.isprintable()
    assert len(found.interpreted) < 10_000


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("nofield:x", "there is no field nofield: searched as words"),
        ("lang:elvish", "lang:elvish makes no sense here: searched as words"),
        ("is:purple", "is:purple makes no sense here: searched as words"),
        (ABSURD["10,000 parentheses"], "parentheses deeper than 32 are left out"),
        (ABSURD["10,000 words"], "only the first 256 words are searched for"),
        (ABSURD["1,000 wildcards"], "only the first 64 patterns are searched for"),
        ("x" * 200_001, "only the first 200000 characters are looked at"),
    ],
    ids=lambda text: str(text)[:20],
)
def test_what_is_not_taken_literally_is_said(query: str, note: str) -> None:
    assert note in parse(query).notes
