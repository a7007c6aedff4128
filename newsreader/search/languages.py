"""Which Snowball stemmer serves which language."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from newsreader.search.folding import fold

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_NAME_CASES = ("а", "у", "ым", "им", "ом", "ем", "е", "ой", "ей", "ю", "я")
NAMES = {
    "albanian": "sq",
    "arabic": "ar",
    "armenian": "hy",
    "azerbaijani": "az",
    "basque": "eu",
    "belarusian": "be",
    "bengali": "bn",
    "bulgarian": "bg",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "deutsch": "de",
    "dutch": "nl",
    "english": "en",
    "español": "es",
    "esperanto": "eo",
    "estonian": "et",
    "farsi": "fa",
    "finnish": "fi",
    "français": "fr",
    "french": "fr",
    "georgian": "ka",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "icelandic": "is",
    "indonesian": "id",
    "irish": "ga",
    "italian": "it",
    "italiano": "it",
    "japanese": "ja",
    "kazakh": "kk",
    "korean": "ko",
    "latvian": "lv",
    "lithuanian": "lt",
    "macedonian": "mk",
    "malay": "ms",
    "mandarin": "zh",
    "nepali": "ne",
    "norwegian": "no",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "português": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "slovak": "sk",
    "slovene": "sl",
    "slovenian": "sl",
    "spanish": "es",
    "swahili": "sw",
    "swedish": "sv",
    "tamil": "ta",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "uzbek": "uz",
    "vietnamese": "vi",
    "yiddish": "yi",
    "русский": "ru",
    "українська": "uk",
    "العربية": "ar",
    "فارسی": "fa",
    "中文": "zh",
    "日本語": "ja",
}
_local = threading.local()


def primary(language: str) -> str:
    """``en`` for ``en-GB``, ``EN_us`` or ``English``; empty for unknown."""
    tag = language.strip().lower().replace("_", "-").partition("-")[0]
    return NAMES.get(tag, tag)


@lru_cache(maxsize=512)
def algorithm(language: str) -> str:
    """The name of the language's stemmer, empty if it has none."""
    name = _ALGORITHMS.get(primary(language), "")
    # An older Snowball knows fewer languages.
    return name if name in _available() else ""


@lru_cache(maxsize=1)
def _available() -> frozenset[str]:
    return frozenset(Stemmer.algorithms())


def stem(word: str, language: str) -> str:
    """The stem of a folded word, itself folded; the word where the language has no stemmer."""
    return _remembering(language)(word)


def stemmer(language: str) -> Callable[[str], str]:
    """``stem`` for one language, without a memory; belongs to one thread at a time, as Snowball does."""
    name = algorithm(language)
    if not name:
        return str
    # Snowball's own cache takes longer than its stemming.
    snowball = Stemmer.Stemmer(name, 0).stemWord

    def root_of(word: str) -> str:
        root: str = snowball(word)
        return root if root.isascii() else fold(root) or word

    return root_of


@lru_cache(maxsize=4096)
def stems_of(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What a folded word of a query may be in the index, given the languages of the documents there."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages)) or (word,)


def name_stems_of(name: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """As ``stems_of`` for a word of a name. The stemmers take the "ов" of some cases of a Russian name for an
    ending, and that of others not."""
    words = [name]
    if "а" <= name[-1:] <= "я":
        words += [
            name[: -len(case)] for case in _NAME_CASES if name.endswith(case) and len(name) > len(case) + 3
        ]
    return tuple(dict.fromkeys(stem for word in words for stem in stems_of(word, languages)))


def _remembering(language: str) -> Callable[[str], str]:
    """This thread's own stemmer."""
    stemmers: dict[str, Callable[[str], str]] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {}
    name = algorithm(language)
    if name not in stemmers:
        stemmers[name] = lru_cache(maxsize=65536)(stemmer(language))
    return stemmers[name]
