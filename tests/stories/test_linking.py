"""Which article a teaser announces, where titles are close and yet another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.stories.linking import Choice, choose
from newsreader.stories.pointers import Candidate, Pointer, Pointers
from newsreader.stories.titles import title_of, url_key, words_of, words_of_each

TEXT = (
    "STRAITGATE -- The harbour office closed the northern strait to all ships at noon on Thursday as a storm "
    "from the north-west reached hurricane force. Captain Noor Haddock said that eleven ships were riding at "
    "anchor. Trains run as far as Harrow Bay, the railway said."
)
SUMMARY = "The harbour office closed the northern strait to all ships at noon on Thursday"
STORM = "Storm closes the northern strait at Straitgate"
DAY = 19_000


def chosen(
    title: str,
    *articles: Candidate,
    summary: str = "",
    url: str = "",
    day: int | None = DAY,
    texts: dict[int, str] | None = None,
) -> Choice:
    """What a teaser leads to among these articles, as it is looked up and judged."""
    pointer = Pointer(title, summary, url, day)
    pointers = Pointers([pointer])
    candidates = [article for article in pointers.worth_a_look(articles) if pointers.that_may_mean(article)]
    return choose(pointer, candidates, lambda rowid: (texts or {}).get(rowid, TEXT))


def storm(
    rowid: int = 1, title: str = STORM, subtitle: str = "", url: str = "", day: int | None = DAY
) -> Candidate:
    return Candidate(rowid, title, subtitle, url, day)


@pytest.mark.parametrize(
    "title",
    [
        STORM,
        "STORM CLOSES THE NORTHERN STRAIT AT STRAITGATE",
        "Storm closes northern strait at Straitgate",
        "“Storm closes the northern strait” at Straitgate",
        "Storm closes the northern strait at Straitgate at noon",
        "Closes the northern strait at Straitgate: storm",
    ],
)
def test_a_title_that_says_the_same_leads_there_with_its_summary(title: str) -> None:
    found = chosen(title, storm(), summary=SUMMARY)
    assert found.rowid == 1 and "summary in the text" in found.how


def test_the_same_summary_leads_there_although_a_word_is_written_apart() -> None:
    article = storm(title="Two hurt as crane falls at drydock 4", subtitle=SUMMARY)
    assert chosen("Two hurt as crane falls at dry dock 4", article, summary=SUMMARY).rowid == 1
    assert chosen("Two hurt as crane falls at drydock 4", article, summary=SUMMARY).rowid == 1


@pytest.mark.parametrize(
    "title",
    [
        "UPDATE 1-Storm closes the northern strait at Straitgate",
        "Storms close the northern strait at Straitgate",
        "Storm closes the southern strait at Straitgate",
        "Storm closes the northern strait at Harrow Bay",
        "Storm closes the northern strait at Straitgate for 2 days",
        "Storm opens the northern strait at Straitgate",
        "Snow closes the northern strait at Straitgate",
    ],
)
def test_a_title_that_is_close_is_another_article(title: str) -> None:
    assert chosen(title, storm()) == Choice()
    assert (
        chosen(title, storm(), summary="Nine ferries were turned back before dawn by the pilots") == Choice()
    )


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Bread costs 3.12 crowns in November", "Bread costs 3.19 crowns in November"),
        ("Harrow Yard 4th quarter net, 34 pence a share", "Harrow Yard 4th quarter net, 36 pence a share"),
        ("Isles vote on January 16, minister says", "Isles vote on January 17, minister says"),
        ("Crane falls at dry dock 4, two hurt", "Crane falls at dry dock 5, two hurt"),
    ],
)
def test_other_numbers_make_another_article_whatever_the_summary(title: str, other: str) -> None:
    assert chosen(title, storm(title=other), summary=SUMMARY).rowid is None


def test_a_name_that_the_article_does_not_have_makes_another_article() -> None:
    summary = SUMMARY.replace("harbour office", "harbour office of Marhold")
    assert chosen(STORM, storm(), summary=summary).rowid is None


def test_an_address_is_enough_whatever_stands_around_it() -> None:
    article = storm(
        title="Something else entirely", url="https://www.meridian.example/a/storm/?utm_source=front"
    )
    found = chosen("Read this", article, url="http://meridian.example/a/storm#top", day=None)
    assert found == Choice(1, "same address")


def test_another_address_at_the_same_place_makes_another_article() -> None:
    article = storm(url="https://meridian.example/2021/12/09/review")
    assert chosen(STORM, article, url="https://meridian.example/2021/12/10/review").rowid is None


def test_a_column_leads_to_the_issue_of_the_day() -> None:
    issues = [storm(number, "Press review", day=DAY + number) for number in range(-3, 4)]
    assert chosen("Press review", *issues, day=DAY + 2).rowid == 2
    assert chosen("Press review", *issues, day=None).rowid is None


def test_of_several_that_might_be_meant_none_is_taken() -> None:
    texts = {1: TEXT, 2: "Nothing of the kind happened, and nobody was there to see it at all."}
    assert chosen(STORM, storm(1), storm(2), texts=texts) == Choice(is_open=True)


def test_of_two_versions_of_one_article_the_first_is_taken() -> None:
    found = chosen(STORM, storm(2), storm(1), texts={1: TEXT, 2: f"{TEXT} More to follow."})
    assert found.rowid == 1


def test_a_title_that_was_cut_off_leads_to_the_whole() -> None:
    whole = storm(title="Ferries for the outer isles: second batch of four agreed, says the harbour office")
    cut = "Ferries for the outer isles: second batch of four agr…"
    assert chosen(cut, whole).rowid == 1
    assert chosen(cut, whole, day=DAY + 40).rowid is None


def test_titles_in_scripts_without_spaces_are_compared_too() -> None:
    article = storm(title="第一艘新渡轮在港湾下水")
    assert chosen("第一艘新渡轮在港湾下水。", article).rowid == 1
    assert chosen("第二艘新渡轮在港湾下水", article).rowid is None


def test_a_common_title_needs_more_than_itself() -> None:
    assert chosen("Weather", storm(title="Weather"), day=None).rowid is None
    assert chosen("Weather", storm(title="Weather"), day=DAY + 30).rowid is None
    assert chosen("Weather", storm(title="Weather")).rowid == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.kestrel.example/a/b/", "http://kestrel.example/a/b"),
        ("https://kestrel.example/a/index.html", "https://kestrel.example/a"),
        ("https://m.kestrel.example/a?id=4&utm_medium=rss&b=1", "https://kestrel.example/a?b=1&id=4#c"),
        ("https://kestrel.example:443/a%20b", "https://kestrel.example/a b"),
    ],
)
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize(
    "url", ["", "https://kestrel.example/", "mailto:a@b.example", "http://[", "http://a:x/b", "//"]
)
def test_what_names_no_page_is_no_address(url: str) -> None:
    assert url_key(url) == ""


@given(st.text())
def test_a_title_has_the_same_words_however_it_is_capitalised(text: str) -> None:
    assert words_of(text.upper().lower()) == words_of(text.upper().lower().upper().lower())
    assert title_of(f"  {text}\n").key == title_of(text).key


@given(st.text(), st.text(), st.text(), st.text(), st.one_of(st.none(), st.integers(0, 40_000)))
def test_anything_can_be_judged(title: str, other: str, summary: str, text: str, day: int | None) -> None:
    pointer, article = Pointer(title, summary, summary, day), Candidate(1, other, summary, text, DAY)
    found = choose(pointer, [article], lambda _: text)
    assert found.rowid in (None, 1)


WORDS = st.lists(
    st.sampled_from(["storm", "strait", "pilots", "ferry", "bread", "isles", "crane"]), min_size=4, max_size=8
)


@given(WORDS, st.integers(0, 7))
def test_a_title_with_one_word_more_or_less_is_among_those_compared(words: list[str], place: int) -> None:
    words = [*dict.fromkeys(words)]
    if len(words) < 5:
        return
    shorter = [word for number, word in enumerate(words) if number != place % len(words)]
    for one, other in ((words, shorter), (shorter, words)):
        pointers = Pointers([Pointer(" ".join(one))])
        assert pointers.that_may_mean(Candidate(1, " ".join(other))) == {0}


TITLES = st.text("abAB12 ,.'’\né中か-…", max_size=12)


@given(st.lists(TITLES, max_size=5))
def test_words_of_many_titles_are_those_of_each(titles: list[str]) -> None:
    assert words_of_each(titles) == [words_of(title) for title in titles]


SAID = st.lists(st.sampled_from(["storm", "strait", "the", "ferry", "9", "crane…"]), max_size=7).map(" ".join)
ADDRESSES = st.sampled_from(["", "", "https://isle.example/a", "https://isle.example/b"])


@given(
    st.lists(st.builds(Pointer, SAID, st.just("") | SAID, ADDRESSES), max_size=3),
    st.lists(st.builds(Candidate, st.just(1), SAID, st.just("") | SAID, ADDRESSES), max_size=5),
)
def test_no_article_that_a_teaser_may_mean_is_passed_over(
    said: list[Pointer], there: list[Candidate]
) -> None:
    pointers = Pointers(said)
    looked_at = list(pointers.worth_a_look(there))
    assert [each for each in there if pointers.that_may_mean(each)] == [
        each for each in looked_at if pointers.that_may_mean(each)
    ]
