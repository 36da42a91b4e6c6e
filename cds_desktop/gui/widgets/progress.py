"""How far a month is, in numbers and in words."""

from dataclasses import dataclass
from datetime import date

from cds_desktop.errors import InputError
from cds_desktop.formdef.answers import is_filled
from cds_desktop.gui.widgets.form_parts import part_keys, parts_of
from cds_desktop.model.finding import Severity
from cds_desktop.model.submission import SubmissionState
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.deadlines import deadline, working_days_left
from cds_desktop.operations.holidays import Holidays, holidays_of, shipped_holidays
from cds_desktop.vietnamese import format_date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a month is: cells filled of those that apply, and what stands against completing."""

    filled: int
    total: int
    errors: int
    warnings: int


def progress_of(session: EntrySession) -> Progress:
    """Count the month."""
    filled = total = 0
    for part in parts_of(session.form):
        for key, question in part_keys(session, part):
            if not question.is_calculated and key not in session.outcome.irrelevant:
                total += 1
                filled += is_filled(session.answer(key))
    blocking = [finding for finding in session.outcome.findings if finding.is_blocking]
    errors = sum(finding.severity is Severity.ERROR for finding in blocking)
    return Progress(filled, total, errors, len(blocking) - errors)


_LONG_AGO = 30  # working days after which their number says nothing more


def counts_text(progress: Progress) -> str:
    """Return "3 lỗi, 2 cảnh báo", or that nothing blocks."""
    counts = [f"{progress.errors} lỗi"] if progress.errors else []
    if progress.warnings:
        counts.append(f"{progress.warnings} cảnh báo")
    return ", ".join(counts) or "không có lỗi"


def deadline_text(session: EntrySession, today: date) -> tuple[str, str]:
    """Return when the month is due in words, and the tone to say it in."""
    holidays = _holidays(session)
    due = deadline(session.form, session.period, holidays=holidays)
    text = f"Hạn nộp {format_date(due)}"
    if session.submission.state is not SubmissionState.DRAFT:
        return text, "muted"
    left = working_days_left(today, due, holidays=holidays)
    if today > due and -left > _LONG_AGO:
        return f"{text}, đã quá hạn", "error"
    if today > due:
        return (
            f"{text}, đã quá hạn {-left} ngày làm việc" if left else f"{text}, đã quá hạn",
            "error",
        )
    if today == due:
        return f"{text}, hôm nay là hạn cuối", "warning"
    return f"{text}, còn {left} ngày làm việc", "warning" if left <= 2 else "muted"


def _holidays(session: EntrySession) -> Holidays:
    """Return the workspace's holidays; a damaged file of its own is told on the home page."""
    try:
        return holidays_of(session.workspace.root)
    except InputError:
        return shipped_holidays()
