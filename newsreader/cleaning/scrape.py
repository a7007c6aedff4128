"""Plain text as it was scraped from a page or taken from a wire: lines in, a draft out."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article import RemovedLine
from newsreader.cleaning import agencies, headings, overlong, paragraphs, residue, safety, teasers, wires
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import Draft
from newsreader.cleaning.lines import Line, ends_sentence, numbered, removed
from newsreader.cleaning.paragraphs import Paragraph

_LONGEST_FURNITURE = 120
_RUNNING = 40
_HEAD = 1000


def read(body: str, context: BundleContext) -> Draft:
    """The draft of a plain-text body. Every line that is not blank is in it somewhere."""
    text, rest = overlong.part(safety.make_safe(body))
    # Most stories lose no line but the last: bare texts and their numbers do, and no Line is made of each.
    texts = text.split("\n")
    numbers: Sequence[int] = range(1, len(texts) + 1)
    gone: list[RemovedLine] = []
    if residue.may_hold(text):
        numbers, texts = _without_residue(texts, gone)
    agency = _take_sign_off(texts, numbers, text[:_HEAD], gone)
    if context.may_hold_furniture(texts):
        tail = teasers.split_off(numbered(texts, numbers), context)
        gone += tail.removed
        lines = _without_furniture(tail.lines, context, gone)
        pieces = _laid_out(lines, gone)
        found = list(tail.teasers)
    else:
        pieces, found = wires.lay_out(texts, numbers) or _laid_out(numbered(texts, numbers), gone), []
    return Draft(pieces + overlong.lay_out(rest) if rest else pieces, found, gone, agency=agency)


def _laid_out(lines: Sequence[Line], gone: list[RemovedLine]) -> list[Paragraph]:
    layout = paragraphs.lay_out(lines)
    gone += layout.removed
    return headings.mark(layout.paragraphs)


def _without_residue(texts: Sequence[str], gone: list[RemovedLine]) -> tuple[list[int], list[str]]:
    """What is left of the lines, and their numbers."""
    numbers: list[int] = []
    kept: list[str] = []
    for number, text in enumerate(texts, 1):
        rest, cut = residue.cut(text)
        if cut:
            gone.append(RemovedLine(number, " ".join(cut.split()), residue.REASON))
        # Where a line was all residue no blank one stays: what was around it was not apart.
        if rest or not cut:
            numbers.append(number)
            kept.append(rest)
    return numbers, kept


def _take_sign_off(texts: list[str], numbers: Sequence[int], opening: str, gone: list[RemovedLine]) -> str:
    """Takes the sign-off at the very end off the lines, and what is blank there; the agency that signs.

    One that is not known must have named itself between brackets or slashes in the opening.
    """
    end, agency = len(texts), ""
    while end:
        text = texts[end - 1]
        if text and not text.isspace():
            signed = agencies.sign_off(text, opening)
            if signed is None:
                break
            agency = signed or agency
            gone.append(RemovedLine(numbers[end - 1], " ".join(text.split()), agencies.SIGN_OFF))
        end -= 1
    del texts[end:]
    if not end:
        return agency
    rest, inline = agencies.split_inline_sign_off(texts[-1])
    if not inline:
        return agency
    gone.append(RemovedLine(numbers[end - 1], inline, agencies.SIGN_OFF))
    texts[-1] = rest
    return agencies.canonical(inline)


def _without_furniture(lines: Sequence[Line], context: BundleContext, gone: list[RemovedLine]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if not line.text or len(line.text) > _LONGEST_FURNITURE:
            kept.append(line)
            continue
        reason = context.furniture_reason(line.text)
        if reason and not (kept and _runs_on(kept[-1].text, line.text)):
            gone.append(removed(line, reason))
        else:
            kept.append(line)
    return kept


def _runs_on(above: str, text: str) -> bool:
    """Whether a line goes on with a wrapped paragraph, such as one that ends in the word "home"."""
    above = above.rstrip()
    if not above or ends_sentence(above):
        return False
    return text.lstrip()[:1].islower() or len(above) > _RUNNING
