"""Make the reports of all months of a workspace in one run.

The snapshots are taken one by one by whoever owns the database; making the files is a job. A month
that cannot be made is told and does not stop the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.errors import CdsError, InputError
from cds_desktop.model.period import Period
from cds_desktop.operations.months import list_months, open_month
from cds_desktop.operations.reporting import (
    Progress,
    ReportFiles,
    ReportSnapshot,
    make_report,
    take_snapshot,
)
from cds_desktop.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What became of one month: its files, or the error that kept it from being made."""

    period: Period
    files: ReportFiles | None
    error: CdsError | None


def take_snapshots(workspace: Workspace) -> Iterator[ReportSnapshot]:
    """Yield a snapshot of each month, oldest first; a pause between two lets a window breathe.

    Raises InputError `nothing_to_report`.
    """
    months = list_months(workspace)
    if not months:
        raise InputError("nothing_to_report")
    for month in reversed(months):
        yield take_snapshot(open_month(workspace, month.period))


def make_reports(
    snapshots: Sequence[ReportSnapshot],
    folder: Path,
    *,
    keep_edits: bool = False,
    progress: Progress = lambda done, total: None,
) -> Iterator[BatchItem]:
    """Make each report and yield what became of it; `progress` may raise Cancelled between two."""
    for done, snapshot in enumerate(snapshots):
        progress(done, len(snapshots))
        yield _made(snapshot, folder, keep_edits=keep_edits)
    progress(len(snapshots), len(snapshots))


def _made(snapshot: ReportSnapshot, folder: Path, *, keep_edits: bool) -> BatchItem:
    try:
        files = make_report(snapshot, folder, keep_edits=keep_edits)
    except CdsError as error:
        return BatchItem(snapshot.data.period, None, error)
    return BatchItem(snapshot.data.period, files, None)
