from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article import Block, Quotation
from newsreader.cleaning.speech import attribute


def said(*paragraphs: str, title: str = "", subtitle: str = "", language: str = "en") -> list[Quotation]:
    blocks = [Block("paragraph", text) for text in paragraphs]
    return list(attribute(title, subtitle, blocks, language))


def direct(speaker: str, text: str) -> Quotation:
    return Quotation(speaker, text)


def indirect(speaker: str, text: str) -> Quotation:
    return Quotation(speaker, text, is_indirect=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The ferries will run,” Mara Lind said.", direct("Mara Lind", "The ferries will run")),
        ('"The ferries will run," said Mara Lind.', direct("Mara Lind", "The ferries will run")),
        ("‘The ferries will run again,’ said Mara Lind.", direct("Mara Lind", "The ferries will run again")),
        ("'The ferries will run again,' said Mara Lind.", direct("Mara Lind", "The ferries will run again")),
        ("«The ferries will run», Mara Lind said.", direct("Mara Lind", "The ferries will run")),
        ("Mara Lind said: “The ferries will run.”", direct("Mara Lind", "The ferries will run.")),
        ("Mara Lind said, “The ferries will run.”", direct("Mara Lind", "The ferries will run.")),
        ("Mara Lind told reporters in Port Ellin: “They run.”", direct("Mara Lind", "They run.")),
        ("“They will run,” Mara Lind, the harbour master, said.", direct("Mara Lind", "They will run")),
        ("“They will run,” said Harbour Minister Mara Lind.", direct("Mara Lind", "They will run")),
        ("“They will run,” said harbour minister Mara Lind on Monday.", direct("Mara Lind", "They will run")),
        ("“They will run,” according to Mara Lind.", direct("Mara Lind", "They will run")),
        ("“They will run,” Mara Lind added.", direct("Mara Lind", "They will run")),
        ('Mara Lind said"They will run."', direct("Mara Lind", "They will run.")),
        ("Is it the harbour’s turn, as its master Mara Lind once declared?", None),
        ("The ferries will run, Mara Lind said..", indirect("Mara Lind", "The ferries will run")),
        ("“They,” Mara Lind said, “will run.”", direct("Mara Lind", "They\nwill run.")),
        ("“They will run,” Mara Lind stressed. “We are sure of it.”",
         direct("Mara Lind", "They will run\nWe are sure of it.")),
        ("Mara Lind said that the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("Mara Lind said the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("But Mara Lind has also said the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("The ferries will run, Mara Lind said.", indirect("Mara Lind", "The ferries will run")),
        ("The ferries will run, said Mara Lind.", indirect("Mara Lind", "The ferries will run")),
        ("The ferries will run, Mara Lind said on Monday.", indirect("Mara Lind", "The ferries will run")),
        ("According to Mara Lind, the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("The ferries will run, according to Mara Lind.", indirect("Mara Lind", "The ferries will run")),
        ("Mara Lind noted that the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("Mara Lind vowed on Monday that the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("In Port Ellin, Mara Lind said the ferries will run.",
         indirect("Mara Lind", "the ferries will run.")),
        ("Mara Lind of Port Ellin said the ferries will run.",
         indirect("Mara Lind of Port Ellin", "the ferries will run.")),
        ("A spokesman for Lantern Lines said the ferries will run.",
         indirect("spokesman for Lantern Lines", "the ferries will run.")),
        ("Oil analysts said the ferries will run.", indirect("Oil analysts", "the ferries will run.")),
        ("Lantern Lines Inc <LL.X> said it will run ferries.",
         indirect("Lantern Lines Inc", "it will run ferries.")),
        ("<Lantern Lines Ltd> said it will run ferries.",
         indirect("Lantern Lines Ltd", "it will run ferries.")),
        ("A spokesman for the Ministry of Ferries, Tides and Fog said they run.", None),
        ("The company said it will run ferries.", None),
        ("Mara Lind added three ferries to the line.", None),
        ("She said the ferries will run.", None),
        ("The ferry that is said to be late runs.", None),
        ("Passengers wrote “late again” on the ferry.", None),
    ],
)  # fmt: skip
def test_english_sentences_say_who_says_what(text: str, expected: Quotation | None) -> None:
    assert said(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "«Паромы пойдут», — сказал Дмитрий Песков.", direct("Дмитрий Песков", "Паромы пойдут")),
        ("ru", "Дмитрий Песков заявил, что паромы пойдут.", indirect("Дмитрий Песков", "паромы пойдут.")),
        ("ru", "Паромы пойдут, сообщил пресс-секретарь Кремля Дмитрий Песков.",
         indirect("Дмитрий Песков", "Паромы пойдут")),
        ("ru", "По словам Дмитрия Пескова, паромы пойдут.", indirect("Дмитрия Пескова", "паромы пойдут.")),
        ("ru", "Как сообщил Дмитрий Песков, паромы пойдут.", indirect("Дмитрий Песков", "паромы пойдут.")),
        ("ru", "Мария Лунд подчеркнула: «Паромы пойдут».", direct("Мария Лунд", "Паромы пойдут")),
        ("de", "„Die Fähren fahren“, sagte Mara Lind am Montag.", direct("Mara Lind", "Die Fähren fahren")),
        ("de", "Mara Lind erklärte, dass die Fähren fahren.", indirect("Mara Lind", "die Fähren fahren.")),
        ("de", "Die Fähren fahren wieder, sagte Mara Lind.",
         indirect("Mara Lind", "Die Fähren fahren wieder")),
        ("de", "Laut Mara Lind, so heißt es, fahren die Fähren.",
         indirect("Mara Lind", "so heißt es, fahren die Fähren.")),
        ("fr", "« Les ferries partiront », a déclaré Mara Lind.",
         direct("Mara Lind", "Les ferries partiront")),
        ("fr", "Mara Lind a déclaré que les ferries partiront.",
         indirect("Mara Lind", "les ferries partiront.")),
        ("fr", "Selon Mara Lind, les ferries partiront.",
         indirect("Mara Lind", "les ferries partiront.")),
        ("es", "«Los barcos saldrán», dijo Mara Lind.", direct("Mara Lind", "Los barcos saldrán")),
        ("es", "Mara Lind dijo que los barcos saldrán.", indirect("Mara Lind", "los barcos saldrán.")),
        ("es", "Según Mara Lind, los barcos saldrán.", indirect("Mara Lind", "los barcos saldrán.")),
        ("zh", "港务部长林海16日表示，渡轮将恢复运行。", indirect("林海", "渡轮将恢复运行")),
        ("zh", "林海说：“渡轮将恢复运行。”", direct("林海", "渡轮将恢复运行。")),
        ("zh", "「渡輪將恢復運行。」林海說。", direct("林海", "渡輪將恢復運行。")),
        ("zh", "林海指出，渡轮将恢复运行。", indirect("林海", "渡轮将恢复运行")),
        ("fa", "مریم لطیفی گفت: کشتی‌ها دوباره حرکت می‌کنند.",
         indirect("مریم لطیفی", "کشتی‌ها دوباره حرکت می‌کنند")),
        ("fa", "مریم لطیفی در بندر گفت: «کشتی‌ها حرکت می‌کنند.»",
         direct("مریم لطیفی", "کشتی‌ها حرکت می‌کنند.")),
    ],
)  # fmt: skip
def test_other_languages_say_who_says_what(language: str, text: str, expected: Quotation) -> None:
    assert said(text, language=language) == [expected]


def test_a_speaker_has_the_fullest_name_of_the_article() -> None:
    found = said(
        "Ferries will run, harbour spokesman Jonas Berg said in an interview.",
        "Berg said, “We hope so.”",
        "Mr Berg’s deputy was silent.",
    )
    assert found == [
        indirect("Jonas Berg", "Ferries will run"),
        direct("Jonas Berg", "We hope so."),
    ]


def test_the_fullest_name_may_stand_where_nobody_speaks() -> None:
    found = said("Berg said the ferries will run.", "Harbour spokesman Jonas Berg left at noon.")
    assert found == [indirect("Jonas Berg", "the ferries will run.")]


def test_a_name_that_two_people_have_stays_as_it_is_written() -> None:
    found = said("Jonas Berg and Anna Berg met.", "Berg said the ferries will run.")
    assert found == [indirect("Berg", "the ferries will run.")]


def test_russian_cases_are_one_name() -> None:
    found = said(
        "Песков сказал, что паромы пойдут.",
        "По словам Пескова, льда нет.",
        "Дмитрий Песков уехал.",
        language="ru",
    )
    assert {quotation.speaker for quotation in found} == {"Дмитрий Песков"}


def test_a_pronoun_means_who_spoke_last() -> None:
    found = said("Mara Lind said the ferries will run.", "“The ice is gone,” she added.")
    assert found[1] == direct("Mara Lind", "The ice is gone")


def test_a_pronoun_is_nobody_when_somebody_else_has_come_up() -> None:
    found = said(
        "Jonas Berg said the ferries will run. Prime Minister Olof Dahl came later. He said nothing was new."
    )
    assert [quotation.speaker for quotation in found] == ["Jonas Berg"]


def test_a_pronoun_reaches_two_paragraphs_back_only_past_the_name() -> None:
    paragraphs = ["Jonas Berg said the ferries will run.", "{}", "“The ice is gone,” he assured."]
    for between, count in (("The host asked Berg about the ice.", 2), ("The strait is narrow.", 1)):
        assert len(said(*(text.format(between) for text in paragraphs))) == count


def test_a_company_is_not_he() -> None:
    assert len(said("Lantern Lines Inc said it runs ferries. He said the ice is gone.")) == 1


def test_a_quotation_of_several_paragraphs_is_one() -> None:
    found = said(
        "Mara Lind said: “The ice is gone.", "“The ferries will run.", "“We are glad.”", "It rained."
    )
    assert found == [direct("Mara Lind", "The ice is gone.\nThe ferries will run.\nWe are glad.")]


def test_a_quotation_may_name_its_speaker_in_its_last_paragraph() -> None:
    found = said("“The ice is gone.", "“The ferries will run,” Mara Lind said.")
    assert found == [direct("Mara Lind", "The ice is gone.\nThe ferries will run")]


def test_straight_marks_that_open_again_are_one_quotation() -> None:
    found = said('Mara Lind said: "The ice is gone. "The ferries will run." It rained.')
    assert found == [direct("Mara Lind", "The ice is gone.\nThe ferries will run.")]


def test_two_speakers_of_one_sentence_each_have_their_own() -> None:
    found = said("Mara Lind said the ferries will run, while Jonas Berg said the ice is thick.")
    assert [(quotation.speaker, quotation.text) for quotation in found] == [
        ("Mara Lind", "the ferries will run"),
        ("Jonas Berg", "the ice is thick."),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Berg: ferries will run", "ferries will run"),
        ("Berg: “ferries at last”", "ferries at last"),
        ("Ferries will run, Berg says", "Ferries will run"),
        ("Berg says ferries will run", "ferries will run"),
        ("BERG SAYS FERRIES WILL RUN", "FERRIES WILL RUN"),
        ("Berg, the keeper of the light", None),
        ("Berg: a life at sea", None),
        ("Port Ellin: ferries will run", None),
    ],
)
def test_a_title_quotes_who_speaks_in_the_text(title: str, text: str | None) -> None:
    found = said("Jonas Berg said the ice is gone.", title=title)
    assert found[:-1] == ([indirect("Jonas Berg", text)] if text else [])


def test_the_subtitle_is_read_too() -> None:
    assert said(subtitle="Mara Lind said that the ferries will run") == [
        indirect("Mara Lind", "the ferries will run")
    ]


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "«", "»", "„", "「", "」", " ", ". ", ", ", "said ", "he ", "Peskov ", "says",
     "according to ", "told ",
     "that ", "сказал ", "По словам ", "说：", "表示，", "گفت: ", "sagte ", "a déclaré ",
     "dijo ", "U.S. ", "\n", "A", "ferries ", ":", "—", "\u200c", "的", "。", "-", "Mr. ", "<", "("]
)  # fmt: skip


@settings(deadline=None)
@given(
    texts=st.lists(st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join), max_size=4),
    language=st.sampled_from(["en", "ru", "de", "fr", "es", "zh", "fa", ""]),
)
def test_whatever_is_quoted_stands_in_the_text(texts: list[str], language: str) -> None:
    found = said(
        *texts, title="Peskov: " + (texts or [""])[0], subtitle="Peskov said that", language=language
    )
    everything = "\n".join(["Peskov: ", "Peskov said that", *texts])
    for quotation in found:
        assert quotation.speaker
        assert all(piece in everything for piece in quotation.text.split("\n"))


@pytest.mark.parametrize("language", ["en", "ru", "de", "fr", "es", "zh", "fa"])
@pytest.mark.parametrize(
    "unit",
    ["“", '"', " '", "said ", "Peskov said ", "A ", "U.S. ", ", said X", "“A,” said X. ", "according to ",
     "说：", "گفت: ", "по словам А ", "。", "a", "'a ", "X, ", "X of ", "laut A. ", "表示，“"],
)  # fmt: skip
def test_much_of_the_same_is_read_in_bounded_steps(language: str, unit: str) -> None:
    """Quadratic reading of this much would take minutes."""
    said(
        unit * (100_000 // len(unit)),
        *[unit * (19_000 // len(unit))] * 2,
        title=unit * 100,
        language=language,
    )
