"""Site furniture, template residue and sign-offs go, with the reason; what only looks like them stays."""

from __future__ import annotations

import pytest

from newsreader.article import Metadata
from newsreader.cleaning import BundleContext, furniture, learn, residue
from tests.cleaning.news import cleaned, document

STOCK = (
    "The harbour of Sandholm was built after the great flood and is run by a council of nine, who are "
    "chosen by the fishermen, the ferry company and the town for a term of three years."
)


def page(number: int, *, top: str = "The Sandholm Courier", end: str = "Write to the newsroom") -> str:
    return (
        f"{top}\n\nStory number {number} of the day\n\n"
        f"Boat {number} came in at {number} o'clock with {number * 7} crates of herring.\n\n"
        f"Its skipper, who has sailed for {number} years, said that {number * 3} more were left at sea.\n\n"
        f"{STOCK}\n\n{end}\n"
    )


def reasons(body: str, context: BundleContext | None = None) -> dict[str, str]:
    return {note.text: note.reason for note in cleaned(body, context=context).removed}


@pytest.mark.parametrize(
    "line",
    [
        "All news",
        "READ MORE »",
        "Share",
        "Advertisement",
        "Читать далее",
        "Реклама",
        "Lire la suite",
        "Weiterlesen",
        "Leer más",
        "阅读全文",
        "分享",
        "اقرأ المزيد",
        "ادامه مطلب",
        "12 comments",
        "© 2021 The Sandholm Courier",
        "[Read more…]",
    ],
)
def test_furniture_is_known_in_many_languages(line: str) -> None:
    assert furniture.is_known(line)


@pytest.mark.parametrize("line", ["Share prices fell", "More", "The search goes on", "Home at last", ""])
def test_a_line_that_only_begins_like_furniture_stays(line: str) -> None:
    assert not furniture.is_known(line)


def test_the_last_word_of_a_wrapped_paragraph_is_not_a_button() -> None:
    body = "Boats stay in\n\n" + "The skipper of the boat said that he would rather be at his\nhome.\n" * 3
    assert "home." in cleaned(body).text
    assert not cleaned(body).removed


def test_lines_that_repeat_in_many_documents_are_furniture() -> None:
    context = learn([document(page(n)) for n in range(1, 11)])
    assert context.furniture == {"the sandholm courier", "write to the newsroom"}
    found = reasons(page(99), context)
    assert found["Write to the newsroom"] == "repeats in 10 of 10 documents of this bundle"
    assert cleaned(page(99), context=context).title == "Story number 99 of the day"


def test_an_agencys_stock_paragraph_is_not_furniture() -> None:
    context = learn([document(page(n)) for n in range(1, 11)])
    assert STOCK in cleaned(page(99), context=context).text


def test_copies_of_one_page_teach_nothing() -> None:
    assert learn([document(page(1)) for _ in range(20)]).furniture == frozenset()


def test_scrapes_of_one_page_that_differ_a_little_teach_nothing() -> None:
    scrapes = [document(page(1, top=f"Seen at {n}") + f"\nVisitors so far today: {n}\n") for n in range(20)]
    assert learn(scrapes).furniture == frozenset()


def test_two_documents_teach_nothing() -> None:
    assert learn([document(page(1)), document(page(2))]).furniture == frozenset()


def test_nothing_is_learned_from_nothing() -> None:
    assert learn([]) == BundleContext()


def test_the_bundles_dates_are_those_its_metadata_state() -> None:
    days = ["26-FEB-1987 15:01:01.79", "1987-10-20", "nonsense", "1987"]
    context = learn([document(page(n), metadata=Metadata(date=day)) for n, day in enumerate(days)])
    assert (context.earliest, context.latest) == ("1987-02-26", "1987-10-20")


def test_the_bundles_dates_are_those_that_stand_on_top_of_its_texts() -> None:
    tops = [
        "Posted: 4 March 2020, 14:05",
        "By Ina Holm, 6 March 2020",
        "SANDHOLM, 9 March 2020 (Tidewire) - It blew.",
    ]
    documents = [document(f"Story {n}\n\n{top}\n\nIn May 2011 it blew.") for n, top in enumerate(tops)]
    context = learn(documents)
    assert (context.earliest, context.latest) == ("2020-03-04", "2020-03-09")


def test_a_learned_foot_below_the_teasers_is_no_teaser() -> None:
    foot = BundleContext(furniture=frozenset({"write to the newsroom"}))
    body = (
        "Boats stay in\n\nAll of them stayed in the harbour.\n\nHarbour\nBoats go out\nAt last\nRead more\n"
        "Nets are mended\nBy hand\nRead more\n\nWrite to the newsroom\n"
    )
    article = cleaned(body, context=foot)
    assert [teaser.title for teaser in article.teasers] == ["Boats go out", "Nets are mended"]
    assert "Write to the newsroom" in [note.text for note in article.removed]


@pytest.mark.parametrize(
    "line",
    [
        "{{newsPoint.title}}",
        "{{a.date * 1000 | date : 'HH:mm'}} {{a.mark}}",
        "{% include 'x' %}",
        "<%= title %>",
        "${item.title}",
        "  ${title}",
        "${t('read more')}",
        '{{< figure src="a.jpg" >}}',
        "{{{raw}}}",
        "{# note #}",
    ],
)
def test_a_line_of_residue_is_all_residue(line: str) -> None:
    assert residue.cut(line) == ("", line)


def test_residue_inside_a_line_is_cut_out_of_it() -> None:
    assert residue.cut("Boats {{n}} stay in") == ("Boats  stay in", "{{n}}")
    article = cleaned("Boats stay in\n\nAll {{n}} boats stayed in the harbour.")
    assert article.text == "All boats stayed in the harbour."
    assert [(note.line, note.text, note.reason) for note in article.removed] == [
        (3, "{{n}}", "template residue")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "${HOME}/news",
        "cp ${EPREFIX%/*} /x",
        "Use ${repository} and ${VAR} as they stand.",
        'for f in ${files[@]}; do echo "${f,,}" ${f:-none}; done',
        "${TARGET}",
        "https://x.example/${repository}.git",
        "a { b } c",
        "100 % of {it}",
        "{{ never closed",
        "<3 harbours>",
    ],
)
def test_what_is_no_template_stays(line: str) -> None:
    assert residue.cut(line) == (line, "")


@pytest.mark.parametrize(
    ("sign_off", "agency"),
    [(" Reuter\n\x03", "Reuters"), (" REUTER", "Reuters"), ("(AP)", "AP"), ("-0-", ""), ("AP\n-30-", "AP")],
)
def test_a_sign_off_names_the_agency_and_goes(sign_off: str, agency: str) -> None:
    article = cleaned(f"Boats stay in\n\nAll of them stayed in the harbour.\n{sign_off}\n")
    assert article.agency == agency
    assert article.text == "All of them stayed in the harbour."
    assert {note.reason for note in article.removed} == {"agency sign-off"}


def test_a_last_line_that_the_text_has_in_brackets_is_no_sign_off() -> None:
    body = "Boats stay in\n\nThe mill (Overby mill) and 12 (twelve) boats.\n\nThey wait.\n\ntwelve"
    assert cleaned(body).text.endswith("twelve")


def test_a_sign_off_at_the_end_of_the_last_line_goes_too() -> None:
    article = cleaned("Oats\n\n    Oats 3.1,\ntotal 55.8 (33.7).        REUTER\n\x03")
    assert article.agency == "Reuters"
    assert article.text.endswith("total 55.8 (33.7).")
