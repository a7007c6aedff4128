"""Plain text as it was scraped from a page or taken from a wire: lines in, a draft out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from newsreader.article import RemovedLine
from newsreader.cleaning import agencies, headings, overlong, paragraphs, residue, safety, teasers, wires
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import Draft
from newsreader.cleaning.lines import Line, ends_sentence, removed, split

_LONGEST_FURNITURE = 120
_RUNNING = 40
_HEAD = 1000
_text: Callable[[Line], str] = itemgetter(1)


def read(body: str, context: BundleContext) -> Draft:
    """The draft of a plain-text body. Every line that is not blank is in it somewhere."""
    text, rest = overlong.part(safety.make_safe(body))
    lines: Sequence[Line] = split(text)
    gone: list[RemovedLine] = []
    if residue.may_hold(text):
        lines = _without_residue(lines, gone)
    agency, lines = _without_sign_off(lines, text[:_HEAD], gone)
    tail = teasers.Tail(lines)
    if context.may_hold_furniture(list(map(_text, lines))):
        tail = teasers.split_off(lines, context)
        gone += tail.removed
        lines = _without_furniture(tail.lines, context, gone)
    layout = wires.lay_out(lines) or paragraphs.lay_out(lines)
    gone += layout.removed
    return Draft(
        pieces=headings.mark(layout.paragraphs) + overlong.lay_out(rest),
        teasers=list(tail.teasers),
        removed=gone,
        agency=agency,
    )


def _without_residue(lines: Sequence[Line], gone: list[RemovedLine]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        rest, cut = residue.cut(line.text)
        if cut:
            gone.append(RemovedLine(line.number, " ".join(cut.split()), residue.REASON))
            # Where a line was all residue no blank one stays: what was around it was not apart.
            if rest:
                kept.append(Line(line.number, rest))
        else:
            kept.append(line)
    return kept


def _without_sign_off(
    lines: Sequence[Line], opening: str, gone: list[RemovedLine]
) -> tuple[str, Sequence[Line]]:
    """The agency that signs at the very end, and the lines without its sign-off.

    One that is not known must have named itself between brackets or slashes in the opening.
    """
    end, agency = len(lines), ""
    while end:
        text = lines[end - 1].text
        if text and not text.isspace():
            signed = agencies.sign_off(text, opening)
            if signed is None:
                break
            agency = signed or agency
            gone.append(removed(lines[end - 1], agencies.SIGN_OFF))
        end -= 1
    if not end:
        return agency, []
    rest, signed = agencies.split_inline_sign_off(lines[end - 1].text)
    if signed:
        gone.append(RemovedLine(lines[end - 1].number, signed, agencies.SIGN_OFF))
        return agencies.canonical(signed), [*lines[: end - 1], Line(lines[end - 1].number, rest)]
    return agency, lines[:end]


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
