"""The parts of a plain text: headline, subtitle, byline, paragraphs, headings, lists, tables, teasers."""

from __future__ import annotations

import pytest

from newsreader.article import Metadata
from newsreader.cleaning import clean
from newsreader.errors import DocumentError
from tests.cleaning.news import cleaned, document


def kinds(body: str, *, title: str = "") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in cleaned(body, metadata=Metadata(title=title)).blocks]


def test_the_first_line_is_the_headline() -> None:
    article = cleaned("Boats stay in\n\nAll of them.\n\nFor days.")
    assert (article.title, article.text) == ("Boats stay in", "All of them.\n\nFor days.")


def test_a_headline_from_metadata_wins_and_is_not_repeated() -> None:
    article = cleaned("BOATS STAY IN.\n\nAll of them.", metadata=Metadata(title="Boats stay in"))
    assert (article.title, article.text) == ("Boats stay in", "All of them.")
    assert article.removed[0].reason == "repeats the headline"


def test_entities_escaped_twice_in_a_title_are_resolved() -> None:
    article = cleaned(
        "All of them.", metadata=Metadata(title="Ferries &amp;amp; bread &#8211; a <b>price</b> list")
    )
    assert article.title == "Ferries & bread – a price list"


def test_without_a_headline_the_first_sentence_serves() -> None:
    long = (
        "The boats of the harbour stayed in for the third day because of the wind. "
        + "It blew and blew. " * 30
    )
    article = cleaned(long)
    assert article.title == "The boats of the harbour stayed in for the third day because of the wind"
    assert article.text == long.strip()


def test_a_word_without_end_is_a_headline_still() -> None:
    assert cleaned(f"{'Herring' * 60} festival\n\nAll of them came.").title == f"{'Herring' * 60} festival"


def test_a_byline_and_a_date_may_share_a_line() -> None:
    article = cleaned("Boats stay in\n\nBy Anders Holm, 16 March 2020\n\nAll of them stayed in.")
    assert (article.byline, article.published.date) == ("Anders Holm", "2020-03-16")
    assert article.text == "All of them stayed in."


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("By Ina Holm", "Ina Holm"),
        ("BY INA HOLM AND THE NEWSROOM", "INA HOLM AND THE NEWSROOM"),
        ("Автор: Инна Холм", "Инна Холм"),
        ("von der Leyen", "von der Leyen"),
        ("Byron Holm", "Byron Holm"),
    ],
)
def test_the_word_by_is_no_part_of_a_byline(said: str, byline: str) -> None:
    assert cleaned("Boats stay in.", metadata=Metadata(byline=said)).byline == byline


def test_a_list_of_references_is_a_list() -> None:
    assert kinds("Boats stay in [1].\n\n[1] https://x.example/1\n[2] https://x.example/2\n", title="T")[
        1:
    ] == [
        ("list-item", "[1] https://x.example/1"),
        ("list-item", "[2] https://x.example/2"),
    ]


def test_a_text_of_one_line_over_and_over_keeps_it() -> None:
    assert cleaned("Herring\n\n" * 5000).text.count("Herring") > 4900


def test_a_text_of_more_lines_than_any_article_has_is_kept_to_its_end() -> None:
    article = cleaned("Boats stay in\n\n" + "herring\n" * 150_000 + "\nThe end is here.")
    assert article.text.count("herring") == 150_000
    assert article.text.endswith("The end is here.")


def test_control_sequences_of_one_character_go_whole() -> None:
    article = cleaned("Boats \x9b31mstay\x9b0m in\n\nAll\x9d0;owned\x9c of them, and â\x80\x9d too.")
    assert (article.title, article.text) == ("Boats stay in", "All of them, and â too.")


def test_a_headline_alone_is_a_stub() -> None:
    assert cleaned("", metadata=Metadata(title="Boats stay in")).is_stub
    assert cleaned("Boats stay in\n").is_stub


@pytest.mark.parametrize("body", ["", " \n\t\n", "\x03", "Share\nAll news\n", "{{title}}"])
def test_nothing_left_is_a_clear_error(body: str) -> None:
    with pytest.raises(DocumentError, match="neither text nor headline"):
        clean(document(body))


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and John Roe, Staff Writer", "JANE DOE and John Roe, Staff Writer"),
        ("Von Ilse Brandt", "Ilse Brandt"),
        ("Par Luc de la Mer", "Luc de la Mer"),
        ("Автор: Анна Берг", "Анна Берг"),
        ("记者 林海", "林海"),
        ("By Jane Doe | 4 March 2020", "Jane Doe"),
    ],
)
def test_a_byline_names_the_author(line: str, byline: str) -> None:
    article = cleaned(f"Boats stay in\n\n{line}\n\nAll of the boats stayed in the harbour.")
    assert article.byline == byline
    assert article.text == "All of the boats stayed in the harbour."


@pytest.mark.parametrize("line", ["By the harbour they sat.", "By popular demand", "Von dort", "By 2020"])
def test_a_line_that_begins_with_by_is_not_always_a_byline(line: str) -> None:
    assert cleaned(f"Boats stay in\n\n{line}\n\nAll of them stayed in.").byline == ""


def test_a_byline_field_loses_its_by() -> None:
    assert (
        cleaned("All of them.", metadata=Metadata(title="Boats", byline="By Jane Doe")).byline == "Jane Doe"
    )


def test_a_section_above_the_headline_is_the_section() -> None:
    body = (
        "Harbour news\n\nFerry to sail twice a day from spring\n\n" + "The ferry will sail twice a day. " * 3
    )
    article = cleaned(body)
    assert (article.section, article.title) == ("Harbour news", "Ferry to sail twice a day from spring")


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("business/001.txt", "business"),
        ("x.zip!/bbc/sport/1.txt", "sport"),
        ("2021/04/a.txt", ""),
        ("a.txt", ""),
        ("x.zip!/a.txt", ""),
        ("news/a.txt", ""),
        ("dumps/d.jsonl:7", ""),
    ],
)
def test_a_folder_of_documents_names_their_section(path: str, section: str) -> None:
    assert cleaned("Boats stay in\n\nAll of them.", path=path).section == section


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    body = "Boats stay in\n\nAll of them stayed in.\n\nWhat the skippers say\n\nThey say that it blows."
    assert ("heading", "What the skippers say") in kinds(body)


def test_a_run_of_short_lines_is_no_run_of_headings() -> None:
    body = "Boats stay in\n\nThese did.\n\nThe Gull\n\nThe Tern\n\nThe Auk\n\nThey are old."
    assert not [text for kind, text in kinds(body) if kind == "heading"]


def test_paragraphs_that_begin_indented_are_joined_as_on_a_wire() -> None:
    body = (
        "The boats of Sandholm stayed\nin for a day.\n"
        "    They will sail again when\nthe wind allows it.\n    Nobody minds."
    )
    assert kinds(body, title="Boats") == [
        ("paragraph", "The boats of Sandholm stayed in for a day."),
        ("paragraph", "They will sail again when the wind allows it."),
        ("paragraph", "Nobody minds."),
    ]


def test_paragraphs_wrapped_between_blank_lines_are_joined() -> None:
    body = (
        "The boats of Sandholm stayed in for a day\nbecause the wind was too strong for\nthem.\n\n"
        "Nobody minds."
    )
    assert kinds(body, title="Boats") == [
        ("paragraph", "The boats of Sandholm stayed in for a day because the wind was too strong for them."),
        ("paragraph", "Nobody minds."),
    ]


def test_facts_one_on_a_line_stay_lines() -> None:
    body = "Shr 34 cts vs 19 cts\n    Net 5,524 vs 4,094\n    Revs 42 vs 37\n    NOTE: Without\nthe mill."
    assert kinds(body, title="Mill") == [
        ("table", "Shr 34 cts vs 19 cts\nNet 5,524 vs 4,094\nRevs 42 vs 37"),
        ("paragraph", "NOTE: Without the mill."),
    ]


def test_lists_keep_their_numbers_and_lose_their_bullets() -> None:
    body = "Boats\n\nTwo rules:\n\n- Stay in\n* Wait\n\n1. Eat bread\n2. Sleep"
    assert [text for kind, text in kinds(body) if kind == "list-item"] == [
        "Stay in",
        "Wait",
        "1. Eat bread",
        "2. Sleep",
    ]


def test_an_underlined_line_is_a_heading() -> None:
    assert ("heading", "Impact") in kinds("Boats\n\nImpact\n======\n\nThey stay in.")


TEASERS = (
    "Harbour and coast\nBread prices rise\nBakers blame the mill\nRead more\nKeeper retires\nRead more\n"
)


def test_the_tail_of_teasers_is_no_body() -> None:
    article = cleaned(f"Boats stay in\n\nAll of them stayed in.\n\n{TEASERS}")
    assert article.text == "All of them stayed in."
    assert [(t.section, t.title, t.summary) for t in article.teasers] == [
        ("Harbour and coast", "Bread prices rise", "Bakers blame the mill"),
        ("Harbour and coast", "Keeper retires", ""),
    ]


def test_teasers_in_another_language_are_teasers_too() -> None:
    tail = (
        "Новости порта\nХлеб дорожает\nПекари винят мельницу\nЧитать далее\n"
        "Паром сел на мель\nНикто не пострадал\nЧитать далее"
    )
    article = cleaned(f"Паром вышел в море\n\nОн вышел вовремя.\n\n{tail}")
    assert [teaser.title for teaser in article.teasers] == ["Хлеб дорожает", "Паром сел на мель"]


def test_a_last_teaser_without_read_more_and_the_foot_of_the_page() -> None:
    article = cleaned(
        f"Boats stay in\n\nAll of them stayed in.\n\n{TEASERS}Storm damage small\n© 2021 Courier"
    )
    assert article.teasers[-1].title == "Storm damage small"
    assert article.removed[-1].text == "© 2021 Courier"


def test_related_titles_at_the_end_are_teasers() -> None:
    article = cleaned(
        "Boats stay in\n\nAll of them stayed in.\n\nRelated articles\n\nBread prices rise\n\nKeeper retires"
    )
    assert [(t.section, t.title) for t in article.teasers] == [
        ("Related articles", "Bread prices rise"),
        ("Related articles", "Keeper retires"),
    ]


@pytest.mark.parametrize(
    "ending",
    [
        "The boats are:\n\nThe Gull\nThe Tern\nThe Auk",
        "- The Gull\n- The Tern",
        "Read more",
        "More\nThe Gull\nMore",
    ],
)
def test_an_article_that_ends_in_a_list_keeps_it(ending: str) -> None:
    article = cleaned(f"Boats stay in\n\nAll of them stayed in.\n\nFor days.\n\n{ending}")
    assert not article.teasers
    assert "For days." in article.text
    assert ("The Gull" in ending) == ("The Gull" in article.text)


def test_one_million_characters_of_anything_take_linear_work() -> None:
    for unit in ("(", "a ", "{{", "Read more\n", "a\n", "December 1 "):
        body = unit * (200_000 // len(unit))
        try:
            clean(document(f"Boats stay in\n\n{body}"))
        except DocumentError:
            continue
