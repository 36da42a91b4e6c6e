"""An edit saved, with history, chain and rules, over the same statements through raw sqlite3."""

import itertools
import sqlite3
import tempfile
from pathlib import Path

from cds_desktop.model.submission import CellKey
from cds_desktop.operations.months import open_month
from tests.benchmarks import five_years
from tests.benchmarks.measuring import head, milliseconds, show

_QUESTION = "hs_tiep_nhan"
_RUNS = 300


def main() -> None:
    """Print the time of one edit by its parts."""
    head("One edit saved (COMMIT, WAL, synchronous=EXTRA)")
    with tempfile.TemporaryDirectory() as folder:
        workspace = five_years.make(Path(folder) / "data", months=13)
        session = open_month(workspace, five_years.LAST)
        figure = next(
            q
            for q in session.form.all_questions()
            if q.is_figure and not q.is_calculated and not session.table_of(q.name)
        )
        key = CellKey(workspace.org_unit.code, figure.name)
        numbers = itertools.count(1000)
        floor = milliseconds(_raw_statement(Path(folder) / "raw.db"), runs=_RUNS, warm=20)
        whole = milliseconds(lambda: session.enter(key, str(next(numbers))), runs=_RUNS, warm=20)
        show(
            "cell typed: parsed, rules, saved, history",
            whole,
            floor=floor,
            target="<= 2 x for the saving",
        )
        workspace.store.close()


def _raw_statement(path: Path):
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=EXTRA"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE answers (submission INTEGER, area TEXT, question TEXT, row TEXT, value TEXT,"
        " hash BLOB, PRIMARY KEY (submission, area, question, row)) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE history (seq INTEGER PRIMARY KEY, old TEXT, new TEXT, hash BLOB) STRICT"
    )
    numbers = itertools.count(1)

    def save() -> None:
        number = str(next(numbers))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO answers VALUES (1, '872', 'q', '', ?, x'00')"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            (number,),
        )
        connection.execute("INSERT INTO history (old, new, hash) VALUES ('', ?, x'00')", (number,))
        connection.execute("COMMIT")

    return save
