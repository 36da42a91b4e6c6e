"""The Word report and the Excel annex of a district with its communes."""

import tempfile
from pathlib import Path

from cds_desktop.operations import reporting
from cds_desktop.operations.months import open_month
from tests.benchmarks import five_years
from tests.benchmarks.measuring import head, milliseconds, show


def main() -> None:
    """Print the times of both documents and of the whole step with files on the disk."""
    head("Report of a district (13 communes)")
    with tempfile.TemporaryDirectory() as folder:
        workspace = five_years.make(Path(folder) / "data", months=13)
        snapshot = reporting.take_snapshot(open_month(workspace, five_years.LAST))
        show(
            "Word report, in memory", milliseconds(lambda: reporting.render_word(snapshot), runs=5)
        )
        show(
            "Excel annex, in memory", milliseconds(lambda: reporting.render_excel(snapshot), runs=5)
        )
        both = milliseconds(lambda: reporting.make_report(snapshot, Path(folder)), runs=5)
        show("both, checked and on the disk", both, target="<= 2000 ms")
        workspace.store.close()
