"""Markdown: headings, lists, quotes, tables, code and paragraphs, with the HTML that stands among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsreader.article import BlockKind, RemovedLine
from newsreader.cleaning import fragment, overlong, pictures, pieces, residue, safety
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import Draft, Flow, Seen
from newsreader.cleaning.inline_markdown import plain
from newsreader.cleaning.lines import Line, removed, split
from newsreader.cleaning.paragraphs import Paragraph

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_MARKER = re.compile(r"\s*(?:([-*+])|(\d{1,9}[.)]))\s+(?=\S)")
_ROW_OF_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_REFERENCE = re.compile(r"\s{0,3}\[[^\[\]]+\]:\s*\S+(?:\s+[\"'(].*)?$")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*$")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*-->")


def read(body: str, context: BundleContext) -> Draft:
    """The draft of a Markdown text."""
    text, rest = overlong.part(safety.make_safe(pictures.numbered(body)))
    gone: list[RemovedLine] = []
    if "<!--" in text:
        text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    parser = _Parser(gone, may_hold_residue=residue.may_hold(text))
    for line in split(text):
        parser.take(line)
    parser.flush()
    draft = pieces.tidy(parser.found, context)
    if parser.pictures:
        draft.flow = Flow(tuple(piece.text for piece in parser.found), tuple(parser.pictures))
    draft.removed = gone + draft.removed
    draft.pieces += overlong.lay_out(rest)
    return draft


@dataclass(slots=True)
class _Parser:
    """Takes lines one by one; ``open`` holds those of the block that is not finished yet."""

    gone: list[RemovedLine]
    may_hold_residue: bool
    found: list[Paragraph] = field(default_factory=list)
    pictures: list[Seen] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    fence: str = ""

    def take(self, line: Line) -> None:
        if self.fence or _FENCE.match(line.text):
            self._take_code(line)
            return
        if self.may_hold_residue:
            rest, cut = residue.cut(line.text)
            if cut:
                self.gone.append(RemovedLine(line.number, " ".join(cut.split()), residue.REASON))
                line = Line(line.number, rest)
                if not rest.strip():
                    return
        if not line.text or line.text.isspace():
            self.flush()
        elif heading := _HEADING.match(line.text):
            self.flush()
            self._add(Line(line.number, heading[2] or ""), "heading")
        elif self._is_underline(line):
            self.kind = "heading"
            self.flush()
            self.gone.append(removed(line, "the underline of a heading"))
        elif _RULE.match(line.text):
            self.flush()
            self.gone.append(removed(line, "a rule"))
        else:
            self._take_text(line)

    def _take_code(self, line: Line) -> None:
        opening = _FENCE.match(line.text)
        if not self.fence and opening:
            self.flush()
            self.fence, self.kind = opening[1][:3], "code"
        elif opening and opening[1].startswith(self.fence) and line.text.strip() == opening[1]:
            self.fence = ""
            self.flush()
        else:
            self.open.append(line)

    def _is_underline(self, line: Line) -> bool:
        is_heading = len(self.open) == 1 and self.kind == "paragraph" and "|" not in self.open[0].text
        return is_heading and _UNDERLINE.match(line.text) is not None

    def _take_text(self, line: Line) -> None:
        if quoted := _QUOTE.match(line.text):
            rest = line.text[quoted.end() :]
            marker = _MARKER.match(rest)
            if self.kind != "quote" or marker:
                self.flush()
            self.kind = "quote"
            rest = rest[marker.end() :] if marker and marker[1] else rest
            if rest.strip():
                self.open.append(Line(line.number, _HEADING.sub(r"\2", rest)))
            else:
                self.flush()
        elif _MARKER.match(line.text):
            self.flush()
            self.kind = "list-item"
            self.open.append(line)
        elif _REFERENCE.match(line.text) and not self.open:
            self.gone.append(removed(line, "the target of a link"))
        elif self.kind == "table" or (
            len(self.open) == 1 and _ROW_OF_DASHES.match(line.text) and "|" in line.text
        ):
            self.kind = "table"
            self.open.append(line)
        else:
            self.open.append(line)

    def _add(self, line: Line, kind: BlockKind) -> None:
        self.open, self.kind = [line], kind
        self.flush()

    def flush(self) -> None:
        lines, self.open = self.open, []
        kind, self.kind = self.kind, "paragraph"
        if not lines:
            return
        if kind == "code":
            text = "\n".join(line.text.expandtabs(4).rstrip() for line in lines).strip("\n")
            if text.strip():
                self.found.append(Paragraph(lines[0].number, text, "code"))
        elif kind == "table":
            self.found.append(_table(lines))
        else:
            self._add_running_text(lines, kind)

    def _add_running_text(self, lines: list[Line], kind: BlockKind) -> None:
        """A block, or the blocks of the HTML it holds; images stand below, each with its caption."""
        number = lines[0].number
        text = _without_marker(lines, kind)
        if kind == "paragraph" and fragment.holds_blocks(text):
            found, flow = fragment.blocks_and_pictures(fragment.parsed(text))
            self.pictures += [
                seen._replace(before=len(self.found) + seen.before, line=number + max(0, seen.line - 1))
                for seen in flow.pictures
            ]
            self.found += [piece._replace(number=number + piece.number - 1) for piece in found]
            return
        inline = plain(text.replace("\\\n", " ").replace("\n", " "))
        if inline.text:
            self.found.append(Paragraph(number, inline.text, kind))
        for target, alt in inline.images:
            if seen := pictures.of_markdown(target, alt, len(self.found), number):
                self.pictures.append(seen)
            if alt:
                self.found.append(Paragraph(number, alt, "caption"))


def _table(lines: list[Line]) -> Paragraph:
    rows = [line.text.strip().strip("|") for line in lines if not _ROW_OF_DASHES.match(line.text)]
    cells = [[plain(cell).text for cell in row.split("|")] for row in rows]
    return Paragraph(lines[0].number, "\n".join(" | ".join(row) for row in cells), "table")


def _without_marker(lines: list[Line], kind: BlockKind) -> str:
    """The lines of a block without what marks its kind."""
    text = "\n".join(line.text for line in lines)
    if kind == "list-item" and (marker := _MARKER.match(text)):
        text = text[marker.end() :]
        return f"{marker[2]} {text}" if marker[2] else text
    return _ATTRIBUTES.sub("", text) if kind == "heading" else text
