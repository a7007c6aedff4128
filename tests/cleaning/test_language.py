"""The language of an article: declared, or told by script and common words."""

from __future__ import annotations

import pytest

from newsreader.article import Metadata
from newsreader.cleaning import BundleContext, language
from tests.cleaning.news import cleaned

SENTENCES = {
    "en": "The ferry to the islands will sail twice a day from spring, the harbour office said.",
    "de": "Die Fähre zu den Inseln wird ab dem Frühling zweimal am Tag fahren, und das ist nicht alles.",
    "fr": "Le bac pour les îles partira deux fois par jour dès le printemps, selon la direction du port.",
    "es": "El transbordador a las islas saldrá dos veces al día desde la primavera, dijo el jefe del puerto.",
    "it": "Il traghetto per le isole partirà due volte al giorno dalla primavera, ha detto il porto.",
    "nl": "De veerboot naar de eilanden vaart vanaf het voorjaar twee keer per dag, dat zei de haven.",
    "sv": "Färjan till öarna går två gånger om dagen från och med våren, och det är inte allt som har sagts.",
    "pl": "Prom na wyspy będzie kursował dwa razy dziennie od wiosny, a to nie jest jeszcze wszystko.",
    "ru": "Паром на острова будет ходить дважды в день с весны, сообщила дирекция порта, объявив цены.",
    "uk": "Пором на острови ходитиме двічі на день з весни, повідомила дирекція порту, їхні ціни ті самі.",
    "zh": "港务局表示，从春季开始，渡轮每天将开行两班。",
    "ja": "港湾局によると、春からフェリーは一日に二回運航される。",
    "ko": "항만청은 봄부터 여객선이 하루 두 번 운항한다고 밝혔다.",
    "ar": "قالت إدارة الميناء إن العبارة إلى الجزر ستبحر مرتين في اليوم ابتداء من الربيع القادم.",
    "fa": "اداره بندر گفت که کشتی به جزیره‌ها از بهار روزی دو بار حرکت می‌کند و بهای آن همان است.",
    "el": "Το πλοίο για τα νησιά θα αναχωρεί δύο φορές την ημέρα από την άνοιξη.",
    "he": "המעבורת לאיים תפליג פעמיים ביום החל מהאביב, כך נמסר מהנהלת הנמל.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert language.detect(SENTENCES[code]) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("en-US", "en"),
        ("English", "en"),
        ("zh-Hans", "zh"),
        ("deu", "de"),
        ("RU", "ru"),
        ("nb", "no"),
        ("", ""),
        ("??", ""),
        ("und", ""),
    ],
)
def test_a_declared_language_becomes_two_letters(said: str, code: str) -> None:
    assert language.declared(said) == code


@pytest.mark.parametrize("text", ["", "12 345", "Xyzzy plugh", "🚢🚢🚢"])
def test_what_cannot_be_told_stays_unknown(text: str) -> None:
    assert language.detect(text) == ""


def test_a_short_english_title_is_not_taken_for_czech() -> None:
    assert language.detect("How to do a field guide by a team: a token to our affection") == "en"


def test_what_is_declared_wins() -> None:
    metadata = Metadata(title="Boats", language="de-AT")
    assert cleaned(SENTENCES["en"], metadata=metadata).language == "de"


def test_a_bundle_in_one_language_lends_it_to_short_articles() -> None:
    context = BundleContext(language="en")
    assert (
        cleaned("Shr 34 cts vs 19 cts", metadata=Metadata(title="MILL NET"), context=context).language == "en"
    )
    assert cleaned("Цена 34", metadata=Metadata(title="МУКА"), context=context).language != "en"
