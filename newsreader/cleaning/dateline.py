"""The dateline of a story: ``ATHENS, December 9. /TASS/.``, ``PARIS (AP) —``, ``新华社北京10月12日电``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from newsreader.cleaning import agencies
from newsreader.cleaning.lines import has_digit
from newsreader.cleaning.months import MONTHS, WEEKDAYS, month, weekday
from newsreader.cleaning.places import CITIES, NOT_AGENCIES, NOT_PLACES
from newsreader.cleaning.safety import western_digits

_REACH = 200


class Dateline(NamedTuple):
    """What a dateline says; ``text`` is the dateline as it stood, ``rest`` the paragraph after it."""

    text: str
    rest: str
    place: str = ""
    agency: str = ""
    byline: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


class Claim(NamedTuple):
    """What may be a place and an agency, and the punctuation behind them."""

    place: str
    agency: str
    mark: str
    is_slashed: bool

    @property
    def head(self) -> str:
        """The first place, without its region."""
        return self.place.split(",")[0].split("/")[0].strip()

    @property
    def is_dashed(self) -> bool:
        return any(dash in self.mark for dash in _DASHES)


_DASHES = "-–—―"
_UPPER = r"[^\W\d_a-zßàâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿа-яёіїєґ]"
_CAPITALS = rf"(?:{_UPPER}|[A-Z]\.)(?:{_UPPER}|['’.\-](?={_UPPER}|\s|/|,))*"
_CITY = rf"{_CAPITALS}(?:\s(?:(?:de|do|da|du|del|di|la|le|na|on|upon|am|an der)\s)?{_CAPITALS}){{0,3}}"
_REGION = r"(?:,\s(?!\d)(?:[A-Z][\w.\-]*\.?\s?){1,3}?)"
_MONTH = rf"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_WEEKDAY = rf"(?i:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
_DATE = (
    rf"(?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?:(?P<month1>{_MONTH})\.?\s?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s(?:de\s)?(?P<month2>{_MONTH})\.?)"
    r"(?:,?\s(?:de\s)?(?P<year>\d{4})(?:\sг\.|\sгода)?)?"
)
_AGENCY = (
    r"(?:\(\s?(?P<round>[^()/\n]{1,32}?(?:/[^()\n]{1,20})?)\s?\)|/\s?(?P<slashed>[^/()\n]{1,32})\s?/"
    r"|\[\s?(?P<square>[^\[\]()\n]{2,32})\s?\])"
)
_BREAK = r"(?P<break>\.?\s?(?:--+|[-–—―](?=\s|[\"“«]))|[.:](?=\s|$)|(?=\s))"
_PLACES = rf"(?P<place>{_CITY}(?:(?:\s?/\s?|\sand\s|,\s){_CITY}){{0,2}}(?:{_REGION})?)"
_DATED = rf"{_PLACES}[,.]?\s(?:{_DATE}[.,]?\s?)(?:{_AGENCY})?\s?{_BREAK}"
_SIGNED = rf"{_PLACES},?\s?(?:--\s?)?{_AGENCY}\s?{_BREAK}"
_PLAIN = r"[^\d()\[\]/.,:;\n]"
_MIXED = (
    rf"(?P<place>[^\W\d_]{_PLAIN}{{1,30}}(?:/{_PLAIN}{{2,30}})?)"
    rf"(?:,\s{_DATE}[.,]?)?\s?{_AGENCY}\s?{_BREAK}"
)
_BARE = rf"(?P<place>{_CITY}(?:/{_CITY})?(?:{_REGION})?)\s?{_BREAK}"
_DASHED_AGENCY = r"\s?(?P<agency>[А-ЯЁA-Z][\w-]+(?:\s[А-ЯЁA-Z][\w-]+)?)\s?[.,]\s"

_CHINESE = (
    r"(?P<agency>新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|本报|本刊|本网)(?:消息)?"
    r"(?P<place>[\u4e00-\u9fff]{0,8}?)(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:专?电|讯|消息)"
    r"(?:[（(](?P<byline>[^（）()\n]{2,30})[)）])?[\s　:：]*"
)
# An agency of any name signs between brackets behind the place and the day.
_CHINESE_SIGNED = (
    r"(?P<place>[\u4e00-\u9fff]{2,10}?)(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:专?电|專?電|讯|訊)"
    r"[（(](?P<agency>[\u4e00-\u9fff]{1,8}(?:社|网))(?P<byline>[^（）()\n]{0,30})[)）][\s　:：]*"
)
_ARABIC = (
    r"(?P<place>[\u0621-\u06ff][\u0621-\u06ff ]{1,30})[،,]?\s"
    r"(?P<day>\d{1,2})\s(?P<month>[\u0621-\u06ff]{3,10})(?:\s(?P<year>\d{4}))?[.،,]?\s?"
    r"(?:/\s?(?P<slashed>[^/\n]{1,24}?)\s?/|[(]\s?(?P<round>[^()\n]{1,24}?)\s?[)])"
    r"\s?[.:\-–—]*\s?"
)
_CHANNEL = (
    r"(?P<agency>[\u4e00-\u9fff]{2,4}网)消息\s*(?:[（(][^（）()\n]{1,12}[)）])?\s*[:：]\s*"
    r"|[（(]新闻联播[)）]\s*[:：]?\s*"
)
_JAPANESE = r"【(?P<place>[^【】＝=\n]{2,12}?)[＝=]?(?P<agency>共同|時事|ロイター|AFP時事)】\s*"

_LONGEST_PLACE = 33
"""How far from the beginning a mark stands behind a place in small letters at the latest."""
_SMALL_WORD = re.compile(r"\s([a-z][^\W\d_]*)")
_SMALL_WORDS = "de do da du del di la le na on upon am an and"
_WORDS_WITHIN = {*_SMALL_WORDS.split(), *MONTHS, *WEEKDAYS}
_NEEDED = re.compile(r"[\d(\[/\-–—―]")


def parse(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph; None where the paragraph has none."""
    opening = paragraph[:_LONGEST_PLACE]
    if opening[1:2].islower() and opening.isascii() and not _is_marked(opening):
        return None
    head = paragraph[:_REACH]
    if not head or not (head[0].isalpha() or head[0] in "（(【"):
        return None
    if "\u3000" <= head[0] <= "\uffef":
        return _east_asian(paragraph, head)
    if "\u0600" <= head[0] <= "\u06ff" and (signed := _arabic(paragraph, head)):
        return signed
    for pattern in _forms(head):
        found = _compiled(pattern).match(head)
        if found and (dateline := _checked(pattern, found, paragraph)):
            return dateline
    return None


def _is_marked(opening: str) -> bool:
    """Whether one of the marks stands there that follow a place in small letters."""
    return "," in opening or "(" in opening or "/" in opening or "[" in opening


def _forms(head: str) -> Sequence[str]:
    """The forms of dateline that are worth trying; most paragraphs begin like none."""
    in_capitals = head[0].isupper() and (head[1:2].isupper() or head[1:2] in (".", "'", "’"))
    if in_capitals and _goes_on_as_a_sentence(head):
        return ()
    is_bracketed = "(" in head or "/" in head or "[" in head
    if in_capitals:
        return (_DATED, _SIGNED, _MIXED, _BARE) if is_bracketed else (_DATED, _SIGNED, _BARE)
    return (_MIXED,) if is_bracketed else ()


def _goes_on_as_a_sentence(head: str) -> bool:
    """Whether a word in small letters that has no place in a dateline comes before all that one must have: a
    digit, a dash, or a bracket."""
    word = _SMALL_WORD.search(head)
    if not word or word[1].casefold() in _WORDS_WITHIN:
        return False
    return not _NEEDED.search(head, 0, word.start())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiling all the names of months, and what only some languages need, takes longer than a reader should
    # wait for an import.
    return re.compile(pattern)


def _checked(pattern: str, found: re.Match[str], paragraph: str) -> Dateline | None:
    groups = found.groupdict()
    place = " ".join(groups["place"].split()).strip(" ,")
    place, on = _without_weekday(place, weekday(groups.get("weekday") or ""))
    agency = next((groups[name] for name in ("round", "slashed", "square") if groups.get(name)), "")
    mark = groups["break"] or ("." if found[0].rstrip().endswith(".") else "")
    is_dashed = any(dash in mark for dash in _DASHES)
    month_ = month(groups.get("month1") or groups.get("month2") or "")
    has_date = bool(groups.get("day1") or groups.get("day2"))
    end = found.end()
    if has_date and (month_ is None or not _is_agency_or_none(agency)):
        return None
    if has_date and not agency and is_dashed:
        agency, end = _agency_after_dash(paragraph, end)
    if not _is_place(pattern, Claim(place, agency, mark, is_slashed=bool(groups.get("slashed")))):
        return None
    if not paragraph[end:].strip():
        return None
    return Dateline(
        text=paragraph[:end].strip(),
        rest=paragraph[end:].lstrip(" -–—―:"),
        place=place,
        agency=agencies.canonical(agency),
        year=int(groups["year"]) if groups.get("year") else None,
        month=month_ if has_date else None,
        day=int(groups.get("day1") or groups.get("day2") or 0) or None,
        weekday=on,
    )


def _is_place(pattern: str, claim: Claim) -> bool:
    """Whether what was found where a place would stand is one."""
    if claim.head in NOT_PLACES:
        return False
    if pattern == _DATED:
        return _is_dated(claim)
    if pattern == _SIGNED:
        return _is_signed(claim)
    if pattern == _MIXED:
        # ``Berlin (dpa) -``: a place in small letters needs an agency that is known.
        return bool(claim.mark) and agencies.is_known(claim.agency) and len(claim.place.split()) <= 4
    return claim.is_dashed and claim.head in CITIES


def _is_dated(claim: Claim) -> bool:
    """A place and a day make a dateline if an agency, a dash or a well-known city says so too."""
    if claim.agency:
        return bool(claim.mark) or agencies.is_known(claim.agency)
    is_acronym = len(claim.head) <= 4 and claim.head not in CITIES
    return not is_acronym and (claim.is_dashed or (bool(claim.mark) and claim.head in CITIES))


def _is_signed(claim: Claim) -> bool:
    """A place and an agency, no day: an unknown agency needs a dash, and must not look like a ticker."""
    agency = claim.agency
    if agency in NOT_AGENCIES:
        return False
    if agencies.is_known(agency):
        return True
    is_named = agency[:1].isupper() and not agency.isupper() and len(agency.split()) <= 3
    return claim.is_dashed and (claim.is_slashed or (is_named and ":" not in agency))


def _without_weekday(place: str, on: int | None) -> tuple[str, int | None]:
    """``GENEVA, Wednesday`` names a day, not a region."""
    head, _, tail = place.rpartition(", ")
    if head and on is None and weekday(tail) is not None:
        return head, weekday(tail)
    return place, on


def _is_agency_or_none(agency: str) -> bool:
    return not has_digit(agency) and agency not in NOT_AGENCIES


def _agency_after_dash(paragraph: str, end: int) -> tuple[str, int]:
    """``МОСКВА, 9 дек - РИА Новости.`` names the agency behind the dash."""
    found = _compiled(_DASHED_AGENCY).match(paragraph, end, end + 40)
    if found and agencies.is_known(found["agency"]):
        return found["agency"], found.end()
    return "", end


def _east_asian(paragraph: str, head: str) -> Dateline | None:
    digits = western_digits(head)
    for pattern in (_CHINESE, _CHINESE_SIGNED, _CHANNEL, _JAPANESE):
        found = _compiled(pattern).match(digits)
        if found and paragraph[found.end() :].strip():
            groups = found.groupdict()
            agency = groups.get("agency") or ""
            return Dateline(
                text=paragraph[: found.end()].strip(),
                rest=paragraph[found.end() :].lstrip(),
                place=groups.get("place") or "",
                agency="" if agency.startswith("本") else agency,
                byline=(groups.get("byline") or "").removeprefix("记者").strip(),
                month=int(groups["month"]) if groups.get("month") else None,
                day=int(groups["day"]) if groups.get("day") else None,
            )
    return None


def _arabic(paragraph: str, head: str) -> Dateline | None:
    """``القاهرة، 9 ديسمبر. /أ ف ب/.``: a place, a day and an agency, all three."""
    found = _compiled(_ARABIC).match(western_digits(head))
    month_ = month(found["month"]) if found else None
    if not found or not month_ or not paragraph[found.end() :].strip():
        return None
    return Dateline(
        text=paragraph[: found.end()].strip(),
        rest=paragraph[found.end() :].lstrip(),
        place=found["place"].strip(),
        agency=agencies.canonical(found["slashed"] or found["round"] or ""),
        year=int(found["year"]) if found["year"] else None,
        month=month_,
        day=int(found["day"]),
    )
