"""What differs between two versions is told word by word; what has moved is told as moved."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, Block, Teaser
from newsreader.stories.differences import Passage, compare, passages, words_between
from tests.stories import edits
from tests.stories.isle_news import stories

STORIES = stories(4, seed=3)
PARTS = edits.paragraphs(STORIES[0].text)
PARAGRAPHS = st.lists(st.text("ab, .海\n", max_size=12), max_size=6)


def marked(found: list[Passage]) -> list[str]:
    signs = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    return [" ".join(signs[span.kind].format(span.text) for span in passage.spans) for passage in found]


def line(older: str, newer: str) -> str:
    return marked([Passage("changed", words_between(older, newer))])[0]


def side(found: list[Passage], kind: str, away: str) -> list[str]:
    """The words of one version, as the differences have them."""
    return [
        word
        for passage in found
        if passage.kind != away
        for span in passage.spans
        if span.kind in ("same", kind)
        for word in "".join(span.text.split())
    ]


def test_a_changed_word_stands_between_what_stayed() -> None:
    assert line("The strait is closed.", "The strait was closed.") == "The strait [-is-] {+was+} closed."
    assert line("Second batch - harbour office", "Second batch — harbour office") == (
        "Second batch [---] {+—+} harbour office"
    )


def test_words_that_happen_to_recur_in_a_rewritten_sentence_are_not_kept_as_islands() -> None:
    found = line(
        "Pilots who stayed ashore for three days have the right to be paid, said a union man",
        "Nobody knows when ferries will sail again, the harbour office declared late on Friday",
    )
    assert found.count("[-") == found.count("{+") == 1


def test_paragraphs_that_were_cut_and_added_are_told_whole() -> None:
    found = list(passages(PARTS, [PARTS[0], *PARTS[2:], "A new paragraph."]))
    assert [passage.kind for passage in found] == ["same", "removed", "same", "same", "same", "added"]
    assert found[1].text == PARTS[1] and found[-1].text == "A new paragraph."


def test_a_paragraph_that_stands_elsewhere_has_moved() -> None:
    found = list(passages(PARTS, [*PARTS[1:], PARTS[0]]))
    assert [passage.kind for passage in found] == ["moved away", "same", "same", "same", "same", "moved here"]
    found = list(passages(PARTS, [PARTS[4], *PARTS[:2], "New words here.", *PARTS[2:4]]))
    kinds = [passage.kind for passage in found]
    assert kinds == ["moved here", "same", "same", "added", "same", "same", "moved away"]


def test_paragraphs_that_were_joined_or_parted_have_not_changed_their_words() -> None:
    joined = [f"{PARTS[0]} {PARTS[1]}", *PARTS[2:]]
    for older, newer in ((PARTS, joined), (joined, PARTS)):
        assert {span.kind for passage in passages(older, newer) for span in passage.spans} == {"same"}


def test_wrapping_makes_no_difference() -> None:
    assert compare(article("A  strait\nclosed"), article("A strait closed")).is_none


def test_chinese_is_compared_by_characters() -> None:
    assert line("海峡关闭三天", "海峡关闭五天") == "海峡关闭 [-三-] {+五+} 天"


def test_teasers_are_compared_too() -> None:
    more = Teaser("More stories", "Crane falls", "Two hurt")
    found = compare(article("Text."), article("Text.")._replace(teasers=(more,)))
    assert found.teasers_added == (more,) and not found.is_none


def test_words_are_counted_on_each_side() -> None:
    found = compare(article("one two three"), article("one four five three"))
    assert [found.words(kind) for kind in ("same", "added", "removed")] == [2, 2, 1]


def test_very_long_texts_are_compared_by_their_paragraphs() -> None:
    older = [f"paragraph {number} has words of its own {number * 7}" for number in range(3000)]
    newer = [text for number, text in enumerate(older) if number % 5]
    found = list(passages(older, newer))
    assert sum(passage.kind == "removed" for passage in found) == 600
    assert len(list(passages(["a b " * 20_000], ["c d " * 20_000]))) == 2


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_versions_are_in_the_differences(older: list[str], newer: list[str]) -> None:
    found = list(passages(older, newer))
    assert sorted(side(found, "removed", "moved here")) == sorted("".join("".join(older).split()))
    assert side(found, "added", "moved away") == list("".join("".join(newer).split()))


@given(st.integers(0, 10**6))
def test_edited_stories_come_out_as_they_are(seed: int) -> None:
    random = Random(seed)
    newer = edits.extended(
        edits.shortened(PARTS, 0.3, random), edits.paragraphs(STORIES[1].text), 0.3, random
    )
    random.shuffle(newer)
    found = list(passages(PARTS, newer))
    assert side(found, "added", "moved away") == list("".join("".join(newer).split()))


def article(*texts: str) -> Article:
    return Article("Title", blocks=tuple(Block("paragraph", text) for text in texts))
