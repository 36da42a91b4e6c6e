"""Write the cells of a sheet as XML: exact numbers, plain texts, formulas with their values.

openpyxl writes either a formula or its value, numbers through floats, and a formula for any text
that begins with "="; so this one part of the file is written here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

_HEX_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: a text, a number, or a formula (without "=") whose `value` is its result."""

    column: int
    style: int
    value: str | Decimal | None = None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; `height` in points holds until somebody edits the row (None: Excel's default)."""

    number: int
    cells: tuple[SheetCell, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of one row that are one."""

    row: int
    first: int
    last: int


def merged_cells(merges: Sequence[Merge]) -> str:
    """Return the element `mergeCells`, empty when nothing is merged."""
    references = [
        f'<mergeCell ref="{column_letters(m.first)}{m.row}:{column_letters(m.last)}{m.row}"/>'
        for m in merges
    ]
    listed = "".join(references)
    return f'<mergeCells count="{len(merges)}">{listed}</mergeCells>' if listed else ""


def sheet_data(rows: Iterable[SheetRow]) -> str:
    """Return the element `sheetData`."""
    return f"<sheetData>{''.join(map(_row, rows))}</sheetData>"


def number_text(value: Decimal) -> str:
    """Return the digits of a number, no exponent, no zeros at the end."""
    return f"{value:f}" if value == 0 else f"{value.normalize():f}"


def column_letters(column: int) -> str:
    """Return the name of a column, 1 being A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_values(rows: Sequence[SheetRow]) -> Mapping[tuple[int, int], SheetCell]:
    """Return the cells that hold something, by row and column."""
    return {
        (row.number, cell.column): cell
        for row in rows
        for cell in row.cells
        if cell.value is not None or cell.formula
    }


def _row(row: SheetRow) -> str:
    height = f' ht="{row.height:g}"' if row.height is not None else ""
    cells = "".join(_cell(cell, row.number) for cell in row.cells)
    return f'<row r="{row.number}"{height}>{cells}</row>'


def _cell(cell: SheetCell, row: int) -> str:
    start = f'<c r="{column_letters(cell.column)}{row}" s="{cell.style}"'
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if isinstance(cell.value, Decimal):
        return f"{start}>{formula}<v>{number_text(cell.value)}</v></c>"
    if formula:
        return f'{start} t="str">{formula}<v>{_text(cell.value or "")}</v></c>'
    if cell.value is None:
        return f"{start}/>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{_text(cell.value)}</t></is></c>'


def _text(text: str) -> str:
    """Escape for XML, and what Excel itself would take for an escaped letter (_x0041_)."""
    return _HEX_ESCAPE.sub("_x005F_", escape(text))
