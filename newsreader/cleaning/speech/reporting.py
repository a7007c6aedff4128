"""What one sentence reports: for each verb its speaker, and the words that are theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from newsreader.cleaning.speech import inverted, speakers
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.marks import Quoted
from newsreader.cleaning.speech.speakers import Speaker
from newsreader.cleaning.speech.vocabulary import ASIDES, AUDIENCE, SCENERY

Piece = tuple[int, int]
_PUNCTUATION = " ,.;:!?—–-…"
_LONGEST_OFFICE = 60
_LONGEST_GAP = 100
"""Between a verb and what it introduces, or between two halves of a quotation."""
_OPEN = frozenset(",:;—–-\"”»“’'」")
_CONJUNCTIONS = (",", " while", " but", " and", ";")


_piece_end = itemgetter(1)


class Report(NamedTuple):
    """The pieces of a text that a speaker is said to have said."""

    speaker: Speaker
    pieces: tuple[Piece, ...]
    is_indirect: bool
    is_led: bool = False
    """Something else stands before the speaker in the sentence."""


NOBODY = Speaker("body", "", 0, 0)
# Somebody speaks: "he" is from now on nobody who was named before.
_SOMEBODY = [Report(NOBODY, (), is_indirect=True)]


class Sentence:
    """``text[begin:end]`` with the quotations in it."""

    __slots__ = ("_grammar", "begin", "end", "quotations", "text")

    def __init__(
        self, text: str, begin: int, end: int, quotations: Sequence[Quoted], grammar: Grammar
    ) -> None:
        self.text = text
        self.begin = begin
        self.end = end
        self.quotations = quotations
        self._grammar = grammar

    def is_all_quoted(self) -> bool:
        """Is there nothing outside the quotation marks?"""
        if not self.quotations:
            return False
        place = self.begin
        for span in self.quotations:
            if self.text[place : span.left].strip(_PUNCTUATION):
                return False
            place = span.right
        return not self.text[place : self.end].strip(_PUNCTUATION)

    def reports(self, verbs: Sequence[Verb], *, has_sources: bool = False) -> list[Report]:
        """What the sentence reports, in order."""
        found = self._sources() if has_sources else []
        if found or not verbs:
            return found
        if len(verbs) == 1 and not self.quotations:
            report = self._report(verbs[0])
            return [report] if report and report.pieces else _SOMEBODY if verbs[0].is_strong else []
        return self._reports_of_several(verbs)

    def _reports_of_several(self, verbs: Sequence[Verb]) -> list[Report]:
        """What the verbs report, each by itself, or one inside what another reports."""
        found: list[Report] = []
        covered = self.begin
        for verb in verbs:
            if self.quotations and any(span.left < verb.start < span.right for span in self.quotations):
                continue
            if verb.start < covered:
                cut = self._interrupting(verb, found[-1])
                if cut is None:
                    continue
                found[-1] = _until(found[-1], cut.speaker.start)
                report: Report | None = cut
            else:
                report = self._report(verb)
            if report and report.pieces:
                found.append(report)
                covered = max(covered, verb.end, max(report.pieces, key=_piece_end)[1])
            elif verb.is_strong and not found:
                found += _SOMEBODY
        return found

    def _interrupting(self, verb: Verb, earlier: Report) -> Report | None:
        """``..., while Lavrov said``: the report that ends an indirect one."""
        if not earlier.is_indirect:
            return None
        speaker = speakers.before(self.text, verb.start, self.begin, self._grammar)
        if speaker is None or speaker.kind not in ("name", "role") or speaker.start < earlier.pieces[0][0]:
            return None
        if not self.text[self.begin : speaker.start].rstrip().endswith(_CONJUNCTIONS):
            return None
        return self._following(verb, speaker, verb.end)

    def _report(self, verb: Verb) -> Report | None:
        lead = self.text[self.begin : verb.start].rstrip()
        is_open = not lead or lead[-1] in _OPEN
        speaker = None
        if is_open:
            speaker = self._after(verb)
            if speaker:
                return self._inverted(verb, speaker)
        speaker = speakers.before(self.text, verb.start, self.begin, self._grammar)
        if speaker and speaker.start == self.begin and not self.quotations:
            return self._following(verb, speaker, verb.end)
        if speaker is None:
            if is_open or not self._grammar.is_inverting:
                return None
            speaker = self._after(verb)
            return self._inverted(verb, speaker) if speaker else None
        return self._direct(verb, speaker, speaker.start, verb.end) or self._indirect(verb, speaker)

    def _after(self, verb: Verb) -> Speaker | None:
        quotation = self._next(verb.end)
        until = min(quotation.left if quotation else self.end, self.end)
        return inverted.after(self.text, verb.end, until, self._grammar)

    def _inverted(self, verb: Verb, speaker: Speaker) -> Report | None:
        head = speakers.without_fillers(self.text, verb.start, self.begin, self._grammar)
        direct = self._direct(verb, speaker, head, speaker.end)
        if direct:
            return direct
        if self._has_clause_before(head):
            return self._preceding(speaker, head, speaker.end)
        if not self._grammar.is_inverting:
            return None
        return self._following(verb, speaker, speaker.end)

    def _direct(self, verb: Verb, speaker: Speaker, head: int, tail: int) -> Report | None:
        """A quotation right before the head, or right after the tail, or one half on each side."""
        if not self.quotations:
            return None
        previous, following = self._previous(head), self._next(tail)
        pieces: list[Piece] = []
        if (
            previous
            and self._is_right_before(previous.right, head)
            and not self.text[self.begin : self.quotations[0].left].strip(_PUNCTUATION)
        ):
            pieces = [(span.start, span.end) for span in self.quotations if span.right <= head]
            if following and self._introduces(tail, following.left):
                pieces.append((following.start, following.end))
        elif following and self._introduces(tail, following.left):
            gap = self.text[tail : following.left].rstrip()
            rest = self.text[following.right : self.end].strip(_PUNCTUATION)
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

    def _indirect(self, verb: Verb, speaker: Speaker) -> Report | None:
        rest = self.text[verb.end : self.end].lstrip()
        if self._has_clause_before(speaker.start) and self._is_adjunct(rest):
            return self._preceding(speaker, speaker.start, verb.end)
        return self._following(verb, speaker, verb.end)

    def _following(self, verb: Verb, speaker: Speaker, tail: int) -> Report | None:
        """``X said (that) ...``, up to the end of the sentence."""
        that = self._that(tail)
        if that is None and not verb.is_strong:
            return None
        start = that.end() if that else self._without_audience(verb, tail)
        piece = self._trimmed(start, self.end)
        if self.text.find(" ", *piece) < 0 and self.text.isascii():
            return None
        return Report(speaker, (piece,), True, self._is_led(speaker.start)) if piece[0] < piece[1] else None

    def _that(self, tail: int) -> re.Match[str] | None:
        for cue in self._grammar.that_cues:
            if self.text.find(cue, tail, self.end) >= 0:
                return self._grammar.that.match(self.text, tail, self.end)
        return None

    def _without_audience(self, verb: Verb, tail: int) -> int:
        if self.text[verb.start : verb.start + 4] != "told":
            return tail
        words = self.text[tail : tail + 40].split(" ", 2)
        if len(words) > 1 and words[1].strip(",").casefold() in AUDIENCE:
            tail += len(words[1]) + 1
        that = self.text.find(" that ", tail, min(tail + 80, self.end))
        return that + 6 if that >= 0 else tail

    def _preceding(self, speaker: Speaker, head: int, tail: int) -> Report:
        """``..., X said.`` and ``..., X said, ...``"""
        piece = self._trimmed(self.begin, head)
        if self.text[tail : tail + 1] == ",":
            rest = self._trimmed(tail, self.end)
            first = self.text[rest[0] : rest[1]].split(" ", 1)[0].casefold()
            if self.text.count(" ", *rest) >= 2 and first not in ASIDES:
                return Report(speaker, (piece, rest), True, True)
        if self.quotations and self.quotations[0].left == piece[0] and self.quotations[-1].right >= piece[1]:
            return Report(speaker, ((piece[0] + 1, piece[1]),), True, True)
        return Report(speaker, (piece,), True, True)

    def _has_clause_before(self, place: int) -> bool:
        lead = self.text[self.begin : place].rstrip()
        return lead[-1:] in ",—–-" and " " in lead

    def _is_adjunct(self, rest: str) -> bool:
        """Does nothing that could be said follow the verb?"""
        if not rest or rest[0] in ".,;:!?)—–-":
            return True
        words = rest.split()
        first = words[0].strip(_PUNCTUATION).casefold()
        if not speakers.is_adjunct(first):
            return len(words) == 1
        opening = self.text[self.begin : self.begin + 20].split(" ", 1)[0].strip(_PUNCTUATION).casefold()
        return opening not in SCENERY or len(words) < 5

    def _sources(self) -> list[Report]:
        """``according to X``."""
        grammar = self._grammar
        match = grammar.sources.search(self.text, self.begin, self.end)
        if not match or any(span.left < match.start() < span.right for span in self.quotations):
            return []
        speaker = inverted.after(self.text, match.end(), self.end, grammar)
        if speaker is None:
            return []
        before = self._trimmed(self.begin, match.start())
        rest = self._trimmed(speaker.end, self.end)
        pieces = [piece for piece in (before, rest) if len(self.text[piece[0] : piece[1]].split()) > 1]
        if not pieces or (before in pieces and not self.text[speaker.end :].startswith((",", " –", " —"))):
            pieces = [before] if before in pieces else []
        inside = [span for span in self.quotations if [(span.left, span.right)] == pieces[:1]]
        if inside:
            return [Report(speaker, ((inside[0].start, inside[0].end),), False)]
        return [Report(speaker, tuple(pieces), True)] if pieces else []

    def _previous(self, place: int) -> Quoted | None:
        return next((span for span in reversed(self.quotations) if span.right <= place), None)

    def _next(self, place: int) -> Quoted | None:
        return next((span for span in self.quotations if span.left >= place), None)

    def _is_led(self, place: int) -> bool:
        if place <= self.begin:
            return False
        lead = self.text[self.begin : place].strip(_PUNCTUATION)
        return bool(lead) and lead.casefold() not in self._grammar.openers

    def _trimmed(self, start: int, end: int) -> Piece:
        """Without blanks and punctuation at the ends, but with the mark that ends a sentence."""
        piece = self.text[start:end].lstrip(_PUNCTUATION)
        left = end - len(piece)
        return (left, left + len(piece.rstrip(" ,;:—–-"))) if piece else (start, start)


def _until(report: Report, place: int) -> Report:
    """The report cut before another one begins."""
    pieces = tuple((start, min(end, place)) for start, end in report.pieces if start < place)
    return Report(report.speaker, pieces, report.is_indirect, report.is_led)
