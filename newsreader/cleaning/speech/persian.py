"""Who says what in Persian: گفت and its like, which stand between the speaker and what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from newsreader.article import Quotation
from newsreader.cleaning.speech.grammar import MAX_VERBS
from newsreader.cleaning.speech.vocabulary import words

# The same letters in their Arabic and Persian code points; the length of a text does not change.
_SAME_LETTERS = str.maketrans("يىك", "ییک")
_VERB = re.compile(
    r"(?:گفت|گفتند|گفته است|می.?گوید|می.?گویند|افزود|اظهار (?:کرد|داشت)|تاکید (?:کرد|داشت)|تصریح کرد|"
    r"بیان (?:کرد|داشت)|عنوان کرد|خاطرنشان کرد|خاطر نشان کرد|اعلام کرد|ادامه داد|نوشت|یادآور شد|متذکر شد)"
    r"(?!\w)(?:[\s‌]*(که)\s|\s*([:،,]))"
)
_SENTENCE = re.compile(r"[.!?؟](?:\s|$)|\n")
_SUBJECT_END = re.compile(
    r"\s(?:در|با|که|به|از|روز|صبح|امروز|دیروز|طی|پس|ضمن|نیز|هم|همچنین|را|شامگاه|عصر|ظهر|درباره|درخصوص|گفت‌?وگو|پیش)\s|[،,«»:()؛]"
)
_REPORTED = re.compile(r"^(?:به گزارش|به نوشته|به نقل از)[^،,]{0,120}[،,]\s*")
_NAMED = re.compile(r"^«([^«»]{3,40})»")
_PRONOUNS = words("وی او ایشان")
_NOBODY = words("این آن همچنین اما ولی بنابراین اگر یکی باید نباید هر هیچ چه ما من شما آنها")
_MOST_WORDS = 6
_LONGEST_SENTENCE = 600
_LONGEST_SPEECH = 3000


def attribute(texts: Sequence[str]) -> tuple[Quotation, ...]:
    """The quotations of Persian paragraphs."""
    listener = _Listener()
    for text in texts:
        listener.hear(text)
    return tuple(listener.said)


@dataclass(slots=True)
class _Listener:
    said: list[Quotation] = field(default_factory=list)
    _last: str = ""
    _age: int = 0
    _full: dict[str, str] = field(default_factory=dict)

    def hear(self, text: str) -> None:
        """The next paragraph; who spoke last is remembered for one more."""
        self._age += 1
        if self._age > 1:
            self._last = ""
        plain = text.translate(_SAME_LETTERS)
        covered = 0
        for match in islice(_VERB.finditer(plain), MAX_VERBS):
            if match.start() < covered or plain[max(match.start() - 1, 0)].isalpha():
                continue
            begin = max(covered, match.start() - _LONGEST_SENTENCE)
            ends = list(_SENTENCE.finditer(plain, begin, match.start()))
            begin = ends[-1].end() if ends else begin
            start, end, is_indirect = _said(plain, match)
            speaker = self._speaker(text[begin : match.start()], plain[begin : match.start()])
            if speaker and end - start >= 8:
                self.said.append(Quotation(speaker, text[start:end].strip(), is_indirect))
                self._last, self._age = speaker, 0
                covered = end
            elif not speaker:
                self._last = ""

    def _speaker(self, written: str, plain: str) -> str:
        reported = _REPORTED.match(plain.lstrip())
        skipped = len(plain) - len(plain.lstrip()) + (reported.end() if reported else 0)
        plain, written = plain[skipped:], written[skipped:]
        named = _NAMED.match(plain)
        if named:
            return written[1 : named.end() - 1]
        stop = _SUBJECT_END.search(plain + " ")
        phrase = written[: stop.start()] if stop else written
        words = phrase.split()
        if not words:
            # "... and added": whoever has just spoken.
            return self._last if len(plain) < 3 else ""
        first = words[0].translate(_SAME_LETTERS)
        if first in _PRONOUNS:
            return self._last
        if len(words) > _MOST_WORDS or first in _NOBODY:
            return ""
        if len(words) == 1:
            return self._full.get(words[0], words[0])
        self._full.setdefault(words[-1], " ".join(words))
        return " ".join(words)


def _said(plain: str, match: re.Match[str]) -> tuple[int, int, bool]:
    """From where to where the speech goes, and whether it is indirect."""
    start = match.end()
    limit = min(start + _LONGEST_SPEECH, len(plain))
    opening = plain[start : start + 3].lstrip()
    if opening.startswith(("«", '"', "“")):
        opened = plain.index(opening[0], start)
        closed = plain.find({"«": "»", '"': '"', "“": "”"}[opening[0]], opened + 1, limit)
        return opened + 1, closed if closed >= 0 else limit, False
    stop = _SENTENCE.search(plain, start, limit)
    return start, stop.start() if stop else limit, True
