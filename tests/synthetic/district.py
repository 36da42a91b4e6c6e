"""A whole month of one district: every cell of the district form that a person fills in."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey, Value
from tests.synthetic import texts
from tests.synthetic.apportion import noise
from tests.synthetic.flows import backlog, commune_flows, district_flows, money_paid, open_feedback
from tests.synthetic.published import TRAINING_DISTRICT
from tests.synthetic.stocks import commune_stocks, district_stocks
from tests.synthetic.targets import target_answers
from tests.synthetic.timeline import months_of_year, months_since_anchor
from tests.synthetic.units import areas

_Item = TypeVar("_Item")

_TYPED_FLOWS = (
    "bcd_hop", "tin_bai", "pano", "hoi_nghi", "nguoi_du", "hs_so_hoa", "kq_so_hoa", "tai_su_dung",
    "bc_phai_nop", "bc_dung_han", "bc_qua_han", "canh_bao", "canh_bao_xu_ly", "su_co",
    "hs_tiep_nhan", "hs_toan_trinh", "hs_mot_phan", "hs_giai_quyet", "hs_dung_han", "hs_qua_han",
    "hs_kq_dien_tu", "tt_ho_so", "vb_di", "vb_di_ky_so", "pa_tiep_nhan", "pa_tra_loi",
    "hop_truc_tuyen", "dn_ho_tro", "lop_dn", "dn_tap_huan", "an_sinh", "an_sinh_ck", "cb_tap_huan",
)  # fmt: skip
_CUMULATED = (
    "bcd_hop", "tin_bai", "pano", "hoi_nghi", "nguoi_du", "hs_so_hoa", "kq_so_hoa", "tai_su_dung",
    "canh_bao", "canh_bao_xu_ly", "su_co", "hs_tiep_nhan", "hs_truc_tuyen", "hs_giai_quyet",
    "hs_dung_han", "hs_kq_dien_tu", "tt_ho_so", "vb_di", "vb_di_ky_so", "pa_tiep_nhan",
    "pa_tra_loi", "dn_ho_tro", "lop_dn", "dn_tap_huan", "ocop_giao_dich", "edongthap", "hoat_dong",
    "luot_ho_tro", "cb_tap_huan",
)  # fmt: skip
_WITHOUT_PERSONAL_KEYS = ("868", "875")
_ESTIMATING = ("870", "877")


@lru_cache(maxsize=256)
def district_answers(district_code: str, period: Period) -> Mapping[CellKey, Answer]:
    """Return every answer of a district for a month, calculated figures left out.

    Any month will do; targets are those of the plan of 2023 and stand only in the months of 2023.
    """
    found = (
        *_own_figures(district_code, period),
        *_commune_figures(district_code, period),
        *_own_texts(district_code, period),
        *_lists(district_code, period),
        *target_answers(district_code, period),
    )
    return MappingProxyType({answer.key: answer for answer in found})


def cumulative(district_code: str, question: str, period: Period) -> int:
    """Return what a monthly figure adds up to from January to `period`."""
    return sum(district_flows(district_code, month)[question] for month in months_of_year(period))


# --- figures --------------------------------------------------------------------------------------


def _own_figures(code: str, period: Period) -> Iterator[Answer]:
    flows = district_flows(code, period)
    for question in _TYPED_FLOWS:
        yield _figure(code, question, flows[question])
    for question in _CUMULATED:
        yield _figure(code, f"{question}_lk", cumulative(code, question, period))
    for question, value in district_stocks(code, period).items():
        yield _stock(code, question, value)
    yield from _special_figures(code, period)


def _special_figures(code: str, period: Period) -> Iterator[Answer]:
    """Yield the figures that are neither a plain flow, nor its sum, nor a plain stock."""
    flows = district_flows(code, period)
    months = months_of_year(period)
    yield _figure(code, "van_ban_lk", cumulative(code, "van_ban_ky", period))
    yield _figure(code, "hs_dang_xu_ly", backlog(code, period))
    yield _figure(code, "pa_dang_xu_ly", open_feedback(code, period))
    yield _figure(code, "pa_qua_han", 0)
    yield _figure(code, "tt_so_tien", money_paid(code, period))
    yield _figure(code, "tt_so_tien_lk", sum((money_paid(code, m) for m in months), Decimal(0)))
    yield _figure(code, "diem_766", _score(code, period))
    if flows["su_co"]:
        yield _figure(code, "su_co_xu_ly", flows["su_co"])


def _stock(code: str, question: str, value: int) -> Answer:
    key = CellKey(code, question)
    if question == "tram_5g" and not value:
        return Answer(key, status=AnswerStatus.NOT_APPLICABLE)
    if question == "chu_ky_so_ca_nhan" and code in _WITHOUT_PERSONAL_KEYS:
        return Answer(key, status=AnswerStatus.NOT_COLLECTED)
    return Answer(key, Decimal(value))


def _commune_figures(code: str, period: Period) -> Iterator[Answer]:
    for area in areas(code):
        for question, value in {
            **commune_stocks(area, period),
            **commune_flows(area, period),
        }.items():
            is_estimate = question == "xhx_smartphone" and code in _ESTIMATING
            status = AnswerStatus.ESTIMATED if is_estimate else AnswerStatus.REPORTED
            yield Answer(CellKey(area, question), Decimal(value), status)


def _figure(code: str, question: str, value: int | Decimal) -> Answer:
    is_published = (code, question) == (TRAINING_DISTRICT, "dn_tap_huan_lk")
    return Answer(
        CellKey(code, question), Decimal(value), qualifier="gần" if is_published and value else ""
    )


def _score(code: str, period: Period) -> Decimal:
    points = noise(7_050, 8_150, "diem_766", code) + 9 * months_since_anchor(period)
    return Decimal(min(points, 9_900)) / 100


# --- texts and lists ------------------------------------------------------------------------------


def _own_texts(code: str, period: Period) -> Iterator[Answer]:
    for question, text in texts.narratives(code, period):
        yield _said(code, question, text)
    yield _said(code, "ke_hoach_nam", "co")
    plan = texts.year_plan(code, period.year)
    yield _said(code, "ke_hoach_so", plan.number)
    yield _said(code, "ke_hoach_ngay", plan.day)
    yield _said(code, "ngay_cds", "co" if period.number in (9, 10) else "khong")
    if period.number in (9, 10):
        yield _said(code, "ngay_cds_noi_dung", _CAMPAIGN_TEXTS[noise(0, 1, "cds", code)])
    if district_flows(code, period)["hs_qua_han"]:
        yield _said(code, "hs_qua_han_ly_do", _LATE_REASON)
    if district_stocks(code, period)["vung_lom_song"]:
        yield _said(code, "vung_lom_ten", "các cụm dân cư cuối tuyến kênh, xa trung tâm xã")


def _lists(code: str, period: Period) -> Iterator[Answer]:
    count = district_flows(code, period)["van_ban_ky"]
    for row, document in _rows(texts.documents(code, period, count=count)):
        yield _said(code, "vb_loai", document.kind, row)
        yield _said(code, "vb_so_ky_hieu", document.number, row)
        yield _said(code, "vb_ngay", document.day, row)
        yield _said(code, "vb_co_quan", document.body, row)
        yield _said(code, "vb_trich_yeu", document.abstract, row)
    for row, (difficulty, cause) in _rows(texts.difficulties(code, period)):
        yield _said(code, "kk_noi_dung", difficulty, row)
        yield _said(code, "kk_nguyen_nhan", cause, row)
    for row, (task, body, day) in _rows(texts.tasks(code, period)):
        yield _said(code, "nv_noi_dung", task, row)
        yield _said(code, "nv_chu_tri", body, row)
        yield _said(code, "nv_thoi_han", day, row)
    for row, (body, proposal) in _rows(texts.proposals(code, period)):
        yield _said(code, "kn_co_quan", body, row)
        yield _said(code, "kn_noi_dung", proposal, row)


_CAMPAIGN_TEXTS = (
    "phát động tuần lễ cài đặt ứng dụng, thanh toán không dùng tiền mặt tại các chợ trung tâm",
    "tổ chức ra quân hướng dẫn người dân kích hoạt định danh điện tử ở các khóm, ấp",
)
_LATE_REASON = "hồ sơ đất đai phải chờ kết quả thẩm định, đã có thư xin lỗi và hẹn lại ngày trả"


def _rows(items: Iterable[_Item]) -> Iterator[tuple[str, _Item]]:
    return ((f"r{number:04d}", item) for number, item in enumerate(items, start=1))


def _said(code: str, question: str, value: Value, row: str = "") -> Answer:
    return Answer(CellKey(code, question, row), value)
