"""Residue of page templates that were never rendered: ``{{title}}``, ``{% if %}``, ``<% %>``, ``${name}``."""

from __future__ import annotations

import re

REASON = "template residue"

# No alternative may cross the character that opens it, so that a line of a million "{{" costs one pass.
_RESIDUE = re.compile(
    r"\{\{\{?[^{}\n]*\}?\}\}"
    r"|\{[%#][^{}\n]*[%#]\}"
    r"|<%(?:[^<%\n]|%(?!>))*%>"
    r"|<\?php[^<?\n]*\?>"
    # ${HOME} and a/${name} are a shell's and belong to the text; a template's names stand free.
    r"|(?<![\w/=:])\$\{(?![A-Z0-9_]+[^\w.])[^{}\n]*\}(?![\w/=])"
)
_OPENERS = ("{{", "{%", "{#", "<%", "<?php", "${")
_LEFT_OVER = re.compile(r"[^\w]*")


def may_hold(text: str) -> bool:
    """Whether a closer look is worth while."""
    return ("{" in text or "<" in text) and any(opener in text for opener in _OPENERS)


def cut(line: str) -> tuple[str, str]:
    """The line without residue, and the residue; a line that is then only punctuation is all residue."""
    pieces = _RESIDUE.findall(line)
    if not pieces:
        return line, ""
    rest = _RESIDUE.sub("", line)
    if _LEFT_OVER.fullmatch(rest):
        return "", line
    return rest, " ".join(pieces)
