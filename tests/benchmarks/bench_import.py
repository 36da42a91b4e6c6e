"""Bundles of 2,400 rows taken in by the province: time and memory a bundle, month, board, sweep.

`python -m tests.benchmarks.bench_import 1920` for the long run (5 years of 32 senders).
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from cds_desktop.bundle.keys import make_key
from cds_desktop.bundle.tables import FigureRow
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.operations import board, consolidating, receipts, receiving, signing
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace
from cds_desktop.store import integrity
from tests.benchmarks.measuring import head, milliseconds, show
from tests.exchange.sending import Sender, a_province, enrolled
from tests.synthetic import DISTRICTS, areas

COLUMNS = 200
LAST = Period("202309")
SHORT = 120
PASSPHRASE = "mat khau do toc do"

_FORM = """\
form_id = "do_toc_do"
version = 1
title = "Biểu đo tốc độ"
report_title = "Biểu đo tốc độ {period}"
period_type = "Monthly"
levels = ["district"]
valid_from = 2004-01-01
deadline_day = 5
deadline_months_after = 1

[[sections]]
name = "bang"
code = "1"
title = "Bảng theo xã"
heading = "Bảng theo xã"

[[sections.questions]]
name = "bang_xa"
code = "1.1"
type = "roster"
label = "Bảng theo xã"
"""
_COLUMN = """
[[sections.questions.questions]]
name = "{name}"
code = "1.1.{number}"
type = "integer"
label = "Chỉ tiêu {number}"
nature = "flow"
"""


def main(arguments: list[str] | None = None) -> None:
    """Print the figures of a run; the number of bundles may be given."""
    count = int(arguments[0]) if arguments else SHORT
    head(f"Import of {count} bundles of 2,400 rows")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        province = _province(root)
        files = list(_bundles(province, root / "mail", count))
        before = time.process_time()
        times = _import(province, files)
        processor = 1000 * (time.process_time() - before) / count
        _show_import(times, files)
        show("processor time a bundle, this process (the child reads beside it)", processor)
        _show_month(province)
        province = _show_opening(province)
        close_workspace(province)


def _province(root: Path) -> Workspace:
    workspace = a_province(root / "province")
    forms = workspace.root / "forms"
    forms.mkdir(exist_ok=True)
    columns = "".join(
        _COLUMN.format(name=f"cot_{number:03}", number=number) for number in range(COLUMNS)
    )
    (forms / "do_toc_do_v1.toml").write_text(_FORM + columns, "utf-8")
    signing.save_key_file(workspace, make_key(PASSPHRASE))
    close_workspace(workspace)
    return open_workspace(root / "province")


def _bundles(province: Workspace, folder: Path, count: int) -> Iterator[Path]:
    senders = [enrolled(province, folder, code) for code in DISTRICTS]
    period = LAST
    for _ in range(count // len(senders) - 1):
        period = period.previous()
    for number in range(count):
        if number and number % len(senders) == 0:
            period = period.next()
        yield _bundle(senders[number % len(senders)], period, number)


def _bundle(sender: Sender, period: Period, number: int) -> Path:
    communes = areas(sender.unit)[:12]
    columns = 2_400 // len(communes)
    rows = tuple(
        FigureRow(area, f"cot_{column:03}", "", str((number * 7 + column) % 900), "A")
        for area in communes
        for column in range(min(columns, COLUMNS))
    )
    content = replace(sender.content({}, iso=period.iso), form="do_toc_do", figures=rows)
    return sender.send(content)


def _import(province: Workspace, files: list[Path]) -> list[float]:
    """Take the bundles in, one run; return the time of each in ms."""
    times: list[float] = []
    start = time.perf_counter()
    for result in receiving.receive(province, files):
        assert result.outcome is receiving.Outcome.ACCEPTED, result
        now = time.perf_counter()
        times.append(1000 * (now - start))
        start = now
    return times


def _show_import(times: list[float], files: list[Path]) -> None:
    tenth = max(len(times) // 10, 1)
    first = sum(times[1 : tenth + 1]) / tenth  # the very first one starts the child
    last = sum(times[-tenth:]) / tenth
    size = sum(path.stat().st_size for path in files) / len(files) / 1024
    show(f"one bundle of {size:.0f} KiB, mean of all", sum(times) / len(times), target="<= 50 ms")
    show("one bundle, last tenth of the run", last, floor=first, target="<= 1.2 x the first tenth")
    show("the slowest bundle", max(times[1:]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    show("peak memory, this process", peak, unit="MiB", target="<= 300 MiB")
    show("peak memory, the child", child, unit="MiB", target="<= 300 MiB")


def _show_month(province: Workspace) -> None:
    form = province.catalog.form("do_toc_do", 1, level=Level.DISTRICT, year=2023)
    month = milliseconds(lambda: consolidating.consolidate(province, LAST, form=form), runs=3)
    show("a month consolidated, compared with the one before", month, target="<= 1,000 ms")
    opened = milliseconds(
        lambda: board.open_board(province, LAST, today=date(2023, 11, 1), form=form), runs=5
    )
    show("the board of 12 units x 12 periods", opened, target="<= 200 ms")
    planned = milliseconds(lambda: receipts.plan_receipts(province, is_for_all=True), runs=3)
    show("receipts for all units planned", planned, target="<= 1,000 ms")
    plans = receipts.plan_receipts(province, is_for_all=True)
    key_file = signing.read_key_file(province.key_file)
    signed = milliseconds(lambda: receipts.sign(plans, key_file, PASSPHRASE), runs=3)
    show("receipts for all units signed", signed)


def _show_opening(province: Workspace) -> Workspace:
    root = province.root
    size = (root / "cds.db").stat().st_size / 1024 / 1024
    close_workspace(province)
    start = time.perf_counter()
    opened = open_workspace(root)
    show(f"the workspace opened ({size:.0f} MiB)", 1000 * (time.perf_counter() - start))
    slices: list[float] = []
    start = time.perf_counter()
    for _ in integrity.sweep(opened.store):
        now = time.perf_counter()
        slices.append(1000 * (now - start))
        start = now
    show("everything checked, in slices", sum(slices))
    show("the longest slice of the check", max(slices), target="<= 50 ms")
    return opened


if __name__ == "__main__":
    main(sys.argv[1:])
