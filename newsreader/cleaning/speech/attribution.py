"""From an article's paragraphs to its quotations: pronouns and further quotations find their speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from newsreader.article import Block, Quotation
from newsreader.cleaning.speech import chinese, names, persian, titles
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.grammars import grammar_of
from newsreader.cleaning.speech.marks import may_hold, quoted
from newsreader.cleaning.speech.quoting import QuotingSentence
from newsreader.cleaning.speech.reporting import NOBODY, SOMEBODY, Report, Sentence
from newsreader.cleaning.speech.sentences import around, sentences
from newsreader.cleaning.speech.speakers import Speaker
from newsreader.cleaning.speech.vocabulary import BODIES

MAX_CHARACTERS = 20_000
"""Of one paragraph; longer ones are no prose."""
MAX_CHARACTERS_IN_ALL = 500_000
MAX_QUOTATIONS = 1000
_PROSE = ("paragraph", "quote", "list-item")


def attribute(title: str, subtitle: str, blocks: Sequence[Block], language: str) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text. A speaker has the fullest name that the article
    gives; who cannot be told with some certainty is left out."""
    texts = _prose(subtitle, blocks)
    grammar = grammar_of(language)
    if grammar is None:
        match language.partition("-")[0].lower():
            case "zh":
                return chinese.attribute(texts)[:MAX_QUOTATIONS]
            case "fa":
                return persian.attribute(texts)[:MAX_QUOTATIONS]
        return ()
    whole = " ".join(texts)
    verbs = grammar.verbs_of(texts, whole)
    has_sources = any(map(whole.__contains__, grammar.source_cues))
    if not has_sources and not any(verbs):
        # Whoever goes on speaking must have begun: without a report there is no quotation.
        return tuple(titles.quotations(title, {}, grammar))
    listener = _Listener(grammar, texts)
    if has_sources or may_hold(whole):
        for number, of_text in enumerate(verbs):
            listener.hear(number, of_text, has_sources=has_sources)
    else:
        # Most articles: without quotation marks nothing is left open for the next paragraph.
        for number, of_text in enumerate(verbs):
            if of_text:
                listener.hear_plain(number, of_text)
    return listener.quotations(title)[:MAX_QUOTATIONS]


def _prose(subtitle: str, blocks: Sequence[Block]) -> list[str]:
    texts = [block.text for block in blocks if block.kind in _PROSE]
    if sum(map(len, texts)) > MAX_CHARACTERS:
        texts = [text for text in texts if len(text) <= MAX_CHARACTERS]
        texts = texts[: sum(end <= MAX_CHARACTERS_IN_ALL for end in accumulate(map(len, texts)))]
    return [subtitle, *texts] if subtitle else texts


class _Saying(NamedTuple):
    """A quotation in the making. Its speaker may become known after it."""

    speaker: Speaker
    pieces: list[str]
    is_indirect: bool


class _Last(NamedTuple):
    """Who spoke last, in which paragraph, and where what they said ended."""

    speaker: Speaker
    paragraph: int
    end: int
    is_open: bool = False


# As _Saying, _Last and Quotation do it, but in C.
_saying: Callable[[tuple[Speaker, list[str], bool]], _Saying] = partial(tuple.__new__, _Saying)
_last: Callable[[tuple[Speaker, int, int, bool]], _Last] = partial(tuple.__new__, _Last)
_quotation: Callable[[tuple[str, str, bool]], Quotation] = partial(tuple.__new__, Quotation)


@dataclass(slots=True)
class _Listener:
    """Goes through the paragraphs in order."""

    grammar: Grammar
    texts: Sequence[str]
    said: list[_Saying] = field(default_factory=list)
    _last: _Last | None = None
    _paragraph: int = -1
    _pending: list[str] = field(default_factory=list)
    """Paragraphs of a quotation whose speaker has not been named yet."""
    _heir: Speaker | None = None
    """Who spoke before it."""

    def hear(self, number: int, verbs: list[Verb], *, has_sources: bool) -> None:
        """The next paragraph, by number, with the verbs in it; whether it may name sources."""
        text = self.texts[number]
        if has_sources:
            has_sources = any(map(text.__contains__, self.grammar.source_cues))
        quotations = quoted(text) if may_hold(text) else []
        if not (quotations or has_sources):
            if self._pending:
                self._settle()
            if verbs:
                self.hear_plain(number, verbs)
            return
        self._paragraph = number
        found = sentences(text, quotations)
        inside, of_sentence = quotations, verbs
        for begin, end in found:
            if len(found) > 1:
                inside = [span for span in quotations if begin <= span.left < end]
                of_sentence = [verb for verb in verbs if begin <= verb.start < end]
            if inside:
                quoting = QuotingSentence(text, begin, end, inside, self.grammar)
                self._hear_quoting(quoting, of_sentence, has_sources=has_sources)
            elif of_sentence or has_sources:
                sentence = Sentence(text, begin, end, self.grammar)
                reports = sentence.sources() if has_sources else []
                for report in reports or sentence.reports(of_sentence):
                    self._record(sentence, report)

    def hear_plain(self, number: int, verbs: list[Verb]) -> None:
        """A paragraph without quotation marks and sources: only its sentences with verbs need be found."""
        self._paragraph = number
        text = self.texts[number]
        if len(verbs) == 1:
            verb = verbs[0]
            begin, end = around(text, verb.start)
            sentence = Sentence(text, begin, end, self.grammar)
            report = sentence.report(verb)
            if report:
                self._record(sentence, report)
            elif verb.is_strong:
                self._record(sentence, SOMEBODY)
            return
        done = 0
        for verb in verbs:
            if verb.start >= done:
                begin, done = around(text, verb.start)
                sentence = Sentence(text, begin, done, self.grammar)
                for report in sentence.reports([each for each in verbs if begin <= each.start < done]):
                    self._record(sentence, report)

    @property
    def _previous(self) -> str:
        """The paragraph before."""
        return self.texts[self._paragraph - 1] if self._paragraph else ""

    def _hear_quoting(self, sentence: QuotingSentence, verbs: list[Verb], *, has_sources: bool) -> None:
        found = sentence.sources() if has_sources else []
        reports = found or sentence.reports(verbs)
        for report in reports:
            self._record(sentence, report)
        if not reports and sentence.is_all_quoted():
            self._go_on(sentence)
        last, is_open = self._last, not sentence.quotations[-1].is_closed
        if last and last.paragraph == self._paragraph and last.is_open != is_open:
            self._last = last._replace(is_open=is_open)

    def _record(self, sentence: Sentence, report: Report) -> None:
        speaker = report.speaker
        kind = speaker.kind
        if kind != "name" and kind != "role":
            speaker = NOBODY if kind == "body" else self._resolved(sentence, report) or NOBODY
        self._last = _last((speaker, self._paragraph, sentence.end, False))
        if self._pending and (report.is_indirect or not speaker.name):
            self._settle()
        if not speaker.name:
            return
        text = sentence.text
        pieces = [text[start:end].strip(" ,") for start, end in report.pieces]
        if self._pending:
            pieces = [*self._pending, *pieces]
            self._pending = []
        self.said.append(_saying((speaker, pieces, report.is_indirect)))

    def _go_on(self, sentence: QuotingSentence) -> None:
        """A quotation without a speaker of its own: whoever spoke just before goes on."""
        pieces = [sentence.text[span.start : span.end].strip(" ,") for span in sentence.quotations]
        last = self._last
        is_running = last is not None and (last.paragraph == self._paragraph or last.is_open)
        if self._pending or not (is_running or sentence.quotations[-1].is_closed):
            # The next paragraph goes on, and may name the speaker.
            self._heir = self._heir if self._pending else self._heard_just_before()
            self._pending.extend(pieces)
            if sentence.quotations[-1].is_closed:
                self._settle()
            return
        speaker = self._heard_just_before()
        if speaker is None:
            return
        if is_running and self.said and not self.said[-1].is_indirect:
            self.said[-1].pieces.extend(pieces)
        else:
            self.said.append(_Saying(speaker, pieces, is_indirect=False))
        self._last = _Last(speaker, self._paragraph, sentence.end)

    def _heard_just_before(self) -> Speaker | None:
        """Who spoke last, if nothing has come after it."""
        last = self._last
        if last is None or not last.speaker.name:
            return None
        is_at_end = last.is_open or last.end >= len(self._previous.rstrip())
        is_near = last.paragraph == self._paragraph or (last.paragraph == self._paragraph - 1 and is_at_end)
        return last.speaker if is_near else None

    def _settle(self) -> None:
        """No speaker came: a quotation of several paragraphs belongs to whoever spoke before it."""
        if self._pending and self._heir:
            self.said.append(_Saying(self._heir, self._pending, is_indirect=False))
        self._pending, self._heir = [], None

    def _resolved(self, sentence: Sentence, report: Report) -> Speaker | None:
        """Who spoke last, for a pronoun, if that is certain."""
        speaker = report.speaker
        last = self._last
        if last is None or not last.speaker.name:
            return None
        if self._paragraph - last.paragraph > 1 and last.speaker.name.split()[-1] not in self._previous:
            return None
        if report.is_led and not _is_after_mark(sentence, speaker):
            return None
        if speaker.kind == "person" and last.speaker.name.split()[-1].casefold() in self.grammar.bodies:
            return None
        is_body = _is_body(last.speaker.name)
        if is_body == (speaker.kind == "person") and (is_body or last.speaker.kind == "name"):
            return None if is_body or " " in last.speaker.name else last.speaker
        return last.speaker if not self._is_another_between(sentence, last) else None

    def _is_another_between(self, sentence: Sentence, last: _Last) -> bool:
        """Does a sentence since the last speech begin with the name of somebody else?"""
        if last.paragraph == self._paragraph:
            gap = sentence.text[last.end : sentence.begin]
        else:
            is_fresh = last.paragraph == self._paragraph - 1
            gap = self._previous[last.end if is_fresh else 0 :] + " " + sentence.text[: sentence.begin]
        if not gap.strip():
            return False
        known = set(last.speaker.name.casefold().split())
        for begin, _ in sentences(gap, ()):
            words = gap[begin : begin + 80].split()[:3]
            while words and words[0].strip("\"“'").casefold() in self.grammar.openers:
                words.pop(0)
            is_name = len(words) > 1 and words[0][:1].isupper() and words[1][:1].isupper()
            if is_name and not known.intersection(word.strip(",.'’").casefold() for word in words):
                return True
        return False

    def quotations(self, title: str) -> tuple[Quotation, ...]:
        """All that was heard, with the fullest names."""
        self._settle()
        heard = [speaker.name for speaker, _, _ in self.said if speaker.kind == "name"]
        texts = self.texts if title.isupper() else [title, *self.texts]
        full = names.fullest(heard, texts, self.grammar) if heard else {}
        body = [
            _quotation((full.get(speaker.name, speaker.name), "\n".join(pieces), is_indirect))
            for speaker, pieces, is_indirect in self.said
            if any(pieces)
        ]
        return (*titles.quotations(title, full, self.grammar), *body)


@lru_cache(maxsize=1024)
def _is_body(name: str) -> bool:
    return not BODIES.isdisjoint(name.casefold().replace(".", "").split())


def _is_after_mark(sentence: Sentence, speaker: Speaker) -> bool:
    """Does only what is said, or a phrase with its comma, stand before the pronoun?"""
    return (
        sentence.text[sentence.begin : speaker.start].rstrip()[-1:] in ',"”»“—–-:'
        or speaker.start <= sentence.begin
    )
