"""The language of an article: as declared, else told by its script, its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

_LOOKED_AT = 1200
_FEWEST_LETTERS = 12

_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt",
    "dutch": "nl", "nederlands": "nl", "russian": "ru", "русский": "ru", "ukrainian": "uk",
    "chinese": "zh", "mandarin": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "korean": "ko",
    "arabic": "ar", "العربية": "ar", "persian": "fa", "farsi": "fa", "فارسی": "fa", "urdu": "ur",
    "hebrew": "he", "turkish": "tr", "polish": "pl", "czech": "cs", "swedish": "sv", "norwegian": "no",
    "danish": "da", "finnish": "fi", "greek": "el", "hungarian": "hu", "romanian": "ro",
    "bulgarian": "bg", "serbian": "sr", "croatian": "hr", "hindi": "hi", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "catalan": "ca",
}  # fmt: skip
_THREE_LETTERS = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja",
    "kor": "ko", "ara": "ar", "fas": "fa", "per": "fa", "urd": "ur", "heb": "he", "tur": "tr", "pol": "pl",
    "ces": "cs", "cze": "cs", "swe": "sv", "nor": "no", "nob": "no", "nno": "no", "dan": "da", "fin": "fi",
    "ell": "el", "gre": "el", "hun": "hu", "ron": "ro", "rum": "ro", "bul": "bg", "srp": "sr", "hin": "hi",
    "tha": "th", "vie": "vi", "ind": "id", "cat": "ca",
}  # fmt: skip
_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?")

_STOP_WORDS = """
en the of and to in that is was for it with as on be at by this from or have an they which one you
    were her all said has will would are not but his had been their more than its after also who he
    she we a do i so can what about there when you your our how if them these new no
de der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an
    werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben
    nur oder aber vor zur bis mehr durch man sein wurde sei
fr le la les de des et en un une du dans que est pour qui par sur au plus pas ne se ce il sont avec
    son aux été cette ont ses elle mais comme ou leur à d'un d'une était après selon
es el la de que y en un los del se las por una con para es su al lo como más pero sus le ha fue este
    son entre está cuando muy sin sobre también hasta hay donde desde años dijo
it il di che e la in un per è una del non con della le si dei da al gli nel alla sono anche più ha
    dal i come delle ma ed su dopo stato questo degli nella
pt de que e o a do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu
    sua ou quando muito nos já também só pelo pela até isso foi são está
nl de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij door naar uit
    nog over heeft worden wordt hij ze werd deze tot meer
sv och att det i en som på är av för med den till har inte de om ett han men var jag sig från vi så
    kan när år säger också efter
no og i det er på som en for av at til med den har ikke de et han om var fra sier etter også ble men
    seg vi kan skal å
da og i at det er en til af på for de den med der som har et ikke han var om fra men sig vi kan også
    efter blev siger hun ved
fi ja on ei se että oli hän ovat mutta kun myös sen joka mukaan ole kuin tai jo vuoden ollut vain
    olisi niin
pl i w na z nie się do że to jest o jak za od po przez dla ale są co tym oraz był jego już które być
    może został roku
cs a se v na je že o s z do i to k pro za by ale jsou si po od které jeho byl při jako nebo podle
    která také ve
tr ve bir bu da de için ile olarak olan daha çok en gibi kadar sonra ama ne var olduğunu değil ise
    her yeni dedi
ro de și în a la cu pe nu din să care este o ce mai au pentru un fost sunt prin după al sa că
hu a az és hogy nem is egy van meg ez volt azt csak már mint még el de ki be lesz szerint
id yang di dan itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada oleh saat kata
    telah sebagai
vi là và của có được cho không trong một các với đã người những này khi
ca de la i el que en a per un els les amb del una és no se al són més com dels
hr i u je na da se za od su s koji o a će iz kako bi nije ali što ne do
"""


def _rows(table: str) -> list[str]:
    """The rows of a table; an indented line goes on with the row above it."""
    return table.strip().replace("\n    ", " ").split("\n")


@cache
def _voters() -> dict[str, tuple[str, ...]]:
    voters: dict[str, tuple[str, ...]] = {}
    for row in _rows(_STOP_WORDS):
        language, *words = row.split()
        for word in dict.fromkeys(words):
            voters[word] = (*voters.get(word, ()), language)
    return voters


_LATIN = frozenset(row.split()[0] for row in _rows(_STOP_WORDS))
_NOT_LATIN = (
    r"[\u0370-\u03ff\u0400-\u052f\u0590-\u07ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff\u0530-\u058f"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb50-\ufeff]+"
)
_LATIN_LETTERS = "[A-Za-z]+"
_SCRIPTS = {
    "el": r"[\u0370-\u03ff]+",
    "cyrillic": r"[\u0400-\u052f]+",
    "hy": r"[\u0530-\u058f]+",
    "he": r"[\u0590-\u05ff]+",
    "arabic": r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+",
    "hi": r"[\u0900-\u097f]+",
    "bn": r"[\u0980-\u09ff]+",
    "ta": r"[\u0b80-\u0bff]+",
    "th": r"[\u0e00-\u0e7f]+",
    "ka": r"[\u10a0-\u10ff]+",
    "kana": r"[\u3040-\u30ff]+",
    "han": r"[\u3400-\u9fff]+",
    "ko": r"[\uac00-\ud7af]+",
}  # fmt: skip


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Most bundles need none of these, and compiling them takes longer than all else here.
    return re.compile(pattern)


@lru_cache(maxsize=256)
def declared(text: str) -> str:
    """The two-letter code for "en-US", "zh_Hans", "English" or "eng"; empty for what is no language."""
    name = text.strip().casefold()
    if name in _NAMES:
        return _NAMES[name]
    code = _CODE.fullmatch(name)
    if not code:
        return ""
    if len(code[1]) == 3:
        return _THREE_LETTERS.get(code[1], "")
    return "" if code[1] in ("un", "xx", "zz") else _OTHER_CODES.get(code[1], code[1])


def detect(text: str) -> str:
    """The two-letter code of the language the text is in; empty if it cannot be told."""
    text = text[:_LOOKED_AT]
    if not text.isascii() and _compiled(_NOT_LATIN).search(text) and (found := _by_script(text)):
        return found
    return _by_words(text)


def may_be(text: str, code: str) -> bool:
    """Whether the text's script is that of the language."""
    is_latin = _compiled(_NOT_LATIN).search(text[:_LOOKED_AT]) is None
    return bool(code) and any(character.isalpha() for character in text) and is_latin == (code in _LATIN)


def _by_script(text: str) -> str:
    counts = _count_scripts("".join(_compiled(_NOT_LATIN).findall(text)))
    latin = sum(map(len, _compiled(_LATIN_LETTERS).findall(text)))
    letters = sum(counts.values())
    # A Chinese character says about as much as a Latin word, and is counted so.
    dense = counts["kana"] + counts["han"] + counts["ko"]
    if letters < 2 or (letters < _FEWEST_LETTERS and dense < 2) or letters + 3 * dense < latin:
        return ""
    script = max(counts, key=lambda name: counts[name])
    if script in ("kana", "han"):
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    if script == "cyrillic":
        return _cyrillic(text.casefold())
    return _arabic(text) if script == "arabic" else script


def _count_scripts(letters: str) -> dict[str, int]:
    """How many of the letters are of each script; a text has few scripts, so most need not be looked for."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    while letters:
        script = next((name for name, pattern in _SCRIPTS.items() if _compiled(pattern).match(letters)), "")
        rest = _compiled(_SCRIPTS[script]).sub("", letters) if script else letters.replace(letters[0], "")
        if script:
            counts[script] = len(letters) - len(rest)
        letters = rest
    return counts


def _cyrillic(text: str) -> str:
    letters = Counter(text)
    if letters["ў"]:
        return "be"
    if letters["і"] + letters["ї"] + letters["є"] > letters["ы"] + letters["э"]:
        return "uk"
    if letters["ј"] + letters["њ"] + letters["љ"] + letters["ћ"] + letters["ђ"]:
        return "mk" if letters["ѓ"] + letters["ќ"] else "sr"
    if letters["ә"] + letters["қ"] + letters["ұ"] + letters["ғ"] > 3:
        return "kk"
    is_bulgarian = not letters["ы"] and not letters["э"] and letters["ъ"] * 80 > sum(letters.values())
    return "bg" if is_bulgarian else "ru"


def _arabic(text: str) -> str:
    letters = Counter(text)
    urdu = letters["ٹ"] + letters["ڈ"] + letters["ڑ"] + letters["ے"] + letters["ں"]
    persian = letters["پ"] + letters["چ"] + letters["ژ"] + letters["گ"]
    if urdu * 40 > len(text):
        return "ur"
    arabic = letters["ة"] + letters["إ"] + letters["أ"] + letters["ى"]
    return "fa" if persian + letters["ی"] + letters["ک"] > arabic else "ar"


def _by_words(text: str) -> str:
    """The language whose commonest words make up enough of the text, and clearly more than another's."""
    voters = _voters()
    words = text.casefold().split()
    counts = Counter(words)
    votes: Counter[str] = Counter()
    for word in counts.keys() & voters.keys():
        for language in voters[word]:
            votes[language] += counts[word]
    if not votes:
        return ""
    ranked = votes.most_common(2)
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    is_enough = (count >= 4 or count * 4 >= len(words) > 3 or count * 2 > len(words)) and count * 14 >= len(
        words
    )
    return best if is_enough and count > second else ""
