"""Cut a query into parentheses, operators, field names and leaves, in one pass; anything is accepted."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from newsreader.search.query import leaves
from newsreader.search.query.syntax import (
    EVERYTHING,
    SAID,
    TEXT_FIELDS,
    Everything,
    Fuzzy,
    Node,
    Prefix,
    Wildcard,
    Word,
    conjunction,
)

Kind = Literal["leaf", "open", "close", "or", "not", "near", "field", "most", "end"]
ALIASES = {
    "author": "by",
    "byline": "by",
    "language": "lang",
    "text": "body",
    "subtitle": "lede",
    "summary": "lede",
    "headline": "title",
    "source": "bundle",
    "since": "after",
}
WORD_FIELDS = (*TEXT_FIELDS, SAID)
"""Fields whose value is a clause of words."""
FILTER_FIELDS = (
    "is",
    "has",
    "tag",
    "bundle",
    "lang",
    "date",
    "before",
    "after",
    "newer",
    "words",
    "score",
    "thread",
)
MAX_LEAVES = 256
"""More words than this are not searched for: nobody wrote them by hand, and each costs."""
MAX_PATTERNS = 64
"""Of these words with wildcards, or misspelt ones: each is compared with all words there are."""
_PLAIN = re.compile(r"\s*([a-z0-9]{1,64})(?=\s|$)")
"""A word that can be nothing but a word, as nearly all are: no other pattern need be asked."""
_FIELD = re.compile(r"([^\W\d_]+):(?=[^\s:/])")
_EMPTY_FIELD = re.compile(r"([^\W\d_]+):(?=[\s)]|$)")
_MOST = re.compile(r"most:(?=\()", re.IGNORECASE)
_OPERATOR = re.compile(rf"(?:{leaves.OPERATOR.pattern})(?=[\s()\"“”„«»]|$)")
_WORD = re.compile(r"(?:\\.|[^\s()\"“”„«»\\])+")
_QUOTED = re.compile(r"[\"“”„«»]((?:\\.|[^\"“”„«»\\])*)(?:[\"“”„«»]|\\?$)", re.DOTALL)
_NEARNESS = re.compile(r"~(\d{1,4})?")
_FUZZY = re.compile(r"(.*[^~])~(\d{0,2})", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = re.compile(r"[*?~:]")


class Item(NamedTuple):
    """One piece of a query; ``name`` is a field's, ``number`` the distance of a NEAR."""

    kind: Kind
    node: Node = EVERYTHING
    name: str = ""
    number: int = 0


class Lexer:
    """Reads a query from left to right into ``items``; ``notes`` says what was not taken literally."""

    def __init__(self, query: str) -> None:
        self.items: list[Item] = []
        self.notes: dict[str, None] = {}
        self._query = query
        self._place = 0
        self._leaves: set[Node] = set()
        self._patterns = 0

    def run(self) -> None:
        """Read the whole query."""
        query = self._query
        while self._place < len(query):
            plain = _PLAIN.match(query, self._place)
            if plain:
                self._place = plain.end()
                self._add(Word(plain[1]))
                continue
            char = query[self._place]
            if char.isspace():
                self._place += 1
            elif char in "()":
                self._place += 1
                self.items.append(Item("open" if char == "(" else "close"))
            elif char == "-":
                self._minus()
            elif not self._operator() and not self._field():
                self._leaf()

    def _minus(self) -> None:
        self._place += 1
        following = self._query[self._place : self._place + 1]
        if following and not following.isspace() and following != ")":
            self.items.append(Item("not"))

    def _operator(self) -> bool:
        operator = _OPERATOR.match(self._query, self._place)
        if not operator:
            return False
        self._place = operator.end()
        match operator.group().partition("/")[0]:
            case "OR":
                self.items.append(Item("or"))
            case "NOT":
                self.items.append(Item("not"))
            case "NEAR":
                self.items.append(Item("near", number=int(operator[1] or 10)))
        return True

    def _field(self) -> bool:
        most = _MOST.match(self._query, self._place)
        if most:
            self._place = most.end()
            self.items.append(Item("most"))
            return True
        match = _FIELD.match(self._query, self._place) or _EMPTY_FIELD.match(self._query, self._place)
        if not match:
            return False
        written = match[1].lower()
        name = ALIASES.get(written, written)
        if match.re is _EMPTY_FIELD:
            is_known = name in WORD_FIELDS or name in FILTER_FIELDS
            self._place = match.end() if is_known else self._place
            return is_known
        self._place = match.end()
        if name in WORD_FIELDS:
            self.items.append(Item("field", name=name))
            if name == "url":
                self._address()
        elif name in FILTER_FIELDS:
            self._filter(name, match[1])
        else:
            self.notes[f"there is no field {match[1]}: searched as words"] = None
            self._add(leaves.word(match[1]))
        return True

    def _address(self) -> None:
        """A url as it is written: its colons and question marks are no syntax."""
        match = _WORD.match(self._query, self._place)
        if match and "*" not in match.group() and match.group()[0] not in "=-":
            self._place = match.end()
            self._add(leaves.phrase(_ESCAPE.sub(r"\1", match.group())))

    def _filter(self, name: str, written: str) -> None:
        match = _QUOTED.match(self._query, self._place)
        value = match[1] if match else ""
        if not match:
            match = _WORD.match(self._query, self._place)
            value = match.group() if match else ""
        if not match:
            return
        node = leaves.filtered(name, _ESCAPE.sub(r"\1", value))
        if node is None:
            self.notes[f"{written}:{value[:40]} makes no sense here: searched as words"] = None
            self._add(conjunction((leaves.word(written), leaves.phrase(value))))
        else:
            self._add(node)
        self._place = match.end()

    def _leaf(self) -> None:
        is_exact = self._query[self._place] == "="
        self._place += is_exact
        quoted = _QUOTED.match(self._query, self._place)
        if quoted:
            self._place = quoted.end()
            self._add(self._quoted(quoted[1], is_exact=is_exact))
            return
        match = _WORD.match(self._query, self._place)
        if match:
            self._place = match.end()
            self._add(_unquoted(match.group(), is_exact=is_exact))
        elif not is_exact:
            # A lone backslash at the very end, or a quote that opens nothing.
            self._place += 1

    def _quoted(self, text: str, *, is_exact: bool) -> Node:
        text = _ESCAPE.sub(r"\1", text)
        distance = _NEARNESS.match(self._query, self._place)
        if distance:
            self._place = distance.end()
        if is_exact:
            return leaves.exact(text)
        if distance and distance[1]:
            return leaves.near(text, int(distance[1]))
        return leaves.phrase(text)

    def _add(self, node: Node) -> None:
        if not isinstance(node, Everything) and node not in self._leaves:
            if len(self._leaves) >= MAX_LEAVES:
                self.notes[f"only the first {MAX_LEAVES} words are searched for"] = None
                node = EVERYTHING
            elif isinstance(node, (Wildcard, Fuzzy, Prefix)) and self._patterns >= MAX_PATTERNS:
                self.notes[f"only the first {MAX_PATTERNS} patterns are searched for"] = None
                node = EVERYTHING
            else:
                self._patterns += isinstance(node, (Wildcard, Fuzzy, Prefix))
                self._leaves.add(node)
        self.items.append(Item("leaf", node))


def _unquoted(text: str, *, is_exact: bool) -> Node:
    if "\\" in text:
        # What is escaped is text, whatever it looks like.
        text = _ESCAPE.sub(lambda match: " " if _SPECIAL.match(match[1]) else match[1], text)
        return leaves.exact(text) if is_exact else leaves.phrase(text)
    if is_exact:
        return leaves.exact(text)
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy:
        return leaves.fuzzy(fuzzy[1], int(fuzzy[2] or 1))
    return leaves.wild(text) if "*" in text or "?" in text else leaves.word(text)
