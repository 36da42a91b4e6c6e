"""What a month looks like: names of cells, figures as text, comparison with last month, progress.

Pure functions of an open session, shared by the window and the command line.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cds_desktop.formdef.completeness import Progress, progress
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import Question, QuestionType, Section
from cds_desktop.model.submission import (
    STATUS_NAMES,
    STATUSES_WITH_VALUE,
    Answer,
    CellKey,
    Value,
)
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.vietnamese import format_date, format_number


class SectionState(StrEnum):
    """How far a section is: trống, đang nhập, có cảnh báo, xong."""

    EMPTY = "empty"
    ENTERING = "entering"
    WARNINGS = "warnings"
    DONE = "done"


SECTION_STATE_NAMES = {
    SectionState.EMPTY: "trống",
    SectionState.ENTERING: "đang nhập",
    SectionState.WARNINGS: "có cảnh báo",
    SectionState.DONE: "xong",
}


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far a section is, and the counts that say so; `warnings` are those not explained."""

    state: SectionState
    filled: int
    total: int
    errors: int
    warnings: int


def value_shown(question: Question, value: Value) -> str:
    """Return a value as a person reads it: 1.205.780, 47,54, 18/7/2023, the label of a choice."""
    if isinstance(value, Decimal):
        return format_number(value, question.decimals)
    if isinstance(value, date):
        return format_date(value)
    return value or ""


def cell_text(session: EntrySession, key: CellKey) -> str:
    """Return what a cell shows: its figure, its choice, the text as typed, or why it has none."""
    question = session.question(key.question)
    if question.is_calculated:
        return value_shown(question, session.outcome.value(key))
    answer = session.answer(key)
    return answer_text(session, question, answer)


def answer_text(session: EntrySession, question: Question, answer: Answer) -> str:
    """Return an answer as text; "" for an empty one."""
    if answer.raw:
        return answer.raw
    if answer.status not in STATUSES_WITH_VALUE:
        return STATUS_NAMES[answer.status]
    if question.type is QuestionType.CHOICE:
        labels = {choice.name: choice.label for choice in session.form.choices[question.choices]}
        return labels.get(str(answer.value or ""), "")
    return value_shown(question, answer.value)


def previous_text(session: EntrySession, key: CellKey) -> str:
    """Return last month's figure, "" when there is none."""
    former = session.previous.get(key)
    return answer_text(session, session.question(key.question), former) if former else ""


def difference_text(session: EntrySession, key: CellKey) -> str:
    """Return the signed difference to last month: "+12", "-3,5", "0"; "" without both figures."""
    question = session.question(key.question)
    former, present = session.previous.get(key), session.outcome.value(key)
    if former is None or not isinstance(former.value, Decimal) or not isinstance(present, Decimal):
        return ""
    difference = present - former.value
    return f"{'+' if difference > 0 else ''}{format_number(difference, question.decimals)}"


def place_name(session: EntrySession, key: CellKey) -> str:
    """Name a cell for a person: "6.01 Hồ sơ tiếp nhận, Xã Mỹ Đông"."""
    question = session.question(key.question)
    table = session.table_of(key.question)
    name = f"{question.code} {question.label}".strip()
    if table is None:
        return name
    if table.type is QuestionType.ROSTER:
        names = {unit.code: unit.name for unit in session.areas}
        return f"{name}, {names.get(key.area, key.area)}"
    if table.type is QuestionType.TARGETS:
        return f"{name}, chỉ tiêu {key.row}"
    return f"{name}, dòng {_line_number(session, table, key.row)}"


def section_of(session: EntrySession, key: CellKey) -> Section:
    """Return the section that a cell stands in."""
    return next(
        section
        for section in session.form.sections
        if any(question.name == key.question for question in section.all_questions())
    )


def section_progress(session: EntrySession, section: Section) -> SectionProgress:
    """Count a section's cells and findings."""
    counts = progress(section, session.data, session.outcome)
    return SectionProgress(
        _state(counts), counts.filled, counts.total, counts.errors, counts.warnings
    )


def next_finding(session: EntrySession, after: CellKey | None) -> Finding | None:
    """Return the finding to look at after the cell `after`, in form order, round the corner."""
    findings = [finding for finding in session.outcome.findings if not finding.is_explained]
    if not findings:
        return None
    order = {key: place for place, key in enumerate(_all_keys(session))}
    here = order.get(after, -1) if after else -1
    later = [finding for finding in findings if order.get(finding.key, -1) > here]
    return (later or findings)[0]


def first_cell(session: EntrySession, keys: Collection[CellKey]) -> CellKey | None:
    """Return the cell among `keys` that comes first in the walk; of rows gone, any."""
    walked = (key for key in _all_keys(session) if key in keys)
    return next(walked, min(keys, default=None))


def _all_keys(session: EntrySession) -> Iterator[CellKey]:
    for section in session.form.sections:
        for key, _ in session.cells(section):
            yield key


def _state(counts: Progress) -> SectionState:
    if counts.filled == 0 and counts.total:
        return SectionState.EMPTY
    if counts.errors or counts.warnings:
        return SectionState.WARNINGS
    return SectionState.DONE if counts.filled == counts.total else SectionState.ENTERING


def _line_number(session: EntrySession, table: Question, row: str) -> int:
    rows = [row_id for _, row_id in session.rows(table)]
    return rows.index(row) + 1 if row in rows else len(rows) + 1
