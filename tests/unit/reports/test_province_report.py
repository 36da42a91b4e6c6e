"""The province's report says the figures of sources 003 and 000 (domain/dong_thap_figures.csv).

The 12 generated districts of 09/2023 are totalled; the province's own figures are the published
ones. Run with `-s` to see how many of the 52 figures are reproduced and which are not, and why.
"""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from cds_desktop.formdef.answers import apply, compile_rules
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.suggestions import suggest_settings
from cds_desktop.reports import context
from tests.synthetic.province import JUNE, PROVINCE, SEPTEMBER, province_data, province_form

CANNOT = {
    "F027": "của riêng huyện Tân Hồng: báo cáo của huyện nói (test_published_figures), số toàn "
    "Tỉnh là tổng các đơn vị",
    "F049": "“hàng trăm trường hợp” không phải một con số; chỉ viết được trong phần lời văn",
}

SAID = {
    "F001": "ước đạt 6,42%, vượt chỉ tiêu so với Kế hoạch của Tỉnh",
    "F002": "Nghị quyết số 39/NQ-HĐND ngày 18/7/2023 của Hội đồng nhân dân Tỉnh quy định mức thu "
    "phí, lệ phí, trong đó giảm 50% phí, lệ phí",
    "F003": "Kế hoạch số 308/KH-UBND ngày 18/9/2023",
    "F004": "Quyết định số 1019/QĐ-UBND-HC ngày 30/9/2023",
    "F005": "đã kết nối với 19/23 cơ sở dữ liệu, hệ thống thông tin quốc gia",
    "F006": "Hoàn thành 5/7 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; "
    "01 chỉ tiêu có khả năng hoàn thành vào cuối năm",
    "F007": "01 chỉ tiêu có khả năng hoàn thành vào cuối năm (“Trên 60%",
    "F008": "01 chỉ tiêu phụ thuộc vào Bộ NN&PTNT và Bộ TT&TT (“Công bố chính thức nền tảng",
    "F009": "“Trên 60% cơ quan nhà nước cấp tỉnh tham gia cung cấp dữ liệu mở",
    "F010": "hơn 5.000 trạm thu, phát sóng thông tin di động mặt đất",
    "F011": "1.205.780 thuê bao sử dụng điện thoại thông minh",
    "F012": "100% khóm, ấp (699/699) có đường truyền Internet cáp quang",
    "F013": "tỷ lệ hộ gia đình sử dụng đạt 83,66%",
    "F014": "xuyên suốt 3 cấp hành chính",
    "F015": "3.819 thiết bị được giám sát mã độc",
    "F016": "duy trì 4/4 lớp bảo đảm an toàn thông tin",
    "F017": "giám sát 100% thiết bị, hệ thống thông tin tại Trung tâm tích hợp dữ liệu Tỉnh",
    "F018": "763 dịch vụ công trực tuyến toàn trình (chiếm 47,54%)",
    "F019": "214 dịch vụ công trực tuyến một phần (chiếm 13,33%)",
    "F020": "Tổng đài 1022 của Tỉnh đã tiếp nhận 3.024 ý kiến",
    "F021": "đã trả lời 3.013 ý kiến (chiếm tỷ lệ 99,64%)",
    "F022": "còn 11 ý kiến đang xử lý (chiếm tỷ lệ 0,36%)",
    "F023": "Hoàn thành 7/12 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; 04 chỉ tiêu",
    "F024": "04 chỉ tiêu có khả năng hoàn thành vào cuối năm; 01 chỉ tiêu khó hoàn thành",
    "F025": "01 chỉ tiêu khó hoàn thành (“80% hoạt động chỉ đạo, điều hành",
    "F026": "“80% hoạt động chỉ đạo, điều hành và quản trị nội bộ của CQNN",
    "F028": "Hoàn thành 3/6 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023",
    "F029": "01 chỉ tiêu có khả năng hoàn thành vào cuối năm (“Hỗ trợ 50 doanh nghiệp",
    "F030": "02 chỉ tiêu khó hoàn thành (“100% sản phẩm OCOP",
    "F031": "“Hỗ trợ 50 doanh nghiệp nhỏ và vừa trải nghiệm các nền tảng số”",
    "F032": "“100% sản phẩm OCOP có mặt trên các sàn thương mại điện tử”",
    "F033": "Hoàn thành 6/12 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; 02 chỉ tiêu phụ thuộc",
    "F034": "02 chỉ tiêu phụ thuộc vào thời gian tắt sóng di động 2G",
    "F035": "02 chỉ tiêu khó hoàn thành; 02 chỉ tiêu không tiếp tục đánh giá",
    "F036": "02 chỉ tiêu không tiếp tục đánh giá (“90% hộ gia đình có địa chỉ Vpostcode” và",
    "F037": "320 khóm, ấp đã thành lập Tổ công nghệ số cộng đồng (chiếm tỷ lệ 45,8%)",
    "F038": "12/12 huyện, thành phố",
    "F039": "143/143 xã, phường, thị trấn",
    "F040": "với số lượng hơn 950 đoàn viên",
    "F041": "hơn 3.300 hoạt động hỗ trợ chuyển đổi số",
    "F042": "gần 232.000 lượt người dân, hộ gia đình",
    "F043": "“Tỷ lệ thuê bao điện thoại di động sử dụng điện thoại thông minh trên 80%”",
    "F044": "“Tỷ lệ dân số trưởng thành có điện thoại thông minh đạt 80%”",
    "F045": "“90% hộ gia đình có địa chỉ Vpostcode”",
}
SAID_IN_JUNE = {
    "F046": "855 dịch vụ công trực tuyến toàn trình (chiếm 46,22%)",  # printed there as 46,2%
    "F047": "564 dịch vụ công trực tuyến một phần (chiếm 30,49%)",  # printed there as 30,5%
    "F048": "xử lý hình sự 01 trường hợp",
    "F050": "100% cơ sở khám bệnh, chữa bệnh công lập tuyến tỉnh, huyện triển khai tư vấn",
    "F051": "100% đơn vị sự nghiệp, cơ sở khám, chữa bệnh ứng dụng công nghệ thông tin",
    "F052": "100% bệnh viện tuyến tỉnh thay phim",
}
# The percentages that the two sources print with their parts, or that follow from them.
RATES = {
    "F005": (SEPTEMBER, "ty_le_lgsp", "82.61"),
    "F012": (SEPTEMBER, "ty_le_ap_cap_quang", "100"),
    "F013": (SEPTEMBER, "ty_le_ho_cap_quang", "83.66"),
    "F018": (SEPTEMBER, "ty_le_dvc_toan_trinh", "47.54"),
    "F019": (SEPTEMBER, "ty_le_dvc_mot_phan", "13.33"),
    "F021": (SEPTEMBER, "ty_le_pa_tra_loi", "99.64"),
    "F022": (SEPTEMBER, "ty_le_pa_dang_xu_ly", "0.36"),
    "F037": (SEPTEMBER, "ty_le_to_cnscd", "45.8"),
    "F046": (JUNE, "ty_le_dvc_toan_trinh", "46.22"),
    "F047": (JUNE, "ty_le_dvc_mot_phan", "30.49"),
}


@cache
def report(period: Period) -> dict[str, Any]:
    form, data = province_form(period), province_data(period)
    unit = next(unit for unit in load_org_units() if unit.code == PROVINCE)
    return context.build(
        form,
        data,
        outcome=apply(compile_rules(form), data),
        settings=suggest_settings(unit, ""),
        org_unit=unit,
        area_names={},
        revision=1,
        is_draft=False,
        is_practice=False,
    )


def text_of(period: Period) -> str:
    return "\n".join(b["text"] for part in report(period)["parts"] for b in part["blocks"])


@pytest.mark.parametrize(("figure", "said"), SAID.items(), ids=SAID)
def test_the_report_of_september_says(figure: str, said: str):
    assert said.casefold() in text_of(SEPTEMBER).casefold(), figure


@pytest.mark.parametrize(("figure", "said"), SAID_IN_JUNE.items(), ids=SAID_IN_JUNE)
def test_the_report_of_june_says(figure: str, said: str):
    assert said.casefold() in text_of(JUNE).casefold(), figure


@pytest.mark.parametrize(("period", "question", "value"), RATES.values(), ids=RATES)
def test_the_percentage_follows_from_its_parts(period: Period, question: str, value: str):
    form, data = province_form(period), province_data(period)
    outcome = apply(compile_rules(form), data)
    assert outcome.value(CellKey(PROVINCE, question)) == Decimal(value)


def test_every_published_figure_is_reproduced_or_named_with_its_reason():
    known = sorted([*SAID, *SAID_IN_JUNE, *CANNOT])
    assert known == [f"F{number:03d}" for number in range(1, 53)]
    reproduced = len(SAID) + len(SAID_IN_JUNE)
    print(f"\nProvince form: {reproduced} of 52 figures, {len(RATES)} of {len(RATES)} percentages.")
    for figure, reason in CANNOT.items():
        print(f"  {figure}: {reason}")


def test_the_seven_parts_stand_in_the_order_of_the_published_report():
    results = report(SEPTEMBER)["parts"][0]["blocks"]
    assert [block["text"] for block in results if block["kind"] == "heading"] == [
        "1. Xây dựng, hoàn thiện thể chế",
        "2. Phát triển dữ liệu số",
        "3. Phát triển hạ tầng số và bảo đảm an toàn thông tin",
        "4. Xây dựng chính quyền số",
        "5. Phát triển kinh tế số",
        "6. Phát triển xã hội số",
        "7. Nhân lực chuyển đổi số",
    ]


def test_the_counts_of_the_plan_close():
    said = "Hoàn thành 21/37 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; 06 chỉ tiêu có khả năng"
    closing = report(SEPTEMBER)["parts"][1]["blocks"][0]["text"]
    assert closing.startswith(said)
    assert "03 chỉ tiêu phụ thuộc" in closing
    assert "05 chỉ tiêu khó hoàn thành" in closing
    assert "02 chỉ tiêu không tiếp tục đánh giá" in closing


def test_an_unnamed_target_is_counted_and_never_quoted():
    assert "chưa có nguyên văn" not in text_of(SEPTEMBER)


def test_nothing_in_the_province_s_month_blocks_it():
    form, data = province_form(SEPTEMBER), province_data(SEPTEMBER)
    blocking = [
        (finding.key.question, finding.code)
        for finding in apply(compile_rules(form), data).findings
        if finding.is_blocking and finding.code != "required_missing"
    ]
    # The resolution is of July: the published report goes back further than its month.
    assert blocking == [("vb_ngay", "rule_violated")]


def test_questions_of_the_half_year_are_not_asked_in_september():
    form = province_form(SEPTEMBER)
    outcome = apply(compile_rules(form), province_data(SEPTEMBER))
    assert CellKey(PROVINCE, "kcb_tu_xa") in outcome.inapplicable
    assert CellKey(PROVINCE, "so_huyen") not in outcome.inapplicable
