"""Find, open and list the months of a workspace."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from cds_desktop.errors import InputError
from cds_desktop.formdef import prefill
from cds_desktop.formdef.answers import ReportData
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Submission, SubmissionState
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.deadlines import deadline
from cds_desktop.operations.holidays import holidays_of
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import answers as answer_table
from cds_desktop.store import meta, org_units, submissions

_HISTORY_PERIODS = 13


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """One month on the home page."""

    period: Period
    state: SubmissionState
    revision: int
    deadline: date
    last_updated: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The cell that the clerk was on when the program was closed."""

    period: Period
    key: CellKey


def open_month(workspace: Workspace, period: Period) -> EntrySession:
    """Open the report of `period`; a new one starts with what last month carries over.

    Nothing is stored before the first edit. Raises InputError `form_not_in_force` when no form is
    in force for the unit and period.
    """
    form = form_for(workspace, period)
    areas = _areas(workspace, period)
    found = submissions.find_submission(
        workspace.store, form_id=form.form_id, org_unit=workspace.org_unit.code, period=period
    )
    if found is not None:
        form = workspace.catalog.form(
            found.form_id, found.form_version, level=workspace.org_unit.level, year=period.year
        )
    history = _history(workspace, form, period)
    data = ReportData(
        org_unit=workspace.org_unit.code,
        period=period,
        areas=tuple(unit.code for unit in areas),
        answers={},
        history=history,
        level=workspace.org_unit.level,
    )
    if found is None:
        submission = _new_submission(workspace, form, period)
        data = replace(data, answers=_carried_over(form, data))
        return EntrySession(workspace, form, submission, areas=areas, data=data, is_stored=False)
    answers = answer_table.answers(workspace.store, found.instance_id)
    explanations = answer_table.explanations(workspace.store, found.instance_id)
    data = replace(data, answers=answers, explanations=explanations)
    return EntrySession(workspace, form, found, areas=areas, data=data)


def has_month(workspace: Workspace, period: Period) -> bool:
    """Say whether the unit has a report for `period`."""
    return any(row.period == period for row in submissions.list_submissions(workspace.store))


def list_months(
    workspace: Workspace, *, session: EntrySession | None = None
) -> tuple[MonthSummary, ...]:
    """Return the months that have a report, newest first; with `session`, its new month too."""
    rows = {row.period: row for row in submissions.list_submissions(workspace.store)}
    if session is not None:
        rows.setdefault(session.period, session.submission)
    summaries = [_summary(workspace, row) for row in rows.values()]
    return tuple(sorted(summaries, key=lambda summary: summary.period, reverse=True))


def month_to_open(workspace: Workspace, today: date) -> Period:
    """Return the month to show first: where the clerk stopped, the newest, or the one due."""
    if cursor := last_cursor(workspace):
        return cursor.period
    months = list_months(workspace)
    return months[0].period if months else _month_due(workspace.org_unit, today)


def last_cursor(workspace: Workspace) -> Cursor | None:
    """Return where the clerk stopped."""
    text = meta.get(workspace.store, "cursor")
    if not text:
        return None
    place = json.loads(text)
    return Cursor(Period(place["period"]), CellKey(*place["key"]))


def form_for(workspace: Workspace, period: Period) -> Form:
    """Return the form in force; raises InputError `form_not_in_force`."""
    unit = workspace.org_unit
    form = workspace.catalog.form_for(unit.level, period)
    if form is None or not unit.is_open_on(period.start_date):
        raise InputError("form_not_in_force", unit=unit.name, period=period.label)
    return form


def _month_due(unit: OrgUnit, today: date) -> Period:
    """Return last month; for a unit that has ended, its last one; for a new unit, its first one."""
    due = Period(f"{today:%Y%m}").previous()
    if unit.closed_date is not None:
        due = min(due, Period(f"{unit.closed_date:%Y%m}").previous())
    return max(due, Period(f"{unit.opening_date:%Y%m}"))


def _areas(workspace: Workspace, period: Period) -> tuple[OrgUnit, ...]:
    return tuple(org_units.children(workspace.store, workspace.org_unit.code, period.end_date))


def _history(
    workspace: Workspace, form: Form, period: Period
) -> Mapping[Period, Mapping[CellKey, Answer]]:
    earlier = [period]
    for _ in range(_HISTORY_PERIODS):
        earlier.append(earlier[-1].previous())
    return answer_table.answers_of_periods(
        workspace.store, form_id=form.form_id, org_unit=workspace.org_unit.code, periods=earlier[1:]
    )


def _new_submission(workspace: Workspace, form: Form, period: Period) -> Submission:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Submission(
        instance_id=str(uuid.uuid4()),
        form_id=form.form_id,
        form_version=form.version,
        org_unit=workspace.org_unit.code,
        period=period,
        state=SubmissionState.DRAFT,
        revision=0,
        created=now,
        last_updated=now,
        stored_by=workspace.actor,
    )


def _carried_over(form: Form, data: ReportData) -> Mapping[CellKey, Answer]:
    previous = data.history.get(data.period.previous(), {})
    carried = prefill.carried_over(form, previous, data.org_unit, data.areas)
    return {answer.key: answer for answer in carried}


def _summary(workspace: Workspace, submission: Submission) -> MonthSummary:
    form = workspace.catalog.form(
        submission.form_id,
        submission.form_version,
        level=workspace.org_unit.level,
        year=submission.period.year,
    )
    return MonthSummary(
        period=submission.period,
        state=submission.state,
        revision=submission.revision,
        deadline=deadline(form, submission.period, holidays=holidays_of(workspace.root)),
        last_updated=submission.last_updated,
    )
