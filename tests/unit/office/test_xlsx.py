"""An annex from the shipped template: exact numbers, live formulas with values, plain texts."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.xlsx import render_annex
from cds_desktop.office.xml_tree import S, parse
from tests.unit.office.office_files import EXCEL_TEMPLATE, parts_of, text_of
from tests.unit.office.workbook_sample import column, communes, one_sheet, workbook

_ROOT = EXCEL_TEMPLATE.parent.parent
_FIRST_ROW = 8


def _book(data: bytes, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def _sheet(columns: list[dict[str, Any]], rows: list[list[Any]], *, values: bool = True) -> Any:
    data = render_annex(EXCEL_TEMPLATE, one_sheet(columns, rows))
    return _book(data, values=values).worksheets[0]


def _cell(value: Any, kind: str = "text", *, values: bool = True, **changes: Any) -> Any:
    return _sheet([column("A", kind, **changes)], [[value]], values=values).cell(_FIRST_ROW, 1)


def _column(sheet: Any, number: int) -> Iterator[Any]:
    return (row[number - 1] for row in sheet.iter_rows(min_row=_FIRST_ROW, values_only=True))


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "held", "number_format"),
    [
        pytest.param("1205780", "integer", 1205780, "#,##0", id="a count"),
        pytest.param("0", "integer", 0, "#,##0", id="nought"),
        pytest.param("-5", "integer", -5, "#,##0", id="below nought"),
        pytest.param("62.5", "decimal", 62.5, "#,##0.0", id="one decimal"),
        pytest.param("62.50", "decimal", 62.5, "#,##0.0", id="a nought at the end"),
        pytest.param("165202", "decimal", 165202, "#,##0", id="a whole amount"),
        pytest.param("0.1", "decimal", 0.1, "#,##0.0", id="a tenth"),
        pytest.param("123456789012.345", "decimal", 123456789012.345, "#,##0.00", id="15 digits"),
        pytest.param("1E+3", "integer", 1000, "#,##0", id="with an exponent"),
        pytest.param("47.54", "percent", 0.4754, "0.00%", id="a percentage"),
        pytest.param("45.8", "percent", 0.458, "0.0%", id="a percentage of one decimal"),
        pytest.param("100", "percent", 1, "0%", id="all of it"),
    ],
)
def test_a_figure_is_a_real_number_in_a_format_without_a_country(
    value: str, kind: str, held: float, number_format: str
):
    cell = _cell(Decimal(value), kind)

    assert cell.data_type == "n"
    assert cell.value == held
    assert cell.number_format == number_format


def test_the_digits_of_a_figure_are_written_as_they_are():
    data = render_annex(EXCEL_TEMPLATE, one_sheet([column("A", "decimal")], [[Decimal("4.35")]]))

    assert "<v>4.35</v>" in text_of(data, "xl/worksheets/sheet1.xml")


def test_a_figure_that_excel_would_round_is_a_text():
    cell = _cell(Decimal("1234567890123456"), "integer")

    assert (cell.data_type, cell.value) == ("s", "1.234.567.890.123.456")


@pytest.mark.parametrize("sign", ["-", "…", "Chưa có số liệu"])
def test_a_sign_in_the_place_of_a_figure_stays_a_text(sign: str):
    cell = _cell(sign, "integer")

    assert (cell.data_type, cell.value) == ("s", sign)


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_cell_is_empty_and_not_nought(nothing: str | None):
    assert _cell(nothing, "integer").value is None


# --- formulas -----------------------------------------------------------------------------------

_SUMMED = [
    column("Đơn vị"),
    column("Tiếp nhận", "integer", total="sum"),
    column("Trực tuyến", "integer", total="sum"),
    column("Tỷ lệ", "percent", total="ratio", numerator_column=2, denominator_column=1),
]
_ROWS = [
    ["Xã A", Decimal(1605), Decimal(763), Decimal("47.54")],
    ["Xã B", Decimal(1000), Decimal(500), Decimal("50")],
    ["Xã C", Decimal(0), Decimal(0), "-"],
]


def test_sums_and_ratios_are_live():
    sheet = _sheet(_SUMMED, _ROWS, values=False)

    assert list(_column(sheet, 2))[:4] == [1605, 1000, 0, "=SUM(B8:B10)"]
    assert list(_column(sheet, 4))[:4] == [
        '=IF(N(B8)=0,"",C8/B8)',
        '=IF(N(B9)=0,"",C9/B9)',
        "-",
        '=IF(N(B11)=0,"",C11/B11)',
    ]


def test_every_formula_carries_its_value_for_a_viewer_that_cannot_reckon():
    sheet = _sheet(_SUMMED, _ROWS)

    assert list(_column(sheet, 2))[3] == 2605
    assert list(_column(sheet, 4))[:4] == pytest.approx([763 / 1605, 0.5, "-", 1263 / 2605])
    assert [cell.number_format for cell in sheet["D"][7:9]] == ["0.00%", "0.00%"]


def test_the_sums_have_their_name_in_the_widest_column_of_text():
    narrow_first = [column("STT", width=6), column("Đơn vị", width=30), *_SUMMED[1:3]]
    rows = [["1", *row[:3]] for row in _ROWS]

    sheet = _sheet(narrow_first, rows)

    assert [sheet.cell(11, n).value for n in (1, 2)] == [None, "Tổng cộng"]


def test_a_reported_percentage_that_is_not_its_parts_stays_as_reported():
    rows = [["Xã A", Decimal(1605), Decimal(763), Decimal("47.6")]]

    sheet = _sheet(_SUMMED, rows, values=False)

    assert next(_column(sheet, 4)) == 0.476


def test_a_sum_leaves_out_what_is_no_figure():
    rows = [["Xã A", Decimal(5), "-", "-"], ["Xã B", "…", "Chưa có số liệu", "-"]]

    sheet = _sheet(_SUMMED, rows)

    assert [sheet.cell(10, n).value for n in (2, 3, 4)] == [5, None, None]


def test_a_sum_that_excel_would_round_is_a_text_and_not_a_formula():
    rows = [
        ["Xã A", Decimal("999999999999999"), Decimal(1), "-"],
        ["Xã B", Decimal(2), Decimal(1), "-"],
    ]

    sheet = _sheet(_SUMMED, rows, values=False)

    assert sheet.cell(10, 2).value == "1.000.000.000.000.001"


def test_a_table_without_rows_has_no_sums():
    sheet = _sheet(_SUMMED, [], values=False)

    assert "Tổng cộng" not in {cell.value for row in sheet.iter_rows() for cell in row}


# --- texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="an equals sign"),
        pytest.param("+84 277", id="a plus"),
        pytest.param("-5", id="a minus"),
        pytest.param("@SUM(A1)", id="an at sign"),
        pytest.param("=cmd|' /C calc'!A0", id="a command"),
        pytest.param("'=1", id="an apostrophe"),
        pytest.param('A & B <c> "d"', id="signs of XML"),
        pytest.param("một\nhai", id="two lines"),
        pytest.param("  hai dấu cách  ", id="spaces at the ends"),
        pytest.param("_x0041_", id="what Excel takes for an A"),
        pytest.param("😀 Đồng Tháp", id="letters beyond the first plane"),
        pytest.param("007", id="digits"),
        pytest.param("TRUE", id="a word that Excel knows"),
        pytest.param("x" * 32_767, id="the longest text"),
    ],
)
def test_a_text_stays_that_text(text: str):
    cell = _cell(text, values=False)

    assert cell.data_type == "s"
    assert cell.value.replace("_x005F_", "_") == text


def test_a_text_that_begins_like_a_formula_says_that_it_is_none():
    assert _cell("=1+1").quotePrefix
    assert not _cell("1+1").quotePrefix


def test_a_text_is_cleaned():
    assert _cell("Huye\u0323\u0302n\u200b \x0bTháp\tMười").value == "Huyện Tháp Mười"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("x" * 32_768, 32_768, id="one letter too many"),
        pytest.param("😀" * 16_384, 32_768, id="letters that count double"),
    ],
)
def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(text: str, length: int):
    with pytest.raises(DocumentError) as caught:
        _cell(text)

    assert caught.value.code == "text_too_long_for_excel"
    assert caught.value.params["length"] == length
    assert "dòng 1, cột “A”" in str(caught.value)


# --- pages --------------------------------------------------------------------------------------


def test_a_sheet_prints_on_a4_across_with_its_titles_on_each_page():
    sheet = _book(render_annex(EXCEL_TEMPLATE, workbook(sheets=[communes(40)]))).worksheets[0]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.freeze_panes == "C8"
    assert "&P" in sheet.oddFooter.center.text


@pytest.mark.parametrize(
    ("rows", "pages"),
    [
        pytest.param(10, 0, id="all on one page"),
        pytest.param(17, 1, id="a signature on a second page"),
        pytest.param(40, 0, id="half a second page"),
    ],
)
def test_a_lonely_signature_is_drawn_onto_the_page_before(rows: int, pages: int):
    sheet = _book(render_annex(EXCEL_TEMPLATE, workbook(sheets=[communes(rows)]))).worksheets[0]

    assert sheet.page_setup.fitToHeight == pages


def test_the_draft_mark_stands_on_the_sheet_and_on_every_page():
    data = render_annex(EXCEL_TEMPLATE, workbook(draft_mark="DỰ THẢO"))

    sheet = _book(data).worksheets[0]
    assert "DỰ THẢO" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert sheet.oddHeader.center.text.endswith("DỰ THẢO")


def test_what_is_empty_leaves_nothing_at_the_foot_or_top():
    sheet = _book(render_annex(EXCEL_TEMPLATE, workbook(content_code=""))).worksheets[0]

    assert not sheet.oddHeader.center.text
    assert not sheet.oddFooter.right.text


def test_the_title_spans_all_columns_and_the_signature_the_right_half():
    sheet = _book(render_annex(EXCEL_TEMPLATE, workbook(sheets=[communes(2)]))).worksheets[0]

    merged = {str(area): sheet[str(area)][0][0].value for area in sheet.merged_cells.ranges}
    assert merged["A4:G4"] == "KẾT QUẢ THEO XÃ, THỊ TRẤN THÁNG 9 NĂM 2023"
    signature = next(area for area, text in merged.items() if text and "Người Ký Mẫu" in text)
    assert signature.endswith(f"G{sheet.max_row}")


def test_all_lines_of_the_signer_stand_in_one_row_that_no_page_can_split():
    lines = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]

    sheet = _book(render_annex(EXCEL_TEMPLATE, workbook(signer_lines=lines))).worksheets[0]

    block = next(
        cell for row in sheet.iter_rows() for cell in row if "KT. CHỦ" in str(cell.value or "")
    )
    assert block.value.split("\n") == [*lines, "", "", "", "", "Người Ký Mẫu"]
    assert sheet.row_dimensions[block.row].height > 96


def test_columns_are_wide_enough_for_their_sums():
    wide = [column("Đơn vị"), column("Số", "integer", total="sum", width=3)]

    sheet = _sheet(wide, [["A", Decimal("999999999")], ["B", Decimal("999999999")]])

    assert sheet.column_dimensions["B"].width >= len("1.999.999.998")


def test_a_row_is_as_high_as_its_longest_text():
    sheet = _sheet([column("A", width=20)], [["ngắn"], ["một câu dài " * 20]])

    heights = [sheet.row_dimensions[row].height for row in (_FIRST_ROW, _FIRST_ROW + 1)]
    assert heights[1] > 5 * heights[0]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        pytest.param(["a/b:c*[d]?\\"], ["a b c  d"], id="signs that Excel forbids"),
        pytest.param(["Xã", "XÃ"], ["Xã", "XÃ (2)"], id="names that differ in case"),
        pytest.param(["x" * 40], ["x" * 31], id="a long name"),
        pytest.param(["x" * 40] * 2, ["x" * 31, "x" * 26 + " (2)"], id="two long names"),
        pytest.param(["Mẫu"], ["Mẫu"], id="the specimen's own name"),
        pytest.param([""], ["Bảng"], id="no name"),
    ],
)
def test_sheets_get_names_that_excel_takes(names: list[str], kept: list[str]):
    sheets = [{**communes(1), "name": name} for name in names]

    assert _book(render_annex(EXCEL_TEMPLATE, workbook(sheets=sheets))).sheetnames == kept


# --- the file -----------------------------------------------------------------------------------


def test_the_same_annex_has_the_same_bytes_in_another_process():
    code = (
        "import hashlib, sys; sys.path.insert(0, '.');"
        "from cds_desktop.office.xlsx import render_annex;"
        "from tests.unit.office import office_files, workbook_sample;"
        "data = render_annex(office_files.EXCEL_TEMPLATE, workbook_sample.workbook());"
        "print(hashlib.sha256(data).hexdigest())"
    )

    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert digest("1") == digest("2") != ""


def test_no_field_of_the_template_is_left():
    parts = parts_of(render_annex(EXCEL_TEMPLATE, workbook()))

    assert not [name for name, part in parts.items() if b"{{" in part]


def test_rows_and_cells_stand_in_the_order_that_excel_wants():
    data = render_annex(EXCEL_TEMPLATE, workbook())

    for number in range(1, 5):
        root = parse(parts_of(data)[f"xl/worksheets/sheet{number}.xml"])
        rows = [int(row.get("r") or 0) for row in root.iter(S + "row")]
        assert rows == sorted(set(rows))
        order = [child.tag.removeprefix(S) for child in root]
        assert order == sorted(order, key=_SCHEMA_ORDER.index)


_SCHEMA_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors",
]  # fmt: skip


def test_an_annex_without_sheets_is_one_sentence():
    with pytest.raises(DocumentError, match="chưa có số liệu"):
        render_annex(EXCEL_TEMPLATE, workbook(sheets=[]))


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        pytest.param([column("A")], [["1", "2"]], id="a cell too many"),
        pytest.param([column("A")], [[5]], id="a number that is no Decimal"),
        pytest.param([column("A")], [[Decimal("NaN")]], id="no number"),
        pytest.param([column("A", "money")], [["1"]], id="an unknown kind"),
    ],
)
def test_a_workbook_of_the_wrong_shape_is_our_own_mistake(
    columns: list[dict[str, Any]], rows: list[list[Any]]
):
    with pytest.raises(TypeError):
        render_annex(EXCEL_TEMPLATE, one_sheet(columns, rows))
