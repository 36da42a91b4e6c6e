"""The shipped district form says the published figures of 09/2023 to the digit.

The province's numbers (sources 003 and 000, domain/dong_thap_figures.csv) are entered as if one
unit had reported them, with all 143 communes in its rosters. What a district form cannot say is
named in BEYOND_A_DISTRICT; the counts of targets by group are in test_status_sentences.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from cds_desktop import paths
from cds_desktop.formdef.answers import ReportData, apply, compile_rules
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations.suggestions import suggest_settings
from cds_desktop.reports import context
from cds_desktop.reports.sentences import sentence
from tests.synthetic.units import communes
from tests.unit.reports.specimen import PERIOD, a_source, given

UNIT = OrgUnit("87", "Tỉnh Đồng Tháp", Level.DISTRICT, "", date(2000, 1, 1))
AREAS = tuple(unit.code for unit in communes())

BEYOND_A_DISTRICT = {
    "F001": "đóng góp của kinh tế số vào GRDP chỉ tính ở cấp tỉnh",
    "F005": "LGSP là nền tảng của Tỉnh",
    "F014": "ba cấp hành chính: định tính, toàn Tỉnh",
    "F016": "bốn lớp bảo đảm an toàn thông tin: toàn Tỉnh",
    "F017": "Trung tâm tích hợp dữ liệu của Tỉnh",
    "F018, F019, F046, F047": "dịch vụ công trực tuyến do Tỉnh cung cấp (mẫu câu được thử riêng)",
    "F038": "số huyện có Tổ Thanh niên: chỉ đếm được ở cấp tỉnh",
    "F048 - F052": "truyền thông và y tế cấp tỉnh",
}

OWN: dict[str, object] = {
    "tram_bts": given(qualifier="hơn"),
    "thue_bao_smartphone": 1_205_780,
    "thiet_bi_giam_sat": 3_819,
    "may_tinh": 5_000,
    "may_tinh_pcmd": 4_900,
    "pa_tiep_nhan_lk": 3_024,
    "pa_tra_loi_lk": 3_013,
    "pa_dang_xu_ly": 11,
    "pa_qua_han": 0,
    "doan_vien": given(qualifier="hơn"),
    "hoat_dong_lk": given(3_300, qualifier="hơn"),
    "luot_ho_tro_lk": given(232_000, qualifier="gần"),
    "lop_dn_lk": 1,
    "dn_tap_huan_lk": given(50, qualifier="gần"),
    "van_ban_lk": 20,
}
FIRST_COMMUNE = {
    "ht_bts": 5_000,
    "ht_ap": 699,
    "ht_ap_cap_quang": 699,
    "ht_ho": 440_000,
    "ht_ho_cap_quang": 368_104,
    "nlx_to": 320,
    "nlx_doan_vien": 950,
}
DOCUMENTS: dict[str, object] = {
    "vb_loai#r0001": "nghi_quyet",
    "vb_so_ky_hieu#r0001": "39/NQ-HĐND",
    "vb_ngay#r0001": date(2023, 7, 18),
    "vb_co_quan#r0001": "Hội đồng nhân dân Tỉnh",
    "vb_trich_yeu#r0001": "quy định mức thu phí, lệ phí, trong đó giảm 50% phí, lệ phí",
    "vb_loai#r0002": "ke_hoach",
    "vb_so_ky_hieu#r0002": "308/KH-UBND",
    "vb_ngay#r0002": date(2023, 9, 18),
    "vb_co_quan#r0002": "UBND Tỉnh",
    "vb_trich_yeu#r0002": "hưởng ứng ngày CĐS quốc gia và ngày CĐS tỉnh Đồng Tháp",
    "vb_loai#r0003": "quyet_dinh",
    "vb_so_ky_hieu#r0003": "1019/QĐ-UBND-HC",
    "vb_ngay#r0003": date(2023, 9, 30),
    "vb_co_quan#r0003": "UBND Tỉnh",
    "vb_trich_yeu#r0003": "phê duyệt Báo cáo chỉ số đánh giá, xếp hạng chuyển đổi số năm 2022",
}
TARGETS: dict[str, object] = {
    "chi_tieu_trang_thai#T03": "kho",
    "chi_tieu_nguyen_nhan#T03": "do hệ thống thư điện tử công vụ chưa tích hợp",
    "chi_tieu_trang_thai#T05": "kn",
    "chi_tieu_trang_thai#T06": "kho",
    "chi_tieu_nguyen_nhan#T06": "một số chủ thể chưa có gian hàng",
    "chi_tieu_trang_thai#T09": "pt",
    "chi_tieu_phu_thuoc#T09": "thời gian tắt sóng di động 2G",
    "chi_tieu_trang_thai#T10": "kdg",
}

SAID = [
    pytest.param("Nghị quyết số 39/NQ-HĐND ngày 18/7/2023", id="F002 a resolution"),
    pytest.param("giảm 50% phí, lệ phí", id="F002 its rate"),
    pytest.param("Kế hoạch số 308/KH-UBND ngày 18/9/2023 của UBND Tỉnh", id="F003 a plan"),
    pytest.param("Quyết định số 1019/QĐ-UBND-HC ngày 30/9/2023 của UBND Tỉnh", id="F004"),
    pytest.param("hơn 5.000 trạm thu, phát sóng", id="F010 base stations"),
    pytest.param("1.205.780 thuê bao sử dụng điện thoại thông minh", id="F011 subscribers"),
    pytest.param("699/699 khóm, ấp có đường truyền Internet cáp quang", id="F012 hamlets"),
    pytest.param("tỷ lệ 100%)", id="F012 their rate"),
    pytest.param("đạt 83,66% tổng số hộ", id="F013 households"),
    pytest.param("3.819 thiết bị được giám sát mã độc", id="F015 devices"),
    pytest.param("3.024 ý kiến", id="F020 opinions received"),
    pytest.param("đã trả lời 3.013 ý kiến (chiếm tỷ lệ 99,64%)", id="F021 answered"),
    pytest.param("còn 11 ý kiến đang xử lý (chiếm tỷ lệ 0,36%)", id="F022 in work"),
    pytest.param("“80% hoạt động chỉ đạo, điều hành", id="F026 a target of 80 %"),
    pytest.param("gần 50 doanh nghiệp", id="F027 businesses at the course"),
    pytest.param("“Hỗ trợ 50 doanh nghiệp nhỏ và vừa", id="F031 a target of 50"),
    pytest.param("“100% sản phẩm OCOP có mặt trên các sàn", id="F032 a target of 100 %"),
    pytest.param("320/699 khóm, ấp", id="F037 groups"),
    pytest.param("45,78%)", id="F037 their rate, printed there as 45,8%"),
    pytest.param("143/143 xã, phường, thị trấn với hơn 950 đoàn viên", id="F039, F040 youth"),
    pytest.param("hơn 3.300 hoạt động", id="F041 activities"),
    pytest.param("gần 232.000 lượt người dân, hộ gia đình", id="F042 people reached"),
    pytest.param("điện thoại thông minh đạt 80%”", id="F044 a target of 80 %"),
    pytest.param("“90% hộ gia đình có địa chỉ Vpostcode”", id="F045 a target of 90 %"),
]


@cache
def district_form() -> Form:
    form = Catalog((paths.FORMS,)).form_for(Level.DISTRICT, PERIOD)
    assert form is not None
    return form


@cache
def report_text() -> str:
    answers = [_own(place, value) for place, value in {**OWN, **DOCUMENTS, **TARGETS}.items()]
    answers += [
        Answer(CellKey(AREAS[0], question), Decimal(value))
        for question, value in FIRST_COMMUNE.items()
    ]
    answers += [Answer(CellKey(area, "nlx_to_tn"), Decimal(1)) for area in AREAS]
    data = ReportData(UNIT.code, PERIOD, AREAS, {answer.key: answer for answer in answers})
    built: dict[str, Any] = context.build(
        district_form(),
        data,
        outcome=apply(compile_rules(district_form()), data),
        settings=suggest_settings(UNIT, ""),
        org_unit=UNIT,
        area_names={unit.code: unit.name for unit in communes()},
        revision=1,
        is_draft=False,
        is_practice=False,
    )
    return "\n".join(block["text"] for part in built["parts"] for block in part["blocks"])


def _own(place: str, given_value: object) -> Answer:
    question, _, row = place.partition("#")
    key = CellKey(UNIT.code, question, row)
    if isinstance(given_value, Answer):
        return replace(given_value, key=key)
    value = Decimal(given_value) if isinstance(given_value, int) else given_value
    return Answer(key, value)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("said", SAID)
def test_the_published_figure_is_said_as_it_was_published(said: str):
    assert said.casefold() in report_text().casefold()


@pytest.mark.parametrize(
    ("total", "whole", "partly", "said"),
    [
        pytest.param(
            1605, 763, 214,
            "Đã tích hợp 763 dịch vụ công trực tuyến toàn trình (chiếm 47,54%); "
            "214 dịch vụ công trực tuyến một phần (chiếm 13,33%).",
            id="F018, F019 in 09/2023",
        ),
        pytest.param(
            1850, 855, 564,
            "Đã tích hợp 855 dịch vụ công trực tuyến toàn trình (chiếm 46,22%); "
            "564 dịch vụ công trực tuyến một phần (chiếm 30,49%).",
            id="F046, F047 in the first half, printed there as 46,2% and 30,5%",
        ),
    ],
)  # fmt: skip
def test_services_on_the_national_portal_are_said_with_their_shares(
    total: int, whole: int, partly: int, said: str
):
    template = (
        "Đã tích hợp {td_tra_loi} dịch vụ công trực tuyến toàn trình (chiếm {td_ty_le}); "
        "{xa_cap_quang} dịch vụ công trực tuyến một phần (chiếm {xa_ty_le})."
    )
    source = a_source(
        {
            "td_tiep_nhan": total, "td_tra_loi": whole,
            "xa_ho@30037": total, "xa_cap_quang@30037": partly,
        }
    )  # fmt: skip
    assert sentence(source, template) == said
