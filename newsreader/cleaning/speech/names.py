"""The fullest form of a speaker's name that an article gives."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.cleaning.speech import speakers
from newsreader.cleaning.speech.capitals import is_capital
from newsreader.cleaning.speech.grammar import Grammar

_PARTED = " \n "
"""Stands between paragraphs: words are parted by blanks also there."""
_MOST_PLACES = 20
_LONGEST_NAME = 5
_ENDINGS = ("ого", "ому", "ыми", "ими", "ой", "ым", "им", "ом", "ем", "ей", "а", "у", "я", "ю", "е", "ы", "и")


def stem(name: str) -> str:
    """What the cases of a Russian name have in common, folded; other names as they are."""
    if name.isascii():
        return name.casefold()
    folded = name.casefold().replace("ё", "е")
    if "а" <= folded[-1:] <= "я":
        for ending in _ENDINGS:
            if folded.endswith(ending) and len(folded) - len(ending) >= 3:
                return folded[: -len(ending)]
    return folded


def last_stem(name: str) -> str:
    """The stem of a name's last word, which its forms have in common."""
    if name.isascii():
        return name[name.rfind(" ") + 1 :].lower()
    return stem(name.split()[-1])


def fullest(names: Iterable[str], texts: Iterable[str], grammar: Grammar) -> dict[str, str]:
    """For each name the fullest form of it: among the names themselves, else in the texts."""
    found = {name: name for name in names}
    by_key: dict[str, list[str]] = {}
    for name in found:
        by_key.setdefault(last_stem(name), []).append(name)
    text = ""
    for forms in by_key.values():
        if len(forms) == 1 and (" " in forms[0] or forms[0].isupper()):
            continue
        full = _only([form for form in forms if " " in form])
        if full is None:
            continue
        if not full:
            if forms[0].isupper():
                # An acronym stands for words that it is not among.
                continue
            text = text or _PARTED.join(texts)
            full = _in_text(forms[0], text, grammar) or forms[0]
        for form in forms:
            if " " not in form or (form != full and _agree(form, full)):
                found[form] = full
    return found


def _agree(form: str, full: str) -> bool:
    """May both be the same person: does the shorter one have no word that the other lacks?"""
    return set(map(stem, form.split())) <= set(map(stem, full.split()))


def _only(forms: list[str]) -> str | None:
    """The longest of some forms of one name; None where they name several persons, "" for none."""
    if len(forms) < 2:
        return forms[0] if forms else ""
    longest = max(forms, key=lambda form: len(form.split()))
    return longest if all(_agree(form, longest) for form in forms) else None


def _in_text(name: str, text: str, grammar: Grammar) -> str:
    """The one longer form in which a name of one word stands in a text; empty where there is none."""
    candidates: dict[str, int] = {}
    written = " " + (
        name if name.isascii() or not "а" <= name[-1:].lower() <= "я" else name[: len(stem(name))]
    )
    place = text.find(written)
    for _ in range(_MOST_PLACES):
        if place < 0:
            break
        end = place + len(written)
        above = text[text.rfind(" ", 0, place) + 1 : place]
        # Only a word with a capital makes the name longer.
        if not above or is_capital(above):
            while end < len(text) and text[end].isalpha():
                end += 1
            begin = max(0, text.rfind("\n", 0, place) + 1, place - 80)
            longer = speakers.name_ending_at(text, end, begin, grammar)
            words = longer.split()
            if 1 < len(words) <= _LONGEST_NAME and stem(words[-1]) == stem(name):
                candidates[longer] = candidates.get(longer, 0) + 1
        place = text.find(written, end)
    if not _only(list(candidates)):
        return ""
    # A word with a capital may stand before the name by chance.
    return max(candidates, key=lambda longer: (candidates[longer], -len(longer)))
