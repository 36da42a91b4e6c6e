"""A foreign workbook read in its child process, matched and previewed; other readers beside it."""

import io
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.formdef.table_plan import TableContext
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.office.sheet_reader import read_sheets
from cds_desktop.operations.sheet_import import (
    ImportContext,
    Preview,
    read_file,
    understand_block,
    understand_file,
)
from cds_desktop.paths import FORMS
from tests.benchmarks.measuring import head, milliseconds, show

_PERIOD = Period("202309")
_COMMUNES, _COLUMNS, _LINES = 143, 40, 20_000


def main() -> None:
    """Print the times of a province's table and of a long one."""
    head("Excel in: 143 x 40, and 20,000 rows")
    with tempfile.TemporaryDirectory() as folder:
        context = _context()
        wide, long = Path(folder) / "wide.xlsx", Path(folder) / "long.xlsx"
        wide.write_bytes(_wide(context))
        long.write_bytes(_long(context))
        _measure(wide, context, name="143 x 40", target="<= 1,000 ms")
        _measure(long, context, name="20,000 rows", target="<= 5,000 ms")
        _stopped(long, context)
        text = _clipboard(context)
        show(
            "clipboard 143 x 40 previewed",
            milliseconds(lambda: understand_block(text, context), runs=3),
            target="<= 1,000 ms",
        )
        _other_readers(wide.read_bytes(), name="143 x 40", runs=3)
        _other_readers(long.read_bytes(), name="20,000 rows", runs=1)


def _measure(path: Path, context: ImportContext, *, name: str, target: str) -> None:
    def whole() -> Preview:
        return understand_file(read_file(path), context)

    opened = read_file(path)
    show(f"{name}: read in the child", milliseconds(lambda: read_file(path), runs=3))
    show(
        f"{name}: matched and previewed",
        milliseconds(lambda: understand_file(opened, context), runs=3),
    )
    show(f"{name}: file to preview", milliseconds(whole, runs=3, warm=0), target=target)
    preview = whole()
    print(f"    {len(preview.cells)} cells, {preview.open_count} open", flush=True)


def _stopped(path: Path, context: ImportContext) -> None:
    """Measure how soon the matching asks whether it should stop."""
    opened = read_file(path)
    moments: list[float] = []
    understand_file(
        opened, context, progress=lambda done, total: moments.append(time.perf_counter())
    )
    gaps = [1000 * (later - sooner) for sooner, later in pairwise(moments)]
    show("longest wait between two questions to stop", max(gaps), target="<= 500 ms")


def _other_readers(data: bytes, *, name: str, runs: int) -> None:
    own = milliseconds(lambda: read_sheets(data, "a.xlsx"), runs=runs)
    show(f"{name}: own reader, in process", own)
    show(
        f"{name}: openpyxl, values and formulas",
        milliseconds(lambda: _openpyxl(data), runs=runs, warm=0),
    )


def _openpyxl(data: bytes) -> int:
    """Read what the own reader reads: a formula without a result needs both passes."""
    count = 0
    for has_values in (True, False):
        book: Any = load_workbook(io.BytesIO(data), data_only=has_values)
        count += sum(cell.value is not None for row in book.active.iter_rows() for cell in row)
    return count


def _context() -> ImportContext:
    """A province-wide unit with 143 communes and a roster of 40 columns."""
    form = Catalog((FORMS,)).form_for(Level.DISTRICT, _PERIOD)
    assert form is not None
    units = load_org_units()
    communes = [u for u in units if u.level is Level.COMMUNE and u.is_open_on(_PERIOD.end_date)]
    own = OrgUnit("87X", "Tỉnh thử", Level.PROVINCE, "", date(2004, 1, 1))
    areas = tuple(_in(own, communes)[:_COMMUNES])
    everything = (*areas, own)
    return ImportContext(TableContext(_wide_form(form), own, areas, everything, _PERIOD), {}, {})


def _in(own: OrgUnit, communes: Sequence[OrgUnit]) -> list[OrgUnit]:
    """Put the communes under one unit; homonyms get their code behind."""
    seen: set[str] = set()
    placed: list[OrgUnit] = []
    for unit in communes:
        name = unit.name if unit.name not in seen else f"{unit.name} {unit.code}"
        seen.add(unit.name)
        placed.append(replace(unit, name=name, parent=own.code))
    return placed


def _wide_form(form: Form) -> Form:
    roster = next(q for q in form.all_questions() if q.type is QuestionType.ROSTER)
    columns = tuple(_column(roster.questions[0], number) for number in range(_COLUMNS))
    section = next(s for s in form.sections if roster in s.questions)
    wide = replace(section, questions=(replace(roster, questions=columns),))
    return replace(form, sections=(wide,))


def _column(model: Question, number: int) -> Question:
    words = (
        "tiếp nhận",
        "giải quyết",
        "đúng hạn",
        "trực tuyến",
        "quá hạn",
        "số hóa",
        "thanh toán",
        "kết nối",
    )
    label = f"Hồ sơ {words[number % 8]} lĩnh vực {chr(65 + number // 8)}"
    return replace(model, name=f"cot_{number}", code=f"9.{number:02d}.1", label=label)


def _saved(rows: list[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Số liệu")
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(context: ImportContext) -> list[list[object]]:
    labels = [q.label for q in context.table.form.all_questions() if not q.is_group]
    rows: list[list[object]] = [["STT", "Đơn vị", *labels]]
    for number, area in enumerate(context.table.areas, start=1):
        rows.append([number, area.name, *(number * 7 + place for place in range(_COLUMNS))])
    return rows


def _wide(context: ImportContext) -> bytes:
    return _saved(_table(context))


def _clipboard(context: ImportContext) -> str:
    return "\n".join("\t".join(map(str, row)) for row in _table(context))


def _long(context: ImportContext) -> bytes:
    """One line a figure, the same places again and again until there are 20,000 lines."""
    labels = [q.label for q in context.table.form.all_questions() if not q.is_group]
    lines: list[list[object]] = [["Đơn vị", "Chỉ tiêu", "Số liệu", "Ghi chú"]]
    places = [(area.name, label) for area in context.table.areas for label in labels]
    for number in range(_LINES - 1):
        name, label = places[number % len(places)]
        lines.append([name, label, number % 997, "đã kiểm tra"])
    return _saved(lines)
