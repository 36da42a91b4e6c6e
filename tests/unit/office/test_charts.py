"""Native charts in Word and Excel: the figures that went in, readable in grey, told in words."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office import docx_read_back
from cds_desktop.office.charts import Chart, ChartCells, chart_part, is_written, read_chart
from cds_desktop.office.document_rules import check
from cds_desktop.office.docx import render_report
from cds_desktop.office.package import read_package
from cds_desktop.office.report_content import read_content
from cds_desktop.office.xlsx import render_annex
from tests.unit.office.office_files import (
    EXCEL_TEMPLATE,
    WORD_TEMPLATE,
    edited,
    parts_of,
    text_of,
)
from tests.unit.office.report_sample import small_annex, small_report
from tests.unit.office.workbook_sample import column, one_sheet

HOSTILE = 'Xã "Mỹ Hòa" & <Đông> 😀'
CELLS = ChartCells("Bảng 'một'", 1, 2, 1, (2, 3))


def a_context(kind: str = "bar", **changes: Any) -> dict[str, Any]:
    """Return a chart of three communes and two series, one figure missing."""
    chart: dict[str, Any] = {
        "kind": kind,
        "title": "Hồ sơ tiếp nhận & trực tuyến",
        "unit": "Hồ sơ",
        "decimals": 0,
        "categories": ["Xã Mỹ Quý", HOSTILE, "=SUM(A1)"],
        "series": [
            {"name": "Tiếp nhận", "values": [Decimal(1205780), Decimal("47.50"), Decimal(0)]},
            {"name": "Trực tuyến", "values": [Decimal("763.25"), None, Decimal(9)]},
        ],
        "description": "Hồ sơ tiếp nhận: Xã Mỹ Quý 1.205.780.",
    }
    return {**chart, **changes}


def a_chart(kind: str = "bar") -> Chart:
    return read_chart(a_context(kind))


def a_report(*charts: dict[str, Any]) -> bytes:
    table = {"columns": [], "rows": [], "total_row": False, "charts": list(charts)}
    annexes = [
        small_annex(number="Phụ lục I"),
        small_annex(number="Phụ lục II", title="BIỂU ĐỒ", **table),
    ]
    block = {"kind": "paragraph", "text": "Số liệu tại Phụ lục I, Phụ lục II./."}
    parts = [{"heading": "I. KẾT QUẢ THỰC HIỆN", "blocks": [block]}]
    return render_report(WORD_TEMPLATE, small_report(parts=parts, annexes=annexes))


def a_workbook(chart: dict[str, Any]) -> bytes:
    columns = [column("Nội dung"), column("Tiếp nhận", "decimal"), column("Trực tuyến", "decimal")]
    values = [one["values"] for one in chart["series"]]
    rows = [list(row) for row in zip(chart["categories"], *values, strict=True)]
    return render_annex(EXCEL_TEMPLATE, one_sheet(columns, rows, chart=chart))


@pytest.mark.parametrize("kind", ["bar", "stacked", "line"])
def test_what_went_into_a_chart_is_read_out_of_it(kind: str) -> None:
    part = chart_part(a_chart(kind), CELLS)

    assert is_written(part, a_chart(kind))
    assert not is_written(part.replace(b"1205780", b"1205781"), a_chart(kind))
    assert not is_written(part.replace("Trực tuyến".encode(), b"Khac"), a_chart(kind))


def test_a_missing_figure_is_a_gap_and_not_zero() -> None:
    part = chart_part(a_chart(), CELLS).decode()

    assert '<c:pt idx="2"><c:v>0</c:v></c:pt>' in part
    second = part.split("<c:ser>")[2]
    assert '<c:pt idx="1">' not in second.partition("<c:val>")[2]
    assert '<c:dispBlanksAs val="gap"/>' in part


def test_a_chart_points_at_its_cells_and_quotes_the_sheets_name() -> None:
    part = chart_part(a_chart(), CELLS).decode()

    assert "<c:f>'Bảng ''một'''!$B$2:$B$4</c:f>" in part
    assert "<c:f>'Bảng ''một'''!$C$1</c:f>" in part


def test_series_differ_in_grey_too() -> None:
    """Fills differ in lightness by a fifth at least or in pattern, lines in dash and mark."""
    five = a_context("stacked")
    five["series"] = [{"name": f"S{n}", "values": [Decimal(1)] * 3} for n in range(5)]
    cells = ChartCells("Bảng", 1, 2, 1, (2, 3, 4, 5, 6))
    stacked = chart_part(read_chart(five), cells).decode()
    line = chart_part(read_chart({**five, "kind": "line"}), cells).decode()

    fills = re.findall(r"<c:spPr><a:(solid|patt)Fill.*?srgbClr val=\"(\w{6})\"", stacked)[:5]
    solid = sorted(_grey(color) for kind, color in fills if kind == "solid")
    assert all(after - before > 0.1 for before, after in pairwise(solid))
    assert len(re.findall(r"pattFill prst=\"(\w+)\"", stacked)) == 2
    assert len(set(re.findall(r'prstDash val="(\w+)"', line))) == 5
    assert len(set(re.findall(r'symbol val="(\w+)"', line))) == 5


def _grey(color: str) -> float:
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_words_chart_can_be_edited_and_is_told_in_words() -> None:
    data = a_report(a_context(), a_context("line"))
    parts = parts_of(data)

    workbook = parts["word/embeddings/so_lieu_1.xlsx"]
    inner = read_package(workbook, file="x").parts["xl/worksheets/sheet1.xml"].decode()
    assert "<v>1205780</v>" in inner and "&lt;Đông&gt;" in inner and "<f>" not in inner
    assert 'descr="Hồ sơ tiếp nhận: Xã Mỹ Quý 1.205.780."' in text_of(data)
    assert "rIdBieuDo2" in parts["word/_rels/document.xml.rels"].decode()
    assert parts["[Content_Types].xml"].decode().count("drawingml.chart+xml") == 2


def test_charts_stand_on_upright_pages_and_break_no_rule() -> None:
    data = a_report(a_context())

    sections = re.findall(r"<w:pgSz[^>]*>", text_of(data))
    assert ["landscape" in section for section in sections] == [False, True, False]
    assert check(data) == []


def test_the_annex_with_charts_has_no_table() -> None:
    assert text_of(a_report(a_context())).count("<w:tbl>") == 3  # letterhead, signature, annex I


def test_the_same_charts_make_the_same_bytes() -> None:
    assert a_report(a_context()) == a_report(a_context())
    assert a_workbook(a_context()) == a_workbook(a_context())


def test_a_words_chart_that_differs_is_found_before_the_file_is_given_away() -> None:
    data = edited(a_report(a_context()), "word/charts/chart1.xml", "1205780", "1205781")
    annex = small_annex(columns=[], rows=[], total_row=False, charts=[a_context()])
    content = read_content(small_report(annexes=[annex]))

    with pytest.raises(DocumentError) as caught:
        docx_read_back.compare(data, content, used=frozenset(), file="x")

    assert caught.value.params["place"] == "biểu đồ 1"


def test_an_excel_chart_is_live_on_the_cells_of_its_sheet() -> None:
    data = a_workbook(a_context())
    chart = text_of(data, "xl/charts/bieu_do1.xml")
    sheet = text_of(data, "xl/worksheets/sheet1.xml")

    reference = re.search(r"<c:f>'Bảng'!\$B\$(\d+):\$B\$(\d+)</c:f>", chart)
    assert reference is not None
    assert re.search(rf'<c r="B{reference[1]}"[^>]*><v>1205780</v>', sheet)
    assert int(reference[2]) - int(reference[1]) == 2
    assert '<drawing xmlns:r="' in sheet
    assert "externalData" not in chart
    assert "bieu_do1.xml" in text_of(data, "xl/drawings/_rels/bieu_do1.xml.rels")


def test_openpyxl_reads_the_workbook_with_its_chart(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "x.xlsx"
    path.write_bytes(a_workbook(a_context("line")))

    sheet: Any = load_workbook(path).worksheets[0]
    assert len(sheet._charts) == 1


def test_the_chart_leaves_room_for_the_signature_below() -> None:
    sheet = text_of(a_workbook(a_context()), "xl/worksheets/sheet1.xml")
    drawing = text_of(a_workbook(a_context()), "xl/drawings/bieu_do1.xml")

    last = [int(row) for row in re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing)][1]
    signature = re.search(r'<c r="[A-Z]+(\d+)"[^>]*><is><t[^>]*>TRƯỞNG PHÒNG', sheet)
    assert signature is not None and int(signature[1]) > last


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": "pie"}, id="an unknown kind"),
        pytest.param({"series": []}, id="no series"),
        pytest.param({"categories": ["một"]}, id="too few categories"),
        pytest.param({"title": 7}, id="a title that is no text"),
    ],
)
def test_a_wrong_shape_is_our_own_mistake(changes: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        read_chart(a_context(**changes))
