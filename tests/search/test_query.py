from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.search.query import lexer, parse, render
from newsreader.search.query.lexer import MAX_LEAVES
from newsreader.search.query.syntax import EVERYTHING, Near, Phrase, Word

PIECES = st.sampled_from(
    [
        "a",
        "b*",
        "w?ld",
        "*a*?",
        "a*b?-c",
        "foo~",
        "x~2",
        "=ex",
        '="a b"',
        '"x y"',
        '"a b"~4',
        "“so”",
        "S-400",
        "U.S.",
        "OR",
        "NOT",
        "AND",
        "NEAR/3",
        "-",
        "(",
        ")",
        '"',
        "\\",
        "\\OR",
        ":",
        "~",
        "*",
        "?",
        "=",
        "经济",
        "经*长",
        "国*",
        "title:",
        "by:",
        "title:(",
        "is:",
        "is:read",
        "is:foo",
        "tag:x",
        'tag:"a b"',
        "has:versions",
        "lang:en-GB",
        "date:2021-12..",
        "date:2021-31",
        "before:2021",
        "words:>5",
        "newer:7d",
        "foo:bar",
        "http://a.b/c",
        "said:x",
        "most:(",
        "most:",
    ]
)
QUERIES = st.one_of(
    st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=12).map(
        lambda pieces: "".join(piece + gap for piece, gap in pieces)
    ),
    st.text(max_size=60),
)


@settings(max_examples=400, deadline=None)
@given(QUERIES)
def test_an_interpretation_reads_back_as_itself(query: str) -> None:
    node = parse(query).node
    assert parse(render(node)).node == node
    assert render(parse(render(node)).node) == render(node)


@pytest.mark.parametrize(
    ("query", "interpreted"),
    [
        ("title:cocoa bahia", "title:cocoa bahia"),
        ('"interest rates" -japan date:1987-03', '"interest rates" -japan date:1987-03'),
        ("a OR b c", "a OR (b c)"),
        ("(a OR b) c", "(a OR b) c"),
        ("a AND NOT b", "a -b"),
        ("NOT NOT a", "a"),
        ("is:unread OR title:x", "is:unread OR title:x"),
        ("title:(a OR -b)", "title:(a OR -b)"),
        ("title:-x", "-title:x"),
        ("author:smith language:english", "by:smith lang:en"),
        ("who won the election?", "who won the election"),
        ("a NEAR/5 b", '"a b"~5'),
        ("S-40*", "S-40*"),
        ("fuzzy~ fuzzier~2", "fuzzy~ fuzzier~2"),
        ('=exact ="two words"', '=exact ="two words"'),
        ("date:2021-12-09..2021-12-01", "date:2021-12-01..2021-12-09"),
        ("date:2021-3..", "date:2021-03.."),
        ("words:>500 words:<=9", "words:501.. words:..9"),
        ("most:(strait pilots -storm date:2021)", "most:(strait pilots) -storm date:2021"),
        ("title:most:(a b)", "title:most:(a b)"),
        ("most:(one)", "one"),
        ("newer:7d", "newer:7d"),
        ('tag:"to read"', 'tag:"to read"'),
        ("“smart quotes”", '"smart quotes"'),
        ("url:https://example.org/a", 'url:"https://example.org/a"'),
        ("\\OR", '"OR"'),
    ],
)
def test_syntax_is_understood(query: str, interpreted: str) -> None:
    assert render(parse(query).node) == interpreted
    assert parse(query).notes == ()


@pytest.mark.parametrize(
    ("query", "interpreted"),
    [
        ("foo:bar", "foo bar"),
        ("is:purple", "is purple"),
        ("date:2021-99", "date 2021-99"),
        ("date:yesterday", "date yesterday"),
        ("words:many", "words many"),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_noted(query: str, interpreted: str) -> None:
    assert render(parse(query).node) == interpreted
    assert parse(query).notes


@pytest.mark.parametrize(
    "query", ["", "  ", "(", ")", '"', "-", "title:", "OR", "a:".replace("a", "is"), "* ?", "...", "()", "-("]
)
def test_a_query_that_says_nothing_yet_is_everything(query: str) -> None:
    assert parse(query).node == EVERYTHING


@pytest.mark.parametrize(
    ("query", "interpreted"),
    [('"half open', '"half open"'), ("(a (b", "a b"), ("a) b", "a b"), ("a OR", "a"), ("NOT", "")],
)
def test_what_is_not_closed_is_closed(query: str, interpreted: str) -> None:
    assert render(parse(query).node) == interpreted


@pytest.mark.parametrize(
    "query",
    [
        "(" * 100_000,
        "a " * 10_000,
        "-" * 100_000,
        '"' * 100_000,
        "NOT " * 50_000,
        "a*" * 50_000,
        "(a " * 50_000,
        "title:" * 30_000,
        "most:(a " * 30_000,
        "*" * 100_000,
        "x" * 200_000 + "~",
        "~" * 100_000,
        ")(" * 50_000,
        "\\" * 99_999,
    ],
    ids=lambda query: query[:6],
)
def test_absurd_queries_are_answered(query: str) -> None:
    node = parse(query).node
    assert parse(render(node)).node == node


def test_only_so_many_words_are_searched_and_it_says_so() -> None:
    query = parse(" ".join(f"w{number}" for number in range(10_000)))
    assert len(render(query.node).split()) == MAX_LEAVES
    assert query.notes


def test_a_single_quoted_word_is_a_word() -> None:
    assert parse('"word"').node == Word("word")
    assert parse('"two words"').node == Phrase("two words")
    assert parse('"two words"~5').node == Near("two words", 5)


PIECES = ["oil", "x9", "near", "or", "most", "title", ":", " ", "\n", "\x1f", "OR", "NEAR/3", "-", "=", '"']
PIECES += ["(", ")", "*", "~2", "\\", "é", "油", "Oil", "is:unread", "url:", "a" * 65, "'", "."]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_plain_word_is_read_as_any_other_is(query: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexer, "_PLAIN", re.compile("(?!)"))
        expected = parse(query)
    assert parse(query) == expected
