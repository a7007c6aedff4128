"""Lines become paragraphs: hard-wrapped ones are joined, tables, lists and commands keep their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article import BlockKind, RemovedLine
from newsreader.cleaning.lines import Line, ends_sentence, has_digit, removed

_WIDEST_WRAP = 110
_MARKER = re.compile(
    r"\s*(?:[-*•‣◦▪·–—]\s+|\(?\d{1,3}[.)]\s+|[a-z]\)\s+|\[\d{1,3}\]:?\s+(?=[a-z]+://))(?=\S)"
)
_BULLET = re.compile(r"\s*[-*•‣◦▪·–—]\s+")
_RULE_MARKS = frozenset("=-_~*#—–")
_RULE = re.compile(r"\s*([=\-_~*#—–])(?:\s*\1){2,}\s*")
_PROMPT = re.compile(r"\s*(?:[$#>%]\s+\S|root #|user \$)")
_COLUMNS = re.compile(r"(?:\s{3,}|\t)\S+(?:\s\S+)*?(?:\s{2,}|\t)\S|\s{2,}[\d(+$-][\d,.()%/-]*$")


class Paragraph(NamedTuple):
    """One piece of a plain text. ``number`` is its first line's; ``lines`` how many lines it was.

    ``is_alone``: blank lines, or the ends of the text, are on both sides of it.
    """

    number: int
    text: str
    kind: BlockKind = "paragraph"
    lines: int = 1
    is_alone: bool = True


class Layout(NamedTuple):
    """The pieces of a text, and the lines that were only rules between them."""

    paragraphs: list[Paragraph]
    removed: list[RemovedLine]


def lay_out(lines: Sequence[Line]) -> Layout:
    """The text's paragraphs in order."""
    groups = list(_groups(lines))
    gone: list[RemovedLine] = []
    if all(len(group) == 1 for group in groups):
        single = [_single(group[0]) for group in groups if not _is_rule(group[0].text)]
        gone += [removed(group[0], "a rule") for group in groups if _is_rule(group[0].text)]
        return Layout(single, gone)
    is_indented = _is_indented(groups)
    width = 0 if is_indented else _wrap_width(groups)
    pieces: list[Paragraph] = []
    for group in groups:
        body = [line for line in group if not _is_rule(line.text)]
        if len(body) < len(group):
            gone += [removed(line, "a rule") for line in group if _is_rule(line.text)]
            if len(body) == 1 and len(group) == 2 and group[1] is not body[0]:
                pieces.append(_single(body[0])._replace(kind="heading"))
                continue
        if body:
            split = with_tables(by_indent(body)) if is_indented else _by_width(body, width)
            pieces += split if len(split) == 1 else [Paragraph(*piece[:-1], False) for piece in split]
    return Layout(pieces, gone)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank one between them."""
    group: list[Line] = []
    for line in lines:
        if line.text and not line.text.isspace():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_rule(text: str) -> bool:
    return text.lstrip()[0] in _RULE_MARKS and _RULE.fullmatch(text) is not None


def _marker(text: str) -> re.Match[str] | None:
    """The bullet or the number that begins a line; most lines begin with a word."""
    bare = text.lstrip()
    if bare[:1].isalpha() and bare[1:2] != ")":
        return None
    return _MARKER.match(text)


def _single(line: Line) -> Paragraph:
    return _joined([line])


def _joined(lines: Sequence[Line]) -> Paragraph:
    """Lines of one paragraph as running text; a bullet goes, a number stays."""
    number, first = lines[0]
    words = " ".join(" ".join([line.text for line in lines]).split())
    if not _marker(first):
        return Paragraph(number, words, "paragraph", len(lines))
    bullet = _BULLET.match(first)
    text = words[len(" ".join(bullet[0].split())) :].lstrip() if bullet else words
    if bullet and bullet[0].strip() in "–—":  # a dash opens direct speech in many languages
        return Paragraph(lines[0].number, words, lines=len(lines))
    return Paragraph(lines[0].number, text, "list-item", len(lines))


def _kept(lines: Sequence[Line], kind: BlockKind) -> Paragraph:
    """Lines that stay lines; the indentation they share goes, which a story's first line may lack."""
    texts = [line.text.expandtabs(8).rstrip() for line in lines]
    indents = [len(text) - len(text.lstrip()) for text in texts]
    margin = min(indents[1:] or indents) if kind == "table" else min(indents)
    tidy = [text[min(margin, indent) :] for text, indent in zip(texts, indents, strict=True)]
    return Paragraph(lines[0].number, "\n".join(tidy), kind, len(lines))


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _is_set_in(line: Line) -> bool:
    """Whether at least two blanks stand before the line's first word."""
    return line.text[:2].isspace()


def _is_indented(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether an indented line begins a paragraph here, as it did on the wires of the eighties."""
    starts: list[int] = []
    hanging = 0
    for group in groups:
        above = group[0]
        for line in group[1:]:
            if line.text[:2].isspace():
                indent = _indent(line)
                if _marker(above.text) or (above.text.rstrip().endswith(":") and indent > _indent(above)):
                    hanging += 1
                else:
                    starts.append(indent)
            above = line
    if not starts:
        return False
    usual, count = Counter(starts).most_common(1)[0]
    return usual <= 8 and count >= 0.6 * len(starts) and len(starts) > hanging + len(groups) - 2


def by_indent(group: Sequence[Line]) -> list[Paragraph | Line]:
    """Paragraphs, and facts, of a text whose paragraphs begin with an indented line."""
    parts: list[list[Line]] = []
    part: list[Line] = []
    for line in group:
        if not part or line.text[:2].isspace() or _has_columns(line.text):
            part = [line]
            parts.append(part)
        else:
            part.append(line)
    return list(map(_part, parts))


def _wrap_width(groups: Sequence[Sequence[Line]]) -> int:
    """The column at which the text was wrapped; 0 where it was not."""
    broken = [line.text.rstrip() for group in groups for line in group[:-1]]
    lengths = sorted(map(len, broken))
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    full = [text for text in broken if len(text) >= 0.8 * width]
    # Lines broken for want of room seldom end where a sentence does; paragraphs on a line each do.
    is_wrapped = width <= _WIDEST_WRAP and sum(map(ends_sentence, full)) * 2 <= len(full)
    return width if is_wrapped else 0


def _by_width(group: Sequence[Line], width: int) -> list[Paragraph]:
    """Paragraphs of a text whose lines break where the next word would not have fitted."""
    if len(group) > 1 and _is_verbatim(group, width):
        return [_kept(group, "code")]
    parts: list[list[Line]] = []
    for line in group:
        if parts and not _begins(line.text) and _continues(parts[-1], line, width):
            parts[-1].append(line)
        else:
            parts.append([line])
    return with_tables(map(_part, parts))


def _is_verbatim(group: Sequence[Line], width: int) -> bool:
    """Whether the lines are commands or output: indented or prompted, and not running text."""
    if not all(_is_set_in(line) or _PROMPT.match(line.text) for line in group) or _marker(group[0].text):
        return False
    return not all(_is_full(above, below, width) for above, below in pairwise(group))


def _begins(text: str) -> bool:
    return bool(_marker(text) or _PROMPT.match(text))


def _continues(part: Sequence[Line], line: Line, width: int) -> bool:
    """Whether the line goes on with the paragraph above it."""
    above = part[-1]
    if _PROMPT.match(above.text) or not width:
        return False
    if _marker(part[0].text) and _indent(line) > _indent(part[0]):
        return True
    if _is_full(above, line, width):
        return True
    return line.text.lstrip()[:1].islower() and not ends_sentence(above.text) and not _has_columns(line.text)


def _has_columns(text: str) -> bool:
    """Whether the line is set in columns."""
    if "  " not in text and "\t" not in text:
        return False
    text = text.strip()
    return ("  " in text or "\t" in text) and _COLUMNS.search(text) is not None


def _is_full(above: Line, below: Line, width: int) -> bool:
    """Whether the first word below would not have fitted on the line above."""
    first_word = below.text.lstrip()[:40].split(None, 1)[0]
    room = 2 if ord(first_word[0]) >= 0x2E80 else len(first_word) + 1
    return len(above.text.rstrip()) + room >= width - width // 20


def _part(lines: Sequence[Line]) -> Paragraph | Line:
    """A paragraph; a line that may be a fact stays one."""
    return lines[0] if len(lines) == 1 and is_fact(lines[0].text) else _joined(lines)


def with_tables(parts: Iterable[Paragraph | Line]) -> list[Paragraph]:
    """Paragraphs; runs of short facts, one on a line, become a table."""
    pieces: list[Paragraph] = []
    run: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            run.append(part)
            continue
        pieces += _facts(run)
        run = []
        pieces.append(part)
    return pieces + _facts(run)


def is_fact(text: str) -> bool:
    """Whether a line by itself may be a fact of a table, such as a company's net profit."""
    text = text.rstrip()
    return not text.endswith((",", ":")) and not ends_sentence(text) and not _begins(text)


def _facts(run: Sequence[Line]) -> list[Paragraph]:
    """A run of facts: a table if there are figures, or columns, in it."""
    figures = sum(has_digit(line.text) for line in run)
    if len(run) > 1 and (figures * 2 >= len(run) or sum(_has_columns(line.text) for line in run) > 1):
        return [_kept(run, "table")]
    return [_single(line) for line in run]
