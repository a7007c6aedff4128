"""The head of a story: headline, subtitle, byline, the line with the date, and the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.article import RemovedLine
from newsreader.cleaning import bylines, furniture, stamps
from newsreader.cleaning import dateline as datelines
from newsreader.cleaning.dateline import Dateline
from newsreader.cleaning.lines import ends_sentence, has_digit
from newsreader.cleaning.months import MONTHS, WEEKDAYS
from newsreader.cleaning.paragraphs import Paragraph

_LONGEST_HEADLINE = 250
_LONGEST_WORD = 40
_LONGEST_SUBTITLE = 500
_LONGEST_DERIVED = 120
_LONGEST_BYLINE = 160
_REACH = 6
_MOST_REPEATS = 3

_LETTERS = re.compile(r"[^\W\d_]+")
_FILLERS = """
published publish posted updated update last modified first date time at on am pm a p m of the st nd rd th h z
uhr utc gmt est edt cst cdt pst pdt bst cet cest msk ist jst min read minutes minute
опубликовано обновлено дата г года в мск publié mis à jour le veröffentlicht aktualisiert um stand publicado
actualizado el de del las hrs pubblicato aggiornato il alle ore data opublikowano
发布时间 发布 时间 日期 更新 更新时间 年 月 日
"""
_DATE_WORDS = MONTHS.keys() | WEEKDAYS.keys() | frozenset(_FILLERS.split())
_SPLIT = re.compile(r"\s+[|•·/]\s+|\s{2,}")


class Head(NamedTuple):
    """What a story's head says; ``pieces`` are the body that is left. Empty means that it does not say."""

    title: str = ""
    subtitle: str = ""
    byline: str = ""
    section: str = ""
    stated: str = ""
    dateline: Dateline | None = None
    pieces: Sequence[Paragraph] = ()
    removed: Sequence[RemovedLine] = ()


def read(pieces: Sequence[Paragraph], title: str, *, find_title: bool = True) -> Head:
    """Takes the head off a story. ``title`` is the one its metadata states, and then no other is sought."""
    body = list(pieces)
    removed: list[RemovedLine] = []
    section = ""
    if title:
        body = _without_repeats(body, title, removed)
    elif find_title and body:
        if _is_kicker(body):
            section = body.pop(0).text
        if _is_headline(body[0]):
            title = body[0].text
            body = _without_repeats(body[1:], title, removed)
    head = _under_the_headline(body)
    return Head(
        title or derived_title(head.pieces),
        head.subtitle,
        head.byline,
        section,
        head.stated,
        head.dateline,
        head.pieces,
        [*removed, *head.removed],
    )


def _without_repeats(body: list[Paragraph], title: str, removed: list[RemovedLine]) -> list[Paragraph]:
    """The story below a headline that is set twice; a text of one line over and over stays."""
    count = 0
    while count < min(len(body), _MOST_REPEATS) and is_same_title(body[count].text, title):
        removed.append(RemovedLine(body[count].number, body[count].text, "repeats the headline"))
        count += 1
    return body[count:]


def is_same_title(line: str, title: str) -> bool:
    """Whether two headlines differ in nothing that matters: case, spaces, quotes, a full stop."""
    return abs(len(line) - len(title)) < 20 and _letters(line) == _letters(title) != ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _is_headline(piece: Paragraph) -> bool:
    return (
        piece.kind in ("paragraph", "heading", "list-item")
        and _length(piece.text) <= _LONGEST_HEADLINE
        and datelines.parse(piece.text) is None
        and any(character.isalnum() for character in piece.text)
    )


def _length(text: str) -> int:
    """The text's length, in which a word without end counts as a long one."""
    if len(text) > _LONGEST_HEADLINE * 20:
        return len(text)
    return sum(min(len(word), _LONGEST_WORD) + 1 for word in text.split(" "))


def _is_kicker(body: Sequence[Paragraph]) -> bool:
    """A section's name above the headline: a word or two, then a headline, then prose."""
    if len(body) < 3 or any(piece.kind != "paragraph" for piece in body[:3]):
        return False
    label, title, prose = (piece.text for piece in body[:3])
    if len(label) > 25 or len(label.split()) > 2 or has_digit(label):
        return False
    is_title = (
        20 <= len(title) <= 200
        and not ends_sentence(title)
        and body[1].lines == 1
        and len(title) > 2 * len(label)
    )
    return is_title and not ends_sentence(label) and len(prose) > 60


def _under_the_headline(body: list[Paragraph]) -> Head:
    """Subtitle, byline, date and dateline out of the first paragraphs."""
    at, line = _find_dateline(body)
    byline, stated = "", ""
    removed: list[RemovedLine] = []
    kept: list[Paragraph] = []
    reach = at if line else min(4, len(body))
    for index, piece in enumerate(body[:reach]):
        is_sought = not (byline and stated) and (line or len(kept) == 0 or len(kept) == index == 1)
        found = _byline_and_date(piece.text) if is_sought else None
        if found:
            byline, stated = byline or found[0], stated or found[1]
            removed.append(
                RemovedLine(piece.number, piece.text, "byline" if found[0] else "publication date")
            )
        else:
            kept.append(piece)
    if line is None:
        return Head(
            byline=byline, stated=stated, pieces=kept + body[reach:] if removed else body, removed=removed
        )
    subtitle = ""
    if len(kept) == 1 and len(kept[0].text) <= _LONGEST_SUBTITLE and kept[0].kind in ("paragraph", "heading"):
        subtitle = kept.pop().text
    opening = body[at]._replace(text=line.rest)
    return Head(
        subtitle=subtitle,
        byline=byline or line.byline,
        stated=stated,
        dateline=line,
        pieces=[*kept, opening, *body[at + 1 :]],
        removed=removed,
    )


def _find_dateline(body: Sequence[Paragraph]) -> tuple[int, Dateline | None]:
    for index, piece in enumerate(body[:_REACH]):
        if piece.kind == "paragraph" and (line := datelines.parse(piece.text)):
            return index, line
    return 0, None


def _byline_and_date(text: str) -> tuple[str, str] | None:
    """The author's name and the date that a whole line consists of; None for any other line."""
    if len(text) > _LONGEST_BYLINE:
        return None
    is_undivided = _is_undivided(text)
    if is_undivided and _begins_like_neither(text):
        return None
    parts = [text] if is_undivided and not has_digit(text) else _parts(text)
    if len(parts) == 1:
        if is_date_line(text):
            return "", text
        name = bylines.parse(text)
        return (name, "") if name else None
    name, date = "", ""
    for part in parts:
        if not date and is_date_line(part):
            date = part
        elif not name and (found := bylines.parse(part)):
            name = found
        elif not furniture.is_known(part):
            return None
    return (name, date) if name or date else None


def _begins_like_neither(text: str) -> bool:
    """Whether the first two words are enough to tell that an undivided line is neither a byline nor a date,
    nor both with a comma between them; they are of most lines."""
    first, _, rest = text.partition(" ")
    if first.isalpha():
        first = first.casefold()
        if first in bylines.FIRST_WORDS:
            return False
        second = rest.partition(" ")[0]
        return first not in _DATE_WORDS or (second.isalpha() and second.casefold() not in _DATE_WORDS)
    word = _LETTERS.match(text.casefold())
    return word is not None and word[0] not in _DATE_WORDS and not bylines.begins(text)


def _parts(text: str) -> list[str]:
    """What a line sets side by side; ``By Jane Doe, 9 December 2021`` has but a comma between the two."""
    parts = [text] if _is_undivided(text) else _SPLIT.split(text)
    if len(parts) > 1 or not has_digit(text):
        return parts
    is_byline = bylines.begins(text) is not None
    for comma in re.finditer(r",\s+|\s+[–—-]\s+", text):
        first, second = text[: comma.start()], text[comma.end() :]
        if not is_byline and not _is_of_date_words(first):
            break
        if (is_date_line(second) and bylines.parse(first)) or (is_date_line(first) and bylines.parse(second)):
            return [first, second]
    return parts


def _is_undivided(text: str) -> bool:
    """Whether a line certainly holds nothing to split it at; told in less time than splitting takes."""
    if not text.isascii() or not text.isprintable() or "  " in text:
        return False
    return not ("|" in text and " | " in text) and not ("/" in text and " / " in text)


def date_of_line(text: str) -> str:
    """The ISO date of a line that says when a story appeared, and perhaps who wrote it, and nothing else."""
    found = _byline_and_date(text)
    stamp = stamps.parse(found[1]) if found and found[1] else None
    return stamp.iso if stamp else ""


def is_date_line(text: str) -> bool:
    """Whether the line is a full date and nothing else."""
    if len(text) > 90 or not has_digit(text):
        return False
    if not _is_of_date_words(text):
        return False
    stamp = stamps.parse(text)
    return stamp is not None and stamp.precision in ("day", "minute")


def _is_of_date_words(text: str) -> bool:
    return all(word[0] in _DATE_WORDS for word in _LETTERS.finditer(text.casefold()))


def derived_title(pieces: Sequence[Paragraph]) -> str:
    """A title for a story without one: its first sentence, cut at a word if it is long."""
    text = next((" ".join(piece.text.split()) for piece in pieces if piece.kind != "table"), "")
    text = text or next((piece.text.split("\n")[0] for piece in pieces), "")
    sentence = re.match(r".{20,}?[.!?。！？](?=\s|$)|.{10,}?[。！？]", text[: _LONGEST_DERIVED + 1])
    if sentence:
        return sentence[0].rstrip(".。")
    if len(text) <= _LONGEST_DERIVED:
        return text
    cut = text[:_LONGEST_DERIVED]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:-–—") + "…"
