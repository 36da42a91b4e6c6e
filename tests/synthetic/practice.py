"""The practice workspace's answers: three months of one district, the last one for the learner.

`python -m tests.synthetic.practice` writes them anew; a test holds the shipped file against them.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import StringIO

from cds_desktop import paths
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from tests.synthetic.district import district_answers
from tests.synthetic.units import areas

PRACTICE_DISTRICT = "872"
PRACTICE_MONTHS = (Period("202307"), Period("202308"), Period("202309"))
PRACTICE_FILE = paths.RESOURCES / "practice" / "answers.csv"

_COLUMNS = ("period", "area", "question", "row", "value", "status", "note")
_LEFT_EMPTY = ("xhx_", "chi_tieu_", "nv_", "kn_")
_LEFT_EMPTY_TOO = (
    "chu_ky_so_ca_nhan", "suc_khoe", "an_sinh", "an_sinh_ck", "edongthap_lk", "xa_hoi_noi_dung",
    "nhan_luc_noi_dung", "kinh_te_noi_dung", "cb_tap_huan", "cb_tap_huan_lk", "chuyen_trach",
    "hoat_dong_lk", "luot_ho_tro_lk",
)  # fmt: skip
_COMMUNES_TO_DO = 3

_DISTRICT = PRACTICE_DISTRICT
FAULTS: Mapping[CellKey, int] = {
    CellKey(areas(_DISTRICT)[2], "ht_ho_cap_quang"): 2_000,
    CellKey(_DISTRICT, "wifi_cong_cong"): -3,
    CellKey(_DISTRICT, "tin_bai_lk"): 10,
}
"""What is added to three figures of the last month: one more than there can be, two to explain."""


def practice_csv() -> str:
    """Return the whole file: every line as a person would type it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for period in PRACTICE_MONTHS:
        for answer in practice_answers(period):
            writer.writerow((period.iso, *answer.key, _typed(answer), answer.status.value, ""))
    return text.getvalue()


def practice_answers(period: Period) -> tuple[Answer, ...]:
    """Return a practice month; the last one is partly filled and holds FAULTS."""
    answers = district_answers(_DISTRICT, period).values()
    return tuple(_for_learner(answers) if period == PRACTICE_MONTHS[-1] else answers)


def _for_learner(answers: Iterable[Answer]) -> Iterator[Answer]:
    for answer in answers:
        if _is_left_empty(answer.key):
            continue
        added = FAULTS.get(answer.key)
        if added and isinstance(answer.value, Decimal):
            yield Answer(answer.key, answer.value + added)
        else:
            yield answer


def _is_left_empty(key: CellKey) -> bool:
    is_late = key.area in areas(_DISTRICT)[-_COMMUNES_TO_DO:] and key.question.startswith("nlx_")
    return is_late or key.question.startswith(_LEFT_EMPTY) or key.question in _LEFT_EMPTY_TOO


def _typed(answer: Answer) -> str:
    if isinstance(answer.value, Decimal):
        return f"{answer.value:f}".replace(".", ",")
    return "" if answer.value is None else str(answer.value)


if __name__ == "__main__":
    PRACTICE_FILE.write_text(practice_csv(), encoding="utf-8", newline="\n")
