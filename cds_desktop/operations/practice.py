"""Make the practice workspace (Tập nhập): a whole plausible district, apart from all real data."""

from itertools import groupby
from pathlib import Path

from cds_desktop import paths
from cds_desktop.model.period import Period
from cds_desktop.operations.answer_csv import TypedAnswer, read_answers
from cds_desktop.operations.months import open_month
from cds_desktop.operations.signing import new_key_file, save_key_file
from cds_desktop.operations.workspace import (
    Workspace,
    create_workspace,
    reporting_org_units,
    settings_for,
)

PRACTICE_UNIT = "872"
PRACTICE_PASSPHRASE = "tap nhap bao cao"
"""The passphrase of every practice key: no secret; the province refuses practice bundles."""

_DATA = paths.RESOURCES / "practice" / "answers.csv"
_EXPLANATION = "Số liệu mô phỏng dùng để tập nhập, đã kiểm tra lại."


def create_practice(root: Path) -> Workspace:
    """Create the practice workspace in `root`: earlier months completed, the last one not."""
    unit = next(unit for unit in reporting_org_units() if unit.code == PRACTICE_UNIT)
    workspace = create_workspace(root, org_unit=unit, settings=settings_for(unit), is_practice=True)
    save_key_file(workspace, new_key_file(PRACTICE_PASSPHRASE))
    months = _months()
    for period, lines in months:
        session = open_month(workspace, period)
        session.enter_lines(lines, action="import")
        if period != months[-1][0]:
            session.explain_all(_EXPLANATION)
            session.complete()
    return workspace


def _months() -> list[tuple[Period, list[TypedAnswer]]]:
    lines = sorted(read_answers(_DATA, own_area=PRACTICE_UNIT), key=lambda line: line.period)
    return [(Period(iso), list(group)) for iso, group in groupby(lines, lambda line: line.period)]
