"""A district's workspace with five years of synthetic months, made once a run."""

import uuid
from pathlib import Path

from cds_desktop.model.period import Period
from cds_desktop.model.submission import Submission, SubmissionState
from cds_desktop.operations import workspace as workspaces
from cds_desktop.operations.months import form_for
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import answers as answer_table
from cds_desktop.store import submissions
from tests.synthetic import district_answers

UNIT = "872"
LAST = Period("202309")
MONTHS = 60


def make(root: Path, *, months: int = MONTHS) -> Workspace:
    """Make the workspace; months before the form came into force are filled too."""
    unit = next(unit for unit in workspaces.reporting_org_units() if unit.code == UNIT)
    settings = workspaces.settings_for(unit)
    workspace = workspaces.create_workspace(root, org_unit=unit, settings=settings)
    for period in _periods(months):
        _fill(workspace, period)
    return workspace


def _fill(workspace: Workspace, period: Period) -> None:
    form = form_for(workspace, LAST)
    submission = Submission(
        instance_id=str(uuid.uuid4()),
        form_id=form.form_id,
        form_version=form.version,
        org_unit=UNIT,
        period=period,
        state=SubmissionState.DRAFT,
        revision=0,
        created="2023-10-01T00:00:00+00:00",
        last_updated="",
        stored_by="benchmark",
    )
    answers = district_answers(UNIT, period).values()
    with workspace.store.atomic():
        submissions.create_submission(workspace.store, submission)
        answer_table.save_answers(
            workspace.store, submission.instance_id, answers, actor="benchmark", action="import"
        )


def _periods(months: int) -> list[Period]:
    periods = [LAST]
    while len(periods) < months:
        periods.append(periods[-1].previous())
    return periods[::-1]
