"""Run the examples that a form carries: saved answers with what the rules must say of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.faults import PlacedFault
from cds_desktop.formdef.form_reader import Definition
from cds_desktop.formdef.reading import read_answer, value_text
from cds_desktop.formdef.report_data import cell_key
from cds_desktop.formdef.rules import with_tables
from cds_desktop.formdef.tables import Table, shown
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.period import Period, PeriodType
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.model.target import Target

_EXAMPLE_KEYS = frozenset({"name", "answers", "previous", "last_year", "expect"})
_CELL = re.compile(r"([a-z][a-z0-9_]*)(?:@([1-9][0-9]{0,2}))?")
_UNIT = "don_vi"
# A period in the middle of a year, so that there is one before it in the same year.
_MIDDLE = {
    PeriodType.MONTHLY: "06",
    PeriodType.QUARTERLY: "Q3",
    PeriodType.SIX_MONTHLY: "S2",
    PeriodType.YEARLY: "",
}
_WORDS = {
    "ok": "không có lỗi, cảnh báo, lưu ý",
    "error": "lỗi",
    "warning": "cảnh báo",
    "notice": "lưu ý",
    "hidden": "ô được ẩn",
}

Cells = dict[tuple[str, int], object]
"""What an example says of each cell, by question and row number (0 outside tables)."""


@dataclass(frozen=True, slots=True)
class _Example:
    place: Table
    answers: Cells
    previous: Cells
    last_year: Cells
    expect: Cells


def check_examples(definition: Definition) -> list[PlacedFault]:
    """Return a fault for each expectation that does not come true; the form has no other faults."""
    known = len(definition.faults)
    for place in definition.examples:
        _check_example(place, definition.form)
    found = definition.faults[known:]
    del definition.faults[known:]
    return found


def _check_example(place: Table, form: Form) -> None:
    place.title = f"ví dụ “{place.text('name', is_required=True)}”"
    place.refuse_unknown_keys(_EXAMPLE_KEYS)
    known = len(place.faults)
    tables = {question.name: table for question, table in with_tables(form)}
    parts = [_cells(place, key, tables) for key in ("answers", "previous", "last_year", "expect")]
    example = _Example(place, *parts)
    if len(place.faults) > known:
        return
    run = _Run(form, example)
    for cell, expected in example.expect.items():
        run.hold_against(cell, str(expected))


def _cells(place: Table, key: str, tables: Mapping[str, Question | None]) -> Cells:
    """Return what stands under `answers` and the like, every cell checked to exist."""
    cells: Cells = {}
    for name, value in place.table(key).content.items():
        found = _CELL.fullmatch(name)
        question = found.group(1) if found else ""
        row = int(found.group(2) or 0) if found else 0
        is_column = tables.get(question) is not None
        if question not in tables or bool(row) is not is_column:
            place.fault(key, "example_cell_unknown", name=shown(name))
        elif key == "expect" and not _is_expectation(value):
            expected = 'ok, error, warning, notice, hidden hoặc "=giá trị"'
            place.fault(key, "example_unreadable", expected=expected)
        elif not isinstance(value, int | Decimal | str | date) or isinstance(value, bool):
            place.fault(key, "example_unreadable", expected="số, chữ hoặc ngày")
        else:
            cells[question, row] = value
    return cells


def _is_expectation(value: object) -> bool:
    return isinstance(value, str) and (value in _WORDS or value.startswith("="))


class _Run:
    """One example applied: a unit with as many communes, rows and targets as it speaks of."""

    def __init__(self, form: Form, example: _Example) -> None:
        self._example = example
        self._tables = {question.name: table for question, table in with_tables(form)}
        self._questions = {question.name: question for question in form.all_questions()}
        count = max((row for part in self._parts() for _, row in part), default=0)
        self._form = _with_targets(form, count)
        period = _period(form)
        empty = ReportData(_UNIT, period, tuple(f"x{row + 1}" for row in range(count)), {})
        self._data = empty
        history = {
            period.same_last_year(): self._answers(example.last_year),
            period.previous(): self._answers(example.previous),
        }
        self._data = replace(empty, answers=self._answers(example.answers), history=history)
        self._outcome = apply(compile_rules(self._form), self._data)

    def hold_against(self, cell: tuple[str, int], expected: str) -> None:
        """Note a fault when the outcome of a cell is not what the example expects."""
        key = self._key(*cell)
        is_as_expected = (
            value_text(self._outcome.value(key)) == _plain(expected[1:])
            if expected.startswith("=")
            else expected in _outcomes(self._outcome, key)
        )
        if not is_as_expected:
            self._example.place.fault(
                "expect",
                "example_failed",
                name=cell[0] + (f"@{cell[1]}" if cell[1] else ""),
                expected=_WORDS.get(expected, expected),
                found=self._found(key),
            )

    def _parts(self) -> Iterator[Cells]:
        example = self._example
        yield from (example.answers, example.previous, example.last_year, example.expect)

    def _answers(self, cells: Cells) -> dict[CellKey, Answer]:
        answers = [self._answer(cell, value) for cell, value in cells.items()]
        return {answer.key: answer for answer in answers}

    def _answer(self, cell: tuple[str, int], value: object) -> Answer:
        key, question = self._key(*cell), self._questions[cell[0]]
        if isinstance(value, Decimal | date):
            return Answer(key, value)
        if isinstance(value, int):
            return Answer(key, Decimal(value))
        choices = self._form.choices.get(question.choices, ())
        return read_answer(question, key, str(value), choices=choices)

    def _key(self, name: str, row: int) -> CellKey:
        table = self._tables[name]
        if table is None:
            return CellKey(_UNIT, name)
        row_id = {
            QuestionType.ROSTER: f"x{row}",
            QuestionType.TARGETS: self._form.targets[row - 1].id if row else "",
        }.get(table.type, f"r{row:04d}")
        return cell_key(name, row_id, table_type=table.type, data=self._data)

    def _found(self, key: CellKey) -> str:
        value = value_text(self._outcome.value(key))
        words = [_WORDS[word] for word in sorted(_outcomes(self._outcome, key))]
        return f"{', '.join(words)} (giá trị {value or 'trống'})"


def _outcomes(outcome: Outcome, key: CellKey) -> set[str]:
    """Return every word that holds for a cell."""
    if key in outcome.irrelevant:
        return {"hidden"}
    found: set[Severity] = {finding.severity for finding in outcome.findings if finding.key == key}
    return {severity.value for severity in found} or {"ok"}


def _plain(text: str) -> str:
    """Return an expected value as `value_text` writes it."""
    is_figure = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
    return value_text(Decimal(text)) if is_figure else text


def _period(form: Form) -> Period:
    return Period(f"{form.valid_from.year + 1}{_MIDDLE[form.period_type]}")


def _with_targets(form: Form, count: int) -> Form:
    """Give the form targets to speak of: those of a plan are not there when a form is checked."""
    targets = [
        Target(f"T{row + 1:02d}", "", "", "", ">=", None, "", form.levels, "")
        for row in range(len(form.targets), count)
    ]
    return replace(form, targets=(*form.targets, *targets)) if targets else form
