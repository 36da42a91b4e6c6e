"""Compare what a sheet says with what the months hold: new, changed, same, asked, refused."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from cds_desktop.formdef.figure_cells import shown_value
from cds_desktop.formdef.table_plan import TableContext
from cds_desktop.formdef.table_reading import TableCell
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATUS_NAMES, STATUSES_WITH_VALUE, Answer, CellKey
from cds_desktop.operations.sheet_preview import (
    SKIP,
    Choice,
    ImportDecisions,
    PreviewCell,
    Verdict,
)
from cds_desktop.vietnamese import format_number


class Held(Protocol):
    """What the cells are compared with."""

    @property
    def table(self) -> TableContext: ...
    @property
    def held(self) -> Mapping[Period, Mapping[CellKey, Answer]]: ...
    @property
    def calculated(self) -> Mapping[CellKey, object]: ...
    @property
    def locked(self) -> frozenset[Period]: ...


def preview_cells(
    cells: Iterable[TableCell], held: Held, decisions: ImportDecisions
) -> Iterator[PreviewCell]:
    """Yield the verdict on every cell."""
    judge = _Judge(held, decisions)
    listed = [judge.judge(cell) for cell in cells]
    yield from _without_known_rows(listed, held)


class _Judge:
    def __init__(self, held: Held, decisions: ImportDecisions) -> None:
        self._held = held
        self._decisions = decisions
        form = held.table.form
        self._choices = form.choices
        self._areas = {unit.code: unit.name for unit in held.table.areas}
        self._table_of = {c.name: q for q in form.all_questions() for c in q.questions}

    def judge(self, cell: TableCell) -> PreviewCell:
        made = PreviewCell(
            cell.row,
            cell.column,
            cell.place,
            cell.shown,
            Verdict.REFUSED,
            code=cell.reading.code,
            params=cell.reading.params,
            is_hidden=cell.is_hidden,
        )
        if cell.question is None or cell.period is None:
            place = (cell.row, cell.column)
            is_skipped = place in self._decisions.cells and self._decisions.cells[place] is None
            return replace(made, verdict=Verdict.IGNORED) if is_skipped else made
        held = self._held.held.get(cell.period, {}).get(cell.key)
        placed = replace(
            made,
            key=cell.key,
            period=cell.period,
            held=held,
            name=self._name(cell.question, cell.key),
            old_text=self._text(cell.question, held) if held else "",
            choices=tuple(
                Choice(self._text(cell.question, answer), answer)
                for answer in cell.reading.readings
            ),
        )
        return self._judged(placed, cell, cell.question, held)

    def _judged(
        self, made: PreviewCell, cell: TableCell, question: Question, held: Answer | None
    ) -> PreviewCell:
        if question.is_calculated:
            return self._calculated(made, cell, question)
        answer, is_skipped = self._answer(cell)
        if is_skipped:
            return replace(made, verdict=Verdict.IGNORED)
        if cell.period in self._held.locked:
            label = cell.period.label if cell.period else ""
            params = {"place": cell.place, "period": label}
            return replace(made, code="cell_month_locked", params=params)
        if answer is None:
            verdict = Verdict.ASKED if cell.reading.is_asked else Verdict.REFUSED
            return replace(made, verdict=verdict)
        return self._compared(made, question, answer, held)

    def _answer(self, cell: TableCell) -> tuple[Answer | None, bool]:
        """Return what the cell says after the decisions, and whether it is left out."""
        place = (cell.row, cell.column)
        if place in self._decisions.cells:
            decided = self._decisions.cells[place]
            return (replace(decided, key=cell.key), False) if decided else (None, True)
        choice = self._decisions.choices.get(cell.reading.code, "")
        if cell.reading.answer is None and choice:
            if choice == SKIP:
                return None, True
            number = int(choice) - 1 if choice.isdigit() else -1
            if 0 <= number < len(cell.reading.readings):
                return cell.reading.readings[number], False
        return cell.reading.answer, False

    def _compared(
        self, made: PreviewCell, question: Question, answer: Answer, held: Answer | None
    ) -> PreviewCell:
        text = self._text(question, answer)
        kept = replace(answer, note=held.note, qualifier=held.qualifier) if held else answer
        if held is None or held.is_empty:
            verdict = Verdict.NEW
        elif (held.value, held.status) != (answer.value, answer.status) or held.raw:
            verdict = Verdict.CHANGED
        else:
            verdict = Verdict.CHANGED if held.is_carried_over else Verdict.SAME
        return replace(made, verdict=verdict, answer=kept, new_text=text, code="", params={})

    def _calculated(self, made: PreviewCell, cell: TableCell, question: Question) -> PreviewCell:
        """Leave calculated figures out, and say so when the sheet has another one."""
        ignored = replace(made, verdict=Verdict.IGNORED, code="cell_calculated", choices=())
        ours = self._held.calculated.get(cell.key)
        theirs = cell.reading.answer.value if cell.reading.answer else None
        is_present = cell.period == self._held.table.period
        if is_present and isinstance(ours, Decimal) and theirs is not None and theirs != ours:
            expected = format_number(ours, question.decimals)
            params = {"place": cell.place, "text": cell.shown, "expected": expected}
            return replace(ignored, code="cell_calculated_differs", params=params)
        return replace(ignored, params={"place": cell.place})

    def _text(self, question: Question, answer: Answer) -> str:
        if answer.status not in STATUSES_WITH_VALUE:
            return STATUS_NAMES[answer.status]
        choices = self._choices.get(question.choices, ())
        return answer.raw or shown_value(question, answer.value, choices)

    def _name(self, question: Question, key: CellKey) -> str:
        name = f"{question.code} {question.label}"
        table = self._table_of.get(question.name)
        if table is not None and table.type is QuestionType.ROSTER:
            return f"{name}, {self._areas.get(key.area, key.area)}"
        if table is not None and table.type is QuestionType.TARGETS:
            return f"{name}, chỉ tiêu {key.row}"
        return name


def _without_known_rows(cells: list[PreviewCell], held: Held) -> Iterator[PreviewCell]:
    """Mark the rows of a list that the month already holds as same."""
    known = _rows_held(held)
    rows: dict[str, dict[str, object]] = {}
    for cell in cells:
        if cell.key and cell.key.row.startswith("+") and cell.answer:
            rows.setdefault(cell.key.row, {})[cell.key.question] = cell.answer.value
    for cell in cells:
        if cell.key and cell.key.row.startswith("+") and rows.get(cell.key.row) in known:
            yield replace(cell, verdict=Verdict.SAME, old_text=cell.new_text)
        else:
            yield cell


def _rows_held(held: Held) -> list[dict[str, object]]:
    lists = {
        column.name
        for table in held.table.form.all_questions()
        if table.type is QuestionType.LIST
        for column in table.questions
    }
    rows: dict[tuple[str, str], dict[str, object]] = {}
    table_of = {
        column.name: table.name
        for table in held.table.form.all_questions()
        for column in table.questions
    }
    for key, answer in held.held.get(held.table.period, {}).items():
        if key.question in lists and key.row and answer.value is not None:
            rows.setdefault((table_of[key.question], key.row), {})[key.question] = answer.value
    return list(rows.values())
