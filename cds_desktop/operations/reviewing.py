"""What people of the province decide: approve, return with remarks, release, hold, settle.

Figures are never edited here: only the unit's own key speaks for its report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cds_desktop import limits
from cds_desktop.bundle.receipt import APPROVED, PENDING, RETURNED
from cds_desktop.errors import InputError
from cds_desktop.formdef.answers import apply, compile_rules
from cds_desktop.formdef.report_data import ReportData
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import Form
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations import received_reports
from cds_desktop.operations.admitting import check_is_province
from cds_desktop.operations.bundle_warnings import warnings_of
from cds_desktop.operations.received_reports import ReceivedReport
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import admissions, effective, received
from cds_desktop.store.admissions import RemarkRow
from cds_desktop.store.received import ReceivedBundle, ReceivedSubmission
from cds_desktop.text_rules import clean

REVIEW_NAMES = {PENDING: "chưa duyệt", APPROVED: "đã duyệt", RETURNED: "đã trả lại"}
DECISION_NAMES = {"ACCEPTED": "đã nhận", "HELD": "giữ lại", "REJECTED": "từ chối"}


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One received bundle as the list shows it; `codes` are what decided and what is odd."""

    bundle: ReceivedBundle
    decision: str
    codes: tuple[str, ...]
    submissions: tuple[ReceivedSubmission, ...]
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One received report looked at closely.

    `differences` are the cells that are not as in the version before (key, old, new); `findings`
    what the form's rules say when they run again here.
    """

    submission: ReceivedSubmission
    report: ReceivedReport
    differences: tuple[tuple[CellKey, Answer, Answer], ...]
    findings: tuple[Finding, ...]

    @property
    def has_broken_rule(self) -> bool:
        """Say whether a rule of the form is broken (G630)."""
        return any(finding.is_blocking for finding in self.findings)


def list_inbox(workspace: Workspace) -> Iterator[InboxLine]:
    """Yield every stored bundle, newest first."""
    store = workspace.store
    decisions, reviews = admissions.admissions(store), admissions.reviews(store)
    for bundle in reversed(received.bundles(store)):
        heads = received.submissions_of(store, bundle.bundle_id)
        admission = decisions[bundle.bundle_id]
        codes = (*([admission.code] if admission.code else []), *warnings_of(store, bundle))
        judged = tuple(
            reviews[head.sid].review if head.sid in reviews else PENDING for head in heads
        )
        yield InboxLine(bundle, admission.decision, codes, heads, judged)


def find_bundle(workspace: Workspace, text: str) -> ReceivedBundle:
    """Return the bundle whose id begins so; InputError `bundle_unknown`."""
    wanted = text.strip().lower()
    found = [one for one in received.bundles(workspace.store) if one.bundle_id.startswith(wanted)]
    if len(found) != 1 or len(wanted) < 4:
        raise InputError("bundle_unknown", bundle=text)
    return found[0]


def submissions_of(workspace: Workspace, bundle: ReceivedBundle) -> tuple[ReceivedSubmission, ...]:
    """Return the reports in a bundle."""
    return received.submissions_of(workspace.store, bundle.bundle_id)


def effective_report(workspace: Workspace, unit: str, period: Period) -> ReceivedSubmission:
    """Return the report of a unit that counts; InputError `report_not_received`."""
    for row in effective.effective_of_unit(workspace.store, unit):
        found = received.find_submission(workspace.store, row.sid) if row.sid else None
        if found is not None and row.period == period.iso:
            return found
    raise InputError("report_not_received", unit=unit, period=period.label)


def inspect(workspace: Workspace, submission: ReceivedSubmission) -> Inspection:
    """Compare a received report with the version before it and run the form's rules again.

    InputError `report_not_received` when its form or unit is not known here.
    """
    report, data = _read(workspace, submission)
    former = _former(workspace, submission)
    before = _read(workspace, former)[0].answers if former else dict[CellKey, Answer]()
    form = _form(workspace, submission)
    outcome = apply(compile_rules(form), data)
    return Inspection(
        submission,
        report,
        tuple(received_reports.differences(before, report.answers)),
        outcome.findings,
    )


def approve(workspace: Workspace, submission: ReceivedSubmission) -> None:
    """Approve the figures of a report."""
    check_is_province(workspace)
    admissions.review(
        workspace.store, submission.sid, judgement=APPROVED, remarks=(), actor=workspace.actor
    )


def return_report(
    workspace: Workspace, submission: ReceivedSubmission, remarks: Sequence[RemarkRow]
) -> None:
    """Return a report with remarks on its cells; a remark without a question is on the whole.

    Raises InputError `remarks_missing`, `remark_too_long`, `remark_place_unknown`.
    """
    check_is_province(workspace)
    checked = [_checked(workspace, submission, remark) for remark in remarks]
    if not checked:
        raise InputError("remarks_missing")
    admissions.review(
        workspace.store, submission.sid, judgement=RETURNED, remarks=checked, actor=workspace.actor
    )


def release(workspace: Workspace, bundle: ReceivedBundle, *, reason: str) -> None:
    """Accept a held bundle by a person's decision; InputError `bundle_not_held`, reason missing."""
    held = admissions.admission(workspace.store, bundle.bundle_id)
    if held is None or held.decision != admissions.HELD:
        raise InputError("bundle_not_held", bundle=bundle.bundle_id[:8])
    _admit_by_hand(workspace, bundle, admissions.ACCEPTED, reason=reason)


def hold(workspace: Workspace, bundle: ReceivedBundle, *, reason: str) -> None:
    """Hold an accepted bundle: its figures do not count until it is released."""
    _admit_by_hand(workspace, bundle, admissions.HELD, reason=reason)


def settle(workspace: Workspace, submission: ReceivedSubmission, *, reason: str) -> None:
    """Say which of several contents of one revision counts, and why.

    Raises InputError `decision_not_in_conflict`, `decision_reason_missing`.
    """
    check_is_province(workspace)
    others = received.submissions_of_table(workspace.store, *submission.table)
    newest = max((one.revision for one in others), default=0)
    contents = {one.content for one in others if one.revision == newest}
    if submission.revision != newest or len(contents) < 2:
        period = Period(submission.period).label
        raise InputError("decision_not_in_conflict", unit=submission.unit, period=period)
    with workspace.store.atomic():
        admissions.decide(
            workspace.store,
            *submission.table,
            sid=submission.sid,
            reason=_reason(reason),
            actor=workspace.actor,
        )
        effective.recompute(workspace.store, [submission.table])


def lock_period(workspace: Workspace, form_id: str, period: Period, *, is_locked: bool) -> None:
    """Lock a period: what comes later is held (G600) until it is unlocked."""
    check_is_province(workspace)
    admissions.lock_period(
        workspace.store, form_id, period.iso, is_locked=is_locked, actor=workspace.actor
    )


def _admit_by_hand(
    workspace: Workspace, bundle: ReceivedBundle, decision: str, *, reason: str
) -> None:
    check_is_province(workspace)
    store = workspace.store
    with store.atomic():
        admissions.admit(
            store,
            bundle.bundle_id,
            decision=decision,
            code="",
            actor=workspace.actor,
            reason=_reason(reason),
            is_release=decision == admissions.ACCEPTED,
        )
        heads = received.submissions_of(store, bundle.bundle_id)
        effective.recompute(store, [head.table for head in heads])


def _reason(text: str) -> str:
    plain = clean(text).text.strip()[:1000]
    if not plain:
        raise InputError("decision_reason_missing")
    return plain


def _checked(workspace: Workspace, submission: ReceivedSubmission, remark: RemarkRow) -> RemarkRow:
    text = clean(remark.text).text.strip()
    if not text:
        raise InputError("remarks_missing")
    if len(text) > limits.REMARK_CHARS:
        raise InputError("remark_too_long", most=limits.REMARK_CHARS)
    if not remark.question:
        return RemarkRow("", "", "", text)
    area = remark.area or submission.unit
    place = received_reports.place_of(workspace, submission.unit, submission.period)
    names = {question.name for question in _form(workspace, submission).all_questions()}
    areas = {submission.unit, *(one.code for one in place.areas)} if place else set[str]()
    if remark.question not in names or area not in areas:
        raise InputError("remark_place_unknown", question=remark.question, area=area)
    return RemarkRow(area, remark.question, remark.row, text)


def _read(
    workspace: Workspace, submission: ReceivedSubmission
) -> tuple[ReceivedReport, ReportData]:
    form = _form(workspace, submission)
    place = received_reports.place_of(workspace, submission.unit, submission.period)
    if place is None:
        raise _not_here(submission)
    store = workspace.store
    report = received_reports.report_of(
        form,
        place,
        received.figures(store, submission.content),
        received.texts(store, submission.content),
    )
    history = {
        period: answers
        for period in _earlier(Period(submission.period))
        if (answers := _answers_of(workspace, submission, period))
    }
    data = ReportData(
        org_unit=submission.unit,
        period=Period(submission.period),
        areas=tuple(one.code for one in place.areas),
        answers=report.answers,
        explanations=report.explanations,
        history=history,
        level=place.unit.level,
    )
    return report, data


def _answers_of(
    workspace: Workspace, submission: ReceivedSubmission, period: Period
) -> dict[CellKey, Answer]:
    """Return what the same unit reported for an earlier period, by what counts."""
    store = workspace.store
    rows = effective.effective_of(store, form=submission.form, period=period.iso)
    sid = next((row.sid for row in rows if row.unit == submission.unit), "")
    head = received.find_submission(store, sid) if sid else None
    place = received_reports.place_of(workspace, submission.unit, period.iso)
    if head is None or place is None:
        return {}
    report = received_reports.report_of(
        _form(workspace, head), place, received.figures(store, head.content), ()
    )
    return dict(report.answers)


def _earlier(period: Period) -> Iterator[Period]:
    """Yield the periods that rules may look back at: the one before, and last year's."""
    yield period.previous()
    yield period.same_last_year()


def _former(workspace: Workspace, submission: ReceivedSubmission) -> ReceivedSubmission | None:
    others = received.submissions_of_table(workspace.store, *submission.table)
    lower = [one for one in others if one.revision < submission.revision and one.rows]
    return lower[-1] if lower else None


def _form(workspace: Workspace, submission: ReceivedSubmission) -> Form:
    place = received_reports.place_of(workspace, submission.unit, submission.period)
    form = (
        received_reports.form_of(
            workspace,
            submission.form,
            submission.form_version,
            place=place,
            period=submission.period,
        )
        if place
        else None
    )
    if form is None:
        raise _not_here(submission)
    return form


def _not_here(submission: ReceivedSubmission) -> InputError:
    period = Period(submission.period).label
    return InputError("report_not_received", unit=submission.unit, period=period)
