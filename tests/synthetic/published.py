"""What the province published for 09/2023, by question of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cds_desktop.model.period import Period

SYNTHETIC = "Số liệu mô phỏng, chia từ số công bố của Tỉnh; không phải số liệu thật của đơn vị"

ANCHOR = Period("202309")
"""The period that the published figures speak of."""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure: its id in the domain papers, the question whose cells add up to it."""

    figure: str
    question: str
    total: int
    qualifier: str = ""


PUBLISHED = (
    PublishedFigure("F010", "ht_bts", 5_000, "hơn"),
    PublishedFigure("F011", "thue_bao_smartphone", 1_205_780),
    PublishedFigure("F015", "thiet_bi_giam_sat", 3_819),
    PublishedFigure("F020", "pa_tiep_nhan_lk", 3_024),
    PublishedFigure("F021", "pa_tra_loi_lk", 3_013),
    PublishedFigure("F022", "pa_dang_xu_ly", 11),
    PublishedFigure("F037", "nlx_to", 320),
    PublishedFigure("F038", "to_tn_huyen", 12),
    PublishedFigure("F039", "nlx_to_tn", 143),
    PublishedFigure("F040", "nlx_doan_vien", 950, "hơn"),
    PublishedFigure("F041", "hoat_dong_lk", 3_300, "hơn"),
    PublishedFigure("F042", "luot_ho_tro_lk", 232_000, "gần"),
)

# Bases that the source does not print: 699 khóm, ấp follow from 320 = 45,8 % (F037); the number of
# households is free, the share of those with fibre is 83,66 % (F013).
DERIVED: Mapping[str, int] = MappingProxyType(
    {"ht_ap": 699, "ht_ap_cap_quang": 699, "ht_ho": 440_000, "ht_ho_cap_quang": 368_104}
)

TRAINING_DISTRICT, TRAINING_MONTH, TRAINED_BUSINESSES = "869", Period("202308"), 50
"""F027, the one figure published of a district: "gần 50" businesses at a course in Tân Hồng."""


def published_totals() -> dict[str, int]:
    """Return each published total by the question whose cells of 09/2023 add up to it."""
    return {figure.question: figure.total for figure in PUBLISHED}


def total_of(question: str) -> int:
    """Return the total of a question in 09/2023, published or derived; KeyError for others."""
    return {**published_totals(), **DERIVED}[question]
