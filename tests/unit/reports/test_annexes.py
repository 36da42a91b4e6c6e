"""The annexes: the same tables for Word and Excel, only those that have rows."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports import annexes
from cds_desktop.reports.figure_tables import roster_table
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.tables import split
from tests.unit.reports.specimen import AREAS, SETTINGS, UNIT, a_source, a_target, given
from tests.unit.reports.test_context import build, texts

D = Decimal
ROSTER: dict[str, object] = {
    "xa_ho@30037": 1000, "xa_cap_quang@30037": 900,
    "xa_ho@30040": 500, "xa_cap_quang@30040": given(status=AnswerStatus.NOT_COLLECTED),
    "xa_ho@30043": given(status=AnswerStatus.NOT_APPLICABLE),
}  # fmt: skip


def workbook(source: ReportSource) -> dict[str, Any]:
    return annexes.workbook(
        source.form,
        source.data,
        outcome=source.outcome,
        settings=SETTINGS,
        org_unit=UNIT,
        area_names=AREAS,
        is_draft=True,
        is_practice=False,
    )


def sheet(source: ReportSource, name: str) -> dict[str, Any]:
    return next(sheet for sheet in workbook(source)["sheets"] if sheet["name"] == name)


def annex(built: Mapping[str, Any], title: str) -> dict[str, Any]:
    return next(annex for annex in built["annexes"] if title in annex["title"])


def row(table: Mapping[str, Any], label: str) -> list[object]:
    return next(row for row in table["rows"] if label in row)


# --- Word -----------------------------------------------------------------------------------------


def test_a_single_annex_has_no_number():
    assert [annex["number"] for annex in build(a_source())["annexes"]] == ["Phụ lục"]


def test_annexes_are_numbered_and_the_body_refers_to_each():
    source = a_source(
        {**ROSTER, "tram_bts": 5, "ct_trang_thai#T01": "ht"},
        explanations={"tram_bts": "Một nhà mạng tháo dỡ trạm cũ."},
        targets=(a_target(1, "Xã hội số", "Chỉ tiêu 1"),),
    )
    built = build(source)
    numbers = [annex["number"] for annex in built["annexes"]]
    assert numbers == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    assert texts(built, "KẾT QUẢ THỰC HIỆN")[-1] == (
        "Số liệu tổng hợp tại Phụ lục I; kết quả theo xã, thị trấn tại Phụ lục II; "
        "giải trình số liệu tại Phụ lục III; tình hình thực hiện từng chỉ tiêu tại Phụ lục IV "
        "kèm theo Báo cáo này."
    )


def test_an_annex_says_which_report_it_belongs_to_with_its_number_open():
    assert build(a_source())["annexes"][0]["note"] == (
        "(Kèm theo Báo cáo số      /BC-PVHTT ngày      tháng 10 năm 2023 "
        "của Phòng Văn hóa và Thông tin huyện Tháp Mười)"
    )


def test_the_summary_sets_this_month_beside_the_last():
    source = a_source(
        {"tram_bts": given(763, note="Sáp nhập trạm", status=AnswerStatus.ESTIMATED)},
        previous={"tram_bts": 855},
    )
    table = annex(build(source), "BẢNG TỔNG HỢP CHỈ TIÊU THÁNG 9 NĂM 2023")
    assert len(table["columns"]) == 9
    assert row(table, "Trạm BTS") == [
        "2", "4.01", "Trạm BTS", "trạm", "thời điểm",
        "763", "855", "-92 (10,76%)", "Số liệu ước tính; Sáp nhập trạm",
    ]  # fmt: skip
    assert row(table, "Ý kiến tiếp nhận")[5:] == ["…", "…", "-", ""]


def test_a_rate_of_things_that_happened_is_of_the_period():
    table = annex(build(a_source()), "BẢNG TỔNG HỢP")
    assert row(table, "Tỷ lệ đã trả lời")[3:5] == ["%", "trong kỳ"]


def test_a_roster_shows_each_area_and_totals_recomputed():
    table = annex(build(a_source(ROSTER)), "HẠ TẦNG SỐ CẤP XÃ THÁNG 9 NĂM 2023")
    assert [column["title"] for column in table["columns"]] == [
        "STT", "Đơn vị", "Tổng số hộ", "Hộ dùng cáp quang",
        "Tỷ lệ hộ dùng cáp quang (%)", "Nhà mạng",
    ]  # fmt: skip
    assert table["rows"] == [
        ["1", "Thị trấn Mỹ An", "1.000", "900", "90%", "…"],
        ["2", "Xã Thạnh Lợi", "500", "Chưa có số liệu", "…", "…"],
        ["3", "Xã Hưng Thạnh", "-", "…", "…", "…"],
        ["", "Tổng cộng", "1.500", "900", "…", ""],
    ]
    assert table["total_row"] is True


def test_a_roster_that_nobody_filled_is_no_annex():
    assert len(build(a_source({"tram_bts": 200}))["annexes"]) == 1


def test_a_wide_roster_is_split_and_each_piece_names_the_areas():
    source = a_source(ROSTER)
    pieces = split(roster_table(source, source.form.question("kq_xa")), 4)
    assert [[column.title for column in piece.columns][2:] for piece in pieces] == [
        ["Tổng số hộ", "Hộ dùng cáp quang"],
        ["Tỷ lệ hộ dùng cáp quang (%)", "Nhà mạng"],
    ]
    assert all(piece.texts[0][1] == "Thị trấn Mỹ An" for piece in pieces)
    assert pieces[0].total_texts == ("", "Tổng cộng", "1.500", "900")


def test_explained_warnings_are_printed_with_their_explanations():
    source = a_source({"tram_bts": 5}, explanations={"tram_bts": "Một nhà mạng tháo dỡ trạm cũ."})
    table = annex(build(source), "GIẢI TRÌNH SỐ LIỆU")
    assert table["rows"] == [
        ["1", "4.01", "Trạm BTS", "Huyện Tháp Mười", "5", "Số trạm BTS (5) thấp.",
         "Một nhà mạng tháo dỡ trạm cũ."]
    ]  # fmt: skip


def test_a_warning_without_an_explanation_is_not_printed():
    assert len(build(a_source({"tram_bts": 5}))["annexes"]) == 1


def test_targets_are_listed_with_aim_result_standing_and_reason():
    source = a_source(
        {
            "ct_ket_qua#T01": D("72.5"),
            "ct_trang_thai#T01": "kho",
            "ct_nguyen_nhan#T01": "do chưa tích hợp thư điện tử",
        },
        targets=(a_target(1, "Chính quyền số", "Họp trực tuyến", value="80"),),
    )
    assert annex(build(source), "CHỈ TIÊU KẾ HOẠCH")["rows"] == [
        ["1", "Chính quyền số", "Họp trực tuyến", "80%", "72,5%", "Khó hoàn thành",
         "Chưa tích hợp thư điện tử", ""]
    ]  # fmt: skip


# --- Excel ----------------------------------------------------------------------------------------


def test_the_workbook_holds_real_numbers_and_says_how_totals_are_made():
    source = a_source(ROSTER)
    roster = sheet(source, "Hạ tầng số cấp xã")
    assert roster["rows"][0] == ["1", "Thị trấn Mỹ An", D(1000), D(900), D(90), "…"]
    assert roster["rows"][1][3] == "Chưa có số liệu"
    assert len(roster["rows"]) == 3
    kinds = [(column["kind"], column["total"]) for column in roster["columns"]]
    assert kinds == [
        ("text", ""), ("text", ""), ("integer", "sum"), ("integer", "sum"),
        ("percent", "ratio"), ("text", ""),
    ]  # fmt: skip
    rate = roster["columns"][4]
    assert (rate["numerator_column"], rate["denominator_column"]) == (3, 2)


def test_the_workbook_has_a_sheet_for_each_table_that_has_rows():
    source = a_source(
        {**ROSTER, "tram_bts": 5, "vb_so#r0001": "52/KH-UBND", "ct_trang_thai#T01": "ht"},
        explanations={"tram_bts": "Một nhà mạng tháo dỡ trạm cũ."},
        targets=(a_target(1, "Xã hội số", "Chỉ tiêu 1"),),
    )
    assert [sheet["name"] for sheet in workbook(source)["sheets"]] == [
        "Tổng hợp", "Hạ tầng số cấp xã", "Văn bản ban hành", "Chỉ tiêu kế hoạch", "Giải trình",
    ]  # fmt: skip
    assert [sheet["name"] for sheet in workbook(a_source())["sheets"]] == ["Tổng hợp"]


def test_the_workbook_says_whose_it_is_and_that_it_is_a_draft():
    made = workbook(a_source())
    assert made["issuing_body"] == "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    assert made["draft_mark"] == "DỰ THẢO"
    assert made["place_and_date"] == "Tháp Mười, ngày      tháng 10 năm 2023"
    assert "30/9/2023" in made["sheets"][0]["subtitle"]


def test_what_was_said_last_month_is_shown_with_its_own_sign():
    source = a_source(
        {"tram_bts": 200, "td_tiep_nhan": 5},
        previous={
            "tram_bts": given(status=AnswerStatus.NOT_COLLECTED),
            "td_tiep_nhan": given(status=AnswerStatus.NOT_APPLICABLE),
        },
    )
    table = annex(build(source), "BẢNG TỔNG HỢP")
    assert row(table, "Trạm BTS")[5:8] == ["200", "Chưa có số liệu", "-"]
    assert row(table, "Ý kiến tiếp nhận")[5:8] == ["5", "-", "-"]


def test_the_title_of_a_roster_names_the_kinds_of_areas_that_there_are():
    source = a_source(ROSTER)
    roster = replace(source.form.question("kq_xa"), label="Kinh tế số theo xã, phường, thị trấn")
    assert roster_table(source, roster).title == "Kinh tế số theo xã, thị trấn tháng 9 năm 2023"
    assert roster_table(source, replace(roster, label="Nhân lực")).title == (
        "Nhân lực theo xã, thị trấn tháng 9 năm 2023"
    )
