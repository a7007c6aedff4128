"""Two versions of an article as pieces to be set: what was added and removed has signs and a style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.article import Headline
from newsreader.stories.differences import Passage, Span, count_words
from newsreader.tui.terminal import drawable, fit
from newsreader.tui.theme import Look, Role
from newsreader.tui.widgets.article_layout import BLOCKS
from newsreader.tui.widgets.piece import Piece
from newsreader.tui.widgets.rows import day_title
from newsreader.version_access import Compared, Cut

CONTEXT = 1
"""Unchanged paragraphs shown before and after a change; longer stretches are counted only."""

_BEGINNING = 48
_SIGNS = {"added": ("{+", "+}"), "removed": ("[-", "-]")}
_SPOKEN = {"added": ("[added: ", "]"), "removed": ("[removed: ", "]")}
_ROLES: dict[str, Role] = {"added": "added", "removed": "taken"}


def pieces(compared: Compared, look: Look) -> Iterator[Piece]:
    """The differences in reading order."""
    differences = compared.differences
    yield _line(0, differences.title, look, "strong")
    if differences.subtitle:
        yield _line(1, differences.subtitle, look)
    for number, text in enumerate(_summary(compared, look), 2):
        yield Piece(number, text, "quiet", has_space_before=number == 2)
    for number, cut in enumerate(compared.cuts, 10):
        yield Piece(
            number, _cut(cut, look), "quiet", f"{look.marks.bullet} ", "  ", has_space_before=number == 10
        )
    number = BLOCKS
    for shown in _with_context(differences.passages):
        if isinstance(shown, int):
            text = f"{look.marks.ellipsis} {_counted(shown, 'paragraph')} unchanged"
            yield Piece(number, text, "quiet")
        else:
            yield _passage(number, shown, look)
        number += 1
    for kind, teasers in (("added", differences.teasers_added), ("removed", differences.teasers_removed)):
        for order, teaser in enumerate(teasers):
            if not order:
                yield Piece(number, f"{_counted(len(teasers), 'teaser')} {kind}", "strong")
            sign = "+ " if kind == "added" else "- "
            yield Piece(number + order + 1, teaser.title, _ROLES[kind], sign, "  ", has_space_before=False)
        number += len(teasers) + 1


def _summary(compared: Compared, look: Look) -> Iterator[str]:
    differences = compared.differences
    older, newer = compared.older.headline, compared.newer.headline
    is_one_bundle = older.bundle == newer.bundle
    yield f"{_whence(older, is_one_bundle)} {look.marks.arrow} {_whence(newer, is_one_bundle)}"
    same, added, removed = (differences.words(kind) for kind in ("same", "added", "removed"))
    parts = [f"{added:,} words added", f"{removed:,} removed", f"{same:,} in common"]
    if differences.moved:
        parts.append(f"{_counted(differences.moved, 'paragraph')} moved")
    if compared.others > 1:
        parts.append(f"version {compared.number} of {compared.others} others, D the next")
    if differences.is_none:
        parts = ["the same text"]
    yield f" {look.marks.dot} ".join(parts)


def _whence(headline: Headline, is_one_bundle: bool) -> str:
    date = headline.published.date
    name = headline.path if is_one_bundle else headline.bundle
    return f"{name}{f', {day_title(date)}' if date else ''}"


def _cut(cut: Cut, look: Look) -> str:
    said = [f"{cut.headline.bundle}: {cut.headline.words:,} words"]
    for verb, texts in (("lacks", cut.lacks), ("adds", cut.adds)):
        if texts:
            begin = "; ".join(f"“{fit(text, _BEGINNING, look.marks.ellipsis)}”" for text in texts[:3])
            words = sum(map(count_words, texts))
            said.append(f"{verb} {_counted(len(texts), 'paragraph')} ({words:,} words): {begin}")
    return f" {look.marks.dot} ".join(said)


def _with_context(passages: Sequence[Passage]) -> Iterator[Passage | int]:
    """Passages, and for stretches in which nothing changed their number."""
    changed = {place for place, passage in enumerate(passages) if passage.kind != "same"}
    skipped = 0
    for place, passage in enumerate(passages):
        around = range(place - CONTEXT, place + CONTEXT + 1)
        if changed.isdisjoint(around):
            skipped += 1
            continue
        if skipped:
            yield skipped
        skipped = 0
        yield passage
    if skipped:
        yield skipped


def _passage(number: int, passage: Passage, look: Look) -> Piece:
    match passage.kind:
        case "added" | "removed":
            sign = "+ " if passage.kind == "added" else "- "
            text = drawable(passage.text, is_ascii=look.is_ascii)
            role = _ROLES[passage.kind]
            return Piece(number, text, "text", sign, sign, is_prose=True, spans=((0, len(text), role),))
        case "moved here":
            return Piece(number, f"{passage.text} (moved here)", "text", "> ", "> ")
        case "moved away":
            text = fit(passage.text, _BEGINNING, look.marks.ellipsis)
            return Piece(number, f"(moved away: {text})", "quiet", "< ", "  ")
        case _:
            return _line(number, passage.spans, look)


def _line(number: int, spans: Sequence[Span], look: Look, role: Role = "text") -> Piece:
    """Spans as one text, what was added or removed between signs that need no colour."""
    signs = _SPOKEN if look.is_linear else _SIGNS
    text = ""
    marked: list[tuple[int, int, Role]] = []
    for span in spans:
        said = drawable(span.text, is_ascii=look.is_ascii)
        if text and not _closes(said, span):
            text += " "
        if span.kind != "same":
            begin, end = signs[span.kind]
            marked.append((len(text), len(text) + len(begin) + len(said) + len(end), _ROLES[span.kind]))
            said = f"{begin}{said}{end}"
        text += said
    return Piece(number, text, role, is_prose=True, spans=tuple(marked))


def _closes(text: str, span: Span) -> bool:
    """Whether a text goes on without a blank: a full stop after what changed."""
    return span.kind == "same" and text[:1] in ".,;:!?)]”’»…。，、；：！？）"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
