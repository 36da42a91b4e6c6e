"""A new month starts with what does not change by itself."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cds_desktop.formdef.loader import load_form
from cds_desktop.formdef.prefill import carried_over
from cds_desktop.model.org_unit import Level
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.model.target import Target
from tests.unit.formdef.forms import AREAS, FIXTURES, UNIT, a_form, answers_of, key_of

FIXTURE = replace(
    load_form(FIXTURES / "mau_thu_v1.toml"),
    targets=(Target("T01", "kh", "nhóm", "lời", ">=", None, "", (Level.DISTRICT,), ""),),
)

CARRIED = ["ap@1", "co_tong_dai", "ct_trang_thai@1"]
LEFT = ["hs_tiep_nhan", "hs_luy_ke", "kho_khan_chung", "vb_so@r0001", "tong_ap"]
TYPED = {
    "ap@1": "5",
    "co_tong_dai": "co",
    "ct_trang_thai@1": "ht",
    "hs_tiep_nhan": "10",
    "hs_luy_ke": "100",
    "kho_khan_chung": "Thiếu cán bộ",
    "vb_so@r0001": "1/KH-UBND",
    "tong_ap": "5",
}


def test_stocks_and_short_answers_are_carried_over_and_nothing_else():
    carried = carried_over(FIXTURE, answers_of(FIXTURE, TYPED), UNIT, AREAS)
    assert {answer.key for answer in carried} == {key_of(FIXTURE, cell) for cell in CARRIED}
    assert all(answer.is_carried_over for answer in carried)
    assert set(TYPED) == {*CARRIED, *LEFT}


ANSWERS = [
    pytest.param({"value": Decimal(5), "note": "số cũ"}, {"value": Decimal(5)}, id="note stays"),
    pytest.param(
        {"value": Decimal(5), "qualifier": "hơn"},
        {"value": Decimal(5), "qualifier": "hơn"},
        id="qualifier comes along",
    ),
    pytest.param(
        {"status": AnswerStatus.NOT_APPLICABLE},
        {"status": AnswerStatus.NOT_APPLICABLE},
        id="not applicable",
    ),
    pytest.param({"status": AnswerStatus.NOT_COLLECTED}, None, id="not collected"),
    pytest.param({"raw": "x"}, None, id="not understood"),
    pytest.param({}, None, id="empty"),
]


@pytest.mark.parametrize(("before", "after"), ANSWERS)
def test_only_what_was_known_is_carried_over(
    before: dict[str, object], after: dict[str, object] | None
):
    key = key_of(FIXTURE, "ap@1")
    carried = carried_over(FIXTURE, {key: replace(Answer(key), **before)}, UNIT, AREAS)
    expected = [] if after is None else [replace(Answer(key, is_carried_over=True), **after)]
    assert carried == expected


GONE = [
    pytest.param(CellKey("99999", "ap"), id="a commune that is no more"),
    pytest.param(CellKey(UNIT, "ct_ket_qua", "T09"), id="a target of another plan"),
    pytest.param(CellKey(UNIT, "khong_con"), id="a question that is no more"),
    pytest.param(CellKey("866", "co_tong_dai"), id="another unit"),
]


@pytest.mark.parametrize("key", GONE)
def test_what_has_no_place_in_the_new_month_stays_behind(key: CellKey):
    assert carried_over(FIXTURE, {key: Answer(key, Decimal(5))}, UNIT, AREAS) == []


RENAMED = a_form("""
[[sections.questions]]
name = "moi"
type = "integer"
[renamed]
cu = "moi"
""")


def test_a_renamed_question_is_carried_over_under_its_new_name():
    old = CellKey(UNIT, "cu")
    (answer,) = carried_over(RENAMED, {old: Answer(old, Decimal(5))}, UNIT, AREAS)
    assert (answer.key, answer.value) == (CellKey(UNIT, "moi"), Decimal(5))


def test_the_new_name_goes_before_the_old_one():
    old, new = CellKey(UNIT, "cu"), CellKey(UNIT, "moi")
    for keys in ([old, new], [new, old]):
        previous = {key: Answer(key, Decimal(keys.index(key))) for key in keys}
        (answer,) = carried_over(RENAMED, previous, UNIT, AREAS)
        assert answer.value == previous[new].value


def test_a_list_can_be_carried_over_row_by_row():
    form = a_form("""
    [[sections.questions]]
    name = "ds"
    type = "repeat"
    [[sections.questions.questions]]
    name = "viec"
    type = "text"
    carried_over = true
    """)
    carried = carried_over(form, answers_of(form, {"viec@r0002": "Tập huấn"}), UNIT, AREAS)
    assert [(answer.key.row, answer.value) for answer in carried] == [("r0002", "Tập huấn")]
