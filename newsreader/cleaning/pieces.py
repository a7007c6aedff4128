"""Residue and furniture among the pieces of a marked-up body, where there are no lines to go by."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.article import RemovedLine
from newsreader.cleaning import agencies, residue, safety
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import Draft
from newsreader.cleaning.paragraphs import Paragraph

_VERBATIM = ("code", "table")


def tidy(pieces: Iterable[Paragraph], context: BundleContext) -> Draft:
    """The pieces without residue, furniture and sign-off; what went is noted."""
    draft = Draft()
    for piece in pieces:
        kept = _without_residue(_safe(piece), draft.removed)
        if kept is None:
            continue
        reason = context.furniture_reason(kept.text) if kept.kind != "code" else ""
        if reason:
            draft.removed.append(RemovedLine(kept.number, kept.text, reason))
        else:
            draft.pieces.append(kept)
    draft.agency = _sign_off(draft.pieces, draft.removed)
    _drop_headings_of_nothing(draft)
    return draft


def _safe(piece: Paragraph) -> Paragraph:
    """A body is made safe before it is parsed, but a character reference (``&#27;``) says anything."""
    text = safety.make_safe(piece.text)
    if text == piece.text:
        return piece
    return piece._replace(text=text if piece.kind in _VERBATIM else " ".join(text.split()))


def _without_residue(piece: Paragraph, gone: list[RemovedLine]) -> Paragraph | None:
    if piece.kind in _VERBATIM or not residue.may_hold(piece.text):
        return piece if piece.text else None
    rest, cut = residue.cut(piece.text)
    if not cut:
        return piece
    gone.append(RemovedLine(piece.number, cut, residue.REASON))
    rest = " ".join(rest.split())
    return piece._replace(text=rest) if rest else None


def _sign_off(pieces: list[Paragraph], gone: list[RemovedLine]) -> str:
    agency = ""
    while pieces and pieces[-1].kind == "paragraph":
        signed = agencies.sign_off(pieces[-1].text)
        if signed is None:
            break
        agency = signed or agency
        last = pieces.pop()
        gone.append(RemovedLine(last.number, last.text, agencies.SIGN_OFF))
    return agency


def _drop_headings_of_nothing(draft: Draft) -> None:
    """A short heading with nothing left under it headed furniture, unless it is the headline."""
    while len(draft.pieces) > 1 and draft.pieces[-1].kind == "heading" and len(draft.pieces[-1].text) <= 40:
        last = draft.pieces.pop()
        draft.removed.append(RemovedLine(last.number, last.text, "a heading with nothing under it"))
