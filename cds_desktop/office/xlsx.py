"""Fill an Excel template: plain tables in, the bytes of an .xlsx out.

openpyxl makes the workbook in the template's looks (styles, print set-up, panes); the cells are
written by `sheet_xml`, exact and with the values of the formulas; the result is read back and
compared before it is given away. The same template and content always make the same bytes.
"""

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office import xlsx_read_back
from cds_desktop.office.package import (
    CORE_PROPERTIES,
    core_properties,
    read_package,
    write_package,
)
from cds_desktop.office.sheet_xml import column_letters, merged_cells, sheet_data
from cds_desktop.office.xlsx_charts import add_charts, verify_charts
from cds_desktop.office.xlsx_content import SheetContent, read_sheets
from cds_desktop.office.xlsx_sheet import SheetLayout, lay_out
from cds_desktop.office.xlsx_styles import StyleBook
from cds_desktop.office.xlsx_template import SheetTemplate, field_names, filled_text, load_template

_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_AFTER_IGNORED = re.compile(rb"<(drawing|legacyDrawing|picture|tableParts|extLst)\b|</worksheet>")
_POINTS_PER_INCH = 72.0
_POINTS_PER_CHARACTER = 5.25
_DEFAULT_HEIGHT = 15.0
_MOST_SHRUNK = 1.2  # a sheet of 1,2 pages is printed on one


def render_annex(template: Path, workbook: Mapping[str, object]) -> bytes:
    """Return the workbook's bytes; `workbook` is described in `xlsx_content`.

    Raises DocumentError: `template_missing`, `template_broken`, `template_unsafe`,
    `template_field_unknown`, `template_field_missing`, `text_too_long_for_excel`,
    `annex_has_no_sheets`, `document_differs`, `document_too_large`.
    """
    contents = read_sheets(workbook, file=template.name)
    loaded = load_template(template)
    styles = StyleBook(loaded)
    layouts = [lay_out(content, loaded, styles) for content in contents]
    data = _written(loaded, contents, layouts)
    if len(data) > limits.DOCUMENT_BYTES:
        raise DocumentError("document_too_large", file=template.name)
    xlsx_read_back.compare(data, layouts, file=template.name)
    return data


def _written(
    template: SheetTemplate, contents: Sequence[SheetContent], layouts: Sequence[SheetLayout]
) -> bytes:
    book = template.book
    specimen = template.sheet
    specimen.title = "cds"  # its own name may be wanted
    others = list(book.worksheets[1:])
    for content, layout in zip(contents, layouts, strict=True):
        _set_sheet(book.copy_worksheet(specimen), template, content, layout)
    book._sheets = [sheet for sheet in book.worksheets[1:] if sheet not in others] + others
    book.active = 0
    parts = _saved_parts(book, template.file)
    texts = contents[0].texts
    parts[CORE_PROPERTIES] = core_properties(title=texts["title"], creator=texts["issuing_body"])
    for number, layout in enumerate(layouts, start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _with_cells(parts[name], layout)
    add_charts(parts, layouts)
    verify_charts(parts, layouts, file=template.file)
    return write_package(parts)


def _set_sheet(
    sheet: Any, template: SheetTemplate, content: SheetContent, layout: SheetLayout
) -> None:
    """Give a copy of the specimen its name, widths, merges, panes and print set-up."""
    specimen = template.sheet
    sheet.title = layout.name
    sheet._cells.clear()
    sheet.merged_cells.ranges = set()  # its order would change from run to run: see _with_cells
    sheet.row_dimensions.clear()
    sheet.column_dimensions.clear()
    for position, width in enumerate(layout.widths, start=1):
        sheet.column_dimensions[column_letters(position)].width = width
    sheet.sheet_view.showGridLines = specimen.sheet_view.showGridLines
    sheet.sheet_view.zoomScale = specimen.sheet_view.zoomScale
    frozen = min(template.frozen_columns, len(layout.widths) - 1)
    sheet.freeze_panes = f"{column_letters(frozen + 1)}{layout.header_row + 1}"
    sheet.print_title_rows = f"{layout.header_row}:{layout.header_row}"
    _set_pages(sheet, layout)
    _set_page_texts(sheet, specimen, content.texts)


def _set_pages(sheet: Any, layout: SheetLayout) -> None:
    """Print on one page less when only a little stands on the last one: a lonely signature."""
    margins = sheet.page_margins
    long, short = (11.69, 8.27) if sheet.page_setup.orientation == "landscape" else (8.27, 11.69)
    room = (short - margins.top - margins.bottom) * _POINTS_PER_INCH
    width = (long - margins.left - margins.right) * _POINTS_PER_INCH
    scale = min(1.0, width / (sum(layout.widths) * _POINTS_PER_CHARACTER))
    height = sum(row.height or _DEFAULT_HEIGHT for row in layout.rows) * scale
    pages = height / room
    is_little_over = 1 < pages <= _MOST_SHRUNK * int(pages)
    if is_little_over or layout.chart is not None:  # a chart is never cut in two
        sheet.page_setup = copy(sheet.page_setup)
        sheet.page_setup.fitToHeight = 1 if layout.chart is not None else int(pages)


def _set_page_texts(sheet: Any, specimen: Any, texts: Mapping[str, str]) -> None:
    """Copy what is printed at the top and foot of each page, its fields filled."""
    doubled = {name: text.replace("&", "&&") for name, text in texts.items()}
    sheet.HeaderFooter = copy(specimen.HeaderFooter)
    for place in (
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ):
        items = copy(getattr(specimen.HeaderFooter, place))
        for side in ("left", "center", "right"):
            part = copy(getattr(items, side))
            if part.text:
                part.text = _page_text(part.text, doubled)
            setattr(items, side, part)
        setattr(sheet.HeaderFooter, place, items)


def _page_text(text: str, texts: Mapping[str, str]) -> str | None:
    """Fill the fields; what surrounds an empty one is left out with it ("Mã nội dung: ")."""
    named = [texts[name] for name in field_names(text)]
    return filled_text(text, texts) if any(named) or not named else None


def _saved_parts(book: Any, file: str) -> dict[str, bytes]:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_package(buffer.getvalue(), file=file, max_bytes=limits.DOCUMENT_BYTES).parts


def _with_cells(part: bytes, layout: SheetLayout) -> bytes:
    """Put the cells in, and tell Excel that texts made of digits are meant to be texts."""
    area = f"A1:{column_letters(len(layout.widths))}{len(layout.rows)}"
    cells = (sheet_data(layout.rows) + merged_cells(layout.merges)).encode()
    part = _SHEET_DATA.sub(lambda _: cells, part, count=1)
    part = _DIMENSION.sub(f'<dimension ref="{area}"/>'.encode(), part, count=1)
    ignored = (
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
    ).encode()
    found = _AFTER_IGNORED.search(part, part.rindex(b"</sheetData>"))
    place = found.start() if found else len(part)
    return part[:place] + ignored + part[place:]
