"""Foreign spreadsheets are read to plain cells, exactly, or refused in a plain sentence."""

import datetime
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.limited_process import run_limited
from cds_desktop.office.sheet_cells import Book, SheetCell
from cds_desktop.office.sheet_reader import read_sheets
from tests.unit.office import hostile_workbooks as hostile
from tests.unit.office.hostile_workbooks import HOSTILE, cell, package, sheet

DAMAGES = {
    *("", "sheet_broken", "sheet_has_entities", "sheet_inflates_too_much"),
    *("sheet_not_a_workbook", "sheet_too_many_cells"),
}


def cells_of(book: Book) -> dict[tuple[int, int], SheetCell]:
    return {(one.row, one.column): one for one in book.sheets[0].cells}


def a_workbook() -> bytes:
    book: Any = Workbook()
    ws = book.active
    ws["A1"], ws["A1"].font = "Xã", Font(name=".VnTime")
    ws["B1"], ws["C1"] = "=1+1", datetime.date(2023, 9, 18)
    ws["D1"], ws["D1"].number_format = 0.475, "0.0%"
    ws["E1"], ws["E1"].data_type = "#REF!", "e"
    ws["F1"], ws["G1"], ws["H1"] = True, 0.1 + 0.2, "  hai\ndòng "
    ws["A3"], ws["B3"] = 5, 1205780
    ws.merge_cells("A3:A4")
    ws.row_dimensions[3].hidden = True
    ws.column_dimensions["B"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_every_kind_of_cell_comes_back_exactly() -> None:
    cells = cells_of(read_sheets(a_workbook(), "a.xlsx"))
    assert {place: (one.kind, one.text) for place, one in cells.items()} == {
        (1, 1): ("text", "Xã"),
        (1, 2): ("uncached", ""),
        (1, 3): ("date", "2023-09-18"),
        (1, 4): ("number", "0.475"),
        (1, 5): ("error", "#REF!"),
        (1, 6): ("boolean", "1"),
        (1, 7): ("number", "0.3"),
        (1, 8): ("text", "  hai\ndòng "),
        (3, 1): ("number", "5"),
        (3, 2): ("number", "1205780"),
    }


def test_fonts_formats_merges_and_what_is_hidden_are_known() -> None:
    book = read_sheets(a_workbook(), "a.xlsx")
    cells, first = cells_of(book), book.sheets[0]
    assert book.looks[cells[1, 1].look].font == ".VnTime"
    assert book.looks[cells[1, 4].look].number_format == "0.0%"
    assert [tuple(merge) for merge in first.merges] == [(3, 1, 4, 1)]
    assert (first.hidden_rows, first.hidden_columns) == ({3}, {2})
    assert [(s.name, s.is_hidden) for s in book.sheets] == [("Sheet", False), ("Ẩn", True)]


@pytest.mark.parametrize(
    ("body", "attributes", "expected"),
    [
        pytest.param("<v>1E+15</v>", {}, ("number", "1E+15"), id="an exponent"),
        pytest.param("<f>A2</f><v>7</v>", {}, ("number", "7"), id="a formula with its result"),
        pytest.param("<f>A2</f><v></v>", {}, ("uncached", ""), id="an empty result"),
        pytest.param("<f>A2</f>", {}, ("uncached", ""), id="no result"),
        pytest.param("<f>A2</f><v>#N/A</v>", {"t": "e"}, ("error", "#N/A"), id="an error"),
        pytest.param("<f>A2</f><v>a</v>", {"t": "str"}, ("text", "a"), id="a text result"),
        pytest.param("<v>2023-09-18T00:00:00</v>", {"t": "d"}, ("date", "2023-09-18"), id="a day"),
        pytest.param(
            "<is><t>x_x000A_y</t></is>", {"t": "inlineStr"}, ("text", "x\ny"), id="escape"
        ),
    ],
)
def test_a_cell_is_read(body: str, attributes: dict[str, str], expected: tuple[str, str]) -> None:
    found = cells_of(read_sheets(sheet(cell(body, **attributes)), "a.xlsx"))[1, 1]
    assert (found.kind, found.text) == expected


def test_a_result_that_is_an_empty_text_is_no_cell() -> None:
    data = sheet(cell('<f>IF(1,"")</f><v></v>', t="str"))
    assert read_sheets(data, "a.xlsx").sheets[0].cells == ()


def test_rich_text_is_joined_and_its_font_known() -> None:
    strings = (
        "<sst><si><r><rPr><rFont val='.VnTime'/></rPr><t>X</t></r><r><t>·</t></r>"
        "<rPh><t>no</t></rPh></si></sst>"
    )
    parts = {
        "xl/sharedStrings.xml": strings,
        hostile.SHEET_PLACE: hostile.sheet_xml(cell("<v>0</v>", t="s")),
    }
    found = cells_of(read_sheets(package(parts), "a.xlsx"))[1, 1]
    assert (found.text, found.font) == ("X·", ".VnTime")


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        pytest.param("Xã;Số\nMỹ Đông;12,5\n".encode("utf-8-sig"), "UTF-8", ";", id="Excel UTF-8"),
        pytest.param("Xã\tSố\nMỹ Đông\t12,5\n".encode("utf-16"), "UTF-16", "\t", id="Excel text"),
        pytest.param(b"X\xb7;S\xe8\nM\xfc \xa7\xabng;12,5\n", "Windows-1252", ";", id="TCVN3"),
        pytest.param("Xa\u0303;b\nMy\u0303;12,5".encode("cp1258"), "Windows-1258", ";", id="1258"),
    ],
)
def test_csv_files_tell_how_they_were_read(data: bytes, encoding: str, delimiter: str) -> None:
    book = read_sheets(data, "a.csv")
    assert book.encoding == encoding
    assert cells_of(book)[2, 2].text == "12,5", delimiter


def test_what_lies_beyond_the_limits_is_said_to_be_cut() -> None:
    far = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="20001"><c r="A20001"><v>2</v></c></row>'
    )
    book = read_sheets(far, "a.xlsx")
    assert (len(book.sheets[0].cells), book.sheets[0].is_cut) == (1, True)
    at_the_edge = sheet('<row r="20000"><c r="KN20000"><v>2</v></c></row>')
    assert not read_sheets(at_the_edge, "a.xlsx").sheets[0].is_cut


def test_more_cells_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEET_CELLS", 3)
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    assert len(read_sheets(sheet(row), "a.xlsx").sheets[0].cells) == 3
    with pytest.raises(DocumentError) as raised:
        read_sheets(sheet(row.replace("</row>", '<c r="D1"><v>1</v></c></row>')), "a.xlsx")
    assert raised.value.code == "sheet_too_many_cells"


def test_openpyxl_reads_the_same_values() -> None:
    data = a_workbook()
    theirs = {
        (one.row, one.column): one.value
        for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        for one in row
        if one.value is not None
    }
    assert theirs.keys() == cells_of(read_sheets(data, "a.xlsx")).keys()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_in_a_plain_sentence(name: str) -> None:
    make, code = HOSTILE[name]
    allowed = DAMAGES if code == "any" else {code}
    assert verdict(make) in allowed


def verdict(make: Callable[[], bytes]) -> str:
    try:
        read_sheets(make(), "a.xlsx")
    except DocumentError as error:
        assert error.message.way_out
        return error.code
    return ""


def test_there_are_at_least_sixty_hostile_files() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.torture
def test_every_hostile_file_ends_in_the_child_within_its_limits() -> None:
    slowest = 0.0
    for name, (make, _) in HOSTILE.items():
        data, start = make(), time.perf_counter()
        failure = DocumentError("sheet_takes_too_long", file="a.xlsx")
        try:
            run_limited(
                read_sheets,
                data,
                "a.xlsx",
                seconds=limits.CHILD_SECONDS,
                mebibytes=limits.CHILD_MIB,
                failure=failure,
            )
        except DocumentError as error:
            assert error.code != "sheet_takes_too_long", name
        slowest = max(slowest, time.perf_counter() - start)
    print(f"{len(HOSTILE)} hostile files, slowest {slowest:.2f} s")
    assert slowest < limits.CHILD_SECONDS
