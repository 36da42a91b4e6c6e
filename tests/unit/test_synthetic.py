"""The generated province: its totals are those published, its figures keep the form's rules."""

import csv
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from cds_desktop import paths
from cds_desktop.formdef.answers import FormRules, Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.loader import load_form, load_plan
from cds_desktop.formdef.reading import read_answer
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.vietnamese import round_half_up
from tests.synthetic import DISTRICTS, areas, district_answers, published_totals
from tests.synthetic.apportion import apportion, noise
from tests.synthetic.practice import (
    FAULTS,
    PRACTICE_DISTRICT,
    PRACTICE_FILE,
    PRACTICE_MONTHS,
    practice_answers,
    practice_csv,
)
from tests.synthetic.published import ANCHOR, PUBLISHED

Answers = dict[CellKey, Answer]


@cache
def _form(year: int) -> Form:
    form = load_form(paths.FORMS / "huyen_cds_v1.toml")
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    targets = tuple(target for target in plan.targets if Level.DISTRICT in target.levels)
    return replace(form, targets=targets if year == plan.year else ())


@cache
def _rules(year: int) -> FormRules:
    return compile_rules(_form(year))


def _apply(code: str, period: Period, answers: Answers, history: dict[Period, Answers]) -> Outcome:
    data = ReportData(code, period, areas(code), answers, history=history)
    return apply(_rules(period.year), data)


def _with_calculated(code: str, period: Period) -> Answers:
    """Return a month as it stands in the history: computed figures too."""
    answers = dict(district_answers(code, period))
    outcome = _apply(code, period, answers, {})
    return answers | {key: Answer(key, value) for key, value in outcome.calculated.items()}


def _outcome(code: str, period: Period) -> Outcome:
    """Apply the form to a month with the twelve months before it."""
    history: dict[Period, Answers] = {}
    past = period
    for _ in range(12):
        past = past.previous()
        history[past] = _with_calculated(code, past)
    return _apply(code, period, dict(district_answers(code, period)), history)


def _total(question: str, period: Period = ANCHOR) -> Decimal:
    values = (
        answer.value
        for code in DISTRICTS
        for answer in district_answers(code, period).values()
        if answer.key.question == question and isinstance(answer.value, Decimal)
    )
    return sum(values, Decimal(0))


def _rate(part: str, whole: str, decimals: int = 2) -> Decimal:
    return round_half_up(100 * _total(part) / _total(whole), decimals)


# --- totals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "total"),
    [pytest.param(p.question, p.total, id=f"{p.figure}-{p.question}") for p in PUBLISHED],
)
def test_the_districts_add_up_to_the_published_total(question: str, total: int):
    assert _total(question) == total
    assert published_totals()[question] == total


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        pytest.param("ht_ap_cap_quang", "ht_ap", "100.00", id="F012-khom-ap-co-cap-quang"),
        pytest.param("ht_ho_cap_quang", "ht_ho", "83.66", id="F013-ho-dung-cap-quang"),
        pytest.param("pa_tra_loi_lk", "pa_tiep_nhan_lk", "99.64", id="F021-1022-da-tra-loi"),
        pytest.param("pa_dang_xu_ly", "pa_tiep_nhan_lk", "0.36", id="F022-1022-dang-xu-ly"),
    ],
)
def test_the_province_has_the_published_rate(part: str, whole: str, rate: str):
    assert _rate(part, whole) == Decimal(rate)


def test_320_of_699_hamlets_are_the_published_share_to_one_decimal():
    assert _total("ht_ap") == 699
    assert _rate("nlx_to", "ht_ap", 1) == Decimal("45.8")


def test_answered_and_open_feedback_close_to_what_was_received():
    closed = _total("pa_tra_loi_lk") + _total("pa_dang_xu_ly") + _total("pa_qua_han")
    assert closed == _total("pa_tiep_nhan_lk") == 3024


def test_every_commune_and_every_district_has_its_youth_team():
    teams = [
        district_answers(code, ANCHOR)[CellKey(area, "nlx_to_tn")].value
        for code in DISTRICTS
        for area in areas(code)
    ]
    assert teams == [Decimal(1)] * 143
    assert _total("to_tn_huyen") == len(DISTRICTS) == 12


def test_tan_hong_trained_nearly_50_businesses():
    answer = district_answers("869", ANCHOR)[CellKey("869", "dn_tap_huan_lk")]
    assert (answer.qualifier, answer.value) == ("gần", Decimal(50))


_MANY = 8  # warnings over twelve districts: plausible falls of stocks, jumps against the history

# --- rules ----------------------------------------------------------------------------------------


def _of(outcome: Outcome, severity: Severity) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.severity is severity]


def test_september_2023_breaks_no_rule_in_any_district():
    outcomes = [_outcome(code, ANCHOR) for code in DISTRICTS]
    errors = [f.message.text for outcome in outcomes for f in _of(outcome, Severity.ERROR)]
    warnings = [finding for outcome in outcomes for finding in _of(outcome, Severity.WARNING)]
    assert errors == []
    assert {finding.code for finding in warnings} == {"stock_fell", "figure_jumped"}
    assert 1 <= len(warnings) <= _MANY


@pytest.mark.parametrize("iso", ["201810", "201901", "202204", "202301", "202312", "202606"])
def test_other_months_break_no_rule_either(iso: str):
    outcomes = [_outcome(code, Period(iso)) for code in ("869", "873")]
    errors = [f.message.text for outcome in outcomes for f in _of(outcome, Severity.ERROR)]
    warnings = [finding for outcome in outcomes for finding in _of(outcome, Severity.WARNING)]
    assert errors == []
    assert {finding.code for finding in warnings} <= {"stock_fell", "figure_jumped"}
    assert sum(finding.code == "stock_fell" for finding in warnings) <= 4
    assert len(warnings) <= 12  # in 2018, the first year, figures jump up from nothing


@pytest.mark.parametrize("code", DISTRICTS)
def test_every_figure_that_a_district_fills_in_has_an_answer(code: str):
    answers = district_answers(code, ANCHOR)
    outcome = _apply(code, ANCHOR, dict(answers), {})
    tables = {c.name: t for t in _form(2023).all_questions() for c in t.questions}
    expected = {
        CellKey(place, question.name)
        for question in _form(2023).all_questions()
        if question.is_figure and not question.is_calculated
        if question.name != "chi_tieu_ket_qua"
        for place in (areas(code) if question.name in tables else (code,))
    }
    assert expected - outcome.irrelevant <= set(answers)


def test_every_answer_is_a_cell_of_the_form():
    names = {question.name for question in _form(2023).all_questions()}
    answers = district_answers("866", ANCHOR)
    assert {key.question for key in answers} <= names
    assert {key.area for key in answers} == {"866", *areas("866")}


def test_cumulative_figures_are_running_sums_that_begin_in_january():
    def read(question: str, iso: str) -> Decimal:
        value = district_answers("872", Period(iso))[CellKey("872", question)].value
        assert isinstance(value, Decimal)
        return value

    months = [f"2023{month:02d}" for month in range(1, 10)]
    assert read("hs_tiep_nhan_lk", "202301") == read("hs_tiep_nhan", "202301")
    assert read("hs_tiep_nhan_lk", "202309") == sum(read("hs_tiep_nhan", m) for m in months)
    assert read("hs_tiep_nhan_lk", "202212") > read("hs_tiep_nhan_lk", "202301")


def test_targets_stand_only_in_the_months_of_their_plan():
    def targets(iso: str) -> set[str]:
        return {key.row for key in district_answers("872", Period(iso)) if key.row[:1] == "T"}

    assert targets("202309") == {"T03", "T05", "T06", "T09", "T10"}
    assert targets("202401") == set()


# --- practice -------------------------------------------------------------------------------------


def test_the_shipped_practice_file_is_what_the_generator_makes():
    assert PRACTICE_FILE.read_bytes() == practice_csv().encode()


@pytest.mark.parametrize("period", PRACTICE_MONTHS, ids=lambda period: period.iso)
def test_every_practice_line_reads_as_the_answer_it_was_made_from(period: Period):
    questions = {question.name: question for question in _form(2023).all_questions()}
    lines = [line for line in csv.reader(practice_csv().splitlines()) if line[0] == period.iso]
    answers = practice_answers(period)
    assert len(lines) == len(answers) > 300
    for (_, *key, text, status, _), answer in zip(lines, answers, strict=True):
        read = read_answer(questions[key[1]], CellKey(*key), text)
        assert (read.key, read.value, status) == (answer.key, answer.value, answer.status.value)


def test_the_last_practice_month_is_about_two_thirds_full():
    last = PRACTICE_MONTHS[-1]
    share = len(practice_answers(last)) / len(district_answers(PRACTICE_DISTRICT, last))
    assert 0.65 <= share <= 0.75


def _practice_findings(period: Period) -> list[Finding]:
    history: dict[Period, Answers] = {}
    for past in PRACTICE_MONTHS:
        answers = {answer.key: answer for answer in practice_answers(past)}
        outcome = _apply(PRACTICE_DISTRICT, past, answers, history)
        if past == period:
            return list(outcome.findings)
        computed = {key: Answer(key, value) for key, value in outcome.calculated.items()}
        history = {**history, past: answers | computed}
    raise ValueError(period)


@pytest.mark.parametrize("period", PRACTICE_MONTHS[:-1], ids=lambda period: period.iso)
def test_the_earlier_practice_months_can_be_completed_as_they_are(period: Period):
    assert not [f.message.text for f in _practice_findings(period) if f.is_blocking]


def test_the_last_practice_month_has_one_error_and_two_warnings_to_find():
    blocking = [f for f in _practice_findings(PRACTICE_MONTHS[-1]) if f.is_blocking]
    faults = [finding for finding in blocking if finding.code != "required_missing"]
    assert {finding.key for finding in faults} == set(FAULTS)
    assert sorted(finding.severity for finding in faults) == ["error", "warning", "warning"]


# --- dividing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "weights", "most", "parts"),
    [
        pytest.param(10, [1, 1, 1], None, [4, 3, 3], id="the first of equals gets the rest"),
        pytest.param(7, [5, 0, 2], None, [5, 0, 2], id="a weight of 0 gets nothing"),
        pytest.param(0, [3, 4], None, [0, 0], id="nothing to divide"),
        pytest.param(6, [9, 1, 1], [2, 3, 3], [2, 2, 2], id="no part above its cap"),
    ],
)
def test_a_total_is_divided_exactly(
    total: int, weights: list[int], most: list[int] | None, parts: list[int]
):
    assert apportion(total, weights, most=most) == parts


@pytest.mark.parametrize(
    ("weights", "most"),
    [
        pytest.param([1, 1], [2, 2], id="more than the caps hold"),
        pytest.param([0, 0], None, id="no weight at all"),
    ],
)
def test_what_cannot_be_divided_is_refused(weights: list[int], most: list[int] | None):
    with pytest.raises(ValueError, match="5"):
        apportion(5, weights, most=most)


def test_noise_is_the_same_everywhere_and_stays_in_its_range():
    assert [noise(1, 100, seed) for seed in ("a", "b", "c")] == [44, 34, 56]
    assert {noise(3, 5, str(number)) for number in range(50)} == {3, 4, 5}
