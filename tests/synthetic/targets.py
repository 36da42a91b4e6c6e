"""Where a district stands on the targets of the plan of 2023 (forms/plans/2023.toml)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Value
from tests.synthetic.apportion import noise
from tests.synthetic.flows import district_flows
from tests.synthetic.stocks import commune_stocks
from tests.synthetic.timeline import months_of_year
from tests.synthetic.units import areas

PLAN_YEAR = 2023

_NO_MAIL = "hệ thống thư điện tử công vụ chưa tích hợp với hệ thống quản lý văn bản và điều hành"
_NO_SHOP = "một số chủ thể chưa đủ nhân lực quản lý gian hàng trên sàn"
_OLD_NETWORK = "thời gian tắt sóng di động 2G"
_DROPPED = "Tỉnh dừng đánh giá chỉ tiêu này"


@dataclass(frozen=True, slots=True)
class _Standing:
    """A target's result and status, with the cause or the dependency that the status asks for."""

    result: Decimal | None
    status: str
    cause: str = ""
    dependency: str = ""


def target_answers(code: str, period: Period) -> Iterator[Answer]:
    """Yield the answers on the plan's targets that a district follows; none outside 2023."""
    if period.year != PLAN_YEAR:
        return
    for target, standing in _standings(code, period).items():
        yield _answer(code, "chi_tieu_trang_thai", standing.status, target)
        if standing.result is not None:
            yield _answer(code, "chi_tieu_ket_qua", standing.result, target)
        if standing.cause:
            yield _answer(code, "chi_tieu_nguyen_nhan", standing.cause, target)
        if standing.dependency:
            yield _answer(code, "chi_tieu_phu_thuoc", standing.dependency, target)


def _standings(code: str, period: Period) -> dict[str, _Standing]:
    shops = _percent(code, period, part="ktx_ocop_san", whole="ktx_ocop")
    phones = _percent(code, period, part="xhx_smartphone", whole="xhx_truong_thanh")
    helped = sum(district_flows(code, month)["dn_ho_tro"] for month in months_of_year(period))
    return {
        "T03": _Standing(Decimal(noise(58, 76, "T03", code)), "kho", cause=_NO_MAIL),
        "T05": _Standing(Decimal(helped), "kn"),
        "T06": _Standing(shops, "ht") if shops >= 100 else _Standing(shops, "kho", cause=_NO_SHOP),
        "T09": _Standing(phones, "ht")
        if phones >= 80
        else _Standing(phones, "pt", dependency=_OLD_NETWORK),
        "T10": _Standing(None, "kdg", cause=_DROPPED),
    }


def _percent(code: str, period: Period, *, part: str, whole: str) -> Decimal:
    stocks = [commune_stocks(area, period) for area in areas(code)]
    share = Decimal(100 * sum(s[part] for s in stocks)) / sum(s[whole] for s in stocks)
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _answer(code: str, question: str, value: Value, target: str) -> Answer:
    return Answer(CellKey(code, question, target), value)
