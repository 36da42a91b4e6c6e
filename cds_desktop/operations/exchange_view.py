"""The exchange in words: lines about received files, bundles, totals; remarks as typed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cds_desktop.formdef.reading import value_text
from cds_desktop.messages import explain
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer
from cds_desktop.operations import reviewing
from cds_desktop.operations.receiving import OUTCOME_NAMES, ReceivedFile
from cds_desktop.operations.reviewing import InboxLine
from cds_desktop.operations.workspace import Workspace
from cds_desktop.reports.consolidation import Consolidation, TotalLine
from cds_desktop.reports.coverage import names
from cds_desktop.store.admissions import RemarkRow
from cds_desktop.store.received import ReceivedBundle, ReceivedSubmission
from cds_desktop.vietnamese import format_number

_REMARK = re.compile(r"(?P<question>[a-z][a-z0-9_]*)(?:@(?P<area>[0-9A-Z.]+))?(?:#(?P<row>\w+))?=")
_ENROLMENT = "enrol"


def result_lines(result: ReceivedFile) -> Iterator[str]:
    """Yield what became of an offered file, and why."""
    about = f" {submission_text(result.submissions[0])}" if result.submissions else ""
    if result.kind == _ENROLMENT:
        about = f" Đăng ký khóa của {result.unit}, chờ đối chiếu phiếu giấy"
    yield f"{OUTCOME_NAMES[result.outcome].upper()}  {result.name}:{about}".rstrip(":")
    for code, message in zip(result.codes, result.messages, strict=True):
        shown = f"[{code}] " if code.startswith("G") else ""
        yield f"    {shown}{message.text} {message.way_out}".rstrip()


def submission_text(submission: ReceivedSubmission) -> str:
    """Return "872, tháng 9 năm 2023, bản 2, tổng kiểm soát 1.205"."""
    what = "rút báo cáo, bản" if submission.state == "retracted" else "bản"
    return (
        f"{submission.unit}, {Period(submission.period).label}, {what} {submission.revision},"
        f" tổng kiểm soát {submission.control_sum}"
    )


def inbox_line(line: InboxLine) -> str:
    """Return a received bundle in one line."""
    about = "; ".join(submission_text(one) for one in line.submissions) or "đăng ký khóa"
    review = "; ".join(reviewing.REVIEW_NAMES[one] for one in line.reviews)
    decision = reviewing.DECISION_NAMES[line.decision]
    words = [f"{line.bundle.bundle_id[:8]}  {about}: {decision}", review, " ".join(line.codes)]
    return ", ".join(word for word in words if word)


def bundle_lines(workspace: Workspace, bundle: ReceivedBundle) -> Iterator[str]:
    """Yield a bundle looked at closely: differences to the version before, broken rules."""
    line = next(
        one for one in reviewing.list_inbox(workspace) if one.bundle.bundle_id == bundle.bundle_id
    )
    yield inbox_line(line)
    for code in line.codes:
        yield f"    [{code}] {explain(code, {}).text}"
    for submission in line.submissions:
        inspection = reviewing.inspect(workspace, submission)
        yield f"Khác bản trước: {len(inspection.differences)} ô."
        if submission.revision > 1:
            for key, old, new in inspection.differences:
                yield f"  {key.question} [{key.area}]: {_shown(old)} -> {_shown(new)}"
        for finding in inspection.findings:
            place = f"{finding.key.question} [{finding.key.area}]"
            yield f"  {finding.severity.value}  {place}: {finding.message.text}"
        if inspection.has_broken_rule:
            yield f"    [G630] {explain('G630', {}).text}"


def total_lines(found: Consolidation) -> Iterator[str]:
    """Yield the coverage sentence and every total."""
    yield f"TỔNG HỢP {found.period.label.upper()}: {found.form.title}"
    yield found.coverage.sentence
    for line in found.lines:
        if line.value is not None:
            yield _total_line(found, line)


def drill_lines(found: Consolidation, question: str) -> Iterator[str]:
    """Yield what one total is made of: units by rank, their communes, the notes."""
    line = found.by_name[question]
    yield _total_line(found, line)
    for one in sorted(line.units, key=lambda unit: (unit.rank or 10**6, unit.unit.code)):
        rank = f"{one.rank}." if one.rank else "-"
        note = f" ({one.note})" if one.note else ""
        yield f"  {rank} {one.unit.name}: {_figure(line, one.value)}{note}"
        for area in one.areas:
            if area.value is not None or area.note:
                note = f" ({area.note})" if area.note else ""
                yield f"      {area.area.name}: {_figure(line, area.value)}{note}"


def read_remark(report: ReceivedSubmission, text: str) -> RemarkRow:
    """Read "chỉ_tiêu@mã_xã=ý kiến"; without a question the remark is on the whole report."""
    found = _REMARK.match(text)
    if found is None:
        return RemarkRow("", "", "", text)
    area = found["area"] or report.unit
    return RemarkRow(area, found["question"], found["row"] or "", text[found.end() :])


def _total_line(found: Consolidation, line: TotalLine) -> str:
    question = line.question
    unit = question.unit_of_measure
    measure = "" if unit == "%" else f" {unit}" if unit else ""
    change = line.change(found.period)
    lacking = f" [chưa gồm: {names(line.lacking)}]" if line.lacking else ""
    partial = " [bỏ đơn vị thiếu tử số hoặc mẫu số]" if line.is_partial else ""
    estimate = " (có số ước)" if line.is_estimate else ""
    parts = [f"{question.code} {question.label}: {_figure(line, line.value)}{measure}", change]
    joined = "; ".join(part for part in parts if part)
    return f"{joined}{estimate}{lacking}{partial} [{question.name}]"


def _figure(line: TotalLine, value: object) -> str:
    if not isinstance(value, Decimal):
        return "chưa có"
    percent = "%" if line.question.unit_of_measure == "%" else ""
    return f"{format_number(value, line.question.decimals)}{percent}"


def _shown(answer: Answer) -> str:
    return value_text(answer.value) or f"({answer.status.value})"
