"""The blocks of a piece of HTML that is all article, such as a feed's content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsreader.article import BlockKind
from newsreader.cleaning import pictures, pieces, safety
from newsreader.cleaning.context import BundleContext
from newsreader.cleaning.draft import NO_PICTURES, Draft, Flow, Seen
from newsreader.cleaning.paragraphs import Paragraph
from newsreader.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_CHARACTERS = 40_000_000
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list-item"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "code",
}
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "textarea",
        "input",
        "math",
        "canvas",
        "video",
        "audio",
        "map",
        "area",
        "link",
        "meta",
    ]
)
_MARKED_UP = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|table|blockquote|pre|section|article|figure)\b", re.IGNORECASE
)

# libxml2 compares each attribute of a tag with all before it: 50,000 of them keep it busy for a minute, and
# nothing can interrupt it. No honest tag has a hundred. What has no end of its own is bounded here, and every
# quantifier possessive, so that hostile text costs little to look through.
_ATTRIBUTE = (
    r"""[\s/]*+[^\s/>][^\s/>=]{0,200}+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]{0,4000}+)?+)?+"""
)
_ABSURD_TAG = re.compile(rf"(<[A-Za-z_:][^\s/>]{{0,100}}+(?:{_ATTRIBUTE}){{100}}+)(?:{_ATTRIBUTE})++")


def read(body: str, context: BundleContext) -> Draft:
    """The draft of a fragment of HTML; nothing but residue and furniture is taken for page."""
    found, flow = blocks_and_pictures(parsed(body))
    draft = pieces.tidy(found, context)
    draft.flow = flow
    return draft


def holds_blocks(text: str) -> bool:
    """Whether block-level HTML stands in the text."""
    return "<" in text and _MARKED_UP.search(text) is not None


def parsed(html: str) -> _Element:
    """The tree of a page or fragment. Raises DocumentError for what no parser should be given."""
    from lxml import etree
    from lxml import html as lxml_html

    html = pictures.numbered(html)
    html = _ABSURD_TAG.sub(r"\1 ", html)
    if len(html) > LARGEST_CHARACTERS:
        raise DocumentError(
            f"the page is too large to be an article: {len(html) // 1_000_000} million characters"
        )
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = safety.make_safe(html).strip()
    try:
        tree = lxml_html.document_fromstring(text.encode() or b"<p></p>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError("empty: the page holds no elements") from error
    return tree


def blocks(tree: _Element) -> list[Paragraph]:
    """The text of a tree, block by block, in the order of the page."""
    return blocks_and_pictures(tree)[0]


def blocks_and_pictures(tree: _Element) -> tuple[list[Paragraph], Flow]:
    """The same, and where pictures stand among it."""
    from lxml import etree

    builder = _Builder()
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _SKIPPED or not name:
                walk.skip_subtree()
            elif name == "table" and (rows := _rows(element)):
                builder.flush()
                builder.found.append(_table(element, rows))
                walk.skip_subtree()
            else:
                builder.open(name, element)
        else:
            builder.close(name, element)
    builder.flush()
    if not builder.pictures:
        return builder.found, NO_PICTURES
    return builder.found, Flow(tuple(piece.text for piece in builder.found), tuple(builder.pictures))


@dataclass(slots=True)
class _Builder:
    """Collects the text between two block-level tags."""

    found: list[Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    kinds: list[tuple[str, BlockKind]] = field(default_factory=list)
    pictures: list[Seen] = field(default_factory=list)
    number: int = 1

    def open(self, name: str, element: Any) -> None:
        if name == "br":
            self.parts.append("\n")
        elif name == "img":
            self._take_picture(element)
        elif name not in _INLINE:
            self.flush()
            self.number = element.sourceline or 1
        if name in _KINDS:
            self.kinds.append((name, _KINDS[name]))
        if element.text:
            self.parts.append(element.text if self._is_verbatim() else _flat(element.text))

    def close(self, name: str, element: Any) -> None:
        if name not in _INLINE and name != "br" and name not in _SKIPPED and name != "table":
            self.flush()
        if self.kinds and self.kinds[-1][0] == name:
            self.kinds.pop()
        if element.tail:
            self.parts.append(element.tail if self._is_verbatim() else _flat(element.tail))

    def _take_picture(self, element: Any) -> None:
        # Among the words of a paragraph: it stands below it.
        is_within = any(part and not part.isspace() for part in self.parts)
        if seen := pictures.of_element(element, len(self.found) + is_within):
            self.pictures.append(seen)

    def _is_verbatim(self) -> bool:
        return any(name == "pre" for name, _ in self.kinds)

    def _kind(self) -> BlockKind:
        kinds = [kind for _, kind in self.kinds]
        for kind in ("code", "heading", "caption", "quote", "list-item"):
            if kind in kinds:
                return kind
        return "paragraph"

    def flush(self) -> None:
        text, self.parts = "".join(self.parts), []
        if not text or text.isspace():
            return
        kind = self._kind()
        if kind == "code":
            self.found.append(Paragraph(self.number, _tidy_lines(text), "code"))
            return
        for part in re.split(r"\n\s*\n", text):
            if line := " ".join(part.split()):
                self.found.append(Paragraph(self.number, line, kind))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _tidy_lines(text: str) -> str:
    return "\n".join(line.expandtabs(4).rstrip() for line in text.strip("\n").split("\n"))


def _rows(table: Any) -> list[list[str]]:
    """The cells of a table of data; nothing for a table that only lays out a page."""
    if table.find(".//table") is not None or (
        table.find(".//p") is not None and len(table.findall(".//tr")) < 2
    ):
        return []
    rows = [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
    rows = [row for row in rows if any(row)]
    is_data = (
        len(rows) > 1 and max(map(len, rows)) > 1 and all(len(cell) < 400 for row in rows for cell in row)
    )
    return rows if is_data else []


def _table(table: Any, rows: list[list[str]]) -> Paragraph:
    return Paragraph(table.sourceline or 1, "\n".join(" | ".join(row) for row in rows), "table")
