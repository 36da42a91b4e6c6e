"""The tables of figures: all of the unit's, each roster over its areas, each free list."""

import re
from dataclasses import replace
from decimal import Decimal

from cds_desktop.model.form import Nature, Question, QuestionType, Section
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.reports.comparison import signed_change
from cds_desktop.reports.printing import (
    EMPTY,
    NOT_APPLICABLE,
    cell_text,
    cell_value,
    figure_text,
    is_rate,
)
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.tables import NUMBER_COLUMN, Cell, Table, TableColumn

_NOTES = {AnswerStatus.PROVISIONAL: "Số liệu sơ bộ", AnswerStatus.ESTIMATED: "Số liệu ước tính"}
_NATURES = {Nature.FLOW: "trong kỳ", Nature.CUMULATIVE: "lũy kế", Nature.STOCK: "thời điểm"}
_MOST_DECIMALS = 6  # a column of figures of many kinds: each shows its own
_FIGURE_KINDS = {
    QuestionType.INTEGER: "integer",
    QuestionType.DECIMAL: "decimal",
    QuestionType.MONEY: "decimal",
    QuestionType.PERCENTAGE: "percent",
    QuestionType.RATIO: "percent",
}


def summary_table(source: ReportSource) -> Table:
    """Return every figure of the unit: this period, the one before, the change, a note."""
    rows: list[tuple[tuple[Cell, ...], tuple[str, ...]]] = []
    number = 0
    for section in source.form.sections:
        questions = _summarised(source, section)
        if questions:
            rows.append(_section_row(section))
        for question in questions:
            number += 1
            rows.append(_summary_row(source, question, number))
    return Table(
        f"Bảng tổng hợp chỉ tiêu {source.period.label}",
        _SUMMARY_COLUMNS,
        tuple(cells for cells, _ in rows),
        tuple(texts for _, texts in rows),
    )


def roster_table(source: ReportSource, table: Question) -> Table:
    """Return a roster: a row for each area in administrative order, and the totals."""
    columns = (
        NUMBER_COLUMN,
        TableColumn("Đơn vị", 42),
        *(_roster_column(table, column) for column in table.questions),
    )
    rows: list[tuple[Cell, ...]] = []
    texts: list[tuple[str, ...]] = []
    for number, area in enumerate(source.data.areas, start=1):
        answers = [source.answer(CellKey(area, column.name)) for column in table.questions]
        head = (str(number), source.area_names.get(area, area))
        pairs = list(zip(table.questions, answers, strict=True))
        rows.append(
            (
                *head,
                *(cell_value(source, column, given) for column, given in pairs),
            )
        )
        texts.append((*head, *(cell_text(source, column, given) for column, given in pairs)))
    totals = [_total(source, column) for column in table.questions]
    return Table(
        _roster_title(source, table),
        columns,
        tuple(rows),
        tuple(texts),
        ("", "Tổng cộng", *totals),
        (
            "",
            "Tổng cộng",
            *(_total_text(c, v) for c, v in zip(table.questions, totals, strict=True)),
        ),
    )


def list_table(source: ReportSource, table: Question) -> Table:
    """Return a free list (documents issued, proposals ...) row by row."""
    columns = (
        NUMBER_COLUMN,
        *(_list_column(column) for column in table.questions),
    )
    rows: list[tuple[Cell, ...]] = []
    texts: list[tuple[str, ...]] = []
    for number, row in enumerate(source.rows(table), start=1):
        cells = [(c, source.answer(source.own(c.name, row))) for c in table.questions]
        rows.append((str(number), *(cell_value(source, c, given) for c, given in cells)))
        texts.append((str(number), *(cell_text(source, c, given) for c, given in cells)))
    return Table(table.label, columns, tuple(rows), tuple(texts))


# --- summary --------------------------------------------------------------------------------------

_SUMMARY_COLUMNS = (
    NUMBER_COLUMN,
    TableColumn("Mã", 13, align="center"),
    TableColumn("Chỉ tiêu", 82),
    TableColumn("Đơn vị tính", 22, align="center"),
    TableColumn("Loại số liệu", 21, align="center"),
    TableColumn("Kỳ báo cáo", 25, kind="decimal", align="right", decimals=_MOST_DECIMALS),
    TableColumn("Kỳ trước", 22, kind="decimal", align="right", decimals=_MOST_DECIMALS),
    TableColumn("Tăng, giảm", 32, align="right"),
    TableColumn("Ghi chú", 25),
)


def _summarised(source: ReportSource, section: Section) -> list[Question]:
    return [
        question
        for question in section.questions
        if (question.is_figure or question.type is QuestionType.CHOICE)
        and source.own(question.name) not in source.outcome.irrelevant
    ]


def _section_row(section: Section) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    texts = ("", section.code, section.title.upper(), *[""] * 6)
    return texts, texts


def _summary_row(
    source: ReportSource, question: Question, number: int
) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    key = source.own(question.name)
    answer, before = source.answer(key), source.answer_before(key)
    unit = question.unit_of_measure or ("%" if is_rate(question) else "")
    head = (str(number), question.code, question.label, unit, _nature(source, question))
    tail = (_changed(source, question) or NOT_APPLICABLE, _note(answer))
    shown = [cell_value(source, question, one) for one in (answer, before)]
    printed = [cell_text(source, question, one) for one in (answer, before)]
    return (*head, *shown, *tail), (*head, *printed, *tail)


def _changed(source: ReportSource, question: Question) -> str:
    key = source.own(question.name)
    now, before = source.figure(key), source.figure_before(key)
    return "" if now is None else signed_change(question, now, before, period=source.period)


def _nature(source: ReportSource, question: Question) -> str:
    """A rate is of the nature of what it counts."""
    if question.type is QuestionType.CHOICE:
        return ""
    counted = source.questions.get(question.numerator, question)
    return _NATURES[counted.nature]


def _note(answer: Answer) -> str:
    notes = [_NOTES.get(answer.status, ""), answer.note.strip()]
    return "; ".join(note for note in notes if note)


# --- rosters and lists ----------------------------------------------------------------------------


def _roster_title(source: ReportSource, table: Question) -> str:
    """Return "Hạ tầng số theo xã, thị trấn tháng 9 năm 2023", in the kinds that there are."""
    kinds = source.area_kinds
    label = re.sub(r"theo xã, phường, thị trấn", f"theo {kinds}", table.label)
    is_told = kinds in label or "cấp xã" in label
    name = label if is_told else f"{label} theo {kinds}"
    return f"{name.removesuffix(' trong kỳ')} {source.period.label}"


def _roster_column(table: Question, column: Question) -> TableColumn:
    places = {question.name: 2 + place for place, question in enumerate(table.questions)}
    unit = column.unit_of_measure
    is_told = unit.lower() in column.label.lower() or column.label.endswith(")")
    has_unit = unit and not is_rate(column) and not is_told
    base = TableColumn(
        title=f"{column.label} ({unit})" if has_unit else _rate_title(column),
        width_mm=24 if column.is_figure else 36,
        kind=_FIGURE_KINDS.get(column.type, "text"),
        align="right" if column.is_figure else "left",
        decimals=column.decimals,
    )
    if column.type is QuestionType.RATIO:
        numerator, denominator = places.get(column.numerator), places.get(column.denominator)
        is_whole = numerator is not None and denominator is not None
        return replace(
            base, total="ratio" if is_whole else "", numerator=numerator, denominator=denominator
        )
    return replace(base, total="sum" if _is_summed(column) else "")


def _rate_title(column: Question) -> str:
    return f"{column.label} (%)" if is_rate(column) and "%" not in column.label else column.label


def _is_summed(column: Question) -> bool:
    is_count = column.is_figure and not is_rate(column)
    return is_count and column.aggregation.value in ("sum", "last")


def _total(source: ReportSource, column: Question) -> Cell:
    if not column.is_figure:
        return ""
    value = source.total(column).value
    return value if isinstance(value, Decimal) else EMPTY


def _total_text(column: Question, value: Cell) -> str:
    return figure_text(column, value) if isinstance(value, Decimal) else value


def _list_column(column: Question) -> TableColumn:
    wide = {QuestionType.TEXT: 60, QuestionType.LONG_TEXT: 80}
    return TableColumn(
        title=column.label,
        width_mm=wide.get(column.type, 26),
        kind=_FIGURE_KINDS.get(column.type, "text"),
        align="right" if column.is_figure else "left",
        decimals=column.decimals,
    )
