"""Build the two templates that are shipped, so that a change of them can be read as text.

    python tests/make_templates.py        writes report_templates/

The Word template stands in `word_template.py`; this module holds the workbook.
"""

import io
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cds_desktop.office.package import core_properties, read_package, write_package  # noqa: E402
from tests.word_template import word_template  # noqa: E402

WORD = "bao_cao_huyen.docx"
EXCEL = "phu_luc_huyen.xlsx"

# row, first column, last column, text, size, bold, italic, horizontal, height
_SHEET_TEXTS = [
    (1, 1, 2, "{{ parent_body }}", 12, False, False, "center", 17),
    (1, 3, 4, "{{ draft_mark }}", 12, True, False, "center", 17),
    (2, 1, 2, "{{ issuing_body }}", 12, True, False, "center", 17),
    (4, 1, 4, "{{ title }}", 14, True, False, "center", 20),
    (5, 1, 4, "{{ subtitle }}", 12, False, True, "center", 17),
    (11, 3, 4, "{{ place_and_date }}", 13, False, True, "center", 18),
    # One row, so that no page ends within the signature block.
    (12, 3, 4, "{{ signer_lines }}\n\n\n\n\n{{ signer_name }}", 13, True, False, "center", 96),
]  # fmt: skip
_GAPS = (3, 6, 10)
_HEADER_ROW, _BODY_ROW, _TOTAL_ROW = 7, 8, 9
_NUMBER_FORMATS = {"text": "@", "integer": "#,##0", "decimal": "#,##0.00", "percent": "0.00%"}


def excel_template() -> bytes:
    """Return the bytes of the Excel template."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Mẫu"
    for row, first, last, text, size, bold, italic, horizontal, height in _SHEET_TEXTS:
        cell = sheet.cell(row, first, text)
        cell.font = Font(name="Times New Roman", size=size, bold=bold, italic=italic)
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
        sheet.row_dimensions[row].height = height
    for row in _GAPS:
        sheet.row_dimensions[row].height = 9
    _add_table(sheet)
    _set_page(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    parts = read_package(buffer.getvalue(), file=EXCEL).parts
    parts["docProps/core.xml"] = core_properties(title="Mẫu phụ lục", creator="cds_desktop")
    return write_package(parts)


def _add_table(sheet: Any) -> None:
    line = Side(style="thin", color="000000")
    for column, (kind, number_format) in enumerate(_NUMBER_FORMATS.items(), start=1):
        horizontal = "left" if kind == "text" else "right"
        for row, text, bold in (
            (_HEADER_ROW, "{{ column }}" if column == 1 else None, True),
            (_BODY_ROW, f"{{{{ {kind} }}}}", False),
            (_TOTAL_ROW, f"{{{{ total_{kind} }}}}", True),
        ):
            cell = sheet.cell(row, column, text)
            is_header = row == _HEADER_ROW
            cell.font = Font(name="Times New Roman", size=12, bold=bold)
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(
                horizontal="center" if is_header else horizontal,
                vertical="center",
                wrap_text=is_header or kind == "text",
                indent=1 if kind == "text" and not is_header else 0,
            )
            cell.number_format = "@" if is_header else number_format
            if is_header:
                cell.fill = PatternFill("solid", start_color="F2F2F2")
        sheet.column_dimensions["ABCD"[column - 1]].width = 24


def _set_page(sheet: Any) -> None:
    sheet.freeze_panes = f"C{_BODY_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_options.horizontalCentered = True
    millimetre = 1 / 25.4
    sheet.page_margins = PageMargins(
        left=30 * millimetre,
        right=15 * millimetre,
        top=20 * millimetre,
        bottom=20 * millimetre,
        header=10 * millimetre,
        footer=10 * millimetre,
    )
    sheet.oddHeader.center.text = '&"Times New Roman,Bold"&14 {{ draft_mark }}'
    sheet.oddFooter.center.text = '&"Times New Roman,Regular"&12 &P/&N'
    sheet.oddFooter.right.text = '&"Times New Roman,Regular"&9 Mã nội dung: {{ content_code }}'


def main() -> None:
    """Write the shipped templates."""
    folder = ROOT / "report_templates"
    folder.mkdir(exist_ok=True)
    (folder / WORD).write_bytes(word_template())
    (folder / EXCEL).write_bytes(excel_template())


if __name__ == "__main__":
    main()
