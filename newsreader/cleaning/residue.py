"""Residue of page templates that were never rendered: ``{{title}}``, ``{% if %}``, ``<% %>``, ``${a.b}``."""

from __future__ import annotations

import re

REASON = "template residue"

# No alternative may cross the character that opens it, so that a line of a million "{{" costs one pass.
_RESIDUE = re.compile(
    r"\{\{\{?[^{}\n]*\}?\}\}"
    r"|\{[%#][^{}\n]*[%#]\}"
    r"|<%(?:[^<%\n]|%(?!>))*%>"
    r"|<\?php[^<?\n]*\?>"
    # ${name} may be a shell's and belong to the text; ${a.b} and ${f(..)} are a template's, and so is
    # ${name} on a line of its own.
    r"|(?<![\w/=:])\$\{\s*[A-Za-z_]\w*\s*[.(][^{}\n]*\}(?![\w/=])"
    r"|^\s*\$\{[a-z]\w*\}\s*$"
)
_OPENERS = ("{{", "{%", "{#", "<%", "<?php", "${")
_LEFT_OVER = re.compile(r"[^\w]*")


def may_hold(text: str) -> bool:
    """Whether a closer look is worth while."""
    if "{" in text:
        return any(opener in text for opener in _OPENERS)
    return "<" in text and ("<%" in text or "<?php" in text)


def cut(line: str) -> tuple[str, str]:
    """The line without residue, and the residue; a line that is then only punctuation is all residue."""
    pieces = _RESIDUE.findall(line)
    if not pieces:
        return line, ""
    rest = _RESIDUE.sub("", line)
    if _LEFT_OVER.fullmatch(rest):
        return "", line
    return rest, " ".join(pieces)
