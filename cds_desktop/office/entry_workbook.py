"""Write the workbook that a commune fills in: protected, with drop-downs, ranges and hidden codes.

Plain values in, bytes out; the same content makes the same bytes. Row 1 and column A of each sheet
are hidden: they hold the codes by which a filled workbook is read back, so that a row that was
moved takes its code along. The sheet `_cds` holds what the workbook is for.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cds_desktop.office.package import write_package
from cds_desktop.office.sheet_package import package_parts
from cds_desktop.text_rules import clean

MARK_SHEET = "_cds"
FIRST_ROW = 6

_TITLE_ROW, _NOTE_ROW, _HEADING_ROW = 2, 3, 5
_ENTRY_FILL, _HEADING_FILL = "FFFDE7", "DDEBF7"
_LARGEST = 999_999_999_999

ColumnKind = Literal["text", "previous", "entry"]


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """What may be entered: `decimals` of a figure, its largest value, or the choices."""

    is_figure: bool = True
    decimals: int = 0
    largest: int = _LARGEST
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column: `code` stands in the hidden row over a column of entries."""

    title: str
    kind: ColumnKind
    width: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row: its hidden code, its texts by column, the checks of its entries; or a heading."""

    code: str
    texts: Sequence[str]
    checks: Mapping[int, EntryCheck] = field(default_factory=dict[int, EntryCheck])
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """One sheet to fill in."""

    name: str
    title: str
    note: str
    columns: Sequence[EntryColumn]
    rows: Sequence[EntryRow]


def entry_workbook(sheets: Sequence[EntrySheet], marks: Mapping[str, str], *, title: str) -> bytes:
    """Return the workbook's bytes; `marks` say what it is for, read back by code."""
    from openpyxl import Workbook
    from openpyxl.workbook.protection import WorkbookProtection

    book: Any = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write_sheet(book.create_sheet(_sheet_name(sheet.name)), sheet)
    marked = book.create_sheet(MARK_SHEET)
    for row, (name, value) in enumerate(marks.items(), start=1):
        _put(marked, row, 1, name)
        _put(marked, row, 2, value)
    marked.sheet_state = "veryHidden"
    marked.protection.sheet = True
    book.security = WorkbookProtection(lockStructure=True)
    buffer = io.BytesIO()
    book.save(buffer)
    return write_package(package_parts(buffer.getvalue(), title=title))


def _write_sheet(target: Any, sheet: EntrySheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _put(target, _TITLE_ROW, 2, sheet.title)
    target.cell(_TITLE_ROW, 2).font = Font(bold=True, size=13)
    _put(target, _NOTE_ROW, 2, sheet.note)
    for number, column in enumerate(sheet.columns, start=2):
        _put(target, 1, number, column.code)
        heading = _put(target, _HEADING_ROW, number, column.title)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", start_color=_HEADING_FILL)
        heading.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        target.column_dimensions[heading.column_letter].width = column.width
    for number, row in enumerate(sheet.rows, start=FIRST_ROW):
        _write_row(target, number, row, sheet.columns)
    target.row_dimensions[1].hidden = True
    target.column_dimensions["A"].hidden = True
    target.freeze_panes = target.cell(FIRST_ROW, 4)
    target.protection.sheet = True
    target.protection.formatColumns = False
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToHeight = 0
    _add_checks(target, sheet)


def _write_row(target: Any, number: int, row: EntryRow, columns: Sequence[EntryColumn]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    thin = Side(style="thin", color="BFBFBF")
    _put(target, number, 1, row.code)
    for place, column in enumerate(columns, start=2):
        text = row.texts[place - 2] if place - 2 < len(row.texts) else ""
        cell = _put(target, number, place, text)
        cell.font = Font(bold=row.is_heading)
        if row.is_heading:
            continue
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        cell.alignment = Alignment(
            wrap_text=True, horizontal="left" if column.kind == "text" else "right"
        )
        if check := row.checks.get(place - 2):
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", start_color=_ENTRY_FILL)
            decimals = f".{'0' * check.decimals}" if check.decimals else ""
            cell.number_format = f"#,##0{decimals}" if check.is_figure else "@"


def _add_checks(target: Any, sheet: EntrySheet) -> None:
    """Let Excel refuse what cannot be right: one rule for all cells with the same check."""
    from openpyxl.worksheet.datavalidation import DataValidation

    places: dict[EntryCheck, list[str]] = {}
    for number, row in enumerate(sheet.rows, start=FIRST_ROW):
        for place, check in row.checks.items():
            places.setdefault(check, []).append(target.cell(number, place + 2).coordinate)
    for check, coordinates in places.items():
        rule: Any = _rule(DataValidation, check)
        if rule is None:
            continue
        rule.errorTitle, rule.promptTitle = "Số liệu chưa đúng", "Nhập số liệu"
        rule.showErrorMessage = True
        for coordinate in coordinates:
            rule.add(coordinate)
        target.add_data_validation(rule)


def _rule(make: Any, check: EntryCheck) -> Any:
    if check.choices:
        listed = ",".join(choice.replace(",", " ") for choice in check.choices)
        if len(listed) > 250:
            return None
        error = "Xin chọn một mục trong danh sách."
        return make(type="list", formula1=f'"{listed}"', allow_blank=True, error=error)
    if not check.is_figure:
        return None
    kind = "decimal" if check.decimals else "whole"
    error = "Xin nhập số không âm, không kèm chữ; để trống nếu chưa có."
    return make(
        type=kind,
        operator="between",
        formula1="0",
        formula2=str(check.largest),
        allow_blank=True,
        error=error,
    )


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    plain = clean(text).text
    if plain:
        cell.value = plain
        cell.data_type = "s"
        cell.quotePrefix = plain[:1] in "=+-@"
    return cell


def _sheet_name(name: str) -> str:
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in clean(name).text)[:31]
