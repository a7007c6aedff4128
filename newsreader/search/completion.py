"""How the piece of a query that is being typed may go on: what it is, and the words there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.search.query.lexer import ALIASES, FILTER_FIELDS
from newsreader.search.query.syntax import SAID, STATES, TEXT_FIELDS

if TYPE_CHECKING:
    from newsreader.search.segments.commit import Commit
    from newsreader.search.segments.field import Field

FIELDS = tuple(dict.fromkeys((*TEXT_FIELDS, SAID, *FILTER_FIELDS)))
WORD_FIELDS = ("", "title", "lede", "body", "said")
"""Where words of the texts are completed; "" is no field."""
FIXED = {
    "is": STATES,
    "has": ("versions", "related"),
    "newer": ("1d", "7d", "1m", "1y"),
    "words": (">500", ">1000", "<200"),
    "score": (">0", "<0"),
}
"""Values that are the same in every library."""
SHORTEST = 2
"""Words are completed from so many letters on."""
_FORMS = 8
"""So many forms of a stem are looked at, on average."""
_FIELD = re.compile(r"([^\W\d_]+):(.*)", re.DOTALL)
_QUOTES = '"“”„«»'


class Unfinished(NamedTuple):
    """The piece of a query being typed: where it begins, its field ("" without), what it has so far."""

    start: int
    field: str
    typed: str
    is_quoted: bool = False


def unfinished(text: str) -> Unfinished:
    """The last piece of a query, which is cut off where the caret stands."""
    start, quote = 0, -1
    for place, character in enumerate(text):
        if character in _QUOTES:
            quote = -1 if quote >= 0 else place
        elif quote < 0 and (character.isspace() or character in "()"):
            start = place + 1
    while text[start : start + 1] in ("-", "="):
        start += 1
    piece = text[start:]
    if match := _FIELD.match(piece):
        name = ALIASES.get(match[1].lower(), match[1].lower())
        if name in FIELDS:
            value = match[2]
            return Unfinished(
                start + match.start(2), name, value.lstrip(_QUOTES), value[:1] in tuple(_QUOTES)
            )
    if quote >= 0:
        # In a phrase its last word is completed.
        last = max(quote, text.rfind(" ")) + 1
        return Unfinished(last, "", text[last:], True)
    return Unfinished(start, "", piece)


def fields_beginning(typed: str) -> list[str]:
    """The names of fields that begin so."""
    return [name for name in FIELDS if name.startswith(typed.lower())] if typed else []


def words_beginning(commit: Commit, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Words of the texts that begin so, as they are written there, each with the number of articles that have
    it in any form; the most common first, of each stem one."""
    from newsreader.search.schema import TEXT
    from newsreader.search.segments.dictionary import encode
    from newsreader.search.tokens import query_tokens

    tokens = query_tokens(prefix)
    if len(tokens) != 1 or tokens[0].is_unspaced or len(tokens[0].text) < SHORTEST:
        return []
    wanted = encode(tokens[0].text)
    fields = [field for segment in commit.segments if (field := segment.data.field(TEXT))]
    commonest: dict[bytes, tuple[int, str]] = {}
    for field in fields:
        for stem, occurrences, word in _commonest(field, wanted, limit):
            commonest[stem] = max(commonest.get(stem, (0, "")), (occurrences, word))
    found = [(word, sum(field.frequency(stem) for field in fields)) for stem, (_, word) in commonest.items()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _commonest(field: Field, prefix: bytes, limit: int) -> Iterator[tuple[bytes, int, str]]:
    """The stems that most documents have, of words that begin so: the stem, and the commonest of the words
    with how often it occurs."""
    import numpy as np

    dictionary = field.dictionary(as_written=True)
    numbers = np.arange(*dictionary.with_prefix(prefix))
    stems, amounts = field.stems_of(numbers)
    order = np.lexsort((numbers, stems, -amounts))[: limit * _FORMS]
    words: dict[int, list[int]] = {}
    for number, stem in zip(numbers[order].tolist(), stems[order].tolist(), strict=True):
        words.setdefault(stem, []).append(number)
    for stem, its_words in list(words.items())[:limit]:
        each = field.occurrences_of(np.array(its_words), stem)
        best = int(each.argmax())
        word = dictionary[its_words[best]].decode("utf-8", "surrogatepass")
        yield field.terms[stem], int(each[best]), word


def beginning(values: Sequence[tuple[str, int]], typed: str, limit: int) -> list[tuple[str, int]]:
    """The values, or those of which a word begins so; the most common first."""
    from newsreader.search.folding import fold

    wanted = fold(typed).strip()
    found = [
        (not fold(value).startswith(wanted), -count, value)
        for value, count in values
        if value and (fold(value).startswith(wanted) or f" {wanted}" in f" {fold(value)}")
    ]
    return [(value, -count) for _, count, value in sorted(found)[:limit]]
