"""Read an Excel template: its first sheet is the specimen of every sheet of the annex.

A cell that says `{{ title }}` is filled; a row that holds `{{ column }}` is the header row; the
rows with `{{ text }}`, `{{ integer }}`, ... and with `{{ total_text }}`, ... show how the figures
and the sums look. No code runs in it, and it may hold no formulas: the annex gets its own.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import Package, read_package, write_package
from cds_desktop.office.template_fault import TemplateFault
from cds_desktop.office.template_safety import check_safe
from cds_desktop.office.xlsx_content import KINDS, TEXT_FIELDS

# What each field of an annex template means, for the list that officials copy from.
FIELD_MEANINGS: Mapping[str, str] = {
    "parent_body": "Cơ quan chủ quản, chữ in hoa",
    "issuing_body": "Cơ quan ban hành, chữ in hoa",
    "title": "Tên bảng, chữ in hoa",
    "subtitle": "Câu nêu thời gian chốt số liệu; có thể trống",
    "place_and_date": "Địa danh và ngày tháng năm",
    "signer_lines": "Quyền hạn, chức vụ của người ký, chữ in hoa",
    "signer_name": "Họ và tên người ký",
    "draft_mark": "Dấu DỰ THẢO hoặc TẬP NHẬP; trống khi là bản chính thức",
    "content_code": "Mã 8 ký tự của nội dung; có thể trống",
    "column": "Ô mẫu của hàng tiêu đề",
    "text": "Ô mẫu của cột chữ",
    "integer": "Ô mẫu của cột số nguyên",
    "decimal": "Ô mẫu của cột số thập phân",
    "percent": "Ô mẫu của cột tỷ lệ phần trăm",
    "total_text": "Ô mẫu chữ ở dòng cộng",
    "total_integer": "Ô mẫu số nguyên ở dòng cộng",
    "total_decimal": "Ô mẫu số thập phân ở dòng cộng",
    "total_percent": "Ô mẫu tỷ lệ ở dòng cộng",
}

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BODY_FIELDS = frozenset(KINDS)
_TOTAL_FIELDS = frozenset(f"total_{kind}" for kind in KINDS)
_KNOWN = {*TEXT_FIELDS, "signer_lines", "column", *_BODY_FIELDS, *_TOTAL_FIELDS}
_REQUIRED = ("title", "column", *KINDS, *(f"total_{kind}" for kind in KINDS), "draft_mark")
REQUIRED_FIELDS = frozenset(_REQUIRED)
_WORKBOOK_TYPE = b"spreadsheetml."
_SHEET_LINKS = re.compile(r"xl/worksheets/_rels/[^/]+\.rels")
_DRAWING_LINK = re.compile(rb"<Relationship\b[^>]*/relationships/drawing\"[^>]*/>")
# Parts that only hold what openpyxl writes anew, or settings of one printer.
_REPLACEABLE = re.compile(r"printerSettings|calcChain|sharedStrings|/theme|docProps/|_rels/")


@dataclass(frozen=True, slots=True)
class TemplateCell:
    """A cell of the specimen sheet; `last_column` tells how far it is merged to the right."""

    row: int
    column: int
    last_column: int
    text: str


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """The specimen sheet taken apart; rows are numbered as in the template."""

    file: str
    book: Any = field(repr=False)
    cells: tuple[TemplateCell, ...]
    columns: int
    header_row: int
    body_row: int
    total_row: int
    frozen_columns: int

    @property
    def specimens(self) -> dict[str, tuple[int, int]]:
        """Where the cell of each field stands, as row and column."""
        return {n: (c.row, c.column) for c in self.cells for n in _FIELD.findall(c.text)}

    @property
    def sheet(self) -> Any:
        """The specimen sheet itself, as openpyxl has it."""
        return self.book.worksheets[0]


def load_template(path: Path) -> SheetTemplate:
    """Read a template; raises DocumentError with its first fault."""
    package, book = _open(path)
    for fault in _faults(package.file, book):
        raise DocumentError(fault.code, **fault.params)
    sheet = book.worksheets[0]
    cells = tuple(_cells(sheet))
    rows = {name: cell.row for cell in cells for name in _FIELD.findall(cell.text)}
    pane = sheet.sheet_view.pane
    return SheetTemplate(
        file=package.file,
        book=book,
        cells=cells,
        columns=max(cell.last_column for cell in cells),
        header_row=rows["column"],
        body_row=rows["text"],
        total_row=rows["total_text"],
        frozen_columns=int(pane.xSplit or 0) if pane is not None else 0,
    )


def check_template(path: Path) -> list[TemplateFault]:
    """Return everything that is wrong with a template, also the parts that would be lost."""
    try:
        package, book = _open(path)
    except DocumentError as error:
        return [TemplateFault(error.code, {key: str(v) for key, v in error.params.items()})]
    return [*_faults(package.file, book), *_lost(package, book)]


def field_names(text: str) -> list[str]:
    """Return the fields that a text of the template holds."""
    return _FIELD.findall(text)


def filled_text(text: str, texts: Mapping[str, str]) -> str:
    """Put the texts in the place of their fields."""
    return _FIELD.sub(lambda found: texts[found[1]], text)


def _open(path: Path) -> tuple[Package, Any]:
    from openpyxl import load_workbook

    package = read_package(_bytes_of(path), file=path.name)
    check_safe(package)
    if _WORKBOOK_TYPE not in package.parts["[Content_Types].xml"]:
        raise _broken(path.name, "đây không phải sổ tính Excel")
    try:
        book = load_workbook(io.BytesIO(write_package(_without_drawings(package.parts))))
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise _broken(path.name, "Excel không đọc được cấu trúc của tệp") from error
    if not book.worksheets:
        raise _broken(path.name, "không có trang tính nào")
    return package, cast(Any, book)


def _without_drawings(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Cut the sheets off from their pictures: openpyxl would lose them all the same, or fail.

    The check names them as parts that get lost.
    """
    return {
        name: _DRAWING_LINK.sub(b"", part) if _SHEET_LINKS.fullmatch(name) else part
        for name, part in parts.items()
    }


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("template_missing", file=path.name) from error


def _broken(file: str, reason: str) -> DocumentError:
    return DocumentError("template_broken", file=file, reason=reason)


def _cells(sheet: Any) -> Iterator[TemplateCell]:
    spans = {(area.min_row, area.min_col): area.max_col for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                place = (cell.row, cell.column)
                yield TemplateCell(*place, spans.get(place, cell.column), str(cell.value))


def _faults(file: str, book: Any) -> Iterator[TemplateFault]:
    sheet = book.worksheets[0]
    found: dict[str, int] = {}
    for cell in _cells(sheet):
        place = f"trang “{sheet.title}”, ô {sheet.cell(cell.row, cell.column).coordinate}"
        if cell.text.startswith("="):
            params = {"file": file, "reason": f"có công thức ở {place}"}
            yield TemplateFault("template_broken", params)
        for name in _FIELD.findall(cell.text):
            found[name] = cell.row
            if name not in _KNOWN:
                params = {"file": file, "field": name, "place": place}
                yield TemplateFault("template_field_unknown", params)
    for name in _REQUIRED:
        if name not in found:
            yield TemplateFault("template_field_missing", {"file": file, "field": name})
    yield from _misplaced(file, found)


def _misplaced(file: str, found: dict[str, int]) -> Iterator[TemplateFault]:
    """The four kinds stand in one row, their sums in the next one, the header row above them."""
    groups = ({"column"}, _BODY_FIELDS, _TOTAL_FIELDS)
    rows = [{found[name] for name in group if name in found} for group in groups]
    firsts = [min(row) for row in rows if row]
    is_right = all(len(row) == 1 for row in rows) and firsts == sorted(set(firsts))
    if len(firsts) == len(groups) and not is_right:
        reason = "hàng tiêu đề, hàng số liệu và hàng cộng không đúng thứ tự"
        yield TemplateFault("template_broken", {"file": file, "reason": reason})


def _lost(package: Package, book: Any) -> Iterator[TemplateFault]:
    buffer = io.BytesIO()
    book.save(buffer)
    kept = read_package(buffer.getvalue(), file=package.file).parts
    for name in sorted(set(package.parts) - set(kept)):
        if not _REPLACEABLE.search(name):
            yield TemplateFault("template_part_lost", {"file": package.file, "part": name})
