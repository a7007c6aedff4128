"""Versions of a story are found among many texts; forms that were filled in anew are not taken for them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.stories.likeness import Likeness, comparable, likeness
from newsreader.stories.lookup import Known, tidied
from newsreader.stories.matching import Match, Told, matches
from newsreader.stories.words import words
from tests.stories import edits
from tests.stories.isle_news import EARNINGS, MARKET, stories

STORIES = stories(60, seed=4)


def alike(first: str, second: str, *, titles: tuple[str, str] = ("", ""), days: int = 0) -> Likeness | None:
    return likeness(*comparable(titles, words((first, second)), (10, 10 + days)))


def found(told: Sequence[Told], at_once: int = 1000) -> set[tuple[int, int]]:
    by_key = {each.key: each for each in told}
    known: list[Known] = []
    all_found: list[Match] = []
    for start in range(0, len(told), at_once):
        more, mine = matches(told[start : start + at_once], known, lambda keys: [by_key[key] for key in keys])
        all_found += more
        known = tidied([*known, mine])
    return {(match.other, match.key) for match in all_found}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 59), st.integers(0, 10**6))
def test_an_edited_story_is_a_version(number: int, seed: int) -> None:
    random = Random(seed)
    parts = edits.paragraphs(STORIES[number].text)
    others = edits.paragraphs(STORIES[number - 1].text)
    change = random.choice(
        (
            lambda: edits.with_furniture(parts, random),
            lambda: edits.shortened(parts, random.uniform(0.05, 0.4), random),
            lambda: edits.extended(parts, others, random.uniform(0.05, 0.4), random),
            lambda: edits.reopened(parts, random),
        )
    )
    assert alike("\n\n".join(parts), edits.rewrapped(change(), random))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([EARNINGS, MARKET]), st.integers(0, 10**6))
def test_a_form_filled_in_anew_is_none(form: str, seed: int) -> None:
    random = Random(seed)
    title, _, text = form.partition("\n")
    for change in (edits.with_other_numbers, edits.with_other_names):
        assert alike(text, change(text, random), titles=(title, change(title, random))) is None


def test_versions_are_found_among_many_texts_whether_they_come_together_or_not() -> None:
    random = Random(7)
    told = [Told(place, *story) for place, story in enumerate(STORIES, 1)]
    expected = set()
    for place in range(0, 60, 3):
        changed = edits.shortened(edits.paragraphs(STORIES[place].text), 0.3, random)
        told.append(Told(100 + place, STORIES[place].title, edits.rewrapped(changed, random)))
        expected.add((place + 1, 100 + place))
    assert found(told) == found(told, at_once=7) == expected


def test_what_two_versions_have_in_common_is_counted_in_words() -> None:
    text = STORIES[0].text
    assert alike(text, text) == Likeness(len(text.split()), len(text.split()), len(text.split()))
    assert alike(text, f"{text} {STORIES[1].text}").common == len(text.split())


def test_paragraphs_in_another_order_are_still_in_common() -> None:
    parts = edits.paragraphs(STORIES[0].text)
    assert alike("\n".join(parts), "\n".join(parts[::-1]))


def test_a_number_that_was_corrected_makes_no_other_story() -> None:
    text = STORIES[0].text + " The committee meets on the 14th and will hear 9 witnesses, 3 of them pilots."
    assert alike(text, text.replace("9 witnesses", "11 witnesses"))


def test_short_notices_of_others_are_no_versions() -> None:
    text = "The board declared a quarterly payment of 12 crowns a share. Pay April 30. Record April 10."
    titles = ("ELLIN LOAVES <ELLN> SETS QUARTERLY", "OUTER ISLES ROPES <OIRO> SETS QUARTERLY")
    assert alike(text, text, titles=titles) is None
    assert alike(text, text, titles=(titles[0], titles[0]))


def test_the_same_words_weeks_later_are_other_news_where_they_are_few() -> None:
    text = (
        "The island bank left its rates unchanged after the regular meeting of its council, a spokesman said."
        " No press conference was held. The discount rate stays where it has been since January and the"
        " ceiling for loans to boat builders too."
    )
    assert alike(text, text, days=1)
    assert alike(text, text, days=28) is None


def test_chinese_versions_are_found() -> None:
    text = (
        "海峡因风暴关闭三天，所有引航员留在岸上，渡轮公司表示周五之前不会恢复航行，岛上的面包店担心面粉不足。"
    )
    more = "港务局发言人说，新的拖船将在下个月抵达，届时恶劣天气中也能维持航线，费用由岛屿委员会承担。"
    other = "博物馆周日重新开放，展出四十幅修复后的油画，馆长感谢志愿者们三年来的工作，门票免费至月底为止。"
    longer = (
        "面包师们已经请求委员会在码头设立一个共用仓库，储存足够两周使用的面粉，委员会将于下周二讨论这一请求。"
    )
    assert alike(text + longer + more, text + longer)
    assert alike(text + longer, more + other) is None
    told = [Told(1, "", text + longer + more), Told(2, "", other * 2), Told(3, "", text + longer)]
    assert found(told) == {(1, 3)}


def test_a_chinese_form_filled_in_anew_is_none() -> None:
    form = (
        "{who}今天上午在岛屿委员会大楼前举行仪式，欢迎{guest}对群岛进行正式访问。仪式结束后双方举行会谈，" * 2
    )
    first = form.format(who="港务局长", guest="北方诸岛总督")
    second = form.format(who="港务局长", guest="拉恩特恩市长夫人")
    assert alike(first, second, titles=("欢迎北方诸岛总督", "欢迎拉恩特恩市长夫人"), days=9) is None
    assert alike(first, second, titles=("欢迎北方诸岛总督", "欢迎拉恩特恩市长夫人")) is None


@pytest.mark.parametrize("text", ["", "one", "海", "a " * 5000, "\0"])
def test_empty_and_odd_texts_are_no_trouble(text: str) -> None:
    assert found([Told(1, "", text), Told(2, text, STORIES[0].text), Told(3, "", STORIES[0].text)]) == {
        (2, 3)
    }
    alike(text, text)


def test_a_text_that_is_gone_is_passed_over() -> None:
    first, second = (Told(key, "", STORIES[0].text) for key in (1, 2))
    _, known = matches([first], [], lambda keys: [])
    assert matches([second], [known], lambda keys: [])[0] == []
    assert [match.other for match in matches([second], [known], lambda keys: [first])[0]] == [1]


def test_of_a_text_known_twice_the_later_sketch_counts() -> None:
    old = matches([Told(5, "", STORIES[0].text)], [], lambda keys: [])[1]
    new = matches([Told(5, "", STORIES[1].text * 3)], [], lambda keys: [])[1]
    joined = Known.joined([old, new])
    assert joined.keys.tolist() == [5] and joined.sizes.tolist() == new.sizes.tolist()
