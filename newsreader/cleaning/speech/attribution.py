"""From an article's paragraphs to its quotations: pronouns and further quotations find their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsreader.article import Block, Quotation
from newsreader.cleaning.speech import chinese, names, persian, titles
from newsreader.cleaning.speech.grammar import Grammar, Verb
from newsreader.cleaning.speech.grammars import grammar_of
from newsreader.cleaning.speech.marks import may_hold, quoted
from newsreader.cleaning.speech.reporting import NOBODY, Report, Sentence
from newsreader.cleaning.speech.sentences import around, sentences
from newsreader.cleaning.speech.speakers import Speaker
from newsreader.cleaning.speech.vocabulary import BODIES

MAX_CHARACTERS = 20_000
"""Of one paragraph; longer ones are no prose."""
MAX_CHARACTERS_IN_ALL = 500_000
MAX_QUOTATIONS = 1000
_MOST_WRITTEN = 12
_PROSE = ("paragraph", "quote", "list-item")


def attribute(title: str, subtitle: str, blocks: Sequence[Block], language: str) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of its text. A speaker has the fullest name that the article
    gives; who cannot be told with some certainty is left out."""
    texts = _prose(subtitle, blocks)
    match language.partition("-")[0].lower():
        case "zh":
            return chinese.attribute(texts)[:MAX_QUOTATIONS]
        case "fa":
            return persian.attribute(texts)[:MAX_QUOTATIONS]
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    whole = " ".join(texts)
    written = grammar.written_in(whole)
    has_sources = any(map(whole.__contains__, grammar.source_cues))
    if not written and not has_sources:
        # Whoever goes on speaking must have begun: without a report there is no quotation.
        return tuple(titles.quotations(title, {}, grammar))
    is_spaced = len(written) <= _MOST_WRITTEN and whole.isprintable()
    spaced = [(f" {word} ", verb) for word, verb in written] if is_spaced else None
    listener = _Listener(grammar, may_hold(whole), has_sources, spaced)
    for text in texts:
        listener.hear(text)
    return listener.quotations(title, texts)[:MAX_QUOTATIONS]


def _prose(subtitle: str, blocks: Sequence[Block]) -> list[str]:
    texts = [subtitle] if subtitle else []
    left = MAX_CHARACTERS_IN_ALL
    for block in blocks:
        if block.kind in _PROSE and len(block.text) <= MAX_CHARACTERS:
            left -= len(block.text)
            if left < 0:
                break
            texts.append(block.text)
    return texts


@dataclass(slots=True)
class _Saying:
    """A quotation in the making. Its speaker may become known after it."""

    speaker: Speaker
    pieces: list[str]
    is_indirect: bool


@dataclass(slots=True)
class _Last:
    """Who spoke last, in which paragraph, and where what they said ended."""

    speaker: Speaker
    paragraph: int
    end: int
    is_open: bool = False


@dataclass(slots=True)
class _Listener:
    """Goes through the paragraphs in order."""

    grammar: Grammar
    has_marks: bool
    """Whether there are quotation marks in the article; in most there are none."""
    has_sources: bool
    written: list[tuple[str, str]] | None
    """How the verbs of the article are written, between blanks, and without; None where there are many, or
    where not blanks alone part its words."""
    said: list[_Saying] = field(default_factory=list)
    _last: _Last | None = None
    _paragraph: int = -1
    _previous: str = ""
    _pending: list[str] = field(default_factory=list)
    """Paragraphs of a quotation whose speaker has not been named yet."""
    _heir: Speaker | None = None
    """Who spoke before it."""

    def hear(self, text: str) -> None:
        """The next paragraph."""
        self._paragraph += 1
        verbs = self._verbs(text)
        has_sources = self.has_sources and any(map(text.__contains__, self.grammar.source_cues))
        quotations = quoted(text) if self.has_marks and may_hold(text) else []
        if quotations or has_sources:
            for begin, end in sentences(text, quotations):
                inside = [span for span in quotations if begin <= span.left < end]
                of_sentence = [verb for verb in verbs if begin <= verb.start < end]
                if of_sentence or inside or has_sources:
                    sentence = Sentence(text, begin, end, inside, self.grammar)
                    self._hear_sentence(sentence, of_sentence, has_sources=has_sources)
        else:
            if self._pending:
                self._settle()
            done = 0
            for verb in verbs:
                if verb.start >= done:
                    begin, done = around(text, verb.start)
                    sentence = Sentence(text, begin, done, (), self.grammar)
                    here = verbs if len(verbs) == 1 else [v for v in verbs if begin <= v.start < done]
                    for report in sentence.reports(here):
                        self._record(sentence, report)
        self._previous = text

    def _verbs(self, text: str) -> list[Verb]:
        if self.written is None:
            return self.grammar.verbs(text)
        # To look for a few words costs a fifth of what it does to split a paragraph into its words.
        spaced = f" {text} "
        return self.grammar.places(text, {verb for word, verb in self.written if word in spaced})

    def _hear_sentence(self, sentence: Sentence, verbs: list[Verb], *, has_sources: bool) -> None:
        reports = sentence.reports(verbs, has_sources=has_sources)
        for report in reports:
            self._record(sentence, report)
        if not reports and sentence.is_all_quoted():
            self._go_on(sentence)
        if self._last and sentence.quotations and self._last.paragraph == self._paragraph:
            self._last.is_open = not sentence.quotations[-1].is_closed

    def _record(self, sentence: Sentence, report: Report) -> None:
        speaker = self._resolved(sentence, report)
        pieces = [sentence.text[start:end] for start, end in report.pieces]
        self._last = _Last(speaker or NOBODY, self._paragraph, sentence.end)
        if report.is_indirect or speaker is None or not speaker.name:
            self._settle()
        if speaker is None or not speaker.name:
            return
        if self._pending:
            pieces = [*self._pending, *pieces]
            self._pending = []
        self.said.append(_Saying(speaker, [piece.strip(" ,") for piece in pieces], report.is_indirect))

    def _go_on(self, sentence: Sentence) -> None:
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
        """The speaker, for a pronoun whoever spoke last if that is certain."""
        speaker = report.speaker
        if speaker.kind not in ("person", "thing"):
            return speaker if speaker.kind != "body" else None
        last = self._last
        if last is None or not last.speaker.name:
            return None
        if self._paragraph - last.paragraph > 1 and last.speaker.name.split()[-1] not in self._previous:
            return None
        if report.is_led and not _is_after_mark(sentence, speaker):
            return None
        if speaker.kind == "person" and last.speaker.name.split()[-1].casefold() in self.grammar.bodies:
            return None
        is_body = bool(BODIES.intersection(last.speaker.name.casefold().replace(".", "").split()))
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

    def quotations(self, title: str, texts: Sequence[str]) -> tuple[Quotation, ...]:
        """All that was heard, with the fullest names."""
        self._settle()
        heard = [saying.speaker.name for saying in self.said if saying.speaker.kind == "name"]
        full = (
            names.fullest(heard, texts if title.isupper() else [title, *texts], self.grammar) if heard else {}
        )
        body = [
            Quotation(
                full.get(saying.speaker.name, saying.speaker.name),
                "\n".join(saying.pieces),
                saying.is_indirect,
            )
            for saying in self.said
            if any(saying.pieces)
        ]
        return (*titles.quotations(title, full, self.grammar), *body)


def _is_after_mark(sentence: Sentence, speaker: Speaker) -> bool:
    """Does only what is said, or a phrase with its comma, stand before the pronoun?"""
    return (
        sentence.text[sentence.begin : speaker.start].rstrip()[-1:] in ',"”»“—–-:'
        or speaker.start <= sentence.begin
    )
