"""Read a finished workbook again with another reader and compare it cell by cell."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import read_package
from cds_desktop.office.sheet_xml import SheetCell, cell_values, column_letters, number_text
from cds_desktop.office.xlsx_sheet import SheetLayout
from cds_desktop.office.xml_tree import S, parse


def compare(data: bytes, layouts: Sequence[SheetLayout], *, file: str) -> None:
    """Raise DocumentError `document_differs` with the first cell that is not what went in."""
    from openpyxl import load_workbook

    book = cast(Any, load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    parts = read_package(data, file=file, max_bytes=len(data)).parts
    for number, layout in enumerate(layouts, start=1):
        wanted = cell_values(layout.rows)
        place = f"trang “{layout.name}”"
        if book.sheetnames[number - 1] != layout.name:
            raise DocumentError("document_differs", file=file, place=place)
        found = dict(_values(book.worksheets[number - 1]))
        formulas = _formulas(parts[f"xl/worksheets/sheet{number}.xml"])
        for key in sorted(wanted.keys() | found.keys()):
            coordinate = f"{column_letters(key[1])}{key[0]}"
            cell = wanted.get(key)
            has_formula = formulas.get(coordinate, "") == (cell.formula if cell else "")
            if not (has_formula and _is_same(cell, found.get(key))):
                raise DocumentError("document_differs", file=file, place=f"{place}, ô {coordinate}")
    book.close()


def _values(sheet: Any) -> Iterator[tuple[tuple[int, int], object]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                yield (number, column), value


def _formulas(part: bytes) -> dict[str, str]:
    cells = parse(part).iter(S + "c")
    found = ((cell.get("r") or "", cell.find(S + "f")) for cell in cells)
    return {place: formula.text or "" for place, formula in found if formula is not None}


def _is_same(cell: SheetCell | None, value: object) -> bool:
    if cell is None:
        return False
    if isinstance(cell.value, Decimal):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and float(number_text(cell.value)) == value
    return isinstance(value, str) and value.replace("_x005F_", "_") == cell.value
