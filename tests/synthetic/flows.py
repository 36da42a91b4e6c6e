"""Figures of one period: what happened in each commune and each district in a month."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from cds_desktop.model.period import Period
from tests.synthetic.apportion import apportion, noise
from tests.synthetic.published import (
    ANCHOR,
    TRAINED_BUSINESSES,
    TRAINING_DISTRICT,
    TRAINING_MONTH,
    total_of,
)
from tests.synthetic.stocks import commune_stocks
from tests.synthetic.timeline import CAMPAIGN, STEADY, month_of, nine_months, share_of
from tests.synthetic.units import DISTRICTS, areas, communes

Flows = Mapping[str, int]

_DOSSIERS = ("tiep_nhan", "toan_trinh", "mot_phan", "giai_quyet", "dung_han", "qua_han")
_DIVIDED: dict[str, tuple[int, tuple[int, ...]]] = {
    "tin_bai": (1_850, STEADY),
    "pano": (2_600, CAMPAIGN),
    "hoi_nghi": (560, CAMPAIGN),
    "canh_bao": (380, STEADY),
    "pa_tiep_nhan": (total_of("pa_tiep_nhan_lk"), STEADY),
    "dn_ho_tro": (38, STEADY),
    "ocop_giao_dich": (14_500, STEADY),
    "edongthap": (45_000, CAMPAIGN),
    "cb_tap_huan": (4_300, CAMPAIGN),
}
"""The province's total of January to September 2023, and the season; divided by people."""


@cache
def commune_flows(commune: str, period: Period) -> Flows:
    """Return what happened in a commune in a month, by column."""
    dossiers = office_flows(commune, period)
    found = {
        "mcx_tiep_nhan": dossiers["tiep_nhan"],
        "mcx_truc_tuyen": dossiers["toan_trinh"] + dossiers["mot_phan"],
        "mcx_giai_quyet": dossiers["giai_quyet"],
        "mcx_dung_han": dossiers["dung_han"],
        "nlx_hoat_dong": _actions(commune, period),
        "nlx_luot": _visits(commune, period),
    }
    return MappingProxyType(found)


@cache
def office_flows(office: str, period: Period) -> Flows:
    """Return the dossiers of one counter in a month: a commune's, or a district's own."""
    received = _received(office, period)
    solved = received + _backlog(office, period.previous()) - _backlog(office, period)
    late = solved * noise(0, 9, "late", office, period.iso) // 1000
    online = min(
        share_of(received, 57 + noise(-6, 6, "online", office), period, tenths=8), received
    )
    whole = online * noise(60, 72, "toan_trinh", office, period.iso) // 100
    parts = (received, whole, online - whole, solved, solved - late, late)
    return MappingProxyType(dict(zip(_DOSSIERS, parts, strict=True)))


@cache
def district_flows(code: str, period: Period) -> Flows:
    """Return what happened in a district in a month; dossiers are those of all its counters."""
    found = {
        name: month_of(_of_district(name)[code], period, season=season, seed=f"{name}{code}")
        for name, (_, season) in _DIVIDED.items()
    }
    found |= _dossiers(code, period)
    found |= _meetings(code, period)
    found |= _documents(code, period)
    found |= _answers_to_citizens(code, period, found["pa_tiep_nhan"])
    found |= _business_courses(code, period)
    found |= _security(code, period, found["canh_bao"])
    found["hoat_dong"] = sum(commune_flows(area, period)["nlx_hoat_dong"] for area in areas(code))
    found["luot_ho_tro"] = sum(commune_flows(area, period)["nlx_luot"] for area in areas(code))
    return MappingProxyType(found)


def backlog(code: str, period: Period) -> int:
    """Return the dossiers of all counters of a district still open at the end of a month."""
    return sum(_backlog(office, period) for office in (code, *areas(code)))


def open_feedback(code: str, period: Period) -> int:
    """Return the opinions received this year and not answered yet, all within their time."""
    if period == ANCHOR:
        return _divided(total_of("pa_dang_xu_ly"), "open", _people)[code]
    if period.number == 12:
        return 0
    received = month_of(_of_district("pa_tiep_nhan")[code], period, seed=f"pa_tiep_nhan{code}")
    return min(received, noise(0, 2, "open", code, period.iso))


def money_paid(code: str, period: Period) -> Decimal:
    """Return the fees paid online in a month, in millions of đồng."""
    paid = district_flows(code, period)["tt_ho_so"]
    return Decimal(paid * noise(70, 110, "tien", code, period.iso)) / 1000


# --- dossiers -------------------------------------------------------------------------------------


def _received(office: str, period: Period) -> int:
    if office in DISTRICTS:
        people = _people(office) * 5 // 1000
    else:
        people = commune_stocks(office, ANCHOR)["xhx_dan_so"] * 15 // 1000
    season = STEADY[period.number - 1] * noise(92, 108, "hs", office, period.iso)
    return people * season * (100 + 4 * (period.year - ANCHOR.year)) // 1_000_000


def _backlog(office: str, period: Period) -> int:
    return _received(office, period) * noise(5, 9, "backlog", office, period.iso) // 100


def _dossiers(code: str, period: Period) -> dict[str, int]:
    counters = [office_flows(office, period) for office in (code, *areas(code))]
    total = {f"hs_{name}": sum(counter[name] for counter in counters) for name in _DOSSIERS}
    received, solved = total["hs_tiep_nhan"], total["hs_giai_quyet"]
    paid_share = noise(18, 24, "tt", code)
    return total | {
        "hs_truc_tuyen": total["hs_toan_trinh"] + total["hs_mot_phan"],
        "hs_so_hoa": share_of(received, 78 + noise(-5, 5, "sh", code), period, tenths=11, most=99),
        "kq_so_hoa": share_of(solved, 64 + noise(-5, 5, "kq", code), period, tenths=12, most=98),
        "tai_su_dung": share_of(received, noise(6, 12, "tsd", code), period, tenths=3, most=60),
        "hs_kq_dien_tu": share_of(solved, noise(45, 58, "dt", code), period, tenths=9, most=95),
        "tt_ho_so": share_of(received, paid_share, period, tenths=6, most=90),
    }


# --- meetings, documents, feedback, courses, security ---------------------------------------------


def _meetings(code: str, period: Period) -> dict[str, int]:
    events = month_of(
        _of_district("hoi_nghi")[code], period, season=CAMPAIGN, seed=f"hoi_nghi{code}"
    )
    due = 9 + 4 * int(period.number % 3 == 0) + noise(0, 2, "bc", code, period.iso)
    late = int(noise(1, 9, "bc_late", code, period.iso) == 1)
    return {
        "nguoi_du": events * noise(42, 66, "nguoi_du", code, period.iso),
        "bcd_hop": int(period.number % 3 == noise(0, 2, "bcd", code)),
        "hop_truc_tuyen": noise(4, 11, "hop", code, period.iso),
        "bc_phai_nop": due,
        "bc_dung_han": due - late,
        "bc_qua_han": late,
    }


def _documents(code: str, period: Period) -> dict[str, int]:
    usual = 340 + 78 * len(areas(code))
    season = STEADY[period.number - 1] * noise(92, 108, "vb_di", code, period.iso)
    sent = usual * season // 10_000
    signed = share_of(sent, noise(95, 97, "ky_so", code, period.iso), period, tenths=2, most=100)
    pensioners = _people(code) * noise(50, 52, "an_sinh", code) // 1000
    by_transfer = share_of(pensioners, noise(52, 68, "an_ck", code), period, tenths=12, most=96)
    return {
        "van_ban_ky": noise(1, 3, "van_ban", code, period.iso) + int(period.number in (1, 9)),
        "vb_di": sent,
        "vb_di_ky_so": signed,
        "an_sinh": pensioners,
        "an_sinh_ck": by_transfer,
    }


def _answers_to_citizens(code: str, period: Period, received: int) -> dict[str, int]:
    before = 0 if period.number == 1 else open_feedback(code, period.previous())
    return {"pa_tra_loi": received + before - open_feedback(code, period)}


def _business_courses(code: str, period: Period) -> dict[str, int]:
    courses = int(noise(1, 4, "lop_dn", code, period.iso) == 1)
    trained = courses * noise(24, 46, "dn_tap_huan", code, period.iso)
    if code == TRAINING_DISTRICT and period.year == TRAINING_MONTH.year:
        courses = int(period == TRAINING_MONTH)
        trained = courses * TRAINED_BUSINESSES
    return {"lop_dn": courses, "dn_tap_huan": trained}


def _security(code: str, period: Period, warned: int) -> dict[str, int]:
    before = 0 if period.number == 1 else _open_warnings(code, period.previous())
    return {
        "canh_bao_xu_ly": warned + before - _open_warnings(code, period),
        "su_co": int(noise(1, 60, "su_co", code, period.iso) == 1),
    }


def _open_warnings(code: str, period: Period) -> int:
    warned = month_of(_of_district("canh_bao")[code], period, seed=f"canh_bao{code}")
    is_open = period.number < 12 and noise(1, 5, "warning", code, period.iso) == 1
    return min(warned, int(is_open))


# --- shares of the province -----------------------------------------------------------------------


@cache
def _of_district(name: str) -> Mapping[str, int]:
    return _divided(_DIVIDED[name][0], name, _people)


def _divided(total: int, seed: str, weigh: Callable[[str], int]) -> Mapping[str, int]:
    weights = [weigh(code) * noise(80, 120, seed, code) for code in DISTRICTS]
    return dict(zip(DISTRICTS, apportion(total, weights), strict=True))


@cache
def _people(code: str) -> int:
    return sum(commune_stocks(area, ANCHOR)["xhx_dan_so"] for area in areas(code))


@cache
def _activities() -> Mapping[str, int]:
    return _by_commune("hoat_dong_lk", {unit.code: 100 for unit in communes()})


@cache
def _visits_of_year() -> Mapping[str, int]:
    return _by_commune("luot_ho_tro_lk", _activities())


def _by_commune(question: str, base: Mapping[str, int]) -> Mapping[str, int]:
    weights = [weight * noise(75, 125, question, code) for code, weight in base.items()]
    return dict(zip(base, apportion(total_of(question), weights), strict=True))


def _visits(commune: str, period: Period) -> int:
    """Return the people met in a month: those of the year, divided by its activities."""
    nine = nine_months(_visits_of_year()[commune], period, percent_a_year=15)
    is_late = period.number > 9
    months = [
        Period(f"{period.year}{month:02d}")
        for month in (range(10, 13) if is_late else range(1, 10))
    ]
    actions = [_actions(commune, month) for month in months]
    if not any(actions):
        return 0
    return apportion(nine // 3 if is_late else nine, actions)[months.index(period)]


def _actions(commune: str, period: Period) -> int:
    return month_of(
        _activities()[commune], period, season=CAMPAIGN, percent_a_year=15, seed=f"hd{commune}"
    )
