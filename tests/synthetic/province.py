"""The province's month: the totals of the 12 generated districts, and its own figures as published.

Own figures are those of the two published reports; nothing here is invented but the districts.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from cds_desktop import paths
from cds_desktop.formdef.answers import ReportData, apply, compile_rules
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.totals import UnitReport, total_answers, totals
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Value
from tests.synthetic.district import district_answers
from tests.synthetic.units import DISTRICTS, areas

PROVINCE = "87"
SEPTEMBER, JUNE = Period("202309"), Period("202306")
CATALOG = Catalog((paths.FORMS,))

_SHARED: dict[str, object] = {
    "lgsp_ket_noi": 19, "lgsp_tong": 23, "lop_attt": 4, "lop_attt_tong": 4, "tslcd_cap": 3,
    "ttdl_giam_sat": 100, "so_huyen": 12, "grdp_ke_hoach": "vuot", "van_ban_lk": 20,
}  # fmt: skip
_OWN: dict[Period, dict[str, object]] = {
    SEPTEMBER: {"dvc_tong": 1605, "dvc_toan_trinh": 763, "dvc_mot_phan": 214},
    JUNE: {
        "dvc_tong": 1850, "dvc_toan_trinh": 855, "dvc_mot_phan": 564, "vi_pham_hinh_su": 1,
        "kcb_tu_xa": 100, "kcb_khong_tien_mat": 100, "bv_anh_so": 100,
    },
}  # fmt: skip
_DOCUMENTS = (
    ("nghi_quyet", "39/NQ-HĐND", date(2023, 7, 18), "Hội đồng nhân dân Tỉnh",
     "quy định mức thu phí, lệ phí, trong đó giảm 50% phí, lệ phí"),
    ("ke_hoach", "308/KH-UBND", date(2023, 9, 18), "UBND Tỉnh",
     "hưởng ứng ngày CĐS quốc gia và ngày CĐS tỉnh Đồng Tháp"),
    ("quyet_dinh", "1019/QĐ-UBND-HC", date(2023, 9, 30), "UBND Tỉnh",
     "phê duyệt Báo cáo chỉ số đánh giá, xếp hạng chuyển đổi số năm 2022"),
)  # fmt: skip
_QUALIFIERS = {
    "tram_bts": "hơn",
    "doan_vien": "hơn",
    "hoat_dong_lk": "hơn",
    "luot_ho_tro_lk": "gần",
}
# Where each target of the plan stood at 30/9/2023; the rest of a group was done.
_STANDING = {
    "T01": ("kn", "", ""),
    "T02": ("pt", "", "Bộ NN&PTNT và Bộ TT&TT"),
    "T03": ("kho", "hệ thống thư điện tử công vụ chưa tích hợp", ""),
    **{f"CQ{n}": ("kn", "", "") for n in range(2, 6)},
    "T05": ("kn", "", ""),
    "T06": ("kho", "", ""),
    "T07": ("kho", "", ""),
    "T08": ("pt", "", "thời gian tắt sóng di động 2G"),
    "T09": ("pt", "", "thời gian tắt sóng di động 2G"),
    **{f"XH{n}": ("kho", "", "") for n in (5, 6)},
    "T10": ("kdg", "", ""),
    "T11": ("kdg", "", ""),
}


@cache
def province_form(period: Period) -> Form:
    """Return the province's form with the targets of its plan, unnamed ones too."""
    form = CATALOG.form_for(Level.PROVINCE, period)
    assert form is not None
    return form


@cache
def district_report(code: str, period: Period) -> UnitReport:
    """Return a district's month as the province counts it, computed figures included."""
    form = CATALOG.form_for(Level.DISTRICT, period)
    assert form is not None
    answers = dict(district_answers(code, period))
    outcome = apply(compile_rules(form), ReportData(code, period, areas(code), answers))
    answers |= {key: Answer(key, value) for key, value in outcome.calculated.items()}
    return UnitReport(code, form, answers)


@cache
def province_data(period: Period) -> ReportData:
    """Return the province's month: totals over all districts, and its own figures."""
    found = totals(province_form(period), [district_report(code, period) for code in DISTRICTS])
    fed = total_answers(
        province_form(period), found, org_unit=PROVINCE, expected={"huyen_cds": len(DISTRICTS)}
    )
    answers = [
        replace(answer, qualifier=_QUALIFIERS.get(answer.key.question, "")) for answer in fed
    ]
    answers += [_own(question, value) for question, value in (_SHARED | _OWN[period]).items()]
    answers.append(replace(_own("grdp", Decimal("6.42")), status=AnswerStatus.ESTIMATED))
    answers += [*_documents(), *_targets(period)]
    return ReportData(PROVINCE, period, (), {a.key: a for a in answers}, level=Level.PROVINCE)


def _own(question: str, value: object, row: str = "") -> Answer:
    exact: Value = Decimal(value) if isinstance(value, int) else value  # pyright: ignore[reportAssignmentType]
    return Answer(CellKey(PROVINCE, question, row), exact)


def _documents() -> list[Answer]:
    columns = ("vb_loai", "vb_so_ky_hieu", "vb_ngay", "vb_co_quan", "vb_trich_yeu")
    return [
        _own(column, value, f"r{row:04d}")
        for row, document in enumerate(_DOCUMENTS, start=1)
        for column, value in zip(columns, document, strict=True)
    ]


def _targets(period: Period) -> list[Answer]:
    answers: list[Answer] = []
    for target in province_form(period).targets:
        status, reason, dependency = _STANDING.get(target.id, ("ht", "", ""))
        answers.append(_own("chi_tieu_trang_thai", status, target.id))
        answers.append(_own("chi_tieu_nguyen_nhan", reason or None, target.id))
        answers.append(_own("chi_tieu_phu_thuoc", dependency or None, target.id))
    return answers
