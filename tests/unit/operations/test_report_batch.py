"""All months in one run: in order, with progress, stopped between two, one failure told."""

from pathlib import Path

import pytest

from cds_desktop.errors import Cancelled, DocumentError, InputError
from cds_desktop.operations import report_batch
from cds_desktop.operations import workspace as workspaces
from cds_desktop.operations.report_batch import make_reports, take_snapshots
from cds_desktop.operations.reporting import ReportFiles, ReportSnapshot
from cds_desktop.operations.workspace import Workspace


def test_every_month_is_made_oldest_first(workspace: Workspace, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    snapshots = list(take_snapshots(workspace))

    items = list(
        make_reports(snapshots, tmp_path, progress=lambda done, total: steps.append((done, total)))
    )

    assert [item.period.iso for item in items] == ["202307", "202308", "202309"]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert all(item.files and item.files.docx.is_file() for item in items)


def test_stopping_leaves_what_is_done(workspace: Workspace, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(make_reports(list(take_snapshots(workspace)), tmp_path, progress=stop))

    assert len(list(tmp_path.glob("BC_*.docx"))) == 1


def test_a_month_that_fails_does_not_stop_the_others(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = report_batch.make_report

    def failing(snapshot: ReportSnapshot, folder: Path, *, keep_edits: bool) -> ReportFiles:
        if snapshot.data.period.iso == "202308":
            raise DocumentError("output_disk_full", folder=str(folder))
        return make(snapshot, folder, keep_edits=keep_edits)

    monkeypatch.setattr(report_batch, "make_report", failing)
    items = list(make_reports(list(take_snapshots(workspace)), tmp_path))

    assert [item.error.code if item.error else "" for item in items] == ["", "output_disk_full", ""]


def test_a_workspace_without_months_gets_a_sentence(tmp_path: Path) -> None:
    unit = next(unit for unit in workspaces.reporting_org_units() if unit.code == "872")
    opened = workspaces.create_workspace(
        tmp_path / "data", org_unit=unit, settings=workspaces.settings_for(unit)
    )
    with pytest.raises(InputError) as caught:
        list(take_snapshots(opened))
    workspaces.close_workspace(opened)

    assert caught.value.code == "nothing_to_report"
