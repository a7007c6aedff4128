"""What stands in the list where a search found little: what each clause finds, and what to try instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.tui.terminal import drawable, fit, wrap
from newsreader.tui.theme import Look, Role
from newsreader.tui.widgets.article_layout import Line

if TYPE_CHECKING:
    from newsreader.article import Headline
    from newsreader.explaining import Explanation
    from newsreader.search import Clause, Diagnosis

CLAUSES_SHOWN = 8
_NUMBER_CELLS = 7


class AdviceLine(NamedTuple):
    """A line: what leads it, its text, a number in a column of its own, and a remark on it."""

    lead: str = ""
    text: str = ""
    number: str = ""
    remark: str = ""
    role: Role = "text"

    @property
    def is_choice(self) -> bool:
        """Whether a digit chooses it."""
        return self.lead.strip().isdigit()


def advice(diagnosis: Diagnosis, look: Look) -> tuple[AdviceLine, ...]:
    """The lines for a diagnosis; none where something is found and nothing can be advised."""
    has_advice = diagnosis.notes or diagnosis.suggestions or diagnosis.relaxed or len(diagnosis.clauses) > 1
    return tuple(_lines(diagnosis, look)) if has_advice or not diagnosis.total else ()


def _lines(diagnosis: Diagnosis, look: Look) -> Iterator[AdviceLine]:
    found = {0: "Nothing found", 1: "Only 1 found"}.get(diagnosis.total, f"Only {diagnosis.total} found")
    yield AdviceLine(text=found, role="strong")
    yield AdviceLine(text=diagnosis.interpreted, role="quiet")
    yield from (AdviceLine(text=note, role="quiet") for note in diagnosis.notes)
    if len(diagnosis.clauses) > 1:
        yield AdviceLine()
        yield AdviceLine(text="Each alone finds", role="strong")
        yield from (_clause(clause, look) for clause in diagnosis.clauses[:CLAUSES_SHOWN])
        if len(diagnosis.clauses) > CLAUSES_SHOWN:
            yield AdviceLine("  ", f"and {len(diagnosis.clauses) - CLAUSES_SHOWN} more", role="quiet")
    if diagnosis.suggestions:
        yield AdviceLine()
    for suggestion in diagnosis.suggestions:
        yield AdviceLine(
            text=f"Hardly anywhere: {suggestion.word}. Meant: {' or '.join(suggestion.instead)}?"
        )
    if diagnosis.relaxed:
        yield AdviceLine()
        yield AdviceLine(text="Search instead, by number", role="strong")
    for number, other in enumerate(diagnosis.relaxed, 1):
        yield AdviceLine(f"{number} ", other.query, str(other.total))


def _clause(clause: Clause, look: Look) -> AdviceLine:
    if not clause.empties:
        return AdviceLine("  ", clause.text, str(clause.hits))
    remark = f"without it {clause.without}" if clause.without else "empties the result"
    return AdviceLine(f"{look.marks.arrow} ", clause.text, str(clause.hits), remark, "strong")


def why_lines(headline: Headline, explanation: Explanation, width: int) -> list[Line]:
    """Why an article is a hit, as a page of ``width`` cells."""
    why = explanation.why
    said: list[tuple[str, Role]] = [("", "text"), (headline.title, "strong"), (why.interpreted, "quiet")]
    score = f"A hit, score {why.score:.2f}" if why.score is not None else "No hit"
    said += [("", "text"), (score, "strong")]
    for clause in why.clauses:
        said += [("", "text"), (f"{'yes' if clause.holds else 'no'}  {clause.text}", "text")]
        for place in clause.where:
            said.append((f"     {place.field} {place.count}: {', '.join(place.words)}", "quiet"))
        if clause.reason:
            said.append((f"     {clause.reason}", "quiet"))
    said.append(("", "text"))
    said.extend((remark, "text") for remark in explanation.remarks)
    return [
        Line(text=text[start:stop], role=role)
        for text, role in said
        for start, stop in wrap(text, max(20, width))
    ]


def number_column(lines: Sequence[AdviceLine], line: AdviceLine, width: int) -> int:
    """Where the column of numbers that a line is in ends, in ``width`` cells: clauses have one, and so have
    the queries to choose from."""
    column = [one for one in lines if one.number and one.is_choice == line.is_choice]
    longest = max((cell_len(one.lead + one.text) for one in column), default=0)
    remarks = max((cell_len(one.remark) + 2 for one in column if one.remark), default=0)
    return max(_NUMBER_CELLS + 8, min(longest + _NUMBER_CELLS, width - remarks - 2))


def advice_row(line: AdviceLine, column: int, width: int, look: Look) -> list[Segment]:
    """A line as it is drawn."""
    style = look.style(line.role)
    lead = Segment(f" {line.lead}", style if line.remark else look.style("accent"))
    text = drawable(line.text, is_ascii=look.is_ascii)
    room = width - 2 - cell_len(line.lead)
    if not line.number:
        return [lead, Segment(fit(text, room, look.marks.ellipsis), style)]
    room = column - cell_len(line.lead) - len(line.number) - 1
    text = fit(text, room, look.marks.ellipsis)
    space = " " * (room - cell_len(text) + 1)
    remark = Segment(f"  {line.remark}", look.style("quiet"))
    return [lead, Segment(text, style), Segment(space), Segment(line.number, style), remark]
