"""The inbox as people read it: one line a bundle, one page a bundle looked at closely."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from cds_desktop.formdef.reading import value_text
from cds_desktop.messages import explain
from cds_desktop.model import effective as rule
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATUS_NAMES, STATUSES_WITH_VALUE, Answer, CellKey
from cds_desktop.operations import key_list, received_reports, reviewing
from cds_desktop.operations.key_view import unit_name
from cds_desktop.operations.month_standing import WHOLE_REPORT, RemarkLine
from cds_desktop.operations.month_view import value_shown
from cds_desktop.operations.reviewing import InboxLine
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import admissions, effective
from cds_desktop.store.admissions import RemarkRow
from cds_desktop.store.received import ReceivedBundle, ReceivedSubmission
from cds_desktop.vietnamese import format_number

_MOST = 400


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One received bundle; `report` is "" for the enrolment of a key.

    `state`: held, retracted, returned, approved, pending, enrolment, enrolled.
    """

    bundle: ReceivedBundle
    submission: ReceivedSubmission | None
    unit: str
    unit_name: str
    period: Period | None
    revision: int
    state: str
    warnings: int

    @property
    def report(self) -> str:
        """What is in the bundle, in words."""
        if self.submission is None or self.period is None:
            return "Đăng ký khóa"
        is_withdrawn = self.submission.state == "retracted"
        return f"Rút báo cáo {self.period.label}" if is_withdrawn else self.period.label

    @property
    def state_name(self) -> str:
        """How the bundle stands, in words."""
        return _STATE_NAMES[self.state]


_STATE_NAMES = {
    "held": "Đang giữ lại",
    "retracted": "Đơn vị rút báo cáo",
    "returned": "Đã trả lại",
    "approved": "Đã duyệt",
    "pending": "Đã nhận, chờ duyệt",
    "enrolment": "Chờ đối chiếu phiếu giấy",
    "enrolled": "Khóa đã đối chiếu",
}


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell of a received report: what it is called, what it was, what it is."""

    key: CellKey
    place: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One rule that a received report breaks, at its cell."""

    finding: Finding
    place: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A received report looked at closely; `cells` are the differences to the version before."""

    row: InboxRow
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    cells: tuple[CellLine, ...]
    findings: tuple[FindingLine, ...]
    remarks: tuple[RemarkLine, ...]
    is_in_conflict: bool = False


def inbox_rows(workspace: Workspace, *, period: Period | None = None) -> tuple[InboxRow, ...]:
    """Return the newest bundles; with `period` its own, and the enrolments that wait."""
    waiting = {key.fingerprint for key in key_list.list_keys(workspace) if key.status == "pending"}
    found = (_row(workspace, line, waiting) for line in reviewing.list_inbox(workspace))
    wanted = (
        row
        for row in found
        if period in (None, row.period) or (row.period is None and row.state == "enrolment")
    )
    return tuple(islice(wanted, _MOST))


def look_at(workspace: Workspace, row: InboxRow) -> ReportView:
    """Look at a report closely: rules run again, differences, what was said of it before.

    Raises InputError `report_not_received` when its form or unit is not known here.
    """
    submission = row.submission
    if submission is None:
        return ReportView(row, _facts(row), (), (), (), ())
    line = next(
        one
        for one in reviewing.list_inbox(workspace)
        if one.bundle.bundle_id == row.bundle.bundle_id
    )
    notices = [f"{m.text} {m.way_out}".strip() for m in (explain(code, {}) for code in line.codes)]
    if submission.state == "retracted":
        return ReportView(row, _facts(row), tuple(notices), (), (), ())
    seen = reviewing.inspect(workspace, submission)
    names = _Names(workspace, submission)
    is_first = submission.revision == 1
    differences = () if is_first else seen.differences
    if seen.has_broken_rule:
        notices.append(explain("G630", {}).text)
    return ReportView(
        row,
        _facts(row),
        tuple(notices),
        tuple(names.line(key, old, new) for key, old, new in differences),
        tuple(FindingLine(one, names.place(one.key)) for one in seen.findings),
        _remarks(workspace, submission, names),
        _is_in_conflict(workspace, submission),
    )


def unreadable(row: InboxRow, why: str) -> ReportView:
    """Return what can be shown of a report whose form or unit is not known here."""
    return ReportView(row, _facts(row), (why,), (), (), ())


def report_cells(workspace: Workspace, row: InboxRow) -> tuple[CellLine, ...]:
    """Return every filled cell of a report, to choose the ones to remark on."""
    if row.submission is None or row.submission.state == "retracted":
        return ()
    names = _Names(workspace, row.submission)
    answers = reviewing.inspect(workspace, row.submission).report.answers
    order = {question.name: number for number, question in enumerate(names.form.all_questions())}
    keys = sorted(
        (key for key in answers if key.question in order),
        key=lambda key: (order[key.question], key.area, key.row),
    )
    return tuple(names.line(key, None, answers[key]) for key in keys)


def return_with(workspace: Workspace, row: InboxRow, remarks: Iterable[RemarkLine]) -> None:
    """Return a report with remarks; raises what `reviewing.return_report` raises."""
    if row.submission is None:
        return
    rows = [
        RemarkRow(one.key.area, one.key.question, one.key.row, one.text)
        if one.key
        else RemarkRow("", "", "", one.text)
        for one in remarks
    ]
    reviewing.return_report(workspace, row.submission, rows)


class _Names:
    """Names of the cells of one received report."""

    def __init__(self, workspace: Workspace, submission: ReceivedSubmission) -> None:
        place = received_reports.place_of(workspace, submission.unit, submission.period)
        assert place is not None, "an inspected report has its unit"
        form = received_reports.form_of(
            workspace,
            submission.form,
            submission.form_version,
            place=place,
            period=submission.period,
        )
        assert form is not None, "an inspected report has its form"
        self.form: Form = form
        self._unit = submission.unit
        self._areas = {one.code: one.name for one in place.areas}
        self._questions = {question.name: question for question in form.all_questions()}

    def place(self, key: CellKey) -> str:
        """Name a cell: "6.01 Hồ sơ tiếp nhận, Xã Mỹ Đông"."""
        question = self._questions[key.question]
        parts = [f"{question.code} {question.label}".strip()]
        if key.area != self._unit:
            parts.append(self._areas.get(key.area, key.area))
        if key.row:
            is_list_row = key.row[1:].isdigit() and key.row.startswith("r")
            parts.append(f"dòng {int(key.row[1:])}" if is_list_row else f"chỉ tiêu {key.row}")
        return ", ".join(parts)

    def remark(self, key: CellKey, text: str) -> RemarkLine:
        """Describe a remark."""
        if key.question not in self._questions:
            return RemarkLine(None, WHOLE_REPORT, text)
        return RemarkLine(key, self.place(key), text)

    def line(self, key: CellKey, old: Answer | None, new: Answer) -> CellLine:
        """Describe one cell."""
        question = self._questions[key.question]
        before = self._shown(question, old) if old else ""
        return CellLine(key, self.place(key), before, self._shown(question, new))

    def _shown(self, question: Question, answer: Answer) -> str:
        if answer.status not in STATUSES_WITH_VALUE:
            return STATUS_NAMES[answer.status]
        if question.type is QuestionType.CHOICE:
            labels = {one.name: one.label for one in self.form.choices[question.choices]}
            return labels.get(str(answer.value or ""), value_text(answer.value))
        return value_shown(question, answer.value)


def _row(workspace: Workspace, line: InboxLine, waiting: set[str]) -> InboxRow:
    head = line.submissions[0] if line.submissions else None
    return InboxRow(
        bundle=line.bundle,
        submission=head,
        unit=line.bundle.unit,
        unit_name=unit_name(workspace, line.bundle.unit),
        period=Period(head.period) if head else None,
        revision=head.revision if head else 0,
        state=_state(line, waiting),
        warnings=len(line.codes),
    )


def _state(line: InboxLine, waiting: set[str]) -> str:
    if line.decision == admissions.HELD:
        return "held"
    if not line.reviews:
        return "enrolment" if line.bundle.fingerprint in waiting else "enrolled"
    if line.submissions[0].state == "retracted":
        return "retracted"
    return {"RETURNED": "returned", "APPROVED": "approved"}.get(line.reviews[0], "pending")


def _facts(row: InboxRow) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in _all_facts(row) if value)


def _all_facts(row: InboxRow) -> Iterator[tuple[str, str]]:
    head = row.submission
    if head is not None:
        yield "Lý do của bản này", head.reason
        yield "Số ô có số liệu", f"{head.filled}/{head.rows}"
        yield "Tổng kiểm soát", format_number(Decimal(head.control_sum))
        yield "Người lập", head.prepared_by
        yield "Người duyệt", head.approved_by
    yield "Gói", f"số {row.bundle.seq}, mã {row.bundle.bundle_id[:8]}"


def _remarks(
    workspace: Workspace, submission: ReceivedSubmission, names: _Names
) -> tuple[RemarkLine, ...]:
    review = admissions.reviews(workspace.store).get(submission.sid)
    return tuple(
        names.remark(CellKey(one.area, one.question, one.row), one.text)
        for one in (review.remarks if review else ())
    )


def _is_in_conflict(workspace: Workspace, submission: ReceivedSubmission) -> bool:
    """Say whether the report has two contents of one revision and nobody has chosen yet."""
    found = effective.computed(workspace.store, submission.table)
    return found is not None and found.status == rule.CONFLICT
