"""The tables that give account: where each plan target stands, why unusual figures are right."""

from decimal import Decimal

from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Question
from cds_desktop.model.submission import CellKey
from cds_desktop.model.target import TARGET_STATUS_NAMES, Target
from cds_desktop.reports.printing import EMPTY, NOT_APPLICABLE, cell_text, cell_value
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.status_sentences import (
    RESULT,
    STATUS,
    TargetState,
    target_states,
    target_value,
)
from cds_desktop.reports.tables import NUMBER_COLUMN, Cell, Table, TableColumn
from cds_desktop.reports.wording import capitalised


def target_table(source: ReportSource, table: Question) -> Table:
    """Return the plan's targets: what was aimed at, what is reached, where each stands and why."""
    result = source.questions[table.name + RESULT]
    rows: list[tuple[Cell, ...]] = []
    texts: list[tuple[str, ...]] = []
    for number, state in enumerate(target_states(source, table), start=1):
        target = state.target
        reached = source.answer(source.own(result.name, target.id))
        note = source.answer(source.own(table.name + STATUS, target.id)).note
        before = (target.group, target.wording, target_value(target) or "thực hiện")
        after = (_standing(state), _why(state), note)
        shown = cell_value(source, result, reached)
        printed = cell_text(source, result, reached) + _unit(target, shown)
        rows.append((str(number), *before, shown, *after))
        texts.append((str(number), *before, printed, *after))
    title = f"Tình hình thực hiện chỉ tiêu Kế hoạch chuyển đổi số năm {source.period.year}"
    return Table(title, _TARGET_COLUMNS, tuple(rows), tuple(texts))


def explanation_table(source: ReportSource) -> Table:
    """Return the accepted warnings with their explanations, one row for each figure."""
    warned: dict[CellKey, list[str]] = {}
    for finding in source.outcome.findings:
        if finding.severity is Severity.WARNING and finding.is_explained:
            warned.setdefault(finding.key, []).append(finding.message.text)
    rows = [
        _explanation_row(source, key, number, " ".join(dict.fromkeys(texts)))
        for number, (key, texts) in enumerate(warned.items(), start=1)
    ]
    title = f"Giải trình số liệu {source.period.label}"
    return Table(title, _EXPLANATION_COLUMNS, tuple(rows), tuple(rows))


_TARGET_COLUMNS = (
    NUMBER_COLUMN,
    TableColumn("Nhóm", 28),
    TableColumn("Chỉ tiêu", 78),
    TableColumn("Kế hoạch", 24),
    TableColumn("Kết quả đến kỳ", 24, kind="decimal", align="right", decimals=6),
    TableColumn("Trạng thái", 28),
    TableColumn("Nguyên nhân, cơ quan hoặc yếu tố phụ thuộc", 40),
    TableColumn("Ghi chú", 20),
)
_EXPLANATION_COLUMNS = (
    NUMBER_COLUMN,
    TableColumn("Mã", 16, align="center"),
    TableColumn("Chỉ tiêu", 60),
    TableColumn("Đơn vị", 36),
    TableColumn("Số liệu", 24, align="right"),
    TableColumn("Nội dung cần giải trình", 56),
    TableColumn("Giải trình", 50),
)


def _unit(target: Target, shown: Cell) -> str:
    """Return the sign of per cent for a result; other units stand with the plan's value."""
    return "%" if isinstance(shown, Decimal) and target.unit_of_measure == "%" else ""


def _standing(state: TargetState) -> str:
    if state.status is None:
        return NOT_APPLICABLE if state.is_not_applicable else EMPTY
    return capitalised(TARGET_STATUS_NAMES[state.status])


def _why(state: TargetState) -> str:
    return capitalised(state.reason or state.dependency)


def _explanation_row(
    source: ReportSource, key: CellKey, number: int, warning: str
) -> tuple[str, ...]:
    question, answer = source.questions[key.question], source.answer(key)
    given = source.data.explanations.get(key)
    return (
        str(number),
        question.code,
        question.label,
        source.area_names.get(key.area, source.org_unit.name),
        cell_text(source, question, answer),
        warning,
        given.text if given else "",
    )
