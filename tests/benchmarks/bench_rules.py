"""All rules of a district from cold, and after one edit."""

import tempfile
from pathlib import Path

from cds_desktop.formdef.answers import apply, compile_rules, reapply
from cds_desktop.formdef.loader import load_form
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.months import open_month
from cds_desktop.paths import FORMS
from tests.benchmarks import five_years
from tests.benchmarks.measuring import head, milliseconds, show


def main() -> None:
    """Print the times of loading the form and of its rules."""
    head("Rules of the district form")
    path = FORMS / "huyen_cds_v1.toml"
    show("form read from TOML", milliseconds(lambda: load_form(path)))
    with tempfile.TemporaryDirectory() as folder:
        workspace = five_years.make(Path(folder) / "data", months=13)
        show(
            "month opened (12 months behind it)",
            milliseconds(lambda: open_month(workspace, five_years.LAST)),
        )
        session = open_month(workspace, five_years.LAST)
        rules = compile_rules(session.form)
        show(
            "all rules from cold",
            milliseconds(lambda: apply(rules, session.data)),
            target="<= 100 ms",
        )
        figure = next(
            q
            for q in session.form.all_questions()
            if q.is_figure and not q.is_calculated and not session.table_of(q.name)
        )
        changed = {CellKey(workspace.org_unit.code, figure.name)}
        again = milliseconds(
            lambda: reapply(rules, session.data, session.outcome, changed), runs=50
        )
        show("rules after one edit", again, target="<= 5 ms")
        workspace.store.close()
