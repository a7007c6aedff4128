"""What one sentence reports: for each verb its speaker, and the words that are theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from newsreader.cleaning.speech import inverted, speakers
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.speakers import Speaker
from newsreader.cleaning.speech.vocabulary import ASIDES, AUDIENCE, SCENERY

Piece = tuple[int, int]
PUNCTUATION = " ,.;:!?—–-…"
_TRAILING = " ,;:—–-"
OPEN = frozenset(["", *",:;—–-\"”»“’'」"])
"""What stands before a verb that its speaker may follow."""
_ENDS_CLAUSE = frozenset(["", *",—–-"])
_ENDS_SPEECH = frozenset(["", *".,;:!?)—–-"])
_CONJUNCTIONS = (",", " while", " but", " and", ";")
_SHORT = 5
"""Words after a verb that can hardly be what is said."""


class Report(NamedTuple):
    """The pieces of a text that a speaker is said to have said."""

    speaker: Speaker
    pieces: tuple[Piece, ...]
    is_indirect: bool
    is_led: bool = False
    """Something else stands before the speaker in the sentence."""


NOBODY = Speaker("body", "", 0, 0)
# Somebody speaks: "he" is from now on nobody who was named before.
SOMEBODY = Report(NOBODY, (), is_indirect=True)

# As Report does it, but in C.
_report: Callable[[tuple[Speaker, tuple[Piece, ...], bool, bool]], Report] = partial(tuple.__new__, Report)
_piece_end = itemgetter(1)


class Sentence:
    """``text[begin:end]``, without quotation marks."""

    __slots__ = ("_grammar", "begin", "end", "text")

    def __init__(self, text: str, begin: int, end: int, grammar: Grammar) -> None:
        self.text = text
        self.begin = begin
        self.end = end
        self._grammar = grammar

    def reports(self, verbs: Sequence[Verb]) -> list[Report]:
        """What the sentence reports, in order."""
        found: list[Report] = []
        covered = self.begin
        for verb in verbs:
            if self._is_quoted(verb.start):
                continue
            if verb.start < covered:
                cut = self._interrupting(verb, found[-1])
                if cut is None:
                    continue
                found[-1] = _until(found[-1], cut.speaker.start)
                report: Report | None = cut
            else:
                report = self.report(verb)
            if report and report.pieces:
                found.append(report)
                covered = max(covered, verb.end, max(report.pieces, key=_piece_end)[1])
            elif verb.is_strong and not found:
                found.append(SOMEBODY)
        return found

    def report(self, verb: Verb) -> Report | None:
        """What one verb reports."""
        text, begin, grammar = self.text, self.begin, self._grammar
        start, tail = verb.start, verb.end
        is_open = text[begin:start].rstrip()[-1:] in OPEN
        if is_open:
            speaker = inverted.after(text, tail, self.end, grammar)
            if speaker:
                return self._inverted(verb, speaker)
        elif not (verb.is_strong or grammar.is_inverting or self._may_follow(tail)):
            return None
        speaker = speakers.before(text, start, begin, grammar)
        if speaker is None:
            if is_open or not grammar.is_inverting:
                return None
            speaker = inverted.after(text, tail, self.end, grammar)
            return self._inverted(verb, speaker) if speaker else None
        return self._indirect(verb, speaker)

    def sources(self) -> list[Report]:
        """``according to X``."""
        grammar = self._grammar
        match = grammar.sources.search(self.text, self.begin, self.end)
        if not match or self._is_quoted(match.start()):
            return []
        speaker = inverted.after(self.text, match.end(), self.end, grammar)
        if speaker is None:
            return []
        before = self._trimmed(self.begin, match.start())
        rest = self._trimmed(speaker.end, self.end)
        pieces = [piece for piece in (before, rest) if len(self.text[piece[0] : piece[1]].split()) > 1]
        if not pieces or (before in pieces and not self.text[speaker.end :].startswith((",", " –", " —"))):
            pieces = [before] if before in pieces else []
        return [Report(speaker, tuple(pieces), True)] if pieces else []

    def _is_quoted(self, place: int) -> bool:
        return False

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

    def _inverted(self, verb: Verb, speaker: Speaker) -> Report | None:
        head = speakers.without_fillers(self.text, verb.start, self.begin, self._grammar)
        if self._has_clause_before(head):
            return self._preceding(speaker, head, speaker.end)
        if not self._grammar.is_inverting:
            return None
        return self._following(verb, speaker, speaker.end)

    def _indirect(self, verb: Verb, speaker: Speaker) -> Report | None:
        head = speaker.start
        if head > self.begin and self._has_clause_before(head) and self._is_adjunct(verb.end):
            return self._preceding(speaker, head, verb.end)
        return self._following(verb, speaker, verb.end)

    def _following(self, verb: Verb, speaker: Speaker, tail: int) -> Report | None:
        """``X said (that) ...``, up to the end of the sentence."""
        text, end = self.text, self.end
        that = None
        for cue in self._grammar.that_cues:
            if text.find(cue, tail, end) >= 0:
                that = self._grammar.that.match(text, tail, end)
                break
        if that:
            tail = that.end()
        elif not verb.is_strong:
            return None
        elif text.startswith("told", verb.start):
            tail = self._without_audience(tail)
        # As _trimmed does it, once more here since most sentences come along here.
        piece = text[tail:end].lstrip(PUNCTUATION)
        start = end - len(piece)
        piece = piece.rstrip(_TRAILING)
        if not piece or (" " not in piece and text.isascii()):
            return None
        head = speaker.start
        is_led = head > self.begin and self._is_led(head)
        return _report((speaker, ((start, start + len(piece)),), True, is_led))

    def _may_follow(self, tail: int) -> bool:
        """May what a weak verb reports stand somewhere?"""
        for cue in self._grammar.that_cues:
            if self.text.find(cue, tail, self.end) >= 0:
                return True
        return self._is_adjunct(tail)

    def _without_audience(self, tail: int) -> int:
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
        return _report((speaker, (piece,), True, True))

    def _has_clause_before(self, place: int) -> bool:
        lead = self.text[self.begin : place].rstrip()
        return lead[-1:] in _ENDS_CLAUSE and " " in lead

    def _is_adjunct(self, tail: int) -> bool:
        """Does nothing that could be said follow the verb?"""
        if self.text[tail : tail + 1] in _ENDS_SPEECH:
            return True
        rest = self.text[tail : self.end].lstrip()
        if rest[:1] in _ENDS_SPEECH:
            return True
        words = rest.split(None, _SHORT)
        first = words[0].strip(PUNCTUATION).casefold()
        if not speakers.is_adjunct(first):
            return len(words) == 1
        opening = self.text[self.begin : self.begin + 20].split(" ", 1)[0].strip(PUNCTUATION).casefold()
        return opening not in SCENERY or len(words) < _SHORT

    def _is_led(self, place: int) -> bool:
        lead = self.text[self.begin : place].strip(PUNCTUATION)
        return bool(lead) and lead.casefold() not in self._grammar.openers

    def _trimmed(self, start: int, end: int) -> Piece:
        """Without blanks and punctuation at the ends, but with the mark that ends a sentence."""
        piece = self.text[start:end].lstrip(PUNCTUATION)
        left = end - len(piece)
        return (left, left + len(piece.rstrip(_TRAILING))) if piece else (start, start)


def _until(report: Report, place: int) -> Report:
    """The report cut before another one begins."""
    pieces = tuple((start, min(end, place)) for start, end in report.pieces if start < place)
    return Report(report.speaker, pieces, report.is_indirect, report.is_led)
