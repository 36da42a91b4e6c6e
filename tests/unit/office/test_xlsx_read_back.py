"""A workbook in which one cell is not what went in is never given away."""

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.xlsx import render_annex
from cds_desktop.office.xlsx_content import read_sheets
from cds_desktop.office.xlsx_read_back import compare
from cds_desktop.office.xlsx_sheet import lay_out
from cds_desktop.office.xlsx_styles import StyleBook
from cds_desktop.office.xlsx_template import load_template
from tests.unit.office.office_files import EXCEL_TEMPLATE, edited
from tests.unit.office.workbook_sample import communes, workbook

_CONTEXT = workbook(sheets=[communes(3)])
_DATA = render_annex(EXCEL_TEMPLATE, _CONTEXT)
_SHEET = "xl/worksheets/sheet1.xml"


def _compare(data: bytes) -> None:
    template = load_template(EXCEL_TEMPLATE)
    styles = StyleBook(template)
    layouts = [lay_out(c, template, styles) for c in read_sheets(_CONTEXT, file="a.xlsx")]
    compare(data, layouts, file="a.xlsx")


def test_what_was_made_is_what_went_in():
    _compare(_DATA)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(
            edited(_DATA, _SHEET, "<v>1702</v>", "<v>1703</v>"), "C8", id="a figure changed"
        ),
        pytest.param(edited(_DATA, _SHEET, "<v>1702</v>", ""), "C8", id="a figure lost"),
        pytest.param(edited(_DATA, _SHEET, "Lợi 2<", "Lợi <"), "B9", id="a text cut"),
        pytest.param(
            edited(_DATA, _SHEET, "SUM(C8:C10)", "SUM(C8:C9)"), "C11", id="another formula"
        ),
        pytest.param(edited(_DATA, _SHEET, "<f>SUM(C8:C10)</f>", ""), "C11", id="a formula lost"),
        pytest.param(
            edited(
                _DATA, _SHEET, "</row></sheetData>", '<c r="Z14"><v>1</v></c></row></sheetData>'
            ),
            "Z14",
            id="a figure too many",
        ),
    ],
)
def test_a_difference_is_found_and_its_cell_named(data: bytes, place: str):
    with pytest.raises(DocumentError) as caught:
        _compare(data)

    assert caught.value.code == "document_differs"
    assert caught.value.params["place"] == f"trang “Theo xã”, ô {place}"


def test_a_sheet_under_another_name_is_found():
    with pytest.raises(DocumentError, match="trang “Theo xã”"):
        _compare(edited(_DATA, "xl/workbook.xml", 'name="Theo xã"', 'name="Theo phường"'))
