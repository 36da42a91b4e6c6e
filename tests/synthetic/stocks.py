"""Figures at the end of a period: of each commune, of each district."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cds_desktop.model.period import Period
from tests.synthetic.apportion import apportion, noise
from tests.synthetic.published import ANCHOR, total_of
from tests.synthetic.timeline import grown, share_of
from tests.synthetic.units import DISTRICTS, areas, communes, size

Stocks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """A commune figure: its total over the province in 09/2023, its growth, the column above it.

    It is divided by the column it is `of`, and never exceeds it; without one, by people.
    """

    name: str
    total: int
    permille: int
    of: str = ""


_COLUMNS = (
    _Column("ht_ap", total_of("ht_ap"), 0),
    _Column("ht_ap_cap_quang", total_of("ht_ap_cap_quang"), 4, of="ht_ap"),
    _Column("ht_ho", total_of("ht_ho"), 1),
    _Column("ht_ho_cap_quang", total_of("ht_ho_cap_quang"), 6, of="ht_ho"),
    _Column("ht_bts", total_of("ht_bts"), 4),
    _Column("ktx_ocop", 345, 12),
    _Column("ktx_ocop_san", 270, 18, of="ktx_ocop"),
    _Column("ktx_ho_san", 7_400, 15),
    _Column("ktx_diem_tt", 9_800, 18),
    _Column("xhx_dan_so", 1_600_000, 1),
    _Column("xhx_tu_14", 1_288_000, 1, of="xhx_dan_so"),
    _Column("xhx_dinh_danh", 944_100, 18, of="xhx_tu_14"),
    _Column("xhx_truong_thanh", 1_240_000, 1, of="xhx_tu_14"),
    _Column("xhx_smartphone", 905_200, 5, of="xhx_truong_thanh"),
    _Column("xhx_tai_khoan", 843_200, 7, of="xhx_truong_thanh"),
    _Column("nlx_to", total_of("nlx_to"), 35, of="ht_ap"),
    _Column("nlx_doan_vien", total_of("nlx_doan_vien"), 8),
)
_DIPPING = {"ht_bts": 900, "ktx_diem_tt": 60, "chuyen_muc": 30, "wifi_cong_cong": 20}
"""Stocks that now and then fall a little: one month in so many (855 -> 763 really happened)."""


@cache
def commune_stocks(commune: str, period: Period) -> Stocks:
    """Return every end-of-period figure of a commune, by column."""
    found: dict[str, int] = {}
    for column in _COLUMNS:
        value = grown(_anchors()[column.name][commune], period, permille=column.permille)
        value = min(value, found[column.of]) if column.of else value
        found[column.name] = value - _dip(column.name, commune, period, of=value)
    has_youth_team = int(period >= _founded(commune))
    found["nlx_thanh_vien"] = found["nlx_to"] * noise(5, 8, "thanh_vien", commune)
    found["nlx_to_tn"] = has_youth_team
    found["nlx_doan_vien"] *= has_youth_team
    return MappingProxyType(found)


@cache
def district_stocks(code: str, period: Period) -> Stocks:
    """Return every end-of-period figure that a district reports for itself."""
    of_communes = [commune_stocks(area, period) for area in areas(code)]
    people = sum(stocks["xhx_dan_so"] for stocks in of_communes)
    count = len(of_communes)
    staff = 88 + 19 * count + noise(-6, 6, "cbcc", code)
    computers = share_of(staff, noise(95, 99, "may_tinh", code), period, tenths=2, most=108)
    found = {
        "csdl": grown(noise(4, 8, "csdl", code), period, permille=9),
        "du_lieu_mo": grown(noise(1, 5, "du_lieu_mo", code), period, permille=30),
        "chuyen_muc": grown(noise(2, 5, "chuyen_muc", code), period, permille=12),
        "xa_co_bcd": min(count, grown(count, period, permille=25)),
        "xa_tslcd": min(count, grown(count, period, permille=5)),
        "xa_truyen_thanh": share_of(count, noise(45, 80, "truyen_thanh", code), period, tenths=9),
        "wifi_cong_cong": grown(noise(9, 38, "wifi", code), period, permille=14),
        "tram_5g": max(0, 3 * (period.year - 2024)),
        "vung_lom_song": max(grown(noise(0, 4, "vung_lom", code), period, permille=-45), 0),
        "thue_bao_smartphone": grown(_shares()["thue_bao_smartphone"][code], period, permille=3),
        "thiet_bi_giam_sat": grown(_shares()["thiet_bi_giam_sat"][code], period, permille=9),
        "cbcc": staff,
        "may_tinh": computers,
        "may_tinh_pcmd": min(computers, share_of(computers, 93, period, tenths=5)),
        "httt": count + 2,
        "httt_cap_do": share_of(count + 2, noise(50, 75, "cap_do", code), period, tenths=12),
        "chu_ky_so": share_of(staff, noise(62, 80, "chu_ky", code), period, tenths=8),
        "dn": grown(people // 360, period, permille=5),
        "cho_40": grown(noise(1, 4, "cho", code), period, permille=28),
        "chu_ky_so_ca_nhan": grown(people // noise(150, 210, "cks", code), period, permille=22),
        "suc_khoe": share_of(people, noise(84, 93, "suc_khoe", code), period, tenths=3, most=99),
        "to_tn_huyen": int(period >= Period("202206")),
        "chuyen_trach": noise(1, 2, "chuyen_trach", code),
    }
    found["dn_nen_tang"] = share_of(found["dn"], noise(34, 52, "nen_tang", code), period, tenths=6)
    found["dn_hoa_don"] = share_of(found["dn"], 100, period, tenths=9)
    found["dn_thue"] = share_of(found["dn"], 99, period, tenths=9)
    return MappingProxyType({q: n - _dip(q, code, period, of=n) for q, n in found.items()})


def _dip(question: str, area: str, period: Period, *, of: int) -> int:
    if question not in _DIPPING or (question == "ht_bts" and period == ANCHOR):
        return 0
    is_dip = noise(1, _DIPPING[question], "dip", question, area, period.iso) == 1
    return min(of, 1 + of // 20) if is_dip else 0


def _founded(commune: str) -> Period:
    return Period(f"2022{noise(4, 12, 'founded', commune):02d}")


@cache
def _anchors() -> Mapping[str, Mapping[str, int]]:
    """Divide every total of 09/2023 over the communes."""
    codes = [commune.code for commune in communes()]
    anchors: dict[str, dict[str, int]] = {}
    for column in _COLUMNS:
        whole = anchors.get(column.of)
        base = [whole[code] for code in codes] if whole else [size(unit) for unit in communes()]
        spread = 12 if column.total > 50_000 else 35
        jitter = [noise(100 - spread, 100 + spread, column.name, code) for code in codes]
        weights = [part * share for part, share in zip(base, jitter, strict=True)]
        parts = apportion(column.total, weights, most=base if whole else None)
        anchors[column.name] = dict(zip(codes, parts, strict=True))
    return anchors


@cache
def _shares() -> Mapping[str, Mapping[str, int]]:
    """Divide the published totals that are reported by district."""
    weigh: dict[str, Callable[[str], int]] = {
        "thue_bao_smartphone": lambda code: _people(code) * noise(94, 106, "thue_bao", code),
        "thiet_bi_giam_sat": lambda code: (88 + 19 * len(areas(code))) * noise(90, 110, "gs", code),
    }
    return {
        question: dict(
            zip(
                DISTRICTS,
                apportion(total_of(question), [weight(c) for c in DISTRICTS]),
                strict=True,
            )
        )
        for question, weight in weigh.items()
    }


def _people(code: str) -> int:
    return sum(_anchors()["xhx_dan_so"][area] for area in areas(code))
