"""Faults of an Excel template are named by field and cell before anything is written."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from cds_desktop.errors import DocumentError
from cds_desktop.messages import explain
from cds_desktop.office.xlsx import render_annex
from cds_desktop.office.xlsx_template import check_template, load_template
from tests.unit.office.office_files import (
    EXCEL_TEMPLATE,
    WORD_TEMPLATE,
    edited,
    saved,
    with_part,
)
from tests.unit.office.workbook_sample import workbook

_EXCEL = EXCEL_TEMPLATE.read_bytes()


def _changed(change: Callable[[Any], None]) -> bytes:
    book: Any = openpyxl.load_workbook(EXCEL_TEMPLATE)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _with_cell(cell: str, text: str) -> bytes:
    def change(book: Any) -> None:
        book.worksheets[0][cell] = text

    return _changed(change)


def test_the_shipped_template_has_no_fault():
    assert check_template(EXCEL_TEMPLATE) == []


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        pytest.param(
            _with_cell("A4", "{{ tieu_de }}"), "template_field_unknown",
            ["“tieu_de”", "trang “Mẫu”, ô A4"],
            id="a field misspelt",
        ),
        pytest.param(
            _with_cell("D8", "x"), "template_field_missing", ["“percent”"], id="no percentages"
        ),
        pytest.param(
            _with_cell("A7", "Cột"), "template_field_missing", ["“column”"], id="no header row"
        ),
        pytest.param(
            _with_cell("F3", "=NOW()"), "template_broken", ["có công thức ở trang “Mẫu”, ô F3"],
            id="a formula",
        ),
        pytest.param(
            _with_cell("A15", "{{ column }}"), "template_broken", ["không đúng thứ tự"],
            id="the header row below",
        ),
        pytest.param(
            WORD_TEMPLATE.read_bytes(), "template_broken", ["không phải sổ tính"], id="Word"
        ),
        pytest.param(_EXCEL[:2000], "template_broken", ["mau.xlsx"], id="a file cut off"),
        pytest.param(
            with_part(_EXCEL, "xl/vbaProject.bin", b"1"), "template_unsafe", ["macro"], id="macros"
        ),
    ],
)  # fmt: skip
def test_each_fault_names_the_field_and_the_cell(
    data: bytes, code: str, said: list[str], tmp_path: Path
):
    template = saved(tmp_path, data, "mau.xlsx")

    first = check_template(template)[0]

    sentence = explain(first.code, first.params).text
    assert first.code == code
    assert all(words in sentence for words in ["mau.xlsx", *said]), sentence
    with pytest.raises(DocumentError) as caught:
        load_template(template)
    assert caught.value.code == code


def test_a_part_that_would_be_lost_is_named_before(tmp_path: Path):
    data = with_part(_EXCEL, "xl/drawings/drawing1.xml", "<a/>")

    faults = check_template(saved(tmp_path, data, "mau.xlsx"))

    assert [(fault.code, fault.params["part"]) for fault in faults] == [
        ("template_part_lost", "xl/drawings/drawing1.xml")
    ]


def test_a_template_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(DocumentError, match=r"mau_khac\.xlsx"):
        load_template(tmp_path / "mau_khac.xlsx")


def test_the_looks_of_the_template_are_those_of_the_annex(tmp_path: Path):
    def change(book: Any) -> None:
        sheet = book.worksheets[0]
        sheet["B8"].font = Font(name="Times New Roman", size=15)
        sheet.page_setup.orientation = "portrait"
        sheet["A3"] = "Đơn vị tính: hồ sơ & lượt"

    template = saved(tmp_path, _changed(change), "mau.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(render_annex(template, workbook())))

    sheet = book.worksheets[1]
    assert sheet["C8"].font.size == 15
    assert sheet.page_setup.orientation == "portrait"
    assert sheet["A3"].value == "Đơn vị tính: hồ sơ & lượt"


def test_other_sheets_of_the_template_stay_behind_the_annex(tmp_path: Path):
    def change(book: Any) -> None:
        book.create_sheet("Hướng dẫn")["A1"] = "Cách đọc"

    template = saved(tmp_path, _changed(change), "mau.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(render_annex(template, workbook())))

    assert book.sheetnames == ["Tổng hợp", "Theo xã", "Toàn tỉnh", "Giải trình", "Hướng dẫn"]
    assert book["Hướng dẫn"]["A1"].value == "Cách đọc"


def test_a_picture_on_the_specimen_sheet_is_named_before_it_is_lost(tmp_path: Path):
    """Also where Pillow is not installed: openpyxl fails over pictures without it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/drawing" Target="../drawings/drawing1.xml"/>'
        "</Relationships>"
    )
    data = with_part(EXCEL_TEMPLATE.read_bytes(), "xl/worksheets/_rels/sheet1.xml.rels", links)
    data = with_part(data, "xl/drawings/drawing1.xml", f'<x:wsDr xmlns:x="{drawing}"/>')
    data = with_part(data, "xl/media/image1.png", b"\x89PNG")
    data = edited(
        data,
        "xl/worksheets/sheet1.xml",
        "</worksheet>",
        f'<drawing xmlns:r="{relation}" r:id="rId1"/></worksheet>',
    )

    faults = check_template(saved(tmp_path, data, "mau.xlsx"))

    assert [(fault.code, fault.params["part"]) for fault in faults] == [
        ("template_part_lost", "xl/drawings/drawing1.xml"),
        ("template_part_lost", "xl/media/image1.png"),
    ]
