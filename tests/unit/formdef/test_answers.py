"""Applying a form: what is relevant, what is computed, which rules speak and what they say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cds_desktop.formdef.answers import ReportData, cells
from cds_desktop.formdef.loader import load_form
from cds_desktop.model.finding import Severity
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.model.target import Target
from tests.unit.formdef.forms import (
    AREAS,
    FIXTURES,
    UNIT,
    a_form,
    a_report,
    applied,
    codes,
    found,
    key_of,
)

FIXTURE = load_form(FIXTURES / "mau_thu_v1.toml")
T01 = Target("T01", "kh", "Chính quyền số", "Văn bản", ">=", None, "", (Level.DISTRICT,), "")

TWO = a_form("""
[[sections.questions]]
name = "a"
type = "integer"
[[sections.questions]]
name = "b"
type = "integer"
nature = "flow"
constraint = "b <= a"
constraint_message = "B ({b}) lớn hơn A ({a})."
""")


def test_a_violated_rule_says_both_numbers_and_the_way_out():
    (finding,) = found(TWO, a_report(TWO, {"a": "1200", "b": "1.300"}), "b")
    assert finding.severity is Severity.ERROR
    assert finding.message.text == "B (1.300) lớn hơn A (1.200)."
    assert finding.message.way_out.startswith("Xin kiểm tra và sửa")


def test_a_rule_that_holds_says_nothing():
    assert applied(TWO, a_report(TWO, {"a": "2", "b": "2"})).findings == ()


def test_cells_walk_the_form_table_rows_one_by_one():
    form = a_form("""
    [[sections.questions]]
    name = "a"
    type = "integer"
    [[sections.questions]]
    name = "xa"
    type = "roster"
    [[sections.questions.questions]]
    name = "ap"
    type = "integer"
    [[sections.questions.questions]]
    name = "ho"
    type = "integer"
    [[sections.questions]]
    name = "ds"
    type = "repeat"
    [[sections.questions.questions]]
    name = "ten"
    type = "text"
    """)
    data = a_report(form, {"ten@r0010": "x", "ten@r0002": "y"}, areas=AREAS[:2])
    assert [tuple(key) for key, _ in cells(form, data)] == [
        (UNIT, "a", ""),
        (AREAS[0], "ap", ""),
        (AREAS[0], "ho", ""),
        (AREAS[1], "ap", ""),
        (AREAS[1], "ho", ""),
        (UNIT, "ten", "r0002"),
        (UNIT, "ten", "r0010"),
    ]


# --- relevance ------------------------------------------------------------------------------------


def test_a_hidden_question_is_not_required_and_keeps_no_value():
    shown = a_report(FIXTURE, {"co_tong_dai": "co", "y_kien": "12"})
    hidden = a_report(FIXTURE, {"co_tong_dai": "khong", "y_kien": "12"})
    key = key_of(FIXTURE, "y_kien")
    assert applied(FIXTURE, shown).value(key) == 12
    assert applied(FIXTURE, hidden).value(key) is None
    assert key in applied(FIXTURE, hidden).irrelevant
    assert found(FIXTURE, hidden, "y_kien") == []


def test_a_question_stays_hidden_while_its_condition_is_not_known():
    assert key_of(FIXTURE, "y_kien") in applied(FIXTURE, a_report(FIXTURE, {})).irrelevant


def test_hidden_values_are_not_summed():
    form = a_form("""
    [[sections.questions]]
    name = "xa"
    type = "roster"
    [[sections.questions.questions]]
    name = "co_mang"
    type = "select_one"
    choices = "co_khong"
    [[sections.questions.questions]]
    name = "may"
    type = "integer"
    relevant = "co_mang = 'co'"
    [[sections.questions]]
    name = "tong"
    type = "integer"
    calculation = "sum(may)"
    """)
    typed = {"co_mang@1": "co", "may@1": "5", "co_mang@2": "khong", "may@2": "7"}
    assert applied(form, a_report(form, typed)).value(key_of(form, "tong")) == 5


def test_a_hidden_table_hides_its_cells_and_has_no_rows():
    form = a_form("""
    [[sections.questions]]
    name = "a"
    type = "integer"
    [[sections.questions]]
    name = "xa"
    type = "roster"
    relevant = "a > 0"
    [[sections.questions.questions]]
    name = "ap"
    type = "integer"
    required = true
    [[sections.questions]]
    name = "so_xa"
    type = "integer"
    calculation = "rows(xa)"
    """)
    outcome = applied(form, a_report(form, {"a": "0", "ap@1": "5"}))
    assert {key_of(form, "xa"), key_of(form, "ap@1")} <= outcome.irrelevant
    assert outcome.findings == ()
    assert outcome.value(key_of(form, "so_xa")) == 0


# --- calculations ---------------------------------------------------------------------------------


def test_calculations_build_on_each_other_and_ratios_on_totals():
    typed = {"ap@1": "10", "ap_cap_quang@1": "4", "ap@2": "20", "ap_cap_quang@2": "15"}
    outcome = applied(FIXTURE, a_report(FIXTURE, typed))
    assert outcome.calculated[key_of(FIXTURE, "tong_ap")] == 30
    assert outcome.calculated[key_of(FIXTURE, "ap_ty_le@1")] == 40
    assert outcome.calculated[key_of(FIXTURE, "ap_ty_le@2")] == 75
    assert outcome.calculated[key_of(FIXTURE, "ty_le_cap_quang")] == Decimal("63.3")


def test_a_calculation_without_its_parts_is_known_to_be_empty():
    outcome = applied(FIXTURE, a_report(FIXTURE, {"ap@1": "10"}))
    assert outcome.calculated[key_of(FIXTURE, "ty_le_cap_quang")] is None
    assert outcome.calculated[key_of(FIXTURE, "ap_ty_le@3")] is None


def test_a_ratio_over_zero_is_empty_and_not_an_error():
    typed = {"hs_tiep_nhan": "0", "hs_truc_tuyen": "0"}
    outcome = applied(FIXTURE, a_report(FIXTURE, typed))
    assert outcome.value(key_of(FIXTURE, "ty_le_truc_tuyen")) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        pytest.param("320", "699", "45.78", id="khóm, ấp with fibre"),
        pytest.param("3013", "3024", "99.64", id="answered"),
        pytest.param("1", "8", "12.5", id="exact"),
        pytest.param("1", "800", "0.13", id="half up"),
    ],
)
def test_a_ratio_rounds_half_up(numerator: str, denominator: str, percent: str):
    typed = {"hs_tiep_nhan": denominator, "hs_truc_tuyen": numerator}
    outcome = applied(FIXTURE, a_report(FIXTURE, typed))
    assert outcome.value(key_of(FIXTURE, "ty_le_truc_tuyen")) == Decimal(percent)


def test_not_applicable_is_skipped_in_sums_and_missing_elsewhere():
    data = a_report(FIXTURE, {"ap@1": "10", "ap@2": "20"})
    key = key_of(FIXTURE, "ap@2")
    answers = {**data.answers, key: Answer(key, status=AnswerStatus.NOT_APPLICABLE)}
    outcome = applied(FIXTURE, replace(data, answers=answers))
    assert outcome.value(key_of(FIXTURE, "tong_ap")) == 10
    assert outcome.value(key) is None


def test_answers_from_outside_the_report_change_nothing():
    data = a_report(FIXTURE, {"ap@1": "10"})
    strangers = [
        CellKey("99999", "ap"),
        CellKey("99999", "hs_tiep_nhan"),
        CellKey(UNIT, "ap"),
        CellKey(UNIT, "khong_co"),
        CellKey(UNIT, "hs_tiep_nhan", "r0001"),
        CellKey("99999", "vb_loai", "r0001"),
    ]
    answers = {**data.answers, **{key: Answer(key, Decimal(5)) for key in strangers}}
    assert applied(FIXTURE, replace(data, answers=answers)) == applied(FIXTURE, data)


def test_lists_and_targets_are_counted_by_their_rows():
    typed = {
        "vb_loai@r0001": "ke_hoach",
        "vb_loai@r0002": "quyet_dinh",
        "vb_so@r0003": "5/KH-UBND",
    }
    outcome = applied(FIXTURE, a_report(FIXTURE, typed))
    assert outcome.value(key_of(FIXTURE, "so_van_ban")) == 3
    assert outcome.value(key_of(FIXTURE, "so_ke_hoach")) == 1
    assert [finding.key.row for finding in outcome.findings if finding.key.row] == ["r0003"]


def test_each_target_is_a_row():
    form = replace(FIXTURE, targets=(T01, replace(T01, id="T02")))
    data = a_report(form, {"ct_trang_thai@1": "kho", "ct_trang_thai@2": "pt"})
    assert codes(form, data, "ct_nguyen_nhan@1") == [("rule_violated", Severity.ERROR)]
    assert codes(form, data, "ct_phu_thuoc@2") == [("required_missing", Severity.ERROR)]
    assert codes(form, data, "ct_phu_thuoc@1") == []


# --- missing values -------------------------------------------------------------------------------

ANY, ALL, NEVER = "skip_if_any", "skip_if_all", "never_skip"
STRATEGIES = [
    pytest.param(ANY, {"a": "1", "b": "2"}, True, id="any: both there"),
    pytest.param(ANY, {"b": "2"}, False, id="any: one missing"),
    pytest.param(ANY, {}, False, id="any: both missing"),
    pytest.param(ALL, {"a": "1", "b": "2"}, True, id="all: both there"),
    pytest.param(ALL, {"b": "2"}, True, id="all: one missing counts as 0"),
    pytest.param(ALL, {"a": "2"}, False, id="all: 0 is not more than 2"),
    pytest.param(ALL, {}, False, id="all: both missing"),
    pytest.param(NEVER, {"b": "2"}, True, id="never: missing counts as 0"),
    pytest.param(NEVER, {}, False, id="never: 0 is not more than 0"),
]


@pytest.mark.parametrize(("strategy", "typed", "is_violated"), STRATEGIES)
def test_a_rule_weighs_missing_values_as_it_says(
    strategy: str, typed: dict[str, str], is_violated: bool
):
    form = a_form(f"""
    [[sections.questions]]
    name = "a"
    type = "integer"
    [[sections.questions]]
    name = "b"
    type = "integer"
    warnings = [{{ condition = "b <= a", message = "B lớn hơn A", missing_values = "{strategy}" }}]
    """)
    outcome = applied(form, a_report(form, typed))
    assert bool(outcome.findings) is is_violated


@pytest.mark.parametrize(
    ("typed", "is_violated"),
    [
        pytest.param({}, False, id="neither"),
        pytest.param({"a": "1"}, True, id="one"),
        pytest.param({"a": "1", "b": "1"}, False, id="both"),
    ],
)
def test_a_pair_can_be_compulsory(typed: dict[str, str], is_violated: bool):
    form = a_form("""
    [[sections.questions]]
    name = "a"
    type = "integer"
    [[sections.questions]]
    name = "b"
    type = "integer"
    constraint = "is_missing(a) = is_missing(b)"
    constraint_message = "Phải nhập cả hai."
    """)
    assert bool(applied(form, a_report(form, typed)).findings) is is_violated


def test_a_rule_is_skipped_when_a_part_is_missing_though_its_result_is_known():
    form = a_form("""
    [[sections.questions]]
    name = "a"
    type = "integer"
    [[sections.questions]]
    name = "b"
    type = "integer"
    constraint = "a > 5 and b > 5"
    constraint_message = "Phải lớn hơn 5."
    """)
    assert applied(form, a_report(form, {"a": "1"})).findings == ()


# --- history --------------------------------------------------------------------------------------

HISTORY = a_form("""
[[sections.questions]]
name = "q"
type = "integer"
nature = "flow"
[[sections.questions]]
name = "truoc"
type = "integer"
calculation = "prev(q)"
[[sections.questions]]
name = "cung_ky"
type = "integer"
calculation = "same_month_last_year(q)"
[[sections.questions]]
name = "tu_dau_nam"
type = "integer"
calculation = "ytd(q)"
[[sections.questions]]
name = "cao_nhat"
type = "integer"
calculation = "max12(q)"
""")


def computed(period: str, past: dict[str, str], now: str = "5") -> dict[str, Decimal | None]:
    history = {iso: {"q": value} for iso, value in past.items()}
    data = a_report(HISTORY, {"q": now}, period=Period(period), history=history)
    outcome = applied(HISTORY, data)
    return {key.question: value for key, value in outcome.calculated.items()}


def test_the_past_is_read_month_by_month():
    past = {"202302": "20", "202301": "30", "202203": "40", "202202": "99"}
    assert computed("202303", past) == {
        "truoc": 20,
        "cung_ky": 40,
        "tu_dau_nam": 55,
        "cao_nhat": 40,
    }


def test_a_year_to_date_with_a_month_missing_is_missing():
    assert computed("202303", {"202301": "30"})["tu_dau_nam"] is None
    assert computed("202303", {"202302": "20", "202301": "30"}, now="")["tu_dau_nam"] is None


def test_january_begins_a_new_year_to_date():
    assert computed("202301", {"202212": "90"})["tu_dau_nam"] == 5


def test_without_a_past_everything_about_it_is_missing():
    empty = {"truoc": None, "cung_ky": None, "cao_nhat": None}
    assert computed("202303", {}) == {**empty, "tu_dau_nam": None}


def test_not_collected_is_missing_in_the_past_too():
    data = a_report(HISTORY, {"q": "5"}, history={"202308": {"q": "7"}})
    key = key_of(HISTORY, "q")
    past = {Period("202308"): {key: Answer(key, Decimal(7), AnswerStatus.NOT_COLLECTED)}}
    assert applied(HISTORY, replace(data, history=past)).value(key_of(HISTORY, "truoc")) is None


def test_a_column_remembers_its_own_commune():
    form = a_form("""
    [[sections.questions]]
    name = "xa"
    type = "roster"
    [[sections.questions.questions]]
    name = "ap"
    type = "integer"
    nature = "flow"
    [[sections.questions.questions]]
    name = "tang"
    type = "integer"
    calculation = "ap - prev(ap)"
    """)
    past = {"202308": {"ap@1": "1", "ap@2": "4"}}
    outcome = applied(form, a_report(form, {"ap@1": "10", "ap@2": "10"}, history=past))
    assert outcome.value(key_of(form, "tang@1")) == 9
    assert outcome.value(key_of(form, "tang@2")) == 6


def test_a_renamed_question_remembers_what_it_was_called():
    form = a_form("""
    [[sections.questions]]
    name = "moi"
    type = "integer"
    calculation = "prev(moi) + 1"
    [renamed]
    cu_nhat = "cu"
    cu = "moi"
    """)
    data = a_report(form, {})
    for old in ("moi", "cu", "cu_nhat"):
        key = CellKey(UNIT, old)
        past = {Period("202308"): {key: Answer(key, Decimal(6))}}
        assert applied(form, replace(data, history=past)).value(key_of(form, "moi")) == 7


# --- explanations, context ------------------------------------------------------------------------

FELL = {"202308": {"a": "855"}}


def test_a_warning_blocks_until_its_value_is_explained():
    unexplained = a_report(TWO, {"a": "763"}, history=FELL)
    explained = a_report(TWO, {"a": "763"}, history=FELL, explained={"a": "763"})
    assert [finding.is_blocking for finding in found(TWO, unexplained, "a")] == [True]
    assert [finding.is_blocking for finding in found(TWO, explained, "a")] == [False]


def test_an_explanation_holds_for_its_value_only():
    data = a_report(TWO, {"a": "762"}, history=FELL, explained={"a": "763"})
    assert [finding.is_explained for finding in found(TWO, data, "a")] == [False]


def test_an_error_cannot_be_explained_away():
    data = a_report(TWO, {"a": "1", "b": "2"}, explained={"b": "2"})
    assert [finding.is_blocking for finding in found(TWO, data, "b")] == [True]


def test_a_rule_knows_the_unit_the_level_and_the_period():
    form = a_form("""
    [[sections.questions]]
    name = "huyen"
    type = "integer"
    relevant = "level() = 'district' and unit() != '866'"
    [[sections.questions]]
    name = "thang"
    type = "integer"
    calculation = "year() * 100 + month()"
    [[sections.questions]]
    name = "xa"
    type = "roster"
    [[sections.questions.questions]]
    name = "ap"
    type = "integer"
    relevant = "area() != '30002'"
    """)
    data = replace(a_report(form, {}), level=Level.DISTRICT)
    outcome = applied(form, data)
    assert outcome.irrelevant == {key_of(form, "ap@2")}
    assert outcome.value(key_of(form, "thang")) == 202309
    assert key_of(form, "huyen") in applied(form, replace(data, level=Level.COMMUNE)).irrelevant


def test_findings_stand_in_the_order_of_the_form():
    typed = {
        "ap_cap_quang@3": "2",
        "ap@3": "1",
        "ap_cap_quang@1": "2",
        "ap@1": "1",
        "hs_truc_tuyen": "5",
        "hs_tiep_nhan": "1",
    }
    places = [finding.key for finding in applied(FIXTURE, a_report(FIXTURE, typed)).findings]
    order = [key for key, _ in cells(FIXTURE, a_report(FIXTURE, typed))]
    assert places == sorted(places, key=order.index)
    assert len(places) >= 4


def test_an_empty_report_has_only_what_is_required():
    data = ReportData(UNIT, Period("202309"), (), {})
    assert [finding.code for finding in applied(FIXTURE, data).findings] == ["required_missing"]
