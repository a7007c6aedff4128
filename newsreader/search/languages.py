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
NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "czech": "cs",
    "dutch": "nl",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
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
    name = algorithm(language)
    if not name:
        return word
    root: str = _stemmer(name)(word)
    return root if root.isascii() else fold(root) or word


@lru_cache(maxsize=4096)
def stems_of(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """What a folded word of a query may be in the index, given the languages of the documents there."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages)) or (word,)


def _stemmer(name: str) -> Callable[[str], str]:
    """A Snowball stemmer belongs to one thread."""
    stemmers: dict[str, Callable[[str], str]] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = _local.stemmers = {}
    if name not in stemmers:
        stemmers[name] = lru_cache(maxsize=65536)(Stemmer.Stemmer(name).stemWord)
    return stemmers[name]
