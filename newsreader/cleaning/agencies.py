"""News agencies by the names that datelines and sign-offs give them."""

from __future__ import annotations

import re
from functools import lru_cache

_KNOWN = """
Reuters=Reuter=REUTERS=REUTER=Thomson Reuters=Thomson Reuters Foundation=Рейтер
|AP=Associated Press=The Associated Press|AFP=Agence France-Presse=Agence France Presse|UPI
|TASS=ITAR-TASS=Itar-Tass=ТАСС=ИТАР-ТАСС|RIA Novosti=RIA=РИА Новости=РИА
|Interfax=INTERFAX=Интерфакс=ИНТЕРФАКС|Sputnik|Xinhua=XINHUA=Xinhua News Agency|dpa=DPA=dpa-AFX|EFE
|ANSA|APA|ATS=sda|Belga|ANP|TT|NTB|Ritzau|STT|PAP|ČTK|CTK|MTI|Agerpres|AGERPRES|BTA|Tanjug|TANJUG
|HINA|Hina|STA|BelTA|БЕЛТА|Ukrinform|UNIAN|УНИАН|УКРИНФОРМ|Kyodo=KYODO=Kyodo News|Jiji=Jiji Press
|Yonhap=YONHAP|KCNA|PTI|IANS|ANI|APP|Bernama|BERNAMA|Antara|ANTARA|VNA|PNA|AAP|CP=The Canadian Press
|Canadian Press|Anadolu=AA=Anadolu Agency|IRNA|ISNA|Mehr|Fars|Tasnim|MENA|SANA|WAM|KUNA|SPA|QNA|NNA
|Petra|NAN|SAPA|PANA|Lusa|Télam|Telam|Notimex|Prensa Latina|ABI|Andina|Bloomberg|CNN|BBC|VOA|RFE/RL
|Deutsche Welle|DW|PRNewswire=PR Newswire|Business Wire=BUSINESS WIRE|GLOBE NEWSWIRE=GlobeNewswire
|Marketwired|ACCESSWIRE|PA=PA Media=Press Association|UNB|BSS|Agerpress|Azertac|AZERTAC|Trend|Kabar
|Kazinform|رويترز|أ ف ب|ا ف ب|واس|سانا|وام|قنا|ایرنا|ايرنا|فارس|ایسنا|ايسنا|مهر|تسنیم|خبرگزاری فارس
"""

SIGN_OFF = "agency sign-off"

KNOWN = {
    name.strip(): names.split("=")[0].strip()
    for names in _KNOWN.replace("\n", "").split("|")
    for name in names.split("=")
}

_SIGN_OFF = re.compile(
    r"(?:[\s(\[/.*_–—-]*)(reuters?|ap|afp|upi|tass|xinhua|dpa|efe|ansa|тасс|-0-|endit|ends?|###|30)[\s)\]/.*_–—-]*",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?<=\s\s)\s*(Reuters?|REUTERS?|AP|AFP|UPI)\s*$")
_INLINE_ENDS = ("Reuter", "Reuters", "REUTER", "REUTERS", "AP", "AFP", "UPI")
_END_MARKS = ("-0-", "endit", "end", "ends", "###", "30")


def canonical(name: str) -> str:
    """The agency's usual name; an unknown one as it stands."""
    name = name.strip(" ./-–—")
    return KNOWN.get(name, name)


def is_known(name: str) -> bool:
    """Whether a dateline may name this agency between brackets."""
    return name.strip(" ./-–—") in KNOWN


def sign_off(line: str, opening: str = "") -> str | None:
    """The agency whose sign-off the whole line is: "Reuters" for ``REUTER``, "" for ``-0-``; else None.

    Any name counts that the story's opening gives between brackets or slashes.
    """
    if len(line) > 40:
        return None
    is_one, agency = _known_sign_off(line)
    if is_one:
        return agency
    name = line.strip(" \t()[]/.*_–—-")
    return canonical(name) if _is_named(name, opening) else None


@lru_cache(maxsize=256)
def _known_sign_off(line: str) -> tuple[bool, str | None]:
    """Whether the line is an agency that is known or a wire's mark, and what the sign-off then says."""
    found = _SIGN_OFF.fullmatch(line)
    if not found:
        return False, None
    word = found[1]
    if word.casefold() in _END_MARKS:
        # A lone "end" or "30" may be a word of the text; between dashes or hashes it is a wire's mark.
        return True, "" if word in ("-0-", "###") or line.strip() != word else None
    agency = canonical(word if word in KNOWN else word.upper() if word.upper() in KNOWN else word.title())
    return True, agency


def _is_named(name: str, opening: str) -> bool:
    """Whether a dateline in the opening names this agency."""
    if not name[:1].isupper() or len(name.split()) > 3 or any(character.isdigit() for character in name):
        return False
    return f"/{name}/" in opening or any(f"({name}){mark}" in opening for mark in (" -", " –", " —", "."))


def split_inline_sign_off(line: str) -> tuple[str, str]:
    """The line and the sign-off that stands after two spaces at its end, as on old wires."""
    # Looking for blanks from the left takes longer than a look at the end.
    found = _INLINE.search(line[-60:]) if line.rstrip().endswith(_INLINE_ENDS) else None
    if not found:
        return line, ""
    return line[: len(line) - len(found[0])].rstrip(), found[1]
