"""What a sentence reports that holds quotation marks: direct speech before, behind or around its verb."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.cleaning.speech import inverted, speakers
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.marks import Quoted
from newsreader.cleaning.speech.reporting import OPEN, PUNCTUATION, Piece, Report, Sentence
from newsreader.cleaning.speech.speakers import Speaker

_LONGEST_OFFICE = 60
_LONGEST_GAP = 100
"""Between a verb and what it introduces, or between two halves of a quotation."""


class QuotingSentence(Sentence):
    """``text[begin:end]`` with the quotations in it."""

    __slots__ = ("quotations",)

    def __init__(
        self, text: str, begin: int, end: int, quotations: Sequence[Quoted], grammar: Grammar
    ) -> None:
        super().__init__(text, begin, end, grammar)
        self.quotations = quotations

    def is_all_quoted(self) -> bool:
        """Is there nothing outside the quotation marks?"""
        place = self.begin
        for span in self.quotations:
            if self.text[place : span.left].strip(PUNCTUATION):
                return False
            place = span.right
        return not self.text[place : self.end].strip(PUNCTUATION)

    def report(self, verb: Verb) -> Report | None:
        """What one verb reports."""
        is_open = self.text[self.begin : verb.start].rstrip()[-1:] in OPEN
        if is_open:
            speaker = self._after(verb)
            if speaker:
                return self._inverted(verb, speaker)
        speaker = speakers.before(self.text, verb.start, self.begin, self._grammar)
        if speaker is None:
            if is_open or not self._grammar.is_inverting:
                return None
            speaker = self._after(verb)
            return self._inverted(verb, speaker) if speaker else None
        return self._direct(verb, speaker, speaker.start, verb.end) or self._indirect(verb, speaker)

    def sources(self) -> list[Report]:
        found = super().sources()
        for report in found:
            for span in self.quotations:
                if report.pieces[0] == (span.left, span.right):
                    return [Report(report.speaker, ((span.start, span.end),), False)]
        return found

    def _is_quoted(self, place: int) -> bool:
        return any(span.left < place < span.right for span in self.quotations)

    def _after(self, verb: Verb) -> Speaker | None:
        quotation = self._next(verb.end)
        until = min(quotation.left, self.end) if quotation else self.end
        return inverted.after(self.text, verb.end, until, self._grammar)

    def _inverted(self, verb: Verb, speaker: Speaker) -> Report | None:
        head = speakers.without_fillers(self.text, verb.start, self.begin, self._grammar)
        return self._direct(verb, speaker, head, speaker.end) or super()._inverted(verb, speaker)

    def _direct(self, verb: Verb, speaker: Speaker, head: int, tail: int) -> Report | None:
        """A quotation right before the head, or right after the tail, or one half on each side."""
        previous, following = self._previous(head), self._next(tail)
        pieces: list[Piece] = []
        if (
            previous
            and self._is_right_before(previous.right, head)
            and not self.text[self.begin : self.quotations[0].left].strip(PUNCTUATION)
        ):
            pieces = [(span.start, span.end) for span in self.quotations if span.right <= head]
            if following and self._introduces(tail, following.left):
                pieces.append((following.start, following.end))
        elif following and self._introduces(tail, following.left):
            gap = self.text[tail : following.left].rstrip()
            rest = self.text[following.right : self.end].strip(PUNCTUATION)
            if rest and not gap.endswith(":") and len(rest.split()) > 2:
                if not verb.is_strong:
                    return None
                return Report(speaker, (self._trimmed(tail, self.end),), True, self._is_led(head))
            pieces = [(following.start, following.end)]
        if not pieces:
            return None
        return Report(speaker, tuple(pieces), False, self._is_led(head))

    def _is_right_before(self, right: int, head: int) -> bool:
        """Is nothing between a quotation and its speaker, but perhaps an office: ``harbour master``?"""
        gap = self.text[right:head].strip(" ,—–-")
        return not gap or (len(gap) < _LONGEST_OFFICE and not any(mark in gap for mark in '.,;:!?"“”—'))

    def _introduces(self, tail: int, left: int) -> bool:
        gap = self.text[tail:left].strip()
        if gap in ("", ",", ":") or gap.endswith(":"):
            return len(gap) <= 2 * _LONGEST_GAP
        return (
            gap.endswith((",", " that", " что", " que", " and", " adding", "—", "–"))
            and len(gap) <= _LONGEST_GAP
        )

    def _preceding(self, speaker: Speaker, head: int, tail: int) -> Report:
        """``..., X said.`` and ``..., X said, ...``"""
        report = super()._preceding(speaker, head, tail)
        if len(report.pieces) == 1:
            start, end = report.pieces[0]
            if self.quotations[0].left == start and self.quotations[-1].right >= end:
                return Report(speaker, ((start + 1, end),), True, True)
        return report

    def _previous(self, place: int) -> Quoted | None:
        for span in reversed(self.quotations):
            if span.right <= place:
                return span
        return None

    def _next(self, place: int) -> Quoted | None:
        for span in self.quotations:
            if span.left >= place:
                return span
        return None
