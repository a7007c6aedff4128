"""Who says what in Chinese: 说, 表示, 称, 指出 and their like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from newsreader.article import Quotation
from newsreader.cleaning.speech.grammar import MAX_VERBS
from newsreader.cleaning.speech.vocabulary import words

_VERB = re.compile(
    "(?:表示|指出|强调|说道|说|称|介绍说?|认为|透露|回应|坦言|写道|重申|呼吁|補充|补充|強調|說|稱)(?=[，：:,“「])"
)
_AFTER_QUOTE = re.compile(
    "[”」][，,]?([^，。！？：“”「」\\s]{1,20}?)(?:表示|指出|强调|说道|说|称|補充|補充說|說|補)(?=[。，])"
)
_CLAUSE_END = re.compile("[。！？；\n]")
_BREAK = re.compile("[，。！？；：“”「」、,:;（）()《》\\s]")
_SCENE = re.compile(
    "(?:在|参加|考察|听取|率|援引|就|向|对|對|于|於|代表|接受|出席|主持|会见|會見|同|与|與|随后|随即|当天|今天|昨天|明确|通过|发表|还|也|则|此前|已|再次|曾|近日|日前|首先|最后|并|周[一二三四五六日]|星期|上午|下午|\\d+日|\\d+月|[（(])"
)
_TITLE = re.compile(
    "(?:总统|总理|主席|部长|发言人|大臣|首相|外长|防长|秘书长|议长|局长|司长|主任|总书记|书记|院长|省长|市长|国王|"
    "总裁|董事长|教授|专家|研究员|负责人|代表|负责人|委员长|总干事|工程师|處長|總統|總理|部長|發言人|先生|女士|同志)"
)
_PRONOUNS = words("他 她 他们 她们 其")
_NOBODY = re.compile("[的了是]|消息|报道|声明|文章|报告|公报|会议|来信|这|那|所|可以|应|不|有|据|被")
_MOST_CHARACTERS = 12
_LONGEST_PHRASE = 80
_LONGEST_SPEECH = 2000


def attribute(texts: Sequence[str]) -> tuple[Quotation, ...]:
    """The quotations of Chinese paragraphs."""
    listener = _Listener()
    for text in texts:
        listener.hear(text)
    return tuple(listener.said)


@dataclass(slots=True)
class _Listener:
    said: list[Quotation] = field(default_factory=list)
    _last: str = ""
    _age: int = 0

    def hear(self, text: str) -> None:
        """The next paragraph; who spoke last is remembered for one more."""
        self._age += 1
        if self._age > 1:
            self._last = ""
        covered = 0
        for match in islice(_VERB.finditer(text), MAX_VERBS):
            if match.start() >= covered:
                covered = self._speech(text, match, covered)
        for match in islice(_AFTER_QUOTE.finditer(text), MAX_VERBS):
            opened = max(text.rfind("“", 0, match.start()), text.rfind("「", 0, match.start()))
            subject = _subject(match[1])
            if opened >= 0 and subject and subject not in _PRONOUNS:
                self._add(subject, text[opened + 1 : match.start()].rstrip("，,"), is_indirect=False)

    def _speech(self, text: str, match: re.Match[str], covered: int) -> int:
        """What follows a verb; answers up to where the text is then used up."""
        begin = max(covered, match.start() - _LONGEST_PHRASE)
        ends = list(_CLAUSE_END.finditer(text, begin, match.start()))
        begin = ends[-1].end() if ends else begin
        phrase = text[begin : match.start()]
        subject = _subject(phrase)
        # Who "he" is can be told only where nobody else has come up since.
        is_near = not self._age or not begin
        speaker = (self._last if is_near else "") if subject in _PRONOUNS else subject
        start = match.end() + 1
        opened = match.end() if text[match.end()] in "“「" else start
        closed = _closing(text, opened)
        # What is quoted may also be only a name that the sentence begins with.
        if closed and text[closed - 1 : closed + 2].strip("”」")[:1] in ("", *"。！？，；…"):
            piece, end, is_indirect = text[opened + 1 : closed], closed, False
        else:
            limit = min(start + _LONGEST_SPEECH, len(text))
            stop = _CLAUSE_END.search(text, start, limit)
            end = stop.start() if stop else limit
            piece, is_indirect = text[start:end], True
        if speaker and len(piece) >= 4:
            self._add(speaker, piece, is_indirect=is_indirect)
            return end
        return match.end()

    def _add(self, speaker: str, piece: str, *, is_indirect: bool) -> None:
        self.said.append(Quotation(speaker, piece, is_indirect))
        self._last, self._age = speaker, 0


def _closing(text: str, opened: int) -> int:
    """Where a quotation that opens here ends; 0 where none does."""
    if text[opened : opened + 1] not in ("“", "「"):
        return 0
    limit = min(opened + _LONGEST_SPEECH, len(text))
    closed = text.find("”" if text[opened] == "“" else "」", opened, limit)
    return closed if closed >= 0 else limit


def _subject(phrase: str) -> str:
    """The name in what stands between the last full stop and the verb; empty where there is none."""
    parts = _BREAK.split(phrase)
    candidates = [parts[-1], parts[0]] if len(parts) > 1 else parts
    for part in candidates:
        scene = _SCENE.search(part)
        name = part[: scene.start()] if scene else part
        name = _without_title(name)
        if name in _PRONOUNS or (2 <= len(name) <= _MOST_CHARACTERS and not _NOBODY.search(name)):
            return name
    return ""


def _without_title(name: str) -> str:
    titles = list(_TITLE.finditer(name))
    if not titles:
        return name
    last = titles[-1]
    if len(name) - last.end() >= 2:
        return name[last.end() :]
    if (
        last.end() == len(name)
        and 2 <= last.start() <= 4
        and not re.search("[前位名该多两]", name)
        and last.group() in ("总书记", "主席", "总统", "总理", "先生", "女士", "同志")
    ):
        return name[: last.start()]
    return name
