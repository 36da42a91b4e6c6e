"""TOM_TAT.txt of a bundle: what a person reads without this program (BUNDLE.md 4).

For information only: no program takes a figure from it.
"""

from decimal import Decimal

from cds_desktop.formdef.answers import Outcome, ReportData
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Form, Question
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports.definition import OfficeWords
from cds_desktop.reports.printing import cell_text, figure_text, is_rate
from cds_desktop.reports.source import ReportSource
from cds_desktop.vietnamese import format_date, format_number

_RULE = "-" * 60


def summary(
    form: Form,
    data: ReportData,
    *,
    outcome: Outcome,
    settings: OfficeWords,
    org_unit: OrgUnit,
    revision: int,
    rows: int,
    filled: int,
    control_sum: Decimal,
    is_practice: bool = False,
    reason: str = "",
) -> str:
    """Return the text; `rows`, `filled` and `control_sum` are those of the manifest."""
    source = ReportSource(form, data, outcome, org_unit, {})
    return "\n".join(
        [
            "TÓM TẮT BÁO CÁO",
            "(Tệp này chỉ để đọc; phần mềm không lấy số liệu từ đây.)",
            *(["TẬP NHẬP - KHÔNG GỬI"] if is_practice else []),
            _RULE,
            *_identity(source, settings, revision, reason),
            _RULE,
            f"Số dòng số liệu: {rows}; trong đó có giá trị: {filled}",
            f"Tổng kiểm soát: {format_number(control_sum)}",
            *_remarks(source),
            _RULE,
            "SỐ LIỆU CHÍNH",
            *_key_figures(source),
            "",
        ]
    )


def _identity(source: ReportSource, settings: OfficeWords, revision: int, reason: str) -> list[str]:
    form, unit = source.form, source.org_unit
    first, last = source.period.window(form.data_window)
    signer = ", ".join(settings.signer.lines)
    lines = [
        f"Biểu mẫu: {form.title} ({form.form_id}, phiên bản {form.version})",
        f"Đơn vị: {unit.name} (mã {unit.code})",
        f"Cơ quan ban hành: {settings.issuer.issuing_body}",
        f"Kỳ báo cáo: {source.period.label} ({source.period.iso})",
        f"Thời gian tính số liệu: từ ngày {format_date(first)} đến ngày {format_date(last)}",
        f"Lần chốt số liệu: {revision}",
    ]
    lines += [f"Lý do điều chỉnh: {reason}"] if reason else []
    return [*lines, f"Chức danh người ký: {signer}"]


def _remarks(source: ReportSource) -> list[str]:
    """Count what is not a figure: not collected, not happened, warnings explained."""
    statuses = [answer.status for answer in source.data.answers.values()]
    warnings = [f for f in source.outcome.findings if f.severity is Severity.WARNING]
    counts = {
        "Số ô chưa có số liệu": statuses.count(AnswerStatus.NOT_COLLECTED),
        "Số ô không phát sinh": statuses.count(AnswerStatus.NOT_APPLICABLE),
        "Số cảnh báo đã giải trình": sum(warning.is_explained for warning in warnings),
    }
    return [f"{name}: {count}" for name, count in counts.items() if count]


def _key_figures(source: ReportSource) -> list[str]:
    questions = [question for section in source.form.sections for question in section.questions]
    chosen = [question for question in questions if question.is_key_figure]
    return [_figure_line(source, question) for question in chosen] or ["(Biểu mẫu không nêu.)"]


def _figure_line(source: ReportSource, question: Question) -> str:
    key = source.own(question.name)
    unit = "" if is_rate(question) else f" {question.unit_of_measure}".rstrip()
    answer, before = source.answer(key), source.figure_before(key)
    past = "" if before is None else f" (kỳ trước: {figure_text(question, before)})"
    has_figure = source.figure(key) is not None
    shown = cell_text(source, question, answer) + (unit if has_figure else "")
    return f"{question.code}  {question.label}: {shown}{past}"
