"""Whether a text is HTML or XML, told from the text itself."""

from __future__ import annotations

import re

_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]")
_DOCTYPE = re.compile(r"<!doctype\s+([\w.-]+)", re.IGNORECASE)
_PAGE_DOCTYPES = frozenset({"html", "netscape-bookmark-file-1"})
_PAGE_ELEMENTS = frozenset({"html", "head", "body", "title", "meta", "frameset"})
_PAGE_ANYWHERE = re.compile(r"<(?:html|body|head|title|meta)[\s>]", re.IGNORECASE)
_FRAGMENT_START = re.compile(
    r"\s*<(?:p|div|h[1-6]|ul|ol|table|article|section|figure|blockquote|span|strong|em|b|i|a|br|img|center|font|main|"
    r"header|pre|hr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_CLOSED_BLOCK = re.compile(r"</(?:p|div|h[1-6]|ul|ol|li|table|article|section|blockquote)\s*>", re.IGNORECASE)
_LOOK_CHARS = 20_000


def root_element(opening: str) -> str:
    """The name of the first element, past declarations and comments; ``""`` if there is none."""
    if not opening.startswith("<"):
        return ""
    element = _ELEMENT.match(opening, _after_prologue(opening)[0])
    return element[1] if element else ""


def is_html_page(opening: str) -> bool:
    """Whether a text begins as a whole web page does."""
    if not opening.startswith("<"):
        return False
    start, doctype = _after_prologue(opening)
    element = _ELEMENT.match(opening, start)
    return doctype in _PAGE_DOCTYPES or (element is not None and element[1].lower() in _PAGE_ELEMENTS)


def has_page_elements(text: str) -> bool:
    """Whether a text holds, anywhere near its start, what only whole pages hold."""
    return _PAGE_ANYWHERE.search(text, 0, _LOOK_CHARS) is not None


def is_html_fragment(text: str) -> bool:
    """Whether a body is HTML: it begins with an element of running text, or closes several blocks."""
    if "<" not in text:
        return False
    if _FRAGMENT_START.match(text) and ("</" in text or "/>" in text or "<br" in text.lower()):
        return True
    blocks = _CLOSED_BLOCK.findall(text, 0, _LOOK_CHARS)
    return len(blocks) >= 2


def _after_prologue(text: str) -> tuple[int, str]:
    """Where declarations and comments end, and the document type they name, lower case."""
    position, doctype = 0, ""
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if text.startswith("<?", position):
            end = text.find("?>", position) + 2
        elif text.startswith("<!--", position):
            end = text.find("-->", position) + 3
        elif declaration := _DOCTYPE.match(text, position):
            doctype = declaration[1].lower()
            end = _end_of_doctype(text, declaration.end())
        else:
            return position, doctype
        if end <= position:
            return position, doctype
        position = end


def _end_of_doctype(text: str, start: int) -> int:
    """Past the closing bracket, beyond an internal subset; 0 when it never closes."""
    close, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < close:
        close = text.find(">", text.find("]", subset))
    return close + 1
