"""What the rules are applied to: the answers of one report, and what earlier periods held."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Explanation


@dataclass(frozen=True, slots=True)
class ReportData:
    """One report of a unit: `areas` are the codes of its communes in the order of the roster.

    `history` holds the answers of earlier periods, calculated figures included where they are
    known. `level` is what `level()` gives in a rule.
    """

    org_unit: str
    period: Period
    areas: tuple[str, ...]
    answers: Mapping[CellKey, Answer]
    explanations: Mapping[CellKey, Explanation] = field(default_factory=dict[CellKey, Explanation])
    history: Mapping[Period, Mapping[CellKey, Answer]] = field(
        default_factory=dict[Period, Mapping[CellKey, Answer]]
    )
    level: Level | None = None


def cells(form: Form, data: ReportData) -> Iterator[tuple[CellKey, Question]]:
    """Yield every cell of the form in walking order, tables row by row."""
    for section in form.sections:
        for question in section.questions:
            yield from question_cells(question, form, data)


def question_cells(
    question: Question, form: Form, data: ReportData
) -> Iterator[tuple[CellKey, Question]]:
    """Yield the cell of a question, or those of a table row by row."""
    if not question.is_group:
        yield CellKey(data.org_unit, question.name), question
    for row in table_rows(question, form, data):
        for column in question.questions:
            yield cell_key(column.name, row, table_type=question.type, data=data), column


def cell_key(name: str, row: str, *, table_type: QuestionType | None, data: ReportData) -> CellKey:
    """Return the key of a cell; in a roster `row` is the code of the commune."""
    if table_type is QuestionType.ROSTER:
        return CellKey(row, name)
    return CellKey(data.org_unit, name, row)


def table_rows(table: Question, form: Form, data: ReportData) -> tuple[str, ...]:
    """Return the rows of a table: communes, targets, or the rows of a list that hold something."""
    if table.type is QuestionType.ROSTER:
        return data.areas
    if table.type is QuestionType.TARGETS:
        return tuple(target.id for target in form.targets)
    columns = {column.name for column in table.questions}
    found = {
        key.row
        for key, answer in data.answers.items()
        if key.question in columns and key.row and key.area == data.org_unit and not answer.is_empty
    }
    return in_row_order(found)


def is_filled(answer: Answer | None) -> bool:
    """Say whether a cell holds something: a value, typed text, or a reason for having none."""
    return answer is not None and not answer.is_empty


def in_row_order(rows: set[str]) -> tuple[str, ...]:
    """Return the ids of a list's rows in the order of their numbers (r0002 before r10000)."""
    return tuple(sorted(rows, key=lambda row: (len(row), row)))
