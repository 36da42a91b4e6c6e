"""Messy sheets with a known truth: nearly every cell right, none silently wrong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.formdef.table_plan import TableContext
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.office.sheet_reader import read_sheets
from cds_desktop.operations.sheet_import import (
    ImportContext,
    OpenedFile,
    SheetChoice,
    understand_file,
)
from cds_desktop.operations.sheet_preview import ImportDecisions, Preview, Verdict
from cds_desktop.paths import FORMS
from tests.unit.operations.messy_sheets import DOUBT, Maker, Messy

UNIT, PERIOD = "872", Period("202309")
SEEDS = (1,)  # 2, 3 ... give as many sheets again
WRITTEN = (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)


def context() -> ImportContext:
    form = Catalog((FORMS,)).form_for(Level.DISTRICT, PERIOD)
    assert form is not None
    units = load_org_units()
    own = next(u for u in units if u.code == UNIT and u.is_open_on(PERIOD.end_date))
    areas = tuple(u for u in units if u.parent == UNIT and u.is_open_on(PERIOD.end_date))
    return ImportContext(TableContext(form, own, areas, units, PERIOD), {}, {})


CONTEXT = context()
SHEETS = [
    pytest.param(messy, id=f"{seed} {messy.name}")
    for seed in SEEDS
    for messy in Maker(CONTEXT.table.form, CONTEXT.table.areas, UNIT, seed).all()
]


_PREVIEWS: dict[int, Preview] = {}


def understood(messy: Messy) -> Preview:
    """Return the preview of a sheet; made once."""
    if id(messy) not in _PREVIEWS:
        _PREVIEWS[id(messy)] = _understood(messy)
    return _PREVIEWS[id(messy)]


def _understood(messy: Messy) -> Preview:
    book = read_sheets(messy.data(), messy.file)
    opened = OpenedFile(messy.file, "0" * 64, book)
    return understand_file(opened, CONTEXT, ImportDecisions(encoding=messy.encoding))


def judged(messy: Messy, preview: Preview) -> Counter[str]:
    """Count the cells: right, asked (honest, but work for people), wrong.

    While something about the whole sheet must be confirmed, nothing of it can be written.
    """
    said: Mapping[object, object] = {
        cell.key: cell.answer.value
        for cell in preview.cells
        if cell.verdict in WRITTEN and cell.answer and not preview.blocking
    }
    counts: Counter[str] = Counter()
    for key, truth in messy.truth.items():
        if truth == DOUBT:
            counts["wrong" if key in said else "right"] += 1
        elif key in said:
            counts["right" if said[key] == truth else "wrong"] += 1
        else:
            counts["asked"] += 1
    counts["wrong"] += len(said.keys() - messy.truth.keys())
    return counts


@pytest.mark.parametrize("messy", SHEETS)
def test_no_cell_of_a_messy_sheet_is_silently_wrong(messy: Messy) -> None:
    preview = understood(messy)
    counts = judged(messy, preview)

    assert counts["wrong"] == 0, [(c.place, c.shown, c.new_text) for c in preview.cells][:20]
    assert counts["right"] >= 0.98 * counts.total() or counts["asked"] == 0, (
        counts,
        [(c.place, c.shown, c.code) for c in preview.cells if c.is_open][:8],
        [(line.text, line.code, line.candidates) for line in preview.open_lines][:8],
        [(line.text, line.role) for line in preview.plan.columns],
    )


def test_of_all_messy_sheets_at_least_98_percent_of_the_cells_are_right() -> None:
    counts: Counter[str] = Counter()
    for param in SHEETS:
        (messy,) = param.values
        assert isinstance(messy, Messy)
        counts += judged(messy, understood(messy))

    print(f"{len(SHEETS)} sheets: {dict(counts)}")
    assert len(SHEETS) >= 60
    assert counts["wrong"] == 0
    assert counts["right"] >= 0.98 * counts.total()


def test_legacy_letters_must_be_confirmed_before_anything_is_written() -> None:
    maker = Maker(CONTEXT.table.form, CONTEXT.table.areas, UNIT, 5)
    messy = next(one for one in maker.all() if one.name == "TCVN3 by letters")

    preview = _understood(replace(messy, encoding=None))

    assert [problem.code for problem in preview.blocking] == ["import_legacy"]
    assert preview.legacy is not None
    assert ("X· §èc Binh KiÒu", "Xã Đốc Binh Kiều") in preview.legacy.samples
    assert Decimal in {type(cell.answer.value) for cell in preview.cells if cell.answer}


def test_a_wrong_total_is_pointed_at() -> None:
    maker = Maker(CONTEXT.table.form, CONTEXT.table.areas, UNIT, 5)
    messy = maker.clean("total")
    messy.rows.append([None, "Tổng cộng", 5])

    problems = _understood(messy).problems

    assert [(p.code, p.params["found"]) for p in problems] == [("import_total_differs", "5")]


def test_the_sheets_of_a_file_can_be_chosen_from() -> None:
    book = read_sheets(
        Maker(CONTEXT.table.form, CONTEXT.table.areas, UNIT, 5).clean("a").data(), "a"
    )
    assert OpenedFile("a", "", book).sheets == (SheetChoice("Sheet", 13 * 7 + 7, False),)
